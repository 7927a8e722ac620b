#include "model/optimise/kkt.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "model/optimise/double_double.hpp"

namespace liandong::optimise {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

/// Raises `largest` to v; anything that is not a number counts as infinite.
void raise(double& largest, double v) {
  if (!(v <= largest)) largest = std::isnan(v) ? infinity : v;
}

double violation(const DoubleDouble& value, double lower, double upper) {
  double worst = 0;
  const auto below = [&](double side, double sign) {
    if (!std::isfinite(side)) return;
    DoubleDouble excess = value;
    excess.add(-side);
    raise(worst, sign * excess.value());
  };
  below(lower, -1);
  below(upper, 1);
  if (std::isnan(value.value())) worst = infinity;
  return worst;
}

double largest_finite(const VectorXd& v, double floor) {
  for (const double entry : v)
    if (std::isfinite(entry)) floor = std::max(floor, std::abs(entry));
  return floor;
}

/// What one multiplier adds to the dual objective and how far it is from obeying its sign and from complementarity (S7).
struct Multipliers {
  DoubleDouble objective{};
  double wrong = 0, slackness = 0;

  void take(double multiplier, const DoubleDouble& activity, double lower, double upper) {
    const double side = multiplier > 0 ? lower : upper;
    if (multiplier == 0) return;
    if (!std::isfinite(side)) {
      raise(wrong, std::abs(multiplier));
      return;
    }
    objective.add_product(multiplier, side);
    DoubleDouble distance = activity;
    distance.add(-side);
    raise(slackness, std::abs(multiplier * distance.value()));
  }
};

KktReport check(const LinearProgram& p, const Eigen::SparseMatrix<double>* q, const VectorXd& x, const VectorXd& y, const VectorXd& z) {
  const Index n = p.columns(), m = p.rows();
  KktReport report;
  if (x.size() != n || y.size() != m || z.size() != n) {
    report.primal_violation = report.dual_violation = report.primal_residual = report.dual_residual = report.gap = infinity;
    report.complementarity = infinity;
    return report;
  }
  std::vector<DoubleDouble> activity(static_cast<std::size_t>(m)), curvature(static_cast<std::size_t>(n)), slope(static_cast<std::size_t>(n));
  for (Index j = 0; j < n; ++j)
    for (Eigen::SparseMatrix<double>::InnerIterator it(p.a, j); it; ++it) {
      activity[static_cast<std::size_t>(it.row())].add_product(it.value(), x[j]);
      slope[static_cast<std::size_t>(j)].add_product(-it.value(), y[it.row()]);
    }
  if (q)
    for (Index j = 0; j < q->outerSize(); ++j)
      for (Eigen::SparseMatrix<double>::InnerIterator it(*q, j); it; ++it) {
        if (it.row() < j) continue;
        curvature[static_cast<std::size_t>(it.row())].add_product(it.value(), x[j]);
        if (it.row() != j) curvature[static_cast<std::size_t>(j)].add_product(it.value(), x[it.row()]);
      }

  DoubleDouble linear, quadratic;
  Multipliers multipliers;
  for (Index j = 0; j < n; ++j) {
    const auto at = static_cast<std::size_t>(j);
    linear.add_product(p.c[j], x[j]);
    quadratic.add_scaled(curvature[at], x[j]);
    raise(report.primal_violation, violation({x[j], 0}, p.lower[j], p.upper[j]));
    DoubleDouble gradient = slope[at];  // (S5)
    gradient.add(curvature[at]);
    gradient.add(p.c[j]);
    gradient.add(-z[j]);
    raise(report.dual_violation, std::abs(gradient.value()));
    multipliers.take(z[j], {x[j], 0}, p.lower[j], p.upper[j]);
  }
  for (Index i = 0; i < m; ++i) {
    const auto at = static_cast<std::size_t>(i);
    raise(report.primal_violation, violation(activity[at], p.row_lower[i], p.row_upper[i]));  // (S4)
    multipliers.take(y[i], activity[at], p.row_lower[i], p.row_upper[i]);
  }
  raise(report.dual_violation, multipliers.wrong);

  DoubleDouble primal = linear, dual = multipliers.objective;
  primal.add_scaled(quadratic, 0.5);
  primal.add(p.offset);
  dual.add_scaled(quadratic, -0.5);
  dual.add(p.offset);
  report.primal_objective = primal.value();
  report.dual_objective = dual.value();
  DoubleDouble difference = primal;  // (S6)
  difference.add_scaled(dual, -1);
  const double scale = 1 + std::abs(report.primal_objective);
  raise(report.gap, std::abs(difference.value()) / scale);
  raise(report.complementarity, multipliers.slackness / scale);

  double side = largest_finite(p.lower, 0);
  side = largest_finite(p.upper, side);
  side = largest_finite(p.row_lower, side);
  side = largest_finite(p.row_upper, side);
  report.primal_residual = report.primal_violation / (1 + side);
  report.dual_residual = report.dual_violation / (1 + largest_finite(p.c, 0));
  return report;
}

}  // namespace

KktReport check_kkt(const LinearProgram& problem, const VectorXd& x, const VectorXd& y, const VectorXd& z) {
  return check(problem, nullptr, x, y, z);
}

KktReport check_kkt(const QuadraticProgram& problem, const VectorXd& x, const VectorXd& y, const VectorXd& z) {
  return check(problem.linear, problem.q.nonZeros() ? &problem.q : nullptr, x, y, z);
}

}  // namespace liandong::optimise
