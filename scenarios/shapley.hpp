#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/core/money.hpp"

namespace liandong {

// What each of some players adds to a value that they make together (docs/maths/bridge.md). A coalition is a set of players as a mask: bit
// i is player i.

using Coalition = std::uint32_t;
constexpr int most_players = 20;

/// The players one after another, each order followed by its reverse: drawn from (seed, number of the pair), the same on every machine.
[[nodiscard]] std::vector<std::vector<int>> antithetic_orders(int players, int pairs, std::uint64_t seed);

/// Coalitions along an order, from nobody to everybody.
[[nodiscard]] std::vector<Coalition> coalitions_along(std::span<const int> order);

/// Shapley's shares (1) of a value that is known for every coalition: `values[mask]`, 2^players of them. They add up to the value of all
/// less that of none to the fen, and change sign to the fen if every value does.
[[nodiscard]] std::vector<Money> exact_shares(int players, std::span<const Money> values);

struct SampledShares {
  std::vector<Money> shares;  ///< Add up like the exact ones.
  std::vector<double> error;  ///< 万元: standard error of each (3); infinite for a single pair.
};

/// The mean of what each player adds along `orders` (2), which come in pairs as `antithetic_orders()` gives them. `values[mask]` is looked
/// at for the coalitions along them only.
[[nodiscard]] SampledShares sampled_shares(int players, std::span<const std::vector<int>> orders, std::span<const Money> values);

/// (1) with the values between `low` and `high` (万元): what each share lies between.
struct ShareRange {
  double low = 0, high = 0;
};
[[nodiscard]] std::vector<ShareRange> exact_ranges(int players, std::span<const double> low, std::span<const double> high);

}  // namespace liandong
