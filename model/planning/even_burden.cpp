#include "model/planning/even_burden.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "model/planning/finish.hpp"
#include "model/planning/goal_money.hpp"
#include "model/planning/goals.hpp"
#include "model/planning/merge_sources.hpp"
#include "model/planning/pay_lines.hpp"

namespace liandong {
namespace {

/// Each project under the contracts that the plan gives it, and no other.
ContractChoice choice_of(const PlanningProblem& problem, const Plan& plan) {
  ContractChoice choice(problem.campaign().projects().size(), ContractCover::none());
  for (const Payment& payment : plan.payments) {
    if (!is_contract(problem.funding()[payment.source].channel)) continue;
    ContractCover& cover = choice[payment.project.index()];
    if (cover == ContractCover::none())
      cover = ContractCover::by(payment.source);
    else if (!cover.admits(payment.source))
      cover = ContractCover{};
  }
  return choice;
}

}  // namespace

double even_out(const PlanningProblem& problem, const SpendModel& model, const Schedule& schedule, Plan& plan) {
  const double nothing_known = -std::numeric_limits<double>::infinity();
  const Certainty certainty = problem.settings().certainty;
  MoneyProgram program(model, schedule, {.reserve_wan = 0.0002, .certainty = certainty});
  program.choose(choice_of(problem, plan));
  GoalMoney money(program);
  const GoalValues now = goal_values(problem, plan);
  const auto gap = money.least_gap();  // What is kept in reserve may make it a little more than the plan's.
  if (!gap) return nothing_known;
  const double gap_limit = std::max(now[Goal::gap], gap->gap);
  const auto cost = money.least_cost(gap_limit);
  if (!cost) return nothing_known;
  const auto even = money.evenest(money.contracts_of(plan), gap_limit, std::max(now[Goal::cost], cost->cost));
  if (!even) return nothing_known;

  std::vector<PaidLine> lines = pay_lines(program, even->x);
  merge_sources(problem, lines);
  Allocation allocation = allocate(problem, schedule, certainty, std::move(lines));
  if (!allocation.exact) return even->bound;
  Plan moved = plan;
  replace_money(problem, std::move(allocation), moved);
  const GoalValues then = goal_values(problem, moved);
  const auto kept = [&](Goal goal) { return then[goal] <= now[goal] + 1e-4 + 1e-6 * std::abs(now[goal]); };
  if (kept(Goal::gap) && kept(Goal::cost) && then[Goal::smooth] < now[Goal::smooth]) plan = std::move(moved);
  return even->bound;
}

}  // namespace liandong
