#include "scenarios/run.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <stop_token>
#include <utility>

#include "model/planning/goal_order.hpp"
#include "model/planning/planner.hpp"

namespace liandong {
namespace {

/// Plans from what the planner knows, unless the old schedule with its best money lies further than this from the old proofs: then the
/// problem is another one, and what is known of the old one costs more time than it saves (measured on the example campaign).
constexpr double another_problem = 0.04;

PlanResult plan_from(const Planner& known, const PlanningProblem& problem, const PlanOptions& options) {
  Planner planner(known);
  const std::size_t dates = problem.campaign().projects().size() * static_cast<std::size_t>(problem.periods());
  if (dates > static_cast<std::size_t>(options.apart_from)) return planner.plan(problem, options);  // Planned by parts in any case.
  std::stop_source near;
  const std::stop_callback outer(options.stop, [&] { near.request_stop(); });
  const double far = std::max(another_problem, 4 * options.gap);
  bool asked = false;
  PlanOptions warm = options;
  warm.stop = near.get_token();
  warm.on_progress = [&](const PlanProgress& at) {
    if (options.on_progress) options.on_progress(at);
    if (asked || !std::isfinite(at.objective) || !std::isfinite(at.bound)) return;
    asked = true;  // The first plan alone: how far the search then comes is its own matter.
    if (at.objective - at.bound > far * std::abs(at.objective)) near.request_stop();
  };
  PlanResult result = planner.plan(problem, warm);
  if (result.outcome == Outcome::proven || !near.stop_requested() || options.stop.stop_requested()) return result;
  return make_plan(problem, options);
}

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
                      : knows_                                      ? plan_from(known_, problem, options)
                                                                    : make_plan(problem, options);
  return run_of(input, problem, std::move(result), started);
}

std::vector<ScenarioRun> plan_scenarios(const std::vector<NamedInput>& inputs, const RunOptions& options) {
  std::vector<ScenarioRun> runs;
  ScenarioPlanner planner;
  bool first = true;
  for (std::size_t i = 0; i < inputs.size() && !options.stop.stop_requested(); ++i) {
    PlanOptions plan{.gap = options.gap, .time_limit = options.time_limit, .threads = options.threads, .stop = options.stop};
    if (options.on_progress) plan.on_progress = [&](const PlanProgress& at) { options.on_progress(i, at); };
    ScenarioRun run = first ? planner.first(inputs[i], plan) : planner.next(inputs[i], plan);
    first = first && inputs[i].file.settings.order == GoalOrder::strict;
    const Outcome outcome = run.result.outcome;
    if (outcome == Outcome::cancelled || (options.stop.stop_requested() && outcome != Outcome::proven)) break;
    runs.push_back(std::move(run));
    if (options.on_planned && !options.on_planned(runs.back())) break;
  }
  return runs;
}

}  // namespace liandong
