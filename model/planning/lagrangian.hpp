#pragma once

#include <map>
#include <utility>
#include <vector>

#include "model/planning/planning_program.hpp"
#include "model/planning/spend_model.hpp"
#include "model/planning/windows.hpp"

namespace liandong {

/// kappa of (6) and alpha of (8), in 万元 of objective per 万元.
struct Multipliers {
  std::vector<std::vector<double>> cash;  ///< [source][t].
  std::map<std::pair<UnitId, int>, double> affordability;
};

/// The same, by row of `MoneyRows`.
using RowPrices = std::vector<double>;

/// Raises prices to what (11) asks: none below 0, cash that can be carried over worth at least what it will be later. Any prices so
/// repaired prove a bound.
void repair(const MoneyRows& rows, RowPrices& prices);
[[nodiscard]] Multipliers multipliers_of(const MoneyRows& rows, const RowPrices& prices);
[[nodiscard]] RowPrices row_prices(const MoneyRows& rows, const Multipliers& multipliers);
/// From the row multipliers of a solved programme, repaired.
[[nodiscard]] Multipliers multipliers_of(const SpendModel& model, const PlanningProgram& program, const Eigen::VectorXd& row_multipliers);

/// What each node's completion costs under given multipliers: (13) for projects, the stage prices of (10) for stages.
struct CompletionCosts {
  std::vector<std::vector<double>> at;  ///< [node][q]; infinite where q is impossible.
  std::vector<double> never;            ///< [node].
  double constant = 0;                  ///< -Σ A kappa - Σ ceiling alpha.

  [[nodiscard]] double of(const Schedule& schedule) const;  ///< Constant included.
};

/// Stage prices, and what ν charges for moves (M2), alone: money for nothing.
[[nodiscard]] CompletionCosts stage_costs(const PlanningProblem& problem);
[[nodiscard]] CompletionCosts completion_costs(const SpendModel& model, const RowPrices& prices);
[[nodiscard]] CompletionCosts completion_costs(const SpendModel& model, const Multipliers& multipliers);

/// The same as weights of the x_vt of `graph`: the cost of a schedule is `constant` plus the weights of its x_vt = 1.
struct PricedNodes {
  double constant = 0;
  std::vector<double> weight;  ///< By variable.
};
/// `constant` plus the value of a closed set, lowered by what rounding may have added where large sums cancel: still a bound.
[[nodiscard]] double bound_of(const PricedNodes& priced, double closure_value);
[[nodiscard]] PricedNodes priced_nodes(const ExpandedGraph& graph, const CompletionCosts& costs);

/// The cheapest schedule within the windows of `graph`: minimum cuts. `value` is a proven lower bound on the cost of all of them.
struct CheapestSchedule {
  double value = 0;
  Schedule schedule;
};
[[nodiscard]] CheapestSchedule cheapest_schedule(const PlanningProblem& problem, const ExpandedGraph& graph, const CompletionCosts& costs);

/// Price of a yuan of spend of cell number `cell`, (12).
[[nodiscard]] double spend_price(const SpendModel& model, int cell, const RowPrices& prices);
/// The same, and a cheapest way to pay: `shares` by offer of the cell; what they leave is gap.
double spend_price(const SpendModel& model, int cell, const RowPrices& prices, std::vector<double>& shares);
/// What a schedule draws on each money row if all is paid the cheapest way: a supergradient of (13) is this less what there is.
[[nodiscard]] std::vector<double> cheapest_draws(const SpendModel& model, const RowPrices& prices, const Schedule& schedule);

}  // namespace liandong
