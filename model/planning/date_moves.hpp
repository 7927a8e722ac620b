#pragma once

#include <optional>
#include <vector>

#include "model/planning/windows.hpp"

namespace liandong {

/// `schedule` with `node` completing at `q` (or never), predecessors drawn forward and successors pushed back as links demand. False if
/// impossible.
[[nodiscard]] bool shift_completion(const PlanningProblem& problem, Schedule& schedule, int node, std::optional<int> q);

/// The moves of several candidates that each pay, laid on top of one another where they do not meet.
[[nodiscard]] Schedule combine_moves(const PlanningProblem& problem, const Schedule& base, const std::vector<const Schedule*>& better);

}  // namespace liandong
