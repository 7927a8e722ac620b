#pragma once

#include <functional>
#include <optional>
#include <stop_token>

#include "model/planning/goals.hpp"
#include "model/planning/plan.hpp"
#include "model/planning/planning_problem.hpp"

namespace liandong {

/// Why `make_plan()` returned, and so what its plan means.
enum class Outcome {
  proven,      ///< Within `gap` of the certificate's bound.
  best_found,  ///< Every rule kept; the bound is further away than `gap`.
  cancelled,   ///< Stopped on request: the best so far, every rule kept.
};

struct PlanProgress {
  double seconds = 0;
  double objective = 0;  ///< Of the best plan so far, 万元; infinity before the first.
  double bound = 0;      ///< -infinity before the first.
  Text step;             ///< What is being done.
};

struct PlanOptions {
  double gap = 0.005;       ///< Relative distance to the proven bound at which to stop.
  double time_limit = 0;    ///< Seconds; 0 = none. A limit that bites makes the result depend on the machine.
  int threads = 1;          ///< The plan does not depend on it.
  int apart_from = 20'000;  ///< With more dates to decide (x_vt), parts that share nothing but cash are planned apart.
  std::stop_token stop{};
  std::function<void(const PlanProgress&)> on_progress{};  ///< Called on the caller's thread.
};

struct PlanResult {
  Outcome outcome = Outcome::best_found;
  Plan plan;
  std::optional<double> relaxation;  ///< Value of the relaxation, 万元, to half the gap asked for; empty if there was no time for it.
  std::optional<GoalReport> goals;   ///< Of a plan in strict order (goal_order.hpp).
};

/// Did a stop end the run before it had proven what was asked for? (`best_found` may be what a stop left of a time limit.)
[[nodiscard]] inline bool cut_short(const PlanResult& result, const std::stop_token& stop) {
  return result.outcome == Outcome::cancelled || (stop.stop_requested() && result.outcome != Outcome::proven);
}

/// Decides when each project starts and which money pays each period of it.
///
/// Projects with modes are delivered in the cheapest (16): the plan's `deliveries` say how, and what it says is about `problem.delivered()` so.
/// Minimises (10) subject to (1)-(9) of docs/maths/planning-problem.md. Amounts are whole fen: for every project and period the
/// sources' shares and the gap add up to the spend exactly, and no source pays more than it holds.
[[nodiscard]] PlanResult make_plan(const PlanningProblem& problem, const PlanOptions& options = {});

}  // namespace liandong
