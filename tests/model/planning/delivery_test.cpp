#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "model/optimise/solve.hpp"
#include "model/planning/delivery_bound.hpp"
#include "model/planning/delivery_program.hpp"
#include "model/planning/delivery_search.hpp"
#include "tests/support/delivery_cases.hpp"

namespace liandong {
namespace {

using gallery::DeliveryCase;

constexpr double tolerance_wan = 0.1;  // Whole fen, as in make_plan_test.cpp.

class DeliveryPlan : public testing::TestWithParam<std::size_t> {
 protected:
  const DeliveryCase& case_ = gallery::delivery_cases()[GetParam()];
  const PlanningProblem problem_ = gallery::problem_of(case_);
};

TEST_P(DeliveryPlan, FindsTheHandOptimumAndClaimsNoMore) {
  const PlanResult result = make_plan(problem_);
  const Certificate& certificate = result.plan.certificate;
  EXPECT_NEAR(certificate.objective, case_.problem.objective, tolerance_wan);
  EXPECT_GE(certificate.objective, case_.problem.objective - 1e-4) << "cheaper than possible";
  EXPECT_LE(certificate.bound, case_.problem.objective + 1e-6 * (1 + std::abs(case_.problem.objective)));
  EXPECT_EQ(result.plan.start, case_.problem.start);
  EXPECT_EQ(result.plan.stage, case_.problem.stage);
  for (std::size_t j = 0; j < case_.chosen.size(); ++j) {
    if (case_.chosen[j] < 0) continue;
    EXPECT_EQ(result.plan.deliveries[j].mode, case_.chosen[j]) << "project " << j;
  }
}

TEST_P(DeliveryPlan, AddsUpToTheFenWithinTheLimits) {
  const Plan plan = make_plan(problem_).plan;
  const PlanningProblem fixed = problem_.delivered(plan.deliveries);
  for (std::size_t j = 0; j < plan.start.size(); ++j) {
    const Project& project = fixed.campaign().projects()[j];
    Money sum;
    for (const Money amount : project.profile) sum += amount;
    EXPECT_EQ(sum, project.cost);
    const Mode* mode = problem_.modes().find(ProjectId{static_cast<int>(j)}, plan.deliveries[j]);
    if (mode == nullptr || !mode->elastic()) continue;
    for (std::size_t u = 0; u < project.profile.size(); ++u) {
      EXPECT_GE(project.profile[u], mode->least[u]);
      EXPECT_LE(project.profile[u], mode->most[u]);
    }
  }
}

TEST_P(DeliveryPlan, SaysWhatEachRejectedModeWouldHaveCost) {
  const Plan plan = make_plan(problem_).plan;
  EXPECT_EQ(plan.modes.size(), problem_.modes().rows().size());
  for (const auto& [project, mode, extra] : case_.extra) {
    const auto entry =
        std::find_if(plan.modes.begin(), plan.modes.end(), [&](const ModeEntry& e) { return e.project == project && e.mode == mode; });
    ASSERT_NE(entry, plan.modes.end());
    ASSERT_TRUE(entry->replanned);
    EXPECT_NEAR(*entry->replanned, extra, tolerance_wan);
    ASSERT_TRUE(entry->at_prices);
    EXPECT_LE(*entry->at_prices, extra + tolerance_wan) << "prices say what it costs at least";
  }
}

// The whole problem as one linear programme: its multipliers prove no more than itself, and it is no dearer than the plan by hand.
TEST_P(DeliveryPlan, TheProgrammeIsARelaxationOfIt) {
  const DeliveryBound bound(problem_);
  const DeliveryProgram program = delivery_program(problem_, bound);
  const optimise::Solution solution = optimise::solve(program.lp, {.tolerance = 1e-9});
  ASSERT_EQ(solution.status, optimise::SolveStatus::optimal);
  EXPECT_LE(solution.objective, case_.problem.objective + 1e-6 * (1 + std::abs(case_.problem.objective)));
  const double proven = bound.bound({}, program.multipliers(problem_, solution.y));
  EXPECT_LE(proven, solution.objective + 1e-6 * (1 + std::abs(solution.objective)));
}

INSTANTIATE_TEST_SUITE_P(Cases, DeliveryPlan, testing::Range(std::size_t{0}, gallery::delivery_cases().size()),
                         [](const auto& c) { return gallery::delivery_cases()[c.param].problem.name; });

TEST(DeliveryBound, OneModeThatRepeatsTheProjectProvesTheSame) {
  for (const gallery::Case& c : gallery::cases()) {
    const PlanningProblem plain(gallery::campaign_of(c), gallery::funding_of(c), c.settings);
    std::vector<Mode> modes;
    for (std::size_t j = 0; j < plain.campaign().projects().size(); ++j) {
      const Project& p = plain.campaign().projects()[j];
      modes.push_back({.project = ProjectId{static_cast<int>(j)},
                       .key = "as-is",
                       .name = {},
                       .cost = p.cost,
                       .duration = p.duration,
                       .profile = p.profile,
                       .least = {},
                       .most = {},
                       .channels = {},
                       .shares = {}});
    }
    const PlanningProblem repeated(gallery::campaign_of(c), gallery::funding_of(c), c.settings, {}, modes);
    const PlanResult one = make_plan(plain), other = make_plan(repeated);
    EXPECT_EQ(one.plan.start, other.plan.start) << c.name;
    EXPECT_EQ(one.plan.payments, other.plan.payments) << c.name;
    EXPECT_NEAR(one.plan.certificate.objective, other.plan.certificate.objective, 1e-9) << c.name;
    const double size = 1 + std::abs(one.plan.certificate.bound);
    EXPECT_GE(other.plan.certificate.bound, one.plan.certificate.bound - 1e-6 * size) << c.name;
  }
}

TEST(DeliveryBound, MoreModesNeverProveMore) {
  std::mt19937 random(11);
  for (const DeliveryCase& c : gallery::delivery_cases()) {
    const PlanningProblem all = gallery::problem_of(c);
    std::vector<Mode> first;
    for (const Mode& mode : all.modes().rows())
      if (&mode == &all.modes().of(mode.project)[0]) first.push_back(mode);
    const PlanningProblem fewer(gallery::campaign_of(c.problem), gallery::funding_of(c.problem), c.problem.settings, {}, first);
    const DeliveryBound more_bound(all), fewer_bound(fewer);
    std::uniform_real_distribution<double> price(0, 3);
    for (int draw = 0; draw < 20; ++draw) {
      Multipliers multipliers;
      for (std::size_t k = 0; k < all.funding().sources().size(); ++k) {
        std::vector<double> cash(static_cast<std::size_t>(all.periods()));
        for (double& value : cash) value = price(random);
        for (std::size_t t = cash.size() - 1; t-- > 0;) cash[t] = std::max(cash[t], cash[t + 1]);
        multipliers.cash.push_back(cash);
      }
      EXPECT_LE(more_bound.bound({}, multipliers), fewer_bound.bound({}, multipliers) + 1e-9) << c.problem.name;
      EXPECT_LE(more_bound.bound({}, multipliers), c.problem.objective + 1e-6) << c.problem.name;
    }
  }
}

TEST(EvenWithin, FillsEvenlyAndToTheFen) {
  const auto fen = [](std::initializer_list<int> amounts) {
    std::vector<Money> list;
    for (const int amount : amounts) list.push_back(Money::from_fen(amount));
    return list;
  };
  EXPECT_EQ(even_within(Money::from_fen(10), fen({0, 0, 0}), fen({10, 10, 10})), fen({4, 3, 3}));
  EXPECT_EQ(even_within(Money::from_fen(10), fen({0, 5, 0}), fen({1, 10, 10})), fen({1, 7, 2}));
  EXPECT_EQ(even_within(Money::from_fen(10), fen({5, 5}), fen({5, 5})), fen({5, 5}));
  EXPECT_TRUE(even_within(Money::from_fen(10), fen({6, 5}), fen({10, 10})).empty());
  EXPECT_TRUE(even_within(Money::from_fen(10), fen({0, 0}), fen({4, 5})).empty());
}

TEST(CheapestSpend, TakesTheLeastEverywhereAndTheRestWhereItIsCheapest) {
  // 10 in all: 2 + 1 + 0 at 5, 3, 4, the other 7: 4 more at 3, 3 more at 4.
  EXPECT_NEAR(cheapest_spend(10, {{2, 9, 5}, {1, 5, 3}, {0, 9, 4}}), 2 * 5 + 5 * 3 + 3 * 4, 1e-12);
}

}  // namespace
}  // namespace liandong
