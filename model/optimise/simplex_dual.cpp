#include <cmath>

#include "model/optimise/simplex.hpp"

namespace liandong::optimise {

namespace {

constexpr double smallest_pivot = 1e-7;   // Below it, only directly after factorising.
constexpr double absolute_pivot = 1e-9;

struct Candidate {
  int variable;
  double alpha;  ///< Positive: how fast the reduced cost falls towards zero.
  double ratio;
};

/// One run of the dual method. Numbers in brackets: docs/maths/simplex.md.
struct DualRun {
  Simplex& s;
  std::vector<double> rho, column, tau, flips;
  PricedRow row;
  std::vector<Candidate> candidates;
  std::vector<int> flipped;
  std::vector<char> avoided;  ///< Places whose row gave no usable pivot.
  bool any_avoided = false;
  int troubles = 0, degenerate = 0, steps = 0;

  explicit DualRun(Simplex& simplex) : s(simplex), rho(s.m), column(s.m), tau(s.m), flips(s.m), avoided(s.m, 0) { row.values.assign(s.size(), 0.0); }

  /// (7) The largest infeasibility squared over its steepest-edge weight.
  [[nodiscard]] int leaving_place() const {
    int best = -1;
    double best_gain = 0;
    for (int p = 0; p < s.m; ++p) {
      const double infeasibility = s.primal_infeasibility(s.head[p]);
      if (infeasibility <= s.primal_tolerance || avoided[p]) continue;
      const double gain = infeasibility * infeasibility / s.weight[p];
      if (gain > best_gain) {
        best_gain = gain;
        best = p;
      }
    }
    return best;
  }

  int entering(double sign, double slope);
  void perturb(double size);
  void clear_avoided() {
    if (any_avoided) std::fill(avoided.begin(), avoided.end(), 0);
    any_avoided = false;
  }
  /// The row proves that no point satisfies all bounds: (9).
  [[nodiscard]] bool proves_infeasible(int out, bool below) const;
  Run run(bool perturb_first);
};

// (8) Bound flipping ratio test with Harris's tolerance: breakpoints are passed in groups while the dual objective still rises.
int DualRun::entering(double sign, double slope) {
  candidates.clear();
  flipped.clear();
  for (const int j : row.entries) {
    const double alpha = sign * row.values[j];
    const double size = std::abs(alpha);
    if (size < absolute_pivot || s.work_lower[j] == s.work_upper[j]) continue;
    switch (s.status[j]) {
      case BasisStatus::at_lower:
        if (alpha > 0) candidates.push_back({j, size, std::max(0.0, s.d[j]) / size});
        break;
      case BasisStatus::at_upper:
        if (alpha < 0) candidates.push_back({j, size, std::max(0.0, -s.d[j]) / size});
        break;
      case BasisStatus::free_nonbasic: candidates.push_back({j, size, 0.0}); break;
      default: break;
    }
  }
  if (candidates.empty()) return -1;

  struct Group {
    std::size_t begin, end;
    double largest;
  };
  std::vector<Group> groups;
  std::size_t done = 0;
  double overall = 0;
  while (done < candidates.size() && slope >= 0) {
    double limit = infinity;
    for (std::size_t k = done; k < candidates.size(); ++k) limit = std::min(limit, candidates[k].ratio + s.dual_tolerance / candidates[k].alpha);
    Group group{done, done, 0};
    for (std::size_t k = done; k < candidates.size(); ++k)
      if (candidates[k].ratio <= limit) {
        std::swap(candidates[k], candidates[group.end]);
        const Candidate& c = candidates[group.end++];
        slope -= c.alpha * (s.work_upper[c.variable] - s.work_lower[c.variable]);
        group.largest = std::max(group.largest, c.alpha);
      }
    done = group.end;
    overall = std::max(overall, group.largest);
    groups.push_back(group);
  }
  // The last group gives the longest step; an earlier one may be steadier.
  std::size_t chosen = groups.size();
  while (chosen > 0 && groups[chosen - 1].largest < std::min(1.0, 0.1 * overall)) --chosen;
  if (chosen == 0) return -1;
  const Group& group = groups[chosen - 1];
  std::size_t best = group.begin;
  for (std::size_t k = group.begin; k < group.end; ++k)
    if (candidates[k].alpha > candidates[best].alpha || (candidates[k].alpha == candidates[best].alpha && candidates[k].variable < candidates[best].variable)) best = k;
  for (std::size_t k = 0; k < group.begin; ++k) flipped.push_back(candidates[k].variable);
  return candidates[best].variable;
}

void DualRun::perturb(double size) {
  s.costs_moved = true;
  for (int j = 0; j < s.size(); ++j) {
    const double move = (std::abs(s.cost[j]) + 1) * size * (1 + s.random());
    if (s.basic(j) || s.work_lower[j] == s.work_upper[j]) continue;
    if (s.status[j] == BasisStatus::at_lower) {
      s.work_cost[j] += move;
      s.d[j] += move;
    } else if (s.status[j] == BasisStatus::at_upper) {
      s.work_cost[j] -= move;
      s.d[j] -= move;
    }
  }
}

bool DualRun::proves_infeasible(int out, bool below) const {
  const double sign = below ? 1 : -1;
  double value = below ? s.lower[out] : -s.upper[out], size = std::abs(value);
  for (const int j : row.entries) {
    const double w = sign * row.values[j];
    const double side = w > 0 ? s.lower[j] : s.upper[j];
    if (!std::isfinite(side)) {
      if (std::abs(w) > absolute_pivot) return false;
      continue;
    }
    value += w * side;
    size = std::max(size, std::abs(w * side));
  }
  return value > s.primal_tolerance && value > 1e-12 * size;
}

Run DualRun::run(bool perturb_first) {
  if (perturb_first) perturb(1e-6);
  while (true) {
    if ((steps & 15) == 0) {
      if (s.stop.stop_requested()) return Run::cancelled;
      if (s.out_of_time()) return Run::limit;
    }
    if (s.iterations >= s.iteration_limit) return Run::limit;
    if (s.factor.updates() >= 100 || s.factor.eta_entries() > 3 * (s.factor.factor_entries() + static_cast<std::size_t>(s.m))) {
      refactor(s);
      make_dual_feasible(s);
    }
    const int place = leaving_place();
    if (place < 0) {
      if (s.factor.updates() > 0) {
        refactor(s);
        make_dual_feasible(s);
        if (leaving_place() >= 0) continue;
      }
      return any_avoided ? Run::trouble : Run::done;
    }
    const int out = s.head[place];
    const bool below = s.x[out] < s.work_lower[out];
    const double infeasibility = s.primal_infeasibility(out);

    std::fill(rho.begin(), rho.end(), 0.0);
    rho[place] = 1;
    s.factor.btran(rho);
    double true_weight = 0;
    for (const double v : rho) true_weight += v * v;
    const double kept_weight = s.weight[place];
    s.weight[place] = true_weight;
    if (kept_weight < 0.25 * true_weight && leaving_place() != place) continue;  // Chosen by a weight that was out of date.

    row.clear();
    price(s, rho, row);
    const double sign = below ? -1 : 1;
    const int in = entering(sign, infeasibility);
    if (in < 0) {
      if (s.factor.updates() > 0) {
        refactor(s);
        make_dual_feasible(s);
        continue;
      }
      if (proves_infeasible(out, below)) {
        s.certificate.assign(s.m, 0.0);
        for (int i = 0; i < s.m; ++i) s.certificate[i] = sign * rho[i];
        return Run::infeasible;
      }
      avoided[place] = 1;
      any_avoided = true;
      continue;
    }

    std::fill(column.begin(), column.end(), 0.0);
    add_column(s, in, 1, column);
    s.factor.ftran(column);
    const double pivot = row.values[in];
    if (std::abs(column[place] - pivot) > 1e-7 * (1 + std::abs(pivot)) || std::abs(pivot) < smallest_pivot) {
      ++troubles;
      if (s.factor.updates() > 0) {
        refactor(s);
        make_dual_feasible(s);
        continue;
      }
      if (std::abs(column[place] - pivot) > 1e-3 * std::abs(pivot) || std::abs(pivot) < absolute_pivot) {
        avoided[place] = 1;
        any_avoided = true;
        if (troubles > 50) return Run::trouble;
        continue;
      }
    }

    // Dual step. A reduced cost on the wrong side of zero is shifted there first, so that the step never goes backwards.
    if (s.dual_infeasibility(in) > 0) {
      s.work_cost[in] -= s.d[in];
      s.d[in] = 0;
      s.costs_moved = true;
    }
    const double step = s.d[in] / pivot;
    degenerate += std::abs(step) < 1e-12;
    for (const int j : flipped) {
      const double from = s.x[j];
      s.status[j] = s.status[j] == BasisStatus::at_lower ? BasisStatus::at_upper : BasisStatus::at_lower;
      s.settle(j);
      add_column(s, j, s.x[j] - from, flips);
    }
    if (step != 0)
      for (const int j : row.entries) s.d[j] -= step * row.values[j];
    for (const int j : row.entries)
      if (j != in && s.dual_infeasibility(j) > s.dual_tolerance) {
        s.work_cost[j] -= s.d[j];
        s.d[j] = 0;
        s.costs_moved = true;
      }
    s.d[in] = 0;
    s.d[out] = -step;

    // Primal step.
    if (!flipped.empty()) {
      s.factor.ftran(flips);
      for (int p = 0; p < s.m; ++p) s.x[s.head[p]] -= flips[p];
      std::fill(flips.begin(), flips.end(), 0.0);
    }
    const double target = below ? s.work_lower[out] : s.work_upper[out];
    const double move = (s.x[out] - target) / column[place];
    for (int p = 0; p < s.m; ++p)
      if (column[p] != 0) s.x[s.head[p]] -= move * column[p];
    s.x[in] += move;

    // (10) Steepest-edge weights (Forrest and Goldfarb 1992).
    tau = rho;
    s.factor.ftran(tau);
    for (int p = 0; p < s.m; ++p) {
      if (p == place || column[p] == 0) continue;
      const double r = column[p] / column[place];
      s.weight[p] = std::max(s.weight[p] + r * (r * true_weight - 2 * tau[p]), 1e-4 + r * r);
    }
    s.weight[place] = std::max(true_weight / (column[place] * column[place]), 1e-4);

    exchange(s, place, in, below ? BasisStatus::at_lower : BasisStatus::at_upper, column);
    clear_avoided();
    ++s.iterations;
    ++steps;
    if (degenerate > 100 + s.m / 10) {
      perturb(1e-5);
      degenerate = -steps;  // Rarer and rarer.
    }
  }
}

}  // namespace

int make_dual_feasible(Simplex& s) {
  int shifted = 0;
  bool flipped = false;
  for (int j = 0; j < s.size(); ++j) {
    if (s.basic(j) || s.dual_infeasibility(j) <= s.dual_tolerance) continue;
    if (s.status[j] != BasisStatus::free_nonbasic && std::isfinite(s.work_lower[j]) && std::isfinite(s.work_upper[j])) {
      s.status[j] = s.status[j] == BasisStatus::at_lower ? BasisStatus::at_upper : BasisStatus::at_lower;
      s.settle(j);
      flipped = true;
    } else {
      s.work_cost[j] -= s.d[j];
      s.d[j] = 0;
      s.costs_moved = true;
      ++shifted;
    }
  }
  if (flipped) compute_primal(s);
  return shifted;
}

Run run_dual(Simplex& s, bool perturb) { return DualRun(s).run(perturb); }

}  // namespace liandong::optimise
