#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <iostream>

#include "tests/oracle/planned.hpp"
#include "tests/oracle/solvers.hpp"
#include "tests/support/random_campaign.hpp"

namespace liandong {
namespace {

constexpr int block = 10;

/// Makes and checks the plans of ten campaigns and holds relaxation, certificate and recomputed bound against the others' optima.
void compare_block(int first, bool wide) {
  std::vector<std::filesystem::path> files;
  std::vector<double> relaxations;
  for (int seed = first; seed < first + block; ++seed) {
    const gallery::Case problem_case = gallery::random_case({.seed = static_cast<std::uint64_t>(seed), .wide = wide});
    SCOPED_TRACE(problem_case.name);
    const CampaignFile input = oracle::input_of(problem_case);
    const PlanningProblem problem = oracle::problem_of(input);
    files.push_back(oracle::written(problem, problem_case.name));
    const auto relaxed = oracle::relaxation_by_clp(files.back());
    ASSERT_TRUE(relaxed) << "Clp found no optimum";

    const PlanResult result = make_plan(problem, {.gap = 0});
    const VerifyReport report = oracle::verified(input, problem, result, problem_case.name);
    const double tolerance = oracle::tolerance(*relaxed);
    ASSERT_TRUE(result.relaxation);
    relaxations.push_back(*result.relaxation);
    EXPECT_NEAR(*result.relaxation, *relaxed, tolerance);
    EXPECT_GE(result.plan.certificate.bound, *relaxed - tolerance) << "branches can only raise it";
    EXPECT_GE(report.proven_bound, *relaxed - tolerance) << "as the checker works it out from the multipliers";
    EXPECT_GE(report.objective + report.rounding, *relaxed - tolerance) << "cheaper than possible";
  }
  if (oracle::highs_installed()) {
    const auto answers = oracle::by_highs(files);
    for (std::size_t i = 0; i < files.size(); ++i) {
      EXPECT_EQ(answers[i].kind, "relaxed") << files[i];
      EXPECT_NEAR(relaxations[i], answers[i].value, oracle::tolerance(answers[i].value)) << files[i];
    }
  }
  for (const auto& file : files) std::filesystem::remove(file);
}

class RandomRelaxation : public testing::TestWithParam<int> {};

TEST_P(RandomRelaxation, TenAgreeWithClpAndHighs) {
  if (!oracle::installed("clp")) GTEST_SKIP() << "Clp (coinor-clp) is not installed";
  compare_block(GetParam(), false);
}
INSTANTIATE_TEST_SUITE_P(FromSeed, RandomRelaxation, testing::Range(1, 101, block), testing::PrintToStringParamName());

class WideRelaxation : public testing::TestWithParam<int> {};

/// Amounts from 1 fen to 1,000 亿元 in each campaign.
TEST_P(WideRelaxation, TenAgreeWithClpAndHighs) {
  if (!oracle::installed("clp")) GTEST_SKIP() << "Clp (coinor-clp) is not installed";
  compare_block(GetParam(), true);
}
INSTANTIATE_TEST_SUITE_P(FromSeed, WideRelaxation, testing::Range(1, 41, block), testing::PrintToStringParamName());

class RandomIntegers : public testing::TestWithParam<int> {};

/// The optimum, proven by Cbc and by HiGHS, lies between bound and plan; a plan called proven lies within the gap above it.
TEST_P(RandomIntegers, TheOptimumLiesBetweenBoundAndPlan) {
  if (!oracle::installed("cbc")) GTEST_SKIP() << "Cbc (coinor-cbc) is not installed";
  const gallery::Case problem_case = gallery::random_case({.seed = static_cast<std::uint64_t>(GetParam())});
  const CampaignFile input = oracle::input_of(problem_case);
  const PlanningProblem problem = oracle::problem_of(input);
  const auto file = oracle::written(problem, problem_case.name);
  const oracle::Integer integer = oracle::integer_by_cbc(file, 60);
  ASSERT_TRUE(integer.optimum) << "Cbc proves none in a minute";
  const double optimum = *integer.optimum, tolerance = oracle::tolerance(optimum);
  if (oracle::highs_installed()) {
    const auto answer = oracle::by_highs({file}, "--integer 60").front();
    EXPECT_EQ(answer.kind, "integer");
    EXPECT_NEAR(answer.value, optimum, tolerance) << "HiGHS and Cbc differ";
  }
  std::filesystem::remove(file);

  const PlanOptions options;
  const PlanResult result = make_plan(problem, options);
  const VerifyReport report = oracle::verified(input, problem, result, problem_case.name);
  const double objective = result.plan.certificate.objective;
  EXPECT_LE(result.plan.certificate.bound, optimum + tolerance) << "the bound is false";
  EXPECT_GE(objective + report.rounding, optimum - tolerance) << "cheaper than possible";
  if (result.outcome == Outcome::proven) {
    EXPECT_LE(objective - optimum, options.gap * std::abs(objective) + tolerance) << "not as good as it claims";
  }
  const double above = 100 * (objective - optimum) / std::max(1.0, std::abs(optimum));
  RecordProperty("above_optimum_percent", std::to_string(above));
  std::cout << problem_case.name << ": optimum " << optimum << ", plan " << objective << " (" << above << " % above), bound "
            << result.plan.certificate.bound << '\n';
}
INSTANTIATE_TEST_SUITE_P(Seed, RandomIntegers, testing::Range(1, 31), testing::PrintToStringParamName());

}  // namespace
}  // namespace liandong
