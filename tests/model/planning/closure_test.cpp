#include "model/planning/closure.hpp"

#include <gtest/gtest.h>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/push_relabel_max_flow.hpp>
#include <cmath>

#include "tests/model/planning/drawn_problems.hpp"

namespace liandong {
namespace {

using Set = std::vector<std::uint8_t>;

bool closed(const ExpandedGraph& graph, const Set& set) {
  return std::all_of(graph.arcs().begin(), graph.arcs().end(), [&](const ExpandedGraph::Arc& arc) {
    return !set[static_cast<std::size_t>(arc.chosen)] || set[static_cast<std::size_t>(arc.implied)];
  });
}

bool within(const Set& inner, const Set& outer) {
  for (std::size_t i = 0; i < inner.size(); ++i)
    if (inner[i] > outer[i]) return false;
  return true;
}

double weight_of(const Set& set, const std::vector<double>& weight) {
  double sum = 0;
  for (std::size_t i = 0; i < set.size(); ++i)
    if (set[i]) sum += weight[i];
  return sum;
}

/// Least weight of a closed set, by a maximum flow of Boost.Graph, with the smallest and the largest set read off its residual graph.
struct ByBoost {
  std::int64_t value = 0;
  Set smallest, largest;
};

ByBoost by_boost(const ExpandedGraph& graph, const std::vector<std::int64_t>& weight) {
  using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
  using Edge = Traits::edge_descriptor;
  using Network = boost::adjacency_list<
      boost::vecS, boost::vecS, boost::directedS, boost::no_property,
      boost::property<boost::edge_capacity_t, std::int64_t,
                      boost::property<boost::edge_residual_capacity_t, std::int64_t, boost::property<boost::edge_reverse_t, Edge>>>>;
  const std::size_t n = weight.size();
  Network network(n + 2);
  const std::size_t source = n, sink = n + 1;
  std::int64_t unlimited = 1, negative = 0;
  for (const std::int64_t w : weight) unlimited += std::abs(w);
  const auto add = [&](std::size_t from, std::size_t to, std::int64_t capacity) {
    const Edge there = boost::add_edge(from, to, network).first, back = boost::add_edge(to, from, network).first;
    boost::put(boost::edge_capacity, network, there, capacity);
    boost::put(boost::edge_capacity, network, back, 0);
    boost::put(boost::edge_reverse, network, there, back);
    boost::put(boost::edge_reverse, network, back, there);
  };
  for (std::size_t i = 0; i < n; ++i) {
    if (weight[i] < 0) add(source, i, -weight[i]);
    if (weight[i] > 0) add(i, sink, weight[i]);
    negative += std::min<std::int64_t>(0, weight[i]);
  }
  for (const auto& arc : graph.arcs()) add(static_cast<std::size_t>(arc.chosen), static_cast<std::size_t>(arc.implied), unlimited);
  ByBoost result;
  result.value = negative + boost::push_relabel_max_flow(network, source, sink);

  const auto residual = boost::get(boost::edge_residual_capacity, network);
  const auto reverse = boost::get(boost::edge_reverse, network);
  const auto walk = [&](std::size_t start, bool forward) {
    std::vector<std::uint8_t> seen(n + 2, 0);
    std::vector<std::size_t> work{start};
    seen[start] = 1;
    while (!work.empty()) {
      const std::size_t v = work.back();
      work.pop_back();
      for (auto [edge, end] = boost::out_edges(v, network); edge != end; ++edge) {
        const std::size_t to = boost::target(*edge, network);
        if (seen[to] || (forward ? residual[*edge] : residual[reverse[*edge]]) == 0) continue;
        seen[to] = 1;
        work.push_back(to);
      }
    }
    seen.resize(n);
    return seen;
  };
  result.smallest = walk(source, true);
  result.largest = walk(sink, false);
  for (std::uint8_t& in : result.largest) in = !in;
  return result;
}

/// Weights in eighths, which no rounding touches: from few values, so that ties and zeros abound, or from many.
std::vector<std::int64_t> random_eighths(int count, std::mt19937_64& random) {
  const int spread = std::vector{2, 8, 1000, 100'000'000}[static_cast<std::size_t>(below(random, 4))];
  const int shift = std::vector{0, spread / 3, -spread / 3}[static_cast<std::size_t>(below(random, 3))];
  std::vector<std::int64_t> weight;
  for (int i = 0; i < count; ++i) weight.push_back(below(random, 2 * spread + 1) - spread + shift);
  return weight;
}

std::vector<double> from_eighths(const std::vector<std::int64_t>& eighths) {
  std::vector<double> weight;
  for (const std::int64_t w : eighths) weight.push_back(static_cast<double>(w) / 8);
  return weight;
}

TEST(Closure, AgreesWithTheMaximumFlowOfBoost) {
  std::mt19937_64 random(3);
  int divided = 0, different = 0;
  for (const gallery::Case& c : gallery_and_random(60)) {
    const PlanningProblem problem = problem_of(c);
    for (int round = 0; round < 6; ++round) {
      const ExpandedGraph graph(problem, round % 2 == 0 ? open_windows(problem) : narrowed_windows(problem, 3, 50, random));
      const ClosureSolver solver(problem, graph);
      const std::vector<std::int64_t> eighths = random_eighths(graph.variable_count(), random);
      const std::vector<double> weight = from_eighths(eighths);
      const ClosureSolver::Closure found = solver.solve(weight);
      const ByBoost expected = by_boost(graph, eighths);
      EXPECT_EQ(found.value, static_cast<double>(expected.value) / 8) << c.name;
      EXPECT_EQ(found.smallest, expected.smallest) << c.name;
      EXPECT_EQ(found.largest, expected.largest) << c.name;
      EXPECT_EQ(weight_of(found.smallest, weight), found.value) << c.name;
      EXPECT_EQ(weight_of(found.largest, weight), found.value) << c.name;

      const ClosureSolver::Closure again = solver.solve(weight, 2);
      EXPECT_EQ(again.value, found.value) << c.name << ", two threads";
      EXPECT_EQ(again.smallest, found.smallest) << c.name << ", two threads";
      EXPECT_EQ(again.largest, found.largest) << c.name << ", two threads";
      const ClosureSolver::Closure bare = ClosureSolver(graph.variable_count(), graph.arcs()).solve(weight);
      EXPECT_EQ(bare.value, found.value) << c.name << ", arcs alone";
      EXPECT_EQ(bare.smallest, found.smallest) << c.name << ", arcs alone";
      divided += solver.component_count() > 1;
      different += found.smallest != found.largest;
    }
  }
  EXPECT_GE(divided, 50);
  EXPECT_GE(different, 50) << "ties";
}

TEST(Closure, EveryLeastSetLiesBetweenTheSmallestAndTheLargest) {
  std::mt19937_64 random(5);
  int compared = 0;
  for (const gallery::Case& c : gallery_and_random(40)) {
    const PlanningProblem problem = problem_of(c);
    for (int round = 0; round < 4; ++round) {
      const ExpandedGraph graph(problem, narrowed_windows(problem, 2, 80, random));
      const auto count = static_cast<std::size_t>(graph.variable_count());
      if (count == 0 || count > 12) continue;
      const std::vector<double> weight = from_eighths(random_eighths(graph.variable_count(), random));
      double least = 0;  // Of the empty set.
      std::vector<Set> best;
      for (unsigned bits = 0; bits < 1U << count; ++bits) {
        Set set(count);
        for (std::size_t i = 0; i < count; ++i) set[i] = bits >> i & 1;
        if (!closed(graph, set)) continue;
        const double w = weight_of(set, weight);
        if (w < least) best.clear();
        least = std::min(least, w);
        if (w == least) best.push_back(std::move(set));
      }
      const ClosureSolver::Closure found = ClosureSolver(problem, graph).solve(weight);
      EXPECT_EQ(found.value, least) << c.name;
      EXPECT_NE(std::find(best.begin(), best.end(), found.smallest), best.end()) << c.name;
      EXPECT_NE(std::find(best.begin(), best.end(), found.largest), best.end()) << c.name;
      for (const Set& set : best) EXPECT_TRUE(within(found.smallest, set) && within(set, found.largest)) << c.name;
      ++compared;
    }
  }
  EXPECT_GE(compared, 40);
}

/// Weights that are no multiples of 1e-9, from 1e-12 to 1e14: the value stays below every closed set, by the rounding at most.
TEST(Closure, IsALowerBoundForAnyWeights) {
  std::mt19937_64 random(7);
  for (const gallery::Case& c : gallery_and_random(30)) {
    const PlanningProblem problem = problem_of(c);
    const ExpandedGraph graph(problem, open_windows(problem));
    const ClosureSolver solver(problem, graph);
    for (const double magnitude : {1e-12, 1.0, 1e6, 1e14}) {
      std::vector<double> weight(static_cast<std::size_t>(graph.variable_count()));
      double sum = 0;
      for (double& w : weight) {
        w = magnitude * std::uniform_real_distribution(-1.0, 1.0)(random);
        sum += std::abs(w);
      }
      const ClosureSolver::Closure found = solver.solve(weight);
      const double rounding = (1e-9 + 1e-17 * sum) * static_cast<double>(weight.size() + 1);
      for (const Set& set : {found.smallest, found.largest}) {
        EXPECT_TRUE(closed(graph, set)) << c.name;
        EXPECT_LE(found.value, weight_of(set, weight) + 1e-15 * sum) << c.name;
        EXPECT_GE(found.value, weight_of(set, weight) - rounding - 1e-15 * sum) << c.name;
      }
      for (int round = 0; round < 20; ++round) {  // Any closed set: completion by a random schedule.
        const Schedule schedule = random_schedule(problem, random);
        Set set(weight.size(), 0);
        for (int v = 0; v < graph.node_count(); ++v)
          if (const auto q = schedule[static_cast<std::size_t>(v)])
            for (int t = *q; t < problem.periods(); ++t)
              if (const int x = graph.variable(v, t); x >= 0) set[static_cast<std::size_t>(x)] = 1;
        ASSERT_TRUE(closed(graph, set)) << c.name;
        EXPECT_LE(found.value, weight_of(set, weight) + 1e-15 * sum) << c.name;
      }
    }
  }
}

TEST(Closure, OfNothingButZerosIsEmptyAtLeastAndEverythingAtMost) {
  const PlanningProblem problem = problem_of(gallery::random_case({.seed = 2}));
  const ExpandedGraph graph(problem, open_windows(problem));
  const auto count = static_cast<std::size_t>(graph.variable_count());
  const ClosureSolver::Closure found = ClosureSolver(problem, graph).solve(std::vector<double>(count, 0.0));
  EXPECT_EQ(found.value, 0);
  EXPECT_EQ(found.smallest, Set(count, 0));
  EXPECT_EQ(found.largest, Set(count, 1));
}

}  // namespace
}  // namespace liandong
