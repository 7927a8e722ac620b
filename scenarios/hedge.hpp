#pragma once

#include <cstdint>
#include <functional>
#include <optional>
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
#include "scenarios/uncertainty.hpp"

namespace liandong {

struct HedgeOptions {
  int draws = 32;   ///< That dates are searched on.
  int fresh = 128;  ///< To choose on, and as many again to judge by.
  std::uint64_t seed = 1;
  double level = 0.9;                   ///< Of the CVaR of the gap.
  std::optional<Money> limit;           ///< The most that the CVaR may be on the draws searched on.
  std::optional<double> limit_share{};  ///< The same as a share of the deterministic plan's; the smaller of the two holds.
  double gap = 0.01;                    ///< Relative distance to the bound at which a search stops, and as of PlanOptions.
  double time_limit = 0;                ///< Seconds for each plan, 0 = none.
  int threads = 1;                      ///< The result does not depend on it.
  std::stop_token stop{};
  std::function<void(double objective, double bound, const Text& step)> on_progress{};
};

/// A schedule on a sample of outturns, the best money taken in each. Amounts in 万元.
struct HedgeFigures {
  double cost = 0, cost_error = 0;  ///< Mean of (10), and its standard error.
  double gap = 0;                   ///< Mean.
  double cvar = 0;                  ///< Of the gap.
  double all_on_time = 0;           ///< Share of the outturns in which every stage is on time.
  std::vector<double> on_time;      ///< The same, by stage.
};

/// Two schedules on one sample: the deterministic plan's and the hedged one's.
struct HedgeComparison {
  int draws = 0;
  HedgeFigures deterministic, hedged;
  double saved = 0, saved_error = 0;  ///< Mean of what the hedged one costs less, draw by draw, and its standard error.
};

/// The cheapest schedule found at a price of the tail.
struct HedgePoint {
  double price = 0;  ///< 万元 for each 万元 of CVaR, beside the gap's own price.
  double cost = 0, cvar = 0, bound = 0;
};

struct HedgeMove {
  ProjectId project;
  std::optional<int> from, to;  ///< Starts.
};

enum class HedgeEnd {
  hedged,      ///< Better on the draws to choose on, or within a limit that the deterministic plan breaks.
  no_better,   ///< The deterministic plan is as good: it comes back.
  impossible,  ///< No schedule was found that keeps the limit: the one of the least CVaR comes back.
  cancelled,   ///< The best so far.
};

struct Hedge {
  HedgeEnd end = HedgeEnd::no_better;
  PlanningProblem problem;                   ///< The campaign with goals weighed by prices, delivered as the plan says.
  PlanResult deterministic, plan;            ///< Full plans of the campaign's own inputs.
  PlanMetrics metrics;                       ///< Of `plan`.
  HedgeComparison searched, chosen, judged;  ///< On the three samples. Draws = 0: a stop came before.
  double bound = 0;                          ///< No schedule has a lower mean cost on the draws searched on.
  std::optional<double> limit;               ///< 万元.
  double least_cvar = 0;                     ///< Of all schedules looked at, on the draws searched on.
  std::vector<HedgePoint> points;            ///< By price; the first without one.
  std::vector<HedgeMove> moves;
  std::size_t looked = 0;  ///< Schedules priced on all draws.
  double level = 0.9;
  double seconds = 0;
};

/// Dates decided before the draw, money after it: the least mean cost (10), with a limit on the CVaR of the gap if one is asked for
/// (docs/maths/hedging.md). Searched on some draws, chosen against the deterministic plan on others, judged on yet others.
[[nodiscard]] Hedge hedge_plan(const PlanningProblem& problem, const Uncertainty& uncertainty, const HedgeOptions& options = {});

struct HedgeTableOptions {
  Language language = Language::english;
  MoneyUnit unit = MoneyUnit::wan;
  std::size_t most_moves = 20;
};
[[nodiscard]] std::vector<Table> hedge_tables(const Hedge& hedge, const HedgeTableOptions& options = {});
/// hedge.csv: sample, plan, draws, cost_wan, cost_error_wan, gap_wan, cvar_wan, all_on_time.
[[nodiscard]] std::string hedge_csv(const Hedge& hedge);
/// moves.csv: project, start in the deterministic plan, start in the hedged one.
[[nodiscard]] std::string hedge_moves_csv(const Hedge& hedge);
[[nodiscard]] std::string hedge_json(const Hedge& hedge);

}  // namespace liandong
