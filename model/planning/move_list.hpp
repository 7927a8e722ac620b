#pragma once

#include <vector>

#include "model/planning/move_limit.hpp"

namespace liandong {

enum class MoveKind {
  moved,     ///< Starts in another period.
  dropped,   ///< Approved, and no longer built.
  taken_up,  ///< Approved as not built, and now built.
  fresh      ///< Not known to the approved plan; it does not count.
};

/// One project that the plan moves away from the approved one, and why.
struct Move {
  ProjectId project;
  MoveKind kind = MoveKind::moved;
  std::optional<int> from, to;  ///< Starts.
  Text reason;
};

/// By project. Reasons, the first that holds: the approved date breaks a lock, an earliest start or a link to what has moved too; at the
/// plan's prices of money the approved date would cost more; a stage that waits for it. The problem must have a move limit.
[[nodiscard]] std::vector<Move> list_moves(const PlanningProblem& problem, const Plan& plan);

/// "moved", "dropped", "taken_up", "new": the word in moves.csv.
[[nodiscard]] const char* word_of(MoveKind kind);
[[nodiscard]] const Text& name_of(MoveKind kind);

}  // namespace liandong
