#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/campaign/campaign.hpp"
#include "model/funding/funding.hpp"
#include "model/planning/settings.hpp"

namespace liandong::gallery {

/// A planning problem small enough to solve on paper, and its solution (the working stands beside each case in gallery_*.cpp).
struct Case {
  std::string name;
  CampaignTables campaign;
  FundingTables funding;
  Settings settings;

  double objective = 0;                   ///< Of every optimal plan, 万元.
  std::vector<std::optional<int>> start;  ///< By project; the only optimal schedule.
  std::vector<std::optional<int>> stage;  ///< By stage.
  Money gap;                              ///< Total, of every optimal plan.
};

/// All cases, in a fixed order.
[[nodiscard]] const std::vector<Case>& cases();
/// The case of that name; throws std::out_of_range if there is none.
[[nodiscard]] const Case& find(const std::string& name);

/// The tables of a case, validated; throws std::logic_error with the first sentence if they are refused.
[[nodiscard]] Campaign campaign_of(const Case& problem);
[[nodiscard]] Funding funding_of(const Case& problem);

}  // namespace liandong::gallery
