#pragma once

#include <vector>

#include "model/core/text.hpp"
#include "model/planning/figures.hpp"
#include "scenarios/comparison.hpp"
#include "scenarios/table.hpp"

namespace liandong {

struct ComparisonTableOptions {
  Language language = Language::english;
  MoneyUnit unit = MoneyUnit::wan;
  std::size_t columns = 5;  ///< Plans side by side in one table; more stand in further tables, each with the first plan.
};

/// A comparison for the screen: one table for each group of measures. Under a measure that differs, a second row says by how much each plan
/// differs from the first; "=" where it does not. Parts add up to the totals as they are shown, and so do the differences.
/// What is nothing in every plan is left out, and so are sources, units by year and lateness by stage: the files have them.
[[nodiscard]] std::vector<Table> comparison_tables(const Comparison& comparison, const ComparisonTableOptions& options = {});

}  // namespace liandong
