#pragma once

#include <vector>

#include "model/optimise/linear_program.hpp"

namespace liandong::optimise {

/// The problem an interior-point method iterates on: fixed columns and free rows left out, equilibrated, units of both sides near 1.
/// With x = β S x̃, y = γ R ỹ, z = γ S⁻¹ z̃ (docs/maths/interior-point.md, (3)). All factors are powers of two, so that scaling never rounds.
struct ScaledForm {
  Eigen::SparseMatrix<double> a, q;                  ///< Scaled; q the lower triangle or 0 x 0.
  Eigen::VectorXd c, lower, upper, row_lower, row_upper;
  std::vector<int> columns, rows;                    ///< Of the problem given.
  Eigen::VectorXd column_scale, row_scale;           ///< S, R.
  double primal_unit = 1, dual_unit = 1;             ///< β, γ.
  double constant = 0;                               ///< Objective of the fixed columns and the offset, in original units.
};

[[nodiscard]] ScaledForm scale(const QuadraticProgram& problem);

}  // namespace liandong::optimise
