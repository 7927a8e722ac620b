#include "model/planning/price_study.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/oracle/planned.hpp"
#include "tests/oracle/solvers.hpp"
#include "tests/support/random_campaign.hpp"

namespace liandong {
namespace {

class TrueValue : public testing::TestWithParam<int> {};

/// What Cbc proves a 万元 to be worth, from the two optima, lies within the range that the bounds prove. 10 % less and more of the dearest
/// source that has any money.
TEST_P(TrueValue, LiesWithinTheProvenRange) {
  if (!oracle::installed("cbc")) GTEST_SKIP() << "Cbc (coinor-cbc) is not installed";
  const gallery::Case problem_case = gallery::random_case({.seed = static_cast<std::uint64_t>(GetParam())});
  const PlanningProblem problem = oracle::problem_of(oracle::input_of(problem_case));
  const Plan plan = make_plan(problem).plan;
  std::vector<PriceQuestion> questions = whole_sources(problem, plan);
  if (questions.empty()) GTEST_SKIP() << "no money";
  questions.resize(1);
  const PriceStudy study = study_prices(problem, plan, questions, {.changes = {Rate::percent(-10), Rate::percent(10)}});

  const auto optimum = [](const PlanningProblem& with, const std::string& name) {
    const auto file = oracle::written(with, name);
    const oracle::Integer answer = oracle::integer_by_cbc(file, 30);
    std::filesystem::remove(file);
    return answer.optimum;
  };
  const auto base = optimum(problem, problem_case.name + "_price");
  ASSERT_TRUE(base) << "Cbc proves none in half a minute";
  EXPECT_LE(study.bound, *base + oracle::tolerance(*base));
  EXPECT_GE(study.cost, *base - oracle::tolerance(*base));
  for (const PriceStep& step : study.prices.at(0).steps) {
    SCOPED_TRACE(step.change.text());
    PlanningProblem changed = problem;
    const SourceId source = questions[0].source;
    for (int t = 0; t < problem.periods(); ++t) {
      const Money now = problem.inflow(source, t);
      changed = changed.with_inflow(source, t, now + step.change.of(now));
    }
    const auto other = optimum(changed, problem_case.name + "_changed");
    ASSERT_TRUE(other) << "Cbc proves none in half a minute";
    const double value = (*base - *other) / step.extra, tolerance = 2 * oracle::tolerance(*base) / std::abs(step.extra);
    EXPECT_GE(value, step.low - tolerance);
    EXPECT_LE(value, step.high + tolerance);
    EXPECT_GE(step.cost, *other - oracle::tolerance(*other)) << "cheaper than possible";
  }
}
INSTANTIATE_TEST_SUITE_P(Seed, TrueValue, testing::Values(1, 2, 3, 5, 8, 13), testing::PrintToStringParamName());

}  // namespace
}  // namespace liandong
