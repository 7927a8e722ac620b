#pragma once

#include <functional>
#include <limits>
#include <optional>
#include <stop_token>
#include <vector>

#include "model/core/rate.hpp"
#include "model/planning/plan.hpp"
#include "model/planning/planning_problem.hpp"

namespace liandong {

/// Which money is varied: all of a source's inflow in proportion, or that of one period.
struct PriceQuestion {
  SourceId source;
  std::optional<int> t{};
  friend bool operator==(const PriceQuestion&, const PriceQuestion&) = default;
};

/// The campaign with so much more (or less) of that money, planned anew.
struct PriceStep {
  Rate change;           ///< Of the inflow: +5 %, -10 %, ...
  double extra = 0;      ///< The same in 万元; below 0 where money is taken away.
  double cost = 0;       ///< Of the best schedule known at that money, 万元, (3) of docs/maths/prices.md.
  double bound = 0;      ///< No plan costs less at that money, 万元, (4).
  int moved = 0;         ///< Projects that start at another time than in the plan, or are built in one of the two only.
  int stages_moved = 0;  ///< The same for stages.
  double held = 0;       ///< Saved per 万元 with the plan's schedule held, (5).
  double price = 0;      ///< Saved per 万元 by planning anew, (5).
  double low = 0;        ///< The true value of a 万元 lies between `low` ...
  double high = std::numeric_limits<double>::infinity();  ///< ... and `high`: proven, (6).
};

struct SourcePrice {
  PriceQuestion question;
  Money money;                         ///< What is varied.
  double dual = 0;                     ///< 万元 saved per 万元 by the plan's multipliers, (1).
  double dual_low = 0, dual_high = 0;  ///< Extra money, 万元, over which the dual surely holds with the schedule held, (2).
  std::vector<PriceStep> steps;        ///< Ascending; steps that change nothing (too little money) are left out.
  bool complete = true;                ///< False if a stop or the time limit left steps out.

  /// The smallest step up (down) whose proven range no longer contains the dual; empty if there is none.
  [[nodiscard]] const PriceStep* departs(bool upwards) const;
  [[nodiscard]] const PriceStep* step(Rate change) const;
};

struct PriceStudy {
  double cost = 0;                  ///< Of the best schedule known for the campaign as it is, 万元, in exact amounts, (3).
  double plan_cost = 0;             ///< Of the plan's schedule; above `cost` if the study met a better one.
  double bound = 0;                 ///< 万元.
  std::vector<SourcePrice> prices;  ///< In the order of the questions.
};

struct PriceStudyProgress {
  int done = 0, steps = 0;  ///< Re-plans.
  double seconds = 0;
};

struct PriceStudyOptions {
  std::vector<Rate> changes;  ///< Empty = -10, -5, -1, +1, +5, +10 %.
  double gap = 0.005;         ///< Of each re-plan, relative.
  double time_limit = 0;      ///< Seconds; 0 = none. What was not re-planned by then is left out.
  int threads = 1;            ///< The result does not depend on it.
  std::stop_token stop{};
  std::function<void(const PriceStudyProgress&)> on_progress{};  ///< Called from the worker threads, one at a time.
};

/// All sources with money within the horizon, whole; the dearest by `plan`'s multipliers first.
[[nodiscard]] std::vector<PriceQuestion> whole_sources(const PlanningProblem& problem, const Plan& plan);
/// Single periods of sources, the dearest first; at most `most`, 0 = all. Periods without money or with a price of 0 are left out.
[[nodiscard]] std::vector<PriceQuestion> dearest_periods(const PlanningProblem& problem, const Plan& plan, int most);

/// What one more 万元 is worth, also where it decides whether something is built or a stage reached: each question by the plan's
/// multipliers and by planning anew with more and less of the money, with what the bounds prove about the true value
/// (docs/maths/prices.md). `plan` must be one of `problem`.
[[nodiscard]] PriceStudy study_prices(const PlanningProblem& problem, const Plan& plan, const std::vector<PriceQuestion>& questions,
                                      const PriceStudyOptions& options = {});

}  // namespace liandong
