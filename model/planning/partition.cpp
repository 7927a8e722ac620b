#include "model/planning/partition.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <tuple>

#include "model/planning/union_find.hpp"

namespace liandong {
namespace {

/// Numbers the classes of variables that arcs connect, among those that `together` leaves together; in order of their first variable.
template <class Together>
std::pair<std::vector<int>, int> connected(const ExpandedGraph& graph, const Together& together) {
  UnionFind classes(graph.variable_count());
  for (const auto& arc : graph.arcs())
    if (together(arc.chosen, arc.implied)) classes.join(arc.chosen, arc.implied);
  std::vector<int> number(static_cast<std::size_t>(graph.variable_count()));
  int count = 0;
  for (int x = 0; x < graph.variable_count(); ++x) {
    const int top = classes.root(x);
    number[static_cast<std::size_t>(x)] = top == x ? count++ : number[static_cast<std::size_t>(top)];
  }
  return {std::move(number), count};
}

/// Strongly connected components of the arcs among `count` nodes (Tarjan 1972, without recursion): a number for each.
std::vector<int> strong_components(int count, std::vector<std::pair<int, int>> arcs) {
  std::sort(arcs.begin(), arcs.end());
  arcs.erase(std::unique(arcs.begin(), arcs.end()), arcs.end());
  const auto size = static_cast<std::size_t>(count);
  std::vector<std::size_t> first(size + 1, 0);
  for (const auto& arc : arcs) ++first[static_cast<std::size_t>(arc.first) + 1];
  std::partial_sum(first.begin(), first.end(), first.begin());
  std::vector<int> index(size, -1), low(size, 0), component(size, -1), stack;
  std::vector<std::pair<int, std::size_t>> call;
  int next = 0, found = 0;
  for (int start = 0; start < count; ++start) {
    if (index[static_cast<std::size_t>(start)] >= 0) continue;
    call.emplace_back(start, first[static_cast<std::size_t>(start)]);
    while (!call.empty()) {
      const int v = call.back().first;
      const auto place = static_cast<std::size_t>(v);
      if (index[place] < 0) {
        index[place] = low[place] = next++;
        stack.push_back(v);
      }
      if (call.back().second < first[place + 1]) {
        const int to = arcs[call.back().second++].second;
        if (index[static_cast<std::size_t>(to)] < 0)
          call.emplace_back(to, first[static_cast<std::size_t>(to)]);
        else if (component[static_cast<std::size_t>(to)] < 0)
          low[place] = std::min(low[place], index[static_cast<std::size_t>(to)]);
        continue;
      }
      if (low[place] == index[place]) {
        int top;
        do {
          top = stack.back();
          stack.pop_back();
          component[static_cast<std::size_t>(top)] = found;
        } while (top != v);
        ++found;
      }
      call.pop_back();
      if (!call.empty()) {
        int& above = low[static_cast<std::size_t>(call.back().first)];
        above = std::min(above, low[place]);
      }
    }
  }
  return component;
}

}  // namespace

Partition::Partition(const ExpandedGraph& graph) {
  std::tie(group_, count_) = connected(graph, [](int, int) { return true; });
}

std::vector<int> Partition::sizes() const {
  std::vector<int> sizes(static_cast<std::size_t>(count_), 0);
  for (const int g : group_) ++sizes[static_cast<std::size_t>(g)];
  return sizes;
}

std::vector<int> Partition::merge(const ExpandedGraph& graph, const std::vector<std::pair<int, int>>& glued) {
  std::vector<std::pair<int, int>> arcs;
  for (const auto& [a, b] : glued) {
    arcs.emplace_back(a, b);
    arcs.emplace_back(b, a);
  }
  for (const auto& arc : graph.arcs())
    if (group(arc.chosen) != group(arc.implied)) arcs.emplace_back(group(arc.chosen), group(arc.implied));
  const std::vector<int> component = strong_components(count_, std::move(arcs));
  std::vector<int> number(static_cast<std::size_t>(count_), -1), merged(static_cast<std::size_t>(count_));
  int next = 0;
  for (std::size_t g = 0; g < merged.size(); ++g) {
    int& mine = number[static_cast<std::size_t>(component[g])];
    if (mine < 0) mine = next++;
    merged[g] = mine;
  }
  for (int& group : group_) group = merged[static_cast<std::size_t>(group)];
  count_ = next;
  return merged;
}

Partition::Change Partition::cut(const ExpandedGraph& graph, const std::vector<std::vector<std::uint8_t>>& closures) {
  Change change;
  change.merged.resize(static_cast<std::size_t>(count_));
  std::iota(change.merged.begin(), change.merged.end(), 0);
  auto [fine, count] = connected(graph, [&](int a, int b) {
    return group(a) == group(b) && std::all_of(closures.begin(), closures.end(), [&](const auto& c) {
             return c[static_cast<std::size_t>(a)] == c[static_cast<std::size_t>(b)];
           });
  });
  change.parent.resize(static_cast<std::size_t>(count));
  change.side.assign(static_cast<std::size_t>(count), 0);
  for (std::size_t x = 0; x < fine.size(); ++x) {
    change.parent[static_cast<std::size_t>(fine[x])] = group_[x];
    int depth = 0;
    for (const auto& closure : closures) depth += closure[x];
    change.side[static_cast<std::size_t>(fine[x])] = depth;
  }
  change.changed = count != count_;
  group_ = std::move(fine);
  count_ = count;
  return change;
}

Partition::Change Partition::recut(const ExpandedGraph& graph, const std::vector<std::pair<int, int>>& glued,
                                   const std::vector<std::uint8_t>& closure, const std::vector<double>& weight,
                                   const std::vector<double>& value) {
  const std::vector<int> before = group_;
  Change change;
  const int old_count = count_;
  change.merged = merge(graph, glued);
  const auto [piece, pieces] = connected(graph, [&](int a, int b) {
    return group(a) == group(b) && closure[static_cast<std::size_t>(a)] == closure[static_cast<std::size_t>(b)];
  });
  std::vector<double> gain(static_cast<std::size_t>(pieces), 0.0);
  std::vector<int> parent(gain.size());
  std::vector<std::uint8_t> inside(gain.size());
  for (std::size_t x = 0; x < piece.size(); ++x) {
    const auto p = static_cast<std::size_t>(piece[x]);
    const double z = value[static_cast<std::size_t>(before[x])];
    gain[p] += closure[x] ? -weight[x] * (1 - z) : weight[x] * z;
    parent[p] = group_[x];
    inside[p] = closure[x];
  }
  // What stays of a group stays together; pieces that arcs would hold equal are put together again.
  std::vector<int> label(gain.size());
  for (std::size_t p = 0; p < label.size(); ++p) label[p] = gain[p] > 0 ? count_ + static_cast<int>(p) : parent[p];
  const auto label_of = [&](int x) { return label[static_cast<std::size_t>(piece[static_cast<std::size_t>(x)])]; };
  std::vector<std::pair<int, int>> arcs;
  for (const auto& arc : graph.arcs())
    if (label_of(arc.chosen) != label_of(arc.implied)) arcs.emplace_back(label_of(arc.chosen), label_of(arc.implied));
  const std::vector<int> component = strong_components(count_ + pieces, std::move(arcs));
  std::vector<int> number(component.size(), -1);
  for (std::size_t x = 0; x < piece.size(); ++x) {
    const auto p = static_cast<std::size_t>(piece[x]);
    int& mine = number[static_cast<std::size_t>(component[static_cast<std::size_t>(label[p])])];
    if (mine < 0) {
      mine = static_cast<int>(change.parent.size());
      change.parent.push_back(parent[p]);
      change.side.push_back(gain[p] > 0 ? (inside[p] ? 1 : -1) : 0);
    }
    group_[x] = mine;
  }
  count_ = static_cast<int>(change.parent.size());
  change.changed = count_ != old_count || !glued.empty();
  return change;
}

std::vector<std::pair<int, int>> without_implied(const std::vector<std::pair<int, int>>& arcs, int count) {
  const auto size = static_cast<std::size_t>(count);
  std::vector<std::size_t> first(size + 1, 0);
  std::vector<int> waiting(size, 0), order, position(size);
  for (const auto& [low, high] : arcs) {
    ++first[static_cast<std::size_t>(low) + 1];
    ++waiting[static_cast<std::size_t>(high)];
  }
  std::partial_sum(first.begin(), first.end(), first.begin());
  for (int g = 0; g < count; ++g)
    if (waiting[static_cast<std::size_t>(g)] == 0) order.push_back(g);
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto g = static_cast<std::size_t>(order[i]);
    position[g] = static_cast<int>(i);
    for (std::size_t a = first[g]; a < first[g + 1]; ++a)
      if (--waiting[static_cast<std::size_t>(arcs[a].second)] == 0) order.push_back(arcs[a].second);
  }
  const std::size_t words = (size + 63) / 64;
  std::vector<std::uint64_t> above(size * words, 0);
  std::vector<std::pair<int, int>> kept;
  std::vector<int> next;
  for (std::size_t i = order.size(); i-- > 0;) {
    const auto g = static_cast<std::size_t>(order[i]);
    next.clear();
    for (std::size_t a = first[g]; a < first[g + 1]; ++a) next.push_back(arcs[a].second);
    std::sort(next.begin(), next.end(),
              [&](int a, int b) { return position[static_cast<std::size_t>(a)] < position[static_cast<std::size_t>(b)]; });
    std::uint64_t* mine = above.data() + g * words;
    for (const int high : next) {
      const auto h = static_cast<std::size_t>(high);
      if (mine[h / 64] >> (h % 64) & 1) continue;
      kept.emplace_back(static_cast<int>(g), high);
      mine[h / 64] |= std::uint64_t{1} << (h % 64);
      for (std::size_t w = 0; w < words; ++w) mine[w] |= above[h * words + w];
    }
  }
  std::sort(kept.begin(), kept.end());
  return kept;
}

}  // namespace liandong
