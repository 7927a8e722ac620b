#include "model/campaign/spending_profile.hpp"

#include <gtest/gtest.h>

#include <numeric>

using namespace liandong;

namespace {

std::vector<Money> fen(std::initializer_list<std::int64_t> amounts) {
  std::vector<Money> list;
  for (const std::int64_t amount : amounts) list.push_back(Money::from_fen(amount));
  return list;
}

}  // namespace

TEST(SpendingProfile, KeepsItsShapeToTheFen) {
  EXPECT_EQ(in_proportion(Money::from_fen(100), fen({1, 1, 1})), fen({33, 33, 34}));
  EXPECT_EQ(in_proportion(Money::from_fen(10), fen({0, 0})), fen({5, 5})) << "nothing has no shape";
  EXPECT_EQ(in_proportion(Money{}, fen({3, 4})), fen({0, 0}));
}

TEST(SpendingProfile, StretchesByHand) {
  // 2|3|3|2 over five periods instead of four: after u / 5 of the time what was spent after 4 u / 5 periods: 1.6, 3.8, 6.2, 8.4, 10.
  EXPECT_EQ(stretched(fen({2000, 3000, 3000, 2000}), 5), fen({1600, 2200, 2400, 2200, 1600}));
  EXPECT_EQ(stretched(fen({2000, 3000, 3000, 2000}), 2), fen({5000, 5000}));
  EXPECT_EQ(stretched(fen({10}), 3), fen({3, 3, 4}));
  EXPECT_EQ(stretched(fen({1, 2, 3}), 1), fen({6}));
  EXPECT_EQ(stretched(fen({1, 2, 3}), 3), fen({1, 2, 3}));
}

TEST(SpendingProfile, StretchingThereAndBackByAWholeFactorChangesNothing) {
  const std::vector<Money> profile = fen({700, 1100, 10, 0, 403});
  for (int factor = 1; factor <= 7; ++factor) {
    const std::vector<Money> longer = stretched(profile, 5 * factor);
    EXPECT_EQ(std::accumulate(longer.begin(), longer.end(), Money{}), Money::from_fen(2213));
    EXPECT_EQ(stretched(longer, 5), profile) << factor;
  }
}
