#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "model/campaign/campaign.hpp"
#include "model/campaign/lock.hpp"
#include "model/core/issue.hpp"
#include "model/funding/funding.hpp"
#include "model/funding/mode.hpp"
#include "model/io/issue_log.hpp"
#include "model/io/scenario_file.hpp"
#include "model/planning/settings.hpp"

namespace liandong {

/// A campaign folder as read: everything that a plan is made from.
struct CampaignFile {
  Campaign campaign;
  Funding funding;
  Settings settings;
  std::string input_hash;            ///< SHA-256, hexadecimal, of every file read: for each its name, size and bytes, in reading order.
  std::optional<Scenario> scenario;  ///< The one that was applied.
  std::vector<Lock> locks{};         ///< They leave at least one schedule.
  std::vector<Mode> modes{};
};

/// Reads the folder that docs/guide/campaign-folder.md describes: campaign.toml and its tables, and, if named, scenarios/NAME.toml over them.
///
/// All mistakes of all files come back in one run, sorted; warnings also with a value. The result depends on the files' bytes alone.
[[nodiscard]] Checked<CampaignFile> read_campaign(const std::filesystem::path& folder, const std::optional<std::string>& scenario = {});

}  // namespace liandong
