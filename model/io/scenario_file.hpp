#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/campaign/campaign.hpp"
#include "model/core/text.hpp"
#include "model/io/difference.hpp"
#include "model/io/issue_log.hpp"
#include "model/io/toml_document.hpp"

namespace liandong {

/// The campaign itself, where a scenario may be named.
inline constexpr std::string_view baseline = "baseline";

/// A scenario: a name, why it is looked at, whose it is, and its differences from the campaign or from another scenario.
struct Scenario {
  std::string key;  ///< File name without ".toml".
  Text name;
  Text reason;
  std::string author{}, date{};
  std::string based_on{};                    ///< Empty = the campaign itself.
  std::pair<int, int> based_on_place{0, 0};  ///< Line and column.
  SourceMark mark = SourceMark::illustrative;
  std::string note{};

  [[nodiscard]] std::string file() const { return "scenarios/" + key + ".toml"; }
};

/// Names of the scenarios beside a campaign, sorted. Empty if there is no folder of them.
[[nodiscard]] std::vector<std::string> scenario_names(const std::filesystem::path& campaign_folder);

/// Reads the section [scenario], and reports sections that a scenario does not have.
[[nodiscard]] Scenario read_scenario(const TomlDocument& document, std::string_view key, IssueLog& log);

}  // namespace liandong
