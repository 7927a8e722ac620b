#pragma once

#include <QString>

#include "gui/models/display.hpp"
#include "model/planning/metrics.hpp"
#include "model/planning/planning_problem.hpp"

namespace liandong::gui {

enum class StageState { on_time, late, never };

/// How a stage stands. Each state has its own shape and word, so that it is told without colour.
struct StageStatus {
  StageState state = StageState::on_time;
  QString shape;  ///< ● ▲ ✕
  QString words;  ///< "on time, 2 quarters to spare"
};

[[nodiscard]] StageStatus status_of(const StageMetrics& stage, const PlanningProblem& problem, const Display& display);

}  // namespace liandong::gui
