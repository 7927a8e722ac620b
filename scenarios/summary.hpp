#pragma once

#include <string>
#include <vector>

#include "model/core/text.hpp"
#include "model/planning/figures.hpp"
#include "model/planning/make_plan.hpp"
#include "model/planning/metrics.hpp"
#include "model/planning/planning_problem.hpp"
#include "scenarios/table.hpp"

namespace liandong {

struct SummaryOptions {
  Language language = Language::english;
  MoneyUnit unit = MoneyUnit::wan;
  std::size_t most_stages = 14;   ///< Beyond it, the ones in danger are shown and the rest is counted.
  std::size_t most_debtors = 6;   ///< Likewise the units with the highest share of their expenditure.
};

/// A plan on one screen. Figures of a table add up to the totals it shows, and equal totals read the same in every table.
struct Summary {
  std::vector<std::string> opening;  ///< What was planned, and what the outcome means.
  std::vector<Table> tables;         ///< Funds by channel, gap by year and certainty, stages, debt service.
  std::vector<std::string> closing;  ///< Objective and its parts, bound, distance, rules.
};

[[nodiscard]] Summary summarise(const PlanningProblem& problem, const PlanResult& result, const PlanMetrics& metrics, const SummaryOptions& options = {});

/// What the outcome means, as a sentence.
[[nodiscard]] Text meaning_of(Outcome outcome);
[[nodiscard]] const char* word_for(Outcome outcome);

/// The same figures as JSON, money in 万元. `scenario` names what was planned.
[[nodiscard]] std::string summary_json(const PlanningProblem& problem, const PlanResult& result, const PlanMetrics& metrics, const std::string& scenario);

}  // namespace liandong
