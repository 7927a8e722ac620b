#pragma once

#include <array>
#include <optional>
#include <vector>

#include "model/core/ids.hpp"
#include "model/core/money.hpp"
#include "model/funding/funding.hpp"
#include "model/planning/plan.hpp"
#include "model/planning/planning_problem.hpp"

namespace liandong {

/// A sum by fiscal year of the horizon; `year[0]` is the horizon's first year.
using ByYear = std::vector<Money>;

/// How the gap comes about (docs/maths/measures.md (1)-(3)); the three add up to the gap of the plan.
struct GapKinds {
  Money structural;  ///< All money of the horizon together does not cover the spend.
  Money timing;      ///< Covered in the end, but the money comes later than the spend.
  Money tied;        ///< Money was there, but rules, purposes, shares or matches keep it from this work.
};

struct GapByCertainty {
  Certainty level = Certainty::hoped;
  ByYear by_year;
  Money total;
  double coverage = 1;  ///< 1 - gap / need.
};

struct StageMetrics {
  StageId stage;
  int deadline = 0;
  std::optional<int> forecast{}; ///< Period of award; empty = not reached.
  int late = 0;                  ///< Periods late as (10) counts them; 0 = on time.
  int slack = 0;                 ///< Periods between forecast and deadline if on time, else 0.
  int not_closable = 0;          ///< Indicators of its programme that no project can close.
  int without_project = 0;       ///< Closable indicators of its programme that no project serves.
  int required_projects = 0, required_built = 0;
  Money required_cost{};
};

/// One unit in one fiscal year; also beyond the horizon while there is service.
struct DebtYear {
  UnitId unit;
  int year = 0;
  Money service, ceiling, head_room;      ///< head_room = ceiling - service.
  Money committed;                        ///< Service of earlier contracts.
  std::optional<Money> expenditure;       ///< General expenditure; empty = unknown.
  std::optional<double> share;            ///< (service + committed) / expenditure.
};

/// Own money spent, debt service and earlier commitments of a unit in a year, over its general expenditure (measures.md (6)).
struct YearLoad {
  UnitId unit;
  int year = 0;
  Money outlay;
  double share = 0;
};

struct ProgrammeMetrics {
  ProgrammeId programme{};
  Money cost_alone{};   ///< Of all built projects that serve it.
  Money cost_share{};   ///< The same with each project's cost divided equally among the programmes it serves, to the fen.
  Money gap_share{};    ///< Likewise its projects' gap.
  int projects = 0;   ///< Built ones that serve it.
};

/// Everything that reports, screens and comparisons say about a plan. Sums agree to the fen: paid + gap = need = built cost.
struct PlanMetrics {
  int first_year = 0, years = 0;

  int projects = 0, projects_built = 0;
  Money cost, cost_built, cost_never;      ///< cost = cost_built + cost_never.

  Money paid;
  std::array<Money, 5> paid_by_channel{};  ///< By Channel.
  std::array<Money, 5> paid_by_level{};    ///< By FundLevel.
  std::vector<Money> paid_by_source;
  ByYear paid_by_year;
  double coverage = 1;                     ///< paid / need.

  Money gap;
  ByYear need_by_year, gap_by_year;
  std::vector<Money> gap_by_unit;
  GapKinds gap_kinds;
  std::vector<GapByCertainty> gap_by_certainty;  ///< As in the plan.

  std::vector<ProgrammeMetrics> programmes;
  Money cost_no_programme, gap_no_programme;     ///< Of projects that serve no task.
  int shared_projects = 0;                       ///< Built ones that serve more than one programme.
  Money linkage_saving;                          ///< Sum of cost_alone less the cost of the projects behind it (measures.md (5)).

  std::vector<StageMetrics> stages;
  int stages_on_time = 0, stages_late = 0, stages_never = 0;

  std::vector<DebtYear> debt;                    ///< Sorted by unit, year.
  Money debt_service;                            ///< All of it, also beyond the horizon.
  std::optional<YearLoad> peak_load;             ///< Empty if no expenditure is known.
  double present_value = 0;                      ///< 万元: own money and debt service, discounted (measures.md (4)).
};

[[nodiscard]] PlanMetrics measure(const PlanningProblem& problem, const Plan& plan);

/// Periods late, all stages together; one that is never reached counts to the end of the horizon.
[[nodiscard]] int late_periods(const PlanMetrics& metrics);

/// Programmes that `project` serves, each once, ascending.
[[nodiscard]] std::vector<ProgrammeId> programmes_of(const Campaign& campaign, ProjectId project);

}  // namespace liandong
