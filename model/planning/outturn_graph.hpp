#pragma once

#include <vector>

#include "model/planning/closure.hpp"
#include "model/planning/lagrangian.hpp"
#include "model/planning/outturn.hpp"

namespace liandong {

/// One schedule and what follows from it in each of several outturns, as closed sets of one graph (docs/maths/hedging.md (7)): the planned
/// dates, and in each outturn a copy of every node that may move there, no earlier than its planned date, its delay and its links ask. A
/// copy may also come later than that, or never: so the cheapest closed set costs no more than the cheapest schedule.
class OutturnGraph {
 public:
  /// `windows` of the planned dates.
  OutturnGraph(const PlanningProblem& planned, std::vector<Window> windows, const std::vector<OutturnDates>& dates,
               const std::vector<const PlanningProblem*>& problems);

  struct Cheapest {
    double value = 0;  ///< A lower bound on the mean cost of every schedule.
    Schedule planned;  ///< One that a closed set of least weight asks for.
    std::vector<Schedule> by_outturn;
  };
  /// `costs` of each outturn, which all weigh the same.
  [[nodiscard]] Cheapest solve(const std::vector<CompletionCosts>& costs, int threads = 1) const;

  [[nodiscard]] int variable_count() const { return count_; }

 private:
  /// A node's dates in one outturn, from `first` on; first = periods: never.
  struct Copy {
    int node = 0;
    int first = 0;
    int offset = 0;  ///< Variable of x at `first`.
  };

  ExpandedGraph graph_;  ///< Of the planned dates: the first variables.
  int periods_ = 0, count_ = 0;
  std::vector<std::vector<Copy>> copies_;  ///< By outturn.
  std::vector<std::vector<int>> copy_of_;  ///< By outturn and node; -1 = as planned.
  std::vector<ExpandedGraph::Arc> arcs_;
  ClosureSolver closures_;

  [[nodiscard]] int variable(std::size_t outturn, int node, int t) const;
  std::vector<ExpandedGraph::Arc> build(const std::vector<OutturnDates>& dates, const std::vector<const PlanningProblem*>& problems);
};

}  // namespace liandong
