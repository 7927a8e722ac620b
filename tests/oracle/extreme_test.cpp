#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "tests/oracle/planned.hpp"
#include "tests/oracle/solvers.hpp"
#include "tests/support/extreme_campaigns.hpp"

namespace liandong {
namespace {

/// The sizes of real extremes; a tenth of them always.
bool long_tests() { return std::getenv("LIANDONG_LONG_TESTS") != nullptr; }

Money total_gap(const Plan& plan) {
  Money total;
  for (const GapEntry& gap : plan.gaps) total += gap.amount;
  return total;
}

/// Plans to completion and has the plan checked.
PlanResult planned(const gallery::Case& c) {
  const CampaignFile input = oracle::input_of(c);
  const PlanningProblem problem = oracle::problem_of(input);
  PlanResult result = make_plan(problem);
  const VerifyReport report = oracle::verified(input, problem, result, c.name);
  EXPECT_NE(result.outcome, Outcome::cancelled);
  EXPECT_TRUE(result.relaxation) << c.name;
  EXPECT_LE(report.proven_bound, report.objective + report.rounding + oracle::tolerance(report.objective)) << c.name;
  return result;
}

/// And holds its relaxation against Clp's.
PlanResult compared(const gallery::Case& c) {
  PlanResult result = planned(c);
  if (!oracle::installed("clp") || !result.relaxation) return result;
  const auto file = oracle::written(oracle::problem_of(oracle::input_of(c)), c.name);
  const auto relaxed = oracle::relaxation_by_clp(file);
  std::filesystem::remove(file);
  EXPECT_TRUE(relaxed) << c.name;
  if (relaxed) {
    EXPECT_NEAR(*result.relaxation, *relaxed, oracle::tolerance(*relaxed)) << c.name;
  }
  return result;
}

TEST(Extremes, WithoutAnySourceAllThatIsBuiltIsGap) {
  const PlanResult result = compared(gallery::no_source());
  EXPECT_TRUE(result.plan.payments.empty());
}

TEST(Extremes, EmptySourcesPayNothing) {
  const PlanResult empty = compared(gallery::no_money());
  EXPECT_TRUE(empty.plan.payments.empty());
  EXPECT_TRUE(empty.plan.service.empty());
  EXPECT_NEAR(empty.plan.certificate.objective, planned(gallery::no_source()).plan.certificate.objective, 1e-6)
      << "empty sources are as good as none";
}

TEST(Extremes, MoneyWithoutLimitLeavesNoGapAndNothingLate) {
  const PlanResult result = compared(gallery::money_without_limit());
  EXPECT_EQ(total_gap(result.plan), Money{});
  EXPECT_EQ(result.plan.parts.never, 0);
  EXPECT_EQ(result.outcome, Outcome::proven);
}

TEST(Extremes, OneProjectAndOneSource) {
  const gallery::Case c = gallery::one_project_one_source();
  const PlanResult result = compared(c);
  EXPECT_NEAR(result.plan.certificate.objective, c.objective, 1e-6);
  EXPECT_EQ(result.plan.start, c.start);
  EXPECT_EQ(total_gap(result.plan), c.gap);
}

TEST(Extremes, NothingToBuild) {
  const gallery::Case c = gallery::nothing_to_build();
  const PlanResult result = compared(c);
  EXPECT_NEAR(result.plan.certificate.objective, c.objective, 1e-9);
  EXPECT_EQ(result.plan.stage, c.stage);
}

TEST(Extremes, OneSourceForThreeCities) { (void)compared(gallery::one_source()); }

TEST(Extremes, AllDeadlinesInTheFirstQuarter) {
  const PlanResult result = compared(gallery::all_due_at_once());
  EXPECT_GT(result.plan.parts.lateness, 0);
}

/// Of 10,000 works one after the other only the first forty fit into the horizon.
TEST(Extremes, OneChainThatDoesNotFit) {
  const PlanResult result = planned(gallery::one_chain(long_tests() ? 10'000 : 1'000, 40, LinkKind::finish_to_start));
  EXPECT_FALSE(result.plan.stage.back());
  EXPECT_GT(result.plan.parts.never, 0);
}

TEST(Extremes, OneChainThatFits) {
  const PlanResult result = planned(gallery::one_chain(long_tests() ? 10'000 : 200, 24, LinkKind::start_to_start));
  EXPECT_TRUE(result.plan.stage.back()) << "never costs three times the works";
}

TEST(Extremes, ManySources) { (void)planned(gallery::many_sources(long_tests() ? 5'000 : 200)); }

}  // namespace
}  // namespace liandong
