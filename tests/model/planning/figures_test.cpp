#include "model/planning/figures.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace liandong {
namespace {

Money wan_of(const char* text) { return *Money::parse_wan(text); }

TEST(Figures, WriteOneDecimalOfWanAndTwoOfYi) {
  EXPECT_EQ(figure(wan_of("12345.67")), "12,345.7");
  EXPECT_EQ(figure(wan_of("1234567.8")), "1,234,567.8");
  EXPECT_EQ(figure(wan_of("12345.67"), MoneyUnit::yi), "1.23");
  EXPECT_EQ(figure(wan_of("-999.95")), "-1,000.0");
  EXPECT_EQ(figure(Money{}), "0.0");
  EXPECT_EQ(figure(wan_of("0.04")), "0.0");
}

TEST(Figures, YuanShowEveryFen) {
  EXPECT_EQ(figure(wan_of("12345.678912"), MoneyUnit::yuan), "123,456,789.12");
  EXPECT_EQ(figure(12.5, MoneyUnit::yuan), "125,000.00");
  EXPECT_EQ(figures(std::vector<Money>(3, Money::from_fen(1)), MoneyUnit::yuan), (std::vector<std::string>{"0.01", "0.01", "0.01"}));
  EXPECT_EQ(in_unit({"Gap", "缺口"}, MoneyUnit::yuan), (Text{"Gap (元)", "缺口（元）"}));
}

TEST(Figures, TiesGoToEven) {
  EXPECT_EQ(figure(wan_of("0.05")), "0.0");
  EXPECT_EQ(figure(wan_of("0.15")), "0.2");
}

TEST(Figures, PartsAddUpToTheTotalShown) {
  // Thirds of 1.0 would each read 0.3; the first of equals takes what is missing.
  const std::vector<Money> thirds(3, wan_of("0.333333"));
  EXPECT_EQ(figures(thirds), (std::vector<std::string>{"0.4", "0.3", "0.3"}));
  EXPECT_EQ(figure(wan_of("0.999999")), "1.0");
}

TEST(Figures, PartsAddUpForAnyMixtureOfSigns) {
  std::uint64_t state = 7;
  const auto next = [&] { return static_cast<std::int64_t>((state = state * 6364136223846793005ULL + 1442695040888963407ULL) >> 33) % 50'000'000 - 10'000'000; };
  for (int round = 0; round < 200; ++round) {
    std::vector<Money> parts;
    Money sum, shown;
    for (int i = 0; i < 9; ++i) {
      parts.push_back(Money::from_fen(next()));
      sum += parts.back();
    }
    const std::vector<Money> rounded = round_parts(parts);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      shown += rounded[i];
      EXPECT_LT(std::abs((rounded[i] - parts[i]).fen()), 100'000) << "a part moved by a whole digit";
    }
    EXPECT_EQ(figure(shown), figure(sum));
    EXPECT_EQ(shown.fen() % 100'000, 0);
  }
}

TEST(Figures, ShowWhatIsNoNumber) {
  EXPECT_EQ(figure(std::numeric_limits<double>::infinity(), MoneyUnit::wan), "inf");
  EXPECT_EQ(figure(std::numeric_limits<double>::quiet_NaN(), MoneyUnit::wan), "?");
  EXPECT_EQ(percent(0.0327), "3.27 %");
}

}  // namespace
}  // namespace liandong
