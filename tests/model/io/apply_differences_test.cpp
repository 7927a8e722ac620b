// Every kind of difference, on the small campaign, by hand.

#include "model/io/apply_differences.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "model/io/input_figures.hpp"
#include "model/io/read_campaign.hpp"
#include "tests/model/io/campaign_copy.hpp"

using namespace liandong;
using test::CampaignCopy;

namespace {

/// What a scenario of these differences changes: "table row field: before -> after", in order of place; then its issues as "code
/// row:column".
std::vector<std::string> effect(const std::string& differences, const CampaignCopy& copy = {}) {
  copy.put("scenarios/s.toml", "[scenario]\nname_zh = \"试\"\n" + differences);
  const CampaignFolder folder(copy.path());
  const auto before = folder.file(), after = folder.file("s");
  std::vector<std::string> lines;
  if (before && after)
    for (const FigureChange& change : changed_figures(input_figures(*before), input_figures(*after)))
      lines.push_back(change.place.table + " " + change.place.row + " " + change.place.field + ": " + change.before + " -> " +
                      change.after);
  for (const Issue& issue : after.issues())
    lines.push_back(issue.code + " " + std::to_string(issue.row) + ":" + std::to_string(issue.column));
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST(Differences, ScaleMoneyHalfToEvenBySourceUnitChannelLevelCertaintyAndPeriod) {
  EXPECT_EQ(effect("[[inflows]]\nsource = \"sewage-prov\"\nfrom = \"2013Q1\"\nto = \"2013Q4\"\nscale = 0.333333333\n"),
            (Lines{"inflows sewage-prov 2013Q2 applied amount_wan: 450.250000 -> 150.083333"}));
  EXPECT_EQ(effect("[[inflows]]\nunit = \"ridge\"\ncertainty = \"hoped\"\nscale = 0\n"),
            (Lines{"inflows fiscal-ridge 2014Q1 hoped amount_wan: 70.000000 -> 0.000000",
                   "inflows fiscal-ridge 2014Q3 hoped amount_wan: 70.000000 -> 0.000000"}));
  EXPECT_EQ(effect("[[inflows]]\nunit = [\"city\"]\nlevel = \"market\"\nscale = 2\n"),
            (Lines{"inflows bot-sewage 2012Q2 approved amount_wan: 1500.000000 -> 3000.000000",
                   "inflows bt-roads 2012Q2 approved amount_wan: 900.000000 -> 1800.000000"}));
  EXPECT_EQ(effect("[[inflows]]\nsource = [\"bt-roads\", \"sewage-prov\"]\nchannel = \"bt\"\nscale = 0.5\n"),
            (Lines{"inflows bt-roads 2012Q2 approved amount_wan: 900.000000 -> 450.000000"}));
}

TEST(Differences, SetMoneyInProportionToTheFen) {
  // 600, 450.25, 200 of 1250.25: the sums 479.9040191.., 840.0319936.., 1000, rounded down.
  EXPECT_EQ(effect("[[inflows]]\nsource = \"sewage-prov\"\nset_wan = 1000\n"),
            (Lines{"inflows sewage-prov 2012Q3 issued amount_wan: 600.000000 -> 479.904019",
                   "inflows sewage-prov 2013Q2 applied amount_wan: 450.250000 -> 360.127974",
                   "inflows sewage-prov 2014Q1 hoped amount_wan: 200.000000 -> 159.968007"}));
  EXPECT_EQ(effect("[[inflows]]\nsource = \"bt-roads\"\nfrom = \"2013Q1\"\nto = \"2013Q1\"\ncertainty = \"approved\"\nset_wan = 300\n"),
            (Lines{"inflows bt-roads 2013Q1 approved amount_wan:  -> 300.000000"}))
      << "a cell that was not there";
}

TEST(Differences, ShiftMoneyAndLoseWhatComesAfterTheHorizon) {
  EXPECT_EQ(
      effect("[[inflows]]\nsource = \"sewage-prov\"\nshift = 4\n"),
      (Lines{"inflows sewage-prov 2012Q3 issued amount_wan: 600.000000 -> ",
             "inflows sewage-prov 2013Q2 applied amount_wan: 450.250000 -> ",
             "inflows sewage-prov 2013Q3 issued amount_wan:  -> 600.000000", "inflows sewage-prov 2014Q1 hoped amount_wan: 200.000000 -> ",
             "inflows sewage-prov 2014Q2 applied amount_wan:  -> 450.250000"}));
  EXPECT_EQ(effect("[[inflows]]\nsource = \"fiscal-ridge\"\nfrom = \"2013Q1\"\nto = \"2013Q1\"\nshift = 2\n"),
            (Lines{"inflows fiscal-ridge 2013Q1 approved amount_wan: 70.000000 -> ",
                   "inflows fiscal-ridge 2013Q3 approved amount_wan: 70.000000 -> 140.000000"}))
      << "what meets in one cell is one";
  EXPECT_EQ(effect("[[inflows]]\nsource = \"sewage-prov\"\nto = \"2012Q4\"\nshift = -9\n"),
            (Lines{"inflows sewage-prov 2012Q1 issued amount_wan:  -> 600.000000",
                   "inflows sewage-prov 2012Q3 issued amount_wan: 600.000000 -> "}))
      << "not before the first period";
}

TEST(Differences, ChangeSourcesAndContracts) {
  EXPECT_EQ(effect("[[sources]]\nlevel = \"province\"\nmax_share = 0.4\nmatch_rate = 0\ncost_weight = 1\n"),
            (Lines{"sources sewage-prov cost_weight:  -> 1", "sources sewage-prov match_rate: 0.25 -> 0",
                   "sources sewage-prov max_share: 0.6 -> 0.4"}));
  EXPECT_EQ(effect("[[contracts]]\nkind = \"bt\"\nadd_rate = 0.01\nshares = [0.5, 0.5]\nfirst_after = 4\nmin_size_wan = 500\n"),
            (Lines{"contracts bt-433 annual_rate: 0.0768 -> 0.0868", "contracts bt-433 first_after: 0 -> 4",
                   "contracts bt-433 instalments: 3 -> 2", "contracts bt-433 min_size_wan: 0.000000 -> 500.000000",
                   "contracts bt-433 shares: 0.4|0.3|0.3 -> 0.5|0.5", "buy-back-period 2:5"}))
      << "the rules' own warning about what it becomes";
  EXPECT_EQ(effect("[[contracts]]\ncontract = \"bot-25\"\nsubsidy_years = 20\nprofit_rate = \"8%\"\n"),
            (Lines{"contracts bot-25 profit_rate: 0.065 -> 0.08", "contracts bot-25 subsidy_years: 25 -> 20"}));
}

TEST(Differences, ChangeCostsDurationsAndStarts) {
  const CampaignCopy copy;
  EXPECT_EQ(effect("[[projects]]\nsector = \"sewage\"\nunit = \"ridge\"\ncost_scale = 1.1\n", copy),
            (Lines{"projects sewers-ridge cost_wan: 900.500000 -> 990.550000"}));
  const auto dearer = read_campaign(copy.path(), "s");
  ASSERT_TRUE(dearer);
  // Of 300.166667, 300.166667 and 300.166666: the sums 330.1833337, 660.3666674 and 990.55, rounded down.
  const std::vector<Money> thirds = {Money::from_fen(330'183'333), Money::from_fen(330'183'334), Money::from_fen(330'183'333)};
  EXPECT_EQ(dearer->campaign.projects()[4].profile, thirds);
  EXPECT_EQ(effect("[[projects]]\nproject = \"plant\"\nlonger = 1\n"),
            (Lines{"projects plant duration: 4 -> 5", "projects plant profile: 0.2|0.3|0.3|0.2 -> 0.16|0.22|0.24|0.22|0.16"}));
  EXPECT_EQ(effect("[[projects]]\nproject = [\"streets\", \"plant\"]\nduration = 3\ncost_wan = 1500\n"),
            (Lines{"projects plant cost_wan: 3000.000000 -> 1500.000000", "projects plant duration: 4 -> 3",
                   "projects plant profile: 0.2|0.3|0.3|0.2 -> 0.3|0.4|0.3", "projects streets cost_wan: 1800.000000 -> 1500.000000"}));
  EXPECT_EQ(effect("[[projects]]\nsector = \"planning\"\ndelay = 4\n[[projects]]\nproject = \"plant\"\ndelay = 4\n"),
            (Lines{"projects plan-city earliest_start:  -> 2013Q1", "projects plan-ridge earliest_start:  -> 2013Q1",
                   "projects plant earliest_start: 2012Q2 -> 2013Q2"}));
  EXPECT_EQ(effect("[[projects]]\nproject = \"plant\"\nearliest_start = \"2012Q4\"\n"),
            (Lines{"projects plant earliest_start: 2012Q2 -> 2012Q4"}));
}

TEST(Differences, DropProjectsByProgramme) {
  EXPECT_EQ(effect("[[projects]]\nprogramme = \"EC\"\nkind = \"hardware\"\nshared = false\ndrop = true\n"),
            (Lines{"locks sewers-ridge drop:  -> yes"}));
  const CampaignCopy copy;
  copy.put("locks.csv", "project,lock,from,to,source,mark,note\nsewers-ridge,build,,,,illustrative,\n");
  EXPECT_EQ(effect("[[projects]]\nprogramme = \"EC\"\nkind = \"hardware\"\ndrop = true\n", copy), (Lines{"drop-locked 3:1"}))
      << "a lock is a decision";
}

TEST(Differences, ChangeModesWithTheirProject) {
  const CampaignCopy copy;
  copy.put("modes.csv",
           "project,mode,name_zh,name_en,cost_wan,duration,profile,least,most,channels,shares,mark,note\n"
           "plant,own,自建,Own,3000,4,,,,,,illustrative,\nplant,fast,赶工,Fast,3600,3,,0.2,0.5,,,illustrative,\n");
  EXPECT_EQ(effect("[[projects]]\nproject = \"plant\"\ncost_wan = 3300\nlonger = 1\n", copy),
            (Lines{"modes plant fast cost_wan: 3600.000000 -> 3960.000000", "modes plant fast duration: 3 -> 4",
                   "modes plant own cost_wan: 3000.000000 -> 3300.000000", "modes plant own duration: 4 -> 5",
                   "projects plant cost_wan: 3000.000000 -> 3300.000000", "projects plant duration: 4 -> 5",
                   "projects plant profile: 0.2|0.3|0.3|0.2 -> 0.16|0.22|0.24|0.22|0.16"}));
  const auto file = read_campaign(copy.path(), "s");
  ASSERT_TRUE(file);
  const Mode& fast = file->modes[1];  // Limits 0.2 and 0.5 of 3960 in each of three periods, stretched over four.
  EXPECT_EQ(fast.most.front(), Money::from_fen(1'485'000'000));
  EXPECT_EQ(fast.least.front(), Money::from_fen(594'000'000));
  Money whole;
  for (const Money amount : fast.profile) whole += amount;
  EXPECT_EQ(whole, fast.cost);
}

TEST(Differences, MoveDeadlinesAndPricesOfGoals) {
  EXPECT_EQ(effect("[[stages]]\nfirmness = \"firm\"\nshift = 2\nlate_price_wan = 900\n[[stages]]\nprogramme = \"EC\"\ndeadline = "
                   "\"2014Q4\"\nnever_price_wan = 1\n"),
            (Lines{"stages EC-ridge deadline: 2014Q2 -> 2014Q4", "stages EC-ridge never_price_wan: 8000.000000 -> 1.000000",
                   "stages HC-prov deadline: 2013Q4 -> 2014Q2", "stages HC-prov late_price_wan:  -> 900.000000"}));
}

TEST(Differences, SwitchChannelsRulesAndSettings) {
  EXPECT_EQ(effect("[switch]\noff = [\"bot\"]\n[settings]\ncertainty = \"issued\"\n[prices]\ngap = 2\n[rules]\nBT1 = \"reported\"\n"),
            (Lines{"inflows bot-sewage 2012Q2 approved amount_wan: 1500.000000 -> 0.000000", "prices  gap: 3 -> 2",
                   "rules  BT1: hard -> reported", "settings  certainty: hoped -> issued"}));
  const Lines off = effect("[switch]\nrules = false\n");
  EXPECT_NE(std::find(off.begin(), off.end(), "rules  BT1: hard -> reported"), off.end());
  for (const std::string& line : off) EXPECT_TRUE(line.starts_with("rules ") && line.ends_with("-> reported")) << line;
}

TEST(Differences, SayWhereTheyDoNothing) {
  EXPECT_EQ(effect("[[inflows]]\nlevel = \"central\"\nscale = 0.5\n"), (Lines{"scenario-without-effect 3:1"}));
  EXPECT_EQ(effect("[[inflows]]\nlevel = \"province\"\nscale = 1\n"), (Lines{"scenario-changes-nothing 3:1"}));
  EXPECT_EQ(effect("[[projects]]\nunit = \"ridge\"\nsector = \"roads\"\ndrop = true\n"), (Lines{"scenario-without-effect 3:1"}));
  EXPECT_EQ(effect("[switch]\non = [\"bt\"]\n"), (Lines{"scenario-changes-nothing 4:6"}));
  EXPECT_EQ(effect("[switch]\noff = [\"investment\"]\n"), (Lines{"scenario-without-effect 4:7"}));
  EXPECT_EQ(effect("[prices]\nown_fiscal = 1\ngap = 3\n[rules]\nBT1 = \"hard\"\n"),
            (Lines{"scenario-changes-nothing 4:14", "scenario-changes-nothing 5:7", "scenario-changes-nothing 7:7"}));
  EXPECT_EQ(effect("[[stages]]\nstage = \"HC-prov\"\ndeadline = \"2013Q4\"\n"), (Lines{"scenario-changes-nothing 3:1"}));
}

TEST(Differences, NameWhatIsAbsentAndWhatCannotBe) {
  EXPECT_EQ(effect("[[inflows]]\nunit = \"rigde\"\nscale = 1.5\n[[projects]]\nsector = \"sewerage\"\ndelay = 1\n[[contracts]]\ncontract = "
                   "[\"bt-433\", \"bt-4\"]\n"
                   "annual_rate = 0.1\n[[stages]]\nprogramme = \"CC\"\nshift = 1\n"),
            (Lines{"unknown-reference 4:8", "unknown-reference 7:10", "unknown-reference 10:12", "unknown-reference 13:13"}));
  EXPECT_EQ(effect("[[inflows]]\nlevel = \"province\"\n[[projects]]\ncost_scale = 1.1\ncost_wan = 3\n[switch]\n"),
            (Lines{"difference-says-nothing 3:1", "difference-twice 7:12", "difference-says-nothing 8:2"}));
  EXPECT_EQ(effect("[[projects]]\nproject = \"plant\"\ndelay = 11\n[[contracts]]\nkind = \"bt\"\nadd_rate = -0.1\n"),
            (Lines{"start-after-horizon 3:1", "rate-below-zero 6:1"}));
  const CampaignCopy copy;
  copy.put("scenarios/s.toml", "[scenario]\nname_zh = \"试\"\n[[contracts]]\nkind = \"bt\"\nshares = [0.5, 0.4]\n");
  const auto file = read_campaign(copy.path(), "s");
  ASSERT_FALSE(file);
  EXPECT_EQ(file.issues()[0].code, "share-sum");
  EXPECT_NE(file.issues()[0].mend.en.find("scenarios/s.toml:3:1"), std::string::npos) << "whose doing it is";
}
