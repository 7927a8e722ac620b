#include "model/planning/goal_order.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "model/planning/even_burden.hpp"
#include "model/planning/finish.hpp"
#include "model/planning/goal_moves.hpp"
#include "model/planning/goal_search.hpp"

namespace liandong {
namespace {

/// The money of the schedule by the campaign's prices; where these leave a gap that money could close, by a higher price of the gap.
Plan finished(const PlanningProblem& problem, const SpendModel& model, const Schedule& schedule, double gap_limit, int threads) {
  Plan plan = finish_plan(model, schedule, threads);
  for (double price = std::max(8.0, 8 * problem.settings().prices.gap.value()); price < 1000; price *= 8) {
    if (goal_values(problem, plan)[Goal::gap] <= gap_limit) break;
    Settings settings = problem.settings();
    settings.prices.gap = Rate::from_billionths(std::llround(price * static_cast<double>(Rate::one_unit)));
    const PlanningProblem dearer = problem.with(settings);
    const SpendModel dearer_model(dearer);
    const Plan closed = finish_plan(dearer_model, schedule, threads);
    if (goal_values(problem, closed)[Goal::gap] < goal_values(problem, plan)[Goal::gap]) replace_money(problem, money_of(closed), plan);
  }
  return plan;
}

}  // namespace

PlanResult plan_in_order(const PlanningProblem& given, const PlanOptions& options, const GoalOptions& goal_options) {
  Text step;
  PlanOptions told = options;
  if (options.on_progress)
    told.on_progress = [&](const PlanProgress& at) {
      PlanProgress shown = at;
      shown.step = {step.en + ": " + at.step.en, step.zh + "：" + at.step.zh};
      options.on_progress(shown);
    };
  GoalReport report;
  step = {"priced sum", "按价格合计"};
  PlanResult result = make_plan(given, told);
  const Plan priced = result.plan;
  const PlanningProblem problem = given.modes().empty() ? given : given.delivered(priced.deliveries);
  const GoalValues by_price = goal_values(problem, priced);

  GoalSearch search(problem, told);
  const GoalTolerance tolerance{goal_options.tolerance};
  GoalBase base{.dates = search.best_dates(), .gap = {}, .cost = {}};
  step = name_of(Goal::gap);
  base.gap = search.least_gap(base.dates, {schedule_of(problem, priced)});
  if (base.gap.schedule && !search.stopped()) {
    step = name_of(Goal::cost);
    base.cost =
        search.least_cost(base.dates, tolerance.limit(base.gap.gap), base.gap.gap, {*base.gap.schedule, schedule_of(problem, priced)});
  }
  const GoalFound& chosen = base.cost.schedule ? base.cost : base.gap;
  if (!chosen.schedule) return result;  // Stopped before any plan.

  step = name_of(Goal::smooth);
  Plan plan = finished(problem, search.model(), *chosen.schedule, tolerance.limit(base.gap.gap), options.threads);
  report.before = burdens(problem, plan);
  const double even_bound = even_out(problem, search.model(), *chosen.schedule, plan);
  report.after = burdens(problem, plan);

  const GoalValues values = goal_values(problem, plan);
  const auto level = [&](Goal goal, double bound, double slack) {
    report.levels.push_back({.goal = goal, .value = values[goal], .bound = bound, .tolerance = slack, .priced = by_price[goal]});
  };
  // Links, earliest starts and locks allow no stage sooner: exact.
  level(Goal::firm, values[Goal::firm], 0);
  level(Goal::strive, values[Goal::strive], 0);
  level(Goal::gap, std::min(base.gap.bound, values[Goal::gap]), tolerance.of(base.gap.gap));
  level(Goal::cost, std::min(base.cost.bound, values[Goal::cost]), tolerance.of(values[Goal::cost]));
  level(Goal::smooth, std::min(even_bound, values[Goal::smooth]), 0);
  if (goal_options.move > 0 && base.cost.schedule) {
    step = {"price of moving a goal", "目标变动的代价"};
    report.moves = goal_moves(problem, search, base, goal_options);
  }

  report.priced_objective = priced.certificate.objective;
  plan.deliveries = priced.deliveries;
  plan.modes = priced.modes;
  plan.certificate = priced.certificate;
  plan.certificate.objective = plan.parts.total();
  result.plan = std::move(plan);
  if (result.outcome != Outcome::cancelled)
    result.outcome = result.plan.certificate.relative_gap() <= options.gap ? Outcome::proven : Outcome::best_found;
  if (search.stopped()) result.outcome = Outcome::cancelled;
  result.goals = std::move(report);
  return result;
}

}  // namespace liandong
