#pragma once

#include <optional>
#include <string>

#include "model/core/issue.hpp"
#include "model/io/plan_folder.hpp"
#include "model/planning/planning_problem.hpp"
#include "scenarios/cli/session.hpp"

namespace liandong::cli {

/// A campaign that was read, and what a plan must say about where it comes from.
struct LoadedCampaign {
  PlanningProblem problem;
  std::string input_hash;
  std::string scenario;  ///< Empty = the campaign itself.
};

/// What a plan folder says of where its plan comes from; options and seed are the command's.
[[nodiscard]] Provenance provenance_of(const LoadedCampaign& loaded);

/// Reads a campaign for a command that goes on with it. Errors are printed to standard error, or as JSON to standard output, and leave
/// nothing; warnings are counted in one line.
[[nodiscard]] std::optional<LoadedCampaign> load_campaign(const Session& session, const std::string& folder, const std::string& scenario,
                                                          const std::optional<Certainty>& certainty = {});

/// "in_account", "issued", "approved", "applied", "hoped" or the Chinese word; empty on anything else.
[[nodiscard]] std::optional<Certainty> parse_certainty(const std::string& word);

}  // namespace liandong::cli
