#include "model/verify/min_closure.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/push_relabel_max_flow.hpp>
#include <cmath>

namespace liandong::verify {
namespace {

using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
struct Arc {
  std::int64_t capacity = 0, residual = 0;
  Traits::edge_descriptor reverse{};
};
using Network = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property, Arc>;

void connect(Network& network, std::size_t from, std::size_t to, std::int64_t capacity) {
  const auto there = boost::add_edge(from, to, {.capacity = capacity}, network).first;
  const auto back = boost::add_edge(to, from, {.capacity = 0}, network).first;
  network[there].reverse = back;
  network[back].reverse = there;
}

/// `obliges` by one of its ends.
struct Neighbours {
  std::vector<std::size_t> first;  ///< By item, and one more.
  std::vector<int> others;

  Neighbours(const ClosureProblem& problem, bool by_taken) : first(problem.weight.size() + 2), others(problem.obliges.size()) {
    const auto ends = [&](const std::pair<int, int>& pair) {
      return by_taken ? std::pair(static_cast<std::size_t>(pair.first), pair.second)
                      : std::pair(static_cast<std::size_t>(pair.second), pair.first);
    };
    for (const auto& pair : problem.obliges) ++first[ends(pair).first + 2];
    for (std::size_t i = 2; i < first.size(); ++i) first[i] += first[i - 1];
    for (const auto& pair : problem.obliges) others[first[ends(pair).first + 1]++] = ends(pair).second;
  }
};

/// `marked`, and all that is reached from there.
std::vector<bool> spread(std::vector<bool> marked, const Neighbours& neighbours) {
  std::vector<std::size_t> waiting;
  for (std::size_t i = 0; i < marked.size(); ++i)
    if (marked[i]) waiting.push_back(i);
  while (!waiting.empty()) {
    const std::size_t item = waiting.back();
    waiting.pop_back();
    for (std::size_t n = neighbours.first[item]; n < neighbours.first[item + 1]; ++n) {
      const auto other = static_cast<std::size_t>(neighbours.others[n]);
      if (marked[other]) continue;
      marked[other] = true;
      waiting.push_back(other);
    }
  }
  return marked;
}

/// A power of two by which the weights can be multiplied so that their sum stays far inside 64 bits.
long double scale_for(const std::vector<long double>& weights) {
  long double sum = 1;
  for (const long double weight : weights) sum += std::fabs(weight);
  return std::exp2(std::floor(60.0L - std::log2(sum)));
}

}  // namespace

ClosureBound min_closure(const ClosureProblem& problem) {
  const std::size_t items = problem.weight.size();
  const std::vector<bool> barred = spread(problem.barred, Neighbours(problem, false));
  std::vector<bool> forced(items);
  if (!problem.forced.empty()) forced = spread(problem.forced, Neighbours(problem, true));
  // What is decided already is left out, so that the network holds the rest alone.
  long double fixed = 0;
  std::vector<std::size_t> vertex(items, items);
  std::vector<long double> weights;
  for (std::size_t i = 0; i < items; ++i) {
    if (barred[i] && forced[i]) return {.value = 0, .slack = 0, .possible = false};
    if (forced[i]) fixed += problem.weight[i];
    if (barred[i] || forced[i]) continue;
    vertex[i] = weights.size();
    weights.push_back(problem.weight[i]);
  }
  const long double scale = scale_for(weights);
  const std::size_t source = weights.size(), sink = source + 1;
  Network network(source + 2);
  std::int64_t gain = 0;  // what taking every item of negative weight would bring
  for (std::size_t v = 0; v < weights.size(); ++v) {
    const auto weight = static_cast<std::int64_t>(std::floor(weights[v] * scale));
    if (weight < 0) {
      gain -= weight;
      connect(network, source, v, -weight);
    } else if (weight > 0) {
      connect(network, v, sink, weight);
    }
  }
  for (const auto& [taken, also] : problem.obliges) {  // What is not barred obliges to nothing barred; what is forced is there anyway.
    const std::size_t from = vertex[static_cast<std::size_t>(taken)], to = vertex[static_cast<std::size_t>(also)];
    if (from < items && to < items) connect(network, from, to, gain + 1);
  }
  const std::int64_t flow =
      boost::push_relabel_max_flow(network, source, sink, boost::get(&Arc::capacity, network), boost::get(&Arc::residual, network),
                                   boost::get(&Arc::reverse, network), boost::get(boost::vertex_index, network));
  return {
      .value = fixed + static_cast<long double>(flow - gain) / scale, .slack = static_cast<long double>(items) / scale, .possible = true};
}

}  // namespace liandong::verify
