#pragma once

#include "model/planning/plan.hpp"
#include "model/planning/planning_problem.hpp"

namespace liandong {

/// The problem with its goals weighed by their prices, whatever order its settings ask for.
[[nodiscard]] PlanningProblem weighed_by_prices(const PlanningProblem& problem);

/// A plan that was made at other prices, as a plan of `problem`: its objective at these prices, and `proof`, a certificate of any plan of
/// the problem, for its bound. Dates and money stay; prices of money stay those it was made with.
void judge_by(const PlanningProblem& problem, const Certificate& proof, Plan& plan);

/// The dates of `plan`, made for a problem with the same projects, with the best money that `problem` has for them. The certificate states
/// the objective alone: nothing is proven.
[[nodiscard]] Plan with_dates_of(const PlanningProblem& problem, const Plan& plan, int threads = 1);

}  // namespace liandong
