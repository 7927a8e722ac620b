#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "scenarios/generate.hpp"
#include "tests/oracle/planned.hpp"
#include "tests/oracle/solvers.hpp"
#include "tests/support/gallery.hpp"

namespace liandong {
namespace {

#define NEEDS_SOLVERS() \
  if (!oracle::installed("clp") || !oracle::installed("cbc")) GTEST_SKIP() << "Clp and Cbc (coinor-clp, coinor-cbc) are not installed"

using oracle::place;
using oracle::written;

/// Makes a plan, has it checked, and holds both against the other solvers. How far the plan may lie above the integer optimum, relative, is
/// for the caller to say: the claim itself is only that the optimum lies between bound and objective.
void compare(const CampaignFile& input, const std::string& name, double slack, int seconds) {
  const PlanningProblem problem(input.campaign, input.funding, input.settings);
  const auto mps = written(problem, name);
  const PlanResult result = make_plan(problem);
  const double objective = result.plan.certificate.objective, bound = result.plan.certificate.bound;

  const auto relaxed = oracle::relaxation_by_clp(mps);
  ASSERT_TRUE(relaxed);
  ASSERT_TRUE(result.relaxation);
  EXPECT_NEAR(*result.relaxation, *relaxed, 1e-7 * std::max(1.0, std::abs(*relaxed)));
  EXPECT_GE(bound, *relaxed - 1e-6 * std::max(1.0, std::abs(*relaxed)));

  const VerifyReport report = oracle::verified(input, problem, result, name);

  const oracle::Integer integer = oracle::integer_by_cbc(mps, seconds);
  ASSERT_TRUE(integer.bound) << "Cbc found nothing";
  const double tolerance = 1e-6 * std::max(1.0, std::abs(*integer.bound));
  EXPECT_GE(objective + report.rounding, *integer.bound - tolerance) << "cheaper than possible";
  if (integer.optimum) {
    EXPECT_LE(bound, *integer.optimum + tolerance) << "the bound is false";
    testing::Test::RecordProperty("above_optimum_percent",
                                  std::to_string(100 * (objective - *integer.optimum) / std::abs(*integer.optimum)));
    EXPECT_LE(objective, *integer.optimum * (1 + slack) + 1) << "a plan that good solvers beat";
  }
  std::filesystem::remove(mps);
}

class GalleryOracle : public testing::TestWithParam<std::string> {};

/// The hand, Cbc and the planner agree.
TEST_P(GalleryOracle, OptimumByHand) {
  NEEDS_SOLVERS();
  const gallery::Case& problem = gallery::find(GetParam());
  const CampaignFile input = oracle::input_of(problem);
  const auto mps = written(PlanningProblem(input.campaign, input.funding, input.settings), "hand_" + GetParam());
  const oracle::Integer integer = oracle::integer_by_cbc(mps, 20);
  ASSERT_TRUE(integer.optimum);
  EXPECT_NEAR(*integer.optimum, problem.objective, 2e-6) << "2 fen: whole fen and rates of instalments are rounded";
  std::filesystem::remove(mps);
  compare(input, GetParam(), 1e-3, 20);
}

std::vector<std::string> names() {
  std::vector<std::string> found;
  for (const gallery::Case& problem : gallery::cases()) found.push_back(problem.name);
  return found;
}

INSTANTIATE_TEST_SUITE_P(Gallery, GalleryOracle, testing::ValuesIn(names()), [](const auto& test) {
  std::string name = test.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

class GeneratedOracle : public testing::TestWithParam<int> {};

TEST_P(GeneratedOracle, OptimumLiesBetweenBoundAndPlan) {
  NEEDS_SOLVERS();
  const int seed = GetParam();
  const std::string name = "generated_" + std::to_string(seed);
  const auto folder = place(name);
  ASSERT_TRUE(generate_campaign(
                  {.cities = 1, .projects = 8 + seed % 7, .periods = 8 + seed % 3, .seed = static_cast<std::uint64_t>(seed), .out = folder})
                  .empty());
  const Checked<CampaignFile> input = read_campaign(folder);
  ASSERT_TRUE(input.ok()) << input.issues().front().sentence.en;
  compare(*input, name, 0.03, 60);
  std::filesystem::remove_all(folder);
}

INSTANTIATE_TEST_SUITE_P(Seeds, GeneratedOracle, testing::Range(1, 31));

/// Only the relaxation, of a problem that is too large for Cbc.
void compare_relaxation(const CampaignFile& input, const std::string& name) {
  const PlanningProblem problem(input.campaign, input.funding, input.settings);
  const auto mps = written(problem, name);
  const PlanResult result = make_plan(problem, {.gap = 10.0});
  const auto relaxed = oracle::relaxation_by_clp(mps);
  ASSERT_TRUE(relaxed);
  ASSERT_TRUE(result.relaxation);
  EXPECT_NEAR(*result.relaxation, *relaxed, 1e-7 * std::abs(*relaxed));
  std::filesystem::remove(mps);
}

TEST(LargerOracle, RelaxationOfAGeneratedCity) {
  NEEDS_SOLVERS();
  const auto folder = place("larger");
  ASSERT_TRUE(generate_campaign({.cities = 1, .projects = 40, .periods = 14, .seed = 3, .out = folder}).empty());
  const Checked<CampaignFile> input = read_campaign(folder);
  ASSERT_TRUE(input.ok());
  compare_relaxation(*input, "larger");
  std::filesystem::remove_all(folder);
}

TEST(LargerOracle, RelaxationOfTheExample) {
  NEEDS_SOLVERS();
  if (!std::getenv("LIANDONG_LONG_TESTS")) GTEST_SKIP() << "Clp takes minutes; set LIANDONG_LONG_TESTS to run it";
  const Checked<CampaignFile> input = read_campaign(std::filesystem::path(LIANDONG_SOURCE_DIR) / "data/wuchuang");
  ASSERT_TRUE(input.ok());
  compare_relaxation(*input, "example");
}

}  // namespace
}  // namespace liandong
