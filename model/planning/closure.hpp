#pragma once

#include <cstdint>
#include <vector>

#include "model/planning/windows.hpp"

namespace liandong {

/// Closed sets of least weight in a time-expanded graph (maximum closure; Picard 1976): one minimum cut per connected component, by
/// push-relabel with highest labels, gaps and global relabelling (Goldberg and Tarjan 1988; Cherkassky and Goldberg 1997).
/// Weights are rounded down to 1e-9 (coarser only where 64 bits ask for it), so that the cut is exact and `value` a lower bound.
class ClosureSolver {
 public:
  ClosureSolver(const PlanningProblem& problem, const ExpandedGraph& graph);
  /// The same for variables 0..count-1 and any arcs between them.
  ClosureSolver(int count, const std::vector<ExpandedGraph::Arc>& arcs);

  struct Closure {
    double value = 0;                    ///< Of all components together; never above the true minimum.
    std::vector<std::uint8_t> smallest;  ///< By variable: 1 in every closed set of least weight ...
    std::vector<std::uint8_t> largest;   ///< ... and in some.
    std::vector<double> flow;            ///< By arc of the graph: multipliers of x_chosen <= x_implied that prove `value`.
  };
  /// `weight` by variable. Components are solved on up to `threads` threads; the result does not depend on it.
  [[nodiscard]] Closure solve(const std::vector<double>& weight, int threads = 1) const;

  [[nodiscard]] int component_count() const { return static_cast<int>(components_.size()); }
  /// Component of each variable.
  [[nodiscard]] const std::vector<int>& component() const { return component_; }

 private:
  struct Edge {
    int to = 0;
    int arc = 0;
    bool forward = true;  ///< Along chosen -> implied, without limit; backward only as much as has flowed.
  };
  struct Component {
    std::vector<int> variables;
    std::vector<int> first;  ///< Of each local node's edges.
    std::vector<Edge> edges;
    std::vector<int> arcs;  ///< Of the graph, by local number.
  };
  void place(std::size_t x, int number);
  void build(const std::vector<ExpandedGraph::Arc>& arcs);
  double solve_component(const Component& part, const std::vector<double>& weight, Closure& closure) const;

  std::vector<int> component_, local_;
  std::vector<Component> components_;
};

}  // namespace liandong
