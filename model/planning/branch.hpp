#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

#include "model/planning/plan.hpp"
#include "model/planning/search.hpp"

namespace liandong {

/// A leaf of the tree of questions: what no plan that agrees with the answers can cost less than. It also keeps the relaxation that it, or
/// the next node above it, was solved by, for others to start from.
struct BranchLeaf {
  std::vector<BranchAnswer> path;
  double bound = 0;
  RowPrices prices;  ///< They prove it.
  std::shared_ptr<const ExpandedGraph> graph;
  std::shared_ptr<const Relaxation> relaxed;
  bool solved = false;    ///< `graph` and `relaxed` are its own, for the money at hand.
  bool finished = false;  ///< Nothing torn: it stays a leaf.
};

/// The whole problem as the only leaf.
[[nodiscard]] BranchLeaf root_leaf(const ExpandedGraph& graph, Relaxation relaxed);

/// Windows after all the answers of a path; false if they contradict each other.
[[nodiscard]] bool narrow(const PlanningProblem& problem, const std::vector<BranchAnswer>& path, std::vector<Window>& windows);

struct BranchResult {
  Evaluation best;
  double bound = 0;                ///< The least of the leaves' bounds.
  std::vector<BranchLeaf> leaves;  ///< One, with an empty path, if no question was asked.
};

struct BranchOptions {
  double gap = 0.005;  ///< Leaves this near the best plan, relative, are not opened.
  int threads = 1;
  int most_nodes = 1000;
  std::stop_token stop{};
  std::function<double()> time_left{};  ///< Seconds, 0 = without limit; asked from several threads.
  std::function<void(double bound)> on_bound{};
};

/// Branch and bound on the dates of stages, then of projects (docs/maths/integer-plans.md): half a title is worth nothing, yet the
/// relaxation sells halves. Each node's relaxation starts from its parent's; the leaf of the lowest bound is opened next. Ends when the gap
/// is reached, when the lowest leaf has nothing torn left, at the limit, or when `enough` says so.
[[nodiscard]] BranchResult branch_on_dates(const MasterLayout& layout, const std::vector<Window>& windows, std::vector<BranchLeaf> leaves,
                                           Evaluation best, const BranchOptions& options, const Enough& enough);

/// Leaves found for other money, priced for this one: their multipliers prove something here too, and little less if little has changed.
void reprice(const MasterLayout& layout, const std::vector<Window>& windows, std::vector<BranchLeaf>& leaves, int threads);

}  // namespace liandong
