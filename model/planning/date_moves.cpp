#include "model/planning/date_moves.hpp"

#include <algorithm>
#include <utility>

namespace liandong {

bool shift_completion(const PlanningProblem& problem, Schedule& schedule, int node, std::optional<int> q) {
  std::vector<std::pair<int, bool>> work{{node, true}, {node, false}};  // Node, and whether its predecessors are to be checked.
  schedule[static_cast<std::size_t>(node)] = q;
  while (!work.empty()) {
    const auto [v, backwards] = work.back();
    work.pop_back();
    const auto now = schedule[static_cast<std::size_t>(v)];
    if (backwards) {
      if (!lone_window(problem, v).admits(now)) return false;
      if (!now) continue;
      for (const CompletionArc& arc : problem.graph().arcs_to(v)) {
        auto& from = schedule[static_cast<std::size_t>(arc.from)];
        const int latest = std::min(*now - arc.delta, problem.periods() - 1);
        if (from && *from <= latest) continue;
        from = latest;
        work.emplace_back(arc.from, true);
      }
    } else {
      if (!lone_window(problem, v).admits(now)) return false;
      for (const CompletionArc& arc : problem.graph().arcs_from(v)) {
        auto& to = schedule[static_cast<std::size_t>(arc.to)];
        if (!to) continue;
        if (!now || *now + arc.delta >= problem.periods())
          to.reset();
        else if (*to < *now + arc.delta)
          to = *now + arc.delta;
        else
          continue;
        work.emplace_back(arc.to, false);
      }
    }
  }
  return true;
}

Schedule combine_moves(const PlanningProblem& problem, const Schedule& base, const std::vector<const Schedule*>& better) {
  Schedule merged = base;
  std::vector<bool> touched(base.size(), false);
  for (const Schedule* schedule : better) {
    bool apart = true;
    for (std::size_t v = 0; v < base.size(); ++v) apart &= (*schedule)[v] == base[v] || !touched[v];
    if (!apart) continue;
    Schedule attempt = merged;
    for (std::size_t v = 0; v < base.size(); ++v)
      if ((*schedule)[v] != base[v]) attempt[v] = (*schedule)[v];
    if (!respects_links(problem, attempt)) continue;
    for (std::size_t v = 0; v < base.size(); ++v) touched[v] = touched[v] || (*schedule)[v] != base[v];
    merged = std::move(attempt);
  }
  return merged;
}

}  // namespace liandong
