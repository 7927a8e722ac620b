#pragma once

#include <optional>
#include <vector>

#include "model/core/ids.hpp"
#include "model/core/money.hpp"
#include "model/planning/plan.hpp"
#include "model/planning/planning_problem.hpp"

namespace liandong {

/// Why a source does not pay more of a cell's spend.
enum class Obstacle {
  not_eligible,        ///< See `SourceState::eligibility`.
  share_reached,       ///< It pays its largest share of the spend.
  nothing_yet,         ///< Its first money comes later.
  exhausted,           ///< Nothing is left in the period.
  held_for_later,      ///< What is left is needed in period `t`.
  affordability_full,  ///< The debtor `unit` may take no more service in `year`.
  payer_short,         ///< The source that repays holds nothing more in period `t`.
  match_missing,       ///< No more own money to match it.
  not_signed,          ///< A contract that could pay, but is not worth its while on this project, perhaps beside another, or would be too small (14).
  room_left,           ///< It could pay more: the plan that was found, or the price of its money, leaves it.
};

struct SourceState {
  SourceId source;
  Obstacle obstacle = Obstacle::not_eligible;
  Eligibility eligibility = Eligibility::eligible;
  int t = 0;
  int year = 0;
  UnitId unit{};
  Money room{};  ///< What it could still pay in the period, by its cash alone.
};

/// A gap cell with the state of every source, and the money that would help most.
struct GapReason {
  ProjectId project;
  int t = 0;
  Money amount;
  std::vector<SourceState> sources;  ///< By SourceId, all of them.
  bool closable = false;             ///< More money in a source that may pay would close some of it inside the rules.
  std::optional<SourceId> next;      ///< The source whose next 万元 in `t` saves most among those that could then pay more.
  double next_value = 0;             ///< 万元 saved per 万元 (PriceEntry::value); 0 if the plan has no price.
};

/// One reason per gap of the plan, in the plan's order.
[[nodiscard]] std::vector<GapReason> reasons_for_gap(const PlanningProblem& problem, const Plan& plan);

/// The state of every source for spend of `project`, built as planned, in period `t`.
[[nodiscard]] std::vector<SourceState> source_states(const PlanningProblem& problem, const Plan& plan, ProjectId project, int t);

/// What each source could still pay in each period with everything else as planned, by cash alone: [source][t].
[[nodiscard]] std::vector<std::vector<Money>> cash_room(const PlanningProblem& problem, const Plan& plan);

}  // namespace liandong
