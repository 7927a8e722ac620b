#include "model/verify/min_closure.hpp"

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/push_relabel_max_flow.hpp>
#include <cmath>

namespace liandong::verify {
namespace {

/// A network whose arcs lie in a few arrays: making adjacency lists would take longer than the flow.
class Network {
 public:
  using Number = std::uint32_t;

  Network(std::size_t vertices, std::size_t most_arcs) : vertices_(vertices) { arcs_.reserve(2 * most_arcs); }

  void connect(std::size_t from, std::size_t to, std::int64_t capacity) {
    arcs_.push_back({static_cast<Number>(from), static_cast<Number>(to), capacity});
    arcs_.push_back({static_cast<Number>(to), static_cast<Number>(from), 0});  // The way back.
  }

  [[nodiscard]] std::int64_t max_flow(std::size_t source, std::size_t sink) const {
    using Graph =
        boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property, boost::no_property, Number, Number>;
    using Edge = boost::graph_traits<Graph>::edge_descriptor;
    std::vector<Number> next(vertices_ + 1), place(arcs_.size());
    for (const Arc& arc : arcs_) ++next[arc.from + 1];
    for (std::size_t v = 0; v < vertices_; ++v) next[v + 1] += next[v];
    for (std::size_t a = 0; a < arcs_.size(); ++a) place[a] = next[arcs_[a].from]++;
    std::vector<std::pair<Number, Number>> ends(arcs_.size());  // In order of where the arcs begin, as the graph wants them.
    std::vector<std::int64_t> capacity(arcs_.size()), residual(arcs_.size());
    std::vector<Edge> reverse(arcs_.size());
    for (std::size_t a = 0; a < arcs_.size(); ++a) {
      ends[place[a]] = {arcs_[a].from, arcs_[a].to};
      capacity[place[a]] = arcs_[a].capacity;
      reverse[place[a]] = Edge(arcs_[a].to, place[a ^ 1U]);
    }
    const Graph graph(boost::edges_are_sorted, ends.begin(), ends.end(), static_cast<Number>(vertices_));
    const auto of = [&](auto& values) { return boost::make_iterator_property_map(values.begin(), boost::get(boost::edge_index, graph)); };
    return boost::push_relabel_max_flow(graph, static_cast<Number>(source), static_cast<Number>(sink), of(capacity), of(residual),
                                        of(reverse), boost::get(boost::vertex_index, graph));
  }

 private:
  struct Arc {
    Number from, to;
    std::int64_t capacity;
  };
  std::size_t vertices_;
  std::vector<Arc> arcs_;
};

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
  Network network(source + 2, weights.size() + problem.obliges.size());
  std::int64_t gain = 0;  // what taking every item of negative weight would bring
  for (std::size_t v = 0; v < weights.size(); ++v) {
    const auto weight = static_cast<std::int64_t>(std::floor(weights[v] * scale));
    if (weight < 0) {
      gain -= weight;
      network.connect(source, v, -weight);
    } else if (weight > 0) {
      network.connect(v, sink, weight);
    }
  }
  for (const auto& [taken, also] : problem.obliges) {  // What is not barred obliges to nothing barred; what is forced is there anyway.
    const std::size_t from = vertex[static_cast<std::size_t>(taken)], to = vertex[static_cast<std::size_t>(also)];
    if (from < items && to < items) network.connect(from, to, gain + 1);
  }
  const std::int64_t flow = network.max_flow(source, sink);
  return {
      .value = fixed + static_cast<long double>(flow - gain) / scale, .slack = static_cast<long double>(items) / scale, .possible = true};
}

}  // namespace liandong::verify
