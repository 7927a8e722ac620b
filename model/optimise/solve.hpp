#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

#include "model/optimise/kkt.hpp"
#include "model/optimise/linear_program.hpp"

namespace liandong::optimise {

/// Why `solve()` returned, and which vectors of the solution mean what.
enum class SolveStatus {
  optimal,      ///< x, y, z satisfy the KKT conditions within the tolerance (see `Solution::kkt`).
  infeasible,   ///< y (and z) hold a Farkas certificate: y'A + z' = 0 with a positive supported value; see `certificate_violation`.
  unbounded,    ///< x holds a recession ray: feasible direction with negative cost.
  limit,        ///< Iterations or time ran out; x, y, z are the last iterate, not to be trusted.
  cancelled,    ///< Stopped on request; as `limit`.
  numerical,    ///< No further progress; `kkt` says how far it got.
};

enum class BasisStatus : unsigned char { basic, at_lower, at_upper, free_nonbasic, fixed };

/// A simplex basis: status of each column, then of each row's slack. m of them are basic.
struct Basis {
  std::vector<BasisStatus> columns, rows;
};

struct SolveProgress {
  int iteration = 0;
  double primal_residual = 0, dual_residual = 0, gap = 0;  ///< Relative.
};

struct SolveOptions {
  double tolerance = 1e-9;     ///< Relative primal, dual residual and gap.
  int max_iterations = 300;
  double time_limit = 0;       ///< Seconds; 0 = none.
  bool presolve = true;
  bool vertex = false;         ///< End in a vertex with a basis (linear programmes).
  std::stop_token stop{};
  std::function<void(const SolveProgress&)> on_progress{};
};

/// Signs: minimise; y are row multipliers (d objective / d rhs), z = c + Qx - A'y reduced costs.
struct Solution {
  SolveStatus status = SolveStatus::numerical;
  Eigen::VectorXd x, y, z;  ///< n, m, n, of the problem as given (postsolved).
  double objective = 0;
  double dual_objective = 0;
  int iterations = 0;
  KktReport kkt;                       ///< Measured in extended precision on the problem as given.
  double certificate_violation = 0;    ///< For infeasible and unbounded: relative violation of the certificate, measured likewise.
  std::optional<Basis> basis;          ///< When a vertex was asked for and reached.
};

[[nodiscard]] Solution solve(const LinearProgram& problem, const SolveOptions& options = {});
[[nodiscard]] Solution solve(const QuadraticProgram& problem, const SolveOptions& options = {});

/// Re-solves from a basis of a problem of the same shape (dual simplex where the basis is dual feasible, else primal), ends in a vertex.
[[nodiscard]] Solution solve_from(const LinearProgram& problem, const Basis& start, const SolveOptions& options = {});

/// How far the right-hand side of a row may move (absolute values of the active side) with the basis staying optimal.
struct RhsRange {
  double low = 0, high = 0;
};
/// One range per row in `rows`, for an optimal vertex `solution` of `problem`.
[[nodiscard]] std::vector<RhsRange> rhs_ranges(const LinearProgram& problem, const Solution& solution, const std::vector<int>& rows);

}  // namespace liandong::optimise
