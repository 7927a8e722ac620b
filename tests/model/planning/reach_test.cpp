#include "model/planning/reach.hpp"

#include <gtest/gtest.h>

#include "model/planning/change.hpp"
#include "model/planning/finish.hpp"
#include "tests/support/gallery_builder.hpp"

namespace liandong {
namespace {

using gallery::Builder;

constexpr Rate none{};

PlanningProblem problem_of(const gallery::Case& from) { return {gallery::campaign_of(from), gallery::funding_of(from), from.settings}; }

/// 100 of work due in the first year, 20 of own money, a grant of 80 that wants as much own money beside it. Without extra money 20 + 20
/// are paid and 60 are gap; with 30 more own money the grant gives 50.
TEST(Reach, ExtraMoneyBringsTheGrantThatWaitsForIt) {
  Builder b("match", PeriodUnit::year, 2, none);
  const ProjectId a = b.project("a", {.spend = {100}});
  b.source("own", {.inflow = {20}});
  b.source("grant", {.inflow = {80}, .channel = Channel::bundled, .level = FundLevel::province, .owner = {}, .match_rate = Rate::one()});
  b.stage("first", {.needs = {a}, .deadline = 0});
  const Reach reach = least_extra(problem_of(b.unsolved()), {.gap = 1e-6});
  EXPECT_NEAR(reach.extra.wan(), 30, 0.001);
  EXPECT_NEAR(reach.at_least, 30, 0.001);
  EXPECT_TRUE(reach.unpayable.is_zero());
  ASSERT_EQ(reach.by_unit.size(), 1U);
  EXPECT_EQ(reach.by_unit[0].t, 0);
}

/// Two works of 100, one for a firm stage due in the first year and one for a strive stage due in the second; 60 of own money in the first,
/// 70 in the second. Firm alone: 40 in the first year. Both: 40 + 30. With today's money the plan waits with both (late 5 a year, gap 3):
/// the firm one in the second year with 60 + 40, the strive one in the third with what is left, 30: 70 short.
gallery::Case two_works() {
  Builder b("two-works", PeriodUnit::year, 3, none);
  const ProjectId firm = b.project("firm", {.spend = {100}}), strive = b.project("strive", {.spend = {100}});
  b.source("own", {.inflow = {60, 70}});
  b.stage("first", {.needs = {firm}, .deadline = 0, .late = 5});
  b.stage("second", {.needs = {strive}, .deadline = 1, .late = 5, .firmness = Firmness::strive});
  return b.unsolved();
}

TEST(Reach, FirmStagesNeedLessThanAll) {
  const PlanningProblem problem = problem_of(two_works());
  const Reach firm = least_extra(problem, {.goal = ReachGoal::firm, .gap = 1e-6});
  EXPECT_NEAR(firm.extra.wan(), 40, 0.001);
  EXPECT_EQ(firm.stages[0].reached, 0);
  EXPECT_TRUE(firm.stages[0].held);
  EXPECT_FALSE(firm.stages[1].held);
  const Reach all = least_extra(problem, {.goal = ReachGoal::stages, .gap = 1e-6});
  EXPECT_NEAR(all.extra.wan(), 70, 0.001);
  EXPECT_NEAR(all.at_least, 70, 0.01);
  EXPECT_LE(all.at_least, all.extra.wan());
  ASSERT_EQ(all.by_unit.size(), 2U);
  EXPECT_NEAR(all.by_unit[0].amount.wan(), 40, 0.001);
  EXPECT_NEAR(all.by_unit[1].amount.wan(), 30, 0.001);
}

TEST(Reach, NoGapKeepsTheDatesOfTodaysPlan) {
  const PlanningProblem problem = problem_of(two_works());
  const Reach reach = least_extra(problem, {.goal = ReachGoal::gap, .gap = 1e-6});
  EXPECT_NEAR(reach.extra.wan(), 70, 0.001);  // 200 of work, 130 of money, whatever the dates.
  EXPECT_TRUE(reach.unpayable.is_zero());
}

TEST(Reach, EnoughMoneyNeedsNoMore) {
  Builder b("enough", PeriodUnit::year, 2, none);
  const ProjectId a = b.project("a", {.spend = {100}});
  b.source("own", {.inflow = {100}});
  b.stage("first", {.needs = {a}, .deadline = 0});
  const Reach reach = least_extra(problem_of(b.unsolved()), {});
  EXPECT_TRUE(reach.extra.is_zero());
  EXPECT_LE(reach.at_least, 1e-6);
}

/// Given to the own source of the unit when it says, the extra money indeed leaves no gap in a plan that keeps the dates.
TEST(Reach, TheMoneyItAsksForIsEnough) {
  const PlanningProblem problem = problem_of(two_works());
  const Reach reach = least_extra(problem, {.goal = ReachGoal::stages, .gap = 1e-6});
  std::vector<Change> changes;
  for (const ExtraMoney& extra : reach.by_unit)
    changes.emplace_back(NewInflow{SourceId{0}, extra.t, problem.inflow(SourceId{0}, extra.t) + extra.amount});
  Prices prices = problem.settings().prices;
  prices.gap = Rate::from_billionths(100 * Rate::one_unit);
  changes.emplace_back(PriceChange{prices});
  for (const int s : {0, 1}) changes.emplace_back(StagePriceChange{StageId{s}, Money::nearest_wan(10'000), Money::nearest_wan(100'000)});
  const Checked<PlanningProblem> richer = apply_changes(problem, changes);
  ASSERT_TRUE(richer);
  const PlanResult result = make_plan(*richer, {.gap = 1e-6});
  Money gap;
  for (const GapEntry& entry : result.plan.gaps) gap += entry.amount;
  EXPECT_LT(gap.wan(), 0.001);
  EXPECT_EQ(result.plan.stage, (std::vector<std::optional<int>>{0, 1}));
}

}  // namespace
}  // namespace liandong
