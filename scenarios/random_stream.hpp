#pragma once

#include <cstdint>
#include <span>

namespace liandong {

/// A stream of random integers that is the same on every machine: splitmix64 from (seed, stream), with draws made of integer
/// arithmetic alone. (The standard distributions differ between libraries.)
class RandomStream {
 public:
  RandomStream(std::uint64_t seed, std::uint64_t stream)
      : state_(mix(seed) ^ mix(stream * 0x9E3779B97F4A7C15ULL + 0x632BE59BD9B4E019ULL)) {}

  [[nodiscard]] std::uint64_t bits() {
    state_ += 0x9E3779B97F4A7C15ULL;
    return mix(state_);
  }
  /// A whole number from `low` to `high`, both included. The bias of the multiplication is below 2^-32 for the ranges used here.
  [[nodiscard]] std::int64_t between(std::int64_t low, std::int64_t high) {
    const auto range = static_cast<std::uint64_t>(high - low) + 1;
    return low + static_cast<std::int64_t>(((bits() >> 32U) * range) >> 32U);
  }
  [[nodiscard]] bool percent(int chance) { return between(0, 99) < chance; }
  /// Skewed towards `low`, as project costs are: the smaller of two draws.
  [[nodiscard]] std::int64_t skewed(std::int64_t low, std::int64_t high) {
    const std::int64_t a = between(low, high), b = between(low, high);
    return a < b ? a : b;
  }
  template <class T>
  [[nodiscard]] const T& one_of(std::span<const T> choices) {
    return choices[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(choices.size()) - 1))];
  }

 private:
  [[nodiscard]] static std::uint64_t mix(std::uint64_t z) {
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  }
  std::uint64_t state_;
};

}  // namespace liandong
