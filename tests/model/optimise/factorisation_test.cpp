#include "model/optimise/factorisation.hpp"

#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <random>

#include "model/optimise/newton_system.hpp"

namespace liandong::optimise {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;
using Sparse = Eigen::SparseMatrix<double>;

MatrixXd random_matrix(std::mt19937& random, int rows, int columns, double density) {
  std::uniform_real_distribution<double> unit(0, 1);
  MatrixXd a = MatrixXd::Zero(rows, columns);
  for (int i = 0; i < rows; ++i)
    for (int j = 0; j < columns; ++j)
      if (unit(random) < density) a(i, j) = 2 * unit(random) - 1;
  return a;
}

TEST(Factorisation, SolvesQuasiDefiniteSystemsAsDenseEliminationDoes) {
  std::mt19937 random(1);
  for (int k = 0; k < 200; ++k) {
    const int n = 1 + k % 40, m = k % 23;
    MatrixXd dense = MatrixXd::Zero(n + m, n + m);
    dense.bottomLeftCorner(m, n) = random_matrix(random, m, n, k % 2 ? 0.1 : 0.6);
    for (int i = 0; i < n; ++i) dense(i, i) = -1 - i % 3;
    for (int i = n; i < n + m; ++i) dense(i, i) = 0.5;
    const Sparse lower = dense.sparseView();
    std::vector<signed char> signs(static_cast<std::size_t>(n + m), 1);
    std::fill(signs.begin(), signs.begin() + n, static_cast<signed char>(-1));
    Factorisation factor;
    factor.analyse(lower, signs);
    const VectorXd floor = VectorXd::Constant(n + m, 1e-30);
    ASSERT_EQ(factor.factorise(lower.valuePtr(), floor, floor), 0);
    const MatrixXd full = dense.selfadjointView<Eigen::Lower>();
    const VectorXd right = VectorXd::LinSpaced(n + m, -1, 2);
    VectorXd x = right;
    factor.solve(x);
    ASSERT_LE((full * x - right).lpNorm<Eigen::Infinity>(), 1e-10) << k;
    ASSERT_LE((x - full.fullPivLu().solve(right)).lpNorm<Eigen::Infinity>(), 1e-9) << k;
  }
}

TEST(Factorisation, ADenseMatrixOfManyBlocks) {
  std::mt19937 random(2);
  const int n = 170;
  const MatrixXd root = random_matrix(random, n, n, 1);
  const MatrixXd full = root * root.transpose() + MatrixXd::Identity(n, n);
  const Sparse lower = MatrixXd(full.triangularView<Eigen::Lower>()).sparseView();
  Factorisation factor;
  factor.analyse(lower, std::vector<signed char>(n, 1));
  EXPECT_EQ(factor.nonzeros(), n * (n + 1) / 2);
  const VectorXd floor = VectorXd::Constant(n, 1e-30);
  EXPECT_EQ(factor.factorise(lower.valuePtr(), floor, floor), 0);
  VectorXd x = VectorXd::Ones(n);
  factor.solve(x);
  EXPECT_LE((full * x - VectorXd::Ones(n)).lpNorm<Eigen::Infinity>(), 1e-9);
}

TEST(Factorisation, OrdersAnArrowWithoutFill) {
  // One dense row and column: eliminated last, nothing fills in.
  const int n = 60;
  std::vector<Eigen::Triplet<double>> entries;
  for (int i = 0; i < n; ++i) entries.emplace_back(i, i, 4.0 + n);
  for (int i = 1; i < n; ++i) entries.emplace_back(i, 0, 1.0);
  Sparse lower(n, n);
  lower.setFromTriplets(entries.begin(), entries.end());
  Factorisation factor;
  factor.analyse(lower, std::vector<signed char>(n, 1));
  EXPECT_LE(factor.nonzeros(), 3 * n);
}

TEST(Factorisation, ReplacesPivotsOfWrongSign) {
  Sparse lower(2, 2);
  lower.insert(0, 0) = 1;
  lower.insert(1, 0) = 2;
  lower.insert(1, 1) = 1;  // Determinant -3: one of two positive pivots cannot be.
  lower.makeCompressed();
  Factorisation factor;
  factor.analyse(lower, {1, 1});
  EXPECT_EQ(factor.factorise(lower.valuePtr(), VectorXd::Constant(2, 1e-30), VectorXd::Constant(2, 1.0)), 1);
}

TEST(NewtonSystem, BothFormsSolveTheSystemItself) {
  std::mt19937 random(3);
  for (int k = 0; k < 60; ++k) {
    const int n = 3 + k % 20, m = 1 + k % 9;
    const Sparse a = random_matrix(random, m, n, 0.5).sparseView();
    const Sparse none;
    const VectorXd h = (VectorXd::Random(n).array() + 1.5).matrix(), e = VectorXd::Constant(m, k % 3 ? 0.3 : 0.0);
    const VectorXd f = VectorXd::LinSpaced(n, 1, 2), g = a * VectorXd::Ones(n);
    VectorXd dx[2], dy[2];
    int form = 0;
    for (const auto choice : {NewtonSystem::Form::augmented, NewtonSystem::Form::normal}) {
      NewtonSystem system(a, none, choice);
      EXPECT_EQ(system.form(), choice);
      system.factorise(h, e, VectorXd::Constant(n, 1e-8), 1e-8, 1e-15);
      EXPECT_LE(system.solve(f, g, dx[form], dy[form]), 1e-10);
      EXPECT_LE((h.cwiseProduct(dx[form]) - a.transpose() * dy[form] - f).lpNorm<Eigen::Infinity>(), 1e-8);
      EXPECT_LE((a * dx[form] + e.cwiseProduct(dy[form]) - g).lpNorm<Eigen::Infinity>(), 1e-8);
      ++form;
    }
    EXPECT_LE((dx[0] - dx[1]).lpNorm<Eigen::Infinity>(), 1e-6);
  }
}

TEST(NewtonSystem, ADenseColumnIsKeptOutOfTheNormalEquations) {
  // 400 rows, one column in all of them, the rest singletons: A A' would be full.
  const int m = 400;
  std::vector<Eigen::Triplet<double>> entries;
  for (int i = 0; i < m; ++i) {
    entries.emplace_back(i, 0, 1.0);
    entries.emplace_back(i, i + 1, 1.0);
  }
  Sparse a(m, m + 1), none;
  a.setFromTriplets(entries.begin(), entries.end());
  const NewtonSystem system(a, none);
  EXPECT_EQ(system.form(), NewtonSystem::Form::augmented);
  EXPECT_LE(system.factorisation().nonzeros(), 8 * m);
}

}  // namespace
}  // namespace liandong::optimise
