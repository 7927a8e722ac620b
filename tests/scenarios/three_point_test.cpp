#include "scenarios/three_point.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace liandong {
namespace {

/// Mean and variance by the midpoint rule over p.
std::pair<double, double> moments(const ThreePoint& estimate) {
  constexpr int steps = 200'000;
  double sum = 0, square = 0;
  for (int i = 0; i < steps; ++i) {
    const double value = estimate.quantile((i + 0.5) / steps);
    sum += value;
    square += value * value;
  }
  return {sum / steps, square / steps - sum / steps * sum / steps};
}

TEST(ThreePoint, HasTheMomentsOfItsFormulas) {
  for (const SpreadShape shape : {SpreadShape::triangular, SpreadShape::pert})
    for (const auto& [low, mode, high] : {std::tuple{0.9, 1.0, 1.4}, {0.0, 0.0, 1.0}, {0.2, 1.0, 1.0}, {-0.01, 0.0, 0.02}}) {
      const ThreePoint estimate(low, mode, high, shape);
      const auto [mean, variance] = moments(estimate);
      EXPECT_NEAR(mean, estimate.mean(), 2e-5 * (high - low));
      EXPECT_NEAR(variance, estimate.variance(), 1e-3 * estimate.variance());
      EXPECT_GE(estimate.quantile(1e-12), low);
      EXPECT_LE(estimate.quantile(1 - 1e-12), high);
    }
}

/// (0.9 + 4 x 1.0 + 1.4) / 6 = 1.05; (0.9 + 1.0 + 1.4) / 3 = 1.1; a triangle has (mode - low) / (high - low) = 1/5 below its mode.
TEST(ThreePoint, ByHand) {
  EXPECT_NEAR(ThreePoint(0.9, 1.0, 1.4, SpreadShape::pert).mean(), 1.05, 1e-12);
  EXPECT_NEAR(ThreePoint(0.9, 1.0, 1.4, SpreadShape::triangular).mean(), 1.1, 1e-12);
  EXPECT_NEAR(ThreePoint(0.9, 1.0, 1.4, SpreadShape::triangular).quantile(0.2), 1.0, 1e-12);
}

TEST(ThreePoint, WithoutWidthIsCertain) {
  EXPECT_TRUE(ThreePoint(0.8, 0.8, 0.8, SpreadShape::pert).certain());
  EXPECT_EQ(ThreePoint(0.8, 0.8, 0.8, SpreadShape::pert).quantile(0.3), 0.8);
  EXPECT_EQ(ThreePoint(1.5).quantile(0.9), 1.5);
}

}  // namespace
}  // namespace liandong
