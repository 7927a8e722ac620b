// The compiler suspects boost::optional inside Boost's edge iterators of being read unset.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"

#include "model/verify/min_closure.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/boykov_kolmogorov_max_flow.hpp>
#include <cmath>

namespace liandong::verify {
namespace {

using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
struct Arc {
  std::int64_t capacity = 0, residual = 0;
  Traits::edge_descriptor reverse{};
};
struct Item {
  std::size_t index = 0;
  Traits::edge_descriptor predecessor{};
  boost::default_color_type color = boost::white_color;
  std::int64_t distance = 0;
};
using Network = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, Item, Arc>;

void connect(Network& network, std::size_t from, std::size_t to, std::int64_t capacity) {
  const auto there = boost::add_edge(from, to, {.capacity = capacity}, network).first;
  const auto back = boost::add_edge(to, from, {.capacity = 0}, network).first;
  network[there].reverse = back;
  network[back].reverse = there;
}

/// A power of two by which the weights can be multiplied so that their sum stays far inside 64 bits.
long double scale_for(const ClosureProblem& problem) {
  long double sum = 1;
  for (std::size_t i = 0; i < problem.weight.size(); ++i)
    if (!problem.barred[i]) sum += std::fabs(problem.weight[i]);
  return std::exp2(std::floor(60.0L - std::log2(sum)));
}

}  // namespace

ClosureBound min_closure(const ClosureProblem& problem) {
  const std::size_t items = problem.weight.size(), source = items, sink = items + 1;
  const long double scale = scale_for(problem);
  Network network(items + 2);
  std::int64_t gain = 0;  // what taking every item of negative weight would bring
  for (std::size_t i = 0; i < items; ++i) {
    if (problem.barred[i]) continue;
    const auto weight = static_cast<std::int64_t>(std::floor(problem.weight[i] * scale));
    if (weight < 0) {
      gain -= weight;
      connect(network, source, i, -weight);
    } else if (weight > 0) {
      connect(network, i, sink, weight);
    }
  }
  for (std::size_t i = 0; i < items; ++i)
    if (problem.barred[i]) connect(network, i, sink, gain + 1);
  for (const auto& [taken, also] : problem.obliges)
    connect(network, static_cast<std::size_t>(taken), static_cast<std::size_t>(also), gain + 1);
  for (std::size_t v = 0; v < items + 2; ++v) network[v].index = v;
  const std::int64_t flow = boost::boykov_kolmogorov_max_flow(
      network, boost::get(&Arc::capacity, network), boost::get(&Arc::residual, network), boost::get(&Arc::reverse, network),
      boost::get(&Item::predecessor, network), boost::get(&Item::color, network), boost::get(&Item::distance, network),
      boost::get(&Item::index, network), source, sink);
  return {static_cast<long double>(flow - gain) / scale, static_cast<long double>(items) / scale};
}

}  // namespace liandong::verify
