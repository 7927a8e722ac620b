#pragma once

namespace liandong {

/// Φ(z), the standard normal distribution function.
[[nodiscard]] double normal_probability(double z);

/// The z with Φ(z) = p, for 0 < p < 1: algorithm AS 241 (PPND16) of Wichura (1988), relative error about 1e-16.
[[nodiscard]] double normal_quantile(double p);

}  // namespace liandong
