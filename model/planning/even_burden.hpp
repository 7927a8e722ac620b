#pragma once

#include "model/planning/plan.hpp"
#include "model/planning/spend_model.hpp"
#include "model/planning/windows.hpp"

namespace liandong {

/// Moves the money of `plan` so that the burden on own budgets is as even as it can be, (4) of docs/maths/goal-order.md: dates and
/// contracts stay as they are, gap and cost no worse but for what whole fen take (1 yuan and a millionth). Leaves the plan alone where that
/// gains nothing. Returns what no money with these dates and contracts can undercut.
double even_out(const PlanningProblem& problem, const SpendModel& model, const Schedule& schedule, Plan& plan);

}  // namespace liandong
