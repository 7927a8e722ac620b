#include "scenarios/run.hpp"

#include <chrono>
#include <utility>

#include "model/planning/goal_order.hpp"
#include "model/planning/plan_near.hpp"

namespace liandong {
namespace {

PlanningProblem problem_of(const CampaignFile& file) { return {file.campaign, file.funding, file.settings, file.locks, file.modes}; }

ScenarioRun run_of(const NamedInput& input, const PlanningProblem& problem, PlanResult result,
                   std::chrono::steady_clock::time_point started) {
  PlanningProblem delivered = problem.modes().empty() ? problem : problem.delivered(result.plan.deliveries);
  PlanMetrics metrics = measure(delivered, result.plan);
  return {.key = input.key,
          .scenario = input.file.scenario,
          .input_hash = input.file.input_hash,
          .problem = std::move(delivered),
          .result = std::move(result),
          .metrics = std::move(metrics),
          .seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count()};
}

}  // namespace

Provenance provenance_of(const ScenarioRun& run, const std::string& version) {
  return {.input_hash = run.input_hash, .scenario = run.scenario ? run.key : "", .seed = {}, .version = version, .options = {}};
}

ScenarioRun ScenarioPlanner::first(const NamedInput& input, const PlanOptions& options) {
  const auto started = std::chrono::steady_clock::now();
  const PlanningProblem problem = problem_of(input.file);
  if (problem.settings().order == GoalOrder::strict) return run_of(input, problem, plan_in_order(problem, options), started);
  knows_ = true;
  return run_of(input, problem, known_.plan(problem, options), started);
}

ScenarioRun ScenarioPlanner::next(const NamedInput& input, const PlanOptions& options) const {
  const auto started = std::chrono::steady_clock::now();
  const PlanningProblem problem = problem_of(input.file);
  PlanResult result = problem.settings().order == GoalOrder::strict ? plan_in_order(problem, options)
                      : knows_                                      ? plan_near(known_, problem, options)
                                                                    : make_plan(problem, options);
  return run_of(input, problem, std::move(result), started);
}

std::vector<ScenarioRun> plan_scenarios(const std::vector<NamedInput>& inputs, const RunOptions& options) {
  ScenarioPlanner planner;
  return plan_scenarios(inputs, options, planner);
}

std::vector<ScenarioRun> plan_scenarios(const std::vector<NamedInput>& inputs, const RunOptions& options, ScenarioPlanner& planner) {
  std::vector<ScenarioRun> runs;
  bool first = true;
  for (std::size_t i = 0; i < inputs.size() && !options.stop.stop_requested(); ++i) {
    PlanOptions plan{.gap = options.gap, .time_limit = options.time_limit, .threads = options.threads, .stop = options.stop};
    if (options.on_progress) plan.on_progress = [&](const PlanProgress& at) { options.on_progress(i, at); };
    ScenarioRun run = first ? planner.first(inputs[i], plan) : planner.next(inputs[i], plan);
    first = first && inputs[i].file.settings.order == GoalOrder::strict;
    if (cut_short(run.result, options.stop)) break;
    runs.push_back(std::move(run));
    if (options.on_planned && !options.on_planned(runs.back())) break;
  }
  return runs;
}

}  // namespace liandong
