#include <cmath>

#include "model/optimise/simplex.hpp"

namespace liandong::optimise {

namespace {

constexpr double smallest_pivot = 1e-7;
constexpr double absolute_pivot = 1e-9;

/// One run of the primal method from a primal feasible basis. Numbers in brackets: docs/maths/simplex.md.
struct PrimalRun {
  Simplex& s;
  std::vector<double> column, rho;
  PricedRow row;
  std::vector<double> devex;
  std::vector<char> avoided;
  bool any_avoided = false;
  int steps = 0, degenerate = 0, troubles = 0;

  explicit PrimalRun(Simplex& simplex) : s(simplex), column(s.m), rho(s.m), devex(s.size(), 1.0), avoided(s.size(), 0) { row.values.assign(s.size(), 0.0); }

  /// (11) Devex.
  [[nodiscard]] int entering() const {
    int best = -1;
    double best_gain = 0;
    for (int j = 0; j < s.size(); ++j) {
      if (s.basic(j) || avoided[j]) continue;
      const double infeasibility = s.dual_infeasibility(j);
      if (infeasibility <= s.dual_tolerance) continue;
      const double gain = infeasibility * infeasibility / devex[j];
      if (gain > best_gain) {
        best_gain = gain;
        best = j;
      }
    }
    return best;
  }

  int leaving(double direction, double& step) const;
  void perturb();
  void accept_infeasibilities();
  void renew() {
    refactor(s);
    accept_infeasibilities();
  }
  [[nodiscard]] bool proves_unbounded(int in, double direction) const;
  Run run();
};

// (12) Harris's two passes: the longest step within the tolerance, then the largest pivot that blocks before it. -1 = nothing blocks.
int PrimalRun::leaving(double direction, double& step) const {
  double longest = infinity;
  for (int p = 0; p < s.m; ++p) {
    const double rate = direction * column[p];  // x falls at this rate.
    if (std::abs(rate) < absolute_pivot) continue;
    const int j = s.head[p];
    const double room = rate > 0 ? s.x[j] - s.work_lower[j] : s.work_upper[j] - s.x[j];
    if (room == infinity) continue;
    longest = std::min(longest, (std::max(room, 0.0) + s.primal_tolerance) / std::abs(rate));
  }
  if (longest == infinity) {
    step = infinity;
    return -1;
  }
  int best = -1;
  double best_size = 0;
  for (int p = 0; p < s.m; ++p) {
    const double rate = direction * column[p];
    const double size = std::abs(rate);
    if (size < absolute_pivot || size <= best_size) continue;
    const int j = s.head[p];
    const double room = rate > 0 ? s.x[j] - s.work_lower[j] : s.work_upper[j] - s.x[j];
    if (room / size > longest) continue;
    best = p;
    best_size = size;
    step = std::max(room / size, 0.0);
  }
  return best;
}

// Against stalling: the bounds near which basic variables stand are moved outwards a little; `finish` takes them back.
void PrimalRun::perturb() {
  s.bounds_moved = true;
  for (int p = 0; p < s.m; ++p) {
    const int j = s.head[p];
    const double size = 1e3 * s.primal_tolerance * (1 + s.random());
    if (s.work_lower[j] == s.work_upper[j]) continue;
    if (s.x[j] - s.work_lower[j] < size) s.work_lower[j] -= size * (1 + std::abs(s.work_lower[j]) * 1e-2);
    if (s.work_upper[j] - s.x[j] < size) s.work_upper[j] += size * (1 + std::abs(s.work_upper[j]) * 1e-2);
  }
}

// Rounding may push a value out of its bounds; the bound follows, so that the method stays in its phase.
void PrimalRun::accept_infeasibilities() {
  for (int p = 0; p < s.m; ++p) {
    const int j = s.head[p];
    if (s.primal_infeasibility(j) <= s.primal_tolerance) continue;
    s.bounds_moved = true;
    s.work_lower[j] = std::min(s.work_lower[j], s.x[j]);
    s.work_upper[j] = std::max(s.work_upper[j], s.x[j]);
  }
}

// The direction runs for ever within the bounds and earns: a ray.
bool PrimalRun::proves_unbounded(int in, double direction) const {
  double slope = direction * s.cost[in], size = 1;
  if (!(direction > 0 ? s.upper[in] == infinity : s.lower[in] == -infinity)) return false;
  for (int p = 0; p < s.m; ++p) {
    const int j = s.head[p];
    const double rate = -direction * column[p];
    slope += rate * s.cost[j];
    size = std::max(size, std::abs(rate));
    if (std::abs(rate) >= absolute_pivot && std::isfinite(rate > 0 ? s.upper[j] : s.lower[j])) return false;
  }
  return slope < -1e-9 * size;
}

Run PrimalRun::run() {
  accept_infeasibilities();
  while (true) {
    if ((steps & 15) == 0) {
      if (s.stop.stop_requested()) return Run::cancelled;
      if (s.out_of_time()) return Run::limit;
    }
    if (s.iterations >= s.iteration_limit) return Run::limit;
    if (s.factor.updates() >= 100 || s.factor.eta_entries() > 3 * (s.factor.factor_entries() + static_cast<std::size_t>(s.m))) renew();
    const int in = entering();
    if (in < 0) {
      if (s.factor.updates() > 0) {
        renew();
        if (entering() >= 0) continue;
      }
      return any_avoided ? Run::trouble : Run::done;
    }
    const double direction = s.d[in] < 0 ? 1 : -1;
    std::fill(column.begin(), column.end(), 0.0);
    add_column(s, in, 1, column);
    s.factor.ftran(column);

    double true_d = s.work_cost[in];
    for (int p = 0; p < s.m; ++p)
      if (column[p] != 0) true_d -= s.work_cost[s.head[p]] * column[p];
    if (true_d * s.d[in] <= 0 || std::abs(true_d - s.d[in]) > 1e-6 * (1 + std::abs(true_d))) {
      s.d[in] = true_d;
      ++troubles;
      if (s.factor.updates() > 0) renew();
      if (troubles > 200) return Run::trouble;
      continue;
    }

    double step = infinity;
    const int place = leaving(direction, step);
    const double range = s.work_upper[in] - s.work_lower[in];
    if (place < 0 && range == infinity) {
      if (s.factor.updates() > 0) {
        renew();
        continue;
      }
      if (proves_unbounded(in, direction)) {
        s.certificate.assign(s.size(), 0.0);
        s.certificate[in] = direction;
        for (int p = 0; p < s.m; ++p) s.certificate[s.head[p]] = -direction * column[p];
        return Run::unbounded;
      }
      if (s.costs_moved || s.bounds_moved) return Run::done;  // The true problem decides.
      avoided[in] = 1;
      any_avoided = true;
      continue;
    }
    ++s.iterations;
    ++steps;
    if (place < 0 || range <= step) {  // To the opposite bound.
      for (int p = 0; p < s.m; ++p)
        if (column[p] != 0) s.x[s.head[p]] -= direction * range * column[p];
      s.status[in] = direction > 0 ? BasisStatus::at_upper : BasisStatus::at_lower;
      s.settle(in);
      continue;
    }

    const int out = s.head[place];
    const double pivot = column[place];
    std::fill(rho.begin(), rho.end(), 0.0);
    rho[place] = 1;
    s.factor.btran(rho);
    row.clear();
    price(s, rho, row);
    const double disagreement = std::abs(pivot - row.values[in]);
    if (disagreement > 1e-7 * (1 + std::abs(pivot)) || std::abs(pivot) < smallest_pivot) {
      ++troubles;
      if (s.factor.updates() > 0) {
        renew();
        continue;
      }
      if (disagreement > 1e-3 * std::abs(pivot) || std::abs(pivot) < absolute_pivot) {
        avoided[in] = 1;
        any_avoided = true;
        if (troubles > 50) return Run::trouble;
        continue;
      }
    }

    degenerate += step < 1e-12;
    const BasisStatus to = direction * pivot > 0 ? BasisStatus::at_lower : BasisStatus::at_upper;
    for (int p = 0; p < s.m; ++p)
      if (column[p] != 0) s.x[s.head[p]] -= direction * step * column[p];
    s.x[in] += direction * step;

    const double dual_step = s.d[in] / pivot;
    const double reference = devex[in];
    double largest = 1;
    for (const int j : row.entries) {
      const double r = row.values[j] / pivot;
      s.d[j] -= dual_step * row.values[j];
      devex[j] = std::max(devex[j], r * r * reference);
      largest = std::max(largest, devex[j]);
    }
    s.d[in] = 0;
    s.d[out] = -dual_step;
    devex[out] = std::max(reference / (pivot * pivot), 1.0);
    if (largest > 1e9) std::fill(devex.begin(), devex.end(), 1.0);

    exchange(s, place, in, to, column);
    s.weight[place] = 1;
    if (any_avoided) std::fill(avoided.begin(), avoided.end(), 0);
    any_avoided = false;
    if (degenerate > 50 + s.m / 20) {
      perturb();
      degenerate = -steps;
    }
  }
}

}  // namespace

Run run_primal(Simplex& s) { return PrimalRun(s).run(); }

}  // namespace liandong::optimise
