#pragma once

#include <optional>
#include <vector>

#include "model/planning/planning_problem.hpp"

namespace liandong {

/// Completion period of each graph node (projects, then stages); empty = never.
using Schedule = std::vector<std::optional<int>>;

/// When a node may complete: in first..last, or never if `may_never`. first > last = never for sure.
struct Window {
  int first = 0;
  int last = 0;
  bool may_never = true;
  [[nodiscard]] static Window never() { return {.first = 1, .last = 0, .may_never = true}; }
  [[nodiscard]] bool empty() const { return first > last; }  ///< Never for sure.
  [[nodiscard]] bool decided() const { return may_never ? empty() : first == last; }
  [[nodiscard]] bool admits(const std::optional<int>& completion) const {
    return completion ? *completion >= first && *completion <= last : may_never;
  }
  friend bool operator==(const Window&, const Window&) = default;
};

/// The time-expanded graph over windows: which x_vt are variables, and the closure arcs (1), (2) between them.
class ExpandedGraph {
 public:
  static constexpr int zero = -1;  ///< x_vt = 0 for certain.
  static constexpr int one = -2;   ///< x_vt = 1 for certain.
  struct Arc {
    int chosen = 0;   ///< Variable: if it is 1 ...
    int implied = 0;  ///< ... so is this one.
  };

  /// Windows are tightened first; they must leave something.
  ExpandedGraph(const PlanningProblem& problem, std::vector<Window> windows);

  [[nodiscard]] int periods() const { return periods_; }
  [[nodiscard]] int node_count() const { return static_cast<int>(windows_.size()); }
  [[nodiscard]] int variable_count() const { return variable_count_; }
  [[nodiscard]] const std::vector<Window>& windows() const { return windows_; }
  [[nodiscard]] int variable(int node, int t) const;  ///< `zero`, `one` or a variable's number; t may lie beyond the horizon.
  [[nodiscard]] const std::vector<Arc>& arcs() const { return arcs_; }

  /// Raises values of the x_vt until every arc is kept.
  void close(std::vector<double>& x) const;
  /// Completions at which x_vt first reaches `level`: an alpha-point, closed under (2) for any level in (0, 1].
  [[nodiscard]] Schedule round(const double* x, double level) const;

 private:
  int periods_ = 0;
  std::vector<Window> windows_;
  std::vector<int> offset_;
  int variable_count_ = 0;
  std::vector<Arc> arcs_;
};

/// What earliest starts, the horizon and the locks (15) leave of a node, other nodes aside but for earliest completions.
[[nodiscard]] Window lone_window(const PlanningProblem& problem, int node);
/// Cuts from the windows what (2) rules out: a start before a predecessor can be complete, an end after which a successor that must be
/// built could not be, a node whose predecessor is never built. False if a node that must be built is left without a period.
[[nodiscard]] bool tighten(const PlanningProblem& problem, std::vector<Window>& windows);
/// Every completion that links, earliest starts and locks (15) allow, or never.
[[nodiscard]] std::vector<Window> open_windows(const PlanningProblem& problem);
/// Exactly this schedule.
[[nodiscard]] std::vector<Window> fixed_windows(const Schedule& schedule);
/// Between two schedules, `early` nowhere later than `late`.
[[nodiscard]] std::vector<Window> windows_between(const Schedule& early, const Schedule& late, int periods);
/// Everything that is built, `reach` periods sooner or later as far as locks allow; the rest stays unbuilt.
[[nodiscard]] std::vector<Window> windows_around(const PlanningProblem& problem, const Schedule& schedule, int reach);
/// Does the schedule satisfy (1), (2) and the locks (15)?
[[nodiscard]] bool respects_links(const PlanningProblem& problem, const Schedule& schedule);
/// Stages reached as soon as their projects and predecessors allow; the projects' completions stay.
void settle_stages(const PlanningProblem& problem, Schedule& schedule);

}  // namespace liandong
