#include "model/optimise/basis_factor.hpp"

#include <algorithm>
#include <cmath>

#include "model/optimise/markowitz.hpp"

namespace liandong::optimise {

namespace {
std::size_t at(int i) { return static_cast<std::size_t>(i); }
constexpr double smallest_singleton = 1e-9;
}  // namespace

void BasisFactor::Factor::transpose(int m) {
  row_start.assign(at(m) + 1, 0);
  for (const int i : index) ++row_start[at(i) + 1];
  for (std::size_t i = 0; i < at(m); ++i) row_start[i + 1] += row_start[i];
  row_index.resize(index.size());
  row_value.resize(value.size());
  std::vector<int> fill(row_start.begin(), row_start.end() - 1);
  for (int k = 0; k < m; ++k)
    for (int e = start[at(k)]; e < start[at(k) + 1]; ++e) {
      const int to = fill[at(index[at(e)])]++;
      row_index[at(to)] = k;
      row_value[at(to)] = value[at(e)];
    }
  filled.clear();
  row_filled.clear();
  for (int k = 0; k < m; ++k) {
    if (start[at(k)] < start[at(k) + 1]) filled.push_back(k);
    if (row_start[at(k)] < row_start[at(k) + 1]) row_filled.push_back(k);
  }
}

std::vector<std::pair<int, int>> BasisFactor::factorise(const SparseColumns& columns, int n, int m, const std::vector<int>& head, double threshold) {
  m_ = m;
  etas_ = {};
  work_.assign(at(m), 0.0);
  row_of_.clear();
  place_of_.clear();
  diagonal_.clear();

  // The basis by places and, as a pattern, by rows.
  std::vector<int> start(at(m) + 1, 0), index;
  std::vector<double> value;
  for (int p = 0; p < m; ++p) {
    const int j = head[at(p)];
    if (j >= n) {
      index.push_back(j - n);
      value.push_back(-1);
    } else {
      for (int e = columns.start[at(j)]; e < columns.start[at(j) + 1]; ++e) {
        index.push_back(columns.index[at(e)]);
        value.push_back(columns.value[at(e)]);
      }
    }
    start[at(p) + 1] = static_cast<int>(index.size());
  }
  std::vector<int> row_start(at(m) + 1, 0), by_row(index.size());
  for (const int i : index) ++row_start[at(i) + 1];
  for (std::size_t i = 0; i < at(m); ++i) row_start[i + 1] += row_start[i];
  {
    std::vector<int> fill(row_start.begin(), row_start.end() - 1);
    for (int p = 0; p < m; ++p)
      for (int e = start[at(p)]; e < start[at(p) + 1]; ++e) by_row[at(fill[at(index[at(e)])]++)] = p;
  }

  std::vector<int> row_step(at(m), -1), place_step(at(m), -1), row_count(at(m)), place_count(at(m));
  for (int i = 0; i < m; ++i) {
    row_count[at(i)] = row_start[at(i) + 1] - row_start[at(i)];
    place_count[at(i)] = start[at(i) + 1] - start[at(i)];
  }
  // L by step over rows for now; the entries of U are those of each column in rows eliminated before it.
  std::vector<int> lower_row;
  lower_ = {};
  lower_.start.push_back(0);
  const auto pivot = [&](int row, int place, double size) {
    row_step[at(row)] = place_step[at(place)] = static_cast<int>(row_of_.size());
    row_of_.push_back(row);
    place_of_.push_back(place);
    diagonal_.push_back(size);
  };

  // (4) Singletons of columns, then of rows, need no arithmetic on the rest.
  std::vector<int> queue;
  for (int p = 0; p < m; ++p)
    if (place_count[at(p)] == 1) queue.push_back(p);
  for (std::size_t next = 0; next < queue.size(); ++next) {
    const int p = queue[next];
    if (place_count[at(p)] != 1) continue;
    int entry = start[at(p)];
    while (row_step[at(index[at(entry)])] >= 0) ++entry;
    if (std::abs(value[at(entry)]) < smallest_singleton) continue;
    const int row = index[at(entry)];
    pivot(row, p, value[at(entry)]);
    lower_.start.push_back(static_cast<int>(lower_row.size()));
    place_count[at(p)] = 0;
    for (int e = row_start[at(row)]; e < row_start[at(row) + 1]; ++e)
      if (const int other = by_row[at(e)]; place_step[at(other)] < 0 && --place_count[at(other)] == 1) queue.push_back(other);
  }
  for (int i = 0; i < m; ++i) {
    if (row_step[at(i)] >= 0) continue;
    row_count[at(i)] = 0;
    for (int e = row_start[at(i)]; e < row_start[at(i) + 1]; ++e) row_count[at(i)] += place_step[at(by_row[at(e)])] < 0;
  }
  queue.clear();
  for (int i = 0; i < m; ++i)
    if (row_step[at(i)] < 0 && row_count[at(i)] == 1) queue.push_back(i);
  for (std::size_t next = 0; next < queue.size(); ++next) {
    const int row = queue[next];
    if (row_count[at(row)] != 1) continue;
    int p = -1;
    for (int e = row_start[at(row)]; e < row_start[at(row) + 1] && p < 0; ++e)
      if (place_step[at(by_row[at(e)])] < 0) p = by_row[at(e)];
    double size = 0, largest = 0;
    for (int e = start[at(p)]; e < start[at(p) + 1]; ++e) {
      if (index[at(e)] == row) size = value[at(e)];
      if (row_step[at(index[at(e)])] < 0) largest = std::max(largest, std::abs(value[at(e)]));
    }
    if (std::abs(size) < smallest_singleton || std::abs(size) < 1e-3 * threshold * largest) continue;
    row_count[at(row)] = 0;
    pivot(row, p, size);
    for (int e = start[at(p)]; e < start[at(p) + 1]; ++e) {
      const int other = index[at(e)];
      if (row_step[at(other)] >= 0) continue;
      lower_row.push_back(other);
      lower_.value.push_back(value[at(e)] / size);
      if (--row_count[at(other)] == 1) queue.push_back(other);
    }
    lower_.start.push_back(static_cast<int>(lower_row.size()));
  }

  // The kernel.
  std::vector<int> kernel_rows, kernel_places, kernel_row(at(m), -1);
  for (int i = 0; i < m; ++i) {
    if (row_step[at(i)] < 0) {
      kernel_row[at(i)] = static_cast<int>(kernel_rows.size());
      kernel_rows.push_back(i);
    }
  }
  for (int p = 0; p < m; ++p)
    if (place_step[at(p)] < 0) kernel_places.push_back(p);
  const int kernel_first = static_cast<int>(row_of_.size());
  Markowitz kernel(static_cast<int>(kernel_rows.size()), threshold);
  for (std::size_t c = 0; c < kernel_places.size(); ++c) {
    const int p = kernel_places[c];
    for (int e = start[at(p)]; e < start[at(p) + 1]; ++e)
      if (const int r = kernel_row[at(index[at(e)])]; r >= 0 && value[at(e)] != 0) kernel.add(r, static_cast<int>(c), value[at(e)]);
  }
  kernel.eliminate();
  for (std::size_t k = 0; k < kernel.steps.size(); ++k) {
    const auto& step = kernel.steps[k];
    pivot(kernel_rows[at(step.row)], kernel_places[at(step.column)], step.pivot);
    for (const auto& entry : kernel.lower[k]) {
      lower_row.push_back(kernel_rows[at(entry.index)]);
      lower_.value.push_back(entry.value);
    }
    lower_.start.push_back(static_cast<int>(lower_row.size()));
  }

  // Dependent columns give way to logicals of the rows left; those columns of the kernel vanish from U.
  std::vector<std::pair<int, int>> replaced;
  std::vector<char> is_replaced(at(m), 0);
  std::size_t next_row = 0;
  for (int p = 0; p < m; ++p) {
    if (place_step[at(p)] >= 0) continue;
    while (row_step[at(kernel_rows[next_row])] >= 0) ++next_row;
    const int row = kernel_rows[next_row];
    pivot(row, p, -1);
    lower_.start.push_back(static_cast<int>(lower_row.size()));
    replaced.emplace_back(p, row);
    is_replaced[at(p)] = 1;
  }

  lower_.index.resize(lower_row.size());
  for (std::size_t e = 0; e < lower_row.size(); ++e) lower_.index[e] = row_step[at(lower_row[e])];
  // A logical of a row left over is untouched by L, as nothing was eliminated with that row as pivot.

  // U by columns of steps: kernel rows of kernel columns as eliminated, everything else as given.
  std::vector<std::vector<std::pair<int, double>>> kernel_columns(kernel_places.size());
  for (std::size_t k = 0; k < kernel.steps.size(); ++k)
    for (const auto& entry : kernel.upper[k]) kernel_columns[at(entry.index)].emplace_back(kernel_first + static_cast<int>(k), entry.value);
  std::vector<int> kernel_column(at(m), -1);
  for (std::size_t c = 0; c < kernel_places.size(); ++c) kernel_column[at(kernel_places[c])] = static_cast<int>(c);
  upper_ = {};
  upper_.start.push_back(0);
  for (int k = 0; k < m; ++k) {
    const int p = place_of_[at(k)];
    if (!is_replaced[at(p)]) {
      for (int e = start[at(p)]; e < start[at(p) + 1]; ++e)
        if (const int step = row_step[at(index[at(e)])]; step < k && step < kernel_first) {
          upper_.index.push_back(step);
          upper_.value.push_back(value[at(e)]);
        }
      if (const int c = kernel_column[at(p)]; c >= 0)
        for (const auto& [step, size] : kernel_columns[at(c)]) {
          upper_.index.push_back(step);
          upper_.value.push_back(size);
        }
    }
    upper_.start.push_back(static_cast<int>(upper_.index.size()));
  }
  lower_.transpose(m);
  upper_.transpose(m);
  return replaced;
}

void BasisFactor::ftran(std::vector<double>& vector) const {
  std::vector<double>& x = work_;
  for (int k = 0; k < m_; ++k) x[at(k)] = vector[at(row_of_[at(k)])];
  for (const int k : lower_.filled) {
    const double t = x[at(k)];
    if (t == 0) continue;
    for (int e = lower_.start[at(k)]; e < lower_.start[at(k) + 1]; ++e) x[at(lower_.index[at(e)])] -= lower_.value[at(e)] * t;
  }
  for (int k = m_ - 1; k >= 0; --k) {
    if (x[at(k)] == 0) {
      vector[at(place_of_[at(k)])] = 0;
      continue;
    }
    const double t = x[at(k)] / diagonal_[at(k)];
    vector[at(place_of_[at(k)])] = std::abs(t) < 1e-20 ? 0.0 : t;
    for (int e = upper_.start[at(k)]; e < upper_.start[at(k) + 1]; ++e) x[at(upper_.index[at(e)])] -= upper_.value[at(e)] * t;
  }
  for (std::size_t u = 0; u < etas_.place.size(); ++u) {
    double& pivot = vector[at(etas_.place[u])];
    if (pivot == 0) continue;
    pivot /= etas_.pivot[u];
    const double t = pivot;
    for (int e = etas_.start[u]; e < etas_.start[u + 1]; ++e) vector[at(etas_.index[at(e)])] -= etas_.value[at(e)] * t;
  }
}

void BasisFactor::btran(std::vector<double>& vector) const {
  for (std::size_t u = etas_.place.size(); u-- > 0;) {
    double sum = vector[at(etas_.place[u])];
    for (int e = etas_.start[u]; e < etas_.start[u + 1]; ++e) sum -= etas_.value[at(e)] * vector[at(etas_.index[at(e)])];
    vector[at(etas_.place[u])] = sum / etas_.pivot[u];
  }
  std::vector<double>& y = work_;
  for (int k = 0; k < m_; ++k) y[at(k)] = vector[at(place_of_[at(k)])];
  for (int k = 0; k < m_; ++k) {
    if (y[at(k)] == 0) continue;
    const double t = y[at(k)] /= diagonal_[at(k)];
    for (int e = upper_.row_start[at(k)]; e < upper_.row_start[at(k) + 1]; ++e) y[at(upper_.row_index[at(e)])] -= upper_.row_value[at(e)] * t;
  }
  for (std::size_t f = lower_.row_filled.size(); f-- > 0;) {
    const int k = lower_.row_filled[f];
    const double t = y[at(k)];
    if (t == 0) continue;
    for (int e = lower_.row_start[at(k)]; e < lower_.row_start[at(k) + 1]; ++e) y[at(lower_.row_index[at(e)])] -= lower_.row_value[at(e)] * t;
  }
  for (int k = 0; k < m_; ++k) vector[at(row_of_[at(k)])] = std::abs(y[at(k)]) < 1e-20 ? 0.0 : y[at(k)];
}

void BasisFactor::update(int place, const std::vector<double>& alpha) {
  for (int i = 0; i < m_; ++i)
    if (i != place && std::abs(alpha[at(i)]) > 1e-16) {
      etas_.index.push_back(i);
      etas_.value.push_back(alpha[at(i)]);
    }
  etas_.place.push_back(place);
  etas_.pivot.push_back(alpha[at(place)]);
  etas_.start.push_back(static_cast<int>(etas_.index.size()));
}

}  // namespace liandong::optimise
