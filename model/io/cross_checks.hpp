#pragma once

#include "model/io/folder_tables.hpp"
#include "model/io/issue_log.hpp"
#include "model/io/settings_reader.hpp"

namespace liandong {

// Checks that need the campaign, its money and the settings together (docs/guide/campaign-folder.md lists them). They look at the
// tables before these are built, so that they speak in the same run as the other checks; rows that are already wrong are left out.

/// Which money can reach which work, by purpose and by law.
void check_reach(const FolderTables& tables, const CampaignHead& head, IssueLog& log);
/// Figures that look like slips of the pen: wrong unit, counted twice, years left out.
void check_plausible(const FolderTables& tables, const CampaignHead& head, IssueLog& log);
/// Prices and settings that contradict each other or the money.
void check_prices(const FolderTables& tables, const CampaignHead& head, IssueLog& log);
/// Locks that contradict each other, the horizon or the links (with the chain), or that change nothing. `tables` gives the locks and columns.
void check_locks(const FolderTables& tables, const Campaign& campaign, const Funding& funding, const Settings& settings, IssueLog& log);
/// Modes that no money may pay for, or that are left out by their own figures.
void check_modes(const FolderTables& tables, const Campaign& campaign, const Funding& funding, const Settings& settings, IssueLog& log);

}  // namespace liandong
