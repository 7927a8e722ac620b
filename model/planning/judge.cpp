#include "model/planning/judge.hpp"

#include <utility>

#include "model/planning/finish.hpp"

namespace liandong {

PlanningProblem weighed_by_prices(const PlanningProblem& problem) {
  Settings settings = problem.settings();
  settings.order = GoalOrder::priced;
  return problem.with(std::move(settings));
}

void judge_by(const PlanningProblem& problem, const Certificate& proof, Plan& plan) {
  plan.certificate = proof;
  replace_money(problem, money_of(plan), plan);
}

Plan with_dates_of(const PlanningProblem& problem, const Plan& plan, int threads) {
  return finish_plan(SpendModel(problem), schedule_of(problem, plan), threads);
}

}  // namespace liandong
