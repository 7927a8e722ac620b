#include "model/funding/rule_pack.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

namespace liandong {
namespace {

using std::chrono::year_month_day;

constexpr year_month_day on(int y, unsigned m, unsigned d) { return std::chrono::year(y) / std::chrono::month(m) / std::chrono::day(d); }
const RulePack& china() { return RulePack::china(); }

TEST(China, RegimesChangeOnTheirDay) {
  EXPECT_EQ(china().regime_on(on(2000, 1, 1)).id, "R0") << "before the first, the first";
  EXPECT_EQ(china().regime_on(on(2012, 12, 23)).id, "R0");
  EXPECT_EQ(china().regime_on(on(2012, 12, 24)).id, "R1");
  EXPECT_EQ(china().regime_on(on(2014, 12, 31)).id, "R1");
  EXPECT_EQ(china().regime_on(on(2015, 1, 1)).id, "R2");
  EXPECT_EQ(china().regime_on(on(2019, 3, 6)).id, "R2");
  EXPECT_EQ(china().regime_on(on(2019, 3, 7)).id, "R3");
  EXPECT_EQ(china().regime_on(on(2023, 2, 1)).id, "R4");
}

TEST(China, BtIsBarredFromTheDayOfTheNotice) {
  const Rule* why = nullptr;
  EXPECT_TRUE(china().bt_lawful("sewage", on(2012, 12, 23), &why));
  EXPECT_EQ(why, nullptr);
  EXPECT_FALSE(china().bt_lawful("sewage", on(2012, 12, 24), &why));
  ASSERT_NE(why, nullptr);
  EXPECT_EQ(why->id, "BT1");
}

TEST(China, RoadsAndPublicHousingAreExemptUntilThePppNotice) {
  const Rule* why = nullptr;
  for (const char* sector : {"roads", "public_housing"}) {
    EXPECT_TRUE(china().bt_lawful(sector, on(2015, 6, 24))) << sector;
    EXPECT_FALSE(china().bt_lawful(sector, on(2015, 6, 25), &why)) << sector;
    EXPECT_EQ(why->id, "BT2");
  }
  EXPECT_FALSE(china().bt_lawful("roads", on(2024, 1, 1)));
}

TEST(China, OnlyHardRulesBar) {
  const RulePack softer = china().with_state("BT1", RuleState::priced).value();
  EXPECT_TRUE(softer.bt_lawful("sewage", on(2013, 1, 1)));
  EXPECT_FALSE(softer.bt_lawful("sewage", on(2015, 7, 1))) << "another hard rule still bars it";
  EXPECT_FALSE(china().bt_lawful("sewage", on(2013, 1, 1))) << "the pack itself is unchanged";
  EXPECT_FALSE(china().with_state("XX", RuleState::hard).has_value());
}

TEST(China, GapSubsidiesEndWithTheNewMechanism) {
  const Rule* why = nullptr;
  EXPECT_TRUE(china().bot_subsidy_lawful("sewage", on(2023, 11, 2), &why));
  EXPECT_FALSE(china().bot_subsidy_lawful("sewage", on(2023, 11, 3), &why));
  EXPECT_EQ(why->id, "P7b");
}

TEST(China, MatchIsWaivedForPoorCountiesFirstAndThenForAll) {
  EXPECT_FALSE(china().match_waived(true, true, on(2010, 12, 31)));
  EXPECT_TRUE(china().match_waived(true, true, on(2011, 1, 1)));
  EXPECT_FALSE(china().match_waived(false, true, on(2014, 12, 31))) << "the city level still matches";
  EXPECT_FALSE(china().match_waived(true, false, on(2014, 12, 31))) << "a county that is not poor still matches";
  EXPECT_TRUE(china().match_waived(false, false, on(2015, 1, 1)));
  const RulePack asked = china().with_state("M2", RuleState::reported).value();
  EXPECT_FALSE(asked.match_waived(true, true, on(2013, 1, 1)));
}

TEST(China, TenPerCentIsPlannedByInEveryYear) {
  for (const int year : {2012, 2014, 2015, 2016, 2024}) EXPECT_EQ(china().affordability_limit(year), Rate::percent(10)) << year;
  EXPECT_EQ(china().find("P1")->state, RuleState::hard);
  EXPECT_FALSE(china().in_force(*china().find("P1"), on(2015, 4, 6)));
  EXPECT_TRUE(china().in_force(*china().find("P1"), on(2015, 4, 7)));
}

TEST(China, StatesAndMarksAreAsTheGuideSays) {
  const std::set<std::string> hard{"BT1", "BT2", "BT3", "P1", "P7b", "M1", "M2"};
  const std::set<std::string> page{"P1", "P2", "P4", "P7", "P8", "D1", "D3", "D5", "B1", "B3"};
  std::set<std::string> seen;
  for (const Rule& rule : china().rules()) {
    EXPECT_TRUE(seen.insert(rule.id).second) << rule.id;
    EXPECT_EQ(rule.state, hard.contains(rule.id) ? RuleState::hard : RuleState::reported) << rule.id;
    EXPECT_EQ(rule.verification, page.contains(rule.id) ? Verification::page : Verification::recalled) << rule.id;
    EXPECT_TRUE(rule.valid_from.ok()) << rule.id;
    for (const Text& text : {rule.title, rule.article}) {
      EXPECT_FALSE(text.en.empty()) << rule.id;
      EXPECT_FALSE(text.zh.empty()) << rule.id;
    }
  }
  EXPECT_TRUE(std::is_sorted(china().rules().begin(), china().rules().end(),
                             [](const Rule& a, const Rule& b) { return a.valid_from < b.valid_from; }));
}

/// The guide's row of a rule: "| BT1 | 2012-12-24 | hard | recalled | ...".
std::string guide_row(const Rule& rule) {
  const auto two = [](unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  const std::string day = std::to_string(static_cast<int>(rule.valid_from.year())) + "-" +
                          two(static_cast<unsigned>(rule.valid_from.month())) + "-" + two(static_cast<unsigned>(rule.valid_from.day()));
  return "| " + rule.id + " | " + day + " | " + (rule.state == RuleState::hard ? "hard" : "reported") + " | " +
         (rule.verification == Verification::page ? "page" : "recalled") + " |";
}

TEST(China, TheGuideListsEveryRuleWithItsDay) {
  std::ifstream file(LIANDONG_SOURCE_DIR "/docs/guide/rules.md");
  ASSERT_TRUE(file);
  std::stringstream guide;
  guide << file.rdbuf();
  for (const Rule& rule : china().rules()) EXPECT_NE(guide.str().find(guide_row(rule)), std::string::npos) << guide_row(rule);
}

TEST(RulePack, ARuleHoldsFromItsFirstDayToBeforeItsLast) {
  Rule rule;
  rule.id = "X";
  rule.valid_from = on(2013, 1, 1);
  rule.valid_to = on(2014, 1, 1);
  rule.state = RuleState::hard;
  rule.limit = Rate::percent(7);
  rule.effects = {RuleEffect::bars_bt, RuleEffect::caps_service};
  Rule later = rule;
  later.id = "Y";
  later.valid_from = on(2016, 6, 1);
  later.valid_to = std::nullopt;
  later.limit = Rate::percent(5);
  later.effects = {RuleEffect::caps_service};
  const RulePack pack({{.id = "R", .title = {}, .valid_from = on(2000, 1, 1)}}, {later, rule});
  EXPECT_EQ(pack.rules().front().id, "X") << "in order of date";
  EXPECT_TRUE(pack.bt_lawful("roads", on(2012, 12, 31)));
  EXPECT_FALSE(pack.bt_lawful("roads", on(2013, 1, 1)));
  EXPECT_FALSE(pack.bt_lawful("roads", on(2013, 12, 31)));
  EXPECT_TRUE(pack.bt_lawful("roads", on(2014, 1, 1)));
  EXPECT_EQ(pack.affordability_limit(2015), Rate::percent(7));
  EXPECT_EQ(pack.affordability_limit(2016), Rate::percent(5)) << "in force by the end of the year";
  EXPECT_EQ(RulePack(pack.regimes(), {}).affordability_limit(2016), Rate::one()) << "no rule, no ceiling but all";
}

}  // namespace
}  // namespace liandong
