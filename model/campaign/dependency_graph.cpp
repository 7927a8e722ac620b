#include "model/campaign/dependency_graph.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/topological_sort.hpp>
#include <limits>
#include <numeric>

#include "model/campaign/completion_arcs.hpp"

namespace liandong {
namespace {

std::size_t at(int node) { return static_cast<std::size_t>(node); }

std::vector<int> sort_topologically(int nodes, const std::vector<CompletionArc>& arcs) {
  boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS> graph(at(nodes));
  for (const CompletionArc& arc : arcs) boost::add_edge(at(arc.from), at(arc.to), graph);
  std::vector<std::size_t> reversed;
  boost::topological_sort(graph, std::back_inserter(reversed));
  std::vector<int> order;
  for (auto node = reversed.rbegin(); node != reversed.rend(); ++node) order.push_back(static_cast<int>(*node));
  return order;
}

/// Where each node's arcs begin in a list sorted by the end `node_of`; one more entry for the end of the list.
std::vector<std::size_t> first_of_each(const std::vector<CompletionArc>& arcs, int nodes, int CompletionArc::*node_of) {
  std::vector<std::size_t> first(at(nodes) + 1, 0);
  for (const CompletionArc& arc : arcs) ++first[at(arc.*node_of) + 1];
  std::partial_sum(first.begin(), first.end(), first.begin());
  return first;
}

/// Walks back from `node` along arcs for which `tight` holds, the smallest predecessor first; returns first to last.
template <class Tight>
std::vector<int> walk_back(const DependencyGraph& graph, int node, Tight tight) {
  std::vector<int> chain{node};
  for (bool found = true; found;) {
    found = false;
    for (const CompletionArc& arc : graph.arcs_to(chain.back())) {  // sorted by from, so the first found is the smallest
      if (!tight(arc)) continue;
      chain.push_back(arc.from);
      found = true;
      break;
    }
  }
  std::reverse(chain.begin(), chain.end());
  return chain;
}

}  // namespace

DependencyGraph::DependencyGraph(const Campaign& campaign) : project_count_(static_cast<int>(campaign.projects().size())) {
  std::vector<std::vector<ProjectId>> required;
  for (std::size_t s = 0; s < campaign.stages().size(); ++s)
    required.push_back(campaign.required_projects(StageId{static_cast<std::int32_t>(s)}));
  arcs_ = completion_arcs(campaign.tables(), required);

  for (const Project& project : campaign.projects()) {
    duration_.push_back(project.duration);
    const int start = project.earliest_start ? campaign.horizon().index_of(*project.earliest_start) : 0;
    earliest_.push_back(std::max(0, start) + project.duration - 1);
  }
  duration_.resize(duration_.size() + campaign.stages().size(), 0);
  earliest_.resize(duration_.size(), 0);

  arcs_by_end_ = arcs_;
  std::stable_sort(arcs_by_end_.begin(), arcs_by_end_.end(), [](const CompletionArc& a, const CompletionArc& b) { return a.to < b.to; });
  first_from_ = first_of_each(arcs_, node_count(), &CompletionArc::from);
  first_to_ = first_of_each(arcs_by_end_, node_count(), &CompletionArc::to);

  order_ = sort_topologically(node_count(), arcs_);
  for (const int from : order_)  // longest path, docs/maths/dependency-graph.md (2)
    for (const CompletionArc& arc : arcs_from(from)) earliest_[at(arc.to)] = std::max(earliest_[at(arc.to)], earliest_[at(from)] + arc.delta);
}

std::span<const CompletionArc> DependencyGraph::arcs_from(int node) const {
  return std::span(arcs_).subspan(first_from_[at(node)], first_from_[at(node) + 1] - first_from_[at(node)]);
}

std::span<const CompletionArc> DependencyGraph::arcs_to(int node) const {
  return std::span(arcs_by_end_).subspan(first_to_[at(node)], first_to_[at(node) + 1] - first_to_[at(node)]);
}

std::vector<std::optional<int>> DependencyGraph::latest_completion(StageId stage, int when) const {
  std::vector<std::optional<int>> latest(duration_.size());
  latest[at(node(stage))] = when;
  for (auto to = order_.rbegin(); to != order_.rend(); ++to) {  // docs/maths/dependency-graph.md (3)
    if (!latest[at(*to)]) continue;
    for (const CompletionArc& arc : arcs_to(*to)) {
      const int bound = *latest[at(*to)] - arc.delta;
      std::optional<int>& before = latest[at(arc.from)];
      before = before ? std::min(*before, bound) : bound;
    }
  }
  return latest;
}

std::vector<int> DependencyGraph::critical_chain(StageId stage) const {
  return walk_back(*this, node(stage), [&](const CompletionArc& arc) { return earliest_[at(arc.from)] + arc.delta == earliest_[at(arc.to)]; });
}

std::vector<int> DependencyGraph::deciding_chain(int node, const std::vector<std::optional<int>>& completion) const {
  return walk_back(*this, node, [&](const CompletionArc& arc) {
    const std::optional<int>& from = completion[at(arc.from)];
    const std::optional<int>& to = completion[at(arc.to)];
    return from && to ? *from + arc.delta == *to : !from && !to;
  });
}

std::vector<int> DependencyGraph::components() const {
  boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS> graph(duration_.size());
  for (const CompletionArc& arc : arcs_) boost::add_edge(at(arc.from), at(arc.to), graph);
  std::vector<int> found(duration_.size(), 0);
  boost::connected_components(graph, boost::make_iterator_property_map(found.begin(), boost::get(boost::vertex_index, graph)));
  std::vector<int> number(duration_.size(), -1);  // Boost's order is its own affair: number them by smallest node
  int next = 0;
  for (int& component : found) {
    int& known = number[at(component)];
    if (known < 0) known = next++;
    component = known;
  }
  return found;
}

std::vector<CompletionArc> DependencyGraph::transitive_reduction() const {
  constexpr int unreachable = std::numeric_limits<int>::min();
  std::vector<int> position(duration_.size(), 0);
  for (std::size_t i = 0; i < order_.size(); ++i) position[at(order_[i])] = static_cast<int>(i);
  std::vector<CompletionArc> kept;
  std::vector<int> detour(duration_.size(), unreachable);   // longest path of two arcs or more
  std::vector<int> longest(duration_.size(), unreachable);  // longest path of any length
  for (int from = 0; from < node_count(); ++from) {
    if (arcs_from(from).empty()) continue;
    int last = position[at(from)];
    for (const CompletionArc& arc : arcs_from(from)) {
      longest[at(arc.to)] = arc.delta;
      last = std::max(last, position[at(arc.to)]);
    }
    std::vector<int> touched;
    for (int place = position[at(from)] + 1; place <= last; ++place) {
      const int node = order_[at(place)];
      if (longest[at(node)] == unreachable) continue;
      touched.push_back(node);
      for (const CompletionArc& arc : arcs_from(node)) {
        const int length = longest[at(node)] + arc.delta;
        detour[at(arc.to)] = std::max(detour[at(arc.to)], length);
        longest[at(arc.to)] = std::max(longest[at(arc.to)], length);
        if (position[at(arc.to)] > last) touched.push_back(arc.to);
      }
    }
    for (const CompletionArc& arc : arcs_from(from))
      if (detour[at(arc.to)] < arc.delta) kept.push_back(arc);
    for (const int node : touched) detour[at(node)] = longest[at(node)] = unreachable;
  }
  return kept;
}

}  // namespace liandong
