#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/io/folder_tables.hpp"
#include "model/io/table_reader.hpp"

namespace liandong {

/// The money side of `read_table()`: contracts, sources, inflows, budgets.
void read_funding_table(std::string_view name, TableReader& row, std::string_view text, std::optional<PeriodUnit> unit, FolderTables& tables);

/// The key of the current row, entered into the index; a key that is there already is an issue.
std::string take_key(TableReader& row, KeyIndex& index);

}  // namespace liandong
