#include "model/optimise/scaling.hpp"

#include <algorithm>
#include <cmath>

namespace liandong::optimise {
namespace {

using Eigen::Index;
using Eigen::VectorXd;
using Sparse = Eigen::SparseMatrix<double>;

double power_of_two(double v) { return std::isfinite(v) && v > 0 ? std::exp2(std::round(std::log2(v))) : 1.0; }

/// Geometric-mean passes level entries of very different size, the last passes bring the largest entry of each row and column to 1 (Ruiz 2001).
void equilibrate(const Sparse& a, const Sparse& q, VectorXd& r, VectorXd& s) {
  const Index n = a.cols(), m = a.rows();
  constexpr int geometric = 4, ruiz = 6;
  for (int pass = 0; pass < geometric + ruiz; ++pass) {
    VectorXd row_low = VectorXd::Constant(m, infinity), row_high = VectorXd::Zero(m), low = VectorXd::Constant(n, infinity), high = VectorXd::Zero(n);
    for (Index j = 0; j < n; ++j)
      for (Sparse::InnerIterator it(a, j); it; ++it) {
        const double v = std::abs(it.value()) * r[it.row()] * s[j];
        if (v == 0) continue;
        row_low[it.row()] = std::min(row_low[it.row()], v);
        row_high[it.row()] = std::max(row_high[it.row()], v);
        low[j] = std::min(low[j], v);
        high[j] = std::max(high[j], v);
      }
    for (Index j = 0; j < q.outerSize(); ++j)
      for (Sparse::InnerIterator it(q, j); it; ++it) {
        const double v = std::abs(it.value()) * s[it.row()] * s[j];
        if (v == 0) continue;
        for (const Index k : {it.row(), j}) {
          if (pass < geometric) low[k] = std::min(low[k], v);
          high[k] = std::max(high[k], v);
        }
      }
    const auto factor = [&](double smallest, double largest) {
      if (largest == 0) return 1.0;
      return 1 / std::sqrt(pass < geometric ? std::sqrt(std::max(smallest, 1e-8 * largest) * largest) : largest);
    };
    for (Index i = 0; i < m; ++i) r[i] *= factor(row_low[i], row_high[i]);
    for (Index j = 0; j < n; ++j) s[j] *= factor(low[j], high[j]);
  }
  for (Index i = 0; i < m; ++i) r[i] = power_of_two(r[i]);
  for (Index j = 0; j < n; ++j) s[j] = power_of_two(s[j]);
}

}  // namespace

ScaledForm scale(const QuadraticProgram& problem) {
  const LinearProgram& p = problem.linear;
  ScaledForm form;
  std::vector<int> column_at(static_cast<std::size_t>(p.columns()), -1), row_at(static_cast<std::size_t>(p.rows()), -1);
  VectorXd fixed = VectorXd::Zero(p.columns());
  for (Index j = 0; j < p.columns(); ++j) {
    if (p.lower[j] == p.upper[j]) {
      fixed[j] = p.lower[j];
    } else {
      column_at[static_cast<std::size_t>(j)] = static_cast<int>(form.columns.size());
      form.columns.push_back(static_cast<int>(j));
    }
  }
  for (Index i = 0; i < p.rows(); ++i)
    if (std::isfinite(p.row_lower[i]) || std::isfinite(p.row_upper[i])) {
      row_at[static_cast<std::size_t>(i)] = static_cast<int>(form.rows.size());
      form.rows.push_back(static_cast<int>(i));
    }
  const auto n = static_cast<Index>(form.columns.size()), m = static_cast<Index>(form.rows.size());

  const VectorXd shift = p.a * fixed;
  VectorXd slope = p.c;
  form.constant = p.offset + p.c.dot(fixed);
  const bool quadratic = problem.q.nonZeros() > 0;
  if (quadratic) {
    const VectorXd pull = problem.q.selfadjointView<Eigen::Lower>() * fixed;
    slope += pull;
    form.constant += 0.5 * fixed.dot(pull);
  }

  std::vector<Eigen::Triplet<double, int>> entries;
  entries.reserve(static_cast<std::size_t>(p.a.nonZeros()));
  for (Index j = 0; j < n; ++j)
    for (Sparse::InnerIterator it(p.a, form.columns[static_cast<std::size_t>(j)]); it; ++it) {
      const int row = row_at[static_cast<std::size_t>(it.row())];
      if (row >= 0 && it.value() != 0) entries.emplace_back(row, static_cast<int>(j), it.value());
    }
  form.a.resize(m, n);
  form.a.setFromTriplets(entries.begin(), entries.end());
  if (quadratic) {
    entries.clear();
    for (Index j = 0; j < p.columns(); ++j)
      for (Sparse::InnerIterator it(problem.q, j); it; ++it) {
        const int row = column_at[static_cast<std::size_t>(it.row())], column = column_at[static_cast<std::size_t>(j)];
        if (it.row() >= j && row >= 0 && column >= 0 && it.value() != 0) entries.emplace_back(row, column, it.value());
      }
    form.q.resize(n, n);
    form.q.setFromTriplets(entries.begin(), entries.end());
  }

  form.row_scale = VectorXd::Ones(m);
  form.column_scale = VectorXd::Ones(n);
  equilibrate(form.a, form.q, form.row_scale, form.column_scale);

  form.c.resize(n);
  form.lower.resize(n);
  form.upper.resize(n);
  form.row_lower.resize(m);
  form.row_upper.resize(m);
  double cost = 0, side = 0;
  for (Index j = 0; j < n; ++j) {
    const int from = form.columns[static_cast<std::size_t>(j)];
    const double s = form.column_scale[j];
    form.c[j] = slope[from] * s;
    form.lower[j] = p.lower[from] / s;
    form.upper[j] = p.upper[from] / s;
    cost = std::max(cost, std::abs(form.c[j]));
    if (std::isfinite(form.lower[j])) side = std::max(side, std::abs(form.lower[j]));
  }
  for (Index i = 0; i < m; ++i) {
    const int from = form.rows[static_cast<std::size_t>(i)];
    const double r = form.row_scale[i];
    form.row_lower[i] = (p.row_lower[from] - shift[from]) * r;
    form.row_upper[i] = (p.row_upper[from] - shift[from]) * r;
    for (const double v : {form.row_lower[i], form.row_upper[i]})
      if (std::isfinite(v)) side = std::max(side, std::abs(v));
  }
  form.primal_unit = side > 0 ? power_of_two(std::sqrt(std::clamp(side, 1e-6, 1e9))) : 1;  // Between large money and boxes of width 1.
  form.dual_unit = cost > 0 ? power_of_two(std::clamp(cost, 1e-6, 1e9)) : 1;
  form.c /= form.dual_unit;
  for (VectorXd* v : {&form.lower, &form.upper, &form.row_lower, &form.row_upper}) *v /= form.primal_unit;
  form.a = form.row_scale.asDiagonal() * form.a * form.column_scale.asDiagonal();
  if (quadratic) form.q = (form.column_scale.asDiagonal() * form.q * form.column_scale.asDiagonal()) * (form.primal_unit / form.dual_unit);
  return form;
}

}  // namespace liandong::optimise
