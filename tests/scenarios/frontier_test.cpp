#include "scenarios/frontier.hpp"

#include <gtest/gtest.h>

#include "tests/support/campaign_folders.hpp"

namespace liandong {
namespace {

TEST(Frontier, BeatenAndBalancedByHand) {
  const std::vector<Measures3> points{{0, 10, 4}, {5, 5, 2}, {10, 0, 0}, {6, 6, 2}, {5, 5, 2}};
  EXPECT_EQ(not_beaten(points), (std::vector<std::size_t>{0, 1, 2}));
  EXPECT_EQ(most_balanced({points[0], points[1], points[2]}), 1U);
  EXPECT_EQ(most_balanced({points[1], points[1]}), 0U);  // No range at all.
}

/// One work of 100 with 60 of own money at weight 1, gap price 3, due at once or never at 100,000: it is built at any of the prices tried;
/// the own money pays 60 as long as a 万元 of gap costs more than one of money, which a quarter of 3 does not.
TEST(Frontier, OneWorkHasTwoPlans) {
  const PlanningProblem problem = problem_in("steps");
  const Frontier frontier = trace_frontier(problem, {.plans = 16, .gap = 1e-6});
  ASSERT_EQ(frontier.points.size(), 2U);
  EXPECT_EQ(frontier.planned, 16U);
  EXPECT_EQ(frontier.points[0].gap.wan(), 40);
  EXPECT_EQ(frontier.points[0].public_money.wan(), 60);
  EXPECT_EQ(frontier.points[1].gap.wan(), 100);
  EXPECT_EQ(frontier.points[1].public_money.wan(), 0);
  EXPECT_EQ(frontier.points[1].gap_factor, 0.25);
  EXPECT_NEAR(frontier.points[1].result.plan.certificate.objective, 300, 1e-6);  // At the campaign's own prices.
  EXPECT_LE(frontier.points[1].result.plan.certificate.bound, 180 + 1e-6);
}

TEST(Frontier, NoPointIsBeatenAndThreadsDoNotMatter) {
  const PlanningProblem problem = problem_in("small");
  const Frontier one = trace_frontier(problem, {.plans = 20}), two = trace_frontier(problem, {.plans = 20, .threads = 2});
  EXPECT_EQ(frontier_csv(one), frontier_csv(two));
  std::vector<Measures3> all;
  for (const FrontierPoint& point : one.points) all.push_back({point.gap.wan(), point.public_money.wan(), static_cast<double>(point.late)});
  EXPECT_EQ(not_beaten(all).size(), all.size());
  EXPECT_GE(all.size(), 3U);
}

TEST(Frontier, StoppedAtOnceThereIsNothing) {
  std::stop_source stop;
  stop.request_stop();
  const Frontier frontier = trace_frontier(problem_in("small"), {.stop = stop.get_token()});
  EXPECT_TRUE(frontier.points.empty());
  EXPECT_FALSE(frontier.complete);
}

}  // namespace
}  // namespace liandong
