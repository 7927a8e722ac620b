#pragma once

#include <string_view>
#include <vector>

#include "model/optimise/linear_program.hpp"
#include "model/optimise/mps_issues.hpp"
#include "model/optimise/name_table.hpp"

namespace liandong::optimise {

/// What the sections of an MPS file say, as they are read; `finish()` turns it into a problem.
struct MpsBuilder {
  enum class RowKind : char { less, greater, equal, objective, dropped };
  struct Bounds {
    double lower = 0, upper = infinity;
    bool integer = false, lower_stated = false, upper_stated = false;
    int line = 0;  ///< Where last stated.
  };
  struct QuadraticEntry {
    int row, column;
    double value;
    int line;
  };

  std::string_view name, objective_name;
  bool maximise = false;

  NameTable row_table, column_table;       ///< The row table also holds N rows.
  std::vector<RowKind> kinds;
  std::vector<int> number;                 ///< Of each row in the problem, or -1.
  int rows = 0, objective = -1;
  std::vector<double> rhs, range;          ///< By row of the table; NaN = not stated.
  double constant = 0;                     ///< What the objective's entry in RHS says.

  std::vector<int> start{0};               ///< Column-wise entries.
  std::vector<int> index;
  std::vector<double> value;
  std::vector<double> cost;
  std::vector<Bounds> bounds;

  std::vector<QuadraticEntry> quadratic;
  bool full_quadratic = false;             ///< QMATRIX: both triangles.

  [[nodiscard]] QuadraticProgram finish(MpsIssues& issues);

 private:
  void set_sides(LinearProgram& problem, MpsIssues& issues) const;
  void set_bounds(LinearProgram& problem, MpsIssues& issues) const;
  [[nodiscard]] Eigen::SparseMatrix<double> quadratic_matrix(MpsIssues& issues);
};

}  // namespace liandong::optimise
