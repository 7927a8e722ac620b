#pragma once

#include "gui/models/display.hpp"
#include "gui/models/record_table.hpp"
#include "scenarios/comparison.hpp"

namespace liandong::gui {

/// The tables of `liandong compare` as one: a row for each measure, under it by how much each plan differs from the first (tinted where it
/// does), a heading row for each group. `names` stand over the columns of the plans.
[[nodiscard]] Records comparison_rows(const Comparison& comparison, const Display& display);

}  // namespace liandong::gui
