#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/core/text.hpp"
#include "model/funding/funding.hpp"
#include "model/io/issue_log.hpp"
#include "model/io/key_index.hpp"
#include "model/io/toml_document.hpp"
#include "model/planning/settings.hpp"

namespace liandong {

/// "Multiply these inflows by `scale`": filters that are not given let every inflow pass.
struct InflowChange {
  std::optional<SourceId> source;
  std::optional<Channel> channel;
  std::optional<FundLevel> level;
  std::optional<Certainty> certainty;
  std::optional<Period> from, to;
  Rate scale = Rate::one();
  int line = 0;
};

/// A scenario: a name, why it is looked at, and its differences from the campaign. Its settings are read by `read_settings()`.
struct Scenario {
  std::string key;  ///< File name without ".toml".
  Text name;
  Text reason;
  std::vector<InflowChange> changes;  ///< Applied in order.
  std::vector<Channel> off;           ///< Channels whose inflows become 0.
};

/// Names of the scenarios beside a campaign, sorted. Empty if there is no folder of them.
[[nodiscard]] std::vector<std::string> scenario_names(const std::filesystem::path& campaign_folder);

/// Reads what is special to a scenario; unknown names become issues. `sources` are the campaign's.
[[nodiscard]] Scenario read_scenario(const TomlDocument& document, std::string_view key, std::string_view file, const KeyIndex& sources,
                                     std::optional<PeriodUnit> unit, IssueLog& log);

/// Applies the changes to the inflows, each amount rounded half to even to the fen; a change that meets no inflow is a warning.
void apply_scenario(const Scenario& scenario, std::string_view file, FundingTables& tables, IssueLog& log);

}  // namespace liandong
