#include "model/planning/allocation.hpp"

#include <gtest/gtest.h>

#include "tests/support/gallery_builder.hpp"

namespace liandong {
namespace {

using gallery::Builder;

/// Two works in one class, 1 and 2 万元 in period 0; source a may carry 4/10, b anything.
gallery::Case two_works(double inflow_of_b) {
  Builder builder("two-works", PeriodUnit::year, 2, Rate{});
  const ProjectId first = builder.project("first", {.spend = {1}}), second = builder.project("second", {.spend = {2}});
  builder.source("a", {.inflow = {1.01}, .max_share = gallery::tenths(4)});
  builder.source("b", {.inflow = {inflow_of_b}});
  builder.stage("title", {.needs = {first, second}});
  return builder.solved(0, {0, 0}, {0}, 0);
}

/// What `allocate` makes of given class amounts in 万元.
Allocation allocation_of(const gallery::Case& c, double a, double b) {
  const PlanningProblem problem(gallery::campaign_of(c), gallery::funding_of(c), c.settings);
  const SpendModel model(problem);
  const MoneyProgram program(model, Schedule{0, 0, 0}, {});
  Eigen::VectorXd solution = Eigen::VectorXd::Zero(program.lp().columns());
  for (const GroupColumn& column : program.groups().front().columns) solution[column.column] = column.source.value == 0 ? a : b;
  return allocate(problem, program.schedule(), Certainty::hoped, pay_lines(program, solution));
}

TEST(Allocation, GivesEachProjectAsFewSourcesAsTheSharesAllow) {  // The worked example of docs/maths/allocation.md.
  const Allocation allocation = allocation_of(two_works(3), 0.7, 2.3);
  ASSERT_EQ(allocation.payments.size(), 3U);                  // In proportion it would be four.
  EXPECT_EQ(allocation.payments[0].amount.fen(), 1'000'000);  // The first by b alone.
  EXPECT_EQ(allocation.payments[0].source.value, 1);
  EXPECT_EQ(allocation.payments[1].amount.fen(), 700'000);
  EXPECT_EQ(allocation.payments[2].amount.fen(), 1'300'000);
  EXPECT_TRUE(allocation.gaps.empty());
  EXPECT_TRUE(allocation.exact);
}

TEST(Allocation, HandsTheLastFenToTheLargestFraction) {
  const Allocation allocation = allocation_of(two_works(3), 1 + 2e-7, 2 - 2e-7);  // 1,000,000.2 and 1,999,999.8 fen.
  Money of_a, of_b;
  for (const Payment& p : allocation.payments) (p.source.value == 0 ? of_a : of_b) += p.amount;
  EXPECT_EQ(of_a.fen(), 1'000'000);
  EXPECT_EQ(of_b.fen(), 2'000'000);
  EXPECT_TRUE(allocation.gaps.empty());
}

TEST(Allocation, NeverExceedsAShareWhateverTheSolverSays) {
  const Allocation allocation = allocation_of(two_works(3), 1.3, 1.7);  // 1.3 is more than 4/10 of 3.
  for (const Payment& p : allocation.payments) {
    if (p.source.value == 0) {
      EXPECT_LE(p.amount.fen(), p.project.value == 0 ? 400'000 : 800'000);
    }
  }
  for (const auto& source : allocation.balances)
    for (const BalanceEntry& entry : source) EXPECT_GE(entry.balance, Money{});
}

TEST(Allocation, AnOverdraftGivesWayToTheGap) {
  const Allocation allocation = allocation_of(two_works(1.9), 1, 2);  // b holds 1.9, the solution wants 2.
  Money gap, drawn;
  for (const GapEntry& g : allocation.gaps) gap += g.amount;
  for (const Payment& p : allocation.payments)
    if (p.source.value == 1) drawn += p.amount;
  EXPECT_EQ(drawn.fen(), 1'900'000);
  EXPECT_EQ(gap.fen(), 100'000);  // a has 0.01 left, but pays its share of that work already.
  EXPECT_TRUE(allocation.exact);
}

/// The gap that is left of a work of 1 万元 whose only money, 1 万元 at hand, costs `weight` a yuan, when the solution draws none of it.
Money gap_beside(int weight) {
  Builder builder("idle-money", PeriodUnit::year, 1, Rate{});
  const ProjectId work = builder.project("work", {.spend = {1}});
  builder.source("a", {.inflow = {1}, .cost_weight = Rate::from_billionths(weight * Rate::one_unit)});
  builder.stage("title", {.needs = {work}});
  const gallery::Case c = builder.unsolved();
  const PlanningProblem problem(gallery::campaign_of(c), gallery::funding_of(c), c.settings);
  const SpendModel model(problem);
  const MoneyProgram program(model, Schedule{0, 0}, {});
  Eigen::VectorXd solution = Eigen::VectorXd::Zero(program.lp().columns());
  solution[program.groups().front().gap_column] = 1;
  Money gap;
  for (const GapEntry& g : allocate(problem, program.schedule(), Certainty::hoped, pay_lines(program, solution)).gaps) gap += g.amount;
  return gap;
}

TEST(Allocation, MoneyLeftFillsAGapUnlessItIsDearer) {  // A gap costs 3 a yuan.
  EXPECT_EQ(gap_beside(2).fen(), 0);
  EXPECT_EQ(gap_beside(5).fen(), 1'000'000);
}

}  // namespace
}  // namespace liandong
