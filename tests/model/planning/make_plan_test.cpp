#include "model/planning/make_plan.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/support/gallery.hpp"

namespace liandong {
namespace {

PlanningProblem problem_of(const gallery::Case& c) { return PlanningProblem(gallery::campaign_of(c), gallery::funding_of(c), c.settings); }

class GalleryPlan : public testing::TestWithParam<int> {
 protected:
  const gallery::Case& problem_ = gallery::cases()[static_cast<std::size_t>(GetParam())];
};

// The reserve for whole-fen rounding may cost a few yuan; an optimum missed costs far more in these cases.
constexpr double tolerance_wan = 0.1;

TEST_P(GalleryPlan, StaysBetweenTheHandOptimumAndItsOwnClaim) {
  const PlanResult result = make_plan(problem_of(problem_));
  const Certificate& certificate = result.plan.certificate;
  EXPECT_LE(certificate.bound, problem_.objective + 1e-6 * (1 + std::abs(problem_.objective))) << "a bound above the optimum is false";
  EXPECT_GE(certificate.objective, problem_.objective - 1e-4) << "cheaper than possible";
  EXPECT_LE(certificate.objective, problem_.objective + tolerance_wan);
  EXPECT_EQ(result.plan.start, problem_.start);
  EXPECT_EQ(result.plan.stage, problem_.stage);
}

TEST_P(GalleryPlan, IsTheSameOnAnyNumberOfThreads) {
  const PlanningProblem problem = problem_of(problem_);
  const PlanResult one = make_plan(problem, {.threads = 1}), three = make_plan(problem, {.threads = 3});
  EXPECT_EQ(one.plan.start, three.plan.start);
  EXPECT_EQ(one.plan.payments, three.plan.payments);
  EXPECT_EQ(one.plan.gaps, three.plan.gaps);
  EXPECT_EQ(one.plan.certificate.bound, three.plan.certificate.bound);
  EXPECT_EQ(one.plan.certificate.cash, three.plan.certificate.cash);
}

TEST_P(GalleryPlan, AddsUpToTheFen) {
  const PlanningProblem problem = problem_of(problem_);
  const Plan plan = make_plan(problem).plan;
  for (std::size_t j = 0; j < plan.start.size(); ++j) {
    Money covered;
    for (const Payment& p : plan.payments)
      if (p.project.index() == j) covered += p.amount;
    for (const GapEntry& g : plan.gaps)
      if (g.project.index() == j) covered += g.amount;
    EXPECT_EQ(covered, plan.start[j] ? problem.campaign().projects()[j].cost : Money{});
  }
  for (const auto& source : plan.balances)
    for (const BalanceEntry& entry : source) EXPECT_GE(entry.balance, Money{});
}

INSTANTIATE_TEST_SUITE_P(Cases, GalleryPlan, testing::Range(0, static_cast<int>(gallery::cases().size())),
                         [](const auto& c) {
                           std::string name = gallery::cases()[static_cast<std::size_t>(c.param)].name;
                           std::replace_if(name.begin(), name.end(), [](char letter) { return std::isalnum(static_cast<unsigned char>(letter)) == 0; }, '_');
                           return name;
                         });

TEST(MakePlan, AStopAtOnceStillKeepsEveryRule) {
  std::stop_source stop;
  stop.request_stop();
  const PlanningProblem problem = problem_of(gallery::cases().front());
  const PlanResult result = make_plan(problem, {.gap = 0, .stop = stop.get_token()});
  EXPECT_LE(result.plan.certificate.bound, result.plan.certificate.objective + 1e-6);
  for (const auto& source : result.plan.balances)
    for (const BalanceEntry& entry : source) EXPECT_GE(entry.balance, Money{});
}

TEST(MakePlan, ReportsProgressThatOnlyImproves) {
  double best = std::numeric_limits<double>::infinity(), bound = -best;
  int calls = 0;
  (void)make_plan(problem_of(gallery::cases().back()), {.gap = 0, .on_progress = [&](const PlanProgress& progress) {
                                                          ++calls;
                                                          if (progress.step.en != "done") {
                                                            EXPECT_LE(progress.objective, best);
                                                          }
                                                          EXPECT_GE(progress.bound, bound);
                                                          best = progress.objective;
                                                          bound = progress.bound;
                                                        }});
  EXPECT_GE(calls, 3);
}

}  // namespace
}  // namespace liandong
