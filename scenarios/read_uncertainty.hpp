#pragma once

#include <filesystem>
#include <string_view>

#include "model/campaign/campaign.hpp"
#include "model/core/issue.hpp"
#include "model/funding/funding.hpp"
#include "scenarios/uncertainty.hpp"

namespace liandong {

inline constexpr std::string_view uncertainty_file = "uncertainty.toml";

/// Reads what is uncertain from the text of a TOML file, as data/schema/uncertainty.csv describes it. Every mistake becomes an issue; so
/// does a row that is about nothing in the campaign (a warning), and correlations that no drivers can have, which are repaired (a warning).
[[nodiscard]] Checked<Uncertainty> read_uncertainty(std::string_view text, const Campaign& campaign, const Funding& funding);

/// That of the campaign folder, or what is built in if it has none.
[[nodiscard]] Checked<Uncertainty> load_uncertainty(const std::filesystem::path& folder, const Campaign& campaign, const Funding& funding);

}  // namespace liandong
