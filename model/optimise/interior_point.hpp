#pragma once

#include <chrono>

#include "model/optimise/solve.hpp"

namespace liandong::optimise {

/// What the interior-point iterations ended with, for the problem given to them.
struct InteriorResult {
  /// optimal: the tolerance is met by the iterate's own figures. infeasible: `last_y` is nearly a Farkas vector. limit, cancelled, numerical as in `SolveStatus`.
  SolveStatus status = SolveStatus::numerical;
  Eigen::VectorXd x, y;            ///< Of the best iterate.
  Eigen::VectorXd last_x, last_y;  ///< Of the last one: where it diverged, candidates for certificates.
  int iterations = 0;
};

struct InteriorOptions {
  double tolerance = 1e-9;
  int max_iterations = 300;
  double deadline = 0;  ///< Seconds since `start` at which to stop; 0 = none.
  std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
  std::stop_token stop{};
  std::function<void(const SolveProgress&)> on_progress{};
  bool augmented = false;     ///< Always the quasi-definite form, and stronger regularisation: slower, and it fails on other problems than the default.
  int first_iteration = 0;  ///< Added to the iteration numbers reported.
};

/// Infeasible primal-dual predictor-corrector method (Mehrotra 1992) with multiple centrality corrections (Gondzio 1996) on the scaled problem;
/// lower <= upper is assumed throughout. docs/maths/interior-point.md.
[[nodiscard]] InteriorResult interior_point(const QuadraticProgram& problem, const InteriorOptions& options);

}  // namespace liandong::optimise
