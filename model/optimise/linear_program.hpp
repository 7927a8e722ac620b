#pragma once

#include <Eigen/SparseCore>
#include <limits>
#include <string>
#include <vector>

namespace liandong::optimise {

inline constexpr double infinity = std::numeric_limits<double>::infinity();

/// minimise  c'x + offset   subject to   row_lower <= A x <= row_upper,  lower <= x <= upper.
/// Equal bounds make an equation or a fixed variable; infinite ones are absent. m rows, n columns.
struct LinearProgram {
  Eigen::SparseMatrix<double> a;               ///< m x n, column-major, compressed.
  Eigen::VectorXd c, lower, upper;             ///< n.
  Eigen::VectorXd row_lower, row_upper;        ///< m.
  double offset = 0;
  std::vector<bool> integer;                   ///< n or empty. Solvers here ignore it (they solve the relaxation); MPS carries it.
  std::vector<std::string> row_names, column_names;  ///< Empty or m / n.
  std::string name, objective_name;
  bool maximise = false;  ///< Read from a maximisation: c and offset are the negatives of what the file says.

  [[nodiscard]] Eigen::Index rows() const { return a.rows(); }
  [[nodiscard]] Eigen::Index columns() const { return a.cols(); }
};

/// minimise  1/2 x'Qx + c'x + offset  under the same constraints; `q` is the lower triangle of a positive semidefinite matrix.
struct QuadraticProgram {
  LinearProgram linear;
  Eigen::SparseMatrix<double> q;  ///< n x n, lower triangle.
};

}  // namespace liandong::optimise
