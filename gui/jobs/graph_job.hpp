#pragma once

#include <stop_token>

#include "gui/models/graph_layout.hpp"

namespace liandong::gui {

/// Lays a graph out by the program `dot` of Graphviz, if it is there and done within `seconds`; otherwise by layered_layout(). The
/// program is run, never linked, because of its licence (docs/decisions/licence.md). For a thread of its own.
[[nodiscard]] GraphLayout lay_out(const DependencyGraph& graph, const std::stop_token& stop, int seconds = 12);

}  // namespace liandong::gui
