#pragma once

#include <vector>

#include "model/campaign/campaign.hpp"
#include "model/campaign/dependency_graph.hpp"

namespace liandong {

/// The projects that each stage waits for, by StageId; sorted, each once. References must hold.
[[nodiscard]] std::vector<std::vector<ProjectId>> required_projects(const CampaignTables& tables);

/// Every link and requirement in completion form, as numbered in DependencyGraph; parallel arcs merged to the largest delta, sorted by
/// (from, to). An end linked to itself gives no arc: that is a mistake of its own.
[[nodiscard]] std::vector<CompletionArc> completion_arcs(const CampaignTables& tables, const std::vector<std::vector<ProjectId>>& required);

/// One shortest cycle (its first node again at the end) for every knot of nodes that wait for each other, in order of smallest node.
[[nodiscard]] std::vector<std::vector<int>> find_cycles(int nodes, const std::vector<CompletionArc>& arcs);

/// The graph number of an end.
[[nodiscard]] int node_of(const LinkEnd& end, int project_count);

/// The key of a node.
[[nodiscard]] const std::string& key_of(const CampaignTables& tables, int node);

}  // namespace liandong
