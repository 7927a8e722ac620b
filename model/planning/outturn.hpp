#pragma once

#include <vector>

#include "model/planning/planning_problem.hpp"
#include "model/planning/windows.hpp"

namespace liandong {

/// One way in which what a plan counts on may turn out.
struct Outturn {
  /// The inputs as they then are: the projects, stages, links and sources of the plan, with other costs, durations, money, terms and bars;
  /// no locks on dates.
  PlanningProblem problem;
  std::vector<int> wait;  ///< By project: periods after its planned start before it may begin.
};

/// Dates that follow from a plan's in an outturn, docs/maths/hedging.md (2): a project begins when the plan says so, its wait is over and
/// its links allow it; what would not be complete within the horizon is not built, nor what waits for it.
class OutturnDates {
 public:
  OutturnDates(const PlanningProblem& planned, const Outturn& outturn);

  [[nodiscard]] Schedule of(const Schedule& planned) const;
  /// Periods from a project's planned completion to its completion here, other projects aside; 0 for stages.
  [[nodiscard]] int delay(int node) const { return delay_[static_cast<std::size_t>(node)]; }
  /// May the date of a node here differ from the planned one?
  [[nodiscard]] bool moved(int node) const { return moved_[static_cast<std::size_t>(node)] != 0; }

 private:
  const DependencyGraph* graph_;
  int periods_ = 0;
  std::vector<int> delay_;
  std::vector<std::uint8_t> moved_;
};

}  // namespace liandong
