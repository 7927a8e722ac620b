#pragma once

#include <memory>

#include "gui/models/record_table.hpp"
#include "scenarios/run.hpp"

namespace liandong::gui {

/// A plan with the problem it is about and its measures.
using RunPtr = std::shared_ptr<const ScenarioRun>;

// Each has the rows of one file of the plan folder, in its order and with its amounts; the names beside the keys are ours.
[[nodiscard]] Records schedule_rows(const RunPtr& run);       ///< Projects of schedule.csv, with what each costs, gets and lacks.
[[nodiscard]] Records stage_rows(const RunPtr& run);          ///< Stages of schedule.csv.
[[nodiscard]] Records allocation_rows(const RunPtr& run);     ///< allocation.csv
[[nodiscard]] Records gap_rows(const RunPtr& run);            ///< gap.csv
[[nodiscard]] Records balance_rows(const RunPtr& run);        ///< balances.csv
[[nodiscard]] Records debt_service_rows(const RunPtr& run);   ///< debt_service.csv
[[nodiscard]] Records affordability_rows(const RunPtr& run);  ///< affordability.csv, with what earlier contracts claim beside it.
[[nodiscard]] Records price_rows(const RunPtr& run);          ///< prices.csv
[[nodiscard]] Records compliance_rows(const RunPtr& run);     ///< compliance.csv

/// Sources with what each pays in all; the channels' sums are those of the measures.
[[nodiscard]] Records source_rows(const RunPtr& run);

/// Projects by period: what is paid and, where it lacks, the gap; a cell's tip names the sources' shares. The first row sums all projects.
[[nodiscard]] Records allocation_grid(const RunPtr& run);
/// Funds by period: what one more 万元 would save (PriceEntry), tinted by how much.
[[nodiscard]] Records price_grid(const RunPtr& run);

/// What a project is paid by all sources together, and what it lacks, by period.
struct ProjectMoney {
  std::vector<Money> paid, gap;
  Money all_paid, all_gap;
};
[[nodiscard]] std::vector<ProjectMoney> money_by_project(const ScenarioRun& run);

}  // namespace liandong::gui
