#pragma once

#include <optional>
#include <vector>

#include "model/campaign/dependency_graph.hpp"
#include "model/planning/locks.hpp"

namespace liandong {

/// Why no plan keeps every lock.
struct LockConflict {
  std::vector<int> chain;          ///< Graph nodes, each before the next by a link, from what pushes to what is locked last.
  int node = 0;                    ///< Of the chain: where the two meet.
  std::optional<int> earliest;     ///< What comes before `node` lets it be complete here at the earliest; empty: never.
  int latest = 0;                  ///< What comes after it, or the horizon, asks for it by here.
  std::optional<ProjectId> first;  ///< The lock that the chain begins with, if it begins with one.
  ProjectId last;                  ///< The lock that it ends in.
};

/// A conflict among locks, links, earliest starts and the horizon (1), (2), (15), or nothing. Linear in the arcs.
[[nodiscard]] std::optional<LockConflict> find_lock_conflict(const Campaign& campaign, const DependencyGraph& graph, const Locks& locks);
/// Why, as a sentence without its full stop, with the chain by its keys.
[[nodiscard]] Text sentence_for(const Campaign& campaign, const DependencyGraph& graph, const Locks& locks, const LockConflict& conflict);
/// The row of locks.csv that locks the project's dates, 0 = none: as it ends a chain (`must`), or as it begins one.
[[nodiscard]] int row_of(const Locks& locks, ProjectId project, bool must);

}  // namespace liandong
