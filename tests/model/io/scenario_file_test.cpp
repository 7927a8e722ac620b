#include "model/io/scenario_file.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "model/io/input_figures.hpp"
#include "model/io/read_campaign.hpp"
#include "tests/model/io/campaign_copy.hpp"
#include "tests/support/random_scenarios.hpp"

using namespace liandong;
using test::CampaignCopy;
using test::listing;
using test::places;

TEST(Scenario, CutsInflowsHalfToEven) {
  const CampaignCopy copy;
  const auto file = read_campaign(copy.path(), "province_cut_30");
  ASSERT_TRUE(file) << listing(file.issues());
  EXPECT_EQ(file->scenario->name.zh, "省级资金削减三成");
  const auto amount = [&](std::size_t i) { return file->funding.inflows()[i].amount.fen(); };
  EXPECT_EQ(amount(18), 420'000'000);
  EXPECT_EQ(amount(19), 315'175'000);
  EXPECT_EQ(amount(0), 220'000'000) << "not provincial";
}
TEST(Scenario, SwitchesChannelsOffAndChangesSettings) {
  const CampaignCopy copy;
  const auto barred = read_campaign(copy.path(), "bt_barred");
  ASSERT_TRUE(barred) << listing(barred.issues());
  EXPECT_TRUE(barred.issues().empty()) << "what a scenario takes away is meant\n" << listing(barred.issues());
  EXPECT_TRUE(barred->funding.inflows()[21].amount.is_zero());
  EXPECT_FALSE(barred->funding.inflows()[22].amount.is_zero());
  const auto sure = read_campaign(copy.path(), "approved_only");
  ASSERT_TRUE(sure) << listing(sure.issues());
  EXPECT_EQ(sure->settings.certainty, Certainty::approved);
}
TEST(Scenario, NamesItsMistakes) {
  const CampaignCopy copy;
  copy.put(
      "scenarios/bad.toml",
      "[scenario]\nname_zh = \"坏\"\n[[inflows]]\nsource = \"fiscal-cty\"\nscale = 0.5\n[[inflows]]\nlevel = \"provincial\"\nscale = -1\n"
      "[switch]\noff = [\"bt\", \"boot\"]\n[prices]\ngapp = 2\n[[inflows]]\nfrom = \"2013Q2\"\nto = \"2012Q4\"\nscale = 1\n");
  EXPECT_EQ(places(read_campaign(copy.path(), "bad").issues()),
            (std::vector<std::string>{"out-of-range scenarios/bad.toml:8:9", "period-order scenarios/bad.toml:15:6",
                                      "unknown-reference scenarios/bad.toml:4:10", "unknown-setting scenarios/bad.toml:12:1",
                                      "unknown-word scenarios/bad.toml:10:7", "unknown-word scenarios/bad.toml:7:9"}));
  const auto unknown = read_campaign(copy.path(), "approved-only");
  EXPECT_EQ(unknown.issues().at(0).code, "unknown-scenario");
  EXPECT_NE(unknown.issues().at(0).mend.en.find("approved_only, bad, bt_barred, province_cut_30"), std::string::npos);
  EXPECT_EQ(read_campaign(copy.path(), "../campaign").issues().at(0).code, "unknown-scenario") << "no way out of the folder";
}

TEST(Scenario, TreeAppliesTheOldestFirst) {
  const CampaignCopy copy;
  copy.put("scenarios/child.toml",
           "[scenario]\nname_zh = \"子\"\nauthor = \"市财政局\"\ndate = 2012-11-20\nbased_on = \"province_cut_30\"\nmark = "
           "\"recalled\"\nnote = \"会上提出\"\n"
           "[[inflows]]\nlevel = \"province\"\nset_wan = 500\nmark = \"page\"\n");
  copy.put("scenarios/grandchild.toml",
           "[scenario]\nname_zh = \"孙\"\nbased_on = \"child\"\n[[inflows]]\nsource = \"sewage-prov\"\nscale = 0.5\n");
  const auto file = read_campaign(copy.path(), "grandchild");
  ASSERT_TRUE(file) << listing(file.issues());
  std::vector<std::string> said;
  for (const Difference& difference : file->differences) said.push_back(difference.scenario + " " + text_of(difference).en);
  EXPECT_EQ(said,
            (std::vector<std::string>{"province_cut_30 inflows: level province, scale 0.7", "child inflows: level province, set 500 万元",
                                      "grandchild inflows: source sewage-prov, scale 0.5"}));
  Money whole;
  for (const Inflow& inflow : file->funding.inflows())
    if (file->funding[inflow.source].key == "sewage-prov") whole += inflow.amount;
  EXPECT_EQ(whole, Money::from_fen(250'000'000)) << "(1250.25 x 0.7, then 500 in all) x 0.5";
  EXPECT_EQ(file->scenario->based_on, "child");
  EXPECT_EQ(file->differences[1].mark, SourceMark::page);
  EXPECT_EQ(file->differences[1].note, "会上提出") << "the file's, as the difference has none";
  const auto child = read_campaign(copy.path(), "child");
  ASSERT_TRUE(child) << listing(child.issues());
  EXPECT_EQ(child->scenario->author, "市财政局");
  EXPECT_EQ(child->scenario->date, "2012-11-20");
  EXPECT_NE(child->input_hash, file->input_hash);
}

TEST(Scenario, ChildSwitchesOnWhatItsParentSwitchedOff) {
  const CampaignCopy copy;
  copy.put("scenarios/roads.toml", "[scenario]\nname_zh = \"路\"\nbased_on = \"bt_barred\"\n[switch]\non = [\"bt\"]\noff = [\"bot\"]\n");
  const auto file = read_campaign(copy.path(), "roads");
  ASSERT_TRUE(file) << listing(file.issues());
  EXPECT_TRUE(file.issues().empty()) << listing(file.issues());
  EXPECT_EQ(file->funding.inflows()[21].amount, Money::from_fen(900'000'000));
  EXPECT_TRUE(file->funding.inflows()[22].amount.is_zero());
}

TEST(Scenario, CyclesMissingParentsAndReservedNamesAreIssuesWithTheirPlace) {
  const CampaignCopy copy;
  const std::string head = "[scenario]\nname_zh = \"环\"\nbased_on = ";
  copy.put("scenarios/a.toml", head + "\"b\"\n");
  copy.put("scenarios/b.toml", head + "\"c\"\n");
  copy.put("scenarios/c.toml", head + "\"b\"\n");
  copy.put("scenarios/self.toml", head + "\"self\"\n");
  copy.put("scenarios/orphan.toml", head + "\"province_cut\"\n");
  const auto circle = read_campaign(copy.path(), "a");
  EXPECT_EQ(places(circle.issues()), (std::vector<std::string>{"scenario-cycle scenarios/c.toml:3:12"}));
  EXPECT_NE(circle.issues()[0].sentence.en.find("b → c → b"), std::string::npos);
  EXPECT_EQ(places(read_campaign(copy.path(), "self").issues()), (std::vector<std::string>{"scenario-cycle scenarios/self.toml:3:12"}));
  const auto orphan = read_campaign(copy.path(), "orphan");
  EXPECT_EQ(places(orphan.issues()), (std::vector<std::string>{"unknown-scenario scenarios/orphan.toml:3:12"}));
  EXPECT_NE(orphan.issues()[0].mend.en.find("province_cut_30"), std::string::npos);
  EXPECT_TRUE(read_campaign(copy.path(), "baseline")) << "the campaign itself";
  copy.put("scenarios/baseline.toml", "[scenario]\nname_zh = \"原\"\n");
  EXPECT_EQ(places(read_campaign(copy.path(), "baseline").issues()),
            (std::vector<std::string>{"reserved-name scenarios/baseline.toml:0:0"}));
  EXPECT_EQ(places(read_campaign(copy.path(), "bt_barred").issues()), std::vector<std::string>{});
  copy.put("scenarios/when.toml", "[scenario]\nname_zh = \"时\"\ndate = \"2012-13-01\"\n");
  EXPECT_EQ(places(read_campaign(copy.path(), "when").issues()), (std::vector<std::string>{"not-a-date scenarios/when.toml:3:8"}));
}

// A tree says the same as one file with all its differences one after another, and as its flat list applied by itself.
TEST(Scenario, TreeEqualsTheFlatList) {
  const CampaignCopy copy;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    const std::vector<std::string> parts = test::random_differences(seed, 1 + seed % 5);
    std::string flat = "[scenario]\nname_zh = \"平\"\n";
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const std::string parent = i == 0 ? "" : "based_on = \"t" + std::to_string(i - 1) + "\"\n";
      copy.put("scenarios/t" + std::to_string(i) + ".toml", "[scenario]\nname_zh = \"树\"\n" + parent + parts[i]);
      flat += parts[i];
    }
    copy.put("scenarios/flat.toml", flat);
    const CampaignFolder folder(copy.path());
    const auto tree = folder.file("t" + std::to_string(parts.size() - 1)), one = folder.file("flat");
    ASSERT_EQ(tree.ok(), one.ok()) << flat << listing(tree.issues()) << listing(one.issues());
    if (!tree) continue;
    const auto again = folder.file(tree->differences);
    ASSERT_TRUE(again);
    for (const auto* other : {&one, &again})
      for (const FigureChange& change : changed_figures(input_figures(*tree), input_figures(**other)))
        ADD_FAILURE() << flat << change.place.table << " " << change.place.row << " " << change.place.field << ": " << change.before << " "
                      << change.after;
    ASSERT_EQ(tree->differences.size(), one->differences.size());
  }
}

TEST(Scenario, ThoseOfTheExampleReadCleanAndSayWhyAndWhence) {
  const CampaignFolder folder(std::filesystem::path(LIANDONG_SOURCE_DIR) / "data/wuchuang");
  EXPECT_GE(folder.scenarios().size(), 9u);
  int nested = 0, marks[5] = {};
  for (const std::string& name : folder.scenarios()) {
    SCOPED_TRACE(name);
    const auto file = folder.file(name);
    EXPECT_TRUE(file.issues().empty()) << listing(file.issues());
    ASSERT_TRUE(file);
    const Scenario& scenario = *file->scenario;
    EXPECT_FALSE(scenario.reason.en.empty() || scenario.reason.zh.empty() || scenario.author.empty() || scenario.date.empty());
    EXPECT_FALSE(file->differences.empty());
    for (const Difference& difference : file->differences) ++marks[static_cast<int>(difference.mark)];
    nested += scenario.based_on.empty() ? 0 : 1;
  }
  EXPECT_GE(nested, 2);
  EXPECT_GT(marks[static_cast<int>(SourceMark::recalled)], 0);
  EXPECT_GT(marks[static_cast<int>(SourceMark::illustrative)], 0);
}
