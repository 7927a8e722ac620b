#include "model/planning/windows.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace liandong {

ExpandedGraph::ExpandedGraph(const PlanningProblem& problem, std::vector<Window> windows)
    : periods_(problem.periods()), windows_(std::move(windows)) {
  [[maybe_unused]] const bool possible = tighten(problem, windows_);
  assert(possible);
  offset_.reserve(windows_.size());
  for (const Window& w : windows_) {
    offset_.push_back(variable_count_);
    if (!w.empty()) variable_count_ += w.last - w.first + (w.may_never ? 1 : 0);
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
  if (t < w.first || w.empty()) return zero;
  if (t < w.last) return offset_[v] + t - w.first;
  return w.may_never ? offset_[v] + w.last - w.first : one;
}

void ExpandedGraph::close(std::vector<double>& x) const {
  for (bool changed = true; changed;) {
    changed = false;
    for (const Arc& arc : arcs_) {
      double& implied = x[static_cast<std::size_t>(arc.implied)];
      const double chosen = x[static_cast<std::size_t>(arc.chosen)];
      if (implied >= chosen) continue;
      implied = chosen;
      changed = true;
    }
  }
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

Window lone_window(const PlanningProblem& problem, int node) {
  Window window{
      .first = problem.graph().earliest_completion()[static_cast<std::size_t>(node)], .last = problem.periods() - 1, .may_never = true};
  const Locks::Dates* lock = problem.graph().is_stage(node) ? nullptr : problem.locks().dates(ProjectId{node});
  if (!lock) return window;
  if (lock->never) return Window::never();
  const int more = problem.graph().duration(node) - 1;  // From the start to the completion.
  window.first = std::max(window.first, lock->first + more);
  if (lock->last < window.last) window.last = std::min(window.last, lock->last + more);
  window.may_never = !lock->must;
  return window;
}

bool tighten(const PlanningProblem& problem, std::vector<Window>& windows) {
  const DependencyGraph& graph = problem.graph();
  const auto window = [&](int node) -> Window& { return windows[static_cast<std::size_t>(node)]; };
  for (const int v : graph.topological_order()) {
    Window& to = window(v);
    if (to.empty() && !to.may_never) return false;
    for (const CompletionArc& arc : graph.arcs_to(v)) {
      if (to.empty()) break;
      const Window& from = window(arc.from);
      if (!from.empty()) to.first = std::max(to.first, from.first + arc.delta);
      if (!from.empty() && !to.empty()) continue;
      if (!to.may_never) return false;
      to = Window::never();
    }
  }
  const auto& order = graph.topological_order();
  for (auto v = order.rbegin(); v != order.rend(); ++v) {
    const Window to = window(*v);
    if (to.may_never) continue;  // What need not be built asks for nothing.
    for (const CompletionArc& arc : graph.arcs_to(*v)) {
      Window& from = window(arc.from);
      from.last = std::min({from.last, to.last - arc.delta, problem.periods() - 1});
      from.may_never = false;
      if (from.empty()) return false;
    }
  }
  return true;
}

std::vector<Window> open_windows(const PlanningProblem& problem) {
  std::vector<Window> windows;
  for (int v = 0; v < problem.graph().node_count(); ++v) windows.push_back(lone_window(problem, v));
  [[maybe_unused]] const bool possible = tighten(problem, windows);
  assert(possible);  // Only locks can ask for the impossible, and these have been checked.
  return windows;
}

std::vector<Window> fixed_windows(const Schedule& schedule) { return windows_between(schedule, schedule, 0); }

std::vector<Window> windows_between(const Schedule& early, const Schedule& late, int periods) {
  std::vector<Window> windows;
  for (std::size_t v = 0; v < early.size(); ++v) {
    if (!early[v])
      windows.push_back(Window::never());
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
    if (!schedule[v]) {
      windows.push_back(Window::never());
      continue;
    }
    const Window open = lone_window(problem, static_cast<int>(v));
    windows.push_back(
        {.first = std::max(open.first, *schedule[v] - reach), .last = std::min(open.last, *schedule[v] + reach), .may_never = false});
  }
  return windows;
}

bool respects_links(const PlanningProblem& problem, const Schedule& schedule) {
  for (std::size_t v = 0; v < schedule.size(); ++v)
    if (!lone_window(problem, static_cast<int>(v)).admits(schedule[v])) return false;
  for (const CompletionArc& arc : problem.graph().arcs()) {
    const auto& to = schedule[static_cast<std::size_t>(arc.to)];
    const auto& from = schedule[static_cast<std::size_t>(arc.from)];
    if (to && (!from || *from + arc.delta > *to)) return false;
  }
  return true;
}

void settle_stages(const PlanningProblem& problem, Schedule& schedule) {
  const auto& graph = problem.graph();
  for (const int v : graph.topological_order()) {
    if (!graph.is_stage(v)) continue;
    std::optional<int> reached = 0;
    for (const CompletionArc& arc : graph.arcs_to(v)) {
      const auto& from = schedule[static_cast<std::size_t>(arc.from)];
      if (!from || *from + arc.delta >= problem.periods()) {
        reached.reset();
        break;
      }
      reached = std::max(*reached, *from + arc.delta);
    }
    schedule[static_cast<std::size_t>(v)] = reached;
  }
}

}  // namespace liandong
