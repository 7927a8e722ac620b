#include <Eigen/OrderingMethods>
#include <algorithm>
#include <utility>

#include "model/optimise/factorisation.hpp"

namespace liandong::optimise {
namespace {

using Sparse = Eigen::SparseMatrix<double>;
using Lists = std::vector<std::vector<int>>;

std::size_t at(int k) { return static_cast<std::size_t>(k); }

/// For each pivot, the earlier pivots in its row (`upward`: the later ones in its column) of the permuted matrix.
struct Pattern {
  std::vector<int> start, entry;

  Pattern(const Sparse& lower, const std::vector<int>& position, bool upward) {
    const int n = static_cast<int>(lower.cols());
    start.assign(at(n) + 1, 0);
    const auto each = [&](auto&& visit) {
      for (int j = 0; j < n; ++j)
        for (Sparse::InnerIterator it(lower, j); it; ++it) {
          const int a = position[at(static_cast<int>(it.row()))], b = position[at(j)];
          if (a != b) upward ? visit(std::min(a, b), std::max(a, b)) : visit(std::max(a, b), std::min(a, b));
        }
    };
    each([&](int owner, int) { ++start[at(owner) + 1]; });
    for (int k = 0; k < n; ++k) start[at(k) + 1] += start[at(k)];
    entry.resize(at(start.back()));
    std::vector<int> next(start.begin(), start.end() - 1);
    each([&](int owner, int other) { entry[at(next[at(owner)]++)] = other; });
  }
};

/// Liu (1990): the elimination tree with path compression.
std::vector<int> elimination_tree(const Pattern& rows, int n) {
  std::vector<int> parent(at(n), -1), ancestor(at(n), -1);
  for (int k = 0; k < n; ++k)
    for (int p = rows.start[at(k)]; p < rows.start[at(k) + 1]; ++p)
      for (int i = rows.entry[at(p)]; i != -1 && i < k;) {
        const int next = std::exchange(ancestor[at(i)], k);
        if (next == -1) parent[at(i)] = k;
        i = next;
      }
  return parent;
}

std::vector<int> postorder(const std::vector<int>& parent) {
  const int n = static_cast<int>(parent.size());
  std::vector<int> child(at(n), -1), sibling(at(n), -1), result, stack;
  for (int k = n; k-- > 0;)
    if (parent[at(k)] >= 0) sibling[at(k)] = std::exchange(child[at(parent[at(k)])], k);
  result.reserve(at(n));
  for (int root = 0; root < n; ++root) {
    if (parent[at(root)] >= 0) continue;
    stack.push_back(root);
    while (!stack.empty()) {
      const int k = stack.back();
      const int next = child[at(k)];
      if (next >= 0) {
        child[at(k)] = sibling[at(next)];
        stack.push_back(next);
      } else {
        result.push_back(k);
        stack.pop_back();
      }
    }
  }
  return result;
}

std::vector<int> inverse(const std::vector<int>& order) {
  std::vector<int> position(order.size());
  for (std::size_t k = 0; k < order.size(); ++k) position[at(order[k])] = static_cast<int>(k);
  return position;
}

}  // namespace

void Factorisation::order(const Sparse& lower) {
  Eigen::PermutationMatrix<Eigen::Dynamic, Eigen::Dynamic, int> permutation;
  Eigen::AMDOrdering<int>()(lower.selfadjointView<Eigen::Lower>(), permutation);
  order_.assign(permutation.indices().data(), permutation.indices().data() + size_);
  position_ = inverse(order_);
  const std::vector<int> tree = elimination_tree(Pattern(lower, position_, false), size_);
  const std::vector<int> post = postorder(tree);
  std::vector<int> renamed(order_.size());
  for (std::size_t k = 0; k < post.size(); ++k) renamed[k] = order_[at(post[k])];
  order_ = std::move(renamed);
  position_ = inverse(order_);

  const Pattern rows(lower, position_, false);
  parent_ = elimination_tree(rows, size_);
  counts_.assign(at(size_), 1);
  std::vector<int> mark(at(size_), -1);
  for (int k = 0; k < size_; ++k) {
    mark[at(k)] = k;
    for (int p = rows.start[at(k)]; p < rows.start[at(k) + 1]; ++p)
      for (int i = rows.entry[at(p)]; mark[at(i)] != k; i = parent_[at(i)]) {
        mark[at(i)] = k;
        ++counts_[at(i)];
      }
  }
}

void Factorisation::find_fronts(const Sparse& lower) {
  // Columns of equal structure, then neighbours whose union costs few zeros (the rule of Chen, Davis, Hager and Rajamanickam 2008).
  struct Group {
    int first, columns, rows;
    double zeros;
  };
  std::vector<Group> groups;
  for (int k = 0; k < size_; ++k) {
    const bool joins = k > 0 && parent_[at(k - 1)] == k && counts_[at(k - 1)] == counts_[at(k)] + 1;
    if (joins)
      ++groups.back().columns;
    else
      groups.push_back({k, 1, counts_[at(k)], 0});
  }
  std::vector<Group> merged;  // from the last to the first
  for (std::size_t g = groups.size(); g-- > 0;) {
    Group group = groups[g];
    while (!merged.empty()) {
      const Group& next = merged.back();
      if (parent_[at(group.first + group.columns - 1)] != next.first) break;
      const int columns = group.columns + next.columns;
      const double added = group.columns * static_cast<double>(next.rows + group.columns - group.rows);
      const double zeros = group.zeros + next.zeros + added;
      const double entries = columns * (columns + 1.0) / 2 + columns * static_cast<double>(next.rows - next.columns);
      const double share = zeros / entries;
      if (!(added == 0 || (columns <= 4 && share < 0.6) || (columns <= 16 && share < 0.4) || (columns <= 48 && share < 0.1) || share < 0.05)) break;
      group = {group.first, columns, group.columns + next.rows, zeros};
      merged.pop_back();
    }
    merged.push_back(group);
  }
  std::reverse(merged.begin(), merged.end());

  nodes_.clear();
  std::vector<int> owner(at(size_));
  for (const Group& group : merged) {
    for (int k = 0; k < group.columns; ++k) owner[at(group.first + k)] = static_cast<int>(nodes_.size());
    nodes_.push_back({.first = group.first, .columns = group.columns, .rows = group.rows});
  }

  const Pattern columns(lower, position_, true);
  Lists children(nodes_.size());
  std::vector<int> mark(at(size_), -1), rows;
  std::int64_t panel = 0;
  row_indices_.clear();
  for (std::size_t s = 0; s < nodes_.size(); ++s) {
    Supernode& node = nodes_[s];
    rows.clear();
    const int end = node.first + node.columns;
    const auto take = [&](int row) {
      if (row >= end && mark[at(row)] != static_cast<int>(s)) {
        mark[at(row)] = static_cast<int>(s);
        rows.push_back(row);
      }
    };
    for (int p = columns.start[at(node.first)]; p < columns.start[at(end)]; ++p) take(columns.entry[at(p)]);
    for (const int child : children[s]) {
      const Supernode& from = nodes_[at(child)];
      for (int i = from.columns; i < from.rows; ++i) take(row_indices_[static_cast<std::size_t>(from.index + i)]);
    }
    std::sort(rows.begin(), rows.end());
    node.rows = node.columns + static_cast<int>(rows.size());
    node.index = static_cast<std::int64_t>(row_indices_.size());
    node.panel = panel;
    node.children = static_cast<int>(children[s].size());
    panel += static_cast<std::int64_t>(node.rows) * node.columns;
    for (int k = node.first; k < end; ++k) row_indices_.push_back(k);
    row_indices_.insert(row_indices_.end(), rows.begin(), rows.end());
    if (!rows.empty()) {
      node.parent = owner[at(rows.front())];
      children[at(node.parent)].push_back(static_cast<int>(s));
    }
  }
  panels_.assign(static_cast<std::size_t>(panel), 0.0);
}

void Factorisation::place_values(const Sparse& lower) {
  in_parent_.assign(row_indices_.size(), 0);
  std::vector<int> place(at(size_), 0);
  std::int64_t top = 0, deepest = 0, widest = 0, tallest = 0;
  nonzeros_ = 0;
  operations_ = 0;
  std::vector<std::vector<std::size_t>> children(nodes_.size());
  for (std::size_t s = 0; s < nodes_.size(); ++s) {
    const Supernode& node = nodes_[s];
    for (int i = 0; i < node.rows; ++i) place[at(row_indices_[static_cast<std::size_t>(node.index + i)])] = i;
    for (const std::size_t c : children[s]) {
      const Supernode& child = nodes_[c];
      for (int i = child.columns; i < child.rows; ++i) {
        const auto k = static_cast<std::size_t>(child.index + i);
        in_parent_[k] = place[at(row_indices_[k])];
      }
      const std::int64_t size = child.rows - child.columns;
      top -= size * size;
    }
    const std::int64_t rest = node.rows - node.columns;
    if (node.parent >= 0) {
      children[at(node.parent)].push_back(s);
      top += rest * rest;
    }
    deepest = std::max(deepest, top);
    widest = std::max(widest, rest * rest);
    tallest = std::max(tallest, static_cast<std::int64_t>(node.rows) * node.columns);
    for (int j = 0; j < node.columns; ++j) {
      const double height = node.rows - j - 1;
      nonzeros_ += node.rows - j;
      operations_ += height * (height + 3) / 2;
    }
  }
  stack_.assign(static_cast<std::size_t>(deepest), 0.0);
  work_.assign(static_cast<std::size_t>(widest) + 1, 0.0);
  scaled_.assign(static_cast<std::size_t>(tallest), 0.0);
  pivots_.assign(at(size_), 1.0);
  solution_.assign(at(size_), 0.0);
  waiting_.reserve(nodes_.size());

  std::vector<int> owner(at(size_));
  for (std::size_t s = 0; s < nodes_.size(); ++s)
    for (int k = 0; k < nodes_[s].columns; ++k) owner[at(nodes_[s].first + k)] = static_cast<int>(s);
  destination_.clear();
  for (int j = 0; j < size_; ++j)
    for (Sparse::InnerIterator it(lower, j); it; ++it) {
      const int a = position_[at(static_cast<int>(it.row()))], b = position_[at(j)];
      const int row = std::max(a, b), column = std::min(a, b);
      const Supernode& node = nodes_[at(owner[at(column)])];
      const auto begin = row_indices_.begin() + node.index;
      const auto found = row < node.first + node.columns ? begin + (row - node.first) : std::lower_bound(begin + node.columns, begin + node.rows, row);
      destination_.push_back(node.panel + static_cast<std::int64_t>(column - node.first) * node.rows + (found - begin));
    }
}

void Factorisation::analyse(const Sparse& lower, std::vector<signed char> signs) {
  size_ = static_cast<int>(lower.cols());
  order(lower);
  signs_.resize(signs.size());
  for (int k = 0; k < size_; ++k) signs_[at(k)] = signs[at(order_[at(k)])];
  find_fronts(lower);
  place_values(lower);
}

}  // namespace liandong::optimise
