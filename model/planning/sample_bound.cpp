#include "model/planning/sample_bound.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <utility>

#include "model/planning/parallel.hpp"

namespace liandong {
namespace {

using Vector = std::vector<double>;

/// The multipliers of what may not fall below 0: ν_t = κ_t - ρ κ_t+1 of a balance, and α of a ceiling. (8)
Vector slopes_of(const MoneyRows& rows, const RowPrices& prices) {
  Vector nu = prices;
  for (int k = 0; k < rows.sources(); ++k)
    for (int t = 0; t + 1 < rows.periods; ++t) {
      const auto row = static_cast<std::size_t>(rows.cash(SourceId{k}, t));
      nu[row] = std::max(0.0, prices[row] - rows.carry[static_cast<std::size_t>(k)] * prices[row + 1]);
    }
  return nu;
}

RowPrices prices_of(const MoneyRows& rows, Vector nu) {
  for (int k = 0; k < rows.sources(); ++k)
    for (int t = rows.periods - 2; t >= 0; --t) {
      const auto row = static_cast<std::size_t>(rows.cash(SourceId{k}, t));
      nu[row] += rows.carry[static_cast<std::size_t>(k)] * nu[row + 1];
    }
  return nu;
}

/// By how much each balance would fall below 0 and each ceiling be broken if `draws` were made: the supergradient for ν and α.
Vector overdrafts(const MoneyRows& rows, Vector draws) {
  for (std::size_t r = 0; r < draws.size(); ++r) draws[r] -= rows.limit[r];
  for (int k = 0; k < rows.sources(); ++k)
    for (int t = 1; t < rows.periods; ++t) {
      const auto row = static_cast<std::size_t>(rows.cash(SourceId{k}, t));
      draws[row] += rows.carry[static_cast<std::size_t>(k)] * draws[row - 1];
    }
  return draws;
}

double product(const std::vector<Vector>& a, const std::vector<Vector>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum = std::inner_product(a[i].begin(), a[i].end(), b[i].begin(), sum);
  return sum;
}

/// Level sets of the mean of closed sets are closed: by node the date by which a share `level` of the schedules has it complete. (9)
Schedule at_level(const std::vector<Schedule>& schedules, double level) {
  Schedule result(schedules.front().size());
  const auto place = static_cast<std::size_t>(std::ceil(level * static_cast<double>(schedules.size()) - 1e-9)) - 1;
  for (std::size_t v = 0; v < result.size(); ++v) {
    std::vector<int> dates;
    for (const Schedule& schedule : schedules) dates.push_back(schedule[v].value_or(std::numeric_limits<int>::max()));
    std::nth_element(dates.begin(), dates.begin() + static_cast<std::ptrdiff_t>(place), dates.end());
    if (dates[place] != std::numeric_limits<int>::max()) result[v] = dates[place];
  }
  return result;
}

}  // namespace

SampleBound raise_bound(const OutturnSample& sample, const OutturnGraph& graph, std::vector<RowPrices> start,
                        std::vector<std::uint8_t> tail, double upper, const SampleBoundOptions& options) {
  const std::size_t count = sample.size();
  SampleBound best{.value = -std::numeric_limits<double>::infinity(), .prices = start, .tail = tail, .schedules = {}};
  std::set<Schedule> seen;
  std::vector<Schedule> trail;
  std::vector<Vector> nu(count), direction;
  const auto rows = [&](std::size_t i) -> const MoneyRows& { return sample.model(i, tail[i] != 0).rows(); };
  for (std::size_t i = 0; i < count; ++i) {
    repair(rows(i), start[i]);
    nu[i] = slopes_of(rows(i), start[i]);
  }
  std::vector<Vector> best_nu = nu;
  double pace = options.pace;
  int idle = 0;
  for (int step = 0; step < options.steps && !options.stop.stop_requested(); ++step) {
    std::vector<RowPrices> prices(count);
    for (std::size_t i = 0; i < count; ++i) prices[i] = prices_of(rows(i), nu[i]);
    const OutturnGraph::Cheapest cheapest = graph.solve(sample.costs(prices, tail, options.threads), options.threads);
    const bool fresh = seen.insert(cheapest.planned).second;
    trail.push_back(cheapest.planned);
    best.steps = step + 1;
    if (cheapest.value > best.value) {
      idle = cheapest.value > best.value + 1e-5 * std::abs(best.value) ? 0 : idle + 1;
      best.value = cheapest.value;
      best.prices = prices;
      best_nu = nu;
      if (fresh) best.schedules.insert(best.schedules.begin(), cheapest.planned);
    } else {
      ++idle;
      if (fresh) best.schedules.push_back(cheapest.planned);
    }
    const double distance = upper - cheapest.value;
    if (upper - best.value <= options.near * std::abs(upper)) break;
    constexpr int patience = 6;
    constexpr double slowest = 0.002;
    if (idle >= patience) {
      idle = 0;
      pace /= 2;
      if (pace < slowest) break;
      nu = best_nu;
      direction.clear();
      continue;
    }
    std::vector<Vector> gradient(count);
    for_each_index(static_cast<int>(count), options.threads, [&](int n) {
      const auto i = static_cast<std::size_t>(n);
      gradient[i] = overdrafts(rows(i), cheapest_draws(sample.model(i, tail[i] != 0), prices[i], cheapest.by_outturn[i]));
      for (double& g : gradient[i]) g /= static_cast<double>(count);
      for (std::size_t r = 0; r < gradient[i].size(); ++r)
        if (nu[i][r] <= 0 && gradient[i][r] < 0) gradient[i][r] = 0;  // It could only fall below 0.
    });
    // Deflection by Camerini, Fratta and Maffioli: no zigzag.
    if (!direction.empty()) {
      const double back = product(gradient, direction), length = product(direction, direction);
      if (back < 0 && length > 0)
        for (std::size_t i = 0; i < count; ++i)
          for (std::size_t r = 0; r < gradient[i].size(); ++r) gradient[i][r] -= 1.5 * back / length * direction[i][r];
    }
    direction = std::move(gradient);
    const double length = product(direction, direction);
    if (!(length > 0)) break;
    const double stride = pace * distance / length;
    for (std::size_t i = 0; i < count; ++i)
      for (std::size_t r = 0; r < nu[i].size(); ++r) nu[i][r] = std::max(0.0, nu[i][r] + stride * direction[i][r]);
  }
  trail.erase(trail.begin(), trail.begin() + static_cast<std::ptrdiff_t>(trail.size() / 2));
  std::vector<Schedule> mixed;
  if (!trail.empty())
    for (const double level : {0.5, 0.3, 0.7, 0.1, 0.9})
      if (Schedule schedule = at_level(trail, level); seen.insert(schedule).second) mixed.push_back(std::move(schedule));
  best.schedules.insert(best.schedules.begin(), mixed.begin(), mixed.end());
  return best;
}

}  // namespace liandong
