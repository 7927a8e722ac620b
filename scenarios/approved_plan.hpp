#pragma once

#include "model/io/plan_folder.hpp"
#include "model/planning/move_limit.hpp"

namespace liandong {

/// The starts of an approved plan, read back from its folder, as the dates that a new plan's moves are counted from. Projects that the
/// folder does not name, or that it starts outside the horizon of `problem`, are not counted. No limit is set.
[[nodiscard]] MoveLimit approved_starts(const PlanningProblem& problem, const PlanFiles& approved);

}  // namespace liandong
