#pragma once

#include <string>

#include "model/planning/goals.hpp"
#include "model/planning/planning_problem.hpp"

namespace liandong {

/// goals.csv, goal_moves.csv and burden.csv of a plan in strict order, with their header rows; amounts in 万元.
[[nodiscard]] std::string goals_text(const GoalReport& report);
[[nodiscard]] std::string goal_moves_text(const PlanningProblem& problem, const GoalReport& report);
[[nodiscard]] std::string burden_text(const PlanningProblem& problem, const GoalReport& report);

}  // namespace liandong
