#include "model/planning/make_plan.hpp"

#include "model/planning/delivery_search.hpp"
#include "model/planning/planner.hpp"

namespace liandong {

PlanResult make_plan(const PlanningProblem& problem, const PlanOptions& options) {
  return problem.modes().empty() ? Planner().plan(problem, options) : plan_deliveries(problem, options);
}

}  // namespace liandong
