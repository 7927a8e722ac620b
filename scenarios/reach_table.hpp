#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/core/text.hpp"
#include "model/planning/figures.hpp"
#include "model/planning/reach.hpp"
#include "scenarios/table.hpp"

namespace liandong {

/// "firm", "stages", "gap".
[[nodiscard]] const char* word_for(ReachGoal goal);
[[nodiscard]] std::optional<ReachGoal> parse_reach_goal(const std::string& word);

/// The answer as sentences: how much, and how sure that is.
[[nodiscard]] std::vector<Text> reach_sentences(const PlanningProblem& problem, const Reach& reach, MoneyUnit unit);

struct ReachTableOptions {
  Language language = Language::english;
  MoneyUnit unit = MoneyUnit::wan;
  std::size_t most_projects = 10;
};
/// Extra money by unit and year, the projects that it pays for, and the stages. Figures add up as they are shown.
[[nodiscard]] std::vector<Table> reach_tables(const PlanningProblem& problem, const Reach& reach, const ReachTableOptions& options = {});

/// extra.csv (unit, period, amount_wan) and extra_projects.csv (project, period, amount_wan).
[[nodiscard]] std::string extra_csv(const PlanningProblem& problem, const Reach& reach);
[[nodiscard]] std::string extra_projects_csv(const PlanningProblem& problem, const Reach& reach);
[[nodiscard]] std::string reach_json(const PlanningProblem& problem, const Reach& reach);

}  // namespace liandong
