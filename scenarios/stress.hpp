#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "model/core/money.hpp"
#include "model/core/text.hpp"
#include "model/planning/change.hpp"
#include "model/planning/figures.hpp"
#include "model/planning/make_plan.hpp"
#include "model/planning/planning_problem.hpp"
#include "scenarios/table.hpp"

namespace liandong {

/// One thing that goes wrong, with a name.
struct Stress {
  std::string key;  ///< "late:province1", "cost:city-wwtp2"; of the files.
  Text name;
  std::vector<Change> changes;
};

/// What may well go wrong with a plan: its largest funds a quarter late or a fifth short, money below "approved" not coming, each channel a
/// fifth short, the largest works a fifth dearer, a contract partner quitting. Only what the plan uses.
[[nodiscard]] std::vector<Stress> stress_library(const PlanningProblem& problem, const Plan& plan);

/// A project that the cure moves.
struct CureMove {
  ProjectId project;
  std::optional<int> from, to;  ///< Start; empty = not built.
};

struct StressResult {
  Stress stress;
  Money gap_held;              ///< More gap than the plan has, dates held and the money divided anew.
  double objective_held = 0;   ///< 万元 more: the damage.
  Money gap_cured;             ///< More gap after planning anew.
  double objective_cured = 0;  ///< 万元 more after planning anew: the cheapest cure still costs this.
  double proven_cured = 0;     ///< 万元: no cure costs less than this.
  int late_cured = 0;          ///< More periods late, all stages together.
  std::vector<CureMove> moves;
};

struct StressOptions {
  double gap = 0.01;      ///< As of PlanOptions, of the plan and of each cure.
  double time_limit = 0;  ///< Seconds for each plan, 0 = none.
  int threads = 1;        ///< The result does not depend on it.
  std::stop_token stop{};
  std::function<void(std::size_t done, std::size_t all)> on_progress{};
};

struct StressStudy {
  PlanResult plan;                    ///< What is stressed.
  std::vector<StressResult> results;  ///< The greatest damage first.
  bool complete = true;               ///< False after a stop.
};

/// Plans the campaign, then each stress twice: with the dates held, and anew (docs/maths/stresses.md).
[[nodiscard]] StressStudy study_stresses(const PlanningProblem& problem, const StressOptions& options);

struct StressTableOptions {
  Language language = Language::english;
  MoneyUnit unit = MoneyUnit::wan;
  std::size_t most = 20;
};
[[nodiscard]] Table stress_table(const StressStudy& study, const StressTableOptions& options = {});
/// stress.csv, and stress_moves.csv (stress, project, from, to).
[[nodiscard]] std::string stress_csv(const StressStudy& study);
[[nodiscard]] std::string stress_moves_csv(const PlanningProblem& problem, const StressStudy& study);
[[nodiscard]] std::string stress_json(const PlanningProblem& problem, const StressStudy& study);

}  // namespace liandong
