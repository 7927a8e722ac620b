#include "model/campaign/completion_arcs.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>
#include <cstdint>
#include <limits>
#include <map>
#include <queue>

namespace liandong {
namespace {

int duration_of(const CampaignTables& tables, const LinkEnd& end) {
  return end.project ? tables.projects[end.project->index()].duration : 0;
}

/// The shortest way from `root` back to itself inside its knot.
std::vector<int> shortest_cycle(int root, const std::vector<std::vector<int>>& successors, const std::vector<int>& knot) {
  const auto at = [](int node) { return static_cast<std::size_t>(node); };
  std::vector<int> came_from(successors.size(), -1);
  std::queue<int> waiting;
  waiting.push(root);
  while (!waiting.empty()) {
    const int node = waiting.front();
    waiting.pop();
    for (const int next : successors[at(node)]) {
      if (knot[at(next)] != knot[at(root)]) continue;
      if (next == root) {
        std::vector<int> cycle{root};
        for (int back = node; back != root; back = came_from[at(back)]) cycle.push_back(back);
        cycle.push_back(root);
        std::reverse(cycle.begin(), cycle.end());
        return cycle;
      }
      if (came_from[at(next)] >= 0) continue;
      came_from[at(next)] = node;
      waiting.push(next);
    }
  }
  return {};
}

}  // namespace

int completion_delta(LinkKind kind, int lag, int duration_from, int duration_to) {
  std::int64_t delta = lag;  // wide and clamped: the arcs are also drawn up while absurd lags are still being reported
  if (kind == LinkKind::finish_to_start || kind == LinkKind::start_to_start) delta += duration_to;
  if (kind == LinkKind::start_to_start || kind == LinkKind::start_to_finish) delta -= duration_from;
  return static_cast<int>(std::clamp<std::int64_t>(delta, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()));
}

int node_of(const LinkEnd& end, int project_count) { return end.project ? end.project->value : project_count + end.stage->value; }

const std::string& key_of(const CampaignTables& tables, int node) {
  const auto index = static_cast<std::size_t>(node);
  return index < tables.projects.size() ? tables.projects[index].key : tables.stages[index - tables.projects.size()].key;
}

std::vector<std::vector<ProjectId>> required_projects(const CampaignTables& tables) {
  std::map<std::pair<ProgrammeId, UnitId>, std::vector<std::size_t>> stages_of;  // Ascending.
  for (std::size_t s = 0; s < tables.stages.size(); ++s)
    for (const UnitId unit : tables.stages[s].units) {
      auto& list = stages_of[{tables.stages[s].programme, unit}];
      if (list.empty() || list.back() != s) list.push_back(s);
    }

  std::vector<std::vector<ProjectId>> required(tables.stages.size());
  for (const Service& service : tables.services) {
    const Task& task = tables.tasks[service.task.index()];
    if (!task.closable) continue;
    const UnitId unit = tables.projects[service.project.index()].unit;
    const auto found = stages_of.find({task.programme, unit});
    if (found == stages_of.end()) continue;
    for (const std::size_t s : found->second) {
      const StageId stage{static_cast<std::int32_t>(s)};
      const bool limited = !service.stages.empty();
      if (limited && std::find(service.stages.begin(), service.stages.end(), stage) == service.stages.end()) continue;
      required[s].push_back(service.project);
    }
  }
  for (std::vector<ProjectId>& projects : required) {
    std::sort(projects.begin(), projects.end());
    projects.erase(std::unique(projects.begin(), projects.end()), projects.end());
  }
  return required;
}

std::vector<CompletionArc> completion_arcs(const CampaignTables& tables, const std::vector<std::vector<ProjectId>>& required) {
  const int project_count = static_cast<int>(tables.projects.size());
  std::vector<CompletionArc> arcs;
  for (const Link& link : tables.links) {
    const int delta = completion_delta(link.kind, link.lag, duration_of(tables, link.from), duration_of(tables, link.to));
    arcs.push_back({.from = node_of(link.from, project_count), .to = node_of(link.to, project_count), .delta = delta});
  }
  for (std::size_t s = 0; s < required.size(); ++s)
    for (const ProjectId project : required[s])
      arcs.push_back({.from = project.value, .to = project_count + static_cast<int>(s), .delta = tables.stages[s].assessment_lag});

  std::erase_if(arcs, [](const CompletionArc& arc) { return arc.from == arc.to; });
  std::sort(arcs.begin(), arcs.end());
  std::vector<CompletionArc> merged;
  for (const CompletionArc& arc : arcs) {
    if (!merged.empty() && merged.back().from == arc.from && merged.back().to == arc.to)
      merged.back().delta = arc.delta;  // sorted, so the later one is the larger
    else
      merged.push_back(arc);
  }
  return merged;
}

std::vector<std::vector<int>> find_cycles(int nodes, const std::vector<CompletionArc>& arcs) {
  using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
  Graph graph(static_cast<std::size_t>(nodes));
  std::vector<std::vector<int>> successors(static_cast<std::size_t>(nodes));
  for (const CompletionArc& arc : arcs) {
    boost::add_edge(static_cast<std::size_t>(arc.from), static_cast<std::size_t>(arc.to), graph);
    successors[static_cast<std::size_t>(arc.from)].push_back(arc.to);
  }
  std::vector<int> knot(static_cast<std::size_t>(nodes), 0);
  const int knots =
      boost::strong_components(graph, boost::make_iterator_property_map(knot.begin(), boost::get(boost::vertex_index, graph)));

  std::vector<int> members(static_cast<std::size_t>(knots), 0);
  for (const int k : knot) ++members[static_cast<std::size_t>(k)];
  std::vector<bool> told(static_cast<std::size_t>(knots), false);
  std::vector<std::vector<int>> cycles;
  for (int node = 0; node < nodes; ++node) {
    const auto k = static_cast<std::size_t>(knot[static_cast<std::size_t>(node)]);
    if (members[k] < 2 || told[k]) continue;
    told[k] = true;
    cycles.push_back(shortest_cycle(node, successors, knot));
  }
  return cycles;
}

std::vector<std::string> find_cycle(const CampaignTables& tables) {
  const int nodes = static_cast<int>(tables.projects.size() + tables.stages.size());
  const std::vector<std::vector<int>> cycles = find_cycles(nodes, completion_arcs(tables, required_projects(tables)));
  std::vector<std::string> keys;
  if (cycles.empty()) return keys;
  for (const int node : cycles.front()) keys.push_back(key_of(tables, node));
  return keys;
}

}  // namespace liandong
