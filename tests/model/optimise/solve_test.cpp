#include "model/optimise/solve.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <stop_token>

#include "model/optimise/certificate.hpp"
#include "tests/model/optimise/small_problems.hpp"

namespace liandong::optimise {
namespace {

using Eigen::VectorXd;

double worst(const KktReport& report) { return std::max({report.primal_residual, report.dual_residual, report.gap}); }

/// Optimal with the value expected, with and without presolve, and proven by a check of the returned vectors.
template <class Problem>
void expect_optimum(const Problem& problem, double value) {
  for (const bool presolve : {false, true}) {
    const Solution s = solve(problem, {.presolve = presolve});
    ASSERT_EQ(s.status, SolveStatus::optimal) << "presolve " << presolve;
    EXPECT_NEAR(s.objective, value, 1e-8 * (1 + std::abs(value)));
    EXPECT_LE(worst(check_kkt(problem, s.x, s.y, s.z)), 1e-9);
  }
}

void expect_infeasible(const LinearProgram& problem) {
  for (const bool presolve : {false, true}) {
    const Solution s = solve(problem, {.presolve = presolve});
    ASSERT_EQ(s.status, SolveStatus::infeasible) << "presolve " << presolve;
    EXPECT_LE(farkas_violation(problem, s.y), 1e-6);
    EXPECT_LE(s.certificate_violation, 1e-6);
    EXPECT_LE((s.z + problem.a.transpose() * s.y).lpNorm<Eigen::Infinity>(), 1e-12);
  }
}

template <class Problem>
void expect_unbounded(const Problem& problem) {
  for (const bool presolve : {false, true}) {
    const Solution s = solve(problem, {.presolve = presolve});
    ASSERT_EQ(s.status, SolveStatus::unbounded) << "presolve " << presolve;
    EXPECT_LE(s.certificate_violation, 1e-6);
  }
}

const std::vector<double> none2{-infinity, -infinity}, all2{infinity, infinity};

TEST(Solve, Corner) {
  expect_optimum(corner(), -6);
  const Solution s = solve(corner());
  EXPECT_NEAR(s.x[0], 2, 1e-7);
  EXPECT_NEAR(s.y[0], -1, 1e-7);
  EXPECT_NEAR(s.z[1], -1, 1e-7);
}

// Dantzig's example: max 3x + 5y, x <= 4, 2y <= 12, 3x + 2y <= 18: (2, 6), 36.
TEST(Solve, Dantzig) {
  expect_optimum(linear(2, {{1, 0}, {0, 2}, {3, 2}}, {-infinity, -infinity, -infinity}, {4, 12, 18}, {-3, -5}, {0, 0}, all2), -36);
}

TEST(Solve, Equality) { expect_optimum(linear(2, {{1, 2}}, {4}, {4}, {1, 1}, {0, 0}, all2), 2); }

TEST(Solve, FreeVariables) {
  // min |x - 3| as t >= x - 3, t >= 3 - x, x free: 0; and y fixed by two equations.
  expect_optimum(linear(2, {{-1, 1}, {1, 1}}, {-3, 3}, all2, {0, 1}, none2, all2), 0);
  expect_optimum(linear(2, {{1, 1}, {1, -1}}, {3, 1}, {3, 1}, {1, 10}, none2, all2), 12);
}

TEST(Solve, BoxedFixedAndRanges) {
  expect_optimum(linear(3, {{1, 1, 1}}, {1}, {5}, {-1, 2, -3}, {0, 1, 2}, {10, 1, 3}), -8);
  expect_optimum(linear(1, {{1}}, {-2}, {7}, {1}, {-infinity}, {infinity}), -2);
}

TEST(Solve, Degenerate) {
  // Beale's cycling example: optimum -1/20.
  expect_optimum(linear(4, {{0.25, -60, -0.04, 9}, {0.5, -90, -0.02, 3}, {0, 0, 1, 0}}, {-infinity, -infinity, -infinity}, {0, 0, 1}, {-0.75, 150, -0.02, 6},
                        {0, 0, 0, 0}, {infinity, infinity, infinity, infinity}),
                 -0.05);
  // The same row three times, once doubled.
  expect_optimum(linear(2, {{1, 1}, {1, 1}, {2, 2}}, {2, 2, 4}, {2, 2, 4}, {1, 3}, {0, 0}, all2), 2);
}

TEST(Solve, OnlyOnePointIsFeasible) { expect_optimum(linear(2, {{1, 1}, {1, 2}}, {-infinity, 0}, {0, infinity}, {5, 7}, {0, 0}, all2), 0); }

TEST(Solve, NoRowsNoColumnsEmptyRows) {
  expect_optimum(linear(2, {}, {}, {}, {1, -1}, {3, 0}, {5, 2}), 1);
  expect_optimum(linear(1, {}, {}, {}, {0}, {-infinity}, {infinity}), 0);
  expect_optimum(linear(0, {}, {}, {}, {}, {}, {}), 0);
  expect_optimum(linear(0, {{}, {}}, {-1, 0}, {1, 0}, {}, {}, {}), 0);
  expect_optimum(linear(1, {{0}, {1}}, {-1, 2}, {1, infinity}, {1}, {0}, {infinity}), 2);
  expect_optimum(linear(1, {{1}}, {-infinity}, {infinity}, {1}, {4}, {infinity}), 4);
  LinearProgram offset = corner();
  offset.offset = 100;
  expect_optimum(offset, 94);
}

TEST(Solve, Infeasible) {
  expect_infeasible(linear(2, {{1, 1}, {1, 1}}, {-infinity, 2}, {1, infinity}, {1, 1}, {0, 0}, all2));
  expect_infeasible(linear(2, {{1, 1}}, {5}, {5}, {0, 0}, {0, 0}, {2, 2}));
  expect_infeasible(linear(2, {{1, -1}, {-1, 1}}, {1, 1}, all2, {0, 0}, none2, all2));
  expect_infeasible(linear(1, {{0}}, {1}, {2}, {0}, {0}, {1}));
  expect_infeasible(linear(0, {{}}, {1}, {1}, {}, {}, {}));
  expect_infeasible(linear(1, {{1}}, {3}, {infinity}, {-1}, {2}, {2}));
}

TEST(Solve, CrossedBoundsAreInfeasible) {
  EXPECT_EQ(solve(linear(1, {{1}}, {0}, {1}, {1}, {2}, {1})).status, SolveStatus::infeasible);
  EXPECT_EQ(solve(linear(1, {{1}}, {1}, {0}, {1}, {0}, {1})).status, SolveStatus::infeasible);
}

TEST(Solve, Unbounded) {
  expect_unbounded(linear(1, {}, {}, {}, {-1}, {0}, {infinity}));
  expect_unbounded(linear(2, {{1, -1}}, {-infinity}, {1}, {-1, -1}, {0, 0}, all2));
  expect_unbounded(linear(2, {{1, 1}}, {2}, {2}, {1, 0}, none2, all2));
}

TEST(Solve, InfeasibleComesBeforeUnbounded) {
  const LinearProgram both = linear(2, {{1, 0}, {1, 0}}, {1, -infinity}, {infinity, 0}, {0, -1}, none2, all2);
  EXPECT_EQ(solve(both).status, SolveStatus::infeasible);
}

TEST(Solve, NotANumberIsRefused) {
  LinearProgram p = corner();
  p.c[0] = std::nan("");
  EXPECT_EQ(solve(p).status, SolveStatus::numerical);
}

TEST(Solve, Quadratic) {
  // min x^2 + y^2 - xy on x + y = 2: (1, 1), 1.
  expect_optimum(quadratic(linear(2, {{1, 1}}, {2}, {2}, {0, 0}, none2, all2), {{0, 0, 2}, {1, 1, 2}, {1, 0, -1}}), 1);
  // min (x - 3)^2 + (y - 1)^2 - 10 on x + y <= 2, x, y >= 0: (2, 0), -8.
  expect_optimum(quadratic(linear(2, {{1, 1}}, {-infinity}, {2}, {-6, -2}, {0, 0}, all2), {{0, 0, 2}, {1, 1, 2}}), -8);
  // No rows; one curved and one straight column.
  expect_optimum(quadratic(linear(2, {}, {}, {}, {-2, 1}, {-infinity, -1}, all2), {{0, 0, 1}}), -3);
  // A fixed column that bends another: min xy + x^2, y = 2, x free: -1.
  expect_optimum(quadratic(linear(2, {{1, 0}}, {-infinity}, {infinity}, {0, 0}, {-infinity, 2}, {infinity, 2}), {{0, 0, 2}, {1, 0, 1}}), -1);
}

TEST(Solve, QuadraticUnboundedAlongAFlatDirection) { expect_unbounded(quadratic(linear(2, {}, {}, {}, {1, -1}, none2, all2), {{0, 0, 1}})); }

TEST(Solve, RandomLinearProgrammes) {
  std::mt19937 random(20130401);
  for (int k = 0; k < 2000; ++k) {
    const int rows = 1 + k % 9, columns = 1 + (k / 7) % 11;
    const LinearProgram p = random_solvable(random, rows, columns);
    const Solution with = solve(p), without = solve(p, {.presolve = false});
    ASSERT_EQ(with.status, SolveStatus::optimal) << k << " p " << with.kkt.primal_residual << " d " << with.kkt.dual_residual << " g " << with.kkt.gap;
    ASSERT_EQ(without.status, SolveStatus::optimal) << k << " p " << without.kkt.primal_residual << " d " << without.kkt.dual_residual << " g " << without.kkt.gap;
    ASSERT_LE(worst(check_kkt(p, with.x, with.y, with.z)), 1e-9) << k;
    ASSERT_NEAR(with.objective, without.objective, 1e-8 * (1 + std::abs(with.objective))) << k;
  }
}

TEST(Solve, RandomQuadraticProgrammes) {
  std::mt19937 random(20130402);
  std::uniform_int_distribution<int> small(-2, 2);
  for (int k = 0; k < 1000; ++k) {
    const int rows = k % 6, columns = 1 + (k / 5) % 8;
    const LinearProgram p = random_solvable(random, rows, columns);
    Eigen::MatrixXd root(2, columns);
    for (int j = 0; j < columns; ++j) root.col(j) << small(random), small(random);
    const Eigen::MatrixXd q = root.transpose() * root;
    std::vector<Eigen::Triplet<double>> entries;
    for (int j = 0; j < columns; ++j)
      for (int i = j; i < columns; ++i)
        if (q(i, j) != 0) entries.emplace_back(i, j, q(i, j));
    const QuadraticProgram problem = quadratic(p, entries);
    const Solution s = solve(problem), without = solve(problem, {.presolve = false});
    ASSERT_EQ(s.status, SolveStatus::optimal) << k << " p " << s.kkt.primal_residual << " d " << s.kkt.dual_residual << " g " << s.kkt.gap;
    ASSERT_LE(worst(check_kkt(problem, s.x, s.y, s.z)), 1e-9) << k;
    ASSERT_EQ(without.status, SolveStatus::optimal) << k;
    ASSERT_NEAR(s.objective, without.objective, 1e-8 * (1 + std::abs(s.objective))) << k;
  }
}

TEST(Solve, RandomInfeasible) {
  // A feasible system and, added to it, a combination of its rows that contradicts them.
  std::mt19937 random(20130403);
  std::uniform_int_distribution<int> small(-2, 2);
  for (int k = 0; k < 300; ++k) {
    LinearProgram p = random_solvable(random, 2 + k % 5, 2 + k % 7);
    Eigen::RowVectorXd combination = Eigen::RowVectorXd::Zero(p.columns());
    double most = 0;
    for (Eigen::Index i = 0; i < p.rows(); ++i) {
      double weight = small(random);
      if (weight > 0 && !std::isfinite(p.row_upper[i])) weight = 0;
      if (weight < 0 && !std::isfinite(p.row_lower[i])) weight = 0;
      if (weight == 0) continue;
      combination += weight * Eigen::MatrixXd(p.a).row(i);
      most += weight * (weight > 0 ? p.row_upper[i] : p.row_lower[i]);
    }
    Eigen::MatrixXd a(p.rows() + 1, p.columns());
    a << Eigen::MatrixXd(p.a), combination;
    p.a = a.sparseView();
    p.row_lower.conservativeResize(a.rows());
    p.row_upper.conservativeResize(a.rows());
    p.row_lower[a.rows() - 1] = most + 1;
    p.row_upper[a.rows() - 1] = infinity;
    expect_infeasible(p);
    if (HasFatalFailure()) FAIL() << k;
  }
}

TEST(Solve, RandomUnbounded) {
  // A column that helps every row and is paid for growing.
  std::mt19937 random(20130404);
  for (int k = 0; k < 200; ++k) {
    LinearProgram p = random_solvable(random, 1 + k % 5, 1 + k % 6);
    Eigen::MatrixXd a(p.rows(), p.columns() + 1);
    a << Eigen::MatrixXd(p.a), Eigen::VectorXd::Zero(p.rows());
    for (Eigen::Index i = 0; i < p.rows(); ++i) {
      if (!std::isfinite(p.row_upper[i])) a(i, p.columns()) = 1;
      else if (!std::isfinite(p.row_lower[i])) a(i, p.columns()) = -2;
    }
    for (VectorXd* v : {&p.c, &p.lower, &p.upper}) v->conservativeResize(a.cols());
    p.c[a.cols() - 1] = -1;
    p.lower[a.cols() - 1] = 0;
    p.upper[a.cols() - 1] = infinity;
    p.a = a.sparseView();
    expect_unbounded(p);
    if (HasFatalFailure()) FAIL() << k;
  }
}

TEST(Solve, BadScaling) {
  // The corner in units a billion apart.
  expect_optimum(linear(2, {{1e6, 1e-3}}, {-infinity}, {4}, {-1e6, -2e-3}, {0, 0}, {3e-6, 2e3}), -6);
}

TEST(Solve, VertexHasABasis) {
  const Solution s = solve(corner(), {.vertex = true});
  ASSERT_EQ(s.status, SolveStatus::optimal);
  ASSERT_TRUE(s.basis.has_value());
  EXPECT_EQ(s.x[0], 2);
  EXPECT_EQ(s.x[1], 2);
  EXPECT_EQ(s.basis->columns[0], BasisStatus::basic);
}

TEST(Solve, StopsOnRequest) {
  std::stop_source source;
  int seen = 0;
  const Solution s = solve(corner(), {.presolve = false, .stop = source.get_token(), .on_progress = [&](const SolveProgress& progress) {
                                        seen = progress.iteration;
                                        if (progress.iteration == 2) source.request_stop();
                                      }});
  EXPECT_EQ(s.status, SolveStatus::cancelled);
  EXPECT_EQ(seen, 2);
}

TEST(Solve, IterationAndTimeLimits) {
  EXPECT_EQ(solve(corner(), {.max_iterations = 1, .presolve = false}).status, SolveStatus::limit);
  EXPECT_EQ(solve(corner(), {.time_limit = 1e-12, .presolve = false}).status, SolveStatus::limit);
}

TEST(Solve, TheSameTwice) {
  std::mt19937 random(7);
  const LinearProgram p = random_solvable(random, 12, 15);
  const Solution one = solve(p), two = solve(p);
  EXPECT_EQ(one.x, two.x);
  EXPECT_EQ(one.y, two.y);
}

}  // namespace
}  // namespace liandong::optimise
