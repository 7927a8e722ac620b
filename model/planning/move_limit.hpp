#pragma once

#include <optional>
#include <vector>

#include "model/planning/plan.hpp"
#include "model/planning/windows.hpp"

namespace liandong {

struct CompletionCosts;

/// How far a plan may depart from an approved one, (M1) of docs/maths/re-planning.md.
struct MoveLimit {
  std::vector<std::optional<int>> start;  ///< Approved, by project; empty = approved as not built.
  std::vector<bool> counted;              ///< By project; false for what the approved plan does not know: it is free.
  std::optional<int> most_projects;       ///< So many projects may start in another period, be dropped or be taken up.
  std::optional<Money> most_cost;         ///< So much cost may they have together.
  MovePrices price{};                     ///< ν of (M2), both at least 0, 0 for a limit that is not set: what the search sets.
};

/// What a plan moves.
struct Moves {
  int projects = 0;
  Money cost;
};

[[nodiscard]] bool is_moved(const MoveLimit& limit, ProjectId project, const std::optional<int>& start);
[[nodiscard]] Moves moves_of(const PlanningProblem& problem, const MoveLimit& limit, const std::vector<std::optional<int>>& start);
[[nodiscard]] bool within(const MoveLimit& limit, const Moves& moves);
/// The same of a schedule of the problem's nodes; true if the problem has no limit.
[[nodiscard]] bool within_limit(const PlanningProblem& problem, const Schedule& schedule);

/// What ν charges for moving a project at all, 万元, (M2).
[[nodiscard]] double price_of_moving(const PlanningProblem& problem, const MoveLimit& limit, const MovePrices& price, ProjectId project);
/// What ν grants for the limits, 万元: ν N + ν' X.
[[nodiscard]] double granted(const MoveLimit& limit, const MovePrices& price);
/// Σ of what ν charges a schedule, less what it grants: not above 0 within the limit. 0 if the problem has none.
[[nodiscard]] double move_charge(const PlanningProblem& problem, const Schedule& schedule);

/// Adds to the completion costs what ν charges and grants, (M2).
void charge_moves(const PlanningProblem& problem, const MoveLimit& limit, const MovePrices& price, CompletionCosts& costs);

/// The schedule that moves least of what is limited: by number, or by cost if only that is limited. One minimum cut, so no schedule moves
/// less.
[[nodiscard]] Schedule nearest_to_approved(const PlanningProblem& problem);

}  // namespace liandong
