#include "model/planning/closure.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "model/planning/parallel.hpp"
#include "model/planning/union_find.hpp"

namespace liandong {
namespace {

using Capacity = std::int64_t;

/// Scale of weights whose absolute values sum to `sum`, so that no flow overflows.
double scale_for(double sum) {
  double scale = 1e9;
  while (sum * scale > 1e18) scale /= 10;
  return scale;
}

}  // namespace

ClosureSolver::ClosureSolver(const PlanningProblem& problem, const ExpandedGraph& graph)
    : component_(static_cast<std::size_t>(graph.variable_count())), local_(component_.size()) {
  const std::vector<int> node_component = problem.graph().components();
  std::vector<int> number(node_component.size(), -1);
  for (int v = 0; v < graph.node_count(); ++v) {
    const Window& w = graph.windows()[static_cast<std::size_t>(v)];
    for (int t = w.first; t <= w.last; ++t) {
      const int x = graph.variable(v, t);
      if (x < 0) continue;
      int& c = number[static_cast<std::size_t>(node_component[static_cast<std::size_t>(v)])];
      if (c < 0) {
        c = static_cast<int>(components_.size());
        components_.emplace_back();
      }
      place(static_cast<std::size_t>(x), c);
    }
  }
  build(graph.arcs());
}

ClosureSolver::ClosureSolver(int count, const std::vector<ExpandedGraph::Arc>& arcs)
    : component_(static_cast<std::size_t>(count)), local_(component_.size()) {
  UnionFind joined(count);
  for (const auto& arc : arcs) joined.join(arc.chosen, arc.implied);
  std::vector<int> number(component_.size(), -1);
  for (int x = 0; x < count; ++x) {
    int& c = number[static_cast<std::size_t>(joined.root(x))];
    if (c < 0) {
      c = static_cast<int>(components_.size());
      components_.emplace_back();
    }
    place(static_cast<std::size_t>(x), c);
  }
  build(arcs);
}

void ClosureSolver::place(std::size_t x, int number) {
  Component& part = components_[static_cast<std::size_t>(number)];
  component_[x] = number;
  local_[x] = static_cast<int>(part.variables.size());
  part.variables.push_back(static_cast<int>(x));
}

void ClosureSolver::build(const std::vector<ExpandedGraph::Arc>& arcs) {
  for (Component& part : components_) part.first.assign(part.variables.size() + 1, 0);
  const auto local = [&](int x) { return static_cast<std::size_t>(local_[static_cast<std::size_t>(x)]); };
  const auto part_of = [&](int x) -> Component& { return components_[static_cast<std::size_t>(component_[static_cast<std::size_t>(x)])]; };
  for (const auto& arc : arcs) {
    ++part_of(arc.chosen).first[local(arc.chosen) + 1];
    ++part_of(arc.chosen).first[local(arc.implied) + 1];
  }
  std::vector<std::vector<int>> next;
  for (Component& part : components_) {
    std::partial_sum(part.first.begin(), part.first.end(), part.first.begin());
    part.edges.resize(static_cast<std::size_t>(part.first.back()));
    next.push_back(part.first);
  }
  for (std::size_t a = 0; a < arcs.size(); ++a) {
    const auto& arc = arcs[a];
    Component& part = part_of(arc.chosen);
    const int local_arc = static_cast<int>(part.arcs.size());
    auto& fill = next[static_cast<std::size_t>(component_[static_cast<std::size_t>(arc.chosen)])];
    const std::size_t from = local(arc.chosen), to = local(arc.implied);
    part.edges[static_cast<std::size_t>(fill[from]++)] = {.to = static_cast<int>(to), .arc = local_arc, .forward = true};
    part.edges[static_cast<std::size_t>(fill[to]++)] = {.to = static_cast<int>(from), .arc = local_arc, .forward = false};
    part.arcs.push_back(static_cast<int>(a));
  }
}

ClosureSolver::Closure ClosureSolver::solve(const std::vector<double>& weight, int threads) const {
  Closure closure;
  closure.smallest.assign(weight.size(), 0);
  closure.largest.assign(weight.size(), 0);
  std::size_t arcs = 0;
  for (const Component& part : components_) arcs += part.arcs.size();
  closure.flow.assign(arcs, 0.0);
  std::vector<double> values(components_.size());
  for_each_index(component_count(), threads, [&](int c) {
    values[static_cast<std::size_t>(c)] = solve_component(components_[static_cast<std::size_t>(c)], weight, closure);
  });
  for (const double value : values) closure.value += value;
  return closure;
}

namespace {

/// A preflow on one component. Nodes of negative weight hold excess, nodes of positive weight drain into the sink.
template <class Edge>
class Preflow {
 public:
  Preflow(const std::vector<int>& first, const std::vector<Edge>& edges, int arcs, std::vector<Capacity> excess,
          std::vector<Capacity> drain)
      : first_(first),
        edges_(edges),
        count_(static_cast<int>(excess.size())),
        far_(count_ + 1),
        excess_(std::move(excess)),
        drain_(std::move(drain)),
        flow_(static_cast<std::size_t>(arcs), 0),
        label_(excess_.size()),
        current_(excess_.size()),
        bucket_head_(excess_.size() + 2, -1),
        bucket_next_(excess_.size(), -1),
        at_label_(excess_.size() + 2, 0) {}

  /// Pushes until no excess can reach the sink; returns what drained.
  Capacity run() {
    relabel_globally();
    long work = 0;
    while (highest_ >= 0) {
      const int v = bucket_head_[static_cast<std::size_t>(highest_)];
      if (v < 0) {
        --highest_;
        continue;
      }
      bucket_head_[static_cast<std::size_t>(highest_)] = bucket_next_[static_cast<std::size_t>(v)];
      if (label_[static_cast<std::size_t>(v)] != highest_) continue;  // Lifted by a gap since.
      work += discharge(v);
      if (work > 6L * count_ + static_cast<long>(edges_.size())) {
        relabel_globally();
        work = 0;
      }
    }
    relabel_globally();  // Exact labels: `far_` where the sink is out of reach.
    return drained_;
  }

  [[nodiscard]] Capacity flow(int arc) const { return flow_[static_cast<std::size_t>(arc)]; }
  [[nodiscard]] bool cut_off(int v) const { return label_[static_cast<std::size_t>(v)] >= far_; }

  /// Reachable from excess that is left: the smallest source side.
  [[nodiscard]] std::vector<std::uint8_t> reached() const {
    std::vector<std::uint8_t> seen(excess_.size(), 0);
    std::vector<int> work;
    for (int v = 0; v < count_; ++v)
      if (excess_[static_cast<std::size_t>(v)] > 0) {
        seen[static_cast<std::size_t>(v)] = 1;
        work.push_back(v);
      }
    while (!work.empty()) {
      const int v = work.back();
      work.pop_back();
      for (int e = first_[static_cast<std::size_t>(v)]; e < first_[static_cast<std::size_t>(v) + 1]; ++e) {
        const Edge& edge = edges_[static_cast<std::size_t>(e)];
        if (seen[static_cast<std::size_t>(edge.to)] || (!edge.forward && flow_[static_cast<std::size_t>(edge.arc)] == 0)) continue;
        seen[static_cast<std::size_t>(edge.to)] = 1;
        work.push_back(edge.to);
      }
    }
    return seen;
  }

 private:
  void activate(int v) {
    const int d = label_[static_cast<std::size_t>(v)];
    bucket_next_[static_cast<std::size_t>(v)] = bucket_head_[static_cast<std::size_t>(d)];
    bucket_head_[static_cast<std::size_t>(d)] = v;
    highest_ = std::max(highest_, d);
  }

  void relabel_globally() {
    std::fill(label_.begin(), label_.end(), far_);
    std::fill(bucket_head_.begin(), bucket_head_.end(), -1);
    std::fill(at_label_.begin(), at_label_.end(), 0);
    queue_.clear();
    for (int v = 0; v < count_; ++v)
      if (drain_[static_cast<std::size_t>(v)] > 0) {
        label_[static_cast<std::size_t>(v)] = 1;
        queue_.push_back(v);
      }
    for (std::size_t i = 0; i < queue_.size(); ++i) {
      const int v = queue_[i];
      for (int e = first_[static_cast<std::size_t>(v)]; e < first_[static_cast<std::size_t>(v) + 1]; ++e) {
        const Edge& edge = edges_[static_cast<std::size_t>(e)];
        // The other end may push to v: against this edge's direction.
        if (label_[static_cast<std::size_t>(edge.to)] < far_ || (edge.forward && flow_[static_cast<std::size_t>(edge.arc)] == 0)) continue;
        label_[static_cast<std::size_t>(edge.to)] = label_[static_cast<std::size_t>(v)] + 1;
        queue_.push_back(edge.to);
      }
    }
    highest_ = -1;
    for (int v = 0; v < count_; ++v) {
      const auto place = static_cast<std::size_t>(v);
      current_[place] = first_[place];
      ++at_label_[static_cast<std::size_t>(label_[place])];
      if (excess_[place] > 0 && label_[place] < far_) activate(v);
    }
  }

  long discharge(int v) {
    const auto place = static_cast<std::size_t>(v);
    long work = 0;
    while (excess_[place] > 0) {
      if (label_[place] == 1 && drain_[place] > 0) {
        const Capacity amount = std::min(excess_[place], drain_[place]);
        excess_[place] -= amount;
        drain_[place] -= amount;
        drained_ += amount;
        continue;
      }
      for (int& e = current_[place]; e < first_[place + 1] && excess_[place] > 0; ++e) {
        const Edge& edge = edges_[static_cast<std::size_t>(e)];
        ++work;
        if (label_[static_cast<std::size_t>(edge.to)] + 1 != label_[place]) continue;
        Capacity& flow = flow_[static_cast<std::size_t>(edge.arc)];
        const Capacity amount = edge.forward ? excess_[place] : std::min(excess_[place], flow);
        if (amount == 0) continue;
        flow += edge.forward ? amount : -amount;
        excess_[place] -= amount;
        Capacity& other = excess_[static_cast<std::size_t>(edge.to)];
        const bool idle = other == 0;
        other += amount;
        if (idle) activate(edge.to);
        if (excess_[place] == 0) break;  // The edge may carry more yet.
      }
      if (excess_[place] == 0) break;
      work += relabel(v);
      if (label_[place] >= far_) return work;
    }
    return work;
  }

  long relabel(int v) {
    const auto place = static_cast<std::size_t>(v);
    const int old = label_[place];
    int least = far_;
    if (drain_[place] > 0) least = 0;
    for (int e = first_[place]; e < first_[place + 1]; ++e) {
      const Edge& edge = edges_[static_cast<std::size_t>(e)];
      if (edge.forward || flow_[static_cast<std::size_t>(edge.arc)] > 0) least = std::min(least, label_[static_cast<std::size_t>(edge.to)]);
    }
    const int now = std::min(far_, least + 1);
    --at_label_[static_cast<std::size_t>(old)];
    label_[place] = now;
    ++at_label_[static_cast<std::size_t>(now)];
    current_[place] = first_[place];
    if (at_label_[static_cast<std::size_t>(old)] == 0 && old < far_) {  // A gap: nothing above it reaches the sink.
      for (int u = 0; u < count_; ++u) {
        int& label = label_[static_cast<std::size_t>(u)];
        if (label > old && label < far_) {
          --at_label_[static_cast<std::size_t>(label)];
          label = far_;
          ++at_label_[static_cast<std::size_t>(far_)];
        }
      }
    }
    return first_[place + 1] - first_[place];
  }

  const std::vector<int>& first_;
  const std::vector<Edge>& edges_;
  int count_ = 0;
  int far_ = 0;  ///< Label of nodes that cannot reach the sink: above any distance to it.
  std::vector<Capacity> excess_, drain_, flow_;
  std::vector<int> label_, current_, bucket_head_, bucket_next_, at_label_, queue_;
  int highest_ = -1;
  Capacity drained_ = 0;
};

}  // namespace

double ClosureSolver::solve_component(const Component& part, const std::vector<double>& weight, Closure& closure) const {
  double sum = 0;
  for (const int x : part.variables) sum += std::abs(weight[static_cast<std::size_t>(x)]);
  const double scale = scale_for(sum);
  std::vector<Capacity> excess(part.variables.size(), 0), drain(part.variables.size(), 0);
  Capacity negative = 0;
  for (std::size_t i = 0; i < part.variables.size(); ++i) {
    const auto w = static_cast<Capacity>(std::floor(weight[static_cast<std::size_t>(part.variables[i])] * scale));
    if (w < 0) {
      excess[i] = -w;
      negative += w;
    } else {
      drain[i] = w;
    }
  }
  Preflow<Edge> preflow(part.first, part.edges, static_cast<int>(part.arcs.size()), std::move(excess), std::move(drain));
  const Capacity drained = preflow.run();
  const std::vector<std::uint8_t> reached = preflow.reached();
  for (std::size_t i = 0; i < part.variables.size(); ++i) {
    const auto x = static_cast<std::size_t>(part.variables[i]);
    closure.smallest[x] = reached[i];
    closure.largest[x] = preflow.cut_off(static_cast<int>(i)) ? 1 : 0;
  }
  for (std::size_t a = 0; a < part.arcs.size(); ++a)
    closure.flow[static_cast<std::size_t>(part.arcs[a])] = static_cast<double>(preflow.flow(static_cast<int>(a))) / scale;
  return static_cast<double>(negative + drained) / scale;
}

}  // namespace liandong
