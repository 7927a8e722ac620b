#include "model/planning/branch.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/model/planning/drawn_problems.hpp"

namespace liandong {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double allowed(double value) { return 1e-6 * (1 + std::abs(value)); }

/// A schedule and what its best money costs under the problem at hand, by the general solver.
struct Priced {
  Schedule schedule;
  double value = 0;
};

/// All schedules within the windows; empty if there are more than `most`.
std::vector<Priced> all_schedules(const SpendModel& model, const std::vector<Window>& windows, int most) {
  std::vector<Priced> all;
  if (!for_each_schedule(model.problem(), windows, most, [&](const Schedule& s) { all.push_back({.schedule = s}); })) return {};
  for (Priced& priced : all) {
    const optimise::Solution solution = solved_in_general(model, fixed_windows(priced.schedule));
    EXPECT_EQ(solution.status, optimise::SolveStatus::optimal);
    priced.value = solution.objective;
  }
  return all;
}

bool agrees(const PlanningProblem& problem, const Schedule& schedule, const std::vector<BranchAnswer>& path) {
  return std::all_of(path.begin(), path.end(), [&](const BranchAnswer& answer) {
    const int node = answer.project.known() ? problem.graph().node(answer.project) : problem.graph().node(answer.stage);
    const auto& q = schedule[static_cast<std::size_t>(node)];
    return (q && *q <= answer.t) == answer.reached;
  });
}

double cheapest(const PlanningProblem& problem, const std::vector<Priced>& all, const std::vector<BranchAnswer>& path) {
  double least = infinity;
  for (const Priced& priced : all)
    if (agrees(problem, priced.schedule, path)) least = std::min(least, priced.value);
  return least;
}

/// No leaf claims more than the cheapest of its schedules costs, and every schedule belongs to exactly one leaf.
void expect_proven(const PlanningProblem& problem, const std::vector<BranchLeaf>& leaves, const std::vector<Priced>& all) {
  for (const BranchLeaf& leaf : leaves) {
    const double least = cheapest(problem, all, leaf.path);
    if (least < infinity) {
      EXPECT_LE(leaf.bound, least + allowed(least));
    }
  }
  for (const Priced& priced : all)
    EXPECT_EQ(
        std::count_if(leaves.begin(), leaves.end(), [&](const BranchLeaf& leaf) { return agrees(problem, priced.schedule, leaf.path); }),
        1);
}

/// The paths from `depth` on: one that ends here, or the two answers to one question.
bool is_tree(const std::vector<std::vector<BranchAnswer>>& paths, std::size_t depth) {
  if (paths.size() == 1) return paths.front().size() == depth;
  std::vector<std::vector<BranchAnswer>> yes, no;
  for (const auto& path : paths) {
    if (path.size() <= depth) return false;
    BranchAnswer asked = path[depth];
    asked.reached = paths.front()[depth].reached;
    if (asked != paths.front()[depth]) return false;
    (path[depth].reached ? yes : no).push_back(path);
  }
  return !yes.empty() && !no.empty() && is_tree(yes, depth + 1) && is_tree(no, depth + 1);
}

std::vector<std::vector<BranchAnswer>> paths_of(const std::vector<BranchLeaf>& leaves) {
  std::vector<std::vector<BranchAnswer>> paths;
  for (const BranchLeaf& leaf : leaves) paths.push_back(leaf.path);
  return paths;
}

/// The root of the tree: the relaxation over the windows, and the plans rounded from it.
BranchLeaf root_of(const LaidOut& laid, const std::vector<Window>& windows) {
  auto graph = std::make_shared<ExpandedGraph>(laid.problem, windows);
  auto relaxed = std::make_shared<Relaxation>(solve_relaxation(laid.layout, *graph));
  return {.path = {}, .bound = relaxed->bound, .prices = relaxed->prices, .graph = graph, .relaxed = relaxed, .solved = true};
}

BranchResult branched(const LaidOut& laid, const std::vector<Window>& windows, std::vector<BranchLeaf> leaves,
                      const BranchOptions& options) {
  Evaluation best = round_relaxation(laid.layout, *leaves.front().graph, *leaves.front().relaxed, 1);
  return branch_on_dates(laid.layout, windows, std::move(leaves), std::move(best), options,
                         [](const Evaluation&, const Text&) { return false; });
}

/// Windows so small that all schedules can be tried, over small campaigns; `visit` gets them and the schedules. Stages stay open: plans
/// that are evaluated reach them as soon as they can.
template <class Visit>
void for_each_small(int seeds, int most, const Visit& visit) {
  std::mt19937_64 random(47);
  for (const gallery::Case& c : gallery_and_random(seeds)) {
    SCOPED_TRACE(c.name);
    const LaidOut laid(c);
    for (const int percent : {0, 80}) {
      std::vector<Window> windows = narrowed_windows(laid.problem, 2, percent, random);
      const std::vector<Window> open = open_windows(laid.problem);
      for (int v = laid.problem.graph().project_count(); v < laid.problem.graph().node_count(); ++v)
        windows[static_cast<std::size_t>(v)] = open[static_cast<std::size_t>(v)];
      ASSERT_TRUE(tighten(laid.problem, windows));
      const std::vector<Priced> all = all_schedules(laid.model, windows, most);
      if (all.size() > 1) visit(laid, windows, all);
    }
  }
}

TEST(Branch, BoundsLieBelowTheBestOfAllSchedules) {
  int compared = 0, opened = 0;
  for_each_small(40, 150, [&](const LaidOut& laid, const std::vector<Window>& windows, const std::vector<Priced>& all) {
    const BranchLeaf root = root_of(laid, windows);
    double reported = -infinity;
    const BranchResult result = branched(laid, windows, {root}, {.gap = 1e-6, .on_bound = [&](double bound) {
                                                                   EXPECT_GE(bound, reported - 1e-9);
                                                                   reported = bound;
                                                                 }});
    const double optimum = cheapest(laid.problem, all, {});
    EXPECT_LE(result.bound, optimum + allowed(optimum));
    EXPECT_GE(result.bound, root.bound - 1e-9) << "questions only raise it";
    EXPECT_GE(result.best.objective, optimum - allowed(optimum)) << "cheaper than possible";
    EXPECT_TRUE(respects_links(laid.problem, result.best.schedule));
    const double value = solved_in_general(laid.model, fixed_windows(result.best.schedule)).objective;
    EXPECT_NEAR(result.best.objective, value, allowed(value));
    EXPECT_TRUE(is_tree(paths_of(result.leaves), 0));
    expect_proven(laid.problem, result.leaves, all);
    double least = infinity;
    for (const BranchLeaf& leaf : result.leaves) least = std::min(least, leaf.bound);
    EXPECT_EQ(result.bound, least);
    ++compared;
    opened += result.leaves.size() > 1;
  });
  EXPECT_GE(compared, 20);
  EXPECT_GE(opened, 5);
}

TEST(Branch, PricedForOtherMoneyItsLeavesStayValid) {
  std::mt19937_64 random(53);
  int compared = 0;
  for_each_small(30, 80, [&](const LaidOut& laid, const std::vector<Window>& windows, const std::vector<Priced>&) {
    const auto& sources = laid.problem.funding().sources();
    if (sources.empty()) return;
    const std::vector<BranchLeaf> leaves = branched(laid, windows, {root_of(laid, windows)}, {.gap = 1e-6}).leaves;
    const SourceId source{below(random, static_cast<int>(sources.size()))};
    const int t = below(random, laid.problem.periods());
    for (const double factor : {0.0, 0.7, 2.0}) {
      const double amount = factor * (laid.problem.inflow(source, t).wan() + 5);
      const LaidOut changed(laid.problem.with_inflow(source, t, Money::nearest_wan(amount)));
      const std::vector<Priced> all = all_schedules(changed.model, windows, 80);
      std::vector<BranchLeaf> priced = leaves;
      reprice(changed.layout, windows, priced, 2);
      EXPECT_EQ(paths_of(priced), paths_of(leaves));
      expect_proven(changed.problem, priced, all);
      const BranchResult again = branched(changed, windows, priced, {.gap = 1e-6, .threads = 2});
      const double optimum = cheapest(changed.problem, all, {});
      EXPECT_LE(again.bound, optimum + allowed(optimum));
      EXPECT_GE(again.best.objective, optimum - allowed(optimum)) << "cheaper than possible";
      EXPECT_TRUE(is_tree(paths_of(again.leaves), 0));
      expect_proven(changed.problem, again.leaves, all);
      ++compared;
    }
  });
  EXPECT_GE(compared, 20);
}

TEST(Branch, PricedForTheSameMoneyItsLeavesProveAsMuch) {
  for (const gallery::Case& c : gallery_and_random(10)) {
    SCOPED_TRACE(c.name);
    const LaidOut laid(c);
    const std::vector<Window> windows = open_windows(laid.problem);
    const std::vector<BranchLeaf> leaves = branched(laid, windows, {root_of(laid, windows)}, {.gap = 1e-3, .most_nodes = 40}).leaves;
    std::vector<BranchLeaf> priced = leaves;
    reprice(laid.layout, windows, priced, 1);
    for (std::size_t i = 0; i < leaves.size(); ++i) EXPECT_NEAR(priced[i].bound, leaves[i].bound, allowed(leaves[i].bound));
  }
}

TEST(Branch, IsTheSameOnAnyNumberOfThreads) {
  for (const gallery::Case& c : gallery_and_random(10)) {
    SCOPED_TRACE(c.name);
    const LaidOut laid(c);
    const std::vector<Window> windows = open_windows(laid.problem);
    const BranchLeaf root = root_of(laid, windows);
    const BranchResult one = branched(laid, windows, {root}, {.gap = 1e-3, .threads = 1, .most_nodes = 40});
    const BranchResult two = branched(laid, windows, {root}, {.gap = 1e-3, .threads = 2, .most_nodes = 40});
    EXPECT_EQ(one.bound, two.bound);
    EXPECT_EQ(one.best.objective, two.best.objective);
    EXPECT_EQ(one.best.schedule, two.best.schedule);
    ASSERT_EQ(paths_of(one.leaves), paths_of(two.leaves));
    for (std::size_t i = 0; i < one.leaves.size(); ++i) EXPECT_EQ(one.leaves[i].prices, two.leaves[i].prices);
  }
}

TEST(Branch, AsksNothingWhenThatIsEnough) {
  const LaidOut laid(gallery::cases().front());
  const std::vector<Window> windows = open_windows(laid.problem);
  const BranchLeaf root = root_of(laid, windows);
  Evaluation best = round_relaxation(laid.layout, *root.graph, *root.relaxed, 1);
  const double before = best.objective;
  const BranchResult result =
      branch_on_dates(laid.layout, windows, {root}, std::move(best), {}, [](const Evaluation&, const Text&) { return true; });
  ASSERT_EQ(result.leaves.size(), 1U);
  EXPECT_TRUE(result.leaves.front().path.empty());
  EXPECT_EQ(result.bound, root.bound);
  EXPECT_EQ(result.best.objective, before);
}

}  // namespace
}  // namespace liandong
