#pragma once

#include <optional>
#include <stop_token>
#include <vector>

#include "model/planning/goal_money.hpp"
#include "model/planning/goals.hpp"
#include "model/planning/planner.hpp"
#include "model/planning/stage_dates.hpp"

namespace liandong {

/// What a search for one goal found.
struct GoalFound {
  std::optional<Schedule> schedule;  ///< Empty if no plan within the limits was found.
  double gap = 0, cost = 0;          ///< (2), (3) of its best money, real amounts.
  double bound = 0;                  ///< No plan within the limits has less of the goal sought.
};

/// The best schedule for one goal while others keep their limits: dates are held as locks on projects, amounts by the price of exceeding
/// them, which is raised until they are kept (docs/maths/goal-order.md (6), (7)). Money is real amounts, contracts of any size.
class GoalSearch {
 public:
  /// Keeps references. `options.gap` is the relative distance to which each goal is planned; `options.time_limit` is of each planning run.
  GoalSearch(const PlanningProblem& problem, const PlanOptions& options);

  /// The later of the deadline and what links, earliest starts and locks allow, for each stage that can be reached and has a price: all of
  /// them can be kept at once, since everything as early as possible keeps each.
  [[nodiscard]] StageDates best_dates() const;
  /// What `schedule` reaches, no date earlier than its deadline.
  [[nodiscard]] StageDates dates_of(const Schedule& schedule) const;
  [[nodiscard]] bool keeps(const Schedule& schedule, const StageDates& dates) const;
  /// (1) of `firm` or `strive`.
  [[nodiscard]] double lateness(Goal goal, const Schedule& schedule) const;

  [[nodiscard]] GoalFound least_gap(const StageDates& dates, const std::vector<Schedule>& seeds);
  /// Schedules whose least gap is within `gap_limit`; their money then keeps a gap of `aim`, or their least.
  [[nodiscard]] GoalFound least_cost(const StageDates& dates, double gap_limit, double aim, const std::vector<Schedule>& seeds);
  [[nodiscard]] GoalFound least_gap_at_cost(const StageDates& dates, double cost_limit, const std::vector<Schedule>& seeds);
  /// Least lateness of `goal` while the gap keeps its limit.
  [[nodiscard]] GoalFound least_lateness(Goal goal, const StageDates& dates, double gap_limit);

  /// The money of a schedule at the campaign's certainty, contracts open.
  [[nodiscard]] MoneyProgram money(const Schedule& schedule) const;
  [[nodiscard]] const SpendModel& model() const { return model_; }
  [[nodiscard]] bool stopped() const { return options_.stop.stop_requested(); }

 private:
  /// What counts in a run, and how much.
  struct Weights {
    bool firm = false, strive = false;
    double gap = 0;
    bool cost = false;
  };
  struct Run {
    Schedule schedule;
    double bound = 0;
    double gap = 0, cost = 0;  ///< As they come out at the weights.
  };
  /// The period to hold a stage by that can be reached in `reached`; empty where it costs nothing to be late for it.
  [[nodiscard]] std::optional<int> due(StageId stage, int reached) const;
  [[nodiscard]] PlanningProblem weighted(const StageDates& dates, const Weights& weights) const;
  [[nodiscard]] Run run(Planner& planner, const StageDates& dates, const Weights& weights, double gap);

  const PlanningProblem& problem_;
  PlanOptions options_;
  SpendModel model_;
  Planner by_gap_, by_cost_, by_dates_;  ///< One for each kind of objective, so that each re-plans from what is like it.
};

}  // namespace liandong
