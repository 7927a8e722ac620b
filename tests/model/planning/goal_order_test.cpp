#include "model/planning/goal_order.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <string>

#include "model/io/plan_folder.hpp"
#include "model/planning/even_burden.hpp"
#include "model/planning/goal_money.hpp"
#include "model/planning/goal_search.hpp"
#include "model/verify/verify.hpp"
#include "tests/model/planning/drawn_problems.hpp"
#include "tests/support/gallery_builder.hpp"

namespace liandong {
namespace {

using gallery::Builder;

constexpr Rate none{};

/// One project of 100, for a title due in period 0; the money comes in period 1. The sum waits: 50 for the lateness + 100 of own money
/// against 3 x 100 of gap. In strict order the title comes first, and all of it is gap.
gallery::Case title_before_gap() {
  Builder b("title-before-gap", PeriodUnit::year, 3, none);
  const ProjectId a = b.project("a", {.spend = {100}});
  b.source("own", {.inflow = {0, 100}});
  b.stage("first", {.needs = {a}, .deadline = 0, .late = 50});
  return b.unsolved();
}

/// The only money costs 5 a yuan, a gap 3: the sum leaves the gap, the order closes it.
gallery::Case gap_before_cost() {
  Builder b("gap-before-cost", PeriodUnit::year, 2, none);
  const ProjectId a = b.project("a", {.spend = {100}});
  b.source("dear", {.inflow = {100}, .cost_weight = Rate::from_billionths(5 * Rate::one_unit)});
  b.stage("first", {.needs = {a}, .deadline = 0, .late = 500});
  return b.unsolved();
}

/// 100 of spend in each of two years, 100 of own and 100 of bundled money at hand for either: every division of the own money costs 100
/// + 20. With budgets of 1,000 and 3,000 an equal share of both is 25 and 75, and (4) is 25²/1000 + 75²/3000 = 2.5.
gallery::Case even_shares() {
  Builder b("even-shares", PeriodUnit::year, 2, none);
  const ProjectId now = b.project("now", {.spend = {100}}), later = b.project("later", {.spend = {100}, .earliest = 1});
  b.source("own", {.inflow = {100}});
  b.source("bundled", {.inflow = {100}, .channel = Channel::bundled, .level = FundLevel::province, .owner = {}});
  b.stage("first", {.needs = {now}, .deadline = 0, .late = 500});
  b.stage("second", {.needs = {later}, .deadline = 1, .late = 500});
  b.budget(UnitId{0}, 2012, 1000);
  b.budget(UnitId{0}, 2013, 3000);
  return b.unsolved();
}

const GoalLevel& level(const PlanResult& result, Goal goal) { return result.goals->levels[static_cast<std::size_t>(goal)]; }

const GoalMove* move(const PlanResult& result, Goal goal, bool worse) {
  const auto& moves = result.goals->moves;
  const auto found = std::find_if(moves.begin(), moves.end(), [&](const GoalMove& m) { return m.goal == goal && (m.change > 0) == worse; });
  return found == moves.end() ? nullptr : &*found;
}

/// Has the plan written, read back and checked by model/verify.
void expect_verified(const gallery::Case& c, const PlanningProblem& problem, const PlanResult& result) {
  const CampaignFile input{
      .campaign = gallery::campaign_of(c), .funding = gallery::funding_of(c), .settings = c.settings, .input_hash = "", .scenario = {}};
  const auto folder = std::filesystem::path(testing::TempDir()) / ("liandong_goals_" + std::to_string(::getpid()));
  std::filesystem::remove_all(folder);
  EXPECT_FALSE(
      has_errors(write_plan(folder, problem, result, {.input_hash = "", .scenario = "", .seed = {}, .version = "test", .options = {}})));
  const Checked<PlanFiles> plan = read_plan_folder(folder);
  std::filesystem::remove_all(folder);
  ASSERT_TRUE(plan) << plan.issues().front().sentence.en;
  for (const Finding& finding : verify_plan(input, *plan).findings) ADD_FAILURE() << finding.file << ": " << finding.sentence.en;
}

TEST(GoalOrder, AFirmStageComesBeforeTheGap) {
  const gallery::Case c = title_before_gap();
  const PlanningProblem problem = problem_of(c);
  EXPECT_EQ(make_plan(problem).plan.start[0], 1);  // The sum waits for the money.
  const PlanResult result = plan_in_order(problem);
  EXPECT_EQ(result.plan.start[0], 0);
  EXPECT_EQ(level(result, Goal::firm).value, 0);
  EXPECT_EQ(level(result, Goal::firm).priced, 50);
  EXPECT_NEAR(level(result, Goal::gap).value, 100, 1e-6);
  EXPECT_NEAR(level(result, Goal::gap).bound, 100, 1e-3);
  EXPECT_NEAR(level(result, Goal::cost).value, 0, 1e-6);
  // The certificate stays that of the sum: 150 at least, and this plan comes to 300.
  EXPECT_NEAR(result.plan.certificate.objective, 300, 1e-6);
  EXPECT_NEAR(result.plan.certificate.bound, 150, 1e-3);
  EXPECT_EQ(result.outcome, Outcome::best_found);
  expect_verified(c, problem, result);

  const GoalMove* later = move(result, Goal::firm, true);  // A period more, and the money is there.
  ASSERT_NE(later, nullptr);
  EXPECT_EQ(later->stage, StageId{0});
  EXPECT_NEAR(later->change, 50, 1e-9);
  EXPECT_NEAR(later->values[Goal::gap], -100, 1e-2);
  EXPECT_NEAR(later->values[Goal::cost], 100, 1e-2);
  const GoalMove* less = move(result, Goal::gap, false);  // No strive stage can give way: the firm one must.
  ASSERT_NE(less, nullptr);
  EXPECT_TRUE(less->possible);
  EXPECT_NEAR(less->values[Goal::firm], 50, 1e-9);
  EXPECT_NEAR(less->values[Goal::gap], -100, 1e-2);
}

TEST(GoalOrder, TheGapComesBeforeTheCost) {
  const gallery::Case c = gap_before_cost();
  const PlanningProblem problem = problem_of(c);
  EXPECT_NEAR(make_plan(problem).plan.parts.gap, 300, 1e-6);
  const PlanResult result = plan_in_order(problem);
  EXPECT_NEAR(level(result, Goal::gap).value, 0, 1e-6);
  EXPECT_NEAR(level(result, Goal::gap).priced, 100, 1e-6);
  EXPECT_NEAR(level(result, Goal::cost).value, 500, 1e-6);
  EXPECT_NEAR(level(result, Goal::cost).bound, 500, 2.5);  // Planned to half a per cent.
  expect_verified(c, problem, result);
  const GoalMove* cheaper = move(result, Goal::cost, false);  // 5 less of cost leave 1 unpaid.
  ASSERT_NE(cheaper, nullptr);
  EXPECT_NEAR(cheaper->change, -5, 1e-3);
  EXPECT_NEAR(cheaper->values[Goal::gap], 1, 1e-3);
  EXPECT_NEAR(cheaper->values[Goal::cost], -5, 1e-2);
  EXPECT_EQ(move(result, Goal::gap, true), nullptr);  // A hundredth of nothing.
}

TEST(GoalOrder, TheBurdenIsAsEvenAsTheBudgets) {
  const gallery::Case c = even_shares();
  const PlanningProblem problem = problem_of(c);
  const PlanResult result = plan_in_order(problem);
  ASSERT_EQ(result.goals->after.size(), 2U);
  EXPECT_NEAR(result.goals->after[0].amount.wan(), 25, 1e-3);
  EXPECT_NEAR(result.goals->after[1].amount.wan(), 75, 1e-3);
  EXPECT_NEAR(level(result, Goal::smooth).value, 2.5, 1e-4);
  EXPECT_NEAR(level(result, Goal::smooth).bound, 2.5, 1e-4);
  EXPECT_NEAR(level(result, Goal::cost).value, 120, 1e-3);
  EXPECT_NEAR(level(result, Goal::gap).value, 0, 1e-6);
  expect_verified(c, problem, result);
  const GoalMove* evener = move(result, Goal::smooth, false);  // Nothing else could pay.
  ASSERT_NE(evener, nullptr);
  EXPECT_FALSE(evener->possible);
}

TEST(GoalOrder, EvenBurdenOfRealAmounts) {
  const gallery::Case c = even_shares();
  const PlanningProblem problem = problem_of(c);
  const SpendModel model(problem);
  const MoneyProgram program(model, {0, 1, 0, 1}, {});
  GoalMoney money(program);
  const auto cheap = money.least_cost(0);
  ASSERT_TRUE(cheap);
  EXPECT_NEAR(cheap->cost, 120, 1e-3);
  const auto even = money.evenest(cheap->x, 0, cheap->cost);
  ASSERT_TRUE(even);
  EXPECT_NEAR(even->uneven, 2.5, 1e-4);
  EXPECT_NEAR(even->bound, 2.5, 1e-4);
  // 0.8 of gap less bundled money, or a gap instead of own money: a cost limit below the least has no money at all.
  EXPECT_FALSE(money.evenest(cheap->x, 0, 110));
  EXPECT_NEAR(money.least_gap(110)->gap, 10, 1e-3);  // Own money, at 1 a yuan, is what to save first.
}

/// Never worse on a goal than the sum unless a goal before it is better.
void expect_in_order(const PlanResult& result, double share) {
  for (const GoalLevel& l : result.goals->levels) {
    const double allowed = 0.02 + share * std::abs(l.priced) + l.tolerance;
    EXPECT_LE(l.value, l.priced + allowed) << word_for(l.goal);
    if (l.value < l.priced - allowed) return;
  }
}

class RandomOrder : public testing::TestWithParam<int> {};

TEST_P(RandomOrder, KeepsTheOrderAndTheLaw) {
  const gallery::Case c = gallery::random_case({.seed = static_cast<std::uint64_t>(GetParam())});
  const PlanningProblem problem = problem_of(c);
  const PlanResult result = plan_in_order(problem, {}, {.move = 0});
  ASSERT_TRUE(result.goals);
  expect_verified(c, problem, result);
  expect_in_order(result, 0.002);
  for (const GoalLevel& l : result.goals->levels) EXPECT_LE(l.bound, l.value + 1e-6 * (1 + std::abs(l.value))) << word_for(l.goal);

  const auto uneven = [&](const std::vector<Burden>& burdens) {
    double sum = 0;
    for (const Burden& b : burdens) sum += b.amount.wan() * b.amount.wan() / b.weight;
    return sum;
  };
  EXPECT_LE(uneven(result.goals->after), uneven(result.goals->before) * (1 + 1e-12));
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomOrder, testing::Range(1, 13));

/// Against every schedule there is, each with its money by the general solver.
TEST(GoalOrder, AgreesWithEverySchedule) {
  int compared = 0;
  for (int seed = 1; seed <= 40 && compared < 6; ++seed) {
    const gallery::Case c = gallery::random_case({.seed = static_cast<std::uint64_t>(seed)});
    const PlanningProblem problem = problem_of(c);
    GoalSearch search(problem, {});
    std::vector<Schedule> all;
    if (!for_each_schedule(problem, open_windows(problem), 400, [&](const Schedule& s) {
          all.push_back(s);
          settle_stages(problem, all.back());
        }))
      continue;
    ++compared;
    double firm = std::numeric_limits<double>::infinity(), strive = firm, gap = firm, cost = firm;
    for (const Schedule& s : all) firm = std::min(firm, search.lateness(Goal::firm, s));
    std::erase_if(all, [&](const Schedule& s) { return search.lateness(Goal::firm, s) > firm; });
    for (const Schedule& s : all) strive = std::min(strive, search.lateness(Goal::strive, s));
    std::erase_if(all, [&](const Schedule& s) { return search.lateness(Goal::strive, s) > strive; });
    std::vector<double> gaps, costs;
    for (const Schedule& s : all) {
      const MoneyProgram program = search.money(s);
      GoalMoney money(program);
      const auto least = money.least_gap();
      ASSERT_TRUE(least);
      gaps.push_back(least->gap);
      const auto cheap = money.least_cost(least->gap);
      ASSERT_TRUE(cheap);
      costs.push_back(cheap->cost);
      gap = std::min(gap, least->gap);
    }
    const PlanResult result = plan_in_order(problem, {.gap = 1e-4}, {.move = 0});
    const double gap_limit = gap + level(result, Goal::gap).tolerance + 0.02;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (gaps[i] <= gap_limit) cost = std::min(cost, costs[i]);
    EXPECT_NEAR(level(result, Goal::firm).value, firm, 1e-6 * (1 + firm)) << seed;
    EXPECT_NEAR(level(result, Goal::strive).value, strive, 1e-6 * (1 + strive)) << seed;
    EXPECT_LE(level(result, Goal::gap).bound, gap + 1e-3) << seed;
    // Whole contracts (14) may leave a little more unpaid than real amounts of any size.
    EXPECT_GE(level(result, Goal::gap).value, gap - 0.01) << seed;
    EXPECT_LE(level(result, Goal::gap).value, gap_limit + 0.002 * gap) << seed;
    EXPECT_LE(level(result, Goal::cost).bound, cost + 0.01 + 1e-4 * cost) << seed;
  }
  EXPECT_GE(compared, 3);
}

}  // namespace
}  // namespace liandong
