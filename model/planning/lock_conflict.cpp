#include "model/planning/lock_conflict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace liandong {
namespace {

std::size_t at(int node) { return static_cast<std::size_t>(node); }

/// Where a node can be by what comes before it, and must be by what comes after it, and through which neighbour.
struct Reach {
  int earliest = 0, earliest_from = -1;
  bool never = false;
  int never_from = -1;
  bool must = false;
  int latest = std::numeric_limits<int>::max(), latest_from = -1;
};

class Search {
 public:
  Search(const Campaign& campaign, const DependencyGraph& graph, const Locks& locks)
      : campaign_(campaign), graph_(graph), locks_(locks), reach_(at(graph.node_count())) {}

  std::optional<LockConflict> run() {
    forward();
    backward();
    int found = -1;  // Told at the locked project itself where that is one of them.
    for (const int v : graph_.topological_order()) {
      const Reach& r = reach_[at(v)];
      if (!r.must || !(r.never || r.earliest > r.latest)) continue;
      if (found < 0 || (r.latest_from < 0 && reach_[at(found)].latest_from >= 0)) found = v;
    }
    return found < 0 ? std::nullopt : std::optional(conflict_at(found));
  }

 private:
  [[nodiscard]] const Locks::Dates* dates(int node) const { return graph_.is_stage(node) ? nullptr : locks_.dates(ProjectId{node}); }

  void forward() {
    for (const int v : graph_.topological_order()) {
      Reach& r = reach_[at(v)];
      if (!graph_.is_stage(v)) {
        const auto& earliest = campaign_[ProjectId{v}].earliest_start;
        r.earliest = std::max(0, earliest ? campaign_.horizon().index_of(*earliest) : 0) + graph_.duration(v) - 1;
      }
      if (const Locks::Dates* lock = dates(v)) {
        r.earliest = std::max(r.earliest, lock->first + graph_.duration(v) - 1);
        r.never = lock->never;
      }
      for (const CompletionArc& arc : graph_.arcs_to(v)) {
        const Reach& from = reach_[at(arc.from)];
        if (from.earliest + arc.delta > r.earliest) {
          r.earliest = from.earliest + arc.delta;
          r.earliest_from = arc.from;
        }
        if (from.never && !r.never) {
          r.never = true;
          r.never_from = arc.from;
        }
      }
    }
  }

  void backward() {
    const auto& order = graph_.topological_order();
    const int end = campaign_.horizon().count - 1;
    for (auto v = order.rbegin(); v != order.rend(); ++v) {
      Reach& r = reach_[at(*v)];
      if (const Locks::Dates* lock = dates(*v); lock && lock->must) {
        const std::int64_t latest = std::int64_t{lock->last} + graph_.duration(*v) - 1;
        r.latest = static_cast<int>(std::min<std::int64_t>(latest, end));
        r.must = true;
      }
      for (const CompletionArc& arc : graph_.arcs_from(*v)) {
        const Reach& to = reach_[at(arc.to)];
        if (!to.must) continue;
        const int latest = std::min(to.latest - arc.delta, end);
        if (r.must && latest >= r.latest) continue;
        r.must = true;
        r.latest = latest;
        r.latest_from = arc.to;
      }
    }
  }

  [[nodiscard]] LockConflict conflict_at(int node) const {
    const Reach& here = reach_[at(node)];
    LockConflict found{.chain = {}, .node = node, .earliest = {}, .latest = here.latest, .first = {}, .last = {}};
    if (!here.never) found.earliest = here.earliest;
    for (int v = node; v >= 0; v = here.never ? reach_[at(v)].never_from : reach_[at(v)].earliest_from) found.chain.push_back(v);
    std::reverse(found.chain.begin(), found.chain.end());
    const int first = found.chain.front();
    if (const Locks::Dates* lock = dates(first);
        lock && (here.never || lock->first + graph_.duration(first) - 1 == reach_[at(first)].earliest))
      found.first = ProjectId{first};
    for (int v = here.latest_from; v >= 0; v = reach_[at(v)].latest_from) found.chain.push_back(v);
    found.last = ProjectId{found.chain.back()};
    return found;
  }

  const Campaign& campaign_;
  const DependencyGraph& graph_;
  const Locks& locks_;
  std::vector<Reach> reach_;
};

}  // namespace

std::optional<LockConflict> find_lock_conflict(const Campaign& campaign, const DependencyGraph& graph, const Locks& locks) {
  if (!locks.any_dates()) return std::nullopt;
  return Search(campaign, graph, locks).run();
}

int row_of(const Locks& locks, ProjectId project, bool must) {
  int found = 0;
  for (const Lock& lock : locks.rows()) {
    if (lock.project != project || lock.kind == LockKind::bar || lock.kind == LockKind::reserve) continue;
    const bool asks = lock.kind != LockKind::drop;
    const bool decides = must ? asks && (lock.to || found == 0) : lock.from || lock.kind == LockKind::drop || found == 0;
    if (decides) found = lock.row;
  }
  return found;
}

Text sentence_for(const Campaign& campaign, const DependencyGraph& graph, const Locks& locks, const LockConflict& conflict) {
  const auto key_of = [&](int node) {
    return graph.is_stage(node) ? campaign[StageId{node - graph.project_count()}].key : campaign[ProjectId{node}].key;
  };
  std::string chain;
  for (const int node : conflict.chain) chain += (chain.empty() ? "" : " → ") + key_of(node);
  const std::string& locked = campaign[conflict.last].key;
  const auto period = [&](int t) { return campaign.horizon().at(t).text(); };
  Text first;
  if (conflict.first && *conflict.first != conflict.last)
    if (const int row = row_of(locks, *conflict.first, false); row > 0)
      first = {fmt::format(" (row {})", row), fmt::format("（第 {} 行）", row)};
  if (!conflict.earliest) {
    const std::string dropped = key_of(conflict.chain.front());
    return {fmt::format("Project \"{}\" must be built, but needs \"{}\", which must not be{}: {}", locked, dropped, first.en, chain),
            fmt::format("项目“{}”锁定为必建，而其前置“{}”锁定为不建{}：{}", locked, dropped, first.zh, chain)};
  }
  const std::string latest = period(conflict.latest), earliest = period(*conflict.earliest), node = key_of(conflict.node);
  const bool itself = conflict.node == conflict.last.value;
  Text sentence = {itself ? fmt::format("Project \"{}\" is locked to be complete by {}", locked, latest)
                          : fmt::format("The lock of project \"{}\" asks for \"{}\" to be complete by {}", locked, node, latest),
                   itself ? fmt::format("项目“{}”锁定为 {} 前完成", locked, latest)
                          : fmt::format("按项目“{}”的锁定，“{}”须在 {} 前完成", locked, node, latest)};
  sentence.en += fmt::format(", and cannot be before {}{}: {}", earliest, first.en, chain);
  sentence.zh += fmt::format("，而最早只能在 {} 完成{}：{}", earliest, first.zh, chain);
  return sentence;
}

}  // namespace liandong
