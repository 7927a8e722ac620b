#include "model/planning/branch.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>
#include <utility>

#include "model/planning/parallel.hpp"

namespace liandong {
namespace {

struct Node {
  BranchLeaf leaf;
  std::vector<Window> windows;
};

/// Graph node that a question is about.
int node_of(const PlanningProblem& problem, const BranchAnswer& answer) {
  return answer.project.known() ? problem.graph().node(answer.project) : problem.graph().node(answer.stage);
}

/// The question whose answer matters most: torn, and dear. Stages come first, then projects by their cost. Empty if all is decided.
std::optional<BranchAnswer> dearest_question(const PlanningProblem& problem, const ExpandedGraph& graph, const std::vector<double>& x) {
  std::optional<BranchAnswer> found;
  double most = 0;
  const auto ask = [&](BranchAnswer question, double price) {
    const int variable = graph.variable(node_of(problem, question), question.t);
    if (variable < 0) return;
    const double torn = 0.5 - std::abs(x[static_cast<std::size_t>(variable)] - 0.5);
    if (torn < 1e-3 || torn * price <= most) return;
    most = torn * price;
    found = question;
  };
  for (int s = 0; s < static_cast<int>(problem.campaign().stages().size()); ++s) {
    const StageId stage{s};
    const double late = 1 + problem.late_price(stage).wan(), never = problem.never_price(stage).wan();
    for (int t = 0; t < problem.periods(); ++t) ask({.stage = stage, .t = t}, late + (t + 1 == problem.periods() ? never : 0));
  }
  if (found) return found;
  for (int j = 0; j < problem.graph().project_count(); ++j)
    for (int t = 0; t < problem.periods(); ++t)
      ask({.project = ProjectId{j}, .t = t}, problem.campaign().projects()[static_cast<std::size_t>(j)].cost.wan());
  return found;
}

void apply(const PlanningProblem& problem, const BranchAnswer& answer, std::vector<Window>& windows) {
  Window& w = windows[static_cast<std::size_t>(node_of(problem, answer))];
  if (answer.reached) {
    w.last = std::min(w.last, answer.t);
    w.may_never = false;
  } else if (answer.t >= w.last && w.may_never) {
    w = Window::never();
  } else {
    w.first = std::max(w.first, answer.t + 1);
  }
}

}  // namespace

BranchLeaf root_leaf(const ExpandedGraph& graph, Relaxation relaxed) {
  BranchLeaf leaf{
      .path = {}, .bound = relaxed.bound, .prices = relaxed.prices, .graph = std::make_shared<ExpandedGraph>(graph), .solved = true};
  leaf.relaxed = std::make_shared<Relaxation>(std::move(relaxed));
  return leaf;
}

bool narrow(const PlanningProblem& problem, const std::vector<BranchAnswer>& path, std::vector<Window>& windows) {
  for (const BranchAnswer& answer : path) {
    apply(problem, answer, windows);
    if (!tighten(problem, windows)) return false;
  }
  return true;
}

namespace {

double priced_bound(const MasterLayout& layout, const std::vector<Window>& windows, const RowPrices& prices) {
  const PlanningProblem& problem = layout.model().problem();
  return cheapest_schedule(problem, ExpandedGraph(problem, windows), completion_costs(layout.model(), prices)).value;
}

class Tree {
 public:
  Tree(const MasterLayout& layout, const BranchOptions& options) : layout_(layout), problem_(layout.model().problem()), options_(options) {}

  BranchResult run(const std::vector<Window>& windows, std::vector<BranchLeaf> leaves, Evaluation best, const Enough& enough) {
    best_ = std::move(best);
    for (BranchLeaf& leaf : leaves) {
      Node node{.leaf = std::move(leaf), .windows = windows};
      if (!narrow(problem_, node.leaf.path, node.windows)) node.leaf.bound = std::numeric_limits<double>::infinity();
      nodes_.push_back(std::move(node));
    }
    const Text step{"deciding dates", "确定时间安排"};
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
      if (nodes_[i].leaf.finished) {
        if (chosen.empty()) break;
        continue;
      }
      chosen.push_back(i);
    }
    return chosen;
  }

  void solve(Node& node, Evaluation& found) const {
    auto graph = std::make_shared<ExpandedGraph>(problem_, node.windows);
    Relaxation relaxed = solve_relaxation(layout_, *graph,
                                          {.tolerance = std::clamp(0.05 * options_.gap, 1e-6, 3e-4),
                                           .time_limit = options_.time_left ? options_.time_left() : 0,
                                           .patience = 5,
                                           .cutoff = cutoff(),
                                           .warm = WarmStart{node.leaf.graph.get(), node.leaf.relaxed.get()},
                                           .stop = options_.stop});
    if (relaxed.bound > node.leaf.bound) {
      node.leaf.bound = relaxed.bound;
      node.leaf.prices = relaxed.prices;
    }
    if (relaxed.x.empty()) return;  // Cut off before the master.
    found = round_relaxation(layout_, *graph, relaxed, 1, best_.objective);
    node.leaf.solved = true;
    node.leaf.graph = std::move(graph);
    node.leaf.relaxed = std::make_shared<Relaxation>(std::move(relaxed));
  }

  void open(const std::vector<std::size_t>& chosen) {
    std::vector<Evaluation> found(chosen.size());
    for_each_index(static_cast<int>(chosen.size()), options_.threads, [&](int i) {
      Node& node = nodes_[chosen[static_cast<std::size_t>(i)]];
      if (!node.leaf.solved) solve(node, found[static_cast<std::size_t>(i)]);
    });
    for (Evaluation& evaluation : found) keep_better(best_, std::move(evaluation));
    for (const std::size_t i : chosen) {
      BranchLeaf& leaf = nodes_[i].leaf;
      if (leaf.bound >= cutoff() || !leaf.solved) continue;
      const auto question = dearest_question(problem_, *leaf.graph, leaf.relaxed->x);
      if (!question) {
        leaf.finished = true;
        continue;
      }
      leaf.solved = false;
      Node no = nodes_[i];
      answer(nodes_[i], *question, true);
      answer(no, *question, false);
      nodes_.push_back(std::move(no));
    }
  }

  /// What the parent's prices prove at once.
  void answer(Node& node, BranchAnswer question, bool reached) const {
    question.reached = reached;
    node.leaf.path.push_back(question);
    apply(problem_, question, node.windows);
    if (tighten(problem_, node.windows))
      node.leaf.bound = priced_bound(layout_, node.windows, node.leaf.prices);
    else
      node.leaf.bound = std::numeric_limits<double>::infinity();  // No plan gives these answers.
  }

  const MasterLayout& layout_;
  const PlanningProblem& problem_;
  const BranchOptions& options_;
  Evaluation best_;
  std::vector<Node> nodes_;  ///< The leaves.
};

}  // namespace

BranchResult branch_on_dates(const MasterLayout& layout, const std::vector<Window>& windows, std::vector<BranchLeaf> leaves,
                             Evaluation best, const BranchOptions& options, const Enough& enough) {
  return Tree(layout, options).run(windows, std::move(leaves), std::move(best), enough);
}

void reprice(const MasterLayout& layout, const std::vector<Window>& windows, std::vector<BranchLeaf>& leaves, int threads) {
  for_each_index(static_cast<int>(leaves.size()), threads, [&](int i) {
    BranchLeaf& leaf = leaves[static_cast<std::size_t>(i)];
    leaf.solved = leaf.finished = false;
    std::vector<Window> here = windows;
    leaf.bound = narrow(layout.model().problem(), leaf.path, here) ? priced_bound(layout, here, leaf.prices)
                                                                   : std::numeric_limits<double>::infinity();
  });
}

}  // namespace liandong
