#pragma once

#include <vector>

#include "model/planning/pay_lines.hpp"
#include "model/planning/plan.hpp"

namespace liandong {

/// Money in whole fen for a schedule: payments, gaps, service, balances and affordability of `Plan`. (3)-(9) hold exactly.
struct Allocation {
  std::vector<Payment> payments;
  std::vector<GapEntry> gaps;
  std::vector<ServiceEntry> service;
  std::vector<std::vector<BalanceEntry>> balances;
  std::vector<AffordabilityEntry> affordability;
  bool exact = true;  ///< False if some balance or ceiling could not be held: the caller keeps a larger reserve and tries again.
};

/// Mends what whole fen overdrew on `lines` (pay_lines()), gives up contracts that fell below their minimum, joins slivers, and fills gaps with
/// what a reserve kept back. Inflows at least as sure as `certainty` count.
[[nodiscard]] Allocation allocate(const PlanningProblem& problem, const Schedule& schedule, Certainty certainty, std::vector<PaidLine> lines);

/// What the owner pays for the contracts among `payments`, to the fen.
[[nodiscard]] std::vector<ServiceEntry> contract_service(const PlanningProblem& problem, const Schedule& schedule, const std::vector<Payment>& payments);

}  // namespace liandong
