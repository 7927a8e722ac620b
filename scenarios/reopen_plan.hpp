#pragma once

#include "model/core/issue.hpp"
#include "model/io/plan_folder.hpp"
#include "model/planning/plan.hpp"
#include "model/planning/planning_problem.hpp"

namespace liandong {

/// A plan from the files of its folder, for explaining and comparing it: keys resolved against `problem`, sorted as `Plan` promises.
/// Issues name rows that speak of things the campaign does not have. `gap_at_certainty` and `compliance` stay empty: they follow from
/// the rest (measure(), report_compliance()). Where projects have modes, the plan is about `problem.delivered(plan.deliveries)`.
[[nodiscard]] Checked<Plan> reopen_plan(const PlanningProblem& problem, const PlanFiles& files);

}  // namespace liandong
