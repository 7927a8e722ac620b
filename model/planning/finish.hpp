#pragma once

#include "model/planning/allocation.hpp"
#include "model/planning/money_division.hpp"
#include "model/planning/plan.hpp"
#include "model/planning/spend_model.hpp"

namespace liandong {

/// The plan of a schedule: money at a vertex, in whole fen, with prices, compliance and gaps by certainty; the certificate's bound and
/// multipliers are left to the caller. `division`: of a large campaign, how its search divided the money.
[[nodiscard]] Plan finish_plan(const SpendModel& model, const Schedule& schedule, int threads = 1, const MoneyDivision* division = nullptr);

/// The dates of a plan.
[[nodiscard]] Schedule schedule_of(const PlanningProblem& problem, const Plan& plan);

/// (10) from the plan's own whole-fen amounts.
[[nodiscard]] ObjectiveParts objective_parts(const PlanningProblem& problem, const Plan& plan);

/// What `plan` pays with.
[[nodiscard]] Allocation money_of(const Plan& plan);
/// The same dates paid for otherwise, at the settings' certainty, with what follows from the money; the certificate states the new
/// objective. Prices and the gaps at other certainties stay.
void replace_money(const PlanningProblem& problem, Allocation money, Plan& plan);

}  // namespace liandong
