#include "scenarios/correlation.hpp"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>

namespace liandong {
namespace {

constexpr double tolerance = 1e-12;

using Matrix = Eigen::MatrixXd;

Matrix eigen_of(const SquareMatrix& matrix) {
  const auto n = static_cast<Eigen::Index>(matrix.size());
  Matrix out(n, n);
  for (Eigen::Index i = 0; i < n; ++i)
    for (Eigen::Index j = 0; j < n; ++j) out(i, j) = matrix(static_cast<std::size_t>(i), static_cast<std::size_t>(j));
  return out;
}

/// The nearest matrix without negative eigenvalues.
Matrix without_negative(const Matrix& matrix) {
  const Eigen::SelfAdjointEigenSolver<Matrix> solver(matrix);
  const Matrix& vectors = solver.eigenvectors();
  return vectors * solver.eigenvalues().cwiseMax(0.0).asDiagonal() * vectors.transpose();
}

}  // namespace

SquareMatrix SquareMatrix::identity(std::size_t size) {
  SquareMatrix matrix(size);
  for (std::size_t i = 0; i < size; ++i) matrix(i, i) = 1;
  return matrix;
}

SquareMatrix nearest_correlation(const SquareMatrix& given, CorrelationRepair* repair) {
  if (given.size() == 0) return given;
  const Matrix start = eigen_of(given);
  const double lowest = Eigen::SelfAdjointEigenSolver<Matrix>(start, Eigen::EigenvaluesOnly).eigenvalues().minCoeff();
  if (repair != nullptr) *repair = {.needed = lowest < -tolerance, .lowest_eigenvalue = lowest, .largest_change = 0};
  if (lowest >= -tolerance) return given;
  Matrix y = start, correction = Matrix::Zero(start.rows(), start.cols());
  for (int round = 0; round < 1000; ++round) {  // Converges linearly; a dozen drivers need some fifty rounds.
    const Matrix r = y - correction;
    const Matrix x = without_negative(r);
    correction = x - r;
    const Matrix before = y;
    y = x;
    y.diagonal().setOnes();
    if ((y - before).cwiseAbs().maxCoeff() < tolerance) break;
  }
  // What the last rounding left below zero goes too, and the diagonal is one again by scaling, which keeps the signs of eigenvalues.
  y = without_negative(y);
  SquareMatrix out(given.size());
  double change = 0;
  for (std::size_t i = 0; i < given.size(); ++i)
    for (std::size_t j = 0; j < given.size(); ++j) {
      const auto a = static_cast<Eigen::Index>(i), b = static_cast<Eigen::Index>(j);
      out(i, j) = i == j ? 1 : y(a, b) / std::sqrt(y(a, a) * y(b, b));
      change = std::max(change, std::fabs(out(i, j) - given(i, j)));
    }
  if (repair != nullptr) repair->largest_change = change;
  return out;
}

SquareMatrix triangular_root(const SquareMatrix& correlation) {
  const std::size_t n = correlation.size();
  SquareMatrix root(n);
  for (std::size_t j = 0; j < n; ++j) {
    double pivot = correlation(j, j);
    for (std::size_t k = 0; k < j; ++k) pivot -= root(j, k) * root(j, k);
    if (pivot <= 1e-10) continue;  // A combination of the variables before it: nothing of its own.
    root(j, j) = std::sqrt(pivot);
    for (std::size_t i = j + 1; i < n; ++i) {
      double value = correlation(i, j);
      for (std::size_t k = 0; k < j; ++k) value -= root(i, k) * root(j, k);
      root(i, j) = value / root(j, j);
    }
  }
  return root;
}

}  // namespace liandong
