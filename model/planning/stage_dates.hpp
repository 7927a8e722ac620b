#pragma once

#include <optional>
#include <vector>

#include "model/campaign/campaign.hpp"
#include "model/funding/funding.hpp"
#include "model/planning/planning_problem.hpp"

namespace liandong {

/// For each stage the period by whose end it must be reached; empty = not held.
using StageDates = std::vector<std::optional<int>>;

/// For each project the latest completion, by (2) of planning-problem.md, with which no stage need come later than its date; all of them
/// can be kept at once. Empty where no stage that is held waits for the project.
[[nodiscard]] std::vector<std::optional<int>> latest_completions(const PlanningProblem& problem, const StageDates& dates);

/// The problem with these tables and settings for its own, in which the dates are held by locks on the projects.
[[nodiscard]] PlanningProblem with_dates_held(const PlanningProblem& problem, CampaignTables campaign, FundingTables funding,
                                              Settings settings, const StageDates& dates);

}  // namespace liandong
