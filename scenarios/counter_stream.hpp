#pragma once

#include <array>
#include <cstdint>

namespace liandong {

/// Philox4x32-10 of Salmon, Moraes, Dror and Shaw (2011): 128 random bits as a function of a counter and a key, without a state. So a
/// number can be asked for in any order, on any thread, and is the same on every machine.
[[nodiscard]] constexpr std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t a = std::uint64_t{0xD2511F53} * counter[0], b = std::uint64_t{0xCD9E8D57} * counter[2];
    counter = {static_cast<std::uint32_t>(b >> 32U) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(b),
               static_cast<std::uint32_t>(a >> 32U) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(a)};
    key[0] += 0x9E3779B9;
    key[1] += 0xBB67AE85;
  }
  return counter;
}

/// 64 random bits for draw `i` of the variable `key` under `seed`.
[[nodiscard]] constexpr std::uint64_t random_bits(std::uint64_t seed, std::uint64_t key, std::uint64_t i) {
  const auto low = [](std::uint64_t x) { return static_cast<std::uint32_t>(x); };
  const auto high = [](std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32U); };
  const auto words = philox({low(i), high(i), low(key), high(key)}, {low(seed), high(seed)});
  return (std::uint64_t{words[1]} << 32U) | words[0];
}

/// Strictly between 0 and 1, in steps of 2^-53.
[[nodiscard]] constexpr double unit_interval(std::uint64_t bits) { return (static_cast<double>(bits >> 11U) + 0.5) * 0x1p-53; }

/// FNV-1a: a number for a variable's name.
[[nodiscard]] constexpr std::uint64_t hash_key(const char* text, std::size_t size) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (std::size_t i = 0; i < size; ++i) hash = (hash ^ static_cast<unsigned char>(text[i])) * 0x100000001B3ULL;
  return hash;
}

}  // namespace liandong
