#include <gtest/gtest.h>

#include <cmath>
#include <iostream>

#include "tests/oracle/planned.hpp"
#include "tests/oracle/solvers.hpp"
#include "tests/support/delivery_cases.hpp"
#include "tests/support/random_campaign.hpp"

namespace liandong {
namespace {

/// Cbc is given the programme with all modes; the optimum that it proves lies between bound and plan.
void compare(const gallery::Case& problem_case, std::vector<Mode> modes) {
  CampaignFile input = oracle::input_of(problem_case);
  input.modes = std::move(modes);
  const PlanningProblem problem(input.campaign, input.funding, input.settings, {}, input.modes);
  const auto file = oracle::written(problem, problem_case.name + "_modes");
  const oracle::Integer integer = oracle::integer_by_cbc(file, 60);
  std::filesystem::remove(file);
  ASSERT_TRUE(integer.optimum) << "Cbc proves none in a minute";
  const double optimum = *integer.optimum, tolerance = oracle::tolerance(optimum);

  const PlanResult result = make_plan(problem);
  const VerifyReport report = oracle::verified(input, problem.delivered(result.plan.deliveries), result, problem_case.name + "_modes");
  const double objective = result.plan.certificate.objective;
  EXPECT_LE(result.plan.certificate.bound, optimum + tolerance) << "the bound is false";
  EXPECT_GE(objective + report.rounding, optimum - tolerance) << "cheaper than possible";
  const double percent = 100 / std::max(1.0, std::abs(optimum));
  std::cout << problem_case.name << ": optimum " << optimum << ", plan " << percent * (objective - optimum) << " % above, bound "
            << percent * (optimum - result.plan.certificate.bound) << " % below\n";
}

TEST(DeliveryOracle, CasesByHandHaveTheOptimumOfCbc) {
  if (!oracle::installed("cbc")) GTEST_SKIP() << "Cbc (coinor-cbc) is not installed";
  for (const gallery::DeliveryCase& c : gallery::delivery_cases()) {
    const auto file = oracle::written(gallery::problem_of(c), c.problem.name);
    const oracle::Integer integer = oracle::integer_by_cbc(file, 60);
    std::filesystem::remove(file);
    ASSERT_TRUE(integer.optimum) << c.problem.name;
    EXPECT_NEAR(*integer.optimum, c.problem.objective, oracle::tolerance(c.problem.objective)) << c.problem.name;
  }
}

class RandomDelivery : public testing::TestWithParam<int> {};

TEST_P(RandomDelivery, TheOptimumLiesBetweenBoundAndPlan) {
  if (!oracle::installed("cbc")) GTEST_SKIP() << "Cbc (coinor-cbc) is not installed";
  const auto seed = static_cast<std::uint64_t>(GetParam());
  const gallery::Case problem_case = gallery::random_case({.seed = seed});
  compare(problem_case, gallery::draw_modes(problem_case, seed));
}
INSTANTIATE_TEST_SUITE_P(Seed, RandomDelivery, testing::Range(1, 13), testing::PrintToStringParamName());

}  // namespace
}  // namespace liandong
