#include "scenarios/variety.hpp"

#include <gtest/gtest.h>

#include "tests/support/campaign_folders.hpp"

namespace liandong {
namespace {

TEST(PlanDistance, ByHand) {
  const PlanningProblem problem = problem_in("small");
  Plan one, other;
  one.start = {0, 1, 2, std::nullopt, std::nullopt, std::nullopt};
  other.start = {0, 2, std::nullopt, std::nullopt, std::nullopt, std::nullopt};
  one.payments = {{ProjectId{0}, SourceId{0}, 0, Money::nearest_wan(60)}, {ProjectId{1}, SourceId{0}, 1, Money::nearest_wan(100)}};
  other.payments = {{ProjectId{0}, SourceId{0}, 0, Money::nearest_wan(40)},
                    {ProjectId{0}, SourceId{1}, 0, Money::nearest_wan(20)},
                    {ProjectId{1}, SourceId{0}, 2, Money::nearest_wan(100)}};
  const PlanDistance far = distance(problem.campaign(), one, other);
  EXPECT_EQ(far.moved, 2);
  EXPECT_EQ(far.moved_cost, problem.campaign().projects()[1].cost + problem.campaign().projects()[2].cost);
  EXPECT_EQ(far.shifted.wan(), 120);  // 20 to another source, 100 to another period.
}

/// Every plan lies within what was allowed of the best, and what is called shared is shared.
TEST(Variety, PlansKeepTheLimitAndShareWhatIsSaid) {
  const PlanningProblem problem = problem_in("small");
  const Variety variety = find_alternatives(problem, {.count = 5, .within = 0.05});
  ASSERT_GE(variety.plans.size(), 3U);
  for (const Alternative& plan : variety.plans) {
    EXPECT_LE(plan.above, 0.05);
    EXPECT_EQ(plan.result.plan.certificate.bound, variety.plans[0].result.plan.certificate.bound);
    for (const SharedStart& shared : variety.shared) EXPECT_EQ(plan.result.plan.start[shared.project.index()], shared.start);
  }
  std::size_t same = 0;
  for (std::size_t j = 0; j < problem.campaign().projects().size(); ++j) {
    bool all = variety.plans[0].result.plan.start[j].has_value();
    for (const Alternative& plan : variety.plans) all = all && plan.result.plan.start[j] == variety.plans[0].result.plan.start[j];
    same += all ? 1 : 0;
  }
  EXPECT_EQ(same, variety.shared.size());
}

/// One work, one fund, one year: there is nothing to do otherwise.
TEST(Variety, WithoutChoiceThereIsOnePlan) {
  const Variety variety = find_alternatives(problem_in("steps"), {});
  EXPECT_EQ(variety.plans.size(), 1U);
}

TEST(Variety, SeedDecidesAndThreadsDoNot) {
  const PlanningProblem problem = problem_in("small");
  const auto json = [&](int threads, std::uint64_t seed) {
    return variety_json(problem, find_alternatives(problem, {.within = 0.05, .seed = seed, .threads = threads}));
  };
  EXPECT_EQ(json(1, 1), json(2, 1));
  EXPECT_NE(json(1, 1), json(1, 2));
}

}  // namespace
}  // namespace liandong
