#include "model/optimise/presolve.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "model/optimise/interior_point.hpp"
#include "model/optimise/kkt.hpp"
#include "tests/model/optimise/small_problems.hpp"

namespace liandong::optimise {
namespace {

using Eigen::VectorXd;

PresolveOptions only(std::initializer_list<Reduction> kinds) {
  PresolveOptions options;
  options.use.fill(false);
  for (const Reduction kind : kinds) options.use[static_cast<std::size_t>(kind)] = true;
  return options;
}

int count(const Presolved& presolved, Reduction kind) { return presolved.counts[static_cast<std::size_t>(kind)]; }

/// Solves what presolve leaves, brings it back, and measures the result on the problem given.
KktReport solve_reduced(const LinearProgram& p, const Presolved& presolved) {
  const QuadraticProgram problem{p, {}};
  InteriorResult inner = interior_point(presolved.problem, {.tolerance = 1e-10});
  VectorXd x = inner.x, y = inner.y;
  postsolve(problem, presolved, x, y);
  const VectorXd z = p.c - p.a.transpose() * y;
  return check_kkt(p, x, y, z);
}

/// The reduction applies `times`, and the optimum of what is left is one of the problem given: value, multipliers and all.
void expect_exact(const LinearProgram& p, Reduction kind, int times, double value, PresolveOptions options) {
  const Presolved presolved = presolve({p, {}}, options);
  ASSERT_FALSE(presolved.suspicious);
  EXPECT_EQ(count(presolved, kind), times);
  const KktReport report = solve_reduced(p, presolved);
  EXPECT_NEAR(report.primal_objective, value, 1e-8 * (1 + std::abs(value)));
  EXPECT_LE(std::max({report.primal_residual, report.dual_residual, report.gap}), 1e-9);
}

TEST(Presolve, EmptyRow) {
  expect_exact(linear(1, {{0}, {1}}, {-1, 2}, {1, infinity}, {1}, {0}, {infinity}), Reduction::empty_row, 1, 2, only({Reduction::empty_row}));
  EXPECT_TRUE(presolve({linear(1, {{0}}, {1}, {1}, {0}, {0}, {1}), {}}).suspicious);
}

TEST(Presolve, SingletonRowGivesItsMultiplierBack) {
  // min x with 2x >= 6 and x in [0, 10]: x = 3, y = 1/2.
  const LinearProgram p = linear(2, {{2, 0}, {1, 1}}, {6, 4}, {infinity, infinity}, {1, 2}, {0, 0}, {10, 10});
  expect_exact(p, Reduction::singleton_row, 1, 4, only({Reduction::singleton_row}));
  // A negative coefficient, and the bound of the row weaker than the column's.
  expect_exact(linear(2, {{-2, 0}, {1, 1}}, {-6, 1}, {infinity, 1}, {-1, 0}, {0, -infinity}, {infinity, infinity}), Reduction::singleton_row, 1, -3, only({Reduction::singleton_row}));
  expect_exact(linear(2, {{1, 0}, {1, 1}}, {-7, 4}, {infinity, infinity}, {1, 2}, {0, 0}, {10, 10}), Reduction::singleton_row, 1, 4, only({Reduction::singleton_row}));
}

TEST(Presolve, RedundantRow) {
  expect_exact(linear(2, {{1, 1}, {1, -1}}, {-infinity, 1}, {20, infinity}, {1, 1}, {0, 0}, {10, 10}), Reduction::redundant_row, 1, 1, only({Reduction::redundant_row}));
}

TEST(Presolve, ForcingRow) {
  // x + y <= 0 with x, y >= 0 forces both to 0, against their costs; the row's multiplier must carry the larger one.
  expect_exact(linear(3, {{1, 2, 0}, {1, 1, 1}}, {-infinity, 1}, {0, infinity}, {-3, -8, 1}, {0, 0, 0}, {5, 5, 5}), Reduction::forcing_row, 1, 1, only({Reduction::forcing_row}));
  // The other side: x - y >= 10 with x <= 4, y >= -6.
  expect_exact(linear(2, {{1, -1}}, {10}, {infinity}, {2, -3}, {0, -6}, {4, 9}), Reduction::forcing_row, 1, 26, only({Reduction::forcing_row}));
}

TEST(Presolve, DuplicateRow) {
  // The second row is -2 times the first and the tighter one; its multiplier must come back to it.
  const LinearProgram p = linear(2, {{1, 1}, {-2, -2}, {1, -1}}, {1, -infinity, -1}, {infinity, -6, 1}, {1, 2}, {0, 0}, {10, 10});
  expect_exact(p, Reduction::duplicate_row, 1, 4, only({Reduction::duplicate_row}));
  EXPECT_TRUE(presolve({linear(2, {{1, 1}, {1, 1}}, {3, 0}, {4, 2}, {1, 1}, {0, 0}, {10, 10}), {}}).suspicious);
}

TEST(Presolve, FixedColumn) {
  expect_exact(linear(2, {{1, 1}}, {5}, {infinity}, {7, 1}, {2, 0}, {2, 10}), Reduction::fixed_column, 1, 17, only({Reduction::fixed_column}));
}

TEST(Presolve, EmptyColumn) {
  expect_exact(linear(4, {{0, 0, 0, 1}}, {1}, {1}, {1, -1, 0, 1}, {2, 0, 3, 0}, {5, 4, 6, 9}), Reduction::empty_column, 3, -1, only({Reduction::empty_column}));
  EXPECT_TRUE(presolve({linear(1, {}, {}, {}, {-1}, {0}, {infinity}), {}}).suspicious);
}

TEST(Presolve, DominatedColumn) {
  // x costs and only uses up the row; y earns its keep.
  expect_exact(linear(2, {{1, 1}}, {-infinity}, {4}, {1, -1}, {0, 0}, {3, infinity}), Reduction::dominated_column, 1, -4, only({Reduction::dominated_column}));
}

TEST(Presolve, FreeSingleton) {
  // z is free and in one equation only: the equation serves to compute it.
  expect_exact(linear(3, {{1, 1, 2}, {1, -1, 0}}, {6, 0}, {6, infinity}, {1, 2, 4}, {0, 0, -infinity}, {9, 9, infinity}), Reduction::free_singleton, 1, 3,
               only({Reduction::free_singleton}));
  // Implied free: 0 <= z <= 100 follows from the row.
  expect_exact(linear(2, {{1, 1}}, {10}, {10}, {-1, 3}, {0, 0}, {10, 100}), Reduction::free_singleton, 1, -10, only({Reduction::free_singleton}));
  // In an inequality the sign of its cost tells which side holds.
  expect_exact(linear(2, {{1, 2}}, {4}, {9}, {3, 2}, {0, -infinity}, {5, infinity}), Reduction::free_singleton, 1, 4, only({Reduction::free_singleton}));
}

TEST(Presolve, ASmallCoefficientIsNoPivot) {
  const Presolved presolved = presolve({linear(2, {{1000, 1}}, {0}, {0}, {1, 1}, {0, -infinity}, {1, infinity}), {}}, only({Reduction::free_singleton}));
  EXPECT_EQ(count(presolved, Reduction::free_singleton), 0);
}

TEST(Presolve, QuadraticColumnsStay) {
  const QuadraticProgram p = quadratic(linear(2, {{1, 0}}, {-infinity}, {4}, {1, 1}, {0, 0}, {3, 3}), {{0, 0, 1.0}});
  const Presolved presolved = presolve(p);
  EXPECT_EQ(presolved.columns, std::vector<int>{0});
}

TEST(Presolve, AllReductionsTogetherOnRandomProblems) {
  std::mt19937 random(20130405);
  std::array<int, reduction_kinds> total{};
  for (int k = 0; k < 1500; ++k) {
    const LinearProgram p = random_solvable(random, 1 + k % 8, 1 + (k / 3) % 9);
    const Presolved presolved = presolve({p, {}});
    ASSERT_FALSE(presolved.suspicious) << k;
    for (int r = 0; r < reduction_kinds; ++r) total[static_cast<std::size_t>(r)] += presolved.counts[static_cast<std::size_t>(r)];
    const KktReport report = solve_reduced(p, presolved);
    ASSERT_LE(std::max({report.primal_residual, report.dual_residual, report.gap}), 1e-8) << k;
  }
  for (const int times : total) EXPECT_GT(times, 0);
}

}  // namespace
}  // namespace liandong::optimise
