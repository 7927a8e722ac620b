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

/// What may not be taken because something that it obliges to may not.
std::vector<bool> barred_with_all_behind(const ClosureProblem& problem) {
  std::vector<std::vector<int>> behind(problem.weight.size());
  for (const auto& [taken, also] : problem.obliges) behind[static_cast<std::size_t>(also)].push_back(taken);
  std::vector<bool> barred = problem.barred;
  std::vector<int> waiting;
  for (std::size_t i = 0; i < barred.size(); ++i)
    if (barred[i]) waiting.push_back(static_cast<int>(i));
  while (!waiting.empty()) {
    const auto item = static_cast<std::size_t>(waiting.back());
    waiting.pop_back();
    for (const int taken : behind[item]) {
      if (barred[static_cast<std::size_t>(taken)]) continue;
      barred[static_cast<std::size_t>(taken)] = true;
      waiting.push_back(taken);
    }
  }
  return barred;
}

/// A power of two by which the weights can be multiplied so that their sum stays far inside 64 bits.
long double scale_for(const ClosureProblem& problem, const std::vector<bool>& barred) {
  long double sum = 1;
  for (std::size_t i = 0; i < problem.weight.size(); ++i)
    if (!barred[i]) sum += std::fabs(problem.weight[i]);
  return std::exp2(std::floor(60.0L - std::log2(sum)));
}

}  // namespace

ClosureBound min_closure(const ClosureProblem& problem) {
  const std::size_t items = problem.weight.size(), source = items, sink = items + 1;
  const std::vector<bool> barred = barred_with_all_behind(problem);
  const long double scale = scale_for(problem, barred);
  Network network(items + 2);
  std::int64_t gain = 0;  // what taking every item of negative weight would bring
  for (std::size_t i = 0; i < items; ++i) {
    if (barred[i]) continue;
    const auto weight = static_cast<std::int64_t>(std::floor(problem.weight[i] * scale));
    if (weight < 0) {
      gain -= weight;
      connect(network, source, i, -weight);
    } else if (weight > 0) {
      connect(network, i, sink, weight);
    }
  }
  for (const auto& [taken, also] : problem.obliges)
    if (!barred[static_cast<std::size_t>(taken)])
      connect(network, static_cast<std::size_t>(taken), static_cast<std::size_t>(also), gain + 1);
  const std::int64_t flow =
      boost::push_relabel_max_flow(network, source, sink, boost::get(&Arc::capacity, network), boost::get(&Arc::residual, network),
                                   boost::get(&Arc::reverse, network), boost::get(boost::vertex_index, network));
  return {static_cast<long double>(flow - gain) / scale, static_cast<long double>(items) / scale};
}

}  // namespace liandong::verify
