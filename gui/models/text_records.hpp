#pragma once

#include "gui/models/record_table.hpp"
#include "model/core/issue.hpp"
#include "scenarios/table.hpp"

namespace liandong::gui {

/// A table that reports have made, as it is: its texts are in one language and unit already.
[[nodiscard]] Records table_rows(const Table& table);

/// Issues as `liandong check` lists them.
[[nodiscard]] Records issue_rows(const Issues& issues);

}  // namespace liandong::gui
