#include "model/optimise/simplex.hpp"

#include <gtest/gtest.h>

#include "tests/model/optimise/random_program.hpp"

namespace liandong::optimise {
namespace {

LinearProgram program(const Eigen::MatrixXd& a, const Eigen::VectorXd& c, const Eigen::VectorXd& row_lower, const Eigen::VectorXd& row_upper) {
  LinearProgram lp;
  lp.a = a.sparseView();
  lp.c = c;
  lp.lower = Eigen::VectorXd::Zero(c.size());
  lp.upper = Eigen::VectorXd::Constant(c.size(), infinity);
  lp.row_lower = row_lower;
  lp.row_upper = row_upper;
  return lp;
}

Eigen::VectorXd all(Eigen::Index size, double value) { return Eigen::VectorXd::Constant(size, value); }

void expect_optimal_vertex(const LinearProgram& lp, const Solution& solution) {
  ASSERT_EQ(solution.status, SolveStatus::optimal);
  const KktReport kkt = check_kkt(lp, solution.x, solution.y, solution.z);
  EXPECT_LE(kkt.primal_residual, 1e-9);
  EXPECT_LE(kkt.dual_residual, 1e-9);
  EXPECT_LE(kkt.gap, 1e-9);
  ASSERT_TRUE(solution.basis.has_value());
  Eigen::Index basic = 0;
  for (Eigen::Index j = 0; j < lp.columns(); ++j) {
    const BasisStatus status = solution.basis->columns[static_cast<std::size_t>(j)];
    basic += status == BasisStatus::basic;
    if (status == BasisStatus::at_lower || status == BasisStatus::fixed) {
      EXPECT_EQ(solution.x[j], lp.lower[j]);
    }
    if (status == BasisStatus::at_upper) {
      EXPECT_EQ(solution.x[j], lp.upper[j]);
    }
  }
  for (const BasisStatus status : solution.basis->rows) basic += status == BasisStatus::basic;
  EXPECT_EQ(basic, lp.rows());
}

// max 3x + 5y, x <= 4, 2y <= 12, 3x + 2y <= 18 (Dantzig's example): x = 2, y = 6, 36; multipliers 0, 3/2, 1.
TEST(Simplex, SolvesDantzigsExample) {
  const LinearProgram lp = program((Eigen::MatrixXd(3, 2) << 1, 0, 0, 2, 3, 2).finished(), Eigen::Vector2d(-3, -5), all(3, -infinity), Eigen::Vector3d(4, 12, 18));
  const Solution solution = solve_simplex(lp);
  expect_optimal_vertex(lp, solution);
  EXPECT_NEAR(solution.objective, -36, 1e-12);
  EXPECT_TRUE(solution.x.isApprox(Eigen::Vector2d(2, 6)));
  EXPECT_TRUE(solution.y.isApprox(Eigen::Vector3d(0, -1.5, -1)));
}

// Beale 1955: Dantzig's rule with ties broken by index goes round for ever. Optimum -1/20 at (1/25, 0, 1, 0).
TEST(Simplex, EndsOnBealesCycle) {
  const LinearProgram lp = program((Eigen::MatrixXd(3, 4) << 0.25, -60, -1.0 / 25, 9, 0.5, -90, -1.0 / 50, 3, 0, 0, 1, 0).finished(), Eigen::Vector4d(-0.75, 150, -0.02, 6),
                                   all(3, -infinity), Eigen::Vector3d(0, 0, 1));
  const Solution solution = solve_simplex(lp);
  expect_optimal_vertex(lp, solution);
  EXPECT_NEAR(solution.objective, -0.05, 1e-12);
}

// Klee and Minty's cube in eight dimensions: optimum 5^8.
TEST(Simplex, SolvesKleeMinty) {
  const int n = 8;
  Eigen::MatrixXd a = Eigen::MatrixXd::Zero(n, n);
  Eigen::VectorXd c(n), b(n);
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < i; ++j) a(i, j) = std::pow(2, i - j + 1);
    a(i, i) = 1;
    c[i] = -std::pow(2, n - 1 - i);
    b[i] = std::pow(5, i + 1);
  }
  const LinearProgram lp = program(a, c, all(n, -infinity), b);
  const Solution solution = solve_simplex(lp);
  expect_optimal_vertex(lp, solution);
  EXPECT_NEAR(solution.objective, -std::pow(5, n), 1e-6);
}

// One row that all boxed variables share: the knapsack is filled in order of price; the bound flips do it in few steps.
TEST(Simplex, FlipsBoxedVariables) {
  const int n = 50;
  Eigen::VectorXd c(n);
  for (int j = 0; j < n; ++j) c[j] = j + 1;
  LinearProgram lp = program(Eigen::MatrixXd::Ones(1, n), c, all(1, 30.5), all(1, infinity));
  lp.upper.setOnes();
  const Solution solution = solve_simplex(lp);
  expect_optimal_vertex(lp, solution);
  EXPECT_NEAR(solution.objective, 30 * 31 / 2.0 + 0.5 * 31, 1e-9);
  EXPECT_LE(solution.iterations, 2);
}

TEST(Simplex, ProvesInfeasibility) {
  // x + y <= 1 and x + y >= 2.
  const LinearProgram lp = program(Eigen::MatrixXd::Ones(2, 2), Eigen::Vector2d(1, 1), Eigen::Vector2d(-infinity, 2), Eigen::Vector2d(1, infinity));
  const Solution solution = solve_simplex(lp);
  ASSERT_EQ(solution.status, SolveStatus::infeasible);
  EXPECT_LE(solution.certificate_violation, 1e-9);
  // Farkas: y'A + z = 0, the multipliers lean on finite sides, and the sides they lean on add up to more than zero.
  EXPECT_TRUE((lp.a.transpose() * solution.y + solution.z).isZero(1e-12));
  EXPECT_LE(solution.y[0], 0);
  EXPECT_GE(solution.y[1], 0);
  EXPECT_GE(solution.z.minCoeff(), -1e-12);
  EXPECT_GT(solution.y[0] * 1 + solution.y[1] * 2, 0.1);
}

TEST(Simplex, CrossedBoundsAreInfeasible) {
  LinearProgram lp = program(Eigen::MatrixXd::Ones(1, 2), Eigen::Vector2d(1, 1), all(1, 1), all(1, 3));
  lp.lower[1] = 5;
  lp.upper[1] = 4;
  EXPECT_EQ(solve_simplex(lp).status, SolveStatus::infeasible);
  lp.upper[1] = 5;
  EXPECT_EQ(solve_simplex(lp).status, SolveStatus::infeasible);  // Now by the row.
}

TEST(Simplex, ProvesUnboundedness) {
  // min -x - y with x - y <= 1.
  const LinearProgram lp = program((Eigen::MatrixXd(1, 2) << 1, -1).finished(), Eigen::Vector2d(-1, -1), all(1, -infinity), all(1, 1));
  const Solution solution = solve_simplex(lp);
  ASSERT_EQ(solution.status, SolveStatus::unbounded);
  EXPECT_LT(lp.c.dot(solution.x), -1e-3);
  EXPECT_GE(solution.x.minCoeff(), 0);
  EXPECT_LE((lp.a * solution.x).maxCoeff(), 1e-12);
}

TEST(Simplex, SmallShapes) {
  LinearProgram lp = program(Eigen::MatrixXd(0, 2), Eigen::Vector2d(1, -1), Eigen::VectorXd(0), Eigen::VectorXd(0));
  lp.lower = Eigen::Vector2d(-3, 0);
  lp.upper = Eigen::Vector2d(5, 7);
  lp.offset = 2;
  const Solution no_rows = solve_simplex(lp);
  ASSERT_EQ(no_rows.status, SolveStatus::optimal);
  EXPECT_EQ(no_rows.objective, -8);
  const Solution free_rows = solve_simplex(program(Eigen::MatrixXd::Zero(2, 1), all(1, 1), all(2, -infinity), all(2, infinity)));
  ASSERT_EQ(free_rows.status, SolveStatus::optimal);
  EXPECT_EQ(free_rows.objective, 0);
  EXPECT_EQ(solve_simplex(program(Eigen::MatrixXd::Zero(1, 1), all(1, 1), all(1, 1), all(1, 1))).status, SolveStatus::infeasible);
}

TEST(Simplex, RandomProgramsMeetTheOptimalityConditions) {
  std::mt19937 random(5);
  for (int trial = 0; trial < 400; ++trial) {
    const int m = 1 + trial % 30, n = 1 + (trial * 7) % 60;
    const LinearProgram lp = random_program(random, m, n, trial % 2 == 0);
    SCOPED_TRACE(trial);
    expect_optimal_vertex(lp, solve_simplex(lp));
  }
}

TEST(Simplex, WarmAfterChangedSidesEqualsCold) {
  std::mt19937 random(6);
  int warm_steps = 0, cold_steps = 0;
  for (int trial = 0; trial < 40; ++trial) {
    LinearProgram lp = random_program(random, 30, 60, trial % 2 == 0);
    Solution current = solve_simplex(lp);
    ASSERT_EQ(current.status, SolveStatus::optimal);
    for (int change = 0; change < 5; ++change) {
      const auto widen = [&](double& low, double& high) {
        const double by = std::uniform_real_distribution(0.0, 0.3)(random);
        if (change % 2 == 0) high += by; else low -= by;
      };
      for (int k = 0; k < 3; ++k) {
        const auto i = static_cast<Eigen::Index>(random() % 30), j = static_cast<Eigen::Index>(random() % 60);
        widen(lp.row_lower[i], lp.row_upper[i]);
        widen(lp.lower[j], lp.upper[j]);
      }
      const Solution warm = solve_from(lp, *current.basis), cold = solve_simplex(lp);
      ASSERT_EQ(warm.status, cold.status);
      if (warm.status != SolveStatus::optimal) break;
      expect_optimal_vertex(lp, warm);
      EXPECT_NEAR(warm.objective, cold.objective, 1e-8 * (1 + std::abs(cold.objective)));
      warm_steps += warm.iterations;
      cold_steps += cold.iterations;
      current = warm;
    }
  }
  EXPECT_LT(3 * warm_steps, cold_steps);
}

TEST(Simplex, ManyProblemsOverOneMatrix) {
  std::mt19937 random(12);
  const LinearProgram base = random_program(random, 30, 60, false);
  Simplex simplex = make_simplex(base, {});
  set_slack_basis(simplex);
  int optimal = 0, other = 0;
  for (int change = 0; change < 60; ++change) {
    LinearProgram lp = base;  // Sides and bounds move, open and close; some of the problems have no solution.
    for (int k = 0; k < 3; ++k) {
      const auto i = static_cast<Eigen::Index>(random() % 30), j = static_cast<Eigen::Index>(random() % 60);
      const double by = std::uniform_real_distribution(-0.5, 0.5)(random);
      lp.row_lower[i] += by;
      lp.row_upper[i] += by;
      lp.c[j] += by;
      if (change % 4 == 1) lp.upper[j] = infinity;
      if (change % 4 == 2) lp.lower[j] = lp.upper[j] = by;
    }
    const Solution again = solve_again(simplex, lp), cold = solve_simplex(lp);
    ASSERT_EQ(again.status, cold.status) << change;
    (again.status == SolveStatus::optimal ? optimal : other) += 1;
    if (again.status != SolveStatus::optimal) continue;
    expect_optimal_vertex(lp, again);
    EXPECT_NEAR(again.objective, cold.objective, 1e-8 * (1 + std::abs(cold.objective)));
  }
  EXPECT_GT(optimal, 10);
  EXPECT_GT(other, 0);
}

TEST(Simplex, WarmAfterChangedCostsEqualsCold) {
  std::mt19937 random(7);
  for (int trial = 0; trial < 40; ++trial) {
    LinearProgram lp = random_program(random, 20, 50, trial % 2 == 0);
    const Solution first = solve_simplex(lp);
    for (double& cost : lp.c) cost *= std::uniform_real_distribution(0.8, 1.2)(random);
    const Solution warm = solve_from(lp, *first.basis), cold = solve_simplex(lp);
    ASSERT_EQ(warm.status, cold.status);
    if (warm.status != SolveStatus::optimal) continue;
    EXPECT_NEAR(warm.objective, cold.objective, 1e-8 * (1 + std::abs(cold.objective)));
  }
}

// A basis that is singular, or of another shape, is mended.
TEST(Simplex, AnyBasisWillDo) {
  std::mt19937 random(8);
  const LinearProgram lp = random_program(random, 12, 25, true);
  const double wanted = solve_simplex(lp).objective;
  Basis all_columns{std::vector(25, BasisStatus::basic), std::vector(12, BasisStatus::at_upper)};
  Basis none{std::vector(25, BasisStatus::at_upper), std::vector(12, BasisStatus::free_nonbasic)};
  Basis short_one{std::vector(3, BasisStatus::basic), {}};
  for (const Basis& basis : {all_columns, none, short_one}) EXPECT_NEAR(solve_from(lp, basis).objective, wanted, 1e-9 * (1 + std::abs(wanted)));
}

TEST(Simplex, StopsOnRequestAndAtItsLimit) {
  std::mt19937 random(9);
  const LinearProgram lp = random_program(random, 30, 60, false);
  std::stop_source source;
  source.request_stop();
  EXPECT_EQ(solve_from(lp, {}, {.stop = source.get_token()}).status, SolveStatus::cancelled);
  EXPECT_EQ(solve_from(lp, {}, {.max_iterations = 0}).status, SolveStatus::limit);
}

TEST(Simplex, SameAnswerEveryTime) {
  std::mt19937 random(10);
  const LinearProgram lp = random_program(random, 40, 80, true);
  const Solution a = solve_simplex(lp), b = solve_simplex(lp);
  EXPECT_EQ(a.x, b.x);
  EXPECT_EQ(a.y, b.y);
  EXPECT_EQ(a.iterations, b.iterations);
}

}  // namespace
}  // namespace liandong::optimise
