#pragma once

#include <vector>

#include "model/core/text.hpp"
#include "model/planning/figures.hpp"
#include "scenarios/simulation_report.hpp"
#include "scenarios/table.hpp"

namespace liandong {

struct SimulationTableOptions {
  Language language = Language::english;
  MoneyUnit unit = MoneyUnit::wan;
};

/// A simulation for the screen: amounts and worst cases, chances of the stages, the gap by period, and what drives it.
[[nodiscard]] std::vector<Table> simulation_tables(const SimulationReport& report, const SimulationTableOptions& options = {});

/// What is uncertain, row by row, each with its mark.
[[nodiscard]] Table uncertainty_table(const Uncertainty& uncertainty, const DispatchModel& model, Language language);

}  // namespace liandong
