#include "gui/models/stage_status.hpp"

#include "model/planning/wording.hpp"

namespace liandong::gui {

StageStatus status_of(const StageMetrics& stage, const PlanningProblem& problem, const Display& display) {
  const PeriodUnit unit = problem.campaign().horizon().first.unit();
  if (!stage.forecast) return {StageState::never, QStringLiteral("✕"), translate("Stages", "not reached")};
  if (stage.late > 0)
    return {StageState::late, QStringLiteral("▲"), translate("Stages", "%1 late").arg(display.say(period_count(stage.late, unit)))};
  if (stage.slack > 0)
    return {StageState::on_time, QStringLiteral("●"),
            translate("Stages", "on time, %1 to spare").arg(display.say(period_count(stage.slack, unit)))};
  return {StageState::on_time, QStringLiteral("●"), translate("Stages", "on time")};
}

}  // namespace liandong::gui
