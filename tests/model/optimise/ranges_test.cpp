#include <gtest/gtest.h>

#include "model/optimise/simplex.hpp"
#include "tests/model/optimise/random_program.hpp"

namespace liandong::optimise {
namespace {

// Dantzig's example again, min -3x - 5y: 2y <= b stays binding with the same basis while x = (18 - b) / 3 lies in 0..4, so b in 6..18;
// 3x + 2y <= b while x = (b - 12) / 3 lies there, so b in 12..24; x <= 4 is slack and may fall to 2.
TEST(Ranges, DantzigsExampleByHand) {
  LinearProgram lp;
  lp.a = (Eigen::MatrixXd(3, 2) << 1, 0, 0, 2, 3, 2).finished().sparseView();
  lp.c = Eigen::Vector2d(-3, -5);
  lp.lower = Eigen::Vector2d::Zero();
  lp.upper = Eigen::Vector2d::Constant(infinity);
  lp.row_lower = Eigen::Vector3d::Constant(-infinity);
  lp.row_upper = Eigen::Vector3d(4, 12, 18);
  const std::vector<RhsRange> ranges = rhs_ranges(lp, solve_simplex(lp), {2, 0, 1});
  ASSERT_EQ(ranges.size(), 3u);
  EXPECT_NEAR(ranges[0].low, 12, 1e-12);
  EXPECT_NEAR(ranges[0].high, 24, 1e-12);
  EXPECT_NEAR(ranges[1].low, 2, 1e-12);
  EXPECT_EQ(ranges[1].high, infinity);
  EXPECT_NEAR(ranges[2].low, 6, 1e-12);
  EXPECT_NEAR(ranges[2].high, 18, 1e-12);
}

// Within its range a side changes the optimum by its multiplier, exactly; beyond it the old basis is no longer optimal.
TEST(Ranges, SolvingAgainInsideAndOutside) {
  std::mt19937 random(31);
  int inside = 0, outside = 0;
  for (int trial = 0; trial < 60; ++trial) {
    const LinearProgram lp = random_program(random, 10, 20, trial % 3 == 0);
    const Solution solution = solve_simplex(lp);
    ASSERT_EQ(solution.status, SolveStatus::optimal);
    std::vector<int> rows(10);
    for (int i = 0; i < 10; ++i) rows[static_cast<std::size_t>(i)] = i;
    const std::vector<RhsRange> ranges = rhs_ranges(lp, solution, rows);
    for (int i = 0; i < 10; ++i) {
      const BasisStatus status = solution.basis->rows[static_cast<std::size_t>(i)];
      const auto [low, high] = ranges[static_cast<std::size_t>(i)];
      if (status == BasisStatus::basic || status == BasisStatus::free_nonbasic) continue;
      const bool both = lp.row_lower[i] == lp.row_upper[i];
      const bool lower_side = both || status == BasisStatus::at_lower;
      const double side = lower_side ? lp.row_lower[i] : lp.row_upper[i];
      EXPECT_LE(low, side + 1e-9);
      EXPECT_GE(high, side - 1e-9);
      const auto moved = [&](double to) {
        LinearProgram other = lp;
        if (lower_side) other.row_lower[i] = to;
        if (!lower_side || both) other.row_upper[i] = to;
        return other;
      };
      for (const double to : {std::max(low, side - 10), std::min(high, side + 10)}) {
        const Solution again = solve_from(moved(to), *solution.basis);
        ASSERT_EQ(again.status, SolveStatus::optimal);
        EXPECT_EQ(again.iterations, 0);
        EXPECT_NEAR(again.objective, solution.objective + solution.y[i] * (to - side), 1e-7 * (1 + std::abs(again.objective)));
        ++inside;
      }
      for (const double to : {low - 0.1, high + 0.1}) {
        if (!std::isfinite(to) || (!both && (lower_side ? to > lp.row_upper[i] : to < lp.row_lower[i]))) continue;
        const Solution again = solve_from(moved(to), *solution.basis);
        EXPECT_TRUE(again.status == SolveStatus::infeasible || again.iterations > 0);
        ++outside;
      }
    }
  }
  EXPECT_GT(inside, 100);
  EXPECT_GT(outside, 50);
}

}  // namespace
}  // namespace liandong::optimise
