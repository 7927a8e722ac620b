#pragma once

#include <map>
#include <utility>
#include <vector>

#include "model/optimise/linear_program.hpp"
#include "model/planning/spend_model.hpp"
#include "model/planning/windows.hpp"

namespace liandong {

/// Money of one source on one cell: a column of the programme.
struct MoneyColumn {
  int cell = 0;
  SourceId source;
  int column = 0;
};

/// (1) to (10) as a linear programme over windows, in 万元, and where each thing stands in it. Columns: x_vt first, then money.
struct PlanningProgram {
  optimise::LinearProgram lp;
  ExpandedGraph graph;
  std::vector<MoneyColumn> money;                           ///< Sorted by cell, then source.
  std::vector<int> gap_column;                              ///< By cell; -1 where the cell cannot have spend.
  std::vector<double> fixed_spend;                          ///< By cell, where no variable decides it; else 0.
  std::vector<std::vector<int>> cash_row;                   ///< [source][t], (6); -1 where the source has no column.
  std::map<std::pair<UnitId, int>, int> affordability_row;  ///< (8).
};

struct ProgramOptions {
  double reserve_wan = 0;  ///< Kept back from every inflow and ceiling, so that whole-fen rounding fits.
  bool names = false;      ///< Row and column names, for MPS.
};

[[nodiscard]] PlanningProgram build_program(const SpendModel& model, std::vector<Window> windows, const ProgramOptions& options = {});

/// The whole problem, with all modes (16), as a general solver would be given it: x_vt integer, named rows and columns, windows open.
[[nodiscard]] optimise::LinearProgram planning_program(const PlanningProblem& problem);

}  // namespace liandong
