#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/campaign/campaign.hpp"
#include "model/campaign/lock.hpp"
#include "model/funding/funding.hpp"
#include "model/funding/mode.hpp"
#include "model/io/issue_log.hpp"
#include "model/io/key_index.hpp"

namespace liandong {

/// The tables of a campaign folder, references resolved, as far as they could be read.
struct FolderTables {
  CampaignTables campaign;
  FundingTables funding;
  std::vector<Lock> locks;
  std::vector<Mode> modes;
  KeyIndex units, programmes, categories, tasks, stages, projects, contracts, sources;
  std::map<std::string, std::map<std::string, int>, std::less<>> columns;  ///< Column numbers by file and field.
  bool campaign_complete = true;  ///< Every table of the campaign could be read, if not every row.
  bool funding_complete = true;
  std::map<std::pair<std::string, int>, std::string> revised;  ///< By file and row: the place of the last difference that changed it.
  bool rows_lost = false;  ///< Some rows could not be kept: counts and coverage say nothing then.
};

/// Tables in reading order; a table refers only to tables before it (and sources to each other).
struct TableName {
  std::string_view name;
  bool required = true;   ///< Its file must be there; otherwise a missing file means no rows.
  bool of_funding = false;
};
[[nodiscard]] const std::vector<TableName>& table_names();

/// Reads the table `name` from its decoded text into `tables`; what is wrong goes to the log.
void read_table(std::string_view name, std::string_view text, std::optional<PeriodUnit> unit, FolderTables& tables, IssueLog& log);
/// Marks a table whose file could not be read.
void lose_table(std::string_view name, FolderTables& tables);

/// Whole-fen spend per period by shares: exact parts rounded down, the fen left over to the largest remainders, the earlier first.
/// `shares` must not be negative; they are weights, so their sum need not be one.
[[nodiscard]] std::vector<Money> spread(Money cost, const std::vector<Rate>& shares);

}  // namespace liandong
