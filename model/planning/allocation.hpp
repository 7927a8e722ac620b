#pragma once

#include <vector>

#include "model/planning/money_program.hpp"
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

/// Shares the solved amounts out over the projects (pay_lines()), joins what is split without need (merge_sources()), mends what whole fen
/// overdrew, and gives what a reserve kept back to the gaps that it fits. `solution` is a solution of `program.lp()`.
[[nodiscard]] Allocation allocate(const MoneyProgram& program, const Eigen::VectorXd& solution);

/// What the owner pays for the contracts among `payments`, to the fen.
[[nodiscard]] std::vector<ServiceEntry> contract_service(const PlanningProblem& problem, const Schedule& schedule, const std::vector<Payment>& payments);

}  // namespace liandong
