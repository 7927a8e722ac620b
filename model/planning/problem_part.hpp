#pragma once

#include <vector>

#include "model/planning/planning_problem.hpp"

namespace liandong {

/// Some nodes of a planning problem that no link ties to the rest, with the sources that may pay for them: a problem of its own.
struct ProblemPart {
  PlanningProblem problem;
  std::vector<int> nodes;         ///< By node of the part, the node of the whole.
  std::vector<SourceId> sources;  ///< By source of the part, the source of the whole.
  std::vector<UnitId> units;      ///< By unit of the part, the unit of the whole.
};

/// `nodes` ascending, with all nodes that links tie them to; `sources` ascending, with whatever repays them; `inflow` by source of the part
/// and period: its share of what they receive. Projects are delivered as they are in the whole.
[[nodiscard]] ProblemPart part_of(const PlanningProblem& whole, std::vector<int> nodes, std::vector<SourceId> sources,
                                  const std::vector<std::vector<Money>>& inflow);

}  // namespace liandong
