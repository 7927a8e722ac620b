#include "model/planning/goal_moves.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "model/planning/goal_money.hpp"

namespace liandong {
namespace {

class Moves {
 public:
  Moves(const PlanningProblem& problem, GoalSearch& search, const GoalBase& base, const GoalOptions& options)
      : problem_(problem), search_(search), base_(base), options_(options), tolerance_{options.tolerance} {
    if (const auto values = values_of(base.cost)) at_ = *values;
  }

  std::vector<GoalMove> all() {
    later_stage(Goal::firm);
    later_stage(Goal::strive);
    if (at_[Goal::gap] > least_value) {
      worse_gap();
      better_gap();
    }
    if (at_[Goal::cost] > least_value) {
      worse_cost();
      better_cost();
    }
    if (at_[Goal::smooth] > least_value) evener();
    return std::move(moves_);
  }

 private:
  static constexpr double least_value = 0.01;  // 万元: a hundredth of it would be a fen or none.

  /// The schedule's dates, and its money within the gap and cost found for it, as even as that allows.
  [[nodiscard]] std::optional<GoalValues> values_of(const GoalFound& found) const {
    if (!found.schedule) return std::nullopt;
    GoalValues values;
    values[Goal::firm] = search_.lateness(Goal::firm, *found.schedule);
    values[Goal::strive] = search_.lateness(Goal::strive, *found.schedule);
    values[Goal::gap] = found.gap;
    values[Goal::cost] = found.cost;
    const MoneyProgram program = search_.money(*found.schedule);
    GoalMoney money(program);
    const auto cheap = money.least_cost(found.gap);
    const auto even = cheap ? money.evenest(cheap->x, found.gap, std::max(found.cost, cheap->cost)) : std::nullopt;
    if (!even) return std::nullopt;
    values[Goal::smooth] = even->uneven;
    return values;
  }

  void add(Goal goal, double change, const std::optional<GoalValues>& values, StageId stage = {}) {
    if (search_.stopped()) return;
    GoalMove move{.goal = goal, .change = change, .stage = stage, .possible = values.has_value(), .values = {}};
    if (values)
      for (const Goal other : goals) move.values[other] = (*values)[other] - at_[other];
    moves_.push_back(std::move(move));
  }

  /// From the gap on, with these dates.
  [[nodiscard]] GoalFound from_gap(const StageDates& dates, GoalFound gap) {
    if (!gap.schedule) return gap;
    // The schedule at hand keeps wider dates as well: no move for the worse may look dearer than none.
    std::vector<Schedule> seeds{*gap.schedule, *base_.cost.schedule};
    GoalFound cost = search_.least_cost(dates, tolerance_.limit(gap.gap), gap.gap, seeds);
    return cost.schedule ? cost : gap;
  }

  void later_stage(Goal goal) {
    std::vector<std::pair<StageId, GoalFound>> tried;
    for (std::size_t s = 0; s < base_.dates.size() && !search_.stopped(); ++s) {
      const StageId id{static_cast<int>(s)};
      const bool firm = problem_.campaign()[id].firmness == Firmness::firm;
      if (firm != (goal == Goal::firm) || !base_.dates[s] || *base_.dates[s] + 1 >= problem_.periods()) continue;
      if (static_cast<int>(tried.size()) == options_.most_stages) break;
      StageDates dates = base_.dates;
      ++*dates[s];
      tried.emplace_back(id, search_.least_gap(dates, {*base_.gap.schedule, *base_.cost.schedule}));
    }
    if (tried.empty()) return;
    const auto best =
        std::min_element(tried.begin(), tried.end(), [](const auto& a, const auto& b) { return a.second.gap < b.second.gap; });
    StageDates dates = base_.dates;
    ++*dates[best->first.index()];
    add(goal, problem_.late_price(best->first).wan(), values_of(from_gap(dates, best->second)), best->first);
  }

  void worse_gap() {
    const double limit = at_[Goal::gap] * (1 + options_.move);
    const GoalFound found = search_.least_cost(base_.dates, limit, limit, {*base_.gap.schedule, *base_.cost.schedule});
    add(Goal::gap, options_.move * at_[Goal::gap], values_of(found));
  }

  /// Strive stages give way first, then firm ones.
  void better_gap() {
    const double limit = at_[Goal::gap] * (1 - options_.move);
    std::optional<GoalValues> values;
    for (const Goal goal : {Goal::strive, Goal::firm}) {
      StageDates dates = base_.dates;
      for (std::size_t s = 0; s < dates.size(); ++s)
        if (goal == Goal::firm || problem_.campaign().stages()[s].firmness != Firmness::firm) dates[s].reset();
      const GoalFound late = search_.least_lateness(goal, dates, limit);
      if (!late.schedule) continue;
      const StageDates reached = search_.dates_of(*late.schedule);
      values = values_of(from_gap(reached, search_.least_gap(reached, {*late.schedule})));
      if (values) break;
    }
    add(Goal::gap, -options_.move * at_[Goal::gap], values);
  }

  void worse_cost() {
    GoalFound found = base_.cost;
    found.cost = at_[Goal::cost] * (1 + options_.move);
    add(Goal::cost, options_.move * at_[Goal::cost], values_of(found));
  }

  void better_cost() {
    const double limit = at_[Goal::cost] * (1 - options_.move);
    const GoalFound found = search_.least_gap_at_cost(base_.dates, limit, {*base_.gap.schedule, *base_.cost.schedule});
    add(Goal::cost, -options_.move * at_[Goal::cost], values_of(found));
  }

  void evener() {
    const MoneyProgram program = search_.money(*base_.cost.schedule);
    GoalMoney money(program);
    const double limit = at_[Goal::smooth] * (1 - options_.move);
    std::optional<GoalValues> values;
    if (const auto cheap = money.least_cost(at_[Goal::gap]))
      if (const auto found = money.least_cost_as_even(cheap->x, at_[Goal::gap], limit)) {
        values = at_;
        (*values)[Goal::cost] = found->cost;
        (*values)[Goal::smooth] = limit;
      }
    add(Goal::smooth, -options_.move * at_[Goal::smooth], values);
  }

  const PlanningProblem& problem_;
  GoalSearch& search_;
  const GoalBase& base_;
  const GoalOptions& options_;
  GoalTolerance tolerance_;
  GoalValues at_;
  std::vector<GoalMove> moves_;
};

}  // namespace

std::vector<GoalMove> goal_moves(const PlanningProblem& problem, GoalSearch& search, const GoalBase& base, const GoalOptions& options) {
  return Moves(problem, search, base, options).all();
}

}  // namespace liandong
