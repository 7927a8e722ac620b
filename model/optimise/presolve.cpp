#include "model/optimise/presolve.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace liandong::optimise {
namespace {

using Eigen::Index;
using Eigen::VectorXd;
using Sparse = Eigen::SparseMatrix<double>;
using Entry = std::pair<int, double>;

constexpr double slip = 1e-9;  // Relative room before an empty or forcing row counts as violated.

std::size_t at(int k) { return static_cast<std::size_t>(k); }
bool finite(double v) { return std::isfinite(v); }

/// Least and largest value a row can take within the bounds; infinite terms are counted, not summed.
struct Activity {
  double low = 0, high = 0, size = 0;
  int low_infinite = 0, high_infinite = 0;

  void add(double a, double lower, double upper) {
    const double least = a > 0 ? lower : upper, most = a > 0 ? upper : lower;
    finite(least) ? low += a * least : static_cast<double>(++low_infinite);
    finite(most) ? high += a * most : static_cast<double>(++high_infinite);
    size = std::max({size, finite(least) ? std::abs(a * least) : 0, finite(most) ? std::abs(a * most) : 0});
  }
};

class Reducer {
 public:
  Reducer(const QuadraticProgram& problem, const PresolveOptions& options) : given_(problem), options_(options), p_(problem.linear), n_(static_cast<int>(p_.columns())), m_(static_cast<int>(p_.rows())) {
    lower_ = p_.lower;
    upper_ = p_.upper;
    row_lower_ = p_.row_lower;
    row_upper_ = p_.row_upper;
    cost_ = p_.c;
    offset_ = p_.offset;
    noise_ = 1e-13 * (1 + (n_ > 0 ? cost_.lpNorm<Eigen::Infinity>() : 0));
    row_.resize(at(m_));
    column_.resize(at(n_));
    row_alive_.assign(at(m_), true);
    column_alive_.assign(at(n_), true);
    locked_.assign(at(n_), false);
    column_size_.assign(at(n_), 0);
    row_size_.assign(at(m_), 0);
    for (int j = 0; j < n_; ++j)
      for (Sparse::InnerIterator it(p_.a, j); it; ++it) {
        if (it.value() == 0) continue;
        const int i = static_cast<int>(it.row());
        row_[at(i)].emplace_back(j, it.value());
        column_[at(j)].emplace_back(i, it.value());
        ++row_size_[at(i)];
        ++column_size_[at(j)];
      }
    for (Index j = 0; j < problem.q.outerSize(); ++j)
      for (Sparse::InnerIterator it(problem.q, j); it; ++it) {
        locked_[static_cast<std::size_t>(it.row())] = true;
        locked_[static_cast<std::size_t>(j)] = true;
      }
  }

  Presolved run() {
    for (int pass = 0; pass < 30 && !result_.suspicious; ++pass) {
      const std::size_t before = result_.stack.size();
      changed_ = false;
      for (int i = 0; i < m_ && !result_.suspicious; ++i)
        if (row_alive_[at(i)]) reduce_row(i);
      if (!result_.suspicious && uses(Reduction::duplicate_row) && (pass == 0 || pass == 4)) merge_duplicates();
      for (int j = 0; j < n_ && !result_.suspicious; ++j)
        if (column_alive_[at(j)] && !locked_[at(j)]) reduce_column(j);
      if (result_.stack.size() == before && !changed_) break;
    }
    if (!result_.suspicious) assemble();
    return std::move(result_);
  }

 private:
  [[nodiscard]] bool uses(Reduction kind) const { return options_.use[static_cast<std::size_t>(kind)]; }

  void record(ReductionRecord&& entry) {
    ++result_.counts[static_cast<std::size_t>(entry.kind)];
    result_.stack.push_back(std::move(entry));
  }

  [[nodiscard]] std::vector<Entry> alive_entries(int i) const {
    std::vector<Entry> entries;
    for (const auto& [j, a] : row_[at(i)])
      if (column_alive_[at(j)]) entries.emplace_back(j, a);
    return entries;
  }

  void drop_row(int i) {
    row_alive_[at(i)] = false;
    for (const auto& [j, a] : row_[at(i)]) --column_size_[at(j)];
  }

  void drop_column(int j, double value) {
    column_alive_[at(j)] = false;
    offset_ += cost_[j] * value;
    for (const auto& [i, a] : column_[at(j)]) {
      if (!row_alive_[at(i)]) continue;
      --row_size_[at(i)];
      row_lower_[i] -= a * value;
      row_upper_[i] -= a * value;
    }
  }

  void suspect() { result_.suspicious = true; }

  void reduce_row(int i) {
    if (row_size_[at(i)] == 0) {
      if (!uses(Reduction::empty_row)) return;
      const double room = slip * (1 + std::max(finite(p_.row_lower[i]) ? std::abs(p_.row_lower[i]) : 0, finite(p_.row_upper[i]) ? std::abs(p_.row_upper[i]) : 0));
      if (row_lower_[i] > room || row_upper_[i] < -room) return suspect();
      record({.kind = Reduction::empty_row, .row = i});
      return drop_row(i);
    }
    if (row_size_[at(i)] == 1 && uses(Reduction::singleton_row)) return singleton_row(i);
    Activity activity;
    for (const auto& [j, a] : row_[at(i)])
      if (column_alive_[at(j)]) activity.add(a, lower_[j], upper_[j]);
    if (uses(Reduction::redundant_row)) {
      // A side that the bounds alone imply can never press: without it the row is easier or gone.
      if (finite(row_lower_[i]) && activity.low_infinite == 0 && activity.low >= row_lower_[i]) row_lower_[i] = -infinity, changed_ = true;
      if (finite(row_upper_[i]) && activity.high_infinite == 0 && activity.high <= row_upper_[i]) row_upper_[i] = infinity, changed_ = true;
      if (!finite(row_lower_[i]) && !finite(row_upper_[i])) {
        record({.kind = Reduction::redundant_row, .row = i});
        return drop_row(i);
      }
    }
    const double room = slip * (1 + activity.size);
    const bool no_more = activity.high_infinite == 0 && activity.high < row_lower_[i] + 1e-13 * (1 + activity.size);
    const bool no_less = activity.low_infinite == 0 && activity.low > row_upper_[i] - 1e-13 * (1 + activity.size);
    if ((no_more && activity.high < row_lower_[i] - room) || (no_less && activity.low > row_upper_[i] + room)) return suspect();
    if ((no_more || no_less) && uses(Reduction::forcing_row)) force(i, no_more);
  }

  void singleton_row(int i) {
    const auto [j, a] = alive_entries(i).front();
    double low = row_lower_[i] / a, high = row_upper_[i] / a;
    if (a < 0) std::swap(low, high);
    ReductionRecord entry{.kind = Reduction::singleton_row, .row = i, .column = j, .value = a};
    const double room = slip * (1 + std::max(finite(low) ? std::abs(low) : 0, finite(high) ? std::abs(high) : 0));
    if (low > upper_[j] + room || high < lower_[j] - room) return suspect();
    if (low > lower_[j]) {
      lower_[j] = std::min(low, upper_[j]);
      entry.lower_moved = true;
    }
    if (high < upper_[j]) {
      upper_[j] = std::max(high, lower_[j]);
      entry.upper_moved = true;
    }
    record(std::move(entry));
    drop_row(i);
  }

  void force(int i, bool at_most) {
    std::vector<Entry> entries = alive_entries(i);
    for (const auto& [j, a] : entries)
      if (locked_[at(j)]) return;
    ReductionRecord entry{.kind = Reduction::forcing_row, .row = i, .at_most = at_most, .entries = entries};
    drop_row(i);
    for (const auto& [j, a] : entries) {
      const double value = (a > 0) == at_most ? upper_[j] : lower_[j];
      record({.kind = Reduction::fixed_column, .column = j, .value = value});
      drop_column(j, value);
    }
    record(std::move(entry));
  }

  void reduce_column(int j) {
    if (lower_[j] == upper_[j]) {
      if (uses(Reduction::fixed_column)) fix(j, Reduction::fixed_column, lower_[j]);
      return;
    }
    if (column_size_[at(j)] == 0) {
      if (!uses(Reduction::empty_column)) return;
      double value = cost_[j] > 0 ? lower_[j] : cost_[j] < 0 ? upper_[j] : std::clamp(0.0, lower_[j], upper_[j]);
      if (!finite(value) && std::abs(cost_[j]) <= noise_) value = std::clamp(0.0, lower_[j], upper_[j]);
      return finite(value) ? fix(j, Reduction::empty_column, value) : suspect();
    }
    if (uses(Reduction::dominated_column) && dominated(j)) return;
    if (column_size_[at(j)] == 1 && uses(Reduction::free_singleton)) free_singleton(j);
  }

  void fix(int j, Reduction kind, double value) {
    record({.kind = kind, .column = j, .value = value});
    drop_column(j, value);
  }

  /// The signs of the row multipliers may leave only one sign for the reduced cost.
  bool dominated(int j) {
    bool never_negative = cost_[j] >= 0, never_positive = cost_[j] <= 0;
    for (const auto& [i, a] : column_[at(j)]) {
      if (!row_alive_[at(i)]) continue;
      // y > 0 needs a lower side, y < 0 an upper one; the reduced cost loses a y.
      const bool raises = finite(a > 0 ? row_upper_[i] : row_lower_[i]), lowers = finite(a > 0 ? row_lower_[i] : row_upper_[i]);
      if (lowers) never_negative = false;
      if (raises) never_positive = false;
    }
    if (never_negative && finite(lower_[j])) {
      fix(j, Reduction::dominated_column, lower_[j]);
      return true;
    }
    if (never_positive && finite(upper_[j])) {
      fix(j, Reduction::dominated_column, upper_[j]);
      return true;
    }
    return false;
  }

  /// A column of one row whose bounds that row implies: the row determines it, its cost determines the row's multiplier.
  void free_singleton(int j) {
    int i = -1;
    double a = 0;
    for (const auto& [row, value] : column_[at(j)])
      if (row_alive_[at(row)]) i = row, a = value;
    const double multiplier = cost_[j] / a;
    double side = row_lower_[i];
    if (row_lower_[i] != row_upper_[i]) {
      if (multiplier == 0) return;
      side = multiplier > 0 ? row_lower_[i] : row_upper_[i];
      if (!finite(side)) return;
    }
    double largest = 0;
    Activity rest;
    std::vector<Entry> entries = alive_entries(i);
    for (const auto& [k, value] : entries) {
      if (locked_[at(k)]) return;
      largest = std::max(largest, std::abs(value));
      if (k != j) rest.add(value, lower_[k], upper_[k]);
    }
    if (std::abs(a) < 0.05 * largest) return;
    double low = rest.high_infinite ? -infinity : side - rest.high, high = rest.low_infinite ? infinity : side - rest.low;
    low /= a;
    high /= a;
    if (a < 0) std::swap(low, high);
    if (!(low >= lower_[j]) || !(high <= upper_[j])) return;
    for (const auto& [k, value] : entries)
      if (k != j) cost_[k] -= multiplier * value;
    offset_ += multiplier * side;
    column_alive_[at(j)] = false;
    drop_row(i);
    record({.kind = Reduction::free_singleton, .row = i, .column = j, .value = a, .side = side, .multiplier = multiplier, .entries = std::move(entries)});
  }

  void merge_duplicates() {
    std::map<std::pair<std::size_t, std::uint64_t>, std::vector<int>> groups;
    for (int i = 0; i < m_; ++i) {
      if (!row_alive_[at(i)] || row_size_[at(i)] < 2) continue;
      std::uint64_t hash = 1469598103934665603ull;
      for (const auto& [j, a] : row_[at(i)])
        if (column_alive_[at(j)]) hash = (hash ^ static_cast<std::uint64_t>(j)) * 1099511628211ull;
      groups[{at(row_size_[at(i)]), hash}].push_back(i);
    }
    for (const auto& [key, rows] : groups)
      for (std::size_t k = 1; k < rows.size(); ++k)
        for (std::size_t first = k > 8 ? k - 8 : 0; first < k; ++first)
          if (row_alive_[at(rows[first])] && merge(rows[first], rows[k])) break;
  }

  bool merge(int kept, int gone) {
    const std::vector<Entry> one = alive_entries(kept), two = alive_entries(gone);
    const double ratio = two.front().second / one.front().second;  // gone = ratio x kept
    for (std::size_t k = 0; k < one.size(); ++k)
      if (one[k].first != two[k].first || std::abs(two[k].second - ratio * one[k].second) > 2e-16 * std::abs(two[k].second)) return false;
    double low = row_lower_[gone] / ratio, high = row_upper_[gone] / ratio;
    if (ratio < 0) std::swap(low, high);
    ReductionRecord entry{.kind = Reduction::duplicate_row, .row = gone, .other_row = kept, .value = ratio};
    const double room = slip * (1 + std::max(finite(low) ? std::abs(low) : 0, finite(high) ? std::abs(high) : 0));
    if (low > row_upper_[kept] + room || high < row_lower_[kept] - room) {
      suspect();
      return true;
    }
    if (low > row_lower_[kept]) row_lower_[kept] = std::min(low, row_upper_[kept]), entry.lower_moved = true;
    if (high < row_upper_[kept]) row_upper_[kept] = std::max(high, row_lower_[kept]), entry.upper_moved = true;
    record(std::move(entry));
    drop_row(gone);
    return true;
  }

  void assemble() {
    LinearProgram& out = result_.problem.linear;
    std::vector<int> row_to(at(m_), -1), column_to(at(n_), -1);
    for (int i = 0; i < m_; ++i)
      if (row_alive_[at(i)]) row_to[at(i)] = static_cast<int>(result_.rows.size()), result_.rows.push_back(i);
    for (int j = 0; j < n_; ++j)
      if (column_alive_[at(j)]) column_to[at(j)] = static_cast<int>(result_.columns.size()), result_.columns.push_back(j);
    std::vector<Eigen::Triplet<double, int>> entries;
    for (const int j : result_.columns)
      for (const auto& [i, a] : column_[at(j)])
        if (row_alive_[at(i)]) entries.emplace_back(row_to[at(i)], column_to[at(j)], a);
    const auto n = static_cast<Index>(result_.columns.size()), m = static_cast<Index>(result_.rows.size());
    out.a.resize(m, n);
    out.a.setFromTriplets(entries.begin(), entries.end());
    out.c = cost_(result_.columns);
    out.lower = lower_(result_.columns);
    out.upper = upper_(result_.columns);
    out.row_lower = row_lower_(result_.rows);
    out.row_upper = row_upper_(result_.rows);
    out.offset = offset_;
    if (given_.q.nonZeros() == 0) return;
    entries.clear();
    for (Index j = 0; j < given_.q.outerSize(); ++j)
      for (Sparse::InnerIterator it(given_.q, j); it; ++it)
        if (it.row() >= j) entries.emplace_back(column_to[static_cast<std::size_t>(it.row())], column_to[static_cast<std::size_t>(j)], it.value());
    result_.problem.q.resize(n, n);
    result_.problem.q.setFromTriplets(entries.begin(), entries.end());
  }

  const QuadraticProgram& given_;
  const PresolveOptions& options_;
  const LinearProgram& p_;
  int n_, m_;
  VectorXd lower_, upper_, row_lower_, row_upper_, cost_;
  double offset_ = 0, noise_ = 0;  // `noise_`: what substitutions may leave of a cost that is 0.
  std::vector<std::vector<Entry>> row_, column_;
  std::vector<bool> row_alive_, column_alive_, locked_;
  std::vector<int> row_size_, column_size_;
  bool changed_ = false;
  Presolved result_;
};

}  // namespace

Presolved presolve(const QuadraticProgram& problem, const PresolveOptions& options) { return Reducer(problem, options).run(); }

}  // namespace liandong::optimise
