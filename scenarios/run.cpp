#include "scenarios/run.hpp"

#include <chrono>
#include <utility>

#include "model/planning/goal_order.hpp"
#include "model/planning/planner.hpp"

namespace liandong {

std::vector<ScenarioRun> plan_scenarios(const std::vector<NamedInput>& inputs, const RunOptions& options) {
  std::vector<ScenarioRun> runs;
  Planner first;
  for (std::size_t i = 0; i < inputs.size() && !options.stop.stop_requested(); ++i) {
    const CampaignFile& file = inputs[i].file;
    const PlanningProblem problem(file.campaign, file.funding, file.settings, file.locks, file.modes);
    PlanOptions plan{.gap = options.gap, .time_limit = options.time_limit, .threads = options.threads, .stop = options.stop};
    if (options.on_progress) plan.on_progress = [&](const PlanProgress& at) { options.on_progress(i, at); };
    const auto started = std::chrono::steady_clock::now();
    Planner own(first);
    Planner& planner = i == 0 ? first : own;
    PlanResult result = file.settings.order == GoalOrder::strict ? plan_in_order(problem, plan) : planner.plan(problem, plan);
    if (result.outcome == Outcome::cancelled || (options.stop.stop_requested() && result.outcome != Outcome::proven)) break;
    PlanningProblem delivered = problem.modes().empty() ? problem : problem.delivered(result.plan.deliveries);
    PlanMetrics metrics = measure(delivered, result.plan);
    runs.push_back({.key = inputs[i].key,
                    .scenario = file.scenario,
                    .input_hash = file.input_hash,
                    .problem = std::move(delivered),
                    .result = std::move(result),
                    .metrics = std::move(metrics),
                    .seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count()});
    if (options.on_planned && !options.on_planned(runs.back())) break;
  }
  return runs;
}

}  // namespace liandong
