#include "scenarios/three_point.hpp"

#include <boost/math/distributions/beta.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace liandong {
namespace {

constexpr std::size_t steps = 512;

}  // namespace

ThreePoint::ThreePoint(double low, double mode, double high, SpreadShape shape) : low_(low), mode_(mode), high_(high), shape_(shape) {
  if (certain() || shape != SpreadShape::pert) return;
  const double width = high - low;
  const double a = 1 + 4 * (mode - low) / width, b = 1 + 4 * (high - mode) / width;
  const boost::math::beta_distribution<double> beta(a, b);
  lower_power_ = 1 / a;
  upper_power_ = 1 / b;
  table_.push_back(low);
  for (std::size_t i = 1; i < steps; ++i)
    table_.push_back(low + width * boost::math::quantile(beta, static_cast<double>(i) / static_cast<double>(steps)));
  table_.push_back(high);
}

double ThreePoint::quantile(double p) const {
  if (certain()) return mode_;
  if (!table_.empty()) {  // (7)
    const double place = p * static_cast<double>(steps);
    const std::size_t step = std::min(static_cast<std::size_t>(place), steps - 1);
    if (step == 0) return low_ + (table_[1] - low_) * std::pow(place, lower_power_);  // A beta begins and ends like a power of p.
    if (step == steps - 1) return high_ - (high_ - table_[step]) * std::pow(static_cast<double>(steps) - place, upper_power_);
    return table_[step] + (place - static_cast<double>(step)) * (table_[step + 1] - table_[step]);
  }
  const double width = high_ - low_;  // (6)
  if (p * width < mode_ - low_) return low_ + std::sqrt(p * width * (mode_ - low_));
  return high_ - std::sqrt((1 - p) * width * (high_ - mode_));
}

double ThreePoint::mean() const { return shape_ == SpreadShape::pert ? (low_ + 4 * mode_ + high_) / 6 : (low_ + mode_ + high_) / 3; }

double ThreePoint::variance() const {
  if (shape_ == SpreadShape::pert) return (mean() - low_) * (high_ - mean()) / 7;
  return (low_ * low_ + mode_ * mode_ + high_ * high_ - low_ * mode_ - low_ * high_ - mode_ * high_) / 18;
}

}  // namespace liandong
