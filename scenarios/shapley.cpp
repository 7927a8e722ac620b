#include "scenarios/shapley.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "model/core/wide.hpp"
#include "scenarios/random_stream.hpp"

namespace liandong {
namespace {

std::int64_t factorial(int n) {
  std::int64_t product = 1;
  for (int i = 2; i <= n; ++i) product *= i;
  return product;
}

/// numerator[i] / denominator in whole fen, which add up to `total` = Σ numerator / denominator: rounded towards 0, and the fen left over
/// to the largest remainders.
std::vector<Money> to_the_fen(const std::vector<Int128>& numerator, std::int64_t denominator, Money total) {
  std::vector<Money> shares;
  std::vector<std::int64_t> remainder;
  std::int64_t left = total.fen();
  for (const Int128 n : numerator) {
    const auto whole = static_cast<std::int64_t>(n / denominator);
    shares.push_back(Money::from_fen(whole));
    remainder.push_back(static_cast<std::int64_t>(n % denominator));
    left -= whole;
  }
  std::vector<std::size_t> order(shares.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const std::int64_t sign = left < 0 ? -1 : 1;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return sign * remainder[a] > sign * remainder[b]; });
  for (std::int64_t k = 0; k < sign * left; ++k) shares[order[static_cast<std::size_t>(k)]] += Money::from_fen(sign);
  return shares;
}

/// Of the coalitions without player i, with their weight |S|! (n - |S| - 1)! in (1).
template <class Visit>
void each_without(int players, int i, const Visit& visit) {
  for (Coalition s = 0; s < Coalition{1} << players; ++s) {
    if ((s >> i & 1U) != 0) continue;
    const int size = std::popcount(s);
    visit(s, s | Coalition{1} << i, factorial(size) * factorial(players - size - 1));
  }
}

}  // namespace

std::vector<std::vector<int>> antithetic_orders(int players, int pairs, std::uint64_t seed) {
  std::vector<std::vector<int>> orders;
  for (int pair = 0; pair < pairs; ++pair) {
    RandomStream stream(seed, static_cast<std::uint64_t>(pair));
    std::vector<int> order(static_cast<std::size_t>(players));
    std::iota(order.begin(), order.end(), 0);
    for (std::size_t i = order.size(); i > 1; --i)
      std::swap(order[i - 1], order[static_cast<std::size_t>(stream.between(0, static_cast<std::int64_t>(i) - 1))]);
    orders.push_back(order);
    std::reverse(order.begin(), order.end());
    orders.push_back(std::move(order));
  }
  return orders;
}

std::vector<Coalition> coalitions_along(std::span<const int> order) {
  std::vector<Coalition> along{0};
  for (const int player : order) along.push_back(along.back() | Coalition{1} << player);
  return along;
}

std::vector<Money> exact_shares(int players, std::span<const Money> values) {
  if (values.size() != std::size_t{1} << players) throw std::logic_error("a value is missing for some coalition");
  std::vector<Int128> sum(static_cast<std::size_t>(players), 0);
  for (int i = 0; i < players; ++i)
    each_without(players, i, [&](Coalition without, Coalition with, std::int64_t weight) {
      sum[static_cast<std::size_t>(i)] += Int128{(values[with] - values[without]).fen()} * weight;
    });
  return to_the_fen(sum, factorial(players), values.back() - values.front());  // (1)
}

SampledShares sampled_shares(int players, std::span<const std::vector<int>> orders, std::span<const Money> values) {
  const auto n = static_cast<std::size_t>(players);
  std::vector<Int128> sum(n, 0);
  std::vector<double> squares(n, 0), means(n, 0);
  const std::size_t pairs = orders.size() / 2;
  for (std::size_t pair = 0; pair < pairs; ++pair) {
    std::vector<std::int64_t> added(n, 0);
    for (const std::size_t o : {2 * pair, 2 * pair + 1}) {
      Coalition before = 0;
      for (const int player : orders[o]) {
        const Coalition after = before | Coalition{1} << player;
        added[static_cast<std::size_t>(player)] += (values[after] - values[before]).fen();
        before = after;
      }
    }
    for (std::size_t i = 0; i < n; ++i) {
      sum[i] += added[i];
      const double mean = static_cast<double>(added[i]) / 2 / static_cast<double>(Money::fen_per_wan), was = means[i];
      means[i] += (mean - was) / static_cast<double>(pair + 1);
      squares[i] += (mean - was) * (mean - means[i]);
    }
  }
  SampledShares found;
  const Coalition all = (Coalition{1} << players) - 1;
  found.shares = to_the_fen(sum, static_cast<std::int64_t>(2 * pairs), values[all] - values[0]);  // (2)
  const auto count = static_cast<double>(pairs);
  for (const double s : squares)  // (3)
    found.error.push_back(pairs > 1 ? std::sqrt(s / (count - 1) / count) : std::numeric_limits<double>::infinity());
  return found;
}

std::vector<ShareRange> exact_ranges(int players, std::span<const double> low, std::span<const double> high) {
  std::vector<ShareRange> ranges(static_cast<std::size_t>(players));
  const auto orders = static_cast<double>(factorial(players));
  for (int i = 0; i < players; ++i)
    each_without(players, i, [&](Coalition without, Coalition with, std::int64_t weight) {
      ShareRange& range = ranges[static_cast<std::size_t>(i)];
      range.low += static_cast<double>(weight) / orders * (low[with] - high[without]);
      range.high += static_cast<double>(weight) / orders * (high[with] - low[without]);
    });
  return ranges;
}

}  // namespace liandong
