#include "model/planning/compliance.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/model/planning/hand_plan.hpp"
#include "tests/support/gallery_builder.hpp"

namespace liandong {
namespace {

const ComplianceEntry& entry(const std::vector<ComplianceEntry>& entries, const std::string& rule) {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const ComplianceEntry& e) { return e.rule == rule; });
  if (found == entries.end()) throw std::out_of_range(rule);
  return *found;
}

TEST(Compliance, KeepsBtThatStartsOnTheLastDayAllowed) {
  // First day of 2012Q4 is 84 days before 24 December 2012.
  const PlanningProblem problem = problem_of(gallery::find("bt-before-the-ban"));
  const auto entries = report_compliance(problem, HandPlan(problem, {0, 3}, {3}).pay(1, 1, 3, 60).repay(1, 1, 0, 11, 60).done());
  EXPECT_EQ(entry(entries, "BT1").state, ComplianceState::kept);
  EXPECT_EQ(entry(entries, "BT1").margin, "84 d");
  EXPECT_EQ(entry(entries, "BT1").verification, Verification::recalled);
}

TEST(Compliance, BreaksBtOnePeriodLaterUnlessTheSectorIsExempt) {
  const PlanningProblem problem = problem_of(gallery::find("bt-ban"));
  const Plan road_only = HandPlan(problem, {0, 4, 4}, {4}).pay(1, 1, 4, 50).lack(2, 4, 60).done();
  EXPECT_EQ(entry(report_compliance(problem, road_only), "BT1").state, ComplianceState::kept);
  EXPECT_NE(entry(report_compliance(problem, road_only), "BT1").deciding.en.find("Exempt by sector"), std::string::npos);
  const Plan hall_too = HandPlan(problem, {0, 4, 4}, {4}).pay(1, 1, 4, 50).pay(2, 1, 4, 60).done();
  const auto entries = report_compliance(problem, hall_too);
  EXPECT_EQ(entry(entries, "BT1").state, ComplianceState::broken);
  EXPECT_NE(entry(entries, "BT1").deciding.zh.find("hall"), std::string::npos);
}

TEST(Compliance, ReportsARuleThatTheSettingsTookTheForceOf) {
  gallery::Case c = gallery::find("bt-ban");
  c.settings.rule_states["BT1"] = RuleState::reported;
  const PlanningProblem problem = problem_of(c);
  const auto entries = report_compliance(problem, HandPlan(problem, {0, 4, 4}, {4}).pay(2, 1, 4, 60).lack(1, 4, 50).done());
  EXPECT_EQ(entry(entries, "BT1").state, ComplianceState::reported);
}

TEST(Compliance, MeasuresServiceAgainstItsCeilingToTheFen) {
  // 10 % of 500 less 10 committed: 40 in 2013.
  const PlanningProblem problem = problem_of(gallery::find("affordability"));
  const auto at = [&](double drawn) {
    return report_compliance(problem, HandPlan(problem, {0}, {0}).pay(0, 1, 0, drawn).pay(0, 0, 0, 30).lack(0, 0, 70 - drawn).repay(0, 1, 0, 1, drawn).done());
  };
  EXPECT_EQ(entry(at(40), "P1").state, ComplianceState::kept);
  EXPECT_EQ(entry(at(40), "P1").margin, "0.00 %");
  EXPECT_EQ(entry(at(40.000001), "P1").state, ComplianceState::broken);
}

TEST(Compliance, SeesAMissingMatchAndAWaivedOne) {
  // Half of the bundled money must be matched in the city; the poor county needs no match (M2).
  const PlanningProblem problem = problem_of(gallery::find("match"));
  const auto kept = report_compliance(problem, HandPlan(problem, {0, 0}, {0}).pay(0, 0, 0, 30).pay(0, 1, 0, 60).pay(1, 1, 0, 90).done());
  EXPECT_EQ(entry(kept, "match").state, ComplianceState::kept);
  EXPECT_EQ(entry(kept, "match").margin, "0.0 万元");
  EXPECT_EQ(entry(kept, "M2").margin, "45.0 万元");
  const auto broken = report_compliance(problem, HandPlan(problem, {0, 0}, {0}).pay(0, 0, 0, 29.999999).pay(0, 1, 0, 60).pay(1, 1, 0, 90).lack(0, 0, 0.000001).done());
  EXPECT_EQ(entry(broken, "match").state, ComplianceState::broken);
}

TEST(Compliance, SeesAShareThatIsTooLarge) {
  const PlanningProblem problem = problem_of(gallery::find("share-limit"));
  EXPECT_EQ(entry(report_compliance(problem, HandPlan(problem, {0}, {0}).pay(0, 0, 0, 40).pay(0, 1, 0, 60).done()), "share").state, ComplianceState::kept);
  EXPECT_EQ(entry(report_compliance(problem, HandPlan(problem, {0}, {0}).pay(0, 0, 0, 39).pay(0, 1, 0, 61).done()), "share").state, ComplianceState::broken);
}

TEST(Compliance, WeighsContractsAgainstTheirMinimum) {
  gallery::Case c = gallery::find("affordability");
  Contract second = c.funding.contracts.front();
  second.key = "second";
  second.min_size = gallery::wan(25);
  Source other = c.funding.sources[1];
  other.key = "bt-second";
  other.contract = ContractId{1};
  c.funding.contracts.push_back(second);
  c.funding.sources.push_back(other);
  const PlanningProblem problem = problem_of(c);
  const auto drawn = [&](double first, double by_second) {
    HandPlan plan(problem, {0}, {0});
    if (first > 0) plan.pay(0, 1, 0, first);
    if (by_second > 0) plan.pay(0, 2, 0, by_second);
    return entry(report_compliance(problem, plan.lack(0, 0, 100 - first - by_second).done()), "contract");
  };
  EXPECT_EQ(drawn(0, 0).state, ComplianceState::not_applicable);
  EXPECT_EQ(drawn(40, 0).state, ComplianceState::kept);
  EXPECT_EQ(drawn(0, 25).state, ComplianceState::kept);
  EXPECT_EQ(drawn(0, 25).margin, "0.0 万元");
  EXPECT_EQ(drawn(0, 24.999999).state, ComplianceState::broken);
  EXPECT_EQ(drawn(15, 25).state, ComplianceState::kept) << "the first has no minimum";
  EXPECT_EQ(drawn(15, 24).state, ComplianceState::broken);
}

TEST(Compliance, AgesMoneyFirstInFirstOut) {
  // 100 of 2013 lie until the end of 2016, with 10 new ones a year: at the end of 2015, 100 + 30 - 20 are older than two years less what
  // was spent. B2 holds from 2015.
  gallery::Builder b("ageing", PeriodUnit::year, 5, Rate{});
  const ProjectId a = b.project("a", {.spend = {40}, .earliest = 2});
  b.source("own", {.inflow = {0, 100, 10, 10, 10}});
  b.stage("first", {.needs = {a}, .deadline = 4});
  const gallery::Case c = b.solved(0, {2}, {2}, 0);
  const PlanningProblem problem = problem_of(c);
  const ComplianceEntry b2 = entry(report_compliance(problem, HandPlan(problem, {2}, {2}).pay(0, 0, 2, 40).done()), "B2");
  EXPECT_EQ(b2.state, ComplianceState::reported);
  EXPECT_EQ(b2.margin, "-70.0 万元") << "2016: balance 90 less the 20 of two years; 2015: 80 less 20";
}

TEST(Compliance, SpeaksBothLanguagesAndNamesEachRuleOnce) {
  const PlanningProblem problem = problem_of(gallery::find("bt-ban"));
  const auto entries = report_compliance(problem, HandPlan(problem, {0, 4, 4}, {4}).lack(1, 4, 50).lack(2, 4, 60).done());
  EXPECT_GT(entries.size(), 5u);
  for (const ComplianceEntry& e : entries) {
    EXPECT_FALSE(e.deciding.en.empty()) << e.rule;
    EXPECT_FALSE(e.deciding.zh.empty()) << e.rule;
    EXPECT_FALSE(e.article.zh.empty()) << e.rule;
  }
}

}  // namespace
}  // namespace liandong
