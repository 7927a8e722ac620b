#include "model/planning/branch.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <utility>

#include "model/planning/parallel.hpp"

namespace liandong {
namespace {

/// A node of the tree; solved ones keep their relaxation for their children to start from.
struct Node {
  BranchLeaf leaf;
  std::vector<Window> windows;
  std::shared_ptr<const ExpandedGraph> graph;
  std::shared_ptr<const Relaxation> relaxed;   ///< Its own once solved, else its parent's.
  std::shared_ptr<const ExpandedGraph> near;   ///< The graph that `relaxed` belongs to.
  bool solved = false;
  bool finished = false;  ///< Nothing torn, or it could not be solved: it stays a leaf.
};

/// The question whose answer matters most: torn, and dear. Empty if every stage is decided.
std::optional<BranchAnswer> dearest_question(const PlanningProblem& problem, const ExpandedGraph& graph, const std::vector<double>& x) {
  std::optional<BranchAnswer> found;
  double most = 0;
  for (int s = 0; s < static_cast<int>(problem.campaign().stages().size()); ++s) {
    const StageId stage{s};
    const int node = problem.graph().node(stage);
    const Window& w = graph.windows()[static_cast<std::size_t>(node)];
    for (int t = w.first; t <= w.last; ++t) {
      const int variable = graph.variable(node, t);
      if (variable < 0) continue;
      const double torn = 0.5 - std::abs(x[static_cast<std::size_t>(variable)] - 0.5);
      if (torn < 1e-3) continue;
      const double price = 1 + problem.late_price(stage).wan() + (t + 1 == problem.periods() ? problem.never_price(stage).wan() : 0);
      if (torn * price > most) {
        most = torn * price;
        found = BranchAnswer{.stage = stage, .t = t};
      }
    }
  }
  return found;
}

void apply(const PlanningProblem& problem, const BranchAnswer& answer, std::vector<Window>& windows) {
  Window& w = windows[static_cast<std::size_t>(problem.graph().node(answer.stage))];
  if (answer.reached) {
    w.last = std::min(w.last, answer.t);
    w.may_never = false;
  } else if (answer.t >= w.last && w.may_never) {
    w = Window::never();
  } else {
    w.first = std::max(w.first, answer.t + 1);
  }
}

class Tree {
 public:
  Tree(const MasterLayout& layout, const BranchOptions& options) : layout_(layout), problem_(layout.model().problem()), options_(options) {}

  BranchResult run(const ExpandedGraph& graph, const Relaxation& relaxed, Evaluation best, const Enough& enough) {
    best_ = std::move(best);
    Node root{.leaf = {.path = {}, .bound = relaxed.bound, .prices = relaxed.prices}, .windows = graph.windows()};
    root.graph = root.near = std::make_shared<ExpandedGraph>(graph);
    root.relaxed = std::make_shared<Relaxation>(relaxed);
    root.solved = true;
    nodes_.push_back(std::move(root));
    const Text step{"deciding stage dates", "确定各阶段时间"};
    for (int count = 0; count < options_.most_nodes;) {
      if (options_.on_bound) options_.on_bound(bound());
      if (enough(best_, step)) break;
      // Two at a time, whatever the number of threads, so that the tree does not depend on it.
      std::vector<std::size_t> chosen = lowest(2);
      if (chosen.empty()) break;
      count += static_cast<int>(chosen.size());
      open(chosen);
    }
    BranchResult result{.best = std::move(best_), .bound = bound(), .leaves = {}};
    for (Node& node : nodes_) result.leaves.push_back(std::move(node.leaf));
    return result;
  }

 private:
  [[nodiscard]] double bound() const {
    double least = std::numeric_limits<double>::infinity();
    for (const Node& node : nodes_) least = std::min(least, node.leaf.bound);
    return least;
  }
  [[nodiscard]] double cutoff() const { return best_.objective - options_.gap * std::abs(best_.objective); }

  /// Leaves of the lowest bounds that may be opened; none if the lowest of all may not: then the bound cannot rise.
  [[nodiscard]] std::vector<std::size_t> lowest(std::size_t most) const {
    std::vector<std::size_t> order(nodes_.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return nodes_[a].leaf.bound < nodes_[b].leaf.bound; });
    std::vector<std::size_t> chosen;
    for (const std::size_t i : order) {
      if (chosen.size() == most || nodes_[i].leaf.bound >= cutoff()) break;
      if (nodes_[i].finished) {
        if (chosen.empty()) break;
        continue;
      }
      chosen.push_back(i);
    }
    return chosen;
  }

  void solve(Node& node, Evaluation& found) const {
    node.graph = std::make_shared<ExpandedGraph>(problem_, node.windows);
    Relaxation relaxed = solve_relaxation(layout_, *node.graph,
                                          {.tolerance = std::clamp(0.05 * options_.gap, 1e-6, 3e-4), .patience = 5, .cutoff = cutoff(), .warm = WarmStart{node.near.get(), node.relaxed.get()}});
    if (relaxed.bound > node.leaf.bound) {
      node.leaf.bound = relaxed.bound;
      node.leaf.prices = relaxed.prices;
    }
    node.solved = true;
    if (relaxed.x.empty()) return;  // Cut off before the master.
    found = round_relaxation(layout_, *node.graph, relaxed, 1);
    node.relaxed = std::make_shared<Relaxation>(std::move(relaxed));
    node.near = node.graph;
  }

  void open(const std::vector<std::size_t>& chosen) {
    std::vector<Evaluation> found(chosen.size());
    for_each_index(static_cast<int>(chosen.size()), options_.threads, [&](int i) {
      Node& node = nodes_[chosen[static_cast<std::size_t>(i)]];
      if (!node.solved) solve(node, found[static_cast<std::size_t>(i)]);
    });
    for (Evaluation& evaluation : found) keep_better(best_, std::move(evaluation));
    for (const std::size_t i : chosen) {
      if (nodes_[i].leaf.bound >= cutoff() || !nodes_[i].graph || nodes_[i].near != nodes_[i].graph) continue;
      const auto question = dearest_question(problem_, *nodes_[i].graph, nodes_[i].relaxed->x);
      if (!question) {
        nodes_[i].finished = true;
        continue;
      }
      Node yes = nodes_[i];
      yes.solved = false;
      yes.graph = nullptr;
      Node no = yes;
      answer(yes, *question, true);
      answer(no, *question, false);
      nodes_[i] = std::move(yes);
      nodes_.push_back(std::move(no));
    }
  }

  void answer(Node& node, BranchAnswer question, bool reached) const {
    question.reached = reached;
    node.leaf.path.push_back(question);
    apply(problem_, question, node.windows);
    if (!tighten(problem_, node.windows)) {  // Cannot be: the parent's relaxation had both.
      node.finished = true;
      return;
    }
    // What the parent's prices prove at once.
    const ExpandedGraph graph(problem_, node.windows);
    node.leaf.bound = cheapest_schedule(problem_, graph, completion_costs(layout_.model(), node.leaf.prices)).value;
  }

  const MasterLayout& layout_;
  const PlanningProblem& problem_;
  const BranchOptions& options_;
  Evaluation best_;
  std::vector<Node> nodes_;  ///< The leaves.
};

}  // namespace

BranchResult branch_on_stages(const MasterLayout& layout, const ExpandedGraph& graph, const Relaxation& relaxed, Evaluation best, const BranchOptions& options,
                              const Enough& enough) {
  return Tree(layout, options).run(graph, relaxed, std::move(best), enough);
}

}  // namespace liandong
