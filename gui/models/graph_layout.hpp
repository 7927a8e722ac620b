#pragma once

#include <QByteArray>
#include <QPointF>
#include <QSizeF>
#include <optional>
#include <vector>

#include "model/campaign/dependency_graph.hpp"

namespace liandong::gui {

/// Where the nodes of a dependency graph stand, and how its arcs run; in points, x to the right as time goes, y down.
struct GraphLayout {
  QSizeF size;
  std::vector<QPointF> centre;              ///< By node.
  std::vector<CompletionArc> arcs;          ///< Those that no path implies.
  std::vector<std::vector<QPointF>> curve;  ///< By arc: start, then control points of cubic pieces, three for each.
};

inline constexpr double node_width = 168, node_height = 38;

/// Nodes in layers by the longest way to them, ordered within a layer by the middle of their neighbours, four sweeps to and fro. Every arc
/// goes to a later layer, and no two nodes overlap. Takes the time of a few sorts. With `only`, of those nodes and the arcs between them.
[[nodiscard]] GraphLayout layered_layout(const DependencyGraph& graph, const std::vector<bool>& only = {});

/// The graph as `dot` of Graphviz reads it, nodes named by their numbers.
[[nodiscard]] QByteArray dot_source(const DependencyGraph& graph);
/// What `dot -Tplain` makes of dot_source(); empty if it is not that.
[[nodiscard]] std::optional<GraphLayout> read_plain(const QByteArray& plain, const DependencyGraph& graph);

/// The node, all that it waits for and all that waits for it, as flags by node.
[[nodiscard]] std::vector<bool> related_to(const DependencyGraph& graph, int node);

}  // namespace liandong::gui
