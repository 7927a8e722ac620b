#include <cmath>

#include "model/optimise/simplex.hpp"

namespace liandong::optimise {

namespace {

/// (15) The basic variables move at the rates B^-1 e_row; the first to meet a bound ends the range.
RhsRange active_range(const Simplex& s, int row) {
  const int logical = s.n + row;
  std::vector<double> rates(s.m, 0.0);
  rates[row] = 1;
  s.factor.ftran(rates);
  double down = infinity, up = infinity;
  for (int p = 0; p < s.m; ++p) {
    const int j = s.head[p];
    const double rate = rates[p];
    if (std::abs(rate) < 1e-11) continue;
    const double below = std::max(s.x[j] - s.lower[j], 0.0) / std::abs(rate), above = std::max(s.upper[j] - s.x[j], 0.0) / std::abs(rate);
    up = std::min(up, rate > 0 ? above : below);
    down = std::min(down, rate > 0 ? below : above);
  }
  const double unit = s.scale[logical], at = s.x[logical];
  RhsRange range{(at - down) * unit, (at + up) * unit};
  if (s.lower[logical] != s.upper[logical]) {  // The sides of a row do not pass each other.
    if (at == s.lower[logical]) range.high = std::min(range.high, s.upper[logical] * unit);
    if (at == s.upper[logical]) range.low = std::max(range.low, s.lower[logical] * unit);
  }
  return range;
}

/// A row with room: its nearer side may move until it touches the activity.
RhsRange idle_range(const Simplex& s, int row) {
  const int logical = s.n + row;
  const double below = s.x[logical] - s.lower[logical], above = s.upper[logical] - s.x[logical], at = s.x[logical] * s.scale[logical];
  if (below == infinity && above == infinity) return {-infinity, infinity};
  return below <= above ? RhsRange{-infinity, at} : RhsRange{at, infinity};
}

}  // namespace

std::vector<RhsRange> rhs_ranges(const LinearProgram& problem, const Solution& solution, const std::vector<int>& rows) {
  if (!solution.basis) return std::vector<RhsRange>(rows.size(), {-infinity, infinity});
  Simplex s = make_simplex(problem, {});
  set_basis(s, *solution.basis);
  refactor(s);
  std::vector<RhsRange> ranges;
  for (const int row : rows) ranges.push_back(s.basic(s.n + row) ? idle_range(s, row) : active_range(s, row));
  return ranges;
}

}  // namespace liandong::optimise
