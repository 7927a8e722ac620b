#pragma once

#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "model/optimise/linear_program.hpp"
#include "model/planning/delivery_bound.hpp"

namespace liandong {

/// What a programme of modes is made for.
struct DeliveryProgramOptions {
  const Deliveries* only = nullptr;  ///< The one mode that each project has; null = all of them.
  const Schedule* dates = nullptr;   ///< Fixed dates, of `only`; null = open.
  bool names = false;                ///< Row and column names, for MPS.
};

/// (1) to (10) with modes (16) and elastic spend (17) as a linear programme in 万元: x_vt as in `PlanningProgram`, z_jqm = 1 if project j
/// completes in q in its m-th mode, and the spend of elastic ones (docs/maths/delivery-modes.md (4)). Exact: links are stated on starts.
struct DeliveryProgram {
  optimise::LinearProgram lp;  ///< x and z integer.
  struct Spend {
    ProjectId project;
    int mode = 0, completion = 0, u = 0;
    int column = 0;
  };
  std::vector<Spend> elastic;                               ///< Columns of elastic spend.
  std::map<std::tuple<int, int, int>, int> mode_column;     ///< z, by project, completion, mode.
  std::vector<std::vector<int>> cash_row;                   ///< [source][t], (6); -1 where no column touches it.
  std::map<std::pair<UnitId, int>, int> affordability_row;  ///< (8).

  /// κ and α from the row multipliers of a solution, repaired.
  [[nodiscard]] Multipliers multipliers(const PlanningProblem& problem, const Eigen::VectorXd& y) const;
};

/// `layers` must be of the same problem.
[[nodiscard]] DeliveryProgram delivery_program(const PlanningProblem& problem, const DeliveryBound& layers,
                                               const DeliveryProgramOptions& options = {});

}  // namespace liandong
