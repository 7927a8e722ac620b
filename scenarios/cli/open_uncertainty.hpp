#pragma once

#include <optional>
#include <string>

#include "model/planning/planning_problem.hpp"
#include "scenarios/cli/session.hpp"
#include "scenarios/read_uncertainty.hpp"

namespace liandong::cli {

/// What is uncertain about the campaign of a folder. Nothing once everything wrong with it has been said.
[[nodiscard]] std::optional<Uncertainty> open_uncertainty(const Session& session, const std::string& folder,
                                                          const PlanningProblem& problem);

}  // namespace liandong::cli
