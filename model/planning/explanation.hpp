#pragma once

#include <vector>

#include "model/core/ids.hpp"
#include "model/core/text.hpp"
#include "model/planning/plan.hpp"
#include "model/planning/planning_problem.hpp"

namespace liandong {

/// A sentence of an explanation; `depth` 0 opens a point, deeper ones belong to it.
struct Statement {
  int depth = 0;
  Text text;
};

/// Which money, rule or link makes the gap: cells with the same reasons together, largest first, `most` groups (0 = all).
[[nodiscard]] std::vector<Statement> explain_gap(const PlanningProblem& problem, const Plan& plan, std::size_t most = 10);

/// When a project is built, why then, who pays each period of it and what is paid back.
[[nodiscard]] std::vector<Statement> explain_project(const PlanningProblem& problem, const Plan& plan, ProjectId project);

/// What decides the date of a stage: critical chain, slack or lateness, what blocks it, and indicators that no project can close.
[[nodiscard]] std::vector<Statement> explain_stage(const PlanningProblem& problem, const Plan& plan, StageId stage);

}  // namespace liandong
