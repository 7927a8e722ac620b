#pragma once

#include "model/optimise/linear_program.hpp"

namespace liandong::optimise {

/// How far y is from proving that no x satisfies the constraints (docs/maths/interior-point.md, (12)): with z = -A'y, every feasible x has
/// y'Ax + z'x = 0, while the sides that y and z press on add up to `value` > 0. Multipliers on absent sides spoil the proof; the violation is
/// their largest, times (1 + largest finite side), over `value`. Infinite where `value` is not positive beyond rounding. In extended precision.
/// Crossed bounds prove infeasibility by themselves: 0.
[[nodiscard]] double farkas_violation(const LinearProgram& problem, const Eigen::VectorXd& y);

/// Likewise for a direction x along which a feasible point stays feasible while the cost falls without end (13).
[[nodiscard]] double ray_violation(const QuadraticProgram& problem, const Eigen::VectorXd& x);

/// -A'y in extended precision.
[[nodiscard]] Eigen::VectorXd farkas_reduced_costs(const LinearProgram& problem, const Eigen::VectorXd& y);

/// A certificate with a violation up to this is believed.
inline constexpr double certificate_tolerance = 1e-6;

/// Least total violation of the rows, each weighed by its largest coefficient: always feasible, bounded below by 0, and its row multipliers
/// are a Farkas vector when its optimum is positive (14). The first n columns are those of `problem`.
[[nodiscard]] LinearProgram elastic_problem(const LinearProgram& problem);

/// Steepest descent inside the recession cone, each column within [-1, 1]: always feasible, and its optimum is a ray when negative (15).
[[nodiscard]] LinearProgram ray_problem(const QuadraticProgram& problem);

}  // namespace liandong::optimise
