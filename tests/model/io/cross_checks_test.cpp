#include "model/io/cross_checks.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "model/io/read_campaign.hpp"
#include "tests/model/io/campaign_copy.hpp"

using namespace liandong;
using test::CampaignCopy;

namespace {

/// The warnings of `code` that the copy gets, as "file:row:column".
std::vector<std::string> warned(const CampaignCopy& copy, const std::string& code) {
  const auto file = read_campaign(copy.path());
  std::vector<std::string> found;
  for (const Issue& issue : file.issues()) {
    EXPECT_EQ(issue.severity, Severity::warning) << issue.file << ":" << issue.row << " " << issue.sentence.en;
    if (issue.code == code) found.push_back(issue.file + ":" + std::to_string(issue.row) + ":" + std::to_string(issue.column));
  }
  return found;
}

using Places = std::vector<std::string>;

}  // namespace

TEST(CrossChecks, ProjectWithoutSource) {
  const CampaignCopy copy;
  copy.edit("sources.csv", "fiscal,city,city,city,,", "fiscal,city,city,city,roads|planning|sewage,");
  EXPECT_EQ(warned(copy, "project-without-source"), Places{"projects.csv:5:0"});
}
TEST(CrossChecks, SourceThatPaysForNothing) {
  const CampaignCopy copy;
  copy.edit("projects.csv", "no,yes,,,12", "no,no,,,12");  // The streets are no longer fit for BT.
  EXPECT_EQ(warned(copy, "source-pays-nothing"), Places{"sources.csv:5:4"});
}
TEST(CrossChecks, SourceBarredByLawInEveryPeriod) {
  const CampaignCopy copy;
  copy.edit("projects.csv", "city,roads", "city,culture");
  copy.edit("sources.csv", "city,roads", "city,culture");
  EXPECT_EQ(warned(copy, "source-barred"), Places{}) << "in 2012 BT was still lawful";
  std::string inflows = copy.text("inflows.csv"), stages = copy.text("stages.csv"), projects = copy.text("projects.csv"), budgets = copy.text("budgets.csv");
  const auto later = [](std::string text) {
    for (const auto& [from, to] : {std::pair{"2014", "2019"}, {"2013", "2018"}, {"2012", "2017"}})
      for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos;) text.replace(at, 4, to);
    return text;
  };
  copy.put("inflows.csv", later(inflows));
  copy.put("stages.csv", later(stages));
  copy.put("projects.csv", later(projects));
  copy.put("budgets.csv", later(budgets));
  copy.edit("campaign.toml", "2012Q1", "2017Q1");
  EXPECT_EQ(warned(copy, "source-barred"), Places{"sources.csv:5:4"});
}
TEST(CrossChecks, MatchThatNobodyCanPay) {
  const CampaignCopy copy;
  copy.edit("sources.csv", "fiscal,city,city,city,,", "fiscal,city,city,city,roads|planning|dossier,");
  copy.edit("sources.csv", "fiscal,county,ridge,ridge,,", "fiscal,county,ridge,ridge,planning,");
  EXPECT_EQ(warned(copy, "match-impossible"), Places{"sources.csv:4:11"});
}
TEST(CrossChecks, MinimumThatNoProjectReaches) {
  const CampaignCopy copy;
  copy.edit("contracts.csv", "first_exponent,mark", "first_exponent,min_size_wan,mark");
  copy.edit("contracts.csv", "middle,,,,,illustrative", "middle,,,,,1440,illustrative");  // 0.8 of the streets' 1,800.
  copy.edit("contracts.csv", "25,1,illustrative", "25,1,,illustrative");
  EXPECT_EQ(warned(copy, "minimum-unreachable"), Places{});
  copy.edit("contracts.csv", "1440,", "1440.000001,");
  EXPECT_EQ(warned(copy, "minimum-unreachable"), Places{"sources.csv:5:14"});
}
TEST(CrossChecks, UnknownSector) {
  const CampaignCopy copy;
  copy.edit("sources.csv", ",,sewage,hardware", ",,sewage|raods,hardware");
  EXPECT_EQ(warned(copy, "unknown-sector"), Places{"sources.csv:4:8"});
}
TEST(CrossChecks, YuanWhereWanIsMeant) {
  const CampaignCopy copy;
  copy.edit("projects.csv", ",25,1,", ",250000000,1,");
  EXPECT_EQ(warned(copy, "unit-slip"), Places{"projects.csv:7:8"});
  const CampaignCopy other;
  other.edit("inflows.csv", "approved,220", "approved,2200000");
  EXPECT_EQ(warned(other, "unit-slip"), Places{"inflows.csv:3:4"});
}
TEST(CrossChecks, WorkCountedTwice) {
  const CampaignCopy copy;
  copy.edit("projects.csv", "dossier,资料收集整理", "dossier,创建规划编制");
  EXPECT_EQ(warned(copy, "project-twice"), Places{"projects.csv:5:2"});
}
TEST(CrossChecks, MoneyCountedTwice) {
  const CampaignCopy copy;
  copy.append("inflows.csv", "sewage-prov,2012Q3,applied,600,illustrative,\n");
  EXPECT_EQ(warned(copy, "inflow-twice"), Places{"inflows.csv:25:3"});
  copy.append("inflows.csv", "sewage-prov,2013Q2,hoped,100,illustrative,\n");  // A forecast that is split over rungs.
  EXPECT_EQ(warned(copy, "inflow-twice"), Places{});
}
TEST(CrossChecks, YearsLeftOut) {
  const CampaignCopy copy;
  copy.edit("inflows.csv", "sewage-prov,2013Q2,applied,450.25,illustrative,\n", "");
  EXPECT_EQ(warned(copy, "inflow-years-missing"), Places{"inflows.csv:21:2"});
}
TEST(CrossChecks, MoneyThatNeverComes) {
  const CampaignCopy copy;
  copy.edit("inflows.csv", "bt-roads,2012Q2,approved,900,illustrative,签约规模\n", "");
  EXPECT_EQ(warned(copy, "source-without-money"), Places{"sources.csv:5:0"});
  copy.edit("inflows.csv", "bot-sewage,2012Q2,approved,1500,illustrative,签约规模\n", "");
  EXPECT_EQ(warned(copy, "source-without-money"), Places{});
  EXPECT_EQ(warned(copy, "level-without-money"), Places{"sources.csv:5:5"});
}
TEST(CrossChecks, OwnerOfAnotherLevel) {
  const CampaignCopy copy;
  copy.edit("sources.csv", "fiscal,county,ridge", "fiscal,city,ridge");
  EXPECT_EQ(warned(copy, "owner-level"), Places{"sources.csv:3:6"});
}
TEST(CrossChecks, YearlyFiguresAboveTheWholeCost) {
  const CampaignCopy copy;
  copy.edit("projects.csv", "120,150", "120,1500000");
  EXPECT_EQ(warned(copy, "yearly-above-cost"), Places{"projects.csv:3:16"});
}
TEST(CrossChecks, PricesThatMakeGapsCheap) {
  const CampaignCopy copy;
  copy.edit("campaign.toml", "gap = 3", "gap = 1");
  EXPECT_EQ(warned(copy, "gap-cheaper-than-money"), Places{"campaign.toml:16:7"});
  copy.edit("campaign.toml", "strive_late_wan = 200", "strive_late_wan = 900");
  EXPECT_EQ(warned(copy, "price-order"), Places{"campaign.toml:18:19"});
}
TEST(CrossChecks, CertaintyThatLeavesNothing) {
  const CampaignCopy copy;
  std::string inflows = copy.text("inflows.csv");
  for (std::size_t at = 0; (at = inflows.find("in_account", at)) != std::string::npos;) inflows.replace(at, 10, "applied");
  copy.put("inflows.csv", inflows);
  copy.edit("campaign.toml", "certainty = \"hoped\"", "certainty = \"in_account\"");
  EXPECT_EQ(warned(copy, "certainty-without-money"), Places{"campaign.toml:24:13"});
}
