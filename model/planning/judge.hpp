#pragma once

#include "model/planning/plan.hpp"
#include "model/planning/planning_problem.hpp"

namespace liandong {

/// A plan that was made at other prices, as a plan of `problem`: its objective at these prices, and `proof`, a certificate of any plan of the
/// problem, for its bound. Dates and money stay; prices of money stay those it was made with.
void judge_by(const PlanningProblem& problem, const Certificate& proof, Plan& plan);

}  // namespace liandong
