#pragma once

#include <string>
#include <vector>

#include "model/core/text.hpp"
#include "model/planning/figures.hpp"
#include "model/planning/goals.hpp"
#include "model/planning/planning_problem.hpp"
#include "scenarios/table.hpp"

namespace liandong {

/// What each goal comes to in strict order, what moving one of them does to the others, and the burden of the units that it changes most
/// before and after it was made even, as shares of their general expenditure.
[[nodiscard]] std::vector<Table> goal_tables(const PlanningProblem& problem, const GoalReport& report, Language language, MoneyUnit unit);

/// What the outcome of a plan in strict order means, as a sentence; `objective` and `bound` are of the priced sum, 万元.
[[nodiscard]] Text meaning_of(const GoalReport& report, double objective, MoneyUnit unit);

}  // namespace liandong
