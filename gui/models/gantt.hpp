#pragma once

#include <QString>
#include <array>
#include <optional>
#include <vector>

#include "gui/models/display.hpp"
#include "gui/models/plan_tables.hpp"

namespace liandong::gui {

/// A project on the time axis. Period indices count from the horizon's first.
struct GanttBar {
  ProjectId project;
  QString name;
  std::optional<int> start;  ///< Empty: not built.
  int duration = 1;
  std::vector<double> covered;  ///< By period of execution: what of its spend is paid, 0 to 1.
  std::vector<Channel> payer;   ///< By period of execution: the channel that pays most.
};

struct GanttStage {
  StageId stage;
  QString name;
  int deadline = 0;
  std::optional<int> forecast;
  int late = 0;
};

/// Projects and stages over the money of the same periods, on one time axis.
struct GanttData {
  QStringList periods;
  std::vector<GanttStage> stages;
  std::vector<GanttBar> bars;              ///< By start; those never built last.
  std::array<std::vector<Money>, 5> paid;  ///< By channel and period.
  std::vector<Money> gap;
};

[[nodiscard]] GanttData gantt_of(const ScenarioRun& run, const Display& display);

}  // namespace liandong::gui
