#include "model/optimise/crossover.hpp"

#include <gtest/gtest.h>

#include "model/optimise/simplex.hpp"
#include "tests/model/optimise/random_program.hpp"

namespace liandong::optimise {
namespace {

Eigen::Index basic_count(const Basis& basis) {
  return std::count(basis.columns.begin(), basis.columns.end(), BasisStatus::basic) + std::count(basis.rows.begin(), basis.rows.end(), BasisStatus::basic);
}

void expect_vertex(const LinearProgram& lp, const Solution& solution, double objective) {
  ASSERT_EQ(solution.status, SolveStatus::optimal);
  const KktReport kkt = check_kkt(lp, solution.x, solution.y, solution.z);
  EXPECT_LE(std::max({kkt.primal_residual, kkt.dual_residual, kkt.gap}), 1e-9);
  EXPECT_NEAR(solution.objective, objective, 1e-8 * (1 + std::abs(objective)));
  ASSERT_TRUE(solution.basis);
  EXPECT_EQ(basic_count(*solution.basis), lp.rows());
}

// A transport face: every split of 10 over three equal routes costs the same. The middle of the face must become a corner of it.
TEST(Crossover, LeavesTheMiddleOfAnOptimalFace) {
  LinearProgram lp;
  lp.a = Eigen::MatrixXd::Ones(1, 3).sparseView();
  lp.c = Eigen::Vector3d(2, 2, 2);
  lp.lower = Eigen::Vector3d::Zero();
  lp.upper = Eigen::Vector3d(8, 8, 8);
  lp.row_lower = lp.row_upper = Eigen::VectorXd::Constant(1, 10);
  Solution interior;
  interior.x = Eigen::Vector3d(10.0 / 3, 10.0 / 3, 10.0 / 3);
  interior.y = Eigen::VectorXd::Constant(1, 2);
  interior.z = Eigen::Vector3d::Zero();
  const Solution solution = crossover(lp, interior, {});
  expect_vertex(lp, solution, 20);
  int between = 0;
  for (const double x : solution.x) between += x > 1e-9 && x < 8 - 1e-9;
  EXPECT_LE(between, 1);
  EXPECT_EQ(solution.iterations, 0);
}

/// The middle of the optimal face, near enough: the mean of vertices for several costs that differ only on what is free to move, plus noise.
Solution blurred(const LinearProgram& lp, const Solution& vertex, std::mt19937& random, double noise) {
  Solution interior = vertex;
  int count = 1;
  for (int k = 0; k < 4; ++k) {
    LinearProgram face = lp;  // Complementarity fixes what has a multiplier; the rest of the face is explored.
    for (Eigen::Index j = 0; j < lp.columns(); ++j) {
      if (std::abs(vertex.z[j]) > 1e-9) face.lower[j] = face.upper[j] = vertex.x[j];
      face.lower[j] = std::max(face.lower[j], vertex.x[j] - 5);
      face.upper[j] = std::min(face.upper[j], vertex.x[j] + 5);
      face.c[j] = std::uniform_real_distribution(-1.0, 1.0)(random);
    }
    const Eigen::VectorXd activity = lp.a * vertex.x;
    for (Eigen::Index i = 0; i < lp.rows(); ++i)
      if (std::abs(vertex.y[i]) > 1e-9) face.row_lower[i] = face.row_upper[i] = activity[i];
    const Solution other = solve_simplex(face);
    if (other.status != SolveStatus::optimal) continue;
    interior.x += other.x;
    ++count;
  }
  interior.x /= count;
  std::normal_distribution<double> normal(0, 1);
  for (double& v : interior.x) v += noise * normal(random);
  for (double& v : interior.y) v += noise * normal(random);
  for (double& v : interior.z) v += noise * normal(random);
  return interior;
}

TEST(Crossover, RandomFacesEndInOptimalVertices) {
  std::mt19937 random(21);
  int crossed = 0, cold = 0;
  for (int trial = 0; trial < 150; ++trial) {
    SCOPED_TRACE(trial);
    const LinearProgram lp = random_program(random, 5 + trial % 30, 10 + (trial * 3) % 70, trial % 2 == 0);
    const Solution vertex = solve_simplex(lp);
    ASSERT_EQ(vertex.status, SolveStatus::optimal);
    const Solution solution = crossover(lp, blurred(lp, vertex, random, trial % 3 == 0 ? 0 : 1e-8), {});
    expect_vertex(lp, solution, vertex.objective);
    crossed += solution.iterations;
    cold += vertex.iterations;
  }
  EXPECT_LT(2 * crossed, cold);
}

TEST(Crossover, APoorPointOnlyCostsSteps) {
  std::mt19937 random(22);
  const LinearProgram lp = random_program(random, 20, 40, false);
  Solution nonsense;
  nonsense.x = Eigen::VectorXd::Constant(40, 1e3);
  nonsense.y = Eigen::VectorXd::Constant(20, -7);
  nonsense.z = Eigen::VectorXd::Constant(40, std::nan(""));
  expect_vertex(lp, crossover(lp, nonsense, {}), solve_simplex(lp).objective);
  expect_vertex(lp, crossover(lp, {}, {}), solve_simplex(lp).objective);
}

TEST(Crossover, TheInteriorPointMethodsAnswerBecomesAVertex) {
  std::mt19937 random(23);
  for (int trial = 0; trial < 20; ++trial) {
    SCOPED_TRACE(trial);
    const LinearProgram lp = random_program(random, 30, 70, trial % 2 == 0);
    const Solution interior = solve(lp), solution = crossover(lp, interior, {});
    expect_vertex(lp, solution, solve_simplex(lp).objective);
  }
}

}  // namespace
}  // namespace liandong::optimise
