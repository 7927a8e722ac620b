#include "model/optimise/markowitz.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace liandong::optimise {

namespace {
constexpr double smallest_pivot = 1e-9;  // Kernels of scaled problems have entries near 1.
constexpr double negligible = 1e-14;
std::size_t at(int i) { return static_cast<std::size_t>(i); }
}  // namespace

void Markowitz::Lists::link(int item, int entries) {
  count[at(item)] = entries;
  const int first = head[at(entries)];
  next[at(item)] = first;
  previous[at(item)] = -1;
  if (first >= 0) previous[at(first)] = item;
  head[at(entries)] = item;
}

void Markowitz::Lists::unlink(int item) {
  const int before = previous[at(item)], after = next[at(item)];
  if (before >= 0)
    next[at(before)] = after;
  else
    head[at(count[at(item)])] = after;
  if (after >= 0) previous[at(after)] = before;
}

Markowitz::Markowitz(int size, double threshold)
    : size_(size), threshold_(threshold), rows_(at(size)), columns_(at(size)), largest_(at(size), 0.0), place_in_row_(at(size), -1) {
  for (Lists* lists : {&row_lists_, &column_lists_}) {
    lists->head.assign(at(size) + 1, -1);
    lists->next.assign(at(size), -1);
    lists->previous.assign(at(size), -1);
    lists->count.assign(at(size), 0);
  }
}

void Markowitz::add(int row, int column, double value) {
  rows_[at(row)].push_back({column, value});
  columns_[at(column)].push_back(row);
}

void Markowitz::set_largest(int row) {
  double largest = 0;
  for (const Entry& entry : rows_[at(row)]) largest = std::max(largest, std::abs(entry.value));
  largest_[at(row)] = largest;
}

// Looks through the shortest columns and rows for the acceptable entry with the smallest (row count - 1) (column count - 1).
bool Markowitz::choose(int& row, int& column) const {
  constexpr int patience = 4;
  std::int64_t best = std::int64_t{1} << 60;
  int seen = 0;
  const auto consider = [&](int r, int c, double value) {
    const double size = std::abs(value);
    if (size < smallest_pivot || size < threshold_ * largest_[at(r)]) return;
    const std::int64_t cost = std::int64_t{row_lists_.count[at(r)] - 1} * (column_lists_.count[at(c)] - 1);
    if (cost < best) {
      best = cost;
      row = r;
      column = c;
    }
  };
  for (int count = 1; count <= size_; ++count) {
    if (best <= std::int64_t{count - 1} * (count - 1)) return true;
    for (int c = column_lists_.head[at(count)]; c >= 0; c = column_lists_.next[at(c)]) {
      const std::int64_t before = best;
      for (const int r : columns_[at(c)])
        for (const Entry& entry : rows_[at(r)])
          if (entry.index == c) {
            consider(r, c, entry.value);
            break;
          }
      if (best < before || best < (std::int64_t{1} << 60)) ++seen;
      if (seen >= patience && best < (std::int64_t{1} << 60)) return true;
    }
    if (best <= std::int64_t{count} * (count - 1)) return true;
    for (int r = row_lists_.head[at(count)]; r >= 0; r = row_lists_.next[at(r)]) {
      for (const Entry& entry : rows_[at(r)]) consider(r, entry.index, entry.value);
      if (best < (std::int64_t{1} << 60)) ++seen;
      if (seen >= patience && best < (std::int64_t{1} << 60)) return true;
    }
  }
  return best < (std::int64_t{1} << 60);
}

void Markowitz::eliminate(int row, int column) {
  std::vector<Entry>& pivot_row = rows_[at(row)];
  const auto pivot_at = std::find_if(pivot_row.begin(), pivot_row.end(), [&](const Entry& entry) { return entry.index == column; });
  const double pivot = pivot_at->value;
  *pivot_at = pivot_row.back();
  pivot_row.pop_back();
  row_lists_.unlink(row);
  column_lists_.unlink(column);
  for (const Entry& entry : pivot_row) {  // The pivot row leaves its columns.
    std::vector<int>& pattern = columns_[at(entry.index)];
    *std::find(pattern.begin(), pattern.end(), row) = pattern.back();
    pattern.pop_back();
    column_lists_.unlink(entry.index);
  }
  std::vector<Entry> multipliers;
  for (const int other : columns_[at(column)]) {
    if (other == row) continue;
    std::vector<Entry>& entries = rows_[at(other)];
    row_lists_.unlink(other);
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.index == column; });
    const double multiplier = found->value / pivot;
    *found = entries.back();
    entries.pop_back();
    multipliers.push_back({other, multiplier});
    for (std::size_t k = 0; k < entries.size(); ++k) place_in_row_[at(entries[k].index)] = static_cast<int>(k);
    for (const Entry& entry : pivot_row) {
      const int place = place_in_row_[at(entry.index)];
      if (place >= 0) {
        entries[at(place)].value -= multiplier * entry.value;
      } else {
        entries.push_back({entry.index, -multiplier * entry.value});
        columns_[at(entry.index)].push_back(other);
      }
    }
    for (const Entry& entry : entries) place_in_row_[at(entry.index)] = -1;
    for (std::size_t k = 0; k < entries.size();) {
      if (std::abs(entries[k].value) > negligible) {
        ++k;
        continue;
      }
      std::vector<int>& pattern = columns_[at(entries[k].index)];
      const int cancelled = entries[k].index;
      *std::find(pattern.begin(), pattern.end(), other) = pattern.back();
      pattern.pop_back();
      // Columns of the pivot row are linked again below; another one must be moved to its list here.
      const bool waiting = std::any_of(pivot_row.begin(), pivot_row.end(), [&](const Entry& entry) { return entry.index == cancelled; });
      if (!waiting) {
        column_lists_.unlink(cancelled);
        column_lists_.link(cancelled, static_cast<int>(pattern.size()));
      }
      entries[k] = entries.back();
      entries.pop_back();
    }
    set_largest(other);
    row_lists_.link(other, static_cast<int>(entries.size()));
  }
  for (const Entry& entry : pivot_row) column_lists_.link(entry.index, static_cast<int>(columns_[at(entry.index)].size()));
  columns_[at(column)].clear();
  steps.push_back({row, column, pivot});
  upper.push_back(std::move(pivot_row));
  lower.push_back(std::move(multipliers));
  pivot_row.clear();
}

void Markowitz::eliminate() {
  for (int i = 0; i < size_; ++i) {
    set_largest(i);
    row_lists_.link(i, static_cast<int>(rows_[at(i)].size()));
    column_lists_.link(i, static_cast<int>(columns_[at(i)].size()));
  }
  int row = -1, column = -1;
  while (static_cast<int>(steps.size()) < size_ && choose(row, column)) eliminate(row, column);
}

}  // namespace liandong::optimise
