#include "model/optimise/factorisation.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cstring>

namespace liandong::optimise {
namespace {

using Matrix = Eigen::Map<Eigen::MatrixXd, 0, Eigen::OuterStride<>>;
using ConstMatrix = Eigen::Map<const Eigen::MatrixXd, 0, Eigen::OuterStride<>>;

constexpr int block = 48;

/// C -= S L' on the lower triangle, where S = L D holds the columns just eliminated; all three start at their first row.
void subtract_outer(int rows, int width, const double* s, int s_stride, const double* l, int l_stride, double* c, std::int64_t c_stride) {
  if (rows == 0) return;
  if (width < 8 || rows < 12) {
    for (int j = 0; j < rows; ++j) {
      double* const column = c + j * c_stride;
      for (int k = 0; k < width; ++k) {
        const double factor = l[j + static_cast<std::int64_t>(k) * l_stride];
        if (factor == 0) continue;
        const double* const from = s + static_cast<std::int64_t>(k) * s_stride;
        for (int i = j; i < rows; ++i) column[i] -= from[i] * factor;
      }
    }
    return;
  }
  Matrix target(c, rows, rows, Eigen::OuterStride<>(c_stride));
  const ConstMatrix left(s, rows, width, Eigen::OuterStride<>(s_stride)), right(l, rows, width, Eigen::OuterStride<>(l_stride));
  target.triangularView<Eigen::Lower>() -= left * right.transpose();
}

}  // namespace

void Factorisation::eliminate_panel(const Supernode& node, const Eigen::VectorXd& smallest, const Eigen::VectorXd& substitute) {
  const int rows = node.rows, columns = node.columns;
  const auto at = [&](double* base, int i, int j) { return base + i + static_cast<std::int64_t>(j) * rows; };
  double* const panel = panels_.data() + node.panel;
  for (int start = 0; start < columns; start += block) {
    const int end = std::min(start + block, columns);
    for (int j = start; j < end; ++j) {
      double* const column = at(panel, 0, j);
      for (int k = start; k < j; ++k) {
        const double factor = *at(panel, j, k);
        if (factor == 0) continue;
        const double* const from = at(scaled_.data(), 0, k);
        for (int i = j; i < rows; ++i) column[i] -= from[i] * factor;
      }
      double d = column[j];
      const double sign = signs_[static_cast<std::size_t>(node.first + j)];
      const int original = order_[static_cast<std::size_t>(node.first + j)];
      if (!(sign * d >= smallest[original])) {
        d = sign * substitute[original];
        ++replaced_;
      }
      pivots_[static_cast<std::size_t>(node.first + j)] = d;
      double* const keep = at(scaled_.data(), 0, j);
      const double inverse = 1 / d;
      column[j] = 1;
      for (int i = j + 1; i < rows; ++i) {
        keep[i] = column[i];
        column[i] *= inverse;
      }
    }
    const int rest = columns - end;
    if (rest == 0) continue;
    subtract_outer(rest, end - start, at(scaled_.data(), end, start), rows, at(panel, end, start), rows, at(panel, end, end), rows);
    if (rows > columns) {
      Matrix target(at(panel, columns, end), rows - columns, rest, Eigen::OuterStride<>(rows));
      const ConstMatrix left(at(scaled_.data(), columns, start), rows - columns, end - start, Eigen::OuterStride<>(rows));
      const ConstMatrix right(at(panel, end, start), rest, end - start, Eigen::OuterStride<>(rows));
      target.noalias() -= left * right.transpose();
    }
  }
}

int Factorisation::factorise(const double* values, const Eigen::VectorXd& smallest, const Eigen::VectorXd& substitute) {
  replaced_ = 0;
  std::fill(panels_.begin(), panels_.end(), 0.0);
  for (std::size_t k = 0; k < destination_.size(); ++k) panels_[static_cast<std::size_t>(destination_[k])] += values[k];

  // The children's updates lie on top of the stack when their parent's turn comes (postorder).
  waiting_.clear();
  std::int64_t top = 0;
  for (std::size_t s = 0; s < nodes_.size(); ++s) {
    const Supernode& node = nodes_[s];
    const int rows = node.rows, columns = node.columns, rest = rows - columns;
    double* const panel = panels_.data() + node.panel;
    double* const update = work_.data();
    std::memset(update, 0, sizeof(double) * static_cast<std::size_t>(rest) * static_cast<std::size_t>(rest));
    for (int c = 0; c < node.children; ++c) {
      const Supernode& child = nodes_[static_cast<std::size_t>(waiting_.back())];
      waiting_.pop_back();
      const int size = child.rows - child.columns;
      top -= static_cast<std::int64_t>(size) * size;
      const double* from = stack_.data() + top;
      const int* const target = in_parent_.data() + child.index + child.columns;
      for (int j = 0; j < size; ++j, from += size) {
        const int column = target[j];
        double* const to = column < columns ? panel + static_cast<std::int64_t>(column) * rows
                                            : update + static_cast<std::int64_t>(column - columns) * rest - columns;
        for (int i = j; i < size; ++i) to[target[i]] += from[i];
      }
    }
    eliminate_panel(node, smallest, substitute);
    if (node.parent < 0) continue;
    subtract_outer(rest, columns, scaled_.data() + columns, rows, panel + columns, rows, update, rest);
    std::memcpy(stack_.data() + top, update, sizeof(double) * static_cast<std::size_t>(rest) * static_cast<std::size_t>(rest));
    top += static_cast<std::int64_t>(rest) * rest;
    waiting_.push_back(static_cast<int>(s));
  }
  return replaced_;
}

void Factorisation::solve(Eigen::VectorXd& b) {
  double* const v = solution_.data();
  for (int k = 0; k < size_; ++k) v[k] = b[order_[static_cast<std::size_t>(k)]];
  for (const Supernode& node : nodes_) {
    const int* const index = row_indices_.data() + node.index;
    for (int j = 0; j < node.columns; ++j) {
      const double* const column = panels_.data() + node.panel + static_cast<std::int64_t>(j) * node.rows;
      const double value = v[node.first + j];
      if (value == 0) continue;
      for (int i = j + 1; i < node.columns; ++i) v[node.first + i] -= column[i] * value;
      for (int i = node.columns; i < node.rows; ++i) v[index[i]] -= column[i] * value;
    }
  }
  for (int k = 0; k < size_; ++k) v[k] /= pivots_[static_cast<std::size_t>(k)];
  for (std::size_t s = nodes_.size(); s-- > 0;) {
    const Supernode& node = nodes_[s];
    const int* const index = row_indices_.data() + node.index;
    for (int j = node.columns; j-- > 0;) {
      const double* const column = panels_.data() + node.panel + static_cast<std::int64_t>(j) * node.rows;
      double value = v[node.first + j];
      for (int i = j + 1; i < node.columns; ++i) value -= column[i] * v[node.first + i];
      for (int i = node.columns; i < node.rows; ++i) value -= column[i] * v[index[i]];
      v[node.first + j] = value;
    }
  }
  for (int k = 0; k < size_; ++k) b[order_[static_cast<std::size_t>(k)]] = v[k];
}

}  // namespace liandong::optimise
