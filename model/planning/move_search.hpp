#pragma once

#include "model/planning/move_limit.hpp"
#include "model/planning/planner.hpp"
#include "model/planning/search.hpp"

namespace liandong {

/// Schedules within the problem's limit on moves: the one nearest to the approved plan, and cheapest closures under the prices of `best`
/// and rising charges for moves. Returns the best of these and `best`.
[[nodiscard]] Evaluation search_within_limit(const MasterLayout& layout, const ExpandedGraph& graph, Evaluation best, int threads);

/// A plan that keeps near an approved one.
struct LimitedPlan {
  PlanResult free;                   ///< Without the limit: what the limit costs is counted from here.
  std::optional<PlanResult> result;  ///< Within it; empty if no plan is, or (with two limits) none was found.
  Moves moves;                       ///< Of `result`; if that is empty, of the schedule nearest to the approved plan.
  Moves free_moves;                  ///< Of `free`.
};

/// Plans within a limit on moves (docs/maths/re-planning.md): first without it, then, if that moves too much, under the charge ν for moves
/// whose bound is highest. The certificate of the result speaks of the plans within the limit. `limit.price` is ignored.
[[nodiscard]] LimitedPlan plan_within_limit(Planner& planner, const PlanningProblem& problem, MoveLimit limit,
                                            const PlanOptions& options = {});

}  // namespace liandong
