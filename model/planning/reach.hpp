#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

#include "model/core/ids.hpp"
#include "model/core/money.hpp"
#include "model/planning/make_plan.hpp"
#include "model/planning/planning_problem.hpp"

namespace liandong {

/// What the extra money is to bring about.
enum class ReachGoal {
  firm,    ///< Every firm stage on time, or as soon after its deadline as links allow.
  stages,  ///< Every stage that has a price.
  gap,     ///< No gap, and no stage later than in a plan without extra money.
};

/// Extra own money of one unit in one period.
struct ExtraMoney {
  UnitId unit;
  int t = 0;
  Money amount;
};
struct ExtraForProject {
  ProjectId project;
  int t = 0;
  Money amount;
};
/// A stage under the plan with the extra money.
struct ReachedStage {
  StageId stage;
  int deadline = 0;
  std::optional<int> reached{};
  bool held = false;  ///< The goal asks for it.
};

/// "The least extra money, where and when, so that ..." (docs/maths/reach.md).
struct Reach {
  ReachGoal goal = ReachGoal::firm;
  Outcome outcome = Outcome::best_found;
  Money extra;                              ///< Not discounted. No less than `at_least` in any plan that reaches the goal.
  double at_least = 0;                      ///< 万元, proven.
  std::vector<ExtraMoney> by_unit;          ///< Sorted by unit, t.
  std::vector<ExtraForProject> by_project;  ///< Sorted by project, t.
  std::vector<ReachedStage> stages;         ///< All of them.
  Money unpayable;                          ///< Gap that no extra money closes.
  Money cost_built, paid;                   ///< Of the plan; paid by the money that is there.
};

struct ReachOptions {
  ReachGoal goal = ReachGoal::firm;
  double gap = 0.05;      ///< Relative distance between `extra` and `at_least` at which to stop.
  double time_limit = 0;  ///< Seconds for each plan, 0 = none.
  int threads = 1;
  std::stop_token stop{};
  std::function<void(const PlanProgress&)> on_progress{};
};

/// Extra money is own fiscal money of the unit whose project it pays for, when it is needed: it may pay any work of the unit in full, and
/// it counts as local match, so that grants which wait for a match come with it. Everything else holds as it does in a plan.
[[nodiscard]] Reach least_extra(const PlanningProblem& problem, const ReachOptions& options);

}  // namespace liandong
