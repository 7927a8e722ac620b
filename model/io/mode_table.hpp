#pragma once

#include "model/io/folder_tables.hpp"
#include "model/io/table_reader.hpp"

namespace liandong {

/// Reads modes.csv (16), (17). A blank cost, duration or profile is the project's own.
void read_modes(TableReader& row, FolderTables& tables);

}  // namespace liandong
