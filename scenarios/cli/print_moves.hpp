#pragma once

#include <string>

#include "model/planning/move_search.hpp"
#include "scenarios/cli/session.hpp"

namespace liandong::cli {

/// "3 projects of 1,200.0 万元".
[[nodiscard]] std::string moves_text(const Session& session, const Moves& moves);
[[nodiscard]] std::string limit_text(const Session& session, const MoveLimit& limit);

/// What moves from the approved plan in the folder `from`, why, and what the limit costs.
void print_moves(const Session& session, const std::string& from, const PlanningProblem& problem, const LimitedPlan& planned);
/// The summary as JSON, with its moves.
[[nodiscard]] std::string with_moves(const std::string& summary, const PlanningProblem& problem, const LimitedPlan& planned);

}  // namespace liandong::cli
