#pragma once

#include <optional>
#include <vector>

#include "model/funding/rule_pack.hpp"
#include "model/planning/plan.hpp"
#include "model/planning/planning_problem.hpp"

// One judgement per kind of rule; report_compliance() decides which rules get which.
namespace liandong::complying {

/// A year of the plan's affordability with what it is measured by.
struct DebtorYear {
  const AffordabilityEntry* entry = nullptr;
  Money committed{};
  std::optional<Money> expenditure{};
  double share = 0;  ///< Service and earlier commitments over general expenditure; 0 if that is unknown.
};
[[nodiscard]] std::vector<DebtorYear> debtor_years(const PlanningProblem& problem, const Plan& plan);

/// An entry with the rule's name, article and verification filled in.
[[nodiscard]] ComplianceEntry entry_for(const Rule& rule);

/// Do all contracts of `channel` start where the rule allows them: before its day, or in an exempt sector?
[[nodiscard]] ComplianceEntry judge_contract_starts(const PlanningProblem& problem, const Plan& plan, const Rule& rule, Channel channel);
/// Debt service against its ceiling, one entry per unit that pays any; margin in points of general expenditure in its tightest year.
[[nodiscard]] std::vector<ComplianceEntry> judge_affordability(const PlanningProblem& problem, const Plan& plan, const Rule& rule);
/// Years in which service and earlier commitments exceed the rule's line.
[[nodiscard]] ComplianceEntry judge_service_line(const PlanningProblem& problem, const Plan& plan, const Rule& rule);
[[nodiscard]] ComplianceEntry judge_growth(const PlanningProblem& problem, const Rule& rule);
/// Subsidy years of the BOT contracts used, against 20 to 30.
[[nodiscard]] ComplianceEntry judge_terms(const PlanningProblem& problem, const Plan& plan, const Rule& rule);
/// Own and earmarked money that lies unused for more than two years at a year's end, first in first out.
[[nodiscard]] ComplianceEntry judge_ageing(const PlanningProblem& problem, const Plan& plan, const Rule& rule);
/// No source pays more than it holds (6).
[[nodiscard]] ComplianceEntry judge_cash(const PlanningProblem& problem, const Plan& plan, const Rule& rule);
/// Money that needed no local match because of the rule.
[[nodiscard]] ComplianceEntry judge_waiver(const PlanningProblem& problem, const Plan& plan, const Rule& rule);
/// Largest shares (4) and local matches (5) as the sources state them.
[[nodiscard]] ComplianceEntry judge_shares(const PlanningProblem& problem, const Plan& plan);
[[nodiscard]] ComplianceEntry judge_match(const PlanningProblem& problem, const Plan& plan);
/// No contract on a project below its terms' minimum (14); margin of the one that comes nearest to it.
[[nodiscard]] ComplianceEntry judge_contract_sizes(const PlanningProblem& problem, const Plan& plan);

}  // namespace liandong::complying
