#include "model/planning/make_plan.hpp"

#include "model/planning/planner.hpp"

namespace liandong {

PlanResult make_plan(const PlanningProblem& problem, const PlanOptions& options) { return Planner().plan(problem, options); }

}  // namespace liandong
