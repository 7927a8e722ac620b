#include "model/optimise/solve.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "model/optimise/certificate.hpp"
#include "model/optimise/crossover.hpp"
#include "model/optimise/double_double.hpp"
#include "model/optimise/interior_point.hpp"
#include "model/optimise/presolve.hpp"

namespace liandong::optimise {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

/// z = c + Qx - A'y in extended precision.
VectorXd reduced_costs(const QuadraticProgram& problem, const VectorXd& x, const VectorXd& y) {
  const LinearProgram& p = problem.linear;
  std::vector<DoubleDouble> z(static_cast<std::size_t>(p.columns()));
  for (Index j = 0; j < p.columns(); ++j) {
    DoubleDouble& sum = z[static_cast<std::size_t>(j)];
    sum.add(p.c[j]);
    for (Eigen::SparseMatrix<double>::InnerIterator it(p.a, j); it; ++it) sum.add_product(-it.value(), y[it.row()]);
  }
  for (Index j = 0; j < problem.q.outerSize(); ++j)
    for (Eigen::SparseMatrix<double>::InnerIterator it(problem.q, j); it; ++it) {
      if (it.row() < j) continue;
      z[static_cast<std::size_t>(it.row())].add_product(it.value(), x[j]);
      if (it.row() != j) z[static_cast<std::size_t>(j)].add_product(it.value(), x[it.row()]);
    }
  VectorXd result(p.columns());
  for (Index j = 0; j < p.columns(); ++j) result[j] = z[static_cast<std::size_t>(j)].value();
  return result;
}

double worst(const KktReport& report) { return std::max({report.primal_residual, report.dual_residual, report.gap}); }

/// One call of solve(): the attempts share a clock, an iteration count and the best point so far.
class Attempts {
 public:
  Attempts(const QuadraticProgram& problem, const SolveOptions& options) : problem_(problem), options_(options) {}

  Solution run() {
    if (!sensible()) return blank(SolveStatus::numerical);
    if (farkas_violation(problem_.linear, VectorXd()) == 0) return certified(SolveStatus::infeasible, VectorXd::Zero(rows()), VectorXd::Zero(columns()));
    decide();
    if (options_.vertex && best_.status == SolveStatus::optimal) cross_over();
    best_.iterations = iterations_;
    return best_;
  }

 private:
  [[nodiscard]] Index rows() const { return problem_.linear.rows(); }
  [[nodiscard]] Index columns() const { return problem_.linear.columns(); }

  [[nodiscard]] bool sensible() const {
    const LinearProgram& p = problem_.linear;
    const bool shapes = p.c.size() == columns() && p.lower.size() == columns() && p.upper.size() == columns() && p.row_lower.size() == rows() && p.row_upper.size() == rows();
    return shapes && p.c.allFinite() && !p.lower.hasNaN() && !p.upper.hasNaN() && !p.row_lower.hasNaN() && !p.row_upper.hasNaN() && p.a.coeffs().allFinite() &&
           problem_.q.coeffs().allFinite();
  }

  Solution blank(SolveStatus status) const {
    Solution solution;
    solution.status = status;
    solution.x = solution.z = VectorXd::Zero(columns());
    solution.y = VectorXd::Zero(rows());
    solution.kkt = check_kkt(problem_, solution.x, solution.y, solution.z);
    solution.iterations = iterations_;
    return solution;
  }

  Solution certified(SolveStatus status, const VectorXd& y, const VectorXd& x) const {
    Solution solution = blank(status);
    const bool infeasible = status == SolveStatus::infeasible;
    solution.certificate_violation = infeasible ? farkas_violation(problem_.linear, y) : ray_violation(problem_, x);
    solution.x = x;
    solution.y = y;
    if (infeasible) solution.z = farkas_reduced_costs(problem_.linear, y);
    solution.objective = infeasible ? infinity : -infinity;
    solution.dual_objective = solution.objective;
    return solution;
  }

  InteriorResult iterate(const QuadraticProgram& problem, double tolerance, bool augmented = false) {
    InteriorResult result = interior_point(problem, {.tolerance = tolerance,
                                                     .max_iterations = options_.max_iterations,
                                                     .deadline = options_.time_limit,
                                                     .start = start_,
                                                     .stop = options_.stop,
                                                     .on_progress = options_.on_progress,
                                                     .augmented = augmented,
                                                     .first_iteration = iterations_});
    iterations_ += result.iterations;
    return result;
  }

  void decide() {
    if ((options_.presolve ? try_presolved(false) : try_interior(false)) || stopped()) return;
    // A point that is nearly optimal deserves another attempt before a search for certificates.
    const bool close = offered_ && worst(best_.kkt) < 1e-3;
    if (close && (retry() || stopped())) return;
    if (find_certificate() || stopped()) return;
    if (!close) retry();
  }

  bool retry() {
    if (try_interior(true) || stopped()) return true;
    if ((options_.presolve ? try_interior(false) : try_presolved(true)) || stopped()) return true;
    return worst(best_.kkt) < 1e-4 && cross_over();
  }

  [[nodiscard]] bool stopped() const { return offered_ && (best_.status == SolveStatus::cancelled || best_.status == SolveStatus::limit); }

  bool try_interior(bool augmented) {
    const InteriorResult result = iterate(problem_, options_.tolerance, augmented);
    if (proves_infeasible(result.last_y)) return true;
    return offer(result.status, result.x, result.y);
  }

  bool try_presolved(bool augmented) {
    const Presolved presolved = presolve(problem_);
    if (presolved.suspicious) return false;
    InteriorResult result = iterate(presolved.problem, options_.tolerance, augmented);
    if (result.last_y.size() > 0) {
      postsolve(problem_, presolved, result.last_x, result.last_y);
      if (proves_infeasible(result.last_y)) return true;
    }
    postsolve(problem_, presolved, result.x, result.y);
    return offer(result.status, result.x, result.y);
  }

  /// Keeps the better of two points; true when it proves optimality on the problem as given.
  bool offer(SolveStatus status, const VectorXd& x, const VectorXd& y) {
    Solution solution;
    solution.x = x;
    solution.y = y;
    solution.z = reduced_costs(problem_, x, y);
    solution.kkt = check_kkt(problem_, x, y, solution.z);
    solution.objective = solution.kkt.primal_objective;
    solution.dual_objective = solution.kkt.dual_objective;
    const bool proven = worst(solution.kkt) <= options_.tolerance;
    solution.status = proven ? SolveStatus::optimal : status == SolveStatus::optimal ? SolveStatus::numerical : status;
    if (proven || best_.x.size() != columns() || !offered_ || worst(solution.kkt) < worst(best_.kkt)) best_ = std::move(solution);
    offered_ = true;
    best_.iterations = iterations_;
    return proven;
  }

  bool proves_infeasible(VectorXd y) {
    if (y.size() != rows() || rows() == 0) return false;
    for (Index i = 0; i < rows(); ++i) {
      if (!std::isfinite(problem_.linear.row_lower[i])) y[i] = std::min(y[i], 0.0);
      if (!std::isfinite(problem_.linear.row_upper[i])) y[i] = std::max(y[i], 0.0);
    }
    const double size = y.lpNorm<Eigen::Infinity>();
    if (!(size > 0) || !std::isfinite(size)) return false;
    y /= size;
    if (farkas_violation(problem_.linear, y) > certificate_tolerance) return false;
    best_ = certified(SolveStatus::infeasible, y, VectorXd::Zero(columns()));
    return true;
  }

  /// Infeasible comes before unbounded: a ray means nothing without a feasible point.
  bool find_certificate() {
    const QuadraticProgram elastic{elastic_problem(problem_.linear), {}};
    bool feasible = false;
    for (const bool augmented : {false, true}) {
      const InteriorResult phase = iterate(elastic, std::min(options_.tolerance, 1e-9), augmented);
      if (interrupted(phase.status)) return false;
      if (proves_infeasible(phase.y)) return true;
      const KktReport report = check_kkt(problem_.linear, phase.x.head(columns()), VectorXd::Zero(rows()), VectorXd::Zero(columns()));
      feasible = feasible || report.primal_residual <= 1e-8;
      if (feasible) break;
    }
    if (!feasible) return false;
    const QuadraticProgram cone{ray_problem(problem_), {}};
    const InteriorResult ray = iterate(cone, std::min(options_.tolerance, 1e-9));
    if (interrupted(ray.status)) return false;
    if (ray_violation(problem_, ray.x) > certificate_tolerance) return false;
    best_ = certified(SolveStatus::unbounded, VectorXd::Zero(rows()), ray.x);
    return true;
  }

  /// An optimal vertex, by crossover from the best point; also when that point is only nearly optimal.
  bool cross_over() {
    if (problem_.q.nonZeros() > 0) return false;
    Solution vertex = crossover(problem_.linear, best_, options_);
    if (vertex.status != SolveStatus::optimal || !(worst(vertex.kkt) <= options_.tolerance)) return false;
    vertex.iterations = iterations_;
    best_ = std::move(vertex);
    return true;
  }

  bool interrupted(SolveStatus status) {
    if (status != SolveStatus::cancelled && status != SolveStatus::limit) return false;
    best_.status = status;
    best_.iterations = iterations_;
    return true;
  }

  const QuadraticProgram& problem_;
  const SolveOptions& options_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  int iterations_ = 0;
  bool offered_ = false;
  Solution best_;
};

}  // namespace

Solution solve(const QuadraticProgram& problem, const SolveOptions& options) { return Attempts(problem, options).run(); }

Solution solve(const LinearProgram& problem, const SolveOptions& options) { return solve(QuadraticProgram{problem, {}}, options); }

}  // namespace liandong::optimise
