#pragma once

#include <string_view>
#include <utility>

#include "model/io/folder_tables.hpp"
#include "model/io/issue_log.hpp"

namespace liandong {

/// Adds a warning about a row, with its column, unless the row is known to be wrong.
inline void warn(const FolderTables& tables, IssueLog& log, std::string_view code, std::string_view file, int row, std::string_view field, Text sentence,
                 Text mend) {
  if (row > 0 && log.row_has_error(file, row)) return;
  int column = 0;
  if (const auto columns = tables.columns.find(file); columns != tables.columns.end())
    if (const auto place = columns->second.find(std::string(field)); place != columns->second.end()) column = place->second;
  log.add(make_issue(Severity::warning, code, file, row, column, field, std::move(sentence), std::move(mend)));
}

}  // namespace liandong
