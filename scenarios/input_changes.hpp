#pragma once

#include <string>
#include <vector>

#include "model/core/ids.hpp"
#include "model/core/issue.hpp"
#include "model/core/money.hpp"
#include "model/io/input_figures.hpp"
#include "model/io/read_campaign.hpp"

namespace liandong {

/// What one difference does to the inputs, after those before it.
struct DifferenceEffect {
  std::size_t figures = 0;  ///< That it changes.
  Money inflow{};           ///< Change of the money that counts: within the horizon, at the settings' certainty.
  Money cost{};             ///< Change of the projects' cost.
};

/// A campaign under one of its scenarios, with the effect of each of its differences.
struct ScenarioInput {
  std::string key;  ///< "baseline" for the campaign itself.
  CampaignFile file;
  std::vector<DifferenceEffect> effects;  ///< Of `file.differences`.
};
[[nodiscard]] Checked<ScenarioInput> read_input(const CampaignFolder& folder, const std::string& scenario);

/// Money of a source that counts.
struct SourceChange {
  SourceId source;
  Money before{}, after{};
};

/// What differs between two inputs of one campaign, and not how it came about.
struct InputComparison {
  std::vector<FigureChange> figures;  ///< In order of place.
  std::vector<SourceChange> sources;  ///< Those that differ, the largest change first.
  Money inflow_before{}, inflow_after{};
  Money cost_before{}, cost_after{};
};
[[nodiscard]] InputComparison compare_inputs(const CampaignFile& before, const CampaignFile& after);

}  // namespace liandong
