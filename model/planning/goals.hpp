#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "model/core/ids.hpp"
#include "model/core/text.hpp"
#include "model/planning/plan.hpp"
#include "model/planning/planning_problem.hpp"

namespace liandong {

/// What a plan is judged by, in the strict order: none gives way to one after it (docs/maths/goal-order.md).
enum class Goal {
  firm,    ///< Lateness of firm stages, 万元 of their own prices, with those never reached. (1)
  strive,  ///< The same of strive stages. (1)
  gap,     ///< Discounted financing gap, 万元. (2)
  cost,    ///< Discounted public cost, 万元. (3)
  smooth,  ///< Unevenness of the burden on own budgets, 万元. (4)
};
inline constexpr std::array goals{Goal::firm, Goal::strive, Goal::gap, Goal::cost, Goal::smooth};

[[nodiscard]] const Text& name_of(Goal goal);
[[nodiscard]] const char* word_for(Goal goal);  ///< "firm", "strive", "gap", "cost", "smooth".

/// A value for each goal; the less the better.
struct GoalValues {
  std::array<double, goals.size()> of{};
  [[nodiscard]] double& operator[](Goal goal) { return of[static_cast<std::size_t>(goal)]; }
  [[nodiscard]] double operator[](Goal goal) const { return of[static_cast<std::size_t>(goal)]; }
};

/// What a unit bears in a fiscal year: own fiscal money spent, debt service, and the service of earlier contracts.
struct Burden {
  UnitId unit;
  int year = 0;
  Money amount;
  double weight = 1;  ///< E of (4), 万元: general expenditure where it is known, else the unit's own inflow of a year on average.
};

/// (1) of `firm` or `strive`: `reached` by stage, empty = never.
[[nodiscard]] double lateness(const PlanningProblem& problem, Goal goal, std::span<const std::optional<int>> reached);
/// From the plan's own whole-fen amounts.
[[nodiscard]] GoalValues goal_values(const PlanningProblem& problem, const Plan& plan);
/// Sorted by unit, then year; every year of the horizon of each unit with own money or debt, and later years with service.
[[nodiscard]] std::vector<Burden> burdens(const PlanningProblem& problem, const Plan& plan);
/// E of (4).
[[nodiscard]] double burden_weight(const PlanningProblem& problem, UnitId unit, int year);

/// A goal as the strict order decided it.
struct GoalLevel {
  Goal goal = Goal::firm;
  double value = 0;  ///< Of the plan.
  double bound =
      0;  ///< No plan that keeps the goals before it, each within its tolerance, has less (`smooth`: with these dates and contracts).
  double tolerance = 0;  ///< By how much the goals after it may worsen it.
  double priced = 0;     ///< Of the plan by the priced sum.
};

/// All goals planned anew in their order, with one of them moved.
struct GoalMove {
  Goal goal = Goal::firm;
  double change = 0;     ///< What it may be worse (> 0), or must be better (< 0).
  StageId stage;         ///< Of a stage goal: the stage that is given a period more; unknown otherwise.
  bool possible = true;  ///< False: no plan has it better by that much; `values` then mean nothing.
  GoalValues values;     ///< Differences to the plan as it is, in real amounts; less is better.
};

/// A plan in strict order, beside the priced sum.
struct GoalReport {
  std::vector<GoalLevel> levels;      ///< In order.
  std::vector<GoalMove> moves;        ///< Empty unless asked for.
  std::vector<Burden> before, after;  ///< The burden before it was smoothed, and in the plan.
  double priced_objective = 0;        ///< (10) of planning-problem.md of the plan by the priced sum, 万元.
};

}  // namespace liandong
