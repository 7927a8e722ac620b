#include "model/planning/windows.hpp"

#include <algorithm>
#include <utility>

namespace liandong {

ExpandedGraph::ExpandedGraph(const PlanningProblem& problem, std::vector<Window> windows)
    : periods_(problem.periods()), windows_(std::move(windows)) {
  // What must be complete by the end of its window takes what precedes it along: a window cut short at the horizon cuts theirs.
  const std::vector<int>& order = problem.graph().topological_order();
  std::vector<std::vector<CompletionArc>> in(windows_.size());
  for (const CompletionArc& arc : problem.graph().arcs()) in[static_cast<std::size_t>(arc.to)].push_back(arc);
  for (auto v = order.rbegin(); v != order.rend(); ++v) {
    const Window to = windows_[static_cast<std::size_t>(*v)];
    if (to.may_never || to.first > to.last) continue;
    for (const CompletionArc& arc : in[static_cast<std::size_t>(*v)]) {
      Window& from = windows_[static_cast<std::size_t>(arc.from)];
      from.last = std::min({from.last, to.last - arc.delta, periods_ - 1});
      from.may_never = false;
    }
  }
  offset_.reserve(windows_.size());
  for (const Window& w : windows_) {
    offset_.push_back(variable_count_);
    if (w.first <= w.last) variable_count_ += w.last - w.first + (w.may_never ? 1 : 0);
  }
  for (int v = 0; v < node_count(); ++v) {  // (1)
    const Window& w = windows_[static_cast<std::size_t>(v)];
    for (int t = w.first; t < w.last; ++t) {
      const int now = variable(v, t), next = variable(v, t + 1);
      if (next >= 0) arcs_.push_back({.chosen = now, .implied = next});
    }
  }
  for (const CompletionArc& arc : problem.graph().transitive_reduction()) {  // (2)
    const Window& w = windows_[static_cast<std::size_t>(arc.to)];
    int pending_chosen = zero, pending_implied = zero;
    for (int t = w.first; t <= w.last; ++t) {
      const int chosen = variable(arc.to, t);
      const int implied = variable(arc.from, std::min(t - arc.delta, periods_ - 1));
      if (chosen < 0 || implied == one || chosen == pending_chosen) continue;
      // Several t may wait for the same variable: the latest implies the others through (1).
      if (pending_implied >= 0 && implied != pending_implied) arcs_.push_back({.chosen = pending_chosen, .implied = pending_implied});
      pending_chosen = chosen;
      pending_implied = implied;
    }
    if (pending_implied >= 0) arcs_.push_back({.chosen = pending_chosen, .implied = pending_implied});
  }
}

int ExpandedGraph::variable(int node, int t) const {
  const auto v = static_cast<std::size_t>(node);
  const Window& w = windows_[v];
  if (t < w.first || w.first > w.last) return zero;
  if (t < w.last) return offset_[v] + t - w.first;
  return w.may_never ? offset_[v] + w.last - w.first : one;
}

Schedule ExpandedGraph::round(const double* x, double level) const {
  Schedule schedule(windows_.size());
  for (int v = 0; v < node_count(); ++v) {
    const Window& w = windows_[static_cast<std::size_t>(v)];
    for (int t = w.first; t <= w.last; ++t) {
      const int variable = this->variable(v, t);
      if (variable == one || (variable >= 0 && x[variable] >= level)) {
        schedule[static_cast<std::size_t>(v)] = t;
        break;
      }
    }
  }
  return schedule;
}

std::vector<Window> open_windows(const PlanningProblem& problem) {
  std::vector<Window> windows;
  for (const int earliest : problem.graph().earliest_completion())
    windows.push_back({.first = earliest, .last = problem.periods() - 1, .may_never = true});
  // What must precede a node that cannot be built cannot force it, but what waits for an unbuildable node is unbuildable too.
  const auto& graph = problem.graph();
  std::vector<std::vector<int>> out(windows.size());
  for (const CompletionArc& arc : graph.arcs()) out[static_cast<std::size_t>(arc.from)].push_back(arc.to);
  for (const int v : graph.topological_order()) {
    const Window& w = windows[static_cast<std::size_t>(v)];
    if (w.first <= w.last) continue;
    for (const int next : out[static_cast<std::size_t>(v)]) windows[static_cast<std::size_t>(next)].first = problem.periods();
  }
  return windows;
}

std::vector<Window> fixed_windows(const Schedule& schedule) { return windows_between(schedule, schedule, 0); }

std::vector<Window> windows_between(const Schedule& early, const Schedule& late, int periods) {
  std::vector<Window> windows;
  for (std::size_t v = 0; v < early.size(); ++v) {
    if (!early[v])
      windows.push_back({.first = 1, .last = 0, .may_never = true});
    else if (!late[v])
      windows.push_back({.first = *early[v], .last = periods - 1, .may_never = true});
    else
      windows.push_back({.first = *early[v], .last = *late[v], .may_never = false});
  }
  return windows;
}

std::vector<Window> windows_around(const PlanningProblem& problem, const Schedule& schedule, int reach) {
  std::vector<Window> windows;
  for (std::size_t v = 0; v < schedule.size(); ++v) {
    if (!schedule[v])
      windows.push_back({.first = 1, .last = 0, .may_never = true});
    else
      windows.push_back({.first = std::max(problem.graph().earliest_completion()[v], *schedule[v] - reach),
                         .last = std::min(problem.periods() - 1, *schedule[v] + reach),
                         .may_never = false});
  }
  return windows;
}

bool respects_links(const PlanningProblem& problem, const Schedule& schedule) {
  const auto& earliest = problem.graph().earliest_completion();
  for (std::size_t v = 0; v < schedule.size(); ++v)
    if (schedule[v] && (*schedule[v] < earliest[v] || *schedule[v] >= problem.periods())) return false;
  for (const CompletionArc& arc : problem.graph().arcs()) {
    const auto& to = schedule[static_cast<std::size_t>(arc.to)];
    const auto& from = schedule[static_cast<std::size_t>(arc.from)];
    if (to && (!from || *from + arc.delta > *to)) return false;
  }
  return true;
}

void settle_stages(const PlanningProblem& problem, Schedule& schedule) {
  const auto& graph = problem.graph();
  std::vector<std::vector<const CompletionArc*>> in(schedule.size());
  for (const CompletionArc& arc : graph.arcs()) in[static_cast<std::size_t>(arc.to)].push_back(&arc);
  for (const int v : graph.topological_order()) {
    if (!graph.is_stage(v)) continue;
    std::optional<int> reached = 0;
    for (const CompletionArc* arc : in[static_cast<std::size_t>(v)]) {
      const auto& from = schedule[static_cast<std::size_t>(arc->from)];
      if (!from || *from + arc->delta >= problem.periods()) {
        reached.reset();
        break;
      }
      reached = std::max(*reached, *from + arc->delta);
    }
    schedule[static_cast<std::size_t>(v)] = reached;
  }
}

}  // namespace liandong
