#pragma once

#include <array>
#include <utility>
#include <vector>

#include "model/optimise/linear_program.hpp"

namespace liandong::optimise {

/// The reductions of docs/maths/presolve.md, in the order in which they are tried.
enum class Reduction { empty_row, singleton_row, redundant_row, forcing_row, duplicate_row, fixed_column, empty_column, dominated_column, free_singleton };
inline constexpr int reduction_kinds = 9;

/// One reduction, with what its postsolve needs.
struct ReductionRecord {
  Reduction kind = Reduction::empty_row;
  int row = -1, column = -1;
  int other_row = -1;                 ///< Of a duplicate: the row kept.
  double value = 0;                   ///< Of a column: its value; of a row: its coefficient or ratio.
  double side = 0;                    ///< Right-hand side that a free singleton is solved from.
  double multiplier = 0;              ///< Of the row of a free singleton.
  bool lower_moved = false, upper_moved = false;  ///< Which bounds of the column (or sides of the row kept) came from this row.
  bool at_most = false;               ///< A forcing row is forced at its lower side by its largest activity; else the reverse.
  std::vector<std::pair<int, double>> entries{};  ///< The row as it was.
};

struct Presolved {
  QuadraticProgram problem;           ///< What is left.
  std::vector<int> columns, rows;     ///< Of the problem given.
  std::vector<ReductionRecord> stack;
  std::array<int, reduction_kinds> counts{};
  bool suspicious = false;            ///< A reduction met infeasibility or unboundedness; `problem` is not to be used.
};

struct PresolveOptions {
  std::array<bool, reduction_kinds> use{true, true, true, true, true, true, true, true, true};
};

/// Removes rows and columns whose part in an optimum is known. Columns with quadratic terms stay.
[[nodiscard]] Presolved presolve(const QuadraticProgram& problem, const PresolveOptions& options = {});

/// Brings (x, y) of the reduced problem back to the problem given; z follows as c + Qx - A'y.
void postsolve(const QuadraticProgram& problem, const Presolved& presolved, Eigen::VectorXd& x, Eigen::VectorXd& y);

}  // namespace liandong::optimise
