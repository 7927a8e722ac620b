#include <gtest/gtest.h>

#include <cmath>
#include <iostream>

#include "model/planning/finish.hpp"
#include "model/planning/sample_search.hpp"
#include "scenarios/outturns.hpp"
#include "scenarios/read_uncertainty.hpp"
#include "tests/oracle/extensive_form.hpp"
#include "tests/oracle/solvers.hpp"
#include "tests/support/random_campaign.hpp"

namespace liandong {
namespace {

struct Compared {
  double optimum = 0, found = 0, bound = 0;
};

/// The search of a sample against Cbc's proven optimum of the extensive form.
std::optional<Compared> compare(const gallery::Case& input, std::uint64_t seed, int draws, TailPrice tail) {
  const PlanningProblem problem(gallery::campaign_of(input), gallery::funding_of(input), input.settings);
  const Checked<Uncertainty> uncertainty = load_uncertainty("no such folder", problem.campaign(), problem.funding());
  const OutturnSample sample(problem, OutturnDraws(problem, *uncertainty).make(seed, 0, draws), tail);
  const PlanResult plan = make_plan(problem, {.gap = 0});
  const SampleSearch search = search_sample(sample, {schedule_of(problem, plan.plan)},
                                            {.cash = plan.plan.certificate.cash, .affordability = plan.plan.certificate.affordability},
                                            {.gap = 0, .patience = 100});
  const auto file = oracle::ExtensiveForm(sample).written(input.name + "_" + std::to_string(seed));
  const oracle::Integer integer = oracle::integer_by_cbc(file, 60);
  std::filesystem::remove(file);
  if (!integer.optimum) return {};
  return Compared{.optimum = *integer.optimum, .found = search.best.objective, .bound = search.bound.value};
}

class HedgeOracle : public testing::TestWithParam<int> {};

/// Bound <= optimum of the extensive form <= schedule found, whatever the campaign; and no further apart than is known.
TEST_P(HedgeOracle, TheExtensiveFormLiesBetweenBoundAndSchedule) {
  if (!oracle::installed("cbc")) GTEST_SKIP() << "Cbc (coinor-cbc) is not installed";
  const auto seed = static_cast<std::uint64_t>(GetParam());
  const gallery::Case input = gallery::random_case({.seed = seed});
  for (const TailPrice tail : {TailPrice{.level = 0.75}, TailPrice{.level = 0.75, .price = 2}}) {
    const auto result = compare(input, seed, 4, tail);
    ASSERT_TRUE(result) << "Cbc proves none in a minute";
    const double tolerance = oracle::tolerance(result->optimum, 2e-6);
    EXPECT_LE(result->bound, result->optimum + tolerance) << "the bound is false";
    EXPECT_GE(result->found, result->optimum - tolerance) << "cheaper than possible";
    const double percent = 100 / std::max(1.0, std::abs(result->optimum));
    EXPECT_LE((result->found - result->optimum) * percent, 3) << "much worse than the best";
    std::cout << input.name << (tail.price > 0 ? ", tail charged" : "") << ": optimum " << result->optimum << ", found "
              << percent * (result->found - result->optimum) << " % above, bound " << percent * (result->optimum - result->bound)
              << " % below\n";
  }
}
INSTANTIATE_TEST_SUITE_P(Seed, HedgeOracle, testing::Range(1, 13), testing::PrintToStringParamName());

}  // namespace
}  // namespace liandong
