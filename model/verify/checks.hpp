#pragma once

#include "model/verify/claims.hpp"

namespace liandong::verify {

struct MoveRule;

/// Dates: (1), (2), stages as soon as what they wait for, tasks as their projects.
void check_schedule(const Facts& facts, const Keys& keys, const Claims& claims, const PlanFiles& plan, Findings& findings);

/// Who pays for what: (3), (4), (5), (9), (14).
void check_allocation(const Facts& facts, const Claims& claims, Findings& findings);

/// What the owners of contracts repay, worked out from the allocation: by project, contract source and period, zero amounts left out.
using Repayments = std::map<std::tuple<ProjectId, SourceId, int>, Money>;
[[nodiscard]] Repayments service_of(const Facts& facts, const Claims& claims);

/// Balances row by row (6), (7), debt service to the fen, ceilings (8).
void check_balances(const Facts& facts, const Keys& keys, const Claims& claims, const Repayments& service, const PlanFiles& plan,
                    Findings& findings);
void check_service(const Facts& facts, const Keys& keys, const Repayments& service, const PlanFiles& plan, Findings& findings);
void check_affordability(const Facts& facts, const Keys& keys, const Repayments& service, const PlanFiles& plan, Findings& findings);

/// (10) by its parts, 万元.
[[nodiscard]] std::map<std::string, long double> objective_parts(const Facts& facts, const Claims& claims, const Repayments& service);
void check_objective(const std::map<std::string, long double>& parts, const PlanFiles& plan, Findings& findings);

/// The certificate: (11) to (13), with branches (C4), (C5) and, under a limit on moves, their charges (M2). Fills the report's bound.
void check_certificate(const Facts& facts, const Keys& keys, const Claims& claims, const MoveRule* moves, long double objective,
                       const PlanFiles& plan, Findings& findings, VerifyReport& report);

/// Prices, compliance and provenance: what says something about the plan without being part of it.
void check_prices(const Facts& facts, const Keys& keys, const PlanFiles& plan, Findings& findings);
void check_compliance(const Facts& facts, const Claims& claims, const Repayments& service, const PlanFiles& plan, Findings& findings);
void check_provenance(const CampaignFile& input, const PlanFiles& plan, Findings& findings);

}  // namespace liandong::verify
