#pragma once

#include <initializer_list>
#include <random>
#include <vector>

#include "model/optimise/linear_program.hpp"

namespace liandong::optimise {

inline Eigen::VectorXd vector(const std::vector<double>& values) { return Eigen::Map<const Eigen::VectorXd>(values.data(), static_cast<Eigen::Index>(values.size())); }

inline LinearProgram linear(int columns, const std::vector<std::vector<double>>& rows, const std::vector<double>& row_lower, const std::vector<double>& row_upper,
                            const std::vector<double>& c, const std::vector<double>& lower, const std::vector<double>& upper) {
  LinearProgram p;
  std::vector<Eigen::Triplet<double>> entries;
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t j = 0; j < rows[i].size(); ++j)
      if (rows[i][j] != 0) entries.emplace_back(static_cast<int>(i), static_cast<int>(j), rows[i][j]);
  p.a.resize(static_cast<Eigen::Index>(rows.size()), columns);
  p.a.setFromTriplets(entries.begin(), entries.end());
  p.c = vector(c);
  p.lower = vector(lower);
  p.upper = vector(upper);
  p.row_lower = vector(row_lower);
  p.row_upper = vector(row_upper);
  return p;
}

inline QuadraticProgram quadratic(const LinearProgram& p, const std::vector<Eigen::Triplet<double>>& lower_triangle) {
  QuadraticProgram result{p, {}};
  result.q.resize(p.columns(), p.columns());
  result.q.setFromTriplets(lower_triangle.begin(), lower_triangle.end());
  return result;
}

/// min -x - 2y, x + y <= 4, 0 <= x <= 3, 0 <= y <= 2: optimum (2, 2), -6.
inline LinearProgram corner() { return linear(2, {{1, 1}}, {-infinity}, {4}, {-1, -2}, {0, 0}, {3, 2}); }

/// A random problem with every kind of row and column that has a feasible point and a bounded optimum: sides are laid around a known x, costs
/// are built from known multipliers, of which some press.
inline LinearProgram random_solvable(std::mt19937& random, int rows, int columns) {
  std::uniform_int_distribution<int> small(-4, 4), kind(0, 5);
  std::uniform_real_distribution<double> unit(0, 1);
  std::vector<std::vector<double>> a(static_cast<std::size_t>(rows), std::vector<double>(static_cast<std::size_t>(columns), 0.0));
  for (auto& row : a)
    for (double& v : row)
      if (unit(random) < 0.5) v = small(random);
  std::vector<double> x, lower, upper, c, row_lower, row_upper, y;
  for (int j = 0; j < columns; ++j) {
    x.push_back(small(random));
    double low = -infinity, high = infinity, z = 0;
    const double slack = 0.5 * kind(random);
    switch (kind(random)) {
      case 0: break;                                            // free
      case 1: low = x.back(); z = 1.5 * unit(random); break;    // pressed at its lower bound
      case 2: high = x.back(); z = -1.5 * unit(random); break;  // at its upper bound
      case 3: low = x.back() - slack, high = x.back() + 1; break;
      case 4: low = high = x.back(); z = small(random); break;  // fixed
      default: low = x.back() - slack;
    }
    lower.push_back(low);
    upper.push_back(high);
    c.push_back(z);
  }
  for (int i = 0; i < rows; ++i) {
    double activity = 0, low = -infinity, high = infinity, multiplier = 0;
    for (int j = 0; j < columns; ++j) activity += a[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)] * x[static_cast<std::size_t>(j)];
    switch (kind(random)) {
      case 0: low = high = activity; multiplier = small(random); break;
      case 1: low = activity; multiplier = unit(random); break;
      case 2: high = activity; multiplier = -unit(random); break;
      case 3: low = activity - 1, high = activity + 0.5 * kind(random); break;
      case 4: low = activity - 0.5 * kind(random); break;
      default: break;  // a row without sides
    }
    row_lower.push_back(low);
    row_upper.push_back(high);
    y.push_back(multiplier);
  }
  for (int j = 0; j < columns; ++j)
    for (int i = 0; i < rows; ++i) c[static_cast<std::size_t>(j)] += a[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)] * y[static_cast<std::size_t>(i)];
  return linear(columns, a, row_lower, row_upper, c, lower, upper);
}

}  // namespace liandong::optimise
