#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <vector>

#include "model/optimise/basis_factor.hpp"
#include "model/optimise/solve.hpp"

namespace liandong::optimise {

/// The simplex method's whole state (docs/maths/simplex.md): the scaled problem A x - s = 0 over n columns and m logicals s, which carry the rows'
/// sides as bounds; a basis with its factors; values and reduced costs. Variables 0..n-1 are columns, n..n+m-1 logicals.
struct Simplex {
  int m = 0, n = 0;
  SparseColumns columns, rows;               ///< A by columns and by rows, scaled.
  std::vector<double> scale;                 ///< x = scale * scaled x, for columns and logicals.
  double cost_unit = 1;                      ///< Scaled cost = cost * scale * cost_unit.
  std::vector<double> lower, upper, cost;    ///< n + m, scaled, as given.
  std::vector<double> work_lower, work_upper, work_cost;  ///< As perturbed or shifted meanwhile.
  bool bounds_moved = false, costs_moved = false;

  std::vector<BasisStatus> status;           ///< n + m.
  std::vector<int> head, place;              ///< Variable at each place; place of each variable or -1.
  BasisFactor factor;
  bool fresh = false;                        ///< The factors are those of the basis as it stands, without updates.
  double threshold = 0.1;                    ///< Of the factorisation; raised on numerical trouble.
  std::vector<double> x, d;                  ///< n + m.
  std::vector<double> weight;                ///< Dual steepest edge, by place.
  double primal_tolerance = 1e-9, dual_tolerance = 1e-8;

  int iterations = 0;
  std::int64_t iteration_limit = 0;
  double time_limit = 0;
  std::chrono::steady_clock::time_point start{};
  std::stop_token stop{};
  std::uint64_t random_state = 0x9e3779b97f4a7c15u;  ///< Perturbations are the same in every run.
  std::vector<double> certificate;           ///< By row: scaled Farkas multipliers. Or by variable: scaled ray.

  [[nodiscard]] int size() const { return n + m; }
  [[nodiscard]] bool basic(int j) const { return place[j] >= 0; }
  [[nodiscard]] double primal_infeasibility(int j) const { return std::max(work_lower[j] - x[j], x[j] - work_upper[j]); }
  /// How far the reduced cost of a nonbasic variable is on the wrong side.
  [[nodiscard]] double dual_infeasibility(int j) const;
  /// Sets a nonbasic variable onto its bound (the nearest one where it stands between).
  void settle(int j);
  [[nodiscard]] double random();             ///< In [0, 1).
  [[nodiscard]] bool out_of_time() const;
};

/// How a run of the dual or primal method ended.
enum class Run { done, infeasible, unbounded, limit, cancelled, trouble };

[[nodiscard]] Simplex make_simplex(const LinearProgram& problem, const SolveOptions& options);
void set_basis(Simplex& simplex, const Basis& basis);
void set_slack_basis(Simplex& simplex);
[[nodiscard]] Basis get_basis(const Simplex& simplex);

/// Factorises the basis (mending a singular one) and computes values and reduced costs anew.
void refactor(Simplex& simplex);
/// Basic values from the nonbasic ones, with one step of refinement; reduced costs from the working costs.
void compute_primal(Simplex& simplex);
void compute_dual(Simplex& simplex);
/// The column of a variable by row, dense, added `times` over.
void add_column(const Simplex& simplex, int j, double times, std::vector<double>& by_row);

/// rho'A over the nonbasic variables for rho by row. `entries` lists where `values` is not zero; `values` must be zero on entry.
struct PricedRow {
  std::vector<double> values;
  std::vector<int> entries;
  void clear();
};
void price(const Simplex& simplex, const std::vector<double>& rho, PricedRow& row);

/// Exchanges the variable at `place`, which goes to the bound `leaving`, for `entering`; the factors are updated with `alpha` = B^-1 a_entering.
void exchange(Simplex& simplex, int place, int entering, BasisStatus leaving, const std::vector<double>& alpha);

/// Flips boxed variables and shifts costs until every reduced cost has its sign. Returns the number of costs shifted.
int make_dual_feasible(Simplex& simplex);
[[nodiscard]] Run run_dual(Simplex& simplex, bool perturb);
[[nodiscard]] Run run_primal(Simplex& simplex);

/// Alternates the two methods from the state's basis until the vertex is optimal, and reports it for the problem as given.
[[nodiscard]] Solution finish(Simplex& simplex, const LinearProgram& problem, const SolveOptions& options);

/// Takes over bounds, sides and costs of a problem with the same matrix; the basis, its factors and its steepest-edge weights stay.
void set_data(Simplex& simplex, const LinearProgram& problem, const SolveOptions& options);
/// For many problems that differ in bounds, sides and costs only: as `solve_from` the last basis, without the set-up.
[[nodiscard]] Solution solve_again(Simplex& simplex, const LinearProgram& problem, const SolveOptions& options = {});

/// Simplex from the slack basis.
[[nodiscard]] Solution solve_simplex(const LinearProgram& problem, const SolveOptions& options = {});

}  // namespace liandong::optimise
