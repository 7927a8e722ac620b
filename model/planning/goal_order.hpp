#pragma once

#include "model/planning/goals.hpp"
#include "model/planning/make_plan.hpp"

namespace liandong {

struct GoalOptions {
  double tolerance = 0.001;  ///< A goal is kept if it is worse by this share of itself at most (and 1 yuan).
  double move = 0.01;        ///< By which share of itself a goal is moved; 0 = the price of moving is not asked.
  int most_stages = 12;      ///< Of which a period more is tried.
};

/// A plan by the strict order of goals (docs/maths/goal-order.md): the law, firm stages, strive stages, gap, public cost, even burden, none
/// of which gives way to one after it. Amounts are whole fen and keep (3) to (9) of planning-problem.md. `goals` of the result says what
/// each goal comes to. The plan by the priced sum is made too: the certificate and the outcome are about the priced sum, of which its proof
/// says what no plan undercuts.
///
/// Projects with modes (16) are delivered as the plan by the priced sum delivers them.
/// Takes the time of some twenty plans, each planned anew from the last; a time limit is of each of them. Stopped, it returns the best that
/// it has, without `goals` if that is the plan by the priced sum.
[[nodiscard]] PlanResult plan_in_order(const PlanningProblem& given, const PlanOptions& options = {}, const GoalOptions& goal_options = {});

}  // namespace liandong
