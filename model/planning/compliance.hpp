#pragma once

#include <vector>

#include "model/planning/plan.hpp"
#include "model/planning/planning_problem.hpp"

namespace liandong {

/// What the plan says about every rule in force during the horizon, in the order of the rule pack, then about the sources' own
/// terms (rules "share" and "match") and the contracts' (rule "contract"). P1 has one entry per debtor. Uses the plan's starts, payments, service, balances and
/// affordability; `plan.compliance` may still be empty.
[[nodiscard]] std::vector<ComplianceEntry> report_compliance(const PlanningProblem& problem, const Plan& plan);

}  // namespace liandong
