#include "model/verify/verify.hpp"

#include "model/verify/checks.hpp"
#include "model/verify/delivery.hpp"
#include "model/verify/moves.hpp"

namespace liandong {

VerifyReport verify_plan(const CampaignFile& input, const PlanFiles& plan, const PlanFiles* approved) {
  using namespace verify;
  Findings findings;
  const Delivered delivered = read_delivery(input, plan, findings);
  const Facts facts(delivered.campaign, input.funding, input.settings, input.locks, input.modes, delivered.chosen);
  const Keys keys(facts);
  VerifyReport report;
  check_provenance(input, plan, findings);
  const Claims claims = read_claims(facts, keys, plan, findings);
  const Repayments service = service_of(facts, claims);
  check_schedule(facts, keys, claims, plan, findings);
  const auto moves = check_moves(facts, keys, claims, plan, approved, findings);
  if (moves) report.moved = moves->moved;
  check_allocation(facts, claims, findings);
  check_balances(facts, keys, claims, service, plan, findings);
  check_service(facts, keys, service, plan, findings);
  check_affordability(facts, keys, service, plan, findings);
  const auto parts = objective_parts(facts, claims, service);
  long double objective = 0;
  for (const auto& [name, value] : parts) objective += value;
  report.objective = static_cast<double>(objective);
  check_objective(parts, plan, findings);
  check_certificate(facts, keys, claims, moves ? &*moves : nullptr, objective, plan, findings, report);
  check_prices(facts, keys, plan, findings);
  check_compliance(facts, claims, service, plan, findings);
  report.findings = findings.take();
  return report;
}

}  // namespace liandong
