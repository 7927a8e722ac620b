#pragma once

#include <random>

#include "model/optimise/linear_program.hpp"

namespace liandong::optimise {

/// A random linear programme that has an optimum: bounds and sides are laid around a known point, costs follow from known multipliers.
/// `degenerate` puts small whole numbers everywhere, so that ties abound.
inline LinearProgram random_program(std::mt19937& random, int m, int n, bool degenerate) {
  const auto uniform = [&](int low, int high) { return std::uniform_int_distribution(low, high)(random); };
  const auto number = [&] { return degenerate ? double(uniform(-2, 2)) : std::uniform_real_distribution(-3.0, 3.0)(random); };
  LinearProgram lp;
  std::vector<Eigen::Triplet<double>> entries;
  for (int i = 0; i < m; ++i)
    for (int j = 0; j < n; ++j)
      if (uniform(0, std::max(2, n / 4)) == 0) {
        const double v = number();
        if (v != 0) entries.emplace_back(i, j, v);
      }
  lp.a.resize(m, n);
  lp.a.setFromTriplets(entries.begin(), entries.end());
  Eigen::VectorXd x(n), y(m), z(n);
  for (double& v : x) v = number();
  for (double& v : y) v = number();
  for (double& v : z) v = number();
  const Eigen::VectorXd activity = lp.a * x;
  // Multipliers above zero need the lower side tight, below zero the upper one; zero leaves room on both.
  const auto surround = [&](double at, double& multiplier, double& low, double& high) {
    const double below = std::abs(number()), above = std::abs(number());
    switch (uniform(0, 6)) {
      case 0: low = high = at; return;
      case 1: low = -infinity; high = infinity; multiplier = 0; return;
      case 2: multiplier = 0; low = at - below; high = uniform(0, 1) == 0 ? infinity : at + above; return;
      case 3: multiplier = 0; low = -infinity; high = at + above; return;
      case 4: multiplier = std::abs(multiplier); low = at; high = uniform(0, 1) == 0 ? infinity : at + above; return;
      case 5: multiplier = -std::abs(multiplier); low = uniform(0, 1) == 0 ? -infinity : at - below; high = at; return;
      default: multiplier = std::abs(multiplier); low = at; high = infinity; return;
    }
  };
  lp.c.resize(n);
  lp.lower.resize(n);
  lp.upper.resize(n);
  lp.row_lower.resize(m);
  lp.row_upper.resize(m);
  for (int j = 0; j < n; ++j) surround(x[j], z[j], lp.lower[j], lp.upper[j]);
  for (int i = 0; i < m; ++i) surround(activity[i], y[i], lp.row_lower[i], lp.row_upper[i]);
  lp.c = lp.a.transpose() * y + z;
  return lp;
}

}  // namespace liandong::optimise
