#include "scenarios/sampler.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "scenarios/counter_stream.hpp"
#include "scenarios/normal.hpp"
#include "scenarios/sobol.hpp"

namespace liandong {
namespace {

using Words = std::array<std::uint32_t, 4>;

TEST(CounterStream, GivesThePublishedNumbersOfPhilox) {
  EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  constexpr std::uint32_t all = 0xffffffff;
  EXPECT_EQ(philox({all, all, all, all}, {all, all}), (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Normal, QuantileInvertsTheDistribution) {
  EXPECT_DOUBLE_EQ(normal_quantile(0.5), 0);
  EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-14);
  EXPECT_NEAR(normal_quantile(1e-10), -6.361340902404056, 1e-12);
  for (double z = -7; z <= 5; z += 0.25) EXPECT_NEAR(normal_quantile(normal_probability(z)), z, 1e-9 * (1 + std::fabs(z))) << z;
}

TEST(Sobol, GivesThePointsOfJoeAndKuo) {
  const auto directions = sobol_directions();
  ASSERT_EQ(directions.size(), 128U);
  // Points 7 and 5 in binary order, which other programs that count in Gray code have as points 5 and 6.
  const double seventh[] = {0.875, 0.875, 0.125, 0.375, 0.875, 0.625};
  for (std::size_t d = 0; d < 6; ++d) EXPECT_EQ(sobol_point(directions[d], 7) * 0x1p-32, seventh[d]) << d;
  const double fifth[] = {0.875, 0.625, 0.375, 0.625};
  for (std::size_t d = 0; d < 4; ++d) EXPECT_EQ(sobol_point(directions[100 + d], 5) * 0x1p-32, fifth[d]) << d;
}

TEST(Sobol, PutsOnePointIntoEachIntervalInEveryVariable) {
  for (const SobolDirections& directions : sobol_directions()) {
    std::set<std::uint32_t> intervals;
    for (std::uint32_t i = 0; i < 256; ++i) intervals.insert(sobol_point(directions, i) >> 24U);
    EXPECT_EQ(intervals.size(), 256U);
  }
}

class EverySampling : public ::testing::TestWithParam<Sampling> {};
INSTANTIATE_TEST_SUITE_P(Sampler, EverySampling, ::testing::Values(Sampling::plain, Sampling::latin, Sampling::sobol),
                         [](const auto& tested) { return word_of(tested.param); });

/// One name more than there are Sobol variables, so that the last is a Latin one.
std::vector<std::string> many_names() {
  std::vector<std::string> names;
  for (int i = 0; i <= sobol_dimensions; ++i) names.push_back("v" + std::to_string(i));
  return names;
}

TEST_P(EverySampling, IsEvenAndUncorrelated) {
  constexpr std::int64_t draws = 16'000;
  const Sampler sampler(GetParam(), 42, draws, many_names());
  for (const auto& [a, b] : {std::pair<std::size_t, std::size_t>{0, 1}, {5, 40}, {127, 128}}) {
    double sum = 0, square = 0, product = 0;
    for (std::int64_t i = 0; i < draws; ++i) {
      const double x = sampler.at(i, a), y = sampler.at(i, b);
      ASSERT_GT(x, 0);
      ASSERT_LT(x, 1);
      sum += x;
      square += (x - 0.5) * (x - 0.5);
      product += (x - 0.5) * (y - 0.5);
    }
    const double n = draws;
    EXPECT_NEAR(sum / n, 0.5, 4 * std::sqrt(1.0 / 12 / n));
    EXPECT_NEAR(square / n, 1.0 / 12, 4 * std::sqrt(1.0 / 180 / n));
    EXPECT_NEAR(product / n, 0, 4 / 12.0 / std::sqrt(n)) << a << " " << b;
  }
}

TEST_P(EverySampling, DependsOnTheSeedTheDrawAndTheNameAlone) {
  const Sampler sampler(GetParam(), 7, 1000, {"a", "b"}), again(GetParam(), 7, 1000, {"a", "b"}), other(GetParam(), 8, 1000, {"a", "b"});
  EXPECT_EQ(sampler.at(900, 1), again.at(900, 1));
  EXPECT_NE(sampler.at(900, 1), other.at(900, 1));
  EXPECT_NE(sampler.at(900, 0), sampler.at(900, 1));
  if (GetParam() == Sampling::sobol) return;  // The place among the names counts there.
  EXPECT_EQ(Sampler(GetParam(), 7, 1000, {"x", "y", "b"}).at(900, 2), sampler.at(900, 1));
}

TEST(Sampler, LatinSetsHaveOneDrawInEachRow) {
  constexpr std::int64_t draws = 16 * 100;
  const Sampler sampler(Sampling::latin, 3, draws, {"a"});
  for (std::int64_t set = 0; set < Sampler::replicates; ++set) {
    std::set<int> rows;
    for (std::int64_t i = set; i < draws; i += Sampler::replicates) rows.insert(static_cast<int>(sampler.at(i, 0) * 100));
    EXPECT_EQ(rows.size(), 100U) << set;
  }
}

TEST(Sampler, SobolMeansAreBetterThanPlainOnes) {
  constexpr std::int64_t draws = 4096;
  std::vector<std::string> names{"a", "b", "c", "d"};
  double worst[2] = {0, 0};
  for (std::uint64_t seed = 1; seed <= 8; ++seed)
    for (const Sampling sampling : {Sampling::plain, Sampling::sobol}) {
      const Sampler sampler(sampling, seed, draws, names);
      double sum = 0;
      for (std::int64_t i = 0; i < draws; ++i) {
        double x = 1;
        for (std::size_t v = 0; v < names.size(); ++v) x *= 0.5 + sampler.at(i, v);
        sum += x;
      }
      double& error = worst[sampling == Sampling::sobol ? 1 : 0];
      error = std::max(error, std::fabs(sum / draws - 1));
    }
  EXPECT_LT(worst[1], worst[0] / 4);
}

}  // namespace
}  // namespace liandong
