#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "model/core/money.hpp"
#include "model/core/text.hpp"
#include "model/planning/figures.hpp"
#include "model/planning/make_plan.hpp"
#include "model/planning/metrics.hpp"
#include "model/planning/planning_problem.hpp"
#include "scenarios/table.hpp"

namespace liandong {

/// A plan on the way between gap, public money and lateness.
struct FrontierPoint {
  double gap_factor = 1, late_factor = 1;  ///< Times the campaign's own prices, at which it is the best plan.
  PlanningProblem problem;                 ///< The campaign at its own prices, delivered as the plan says.
  PlanResult result;                       ///< The plan, judged at those: its bound is that of the campaign.
  PlanMetrics metrics;
  Money gap, public_money;    ///< The second as present value.
  int late = 0;               ///< Periods, all stages together; one never reached counts to the end of the horizon.
  std::vector<Text> names{};  ///< What it is best at, if anything.
};

struct Frontier {
  std::vector<FrontierPoint> points;  ///< None is at least as good as another in all three. By lateness, then gap.
  std::size_t planned = 0;            ///< Plans made, those included that fell out.
  bool complete = true;               ///< False after a stop.
};

struct FrontierOptions {
  std::size_t plans = 24;  ///< To be made at most.
  double gap = 0.01;       ///< As of PlanOptions.
  double time_limit = 0;   ///< Seconds for each plan, 0 = none.
  int threads = 1;         ///< The result does not depend on it.
  std::stop_token stop{};
  std::function<void(std::size_t done, std::size_t all)> on_progress{};
};

/// Plans the campaign at other prices of the gap and of lateness, first on a grid of factors, then between neighbours that lie far apart,
/// and keeps the plans that no other beats in all of gap, public money and lateness (docs/maths/frontier.md).
[[nodiscard]] Frontier trace_frontier(const PlanningProblem& problem, const FrontierOptions& options);

/// Which of some points no other one beats: as good in everything and better in something. Of equals the first.
struct Measures3 {
  double gap = 0, money = 0, late = 0;
};
[[nodiscard]] std::vector<std::size_t> not_beaten(const std::vector<Measures3>& points);
/// The point nearest to the best of everything, each measure scaled to its range among the points.
[[nodiscard]] std::size_t most_balanced(const std::vector<Measures3>& points);

struct FrontierTableOptions {
  Language language = Language::english;
  MoneyUnit unit = MoneyUnit::wan;
};
[[nodiscard]] Table frontier_table(const Frontier& frontier, const FrontierTableOptions& options = {});
/// frontier.csv: point, gap_factor, late_factor, gap_wan, public_money_wan, late_periods, stages on time, late and never, cost_built_wan,
/// objective_wan, names.
[[nodiscard]] std::string frontier_csv(const Frontier& frontier);
[[nodiscard]] std::string frontier_json(const Frontier& frontier);
/// "point-03": the folder of a plan.
[[nodiscard]] std::string point_name(std::size_t point);

}  // namespace liandong
