#include "model/planning/outturn_graph.hpp"

#include <algorithm>
#include <utility>

namespace liandong {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

}  // namespace

OutturnGraph::OutturnGraph(const PlanningProblem& planned, std::vector<Window> windows, const std::vector<OutturnDates>& dates,
                           const std::vector<const PlanningProblem*>& problems)
    : graph_(planned, std::move(windows)),
      periods_(planned.periods()),
      count_(graph_.variable_count()),
      arcs_(build(dates, problems)),
      closures_(count_, arcs_) {}

std::vector<ExpandedGraph::Arc> OutturnGraph::build(const std::vector<OutturnDates>& dates,
                                                    const std::vector<const PlanningProblem*>& problems) {
  std::vector<ExpandedGraph::Arc> arcs = graph_.arcs();
  const auto imply = [&](int chosen, int implied) {
    if (implied >= 0) arcs.push_back({.chosen = chosen, .implied = implied});
  };
  for (std::size_t i = 0; i < dates.size(); ++i) {
    const DependencyGraph& graph = problems[i]->graph();
    copies_.emplace_back();
    copy_of_.emplace_back(at(graph.node_count()), -1);
    const auto first_of = [&](int v) {
      if (const int copy = copy_of_[i][at(v)]; copy >= 0) return copies_[i][at(copy)].first;
      const Window& w = graph_.windows()[at(v)];
      return w.empty() ? periods_ : w.first;
    };
    for (const int v : graph.topological_order()) {
      if (!dates[i].moved(v)) continue;
      Copy copy{.node = v, .first = std::min(periods_, first_of(v) + dates[i].delay(v)), .offset = count_};
      for (const CompletionArc& arc : graph.arcs_to(v))
        copy.first = first_of(arc.from) >= periods_ ? periods_ : std::clamp(first_of(arc.from) + arc.delta, copy.first, periods_);
      copy_of_[i][at(v)] = static_cast<int>(copies_[i].size());
      copies_[i].push_back(copy);
      count_ += periods_ - copy.first;
      for (int t = copy.first; t < periods_; ++t) {
        const int x = copy.offset + t - copy.first;
        if (t + 1 < periods_) imply(x, x + 1);
        imply(x, graph_.variable(v, t - dates[i].delay(v)));
        for (const CompletionArc& arc : graph.arcs_to(v)) imply(x, variable(i, arc.from, std::min(t - arc.delta, periods_ - 1)));
      }
    }
  }
  return arcs;
}

int OutturnGraph::variable(std::size_t outturn, int node, int t) const {
  const int copy = copy_of_[outturn][at(node)];
  if (copy < 0) return graph_.variable(node, t);
  const Copy& here = copies_[outturn][at(copy)];
  return t < here.first ? ExpandedGraph::zero : here.offset + t - here.first;
}

OutturnGraph::Cheapest OutturnGraph::solve(const std::vector<CompletionCosts>& costs, int threads) const {
  const auto nodes = at(graph_.node_count());
  const double weight = 1.0 / static_cast<double>(costs.size());
  CompletionCosts mean{.at = std::vector(nodes, std::vector<double>(at(periods_), 0.0)), .never = std::vector<double>(nodes, 0.0)};
  for (std::size_t i = 0; i < costs.size(); ++i) {
    mean.constant += weight * costs[i].constant;
    for (std::size_t v = 0; v < nodes; ++v) {
      if (copy_of_[i][v] >= 0) continue;
      mean.never[v] += weight * costs[i].never[v];
      for (std::size_t t = 0; t < at(periods_); ++t) mean.at[v][t] += weight * costs[i].at[v][t];
    }
  }
  PricedNodes priced = priced_nodes(graph_, mean);
  priced.weight.resize(at(count_), 0.0);
  for (std::size_t i = 0; i < costs.size(); ++i)
    for (const Copy& copy : copies_[i]) {
      const auto cost = [&](int t) { return weight * (t >= periods_ ? costs[i].never[at(copy.node)] : costs[i].at[at(copy.node)][at(t)]); };
      priced.constant += cost(periods_);
      for (int t = copy.first; t < periods_; ++t) priced.weight[at(copy.offset + t - copy.first)] = cost(t) - cost(t + 1);
    }
  const ClosureSolver::Closure closure = closures_.solve(priced.weight, threads);
  const std::vector<double> x(closure.smallest.begin(), closure.smallest.end());
  Cheapest cheapest{.value = bound_of(priced, closure.value), .planned = graph_.round(x.data(), 0.5), .by_outturn = {}};
  for (std::size_t i = 0; i < costs.size(); ++i) {
    Schedule schedule = cheapest.planned;
    for (const Copy& copy : copies_[i]) {
      std::optional<int>& date = schedule[at(copy.node)];
      date.reset();
      for (int t = periods_ - 1; t >= copy.first && x[at(copy.offset + t - copy.first)] > 0.5; --t) date = t;
    }
    cheapest.by_outturn.push_back(std::move(schedule));
  }
  return cheapest;
}

}  // namespace liandong
