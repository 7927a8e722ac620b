#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace liandong {

/// Variables that Sobol points are known for here. Points of more variables take the rest from elsewhere.
inline constexpr int sobol_dimensions = 128;

/// Direction numbers of one variable, the leading digit first: point i is the exclusive or of those at the digits of i.
using SobolDirections = std::array<std::uint32_t, 32>;

/// Direction numbers after Joe and Kuo (2008), for variables 0 to sobol_dimensions - 1.
[[nodiscard]] std::vector<SobolDirections> sobol_directions();

/// Coordinate of point `i` in units of 2^-32, in the order of the plain binary digits of i (not of the Gray code). Any 2^k points from a
/// multiple of 2^k on have one in each of 2^k equal intervals.
[[nodiscard]] inline std::uint32_t sobol_point(const SobolDirections& directions, std::uint32_t i) {
  std::uint32_t x = 0;
  for (std::size_t digit = 0; i != 0; ++digit, i >>= 1U)
    if ((i & 1U) != 0) x ^= directions[digit];
  return x;
}

}  // namespace liandong
