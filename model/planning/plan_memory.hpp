#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/planning/branch.hpp"

namespace liandong {

/// What a planner keeps of the last problem that it planned, by keys, so that a problem with other projects, sources, locks or links can
/// use it too (docs/maths/re-planning.md).
struct PlanMemory {
  std::vector<std::string> projects, stages, sources, units;  ///< Keys by id.
  Horizon horizon;
  std::vector<Window> windows;                        ///< Open ones.
  std::vector<std::pair<UnitId, int>> affordability;  ///< Of the rows that the leaves' prices belong to.
  std::vector<BranchLeaf> leaves;
  Schedule schedule;
  std::shared_ptr<const ExpandedGraph> offered_graph{};  ///< Planner::offer(): over these and the next problem's prices; null = none.
  std::shared_ptr<const Relaxation> offered{};
};

[[nodiscard]] PlanMemory remember(const SpendModel& model, const ExpandedGraph& open, std::vector<BranchLeaf> leaves, Schedule schedule);

/// The memory in terms of another problem, `open` its windows without answers. Leaves keep their questions, prices and relaxations as far
/// as the problem knows what they are about; questions about what is gone are taken out of the tree with one of their two sides. Their
/// bounds are to be priced anew (reprice()). The schedule keeps its dates as far as windows and links allow. Empty for another horizon.
struct Recalled {
  std::vector<BranchLeaf> leaves;
  Schedule schedule;
};
[[nodiscard]] std::optional<Recalled> recall(const PlanMemory& memory, const SpendModel& model, const ExpandedGraph& open);

/// `schedule` moved into the windows, which are tightened and not empty where something must be built: each completion as near as what
/// comes after it allows. Satisfies (1), (2) and the windows.
[[nodiscard]] Schedule moved_into(const PlanningProblem& problem, const std::vector<Window>& windows, Schedule schedule);

}  // namespace liandong
