#pragma once

#include <vector>

namespace liandong {

/// How a three-point estimate is filled in between its ends.
enum class SpreadShape {
  triangular,
  pert,  ///< Beta, with the most likely value weighing four times as much as each end in the mean.
};

/// A lowest, a most likely and a highest value, as a random quantity (docs/maths/simulation.md (6), (7)).
class ThreePoint {
 public:
  /// Always `value`.
  explicit ThreePoint(double value = 1) : low_(value), mode_(value), high_(value) {}
  /// low <= mode <= high.
  ThreePoint(double low, double mode, double high, SpreadShape shape);

  /// The value below which it lies with probability `p`, 0 < p < 1. For PERT interpolated in a table of 512 equal steps of p,
  /// evenly but in the first and the last step.
  [[nodiscard]] double quantile(double p) const;
  [[nodiscard]] double mean() const;
  [[nodiscard]] double variance() const;
  [[nodiscard]] bool certain() const { return !(low_ < high_); }
  [[nodiscard]] double low() const { return low_; }
  [[nodiscard]] double mode() const { return mode_; }
  [[nodiscard]] double high() const { return high_; }
  [[nodiscard]] SpreadShape shape() const { return shape_; }

 private:
  double low_, mode_, high_;
  SpreadShape shape_ = SpreadShape::triangular;
  double lower_power_ = 1, upper_power_ = 1;
  std::vector<double> table_;  ///< Of PERT: quantiles at 0, 1/512, ... 1.
};

}  // namespace liandong
