#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "model/io/plan_folder.hpp"
#include "model/io/read_campaign.hpp"
#include "model/planning/make_plan.hpp"
#include "model/planning/metrics.hpp"
#include "model/planning/planner.hpp"
#include "model/planning/planning_problem.hpp"

namespace liandong {

/// A campaign under one scenario, to be planned.
struct NamedInput {
  std::string key;  ///< "baseline" for the campaign itself.
  CampaignFile file;
};

/// A scenario with its plan.
struct ScenarioRun {
  std::string key;
  std::optional<Scenario> scenario;  ///< Empty for the campaign itself.
  std::string input_hash;
  PlanningProblem problem;  ///< Delivered as the plan says.
  PlanResult result;
  PlanMetrics metrics;
  double seconds = 0;
};

/// What a plan folder says of where the plan of `run` comes from, made by `version` of the program; options are the caller's.
[[nodiscard]] Provenance provenance_of(const ScenarioRun& run, const std::string& version);

/// Plans inputs of one campaign: one from the start, others from what that one left (`Planner`), or from the start too if that proves to be
/// about another problem. So a plan depends on its own input, the first one and nothing else. Strict order of goals is always planned from
/// the start.
class ScenarioPlanner {
 public:
  ScenarioRun first(const NamedInput& input, const PlanOptions& options);
  /// May be called on several threads at once.
  [[nodiscard]] ScenarioRun next(const NamedInput& input, const PlanOptions& options) const;

 private:
  Planner known_;
  bool knows_ = false;
};

struct RunOptions {
  double gap = 0.005;     ///< As of PlanOptions.
  double time_limit = 0;  ///< Seconds for each plan, 0 = none.
  int threads = 1;
  std::stop_token stop{};
  std::function<void(std::size_t, const PlanProgress&)> on_progress{};  ///< Which input.
  std::function<bool(const ScenarioRun&)> on_planned{};                 ///< After each; false ends the whole.
};

/// Plans the inputs one after another by a `ScenarioPlanner`; the first that is not planned by the strict order of goals is its first. Once
/// a stop is asked for, the plan being made is given up, and those made before it come back.
[[nodiscard]] std::vector<ScenarioRun> plan_scenarios(const std::vector<NamedInput>& inputs, const RunOptions& options);
/// The same by a planner that the caller goes on with.
[[nodiscard]] std::vector<ScenarioRun> plan_scenarios(const std::vector<NamedInput>& inputs, const RunOptions& options,
                                                      ScenarioPlanner& planner);

}  // namespace liandong
