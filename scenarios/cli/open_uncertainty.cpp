#include "scenarios/cli/open_uncertainty.hpp"

#include <iostream>
#include <utility>

#include "scenarios/cli/print.hpp"

namespace liandong::cli {

std::optional<Uncertainty> open_uncertainty(const Session& session, const std::string& folder, const PlanningProblem& problem) {
  Checked<Uncertainty> known = load_uncertainty(folder, problem.campaign(), problem.funding());
  if (!known) {
    refuse(session, known.issues(), folder, 20);
    return {};
  }
  if (!known.issues().empty()) print_issues(std::cerr, session, known.issues(), folder, 20);
  return *std::move(known);
}

}  // namespace liandong::cli
