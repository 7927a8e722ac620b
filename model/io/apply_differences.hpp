#pragma once

#include <span>

#include "model/io/difference.hpp"
#include "model/io/folder_tables.hpp"
#include "model/io/issue_log.hpp"
#include "model/io/settings_reader.hpp"

namespace liandong {

/// Applies differences to the tables and settings of a campaign, one after another; channels that are off at the end count nothing. A
/// difference that nothing passes, or that leaves everything as it was, is a warning at its place; one that cannot be is an error there:
/// a start after the horizon, a project dropped that locks.csv builds, an interest below 0.
void apply_differences(std::span<const Difference> differences, FolderTables& tables, CampaignHead& head, IssueLog& log);

}  // namespace liandong
