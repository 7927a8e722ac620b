#include "model/planning/plan_near.hpp"

#include <algorithm>
#include <cmath>
#include <stop_token>

#include "model/planning/make_plan.hpp"

namespace liandong {
namespace {

/// The old schedule with its best money further than this from the old proofs: the problem is another one, and what is known of the old one
/// costs more time than it saves (measured on the example campaign).
constexpr double another_problem = 0.04;

}  // namespace

PlanResult plan_near(const Planner& known, const PlanningProblem& problem, const PlanOptions& options) {
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

}  // namespace liandong
