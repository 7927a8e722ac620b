#pragma once

#include <cmath>
#include <vector>

#include "model/planning/goal_order.hpp"
#include "model/planning/goal_search.hpp"

namespace liandong {

/// How much worse a goal may become for the sake of those after it.
struct GoalTolerance {
  double share = 0.001;
  [[nodiscard]] double of(double value) const { return 1e-4 + share * std::abs(value); }
  [[nodiscard]] double limit(double value) const { return value + of(value); }
};

/// The plan whose goals are moved: dates that are held, then what least_gap() and least_cost() found.
struct GoalBase {
  StageDates dates;
  GoalFound gap, cost;
};

/// What moving one goal does to the others, each by planning anew in strict order (docs/maths/goal-order.md (8)): stage goals by one period
/// of the stage where that is worth most, gap and cost by the share both ways, the even burden by the share for the better. Moves of a goal
/// that is 0 are left out.
[[nodiscard]] std::vector<GoalMove> goal_moves(const PlanningProblem& problem, GoalSearch& search, const GoalBase& base,
                                               const GoalOptions& options);

}  // namespace liandong
