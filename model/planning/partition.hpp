#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "model/planning/windows.hpp"

namespace liandong {

/// Groups of x_vt that share one value in the restricted master (Bienstock and Zuckerberg 2009; Muñoz et al. 2017): the level sets of the
/// master's solution, cut by closed sets. Arcs between groups never form a cycle.
class Partition {
 public:
  /// One group for each connected component.
  explicit Partition(const ExpandedGraph& graph);

  struct Change {
    std::vector<int> merged;  ///< By old group: the number it has after merging.
    std::vector<int> parent;  ///< By new group: the merged group that it is cut from.
    std::vector<int> side;    ///< By new group: 1 inside the closed set, -1 outside, 0 what stays uncut.
    bool changed = false;
  };
  /// Puts the glued pairs (and whatever lies between them) together, then cuts by `closure`: each connected piece of a group inside or
  /// outside becomes a group if moving it there gains something under the weights of the x_vt; `value` is that of each old group.
  Change recut(const ExpandedGraph& graph, const std::vector<std::pair<int, int>>& glued, const std::vector<std::uint8_t>& closure,
               const std::vector<double>& weight, const std::vector<double>& value);
  /// Cuts by several nested closed sets at once, for a first partition; `side` counts the sets that hold the group.
  Change cut(const ExpandedGraph& graph, const std::vector<std::vector<std::uint8_t>>& closures);

  [[nodiscard]] int count() const { return count_; }
  [[nodiscard]] int group(int variable) const { return group_[static_cast<std::size_t>(variable)]; }
  /// Number of variables in each group.
  [[nodiscard]] std::vector<int> sizes() const;

 private:
  std::vector<int> merge(const ExpandedGraph& graph, const std::vector<std::pair<int, int>>& glued);

  std::vector<int> group_;
  int count_ = 0;
};

/// The arcs (low, high) of an acyclic relation on 0..count-1 that no path of others implies. Sorted, each once, in and out.
[[nodiscard]] std::vector<std::pair<int, int>> without_implied(const std::vector<std::pair<int, int>>& arcs, int count);

}  // namespace liandong
