#pragma once

#include <Eigen/Core>

#include "model/optimise/linear_program.hpp"

namespace liandong::optimise {

/// KKT residuals of (x, y, z), computed in double-double arithmetic. Relative figures are what `liandong solve` prints:
/// primal: max bound or row violation / (1 + max |finite bound or side|); dual: max |c + Qx - A'y - z| and wrong signs of z, y / (1 + max |c|);
/// gap: |primal - dual objective| / (1 + |primal objective|).
struct KktReport {
  double primal_violation = 0, dual_violation = 0;          ///< Absolute.
  double primal_residual = 0, dual_residual = 0, gap = 0;   ///< Relative.
  double complementarity = 0;                               ///< Largest |multiplier x distance to its bound|, relative to 1 + |objective|.
  double primal_objective = 0, dual_objective = 0;
};

[[nodiscard]] KktReport check_kkt(const LinearProgram& problem, const Eigen::VectorXd& x, const Eigen::VectorXd& y, const Eigen::VectorXd& z);
[[nodiscard]] KktReport check_kkt(const QuadraticProgram& problem, const Eigen::VectorXd& x, const Eigen::VectorXd& y, const Eigen::VectorXd& z);

}  // namespace liandong::optimise
