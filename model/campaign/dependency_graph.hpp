#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/campaign/campaign.hpp"

namespace liandong {

/// "complete(to) >= complete(from) + delta", in periods: every link kind, brought to completion periods (docs/maths/planning-problem.md
/// (2)). Nodes are numbered projects first (0..P-1 by ProjectId), then stages (P..P+S-1 by StageId).
struct CompletionArc {
  int from = 0;
  int to = 0;
  int delta = 0;
  friend auto operator<=>(const CompletionArc&, const CompletionArc&) = default;
};

/// delta of a link of this kind, docs/maths/planning-problem.md (2). A stage has duration 0.
[[nodiscard]] int completion_delta(LinkKind kind, int lag, int duration_from, int duration_to);

/// The dependency graph of projects and stages in completion form. Tasks need no node: a stage waits for the projects that serve
/// its tasks. Boost.Graph does the work inside the .cpp.
class DependencyGraph {
 public:
  explicit DependencyGraph(const Campaign& campaign);

  [[nodiscard]] int project_count() const { return project_count_; }
  [[nodiscard]] int node_count() const { return static_cast<int>(duration_.size()); }
  [[nodiscard]] int node(ProjectId id) const { return id.value; }
  [[nodiscard]] int node(StageId id) const { return project_count_ + id.value; }
  [[nodiscard]] bool is_stage(int node) const { return node >= project_count_; }
  /// Parallel arcs merged to their largest delta; sorted by (from, to).
  [[nodiscard]] const std::vector<CompletionArc>& arcs() const { return arcs_; }
  [[nodiscard]] std::span<const CompletionArc> arcs_from(int node) const;  ///< Sorted by `to`.
  [[nodiscard]] std::span<const CompletionArc> arcs_to(int node) const;    ///< Sorted by `from`.
  [[nodiscard]] const std::vector<int>& topological_order() const { return order_; }
  [[nodiscard]] int duration(int node) const { return duration_[static_cast<std::size_t>(node)]; }  ///< 0 for stages.

  /// Earliest completion index of each node by links and earliest starts alone (money aside). May exceed the horizon.
  [[nodiscard]] const std::vector<int>& earliest_completion() const { return earliest_; }
  /// Latest completion of each node so that `stage` is reached at `when`; empty where the stage does not depend on the node.
  [[nodiscard]] std::vector<std::optional<int>> latest_completion(StageId stage, int when) const;

  /// The chain that decides the earliest date of `stage`, first project to the stage itself, node numbers.
  [[nodiscard]] std::vector<int> critical_chain(StageId stage) const;
  /// For given completions (index, or empty = never): the chain of tight arcs behind `node`, first to last. Behind a
  /// node that is never complete stand the predecessors that are never complete either.
  [[nodiscard]] std::vector<int> deciding_chain(int node, const std::vector<std::optional<int>>& completion) const;

  /// Weakly connected components: a number from 0 for each node, in order of their smallest node.
  [[nodiscard]] std::vector<int> components() const;
  /// Arcs that no longer path implies (delta included), for drawing.
  [[nodiscard]] std::vector<CompletionArc> transitive_reduction() const;

 private:
  int project_count_ = 0;
  std::vector<int> duration_;
  std::vector<CompletionArc> arcs_;
  std::vector<CompletionArc> arcs_by_end_;       ///< The same, sorted by (to, from).
  std::vector<std::size_t> first_from_, first_to_;  ///< By node: where its arcs begin in the two lists; one more at the end.
  std::vector<int> order_;
  std::vector<int> earliest_;
};

/// A cycle among the links and requirements of `tables` as a chain of node keys ("a", "b", "a"), or empty. References must hold;
/// a link of an end to itself does not count.
[[nodiscard]] std::vector<std::string> find_cycle(const CampaignTables& tables);

}  // namespace liandong
