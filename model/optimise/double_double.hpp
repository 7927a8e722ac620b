#pragma once

#include <cmath>

namespace liandong::optimise {

/// An unevaluated sum of two doubles, about 32 decimal digits (Dekker 1971; Ogita, Rump and Oishi 2005). Numbers in brackets: docs/maths/solver.md.
struct DoubleDouble {
  double high = 0, low = 0;

  /// (S1) two-sum: high + v exactly, the rounding error joins `low`.
  void add(double v) {
    const double sum = high + v;
    const double part = sum - high;
    low += (high - (sum - part)) + (v - part);
    high = sum;
  }
  /// (S2) two-product: a b = p + e exactly, e by one fused multiply-add.
  void add_product(double a, double b) {
    const double p = a * b;
    const double e = std::fma(a, b, -p);
    add(p);
    low += e;
  }
  void add(const DoubleDouble& other) {
    add(other.high);
    low += other.low;
  }
  void add_scaled(const DoubleDouble& other, double factor) {
    add_product(other.high, factor);
    low += other.low * factor;
  }
  [[nodiscard]] double value() const { return high + low; }
};

}  // namespace liandong::optimise
