#pragma once

#include <optional>
#include <string>

#include "model/io/plan_folder.hpp"
#include "model/planning/plan.hpp"
#include "scenarios/cli/load.hpp"
#include "scenarios/cli/session.hpp"

namespace liandong::cli {

/// A plan with the campaign it was made from.
struct OpenedPlan {
  LoadedCampaign loaded;
  Plan plan;
  Provenance made;
};

/// Reads both, the campaign under the scenario and certainty that the plan was made with. Empty, with the issues on standard error, if
/// either cannot be read; a word of warning if the campaign has changed since. With `scenario` the campaign under that one instead.
[[nodiscard]] std::optional<OpenedPlan> open_plan(const Session& session, const std::string& campaign, const std::string& plan,
                                                  const std::optional<std::string>& scenario = {});

}  // namespace liandong::cli
