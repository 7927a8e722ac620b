#pragma once

#include <optional>
#include <vector>

#include "model/planning/gap_reasons.hpp"

namespace liandong {

/// Further money of a source, there by the end of period `t` (earlier money that is carried over does as well).
struct MoneyNeed {
  SourceId source;
  int t = 0;
  Money amount;
  double saves = 0;  ///< 万元 of the objective per 万元, at least, (8) of docs/maths/prices.md.
};

/// What would close a gap with dates and payments held: `closable` + `barred` is the gap, `needs` add up to `closable`.
struct GapClosing {
  Money closable;  ///< By more money that may pay for it, cheapest first.
  Money barred;    ///< By no amount of money in the sources that there are: shares, matches, ceilings and purposes stand in the way.
  std::vector<MoneyNeed> needs;
};
/// (7) of docs/maths/prices.md.
[[nodiscard]] GapClosing closing_of(const PlanningProblem& problem, const Plan& plan, const GapReason& reason);

/// Money that the plan spends on other work, and what each 万元 of it taken from there would lose, (9); the least loss, contracts aside.
struct Diversion {
  SourceId source;
  double loss = 0;  ///< 万元 of the objective per 万元; not below 0.
};
[[nodiscard]] std::optional<Diversion> cheapest_diversion(const PlanningProblem& problem, const Plan& plan, const GapReason& reason);

/// The plan with one stage or project sooner: everything that must be complete before is drawn forward, the rest stays.
struct SoonerDate {
  struct Start {
    ProjectId project;
    int t = 0;
  };
  int t = 0;                 ///< When it is reached or complete.
  std::vector<Start> moved;  ///< Projects that start sooner than planned, or are built that were not.
  double dearer = 0;         ///< 万元 by which the objective rises, with the best money for these dates, (10).
};
/// At the first period from `from` on, and sooner than planned, that links and locks allow; empty if there is none.
[[nodiscard]] std::optional<SoonerDate> reach_sooner(const PlanningProblem& problem, const Plan& plan, StageId stage, int from);
/// The same for a project that is built: it starts at the first period from `from` on.
[[nodiscard]] std::optional<SoonerDate> start_sooner(const PlanningProblem& problem, const Plan& plan, ProjectId project, int from);

}  // namespace liandong
