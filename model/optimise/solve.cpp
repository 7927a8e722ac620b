#include "model/optimise/solve.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "model/optimise/double_double.hpp"
#include "model/optimise/interior_point.hpp"

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

}  // namespace

Solution solve(const QuadraticProgram& problem, const SolveOptions& options) {
  InteriorOptions interior{.tolerance = options.tolerance, .max_iterations = options.max_iterations, .deadline = options.time_limit, .stop = options.stop,
                           .on_progress = options.on_progress};
  InteriorResult result = interior_point(problem, interior);
  Solution solution;
  solution.status = result.status;
  solution.x = result.x;
  solution.y = result.y;
  solution.z = reduced_costs(problem, result.x, result.y);
  solution.kkt = check_kkt(problem, solution.x, solution.y, solution.z);
  solution.objective = solution.kkt.primal_objective;
  solution.dual_objective = solution.kkt.dual_objective;
  solution.iterations = result.iterations;
  const double worst = std::max({solution.kkt.primal_residual, solution.kkt.dual_residual, solution.kkt.gap});
  if (solution.status == SolveStatus::optimal && !(worst <= options.tolerance)) solution.status = SolveStatus::numerical;
  return solution;
}

Solution solve(const LinearProgram& problem, const SolveOptions& options) { return solve(QuadraticProgram{problem, {}}, options); }

}  // namespace liandong::optimise
