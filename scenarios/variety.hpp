#pragma once

#include <cstdint>
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
#include "scenarios/plan_distance.hpp"
#include "scenarios/table.hpp"

namespace liandong {

struct Alternative {
  PlanResult result;
  PlanMetrics metrics;
  double above = 0;         ///< The best plan: (objective - its objective) / its objective.
  double distance = 0;      ///< From the bound: (objective - bound) / objective.
  PlanDistance nearest;  ///< From the plan of the list that it is most like.
  PlanDistance from_best;
};

/// Something that every plan of the list does.
struct SharedStart {
  ProjectId project;
  int start = 0;
};

struct Variety {
  std::vector<Alternative> plans;   ///< The best first, then in the order in which they were chosen.
  std::vector<SharedStart> shared;  ///< Projects that start in the same period in all of them, by start: safe to begin.
  int built_in_all = 0, built_in_none = 0;
  std::size_t tried = 0;
  bool complete = true;  ///< False after a stop.
};

struct VarietyOptions {
  std::size_t count = 6;  ///< Plans to choose, the best included.
  double within = 0.02;      ///< Of the best plan.
  double gap = 0.01;      ///< As of PlanOptions.
  double time_limit = 0;  ///< Seconds for each plan, 0 = none.
  std::uint64_t seed = 1;
  int threads = 1;  ///< The result does not depend on it.
  std::stop_token stop{};
  std::function<void(std::size_t done, std::size_t all)> on_progress{};
};

/// The best plan, and others that cost little more and are clearly different: planned with drawn projects held away from their dates and
/// their main funds, then chosen so that each lies as far as it can from those before it (docs/maths/alternatives.md). All are plans of the
/// campaign as it is.
[[nodiscard]] Variety find_alternatives(const PlanningProblem& problem, const VarietyOptions& options);

struct VarietyTableOptions {
  Language language = Language::english;
  MoneyUnit unit = MoneyUnit::wan;
  std::size_t most_shared = 15;
};
[[nodiscard]] std::vector<Table> variety_tables(const PlanningProblem& problem, const Variety& variety,
                                                const VarietyTableOptions& options = {});
/// alternatives.csv, and shared.csv (project, start).
[[nodiscard]] std::string alternatives_csv(const Variety& variety);
[[nodiscard]] std::string shared_csv(const PlanningProblem& problem, const Variety& variety);
[[nodiscard]] std::string variety_json(const PlanningProblem& problem, const Variety& variety);
/// "plan-02": the folder of a plan.
[[nodiscard]] std::string alternative_name(std::size_t plan);

}  // namespace liandong
