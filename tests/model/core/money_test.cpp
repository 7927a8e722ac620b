#include "model/core/money.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "model/core/wide.hpp"

namespace liandong {
namespace {

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();

Money fen(std::int64_t value) { return Money::from_fen(value); }

TEST(Money, ReadsWanExactly) {
  EXPECT_EQ(Money::parse_wan("1234.56"), fen(1'234'560'000));
  EXPECT_EQ(Money::parse_wan("-3"), fen(-3'000'000));
  EXPECT_EQ(Money::parse_wan("1,234.5"), fen(1'234'500'000));
  EXPECT_EQ(Money::parse_wan("0.000001"), fen(1));
  EXPECT_EQ(Money::parse_wan("0.0000010"), fen(1));
  EXPECT_EQ(Money::parse_wan("0.0000001"), std::nullopt);
  EXPECT_EQ(Money::parse_wan(""), std::nullopt);
  EXPECT_EQ(Money::parse_wan("12万"), std::nullopt);
  EXPECT_EQ(Money::parse_wan("9223372036854.775807"), fen(largest));
  EXPECT_EQ(Money::parse_wan("9223372036854.775808"), std::nullopt);
}

TEST(Money, WritesSixDecimals) {
  EXPECT_EQ(fen(1'234'560'000).wan_text(), "1234.560000");
  EXPECT_EQ(fen(-1).wan_text(), "-0.000001");
  EXPECT_EQ(Money{}.wan_text(), "0.000000");
}

TEST(Money, TextComesBack) {
  std::mt19937_64 random(2);
  for (int i = 0; i < 20'000; ++i) {
    const Money money = fen(static_cast<std::int64_t>(random()) >> (random() % 64));
    EXPECT_EQ(Money::parse_wan(money.wan_text()), money);
  }
}

TEST(Money, ThrowsBeyondItsRange) {
  EXPECT_EQ(fen(largest - 1) + fen(1), fen(largest));
  EXPECT_THROW((void)(fen(largest) + fen(1)), MoneyOverflow);
  EXPECT_EQ(fen(smallest + 1) - fen(1), fen(smallest));
  EXPECT_THROW((void)(fen(smallest) - fen(1)), MoneyOverflow);
  EXPECT_THROW((void)-fen(smallest), MoneyOverflow);
  EXPECT_EQ(fen(largest / 3) * 3, fen(largest / 3 * 3));
  EXPECT_THROW((void)(fen(largest / 3 + 1) * 3), MoneyOverflow);
  EXPECT_THROW((void)Money::muldiv(fen(largest), 2, 1), MoneyOverflow);
  EXPECT_EQ(Money::muldiv(fen(largest), largest, largest), fen(largest)) << "through 128 bits";
  EXPECT_THROW((void)Money::nearest_wan(1e14), MoneyOverflow);
  EXPECT_THROW((void)Money::nearest_wan(std::nan("")), MoneyOverflow);
  EXPECT_THROW((void)Money::floor_wan(-std::numeric_limits<double>::infinity()), MoneyOverflow);
}

TEST(Money, RoundsHalfToEven) {
  EXPECT_EQ(Money::muldiv(fen(5), 1, 2), fen(2));
  EXPECT_EQ(Money::muldiv(fen(7), 1, 2), fen(4));
  EXPECT_EQ(Money::muldiv(fen(-5), 1, 2), fen(-2));
  EXPECT_EQ(Money::muldiv(fen(-7), 1, 2), fen(-4));
  EXPECT_EQ(Money::muldiv(fen(5), 1, 3), fen(2));
  EXPECT_EQ(Money::muldiv(fen(-4), 1, 3), fen(-1));
  EXPECT_EQ(Money::muldiv(fen(5), -1, 2), fen(-2));
}

TEST(Money, FloorsTowardsMinusInfinity) {
  EXPECT_EQ(Money::muldiv_floor(fen(5), 1, 3), fen(1));
  EXPECT_EQ(Money::muldiv_floor(fen(-5), 1, 3), fen(-2));
  EXPECT_EQ(Money::muldiv_floor(fen(-6), 1, 3), fen(-2));
}

// The remainder tells the truth without any division: n = q d + r with |r| <= d/2, and q even on a tie.
TEST(Money, MuldivIsTheNearestFen) {
  std::mt19937_64 random(3);
  for (int i = 0; i < 20'000; ++i) {
    const auto amount = static_cast<std::int64_t>(random()) >> (8 + random() % 50);
    const auto numerator = static_cast<std::int64_t>(random() % 2'000'000'000);
    const auto denominator = static_cast<std::int64_t>(1 + random() % (i % 2 ? 6 : 4'000'000'000));
    Int128 quotient = 0;
    try {
      quotient = Money::muldiv(fen(amount), numerator, denominator).fen();
    } catch (const MoneyOverflow&) {
      continue;
    }
    const Int128 rest = static_cast<Int128>(amount) * numerator - quotient * denominator;
    EXPECT_LE(2 * rest, denominator);
    EXPECT_GE(2 * rest, -static_cast<Int128>(denominator));
    const bool tie = 2 * rest == denominator || 2 * rest == -static_cast<Int128>(denominator);
    EXPECT_TRUE(!tie || quotient % 2 == 0);
  }
}

TEST(Money, ComesBackFromDoubles) {
  EXPECT_EQ(Money::nearest_wan(0.0000005), fen(0)) << "the double lies just below half a fen";
  EXPECT_EQ(Money::nearest_wan(std::ldexp(1.0, -7)), fen(7812)) << "1/128 万元 is 7812.5 fen: a true tie";
  EXPECT_EQ(Money::nearest_wan(std::ldexp(3.0, -7)), fen(23438)) << "23437.5 fen";
  EXPECT_EQ(Money::floor_wan(std::ldexp(3.0, -7)), fen(23437));
  EXPECT_EQ(Money::floor_wan(-std::ldexp(3.0, -7)), fen(-23438));
  EXPECT_EQ(Money::floor_wan(0.3), fen(299'999)) << "0.3 as a double is a little less";
  EXPECT_EQ(Money::floor_wan(1e-300), fen(0));
  EXPECT_EQ(Money::floor_wan(-1e-300), fen(-1));
  EXPECT_EQ(Money::nearest_wan(-1e-300), fen(0));
  EXPECT_EQ(Money::nearest_wan(0.0), fen(0));
  EXPECT_EQ(Money::nearest_wan(9e12), fen(9'000'000'000'000'000'000));
  std::mt19937_64 random(4);
  for (int i = 0; i < 20'000; ++i) {
    const Money money = fen(static_cast<std::int64_t>(random() % 4'000'000'000'000'000) - 2'000'000'000'000'000);
    EXPECT_EQ(Money::nearest_wan(money.wan()), money);
  }
}

TEST(Wide, NearestFenTiesToEvenAndGuardsItsRange) {
  EXPECT_EQ(nearest_fen(2.5L), fen(2));
  EXPECT_EQ(nearest_fen(3.5L), fen(4));
  EXPECT_EQ(nearest_fen(-2.5L), fen(-2));
  EXPECT_THROW((void)nearest_fen(9.3e18L), MoneyOverflow);
  EXPECT_EQ(whole_fen(largest), fen(largest));
  EXPECT_THROW((void)whole_fen(static_cast<Int128>(largest) + 1), MoneyOverflow);
}

}  // namespace
}  // namespace liandong
