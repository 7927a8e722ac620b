#include "model/optimise/simplex.hpp"

#include <cmath>

#include "model/optimise/certificate.hpp"
#include "model/optimise/double_double.hpp"

namespace liandong::optimise {

namespace {

double largest_of(const Eigen::VectorXd& v) { return v.size() ? v.cwiseAbs().maxCoeff() : 0.0; }

/// c - A'y in extended precision.
Eigen::VectorXd reduced_costs(const LinearProgram& problem, const Eigen::VectorXd& y) {
  Eigen::VectorXd z(problem.columns());
  for (Eigen::Index j = 0; j < problem.columns(); ++j) {
    DoubleDouble sum;
    sum.add(problem.c[j]);
    for (Eigen::SparseMatrix<double>::InnerIterator it(problem.a, j); it; ++it) sum.add_product(-it.value(), y[it.row()]);
    z[j] = sum.value();
  }
  return z;
}

/// Working bounds and costs as given; nonbasic variables back on their bounds.
void restore(Simplex& s) {
  s.work_cost = s.cost;
  s.work_lower = s.lower;
  s.work_upper = s.upper;
  s.costs_moved = s.bounds_moved = false;
  for (int j = 0; j < s.size(); ++j)
    if (!s.basic(j)) s.settle(j);
}

void renew(Simplex& s) {
  if (!s.fresh) return refactor(s);
  compute_primal(s);
  compute_dual(s);
}

double largest_primal_infeasibility(const Simplex& s) {
  double largest = 0;
  for (const int j : s.head) largest = std::max(largest, s.primal_infeasibility(j));
  return largest;
}

double largest_dual_infeasibility(const Simplex& s) {
  double largest = 0;
  for (int j = 0; j < s.size(); ++j)
    if (!s.basic(j)) largest = std::max(largest, s.dual_infeasibility(j));
  return largest;
}

void report_vertex(const Simplex& s, const LinearProgram& problem, Solution& solution) {
  solution.x.resize(s.n);
  solution.y.resize(s.m);
  for (int j = 0; j < s.n; ++j) {
    solution.x[j] = s.x[j] * s.scale[j];
    if (s.basic(j)) continue;  // Exactly on the bound given, whatever the scale.
    if (s.x[j] == s.lower[j]) solution.x[j] = problem.lower[j];
    if (s.x[j] == s.upper[j]) solution.x[j] = problem.upper[j];
  }
  for (int i = 0; i < s.m; ++i) solution.y[i] = s.basic(s.n + i) ? 0.0 : s.d[s.n + i] / (s.scale[s.n + i] * s.cost_unit);
  solution.z = reduced_costs(problem, solution.y);
  for (int j = 0; j < s.n; ++j)
    if (s.basic(j)) solution.z[j] = 0;
  solution.basis = get_basis(s);
  solution.kkt = check_kkt(problem, solution.x, solution.y, solution.z);
  solution.objective = solution.kkt.primal_objective;
  solution.dual_objective = solution.kkt.dual_objective;
}

bool within(const KktReport& kkt, double tolerance) { return kkt.primal_residual <= tolerance && kkt.dual_residual <= tolerance && kkt.gap <= tolerance; }

/// (9) Multipliers y whose combination of the rows cannot be met.
void report_infeasible(const Simplex& s, const LinearProgram& problem, Solution& solution) {
  solution.x = Eigen::VectorXd::Zero(s.n);
  solution.y.resize(s.m);
  for (int i = 0; i < s.m; ++i) solution.y[i] = s.certificate[i] / s.scale[s.n + i];
  const double size = largest_of(solution.y);
  if (size > 0) solution.y /= size;
  for (int i = 0; i < s.m; ++i)  // Dust with nothing to lean on.
    if (std::abs(solution.y[i]) < 1e-9 && !std::isfinite(solution.y[i] > 0 ? problem.row_lower[i] : problem.row_upper[i])) solution.y[i] = 0;
  solution.z = farkas_reduced_costs(problem, solution.y);
  solution.certificate_violation = farkas_violation(problem, solution.y);
}

void report_unbounded(const Simplex& s, const LinearProgram& problem, Solution& solution) {
  solution.y = Eigen::VectorXd::Zero(s.m);
  solution.z = Eigen::VectorXd::Zero(s.n);
  solution.x.resize(s.n);
  for (int j = 0; j < s.n; ++j) solution.x[j] = s.certificate[j] * s.scale[j];
  const double size = largest_of(solution.x);
  if (size > 0) solution.x /= size;
  solution.objective = problem.c.dot(solution.x);
  solution.certificate_violation = ray_violation({.linear = problem, .q = {}}, solution.x);
}

bool crossed(const LinearProgram& problem) {
  return (problem.lower.array() > problem.upper.array()).any() || (problem.row_lower.array() > problem.row_upper.array()).any();
}

SolveStatus status_of(Run run) {
  switch (run) {
    case Run::infeasible: return SolveStatus::infeasible;
    case Run::unbounded: return SolveStatus::unbounded;
    case Run::limit: return SolveStatus::limit;
    case Run::cancelled: return SolveStatus::cancelled;
    default: return SolveStatus::numerical;
  }
}

}  // namespace

Solution finish(Simplex& s, const LinearProgram& problem, const SolveOptions& options) {
  constexpr int most_rounds = 60;
  Solution solution;
  if (crossed(problem)) {
    solution.status = SolveStatus::infeasible;
    s.certificate.assign(s.m, 0.0);
    report_infeasible(s, problem, solution);
    return solution;
  }
  Run last = Run::done;
  int tightened = 0, stuck = 0;
  for (int round = 0; round < most_rounds; ++round) {
    // A run that ends with fresh factors and nothing moved leaves exact values behind.
    const bool exact = round > 0 && last == Run::done && s.fresh && !s.costs_moved && !s.bounds_moved;
    restore(s);
    if (!exact) renew(s);
    const bool primal_feasible = largest_primal_infeasibility(s) <= s.primal_tolerance;
    if (primal_feasible && largest_dual_infeasibility(s) <= s.dual_tolerance) {
      solution.iterations = s.iterations;
      report_vertex(s, problem, solution);
      if (within(solution.kkt, options.tolerance)) {
        solution.status = SolveStatus::optimal;
        return solution;
      }
      if (++tightened > 7) break;
      s.primal_tolerance = std::max(0.1 * s.primal_tolerance, 1e-15);
      s.dual_tolerance = std::max(0.1 * s.dual_tolerance, 1e-15);
      continue;
    }
    const int before = s.iterations;
    if (primal_feasible) {
      last = run_primal(s);
    } else {
      // Costs shifted into dual feasibility make a first phase of the dual method; the primal method takes them back.
      const int shifted = make_dual_feasible(s);
      last = run_dual(s, round < 20 && shifted > 10);
    }
    if (last == Run::infeasible) {
      report_infeasible(s, problem, solution);
      if (solution.certificate_violation <= certificate_tolerance) break;
      last = Run::trouble;
    }
    if (last == Run::unbounded) {
      report_unbounded(s, problem, solution);
      if (solution.certificate_violation <= certificate_tolerance) break;
      last = Run::trouble;
    }
    if (last == Run::limit || last == Run::cancelled) break;
    if (last == Run::trouble) {
      if (s.iterations == before && ++stuck == 2) set_slack_basis(s);  // Another way may be smoother.
      if (stuck > 4) break;
      s.threshold = std::min(0.9, 2 * s.threshold);
      s.fresh = false;
    }
  }
  solution.iterations = s.iterations;
  solution.status = status_of(last);
  if (solution.status != SolveStatus::infeasible && solution.status != SolveStatus::unbounded) {
    restore(s);
    renew(s);
    report_vertex(s, problem, solution);
    if (within(solution.kkt, options.tolerance))
      solution.status = SolveStatus::optimal;  // The scaled tolerances were stricter than need be.
    else
      solution.basis.reset();
  }
  return solution;
}

Solution solve_from(const LinearProgram& problem, const Basis& start, const SolveOptions& options) {
  Simplex s = make_simplex(problem, options);
  set_basis(s, start);
  return finish(s, problem, options);
}

Solution solve_again(Simplex& s, const LinearProgram& problem, const SolveOptions& options) {
  set_data(s, problem, options);
  return finish(s, problem, options);
}

Solution solve_simplex(const LinearProgram& problem, const SolveOptions& options) { return solve_from(problem, {}, options); }

}  // namespace liandong::optimise
