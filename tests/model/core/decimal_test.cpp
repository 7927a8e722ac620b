#include "model/core/decimal.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace liandong {
namespace {

TEST(Decimal, ReadsWhatIsExact) {
  EXPECT_EQ(parse_decimal("0", 3), 0);
  EXPECT_EQ(parse_decimal("-12.5", 3), -12500);
  EXPECT_EQ(parse_decimal("007.25", 2), 725);
  EXPECT_EQ(parse_decimal("1.2300", 2), 123);
  EXPECT_EQ(parse_decimal("-0", 2), 0);
}

TEST(Decimal, RefusesWhatIsNot) {
  for (const char* text : {"", "-", ".", "1.", ".5", "+1", "1e3", "1.234", " 1", "1 ", "--1", "1.2.3", "1,000", "abc", "1x", "０"})
    EXPECT_EQ(parse_decimal(text, 2), std::nullopt) << text;
}

TEST(Decimal, ReadsOnlyFullGroupsOfThousands) {
  EXPECT_EQ(parse_decimal("1,234", 0, Grouping::thousands), 1234);
  EXPECT_EQ(parse_decimal("12,345,678.9", 1, Grouping::thousands), 123456789);
  EXPECT_EQ(parse_decimal("1234", 0, Grouping::thousands), 1234);
  for (const char* text : {",123", "1,23", "1,2345", "1234,567", "1,,234", "1,234,", "1,234,56", "1.234,5"})
    EXPECT_EQ(parse_decimal(text, 1, Grouping::thousands), std::nullopt) << text;
}

TEST(Decimal, StopsAtSixtyFourBits) {
  EXPECT_EQ(parse_decimal("9223372036854775807", 0), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(parse_decimal("9223372036854775808", 0), std::nullopt);
  EXPECT_EQ(parse_decimal("-9223372036854775808", 0), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(parse_decimal("-9223372036854775809", 0), std::nullopt);
  EXPECT_EQ(parse_decimal("922337203685477580.8", 1), std::nullopt);
}

TEST(Decimal, WritesAtLeastTheDecimalsShown) {
  EXPECT_EQ(decimal_text(76'800'000, 9), "0.0768");
  EXPECT_EQ(decimal_text(-5, 1), "-0.5");
  EXPECT_EQ(decimal_text(3'000'000, 6, 6), "3.000000");
  EXPECT_EQ(decimal_text(3'000'000, 6, 2), "3.00");
  EXPECT_EQ(decimal_text(0, 6), "0");
  EXPECT_EQ(decimal_text(std::numeric_limits<std::int64_t>::min(), 0), "-9223372036854775808");
}

TEST(Decimal, EveryValueComesBackFromItsText) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 20'000; ++i) {
    const auto value = static_cast<std::int64_t>(random()) >> (random() % 64);
    const int decimals = static_cast<int>(random() % 10);
    const int shown = static_cast<int>(random() % static_cast<std::uint64_t>(decimals + 1));
    EXPECT_EQ(parse_decimal(decimal_text(value, decimals, shown), decimals), value);
  }
}

}  // namespace
}  // namespace liandong
