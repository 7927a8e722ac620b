#include "model/planning/outturn.hpp"

#include <algorithm>

namespace liandong {

OutturnDates::OutturnDates(const PlanningProblem& planned, const Outturn& outturn)
    : graph_(&outturn.problem.graph()), periods_(outturn.problem.periods()) {
  const DependencyGraph& before = planned.graph();
  const auto nodes = static_cast<std::size_t>(graph_->node_count());
  delay_.assign(nodes, 0);
  moved_.assign(nodes, 0);
  for (const int v : graph_->topological_order()) {
    const auto node = static_cast<std::size_t>(v);
    if (!graph_->is_stage(v)) delay_[node] = outturn.wait[node] + graph_->duration(v) - before.duration(v);
    bool moved = delay_[node] != 0;
    const auto now = graph_->arcs_to(v), then = before.arcs_to(v);
    for (std::size_t a = 0; a < now.size() && !moved; ++a)
      moved = moved_[static_cast<std::size_t>(now[a].from)] != 0 || now[a].delta > then[a].delta;
    moved_[node] = moved ? 1 : 0;
  }
}

Schedule OutturnDates::of(const Schedule& planned) const {
  Schedule schedule(planned.size());
  for (const int v : graph_->topological_order()) {
    const auto node = static_cast<std::size_t>(v);
    std::optional<int> completion = 0;  // Of a stage: as soon as what it waits for allows.
    if (!graph_->is_stage(v)) {
      if (!planned[node]) continue;
      completion = *planned[node] + delay_[node];
    }
    for (const CompletionArc& arc : graph_->arcs_to(v)) {
      const auto& from = schedule[static_cast<std::size_t>(arc.from)];
      if (!from) {
        completion.reset();
        break;
      }
      completion = std::max(*completion, *from + arc.delta);
    }
    if (completion && *completion < periods_) schedule[node] = completion;
  }
  return schedule;
}

}  // namespace liandong
