#pragma once

#include <vector>

#include "gui/models/chart_data.hpp"
#include "gui/models/display.hpp"
#include "gui/models/plan_tables.hpp"

namespace liandong::gui {

/// The gap of each period: what is missing with all money, and what more is missing if only approved money comes, or only money in hand.
/// Layers add up to the gap with money in hand; each is what the next level of certainty takes away.
[[nodiscard]] ChartData gap_by_period(const ScenarioRun& run, const Display& display);

/// The same by year, for leadership.
[[nodiscard]] ChartData gap_by_year(const ScenarioRun& run, const Display& display);

/// Who pays each period's spend: the channels, and the gap on top. Layers add up to the spend.
[[nodiscard]] ChartData money_by_channel(const ScenarioRun& run, const Display& display);

/// One fund: inflow and what is drawn as columns would hide each other, so both are lines with the balance.
[[nodiscard]] ChartData balance_of(const ScenarioRun& run, SourceId source, const Display& display);

/// Service of this plan's contracts and of earlier ones by year, to the last instalment, under what the limit allows.
[[nodiscard]] ChartData debt_of(const ScenarioRun& run, UnitId unit, const Display& display);
/// Units that have something to pay, in order.
[[nodiscard]] std::vector<UnitId> debtors(const ScenarioRun& run);

/// The gap by period of several plans, as lines.
[[nodiscard]] ChartData gap_over_time(const std::vector<RunPtr>& runs, const Display& display);
/// Who pays in all: a column for each plan.
[[nodiscard]] ChartData channels_of(const std::vector<RunPtr>& runs, const Display& display);
/// "baseline" reads as the campaign itself; others by their names.
[[nodiscard]] QString name_of_run(const ScenarioRun& run, const Display& display);

}  // namespace liandong::gui
