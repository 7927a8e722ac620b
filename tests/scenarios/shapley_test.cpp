#include "scenarios/shapley.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "scenarios/random_stream.hpp"

namespace liandong {
namespace {

Money fen(std::int64_t amount) { return Money::from_fen(amount); }
Money sum(const std::vector<Money>& amounts) { return std::accumulate(amounts.begin(), amounts.end(), Money{}); }

std::vector<Money> random_values(int players, std::uint64_t stream) {
  RandomStream random(7, stream);
  std::vector<Money> values;
  for (std::size_t i = 0; i < std::size_t{1} << players; ++i) values.push_back(fen(random.between(-1'000'000'000'000, 1'000'000'000'000)));
  return values;
}

// One right glove and two left ones: a pair is worth 6. The right glove earns 4, the others 1 each (Shapley and Shubik's market).
TEST(Shapley, GlovesByHand) {
  std::vector<Money> values(8);
  for (const std::size_t pair : {0b011U, 0b101U, 0b111U}) values[pair] = fen(6);
  EXPECT_EQ(exact_shares(3, values), (std::vector<Money>{fen(4), fen(1), fen(1)}));
}

// A pair worth 7 among three equal players: the fen that cannot be divided goes to the first of equals.
TEST(Shapley, WhatCannotBeDividedIsNotLost) {
  std::vector<Money> values(8, fen(7));
  values[0] = fen(0);
  EXPECT_EQ(exact_shares(3, values), (std::vector<Money>{fen(3), fen(2), fen(2)}));
}

TEST(Shapley, SharesAddUpAndTurnRoundToTheFen) {
  for (int players = 1; players <= 8; ++players)
    for (std::uint64_t stream = 0; stream < 20; ++stream) {
      const std::vector<Money> values = random_values(players, stream);
      std::vector<Money> back;  // The same game played from the other end.
      for (std::size_t i = 0; i < values.size(); ++i) back.push_back(values[values.size() - 1 - i]);
      const std::vector<Money> shares = exact_shares(players, values);
      std::vector<Money> turned = exact_shares(players, back);
      EXPECT_EQ(sum(shares), values.back() - values.front());
      for (Money& amount : turned) amount = -amount;
      EXPECT_EQ(shares, turned);
    }
}

// Over all orders of four players the mean of what is added is the definition of the share.
TEST(Shapley, MeanOverEveryOrderIsTheShare) {
  const std::vector<Money> values = random_values(4, 3);
  std::vector<int> order{0, 1, 2, 3};
  std::vector<std::vector<int>> orders;
  do orders.push_back(order);
  while (std::next_permutation(order.begin(), order.end()));
  EXPECT_EQ(sampled_shares(4, orders, values).shares, exact_shares(4, values));
}

TEST(Shapley, SampledSharesLieWithinTheirErrors) {
  constexpr int players = 6;
  int outside = 0, all = 0;
  for (std::uint64_t stream = 0; stream < 30; ++stream) {
    const std::vector<Money> values = random_values(players, 100 + stream);
    const std::vector<Money> exact = exact_shares(players, values);
    const SampledShares sampled = sampled_shares(players, antithetic_orders(players, 200, stream), values);
    EXPECT_EQ(sum(sampled.shares), values.back() - values.front());
    for (std::size_t i = 0; i < exact.size(); ++i, ++all)
      if (std::abs((sampled.shares[i] - exact[i]).wan()) > 3 * sampled.error[i]) ++outside;
  }
  EXPECT_LE(outside, all / 50);  // Of 180, about 0.5 by the normal law.
}

TEST(Shapley, OrdersComeInPairsAndDependOnTheSeedAlone) {
  const auto orders = antithetic_orders(9, 5, 42);
  ASSERT_EQ(orders.size(), 10U);
  EXPECT_EQ(orders, antithetic_orders(9, 5, 42));
  EXPECT_NE(orders, antithetic_orders(9, 5, 43));
  for (std::size_t i = 0; i < orders.size(); i += 2) EXPECT_TRUE(std::equal(orders[i].begin(), orders[i].end(), orders[i + 1].rbegin()));
}

TEST(Shapley, RangesHoldTheShares) {
  const std::vector<double> low{0, 10, 20, 35}, high{1, 12, 20, 40};  // Players a and b.
  const std::vector<ShareRange> ranges = exact_ranges(2, low, high);
  EXPECT_DOUBLE_EQ(ranges[0].low, 0.5 * (10 - 1) + 0.5 * (35 - 20));
  EXPECT_DOUBLE_EQ(ranges[0].high, 0.5 * (12 - 0) + 0.5 * (40 - 20));
  EXPECT_DOUBLE_EQ(ranges[1].low, 0.5 * (20 - 1) + 0.5 * (35 - 12));
  EXPECT_DOUBLE_EQ(ranges[1].high, 0.5 * (20 - 0) + 0.5 * (40 - 10));
}

}  // namespace
}  // namespace liandong
