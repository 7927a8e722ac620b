#include "model/optimise/kkt.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/optimise/double_double.hpp"
#include "tests/model/optimise/small_problems.hpp"

namespace liandong::optimise {
namespace {

TEST(DoubleDouble, KeepsWhatADoubleLoses) {
  DoubleDouble sum;
  sum.add(1e16);
  sum.add(1);
  sum.add(-1e16);
  EXPECT_EQ(sum.value(), 1);
  DoubleDouble product;
  product.add_product(1 + 0x1p-30, 1 - 0x1p-30);
  product.add(-1);
  EXPECT_EQ(product.value(), -0x1p-60);
}

// min -x - 2y, x + y <= 4, 0 <= x <= 3, 0 <= y <= 2: optimum (2, 2), y = -1, z = (0, -1), objective -6.
TEST(CheckKkt, AnOptimumHasNoResidual) {
  const KktReport report = check_kkt(corner(), vector({2, 2}), vector({-1}), vector({0, -1}));
  EXPECT_EQ(report.primal_violation, 0);
  EXPECT_EQ(report.dual_violation, 0);
  EXPECT_EQ(report.gap, 0);
  EXPECT_EQ(report.complementarity, 0);
  EXPECT_EQ(report.primal_objective, -6);
  EXPECT_EQ(report.dual_objective, -6);
}

TEST(CheckKkt, PrimalViolationIsMeasuredRelativeToTheLargestSide) {
  const KktReport report = check_kkt(corner(), vector({2.5, 2}), vector({-1}), vector({0, -1}));
  EXPECT_EQ(report.primal_violation, 0.5);
  EXPECT_EQ(report.primal_residual, 0.1);
  EXPECT_EQ(check_kkt(corner(), vector({-0.25, 2}), vector({-1}), vector({0, -1})).primal_violation, 0.25);
}

TEST(CheckKkt, BothSidesOfATolerance) {
  const double tolerance = 1e-9;
  const auto residual = [&](double error) { return check_kkt(corner(), vector({2, 2 + error}), vector({-1}), vector({0, -1})).primal_residual; };
  EXPECT_LE(residual(4.9e-9), tolerance);
  EXPECT_GT(residual(5.1e-9), tolerance);
  const auto dual = [&](double error) { return check_kkt(corner(), vector({2, 2}), vector({-1}), vector({0, -1 + error})).dual_residual; };
  EXPECT_LE(dual(2.9e-9), tolerance);
  EXPECT_GT(dual(3.1e-9), tolerance);
}

TEST(CheckKkt, WrongSignsAreDualViolations) {
  // y > 0 would need a lower side of the row, z_1 < 0 a finite upper bound.
  EXPECT_EQ(check_kkt(corner(), vector({2, 2}), vector({0.5}), vector({-1.5, -2.5})).dual_violation, 0.5);
  LinearProgram open = corner();
  open.upper[0] = infinity;
  EXPECT_EQ(check_kkt(open, vector({2, 2}), vector({0}), vector({-1, -2})).dual_violation, 1);
}

TEST(CheckKkt, FeasibleButNotOptimalShowsAGap) {
  const KktReport report = check_kkt(corner(), vector({0, 0}), vector({-1}), vector({0, -1}));
  EXPECT_EQ(report.primal_violation, 0);
  EXPECT_EQ(report.gap, 6);
  EXPECT_EQ(report.complementarity, 4);
}

TEST(CheckKkt, NotANumberIsNeverFine) {
  const double nan = std::nan("");
  EXPECT_FALSE(check_kkt(corner(), vector({nan, 2}), vector({-1}), vector({0, -1})).primal_residual <= 1);
  EXPECT_FALSE(check_kkt(corner(), vector({2, 2}), vector({nan}), vector({0, -1})).dual_residual <= 1);
  EXPECT_FALSE(check_kkt(corner(), vector({2, 2}), vector({-1}), vector({0, nan})).dual_residual <= 1);
  EXPECT_FALSE(check_kkt(corner(), vector({2}), vector({-1}), vector({0})).primal_residual <= 1);
}

TEST(CheckKkt, CancellationDoesNotHideAResidual) {
  // 1e17 x1 + x2 - 1e17 x3 = 0 at (1, 1, 1) is off by 1: plain doubles see 0.
  LinearProgram p = linear(3, {{1e17, 1, -1e17}}, {0}, {0}, {0, 0, 0}, {-1, -1, -1}, {1, 1, 1});
  EXPECT_EQ(check_kkt(p, vector({1, 1, 1}), vector({0}), vector({0, 0, 0})).primal_violation, 1);
}

// min x^2 + y^2 - xy, x + y = 2: optimum (1, 1), gradient (1, 1) = A'y with y = 1, objective 1.
TEST(CheckKkt, Quadratic) {
  const QuadraticProgram p = quadratic(linear(2, {{1, 1}}, {2}, {2}, {0, 0}, {-infinity, -infinity}, {infinity, infinity}), {{0, 0, 2}, {1, 1, 2}, {1, 0, -1}});
  const KktReport report = check_kkt(p, vector({1, 1}), vector({1}), vector({0, 0}));
  EXPECT_EQ(report.dual_violation, 0);
  EXPECT_EQ(report.gap, 0);
  EXPECT_EQ(report.primal_objective, 1);
}

}  // namespace
}  // namespace liandong::optimise
