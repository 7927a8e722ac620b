#include "model/core/rate.hpp"

#include <gtest/gtest.h>

#include <random>

namespace liandong {
namespace {

TEST(Rate, ReadsDecimalsAndPercent) {
  EXPECT_EQ(Rate::parse("0.0768"), Rate::from_billionths(76'800'000));
  EXPECT_EQ(Rate::parse("7.68%"), Rate::from_billionths(76'800'000));
  EXPECT_EQ(Rate::parse("1"), Rate::one());
  EXPECT_EQ(Rate::parse("100%"), Rate::one());
  EXPECT_EQ(Rate::parse("-0.5"), Rate::percent(-50));
  EXPECT_EQ(Rate::parse("0.000000001"), Rate::from_billionths(1));
  EXPECT_EQ(Rate::parse("0.0000001%"), Rate::from_billionths(1));
}

TEST(Rate, RefusesMoreThanItHolds) {
  for (const char* text : {"", "%", "0.0000000001", "0.00000001%", "7.68 %", "7.68%%", "1,000", ".5", "1/3", "10000000000"})
    EXPECT_EQ(Rate::parse(text), std::nullopt) << text;
}

TEST(Rate, WritesTheShortestDecimal) {
  EXPECT_EQ(Rate::from_billionths(76'800'000).text(), "0.0768");
  EXPECT_EQ(Rate::one().text(), "1");
  EXPECT_EQ(Rate{}.text(), "0");
  EXPECT_EQ(Rate::percent(-50).text(), "-0.5");
  std::mt19937_64 random(5);
  for (int i = 0; i < 20'000; ++i) {
    const Rate rate = Rate::from_billionths(static_cast<std::int64_t>(random()) >> (random() % 64));
    EXPECT_EQ(Rate::parse(rate.text()), rate);
  }
}

TEST(Rate, TakesItsPartOfMoney) {
  EXPECT_EQ(Rate::percent(50).of(Money::from_fen(5)), Money::from_fen(2));
  EXPECT_EQ(Rate::percent(50).of(Money::from_fen(7)), Money::from_fen(4));
  EXPECT_EQ(Rate::percent(50).floor_of(Money::from_fen(7)), Money::from_fen(3));
  EXPECT_EQ(Rate::percent(50).floor_of(Money::from_fen(-7)), Money::from_fen(-4));
}

}  // namespace
}  // namespace liandong
