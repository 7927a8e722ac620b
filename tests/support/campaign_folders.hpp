#pragma once

#include <filesystem>
#include <string>

#include "model/io/read_campaign.hpp"
#include "model/planning/planning_problem.hpp"

namespace liandong {

/// A folder of tests/support/campaigns.
[[nodiscard]] inline std::filesystem::path campaign_folder(const std::string& name) {
  return std::filesystem::path(LIANDONG_SOURCE_DIR) / "tests/support/campaigns" / name;
}

/// What is to be planned there.
[[nodiscard]] inline PlanningProblem problem_in(const std::string& name) {
  const Checked<CampaignFile> file = read_campaign(campaign_folder(name));
  return {file->campaign, file->funding, file->settings, file->locks, file->modes};
}

}  // namespace liandong
