#include "model/planning/alternatives.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/planning/make_plan.hpp"
#include "model/planning/price_study.hpp"
#include "tests/model/planning/drawn_problems.hpp"
#include "tests/support/gallery_builder.hpp"

namespace liandong {
namespace {

using gallery::tenths;

GapReason only_reason(const PlanningProblem& problem, const Plan& plan) {
  const auto reasons = reasons_for_gap(problem, plan);
  if (reasons.size() != 1) throw std::logic_error("one gap expected");
  return reasons[0];
}

/// 100, of which own money (at most half) paid 30 and a grant (at most 0.3, free of cost) 10: 60 lack. The grant may give 20 more, own
/// money 20 more; the last 20 nobody may pay.
TEST(ClosingOf, StopsAtTheLargestShares) {
  gallery::Builder b("shares", PeriodUnit::year, 1, Rate{});
  const ProjectId a = b.project("a", {.spend = {100}});
  b.source("own", {.inflow = {30}, .max_share = tenths(5)});
  b.source("grant", {.inflow = {10}, .level = FundLevel::province, .owner = UnitId{}, .max_share = tenths(3), .cost_weight = Rate{}});
  b.stage("first", {.needs = {a}, .late = 500});
  const PlanningProblem problem = problem_of(b.solved(0, {0}, {0}, 60));
  const Plan plan = HandPlan(problem, {0}, {0}).pay(0, 0, 0, 30).pay(0, 1, 0, 10).lack(0, 0, 60).done();
  const GapClosing closing = closing_of(problem, plan, only_reason(problem, plan));
  ASSERT_EQ(closing.needs.size(), 2u);
  EXPECT_EQ(closing.needs[0].source, SourceId{1}) << "the cheaper money first";
  EXPECT_EQ(closing.needs[0].amount, Money::nearest_wan(20));
  EXPECT_NEAR(closing.needs[0].saves, 3, 1e-12);
  EXPECT_EQ(closing.needs[1].amount, Money::nearest_wan(20));
  EXPECT_NEAR(closing.needs[1].saves, 2, 1e-12);
  EXPECT_EQ(closing.barred, Money::nearest_wan(20));
}

/// match-short of the gallery: own money has nothing left and the grant asks for half of itself beside it.
TEST(ClosingOf, FindsOwnMoneyForTheMatch) {
  const PlanningProblem problem = problem_of(gallery::find("match-short"));
  const Plan plan = HandPlan(problem, {0}, {0}).pay(0, 0, 0, 20).pay(0, 1, 0, 40).lack(0, 0, 30).done();
  const GapClosing closing = closing_of(problem, plan, only_reason(problem, plan));
  EXPECT_EQ(closing.barred, Money{});
  ASSERT_EQ(closing.needs.size(), 1u);
  EXPECT_EQ(closing.needs[0].source, SourceId{0}) << "own money closes it by itself";
}

/// On plans of drawn campaigns: needs and what is barred add up to the gap, and with that money there the plan's own dates cost less by at
/// least what the needs promise.
TEST(ClosingOf, KeepsItsPromises) {
  int needs = 0;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    SCOPED_TRACE(seed);
    const PlanningProblem problem = problem_of(gallery::random_case({.seed = seed}));
    const Plan plan = make_plan(problem).plan;
    PlanningProblem helped = problem;
    Money gap, explained;
    double promised = 0;
    for (const GapEntry& entry : plan.gaps) gap += entry.amount;
    for (const GapReason& reason : reasons_for_gap(problem, plan)) {
      const GapClosing closing = closing_of(problem, plan, reason);
      explained += closing.barred;
      Money sum;
      for (const MoneyNeed& need : closing.needs) {
        if (is_contract(problem.funding()[need.source].channel)) continue;
        sum += need.amount;
        promised += need.amount.wan() * need.saves;
        helped = helped.with_inflow(need.source, need.t, helped.inflow(need.source, need.t) + need.amount);
        ++needs;
      }
      for (const MoneyNeed& need : closing.needs) explained += need.amount;
      EXPECT_LE(sum, closing.closable);
      EXPECT_EQ(closing.closable + closing.barred, reason.amount);
    }
    EXPECT_EQ(explained, gap) << "the reasons add up to the gap";
    const SpendModel model(helped);
    Schedule schedule;
    for (std::size_t j = 0; j < plan.start.size(); ++j)
      schedule.push_back(plan.start[j] ? std::optional(*plan.start[j] + problem.campaign().projects()[j].duration - 1) : std::nullopt);
    for (const auto& award : plan.stage) schedule.push_back(award);
    const double after = solved_in_general(model, fixed_windows(schedule)).objective;
    EXPECT_LE(after, plan.certificate.objective - promised + 1e-6 * (1 + plan.certificate.objective));
  }
  EXPECT_GE(needs, 5);
}

/// `waiting`: at once costs 40 + 3 x 60 = 220, a year later 150.
TEST(ReachSooner, PricesTheEarlierDate) {
  const PlanningProblem problem = problem_of(gallery::find("waiting"));
  const Plan plan = make_plan(problem, {.gap = 0}).plan;
  const auto sooner = reach_sooner(problem, plan, StageId{0}, 0);
  ASSERT_TRUE(sooner);
  EXPECT_EQ(sooner->t, 0);
  ASSERT_EQ(sooner->moved.size(), 1u);
  EXPECT_EQ(sooner->moved[0].t, 0);
  EXPECT_NEAR(sooner->dearer, 70, 1e-3);
  EXPECT_FALSE(reach_sooner(problem, plan, StageId{0}, 1)) << "that is when it is reached";
}

/// The same for its project, which nothing else holds back.
TEST(StartSooner, PricesTheEarlierStart) {
  const PlanningProblem problem = problem_of(gallery::find("waiting"));
  const auto sooner = start_sooner(problem, make_plan(problem, {.gap = 0}).plan, ProjectId{0}, 0);
  ASSERT_TRUE(sooner);
  EXPECT_EQ(sooner->t, 0);
  EXPECT_NEAR(sooner->dearer, 70, 1e-3) << "the stage comes sooner, too";
}

TEST(ReachSooner, IsEmptyWhereLinksDecide) {
  const PlanningProblem problem = problem_of(gallery::find("stage-after-stage"));
  EXPECT_FALSE(reach_sooner(problem, make_plan(problem, {.gap = 0}).plan, StageId{0}, 0));
}

/// one-source-short: the multiplier is 1 in the second year, where a 万元 that fills the gap saves 3/2 - 1/2 = 1: nothing is lost by it.
TEST(CheapestDiversion, LosesWhatTheMoneyIsWorthElsewhere) {
  const PlanningProblem problem = problem_of(gallery::find("one-source-short"));
  const Plan plan = HandPlan(problem, {0}, {1}).pay(0, 0, 0, 60).pay(0, 0, 1, 10).lack(0, 1, 30).price(0, 1, 1.25).done();
  const auto diversion = cheapest_diversion(problem, plan, only_reason(problem, plan));
  ASSERT_TRUE(diversion);
  EXPECT_EQ(diversion->source, SourceId{0});
  EXPECT_NEAR(diversion->loss, 0.25, 1e-12);
}

}  // namespace
}  // namespace liandong
