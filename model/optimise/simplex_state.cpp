#include <cmath>

#include "model/optimise/double_double.hpp"
#include "model/optimise/simplex.hpp"

namespace liandong::optimise {

double Simplex::dual_infeasibility(int j) const {
  if (work_lower[j] == work_upper[j]) return 0;
  switch (status[j]) {
    case BasisStatus::at_lower: return -d[j];
    case BasisStatus::at_upper: return d[j];
    case BasisStatus::free_nonbasic: return std::abs(d[j]);
    default: return 0;
  }
}

void Simplex::settle(int j) {
  const double low = work_lower[j], high = work_upper[j];
  if (low == high) {
    status[j] = BasisStatus::fixed;
    x[j] = low;
  } else if (low == -infinity && high == infinity) {
    status[j] = BasisStatus::free_nonbasic;
  } else if (low == -infinity || (high != infinity && (status[j] == BasisStatus::at_upper || (status[j] != BasisStatus::at_lower && x[j] - low > high - x[j])))) {
    status[j] = BasisStatus::at_upper;
    x[j] = high;
  } else {
    status[j] = BasisStatus::at_lower;
    x[j] = low;
  }
}

double Simplex::random() {
  // splitmix64 (Steele, Lea and Flood 2014).
  std::uint64_t z = random_state += 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return static_cast<double>((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

bool Simplex::out_of_time() const {
  return time_limit > 0 && std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() > time_limit;
}

namespace {

void transpose(const SparseColumns& from, int from_columns, int to_columns, SparseColumns& to) {
  to.start.assign(static_cast<std::size_t>(to_columns) + 1, 0);
  for (const int i : from.index) ++to.start[i + 1];
  for (int i = 0; i < to_columns; ++i) to.start[i + 1] += to.start[i];
  to.index.resize(from.index.size());
  to.value.resize(from.value.size());
  std::vector<int> fill(to.start.begin(), to.start.end() - 1);
  for (int j = 0; j < from_columns; ++j)
    for (int e = from.start[j]; e < from.start[j + 1]; ++e) {
      const int at = fill[from.index[e]]++;
      to.index[at] = j;
      to.value[at] = from.value[e];
    }
}

// docs/maths/simplex.md (2): geometric scaling by powers of two, left out where the entries already lie within two decades.
void equilibrate(Simplex& s, std::vector<double>& row_scale, std::vector<double>& column_scale) {
  row_scale.assign(s.m, 1.0);
  column_scale.assign(s.n, 1.0);
  double least = infinity, most = 0;
  for (const double v : s.columns.value) {
    least = std::min(least, std::abs(v));
    most = std::max(most, std::abs(v));
  }
  if (most <= 0 || (least >= 0.1 && most <= 10)) return;
  for (int pass = 0; pass < 4; ++pass) {
    std::vector<double> low(s.m, infinity), high(s.m, 0.0);
    for (int j = 0; j < s.n; ++j)
      for (int e = s.columns.start[j]; e < s.columns.start[j + 1]; ++e) {
        const double v = std::abs(s.columns.value[e]) * column_scale[j];
        low[s.columns.index[e]] = std::min(low[s.columns.index[e]], v);
        high[s.columns.index[e]] = std::max(high[s.columns.index[e]], v);
      }
    for (int i = 0; i < s.m; ++i)
      if (high[i] > 0) row_scale[i] = 1 / std::sqrt(low[i] * high[i]);
    for (int j = 0; j < s.n; ++j) {
      double least_of = infinity, most_of = 0;
      for (int e = s.columns.start[j]; e < s.columns.start[j + 1]; ++e) {
        const double v = std::abs(s.columns.value[e]) * row_scale[s.columns.index[e]];
        least_of = std::min(least_of, v);
        most_of = std::max(most_of, v);
      }
      if (most_of > 0) column_scale[j] = 1 / std::sqrt(least_of * most_of);
    }
  }
  const auto power = [](double v) { return std::exp2(std::round(std::log2(v))); };
  for (double& v : row_scale) v = power(v);
  for (double& v : column_scale) v = power(v);
}

}  // namespace

Simplex make_simplex(const LinearProgram& problem, const SolveOptions& options) {
  Simplex s;
  s.m = static_cast<int>(problem.rows());
  s.n = static_cast<int>(problem.columns());
  for (Eigen::Index j = 0; j < problem.columns(); ++j) {
    for (Eigen::SparseMatrix<double>::InnerIterator it(problem.a, j); it; ++it)
      if (it.value() != 0) {
        s.columns.index.push_back(static_cast<int>(it.row()));
        s.columns.value.push_back(it.value());
      }
    s.columns.start.push_back(static_cast<int>(s.columns.index.size()));
  }
  std::vector<double> row_scale;
  equilibrate(s, row_scale, s.scale);
  for (int j = 0; j < s.n; ++j)
    for (int e = s.columns.start[j]; e < s.columns.start[j + 1]; ++e) s.columns.value[e] *= row_scale[s.columns.index[e]] * s.scale[j];
  transpose(s.columns, s.n, s.m, s.rows);
  for (const double r : row_scale) s.scale.push_back(1 / r);

  set_data(s, problem, options);
  s.x.assign(s.size(), 0.0);
  s.d.assign(s.size(), 0.0);
  s.place.assign(s.size(), -1);
  s.status.assign(s.size(), BasisStatus::at_lower);
  s.weight.assign(s.m, 1.0);
  return s;
}

void set_data(Simplex& s, const LinearProgram& problem, const SolveOptions& options) {
  double largest_cost = 0, largest_bound = 0;
  s.cost.assign(s.size(), 0.0);
  for (int j = 0; j < s.n; ++j) {
    s.cost[j] = problem.c[j] * s.scale[j];
    largest_cost = std::max(largest_cost, std::abs(s.cost[j]));
  }
  s.cost_unit = 1;
  if (largest_cost > 0) s.cost_unit = std::exp2(std::round(std::log2(100 / largest_cost)));
  for (double& c : s.cost) c *= s.cost_unit;
  s.lower.clear();
  s.upper.clear();
  for (int j = 0; j < s.size(); ++j) {
    const double low = j < s.n ? problem.lower[j] : problem.row_lower[j - s.n];
    const double high = j < s.n ? problem.upper[j] : problem.row_upper[j - s.n];
    s.lower.push_back(low / s.scale[j]);
    s.upper.push_back(high / s.scale[j]);
    for (const double v : {s.lower.back(), s.upper.back()})
      if (std::isfinite(v)) largest_bound = std::max(largest_bound, std::abs(v));
  }
  s.primal_tolerance = std::min(1e-7, options.tolerance * std::sqrt(1 + largest_bound));
  s.dual_tolerance = 10 * options.tolerance;
  s.work_lower = s.lower;
  s.work_upper = s.upper;
  s.work_cost = s.cost;
  s.random_state = Simplex{}.random_state;
  s.iterations = 0;
  s.iteration_limit = static_cast<std::int64_t>(options.max_iterations) * std::max(100, s.m);
  s.time_limit = options.time_limit;
  s.start = std::chrono::steady_clock::now();
  s.stop = options.stop;
}

void set_basis(Simplex& s, const Basis& basis) {
  s.fresh = false;
  s.head.clear();
  std::fill(s.place.begin(), s.place.end(), -1);
  const auto wanted = [&](int j) {
    const std::vector<BasisStatus>& list = j < s.n ? basis.columns : basis.rows;
    const int at = j < s.n ? j : j - s.n;
    return at < static_cast<int>(list.size()) ? list[at] : j < s.n ? BasisStatus::at_lower : BasisStatus::basic;
  };
  for (int j = 0; j < s.size(); ++j) {
    s.status[j] = wanted(j);
    if (s.status[j] == BasisStatus::basic && static_cast<int>(s.head.size()) < s.m) {
      s.place[j] = static_cast<int>(s.head.size());
      s.head.push_back(j);
      continue;
    }
    s.x[j] = 0;
    s.settle(j);
  }
  // Too few basic variables: logicals fill up, and factorising finds a place for each.
  for (int j = s.n; j < s.size() && static_cast<int>(s.head.size()) < s.m; ++j)
    if (s.place[j] < 0) {
      s.place[j] = static_cast<int>(s.head.size());
      s.head.push_back(j);
      s.status[j] = BasisStatus::basic;
    }
  std::fill(s.weight.begin(), s.weight.end(), 1.0);
}

void set_slack_basis(Simplex& s) { set_basis(s, {}); }

Basis get_basis(const Simplex& s) {
  return {.columns = {s.status.begin(), s.status.begin() + s.n}, .rows = {s.status.begin() + s.n, s.status.end()}};
}

void add_column(const Simplex& s, int j, double times, std::vector<double>& by_row) {
  if (j >= s.n) {
    by_row[j - s.n] -= times;
    return;
  }
  for (int e = s.columns.start[j]; e < s.columns.start[j + 1]; ++e) by_row[s.columns.index[e]] += times * s.columns.value[e];
}

void compute_primal(Simplex& s) {
  // (3) B x_B = -N x_N, the residual of the second round in extended precision.
  std::vector<DoubleDouble> residual(s.m);
  std::vector<double> right(s.m);
  for (int round = 0; round < 2; ++round) {
    std::fill(residual.begin(), residual.end(), DoubleDouble{});
    for (int j = 0; j < s.size(); ++j) {
      if ((round == 0 && s.basic(j)) || s.x[j] == 0) continue;
      if (j >= s.n) {
        residual[j - s.n].add(s.x[j]);
        continue;
      }
      for (int e = s.columns.start[j]; e < s.columns.start[j + 1]; ++e) residual[s.columns.index[e]].add_product(-s.columns.value[e], s.x[j]);
    }
    for (int i = 0; i < s.m; ++i) right[i] = residual[i].value();
    s.factor.ftran(right);
    for (int p = 0; p < s.m; ++p) s.x[s.head[p]] = round == 0 ? right[p] : s.x[s.head[p]] + right[p];
  }
}

void compute_dual(Simplex& s) {
  std::vector<double> y(s.m), correction(s.m);
  for (int p = 0; p < s.m; ++p) y[p] = s.work_cost[s.head[p]];
  s.factor.btran(y);
  const auto reduced = [&](int j) {
    DoubleDouble sum;
    sum.add(s.work_cost[j]);
    if (j >= s.n)
      sum.add(y[j - s.n]);
    else
      for (int e = s.columns.start[j]; e < s.columns.start[j + 1]; ++e) sum.add_product(-s.columns.value[e], y[s.columns.index[e]]);
    return sum.value();
  };
  for (int p = 0; p < s.m; ++p) correction[p] = reduced(s.head[p]);
  s.factor.btran(correction);
  for (int i = 0; i < s.m; ++i) y[i] += correction[i];
  for (int j = 0; j < s.size(); ++j) s.d[j] = s.basic(j) ? 0.0 : reduced(j);
}

void refactor(Simplex& s) {
  for (const auto& [place, row] : s.factor.factorise(s.columns, s.n, s.m, s.head, s.threshold)) {
    const int out = s.head[place], in = s.n + row;
    s.head[place] = in;
    s.place[out] = -1;
    s.place[in] = place;
    s.status[in] = BasisStatus::basic;
    s.weight[place] = 1;
    s.status[out] = BasisStatus::basic;  // So that `settle` looks at the value alone.
    s.settle(out);
  }
  s.fresh = true;
  compute_primal(s);
  compute_dual(s);
}

void PricedRow::clear() {
  for (const int j : entries) values[j] = 0;
  entries.clear();
}

void price(const Simplex& s, const std::vector<double>& rho, PricedRow& row) {
  constexpr double negligible = 1e-14;
  int filled = 0;
  for (const double v : rho) filled += v != 0;
  if (10 * filled > 3 * s.m) {
    for (int j = 0; j < s.n; ++j) {
      if (s.basic(j)) continue;
      double sum = 0;
      for (int e = s.columns.start[j]; e < s.columns.start[j + 1]; ++e) sum += s.columns.value[e] * rho[s.columns.index[e]];
      if (std::abs(sum) < negligible) continue;
      row.values[j] = sum;
      row.entries.push_back(j);
    }
  } else {
    for (int i = 0; i < s.m; ++i) {
      if (rho[i] == 0) continue;
      for (int e = s.rows.start[i]; e < s.rows.start[i + 1]; ++e) {
        const int j = s.rows.index[e];
        if (row.values[j] == 0) row.entries.push_back(j);
        row.values[j] += s.rows.value[e] * rho[i];
        if (row.values[j] == 0) row.values[j] = 1e-300;  // Stays listed once.
      }
    }
    std::size_t kept = 0;
    for (const int j : row.entries) {
      if (s.basic(j) || std::abs(row.values[j]) < negligible)
        row.values[j] = 0;
      else
        row.entries[kept++] = j;
    }
    row.entries.resize(kept);
  }
  for (int i = 0; i < s.m; ++i)
    if (!s.basic(s.n + i) && std::abs(rho[i]) >= negligible) {
      row.values[s.n + i] = -rho[i];
      row.entries.push_back(s.n + i);
    }
}

void exchange(Simplex& s, int place, int entering, BasisStatus leaving, const std::vector<double>& alpha) {
  const int out = s.head[place];
  s.factor.update(place, alpha);
  s.fresh = false;
  s.head[place] = entering;
  s.place[entering] = place;
  s.place[out] = -1;
  s.status[entering] = BasisStatus::basic;
  s.status[out] = leaving;
  s.settle(out);
}

}  // namespace liandong::optimise
