#include "model/optimise/certificate.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "model/optimise/double_double.hpp"

namespace liandong::optimise {
namespace {

using Eigen::Index;
using Eigen::VectorXd;
using Sparse = Eigen::SparseMatrix<double>;

constexpr double rounding = 1e-9;  // A certificate's value must exceed this share of the terms it is made of.

double largest_side(const LinearProgram& p) {
  double side = 0;
  for (const VectorXd* v : {&p.lower, &p.upper, &p.row_lower, &p.row_upper})
    for (const double entry : *v)
      if (std::isfinite(entry)) side = std::max(side, std::abs(entry));
  return side;
}

bool crossed(const LinearProgram& p) { return (p.lower.array() > p.upper.array()).any() || (p.row_lower.array() > p.row_upper.array()).any(); }

}  // namespace

VectorXd farkas_reduced_costs(const LinearProgram& p, const VectorXd& y) {
  VectorXd z(p.columns());
  for (Index j = 0; j < p.columns(); ++j) {
    DoubleDouble sum;
    for (Sparse::InnerIterator it(p.a, j); it; ++it) sum.add_product(-it.value(), y[it.row()]);
    z[j] = sum.value();
  }
  return z;
}

double farkas_violation(const LinearProgram& p, const VectorXd& y) {
  if (crossed(p)) return 0;
  if (y.size() != p.rows() || !y.allFinite()) return infinity;
  DoubleDouble value;
  double terms = 0, wrong = 0;
  const auto press = [&](double multiplier, double lower, double upper) {
    const double side = multiplier > 0 ? lower : upper;
    if (multiplier == 0) return;
    if (std::isfinite(side)) {
      value.add_product(multiplier, side);
      terms += std::abs(multiplier * side);
    } else {
      wrong = std::max(wrong, std::abs(multiplier));
    }
  };
  for (Index i = 0; i < p.rows(); ++i) press(y[i], p.row_lower[i], p.row_upper[i]);
  const VectorXd z = farkas_reduced_costs(p, y);
  for (Index j = 0; j < p.columns(); ++j) press(z[j], p.lower[j], p.upper[j]);
  const double total = value.value();
  if (!(total > rounding * terms) || !(total > 0)) return infinity;
  return wrong * (1 + largest_side(p)) / total;
}

double ray_violation(const QuadraticProgram& problem, const VectorXd& x) {
  const LinearProgram& p = problem.linear;
  if (x.size() != p.columns() || !x.allFinite()) return infinity;
  std::vector<DoubleDouble> activity(static_cast<std::size_t>(p.rows())), curvature(static_cast<std::size_t>(p.columns()));
  DoubleDouble slope;
  double terms = 0, wrong = 0, largest_cost = 0;
  const auto keep = [&](double move, double lower, double upper) {
    if (std::isfinite(lower)) wrong = std::max(wrong, -move);
    if (std::isfinite(upper)) wrong = std::max(wrong, move);
  };
  for (Index j = 0; j < p.columns(); ++j) {
    slope.add_product(p.c[j], x[j]);
    terms += std::abs(p.c[j] * x[j]);
    largest_cost = std::max(largest_cost, std::abs(p.c[j]));
    keep(x[j], p.lower[j], p.upper[j]);
    for (Sparse::InnerIterator it(p.a, j); it; ++it) activity[static_cast<std::size_t>(it.row())].add_product(it.value(), x[j]);
  }
  for (Index j = 0; j < problem.q.outerSize(); ++j)
    for (Sparse::InnerIterator it(problem.q, j); it; ++it) {
      if (it.row() < j) continue;
      curvature[static_cast<std::size_t>(it.row())].add_product(it.value(), x[j]);
      if (it.row() != j) curvature[static_cast<std::size_t>(j)].add_product(it.value(), x[it.row()]);
    }
  for (Index i = 0; i < p.rows(); ++i) keep(activity[static_cast<std::size_t>(i)].value(), p.row_lower[i], p.row_upper[i]);
  for (const DoubleDouble& bend : curvature) wrong = std::max(wrong, std::abs(bend.value()));
  const double fall = -slope.value();
  if (!(fall > rounding * terms) || !(fall > 0)) return infinity;
  return wrong * (1 + largest_cost) / fall;
}

LinearProgram elastic_problem(const LinearProgram& p) {
  const Index n = p.columns(), m = p.rows();
  VectorXd size = VectorXd::Zero(m);
  for (Index j = 0; j < n; ++j)
    for (Sparse::InnerIterator it(p.a, j); it; ++it) size[it.row()] = std::max(size[it.row()], std::abs(it.value()));
  std::vector<Eigen::Triplet<double, int>> entries;
  for (Index j = 0; j < n; ++j)
    for (Sparse::InnerIterator it(p.a, j); it; ++it) entries.emplace_back(static_cast<int>(it.row()), static_cast<int>(j), it.value());
  int next = static_cast<int>(n);
  for (Index i = 0; i < m; ++i) {
    const double unit = size[i] > 0 ? size[i] : 1;
    if (std::isfinite(p.row_lower[i])) entries.emplace_back(static_cast<int>(i), next++, unit);
    if (std::isfinite(p.row_upper[i])) entries.emplace_back(static_cast<int>(i), next++, -unit);
  }
  LinearProgram result;
  result.a.resize(m, next);
  result.a.setFromTriplets(entries.begin(), entries.end());
  result.c = VectorXd::Ones(next);
  result.c.head(n).setZero();
  result.lower = VectorXd::Zero(next);
  result.upper = VectorXd::Constant(next, infinity);
  result.lower.head(n) = p.lower;
  result.upper.head(n) = p.upper;
  result.row_lower = p.row_lower;
  result.row_upper = p.row_upper;
  return result;
}

LinearProgram ray_problem(const QuadraticProgram& problem) {
  const LinearProgram& p = problem.linear;
  const Index n = p.columns(), m = p.rows();
  std::vector<Eigen::Triplet<double, int>> entries;
  for (Index j = 0; j < n; ++j)
    for (Sparse::InnerIterator it(p.a, j); it; ++it) entries.emplace_back(static_cast<int>(it.row()), static_cast<int>(j), it.value());
  const bool quadratic = problem.q.nonZeros() > 0;
  for (Index j = 0; j < problem.q.outerSize(); ++j)
    for (Sparse::InnerIterator it(problem.q, j); it; ++it) {
      if (it.row() < j) continue;
      entries.emplace_back(static_cast<int>(m + it.row()), static_cast<int>(j), it.value());
      if (it.row() != j) entries.emplace_back(static_cast<int>(m + j), static_cast<int>(it.row()), it.value());
    }
  LinearProgram result;
  const Index rows = quadratic ? m + n : m;
  result.a.resize(rows, n);
  result.a.setFromTriplets(entries.begin(), entries.end());
  result.c = p.c;
  const auto low = [](double side) { return std::isfinite(side) ? 0.0 : -1.0; };
  const auto high = [](double side) { return std::isfinite(side) ? 0.0 : 1.0; };
  result.lower.resize(n);
  result.upper.resize(n);
  for (Index j = 0; j < n; ++j) {
    result.lower[j] = low(p.lower[j]);
    result.upper[j] = high(p.upper[j]);
  }
  result.row_lower = VectorXd::Zero(rows);
  result.row_upper = VectorXd::Zero(rows);
  for (Index i = 0; i < m; ++i) {
    if (!std::isfinite(p.row_lower[i])) result.row_lower[i] = -infinity;
    if (!std::isfinite(p.row_upper[i])) result.row_upper[i] = infinity;
  }
  return result;
}

}  // namespace liandong::optimise
