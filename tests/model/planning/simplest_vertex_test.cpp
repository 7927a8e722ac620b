#include "model/planning/simplest_vertex.hpp"

#include <gtest/gtest.h>

#include "tests/support/gallery_builder.hpp"

namespace liandong {
namespace {

/// Works of different kinds in several periods, and sources of the same weight that any of them may use: many optimal vertices.
gallery::Case equal_money() {
  gallery::Builder builder("equal-money", PeriodUnit::year, 4, Rate{});
  std::vector<ProjectId> works;
  for (int i = 0; i < 8; ++i)
    works.push_back(builder.project("w" + std::to_string(i), {.spend = {20.0 + i, 30.0 - i, 10}, .sector = i % 2 == 0 ? "roads" : "culture"}));
  for (int k = 0; k < 5; ++k) builder.source("s" + std::to_string(k), {.inflow = {60.0 + 7 * k, 80.0 - 5 * k, 40}, .max_share = gallery::tenths(k % 2 == 0 ? 10 : 8)});
  builder.stage("title", {.needs = works});
  return builder.unsolved();
}

int amounts_above_nothing(const MoneyProgram& program, const Eigen::VectorXd& x) {
  int count = 0;
  for (const MoneyGroup& group : program.groups())
    for (const GroupColumn& column : group.columns) count += x[column.column] > 1e-6 ? 1 : 0;
  return count;
}

TEST(SimplestVertex, CostsTheSameWithNoMoreAmounts) {
  const gallery::Case c = equal_money();
  const PlanningProblem problem(gallery::campaign_of(c), gallery::funding_of(c), c.settings);
  const SpendModel model(problem);
  const MoneyProgram program(model, Schedule{2, 2, 3, 3, 2, 3, 2, 3, 3}, {});
  const optimise::Solution optimum = optimise::solve(program.lp(), {.vertex = true});
  ASSERT_EQ(optimum.status, optimise::SolveStatus::optimal);
  const Eigen::VectorXd x = simplest_vertex(program, optimum);
  EXPECT_NEAR(program.lp().c.dot(x), optimum.objective, 1e-6 * (1 + std::abs(optimum.objective)));
  EXPECT_LE(amounts_above_nothing(program, x), amounts_above_nothing(program, optimum.x));
  const Eigen::VectorXd activity = program.lp().a * x;
  for (Eigen::Index i = 0; i < activity.size(); ++i) {
    EXPECT_GE(activity[i], program.lp().row_lower[i] - 1e-6);
    EXPECT_LE(activity[i], program.lp().row_upper[i] + 1e-6);
  }
  for (Eigen::Index j = 0; j < x.size(); ++j) {
    EXPECT_GE(x[j], program.lp().lower[j] - 1e-6);
    EXPECT_LE(x[j], program.lp().upper[j] + 1e-6);
  }
  EXPECT_EQ(x, simplest_vertex(program, optimum)) << "the same every time";
}

}  // namespace
}  // namespace liandong
