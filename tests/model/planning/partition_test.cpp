#include "model/planning/partition.hpp"

#include <gtest/gtest.h>

#include <set>

#include "model/planning/closure.hpp"
#include "tests/model/planning/drawn_problems.hpp"

namespace liandong {
namespace {

using Closure = std::vector<std::uint8_t>;
using Reach = std::vector<std::vector<bool>>;

std::vector<int> groups_of(const Partition& partition, const ExpandedGraph& graph) {
  std::vector<int> groups;
  for (int x = 0; x < graph.variable_count(); ++x) groups.push_back(partition.group(x));
  return groups;
}

/// From each arc's group to that of what it implies.
std::set<std::pair<int, int>> group_arcs(const Partition& partition, const ExpandedGraph& graph) {
  std::set<std::pair<int, int>> arcs;
  for (const auto& arc : graph.arcs())
    if (partition.group(arc.chosen) != partition.group(arc.implied))
      arcs.emplace(partition.group(arc.chosen), partition.group(arc.implied));
  return arcs;
}

/// By Floyd and Warshall; in one step at least.
template <class Arcs>
Reach reachable(const Arcs& arcs, int count) {
  const auto size = static_cast<std::size_t>(count);
  Reach reach(size, std::vector<bool>(size, false));
  for (const auto& [a, b] : arcs) reach[static_cast<std::size_t>(a)][static_cast<std::size_t>(b)] = true;
  for (std::size_t k = 0; k < size; ++k)
    for (std::size_t i = 0; i < size; ++i)
      for (std::size_t j = 0; reach[i][k] && j < size; ++j)
        if (reach[k][j]) reach[i][j] = true;
  return reach;
}

void expect_sound(const Partition& partition, const ExpandedGraph& graph) {
  const std::vector<int> sizes = partition.sizes();
  ASSERT_EQ(static_cast<int>(sizes.size()), partition.count());
  std::vector<int> counted(sizes.size(), 0);
  for (const int g : groups_of(partition, graph)) {
    ASSERT_GE(g, 0);
    ASSERT_LT(g, partition.count());
    ++counted[static_cast<std::size_t>(g)];
  }
  EXPECT_EQ(sizes, counted);
  for (const int size : sizes) EXPECT_GT(size, 0);
  const Reach reach = reachable(group_arcs(partition, graph), partition.count());
  for (std::size_t g = 0; g < reach.size(); ++g) EXPECT_FALSE(reach[g][g]) << "a cycle through group " << g;
}

/// Classes of variables that arcs connect, among those of equal `key`.
template <class Key>
std::vector<int> pieces(const ExpandedGraph& graph, const Key& key) {
  std::vector<int> piece(static_cast<std::size_t>(graph.variable_count()));
  for (std::size_t x = 0; x < piece.size(); ++x) piece[x] = static_cast<int>(x);
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto& arc : graph.arcs()) {
      int& a = piece[static_cast<std::size_t>(arc.chosen)];
      int& b = piece[static_cast<std::size_t>(arc.implied)];
      if (a == b || key(arc.chosen) != key(arc.implied)) continue;
      a = b = std::min(a, b);
      changed = true;
    }
  }
  return piece;
}

bool same_classes(const std::vector<int>& a, const std::vector<int>& b) {
  std::set<std::pair<int, int>> pairs;
  for (std::size_t i = 0; i < a.size(); ++i) pairs.emplace(a[i], b[i]);
  return pairs.size() == std::set<int>(a.begin(), a.end()).size() && pairs.size() == std::set<int>(b.begin(), b.end()).size();
}

std::vector<double> random_weights(const ExpandedGraph& graph, std::mt19937_64& random) {
  std::vector<double> weight(static_cast<std::size_t>(graph.variable_count()));
  for (double& w : weight) w = below(random, 9) - 4;
  return weight;
}

TEST(Partition, BeginsWithTheComponents) {
  for (const gallery::Case& c : gallery_and_random(20)) {
    const PlanningProblem problem = problem_of(c);
    const ExpandedGraph graph(problem, open_windows(problem));
    const Partition partition(graph);
    expect_sound(partition, graph);
    EXPECT_TRUE(same_classes(groups_of(partition, graph), pieces(graph, [](int) { return 0; }))) << c.name;
  }
}

TEST(Partition, NestedClosedSetsCutItIntoTheirPieces) {
  std::mt19937_64 random(11);
  for (const gallery::Case& c : gallery_and_random(30)) {
    SCOPED_TRACE(c.name);
    const PlanningProblem problem = problem_of(c);
    const ExpandedGraph graph(problem, open_windows(problem));
    const ClosureSolver solver(problem, graph);
    std::vector<double> weight = random_weights(graph, random);
    std::vector<Closure> closures;
    for (int depth = 0; depth < 3; ++depth) {  // The dearer everything becomes, the smaller the set.
      closures.push_back(solver.solve(weight).smallest);
      for (double& w : weight) w += 1 + below(random, 2);
    }
    Partition partition(graph);
    const std::vector<int> before = groups_of(partition, graph);
    const Partition::Change change = partition.cut(graph, closures);
    expect_sound(partition, graph);
    const auto depth = [&](int x) {
      return std::count_if(closures.begin(), closures.end(), [&](const Closure& s) { return s[static_cast<std::size_t>(x)] != 0; });
    };
    const std::vector<int> after = groups_of(partition, graph);
    EXPECT_TRUE(same_classes(after, pieces(graph, depth)));
    EXPECT_EQ(change.changed, partition.count() != Partition(graph).count());
    for (int x = 0; x < graph.variable_count(); ++x) {
      const auto g = static_cast<std::size_t>(after[static_cast<std::size_t>(x)]);
      EXPECT_EQ(change.side[g], depth(x));
      EXPECT_EQ(change.parent[g], change.merged[static_cast<std::size_t>(before[static_cast<std::size_t>(x)])]);
    }
  }
}

/// What recut() promises about one change.
void expect_change(const Partition::Change& change, const std::vector<int>& before, const std::vector<int>& after, const Reach& pressed) {
  for (std::size_t g = 0; g < pressed.size(); ++g)
    for (std::size_t h = 0; h < g; ++h)
      EXPECT_EQ(change.merged[g] == change.merged[h], pressed[g][h] && pressed[h][g]) << "glued, or between glued ones";
  for (std::size_t x = 0; x < before.size(); ++x)
    EXPECT_EQ(change.parent[static_cast<std::size_t>(after[x])], change.merged[static_cast<std::size_t>(before[x])]);
}

TEST(Partition, RecutMergesThenCutsAndNeverMakesACycle) {
  std::mt19937_64 random(13);
  int merged = 0, split = 0;
  for (const gallery::Case& c : gallery_and_random(40)) {
    SCOPED_TRACE(c.name);
    const PlanningProblem problem = problem_of(c);
    const ExpandedGraph graph(problem, below(random, 2) == 0 ? open_windows(problem) : narrowed_windows(problem, 3, 40, random));
    const ClosureSolver solver(problem, graph);
    Partition partition(graph);
    for (int round = 0; round < 8; ++round) {
      const int count = partition.count();
      std::set<std::pair<int, int>> arcs = group_arcs(partition, graph);
      // Along arcs, as the master glues; now and then any two.
      std::vector<std::pair<int, int>> glued;
      for (const auto& [chosen, implied] : arcs)
        if (below(random, 5) == 0) glued.emplace_back(chosen, implied);
      if (count > 1 && below(random, 4) == 0) glued.emplace_back(below(random, count), below(random, count));
      for (const auto& [a, b] : glued) {
        arcs.emplace(a, b);
        arcs.emplace(b, a);
      }
      std::vector<double> value(static_cast<std::size_t>(count));
      for (double& z : value) z = below(random, 5) / 4.0;
      const std::vector<double> weight = random_weights(graph, random);
      const Closure closure = solver.solve(weight).smallest;
      const std::vector<int> before = groups_of(partition, graph);
      const Partition::Change change = partition.recut(graph, glued, closure, weight, value);
      const std::vector<int> after = groups_of(partition, graph);
      expect_sound(partition, graph);
      expect_change(change, before, after, reachable(arcs, count));
      EXPECT_EQ(change.parent.size(), static_cast<std::size_t>(partition.count()));
      EXPECT_EQ(change.side.size(), change.parent.size());
      if (!change.changed) {
        EXPECT_TRUE(same_classes(before, after));
      }
      const auto parents = static_cast<int>(std::set<int>(change.merged.begin(), change.merged.end()).size());
      merged += parents < count;
      split += partition.count() > parents;
    }
  }
  EXPECT_GE(merged, 50);
  EXPECT_GE(split, 50);
}

/// With nothing to gain anywhere else, a piece that gains is a group, and the rest of its group stays together.
TEST(Partition, CutsOffWhatGainsAndLeavesTheRest) {
  std::mt19937_64 random(17);
  for (const gallery::Case& c : gallery_and_random(30)) {
    SCOPED_TRACE(c.name);
    const PlanningProblem problem = problem_of(c);
    const ExpandedGraph graph(problem, open_windows(problem));
    if (graph.variable_count() == 0) continue;
    std::vector<double> weight = random_weights(graph, random);
    const Closure closure = ClosureSolver(problem, graph).solve(weight).smallest;
    Partition partition(graph);
    // Everything is outside already: only what lies inside can gain, and it is worth its weight.
    const Partition::Change change =
        partition.recut(graph, {}, closure, weight, std::vector<double>(static_cast<std::size_t>(partition.count()), 0.0));
    for (int x = 0; x < graph.variable_count(); ++x) {
      const int side = change.side[static_cast<std::size_t>(partition.group(x))];
      EXPECT_EQ(side, closure[static_cast<std::size_t>(x)] ? 1 : 0) << "every piece of the smallest set gains";
    }
  }
}

TEST(WithoutImplied, IsTheTransitiveReduction) {
  std::mt19937_64 random(19);
  for (int round = 0; round < 200; ++round) {
    const int count = 1 + below(random, round < 190 ? 20 : 150), percent = 2 + below(random, 60);
    std::vector<int> name(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < name.size(); ++i) name[i] = static_cast<int>(i);
    std::shuffle(name.begin(), name.end(), random);
    std::vector<std::pair<int, int>> arcs;
    for (std::size_t low = 0; low < name.size(); ++low)
      for (std::size_t high = low + 1; high < name.size(); ++high)
        if (below(random, 100) < percent) arcs.emplace_back(name[low], name[high]);
    std::sort(arcs.begin(), arcs.end());
    const auto kept = without_implied(arcs, count);
    const Reach reach = reachable(arcs, count);
    std::vector<std::pair<int, int>> expected;
    for (const auto& [low, high] : arcs) {
      bool implied = false;
      for (std::size_t k = 0; k < reach.size(); ++k)
        implied |= reach[static_cast<std::size_t>(low)][k] && reach[k][static_cast<std::size_t>(high)];
      if (!implied) expected.emplace_back(low, high);
    }
    EXPECT_EQ(kept, expected);
    EXPECT_EQ(reachable(kept, count), reach);
  }
}

}  // namespace
}  // namespace liandong
