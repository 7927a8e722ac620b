#pragma once

#include <filesystem>

#include "model/core/issue.hpp"
#include "model/io/read_campaign.hpp"

namespace liandong {

/// Everything wrong with a campaign folder as it was read: its tables, and, where these are good, what it says is uncertain. Sorted.
[[nodiscard]] Issues campaign_issues(const std::filesystem::path& folder, const Checked<CampaignFile>& file);

}  // namespace liandong
