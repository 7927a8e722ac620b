#include "scenarios/sampler.hpp"

#include <algorithm>

#include "scenarios/counter_stream.hpp"

namespace liandong {
namespace {

// What a variable's random bits are for, mixed into its key.
constexpr std::uint64_t for_permutation = 0x9E3779B97F4A7C15ULL, for_shift = 0xC2B2AE3D27D4EB4FULL;

std::uint32_t mix(std::uint32_t x) {  // Finaliser of MurmurHash3.
  x = (x ^ (x >> 16U)) * 0x85EBCA6BU;
  x = (x ^ (x >> 13U)) * 0xC2B2AE35U;
  return x ^ (x >> 16U);
}

std::uint64_t mix(std::uint64_t x) {  // Finaliser of splitmix64.
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31U);
}

/// A permutation of 0..size-1 by six Feistel rounds on twice `half_bits` bits, repeated until the number lies below `size` again. (2)
std::uint64_t permuted(std::uint64_t i, std::uint64_t size, int half_bits, std::uint64_t key) {
  const std::uint32_t mask = (std::uint32_t{1} << half_bits) - 1;
  const auto k0 = static_cast<std::uint32_t>(key), k1 = static_cast<std::uint32_t>(key >> 32U);
  do {
    auto left = static_cast<std::uint32_t>(i >> half_bits), right = static_cast<std::uint32_t>(i) & mask;
    for (std::uint32_t round = 0; round < 6; ++round) {
      const std::uint32_t next = left ^ (mix(right + (round % 2 == 0 ? k0 : k1) + round * 0x9E3779B9U) & mask);
      left = right;
      right = next;
    }
    i = (std::uint64_t{left} << half_bits) | right;
  } while (i >= size);
  return i;
}

}  // namespace

std::optional<Sampling> parse_sampling(std::string_view word) {
  for (const Sampling sampling : {Sampling::plain, Sampling::latin, Sampling::sobol})
    if (word == word_of(sampling)) return sampling;
  return {};
}

const char* word_of(Sampling sampling) {
  switch (sampling) {
    case Sampling::plain: return "plain";
    case Sampling::latin: return "latin";
    case Sampling::sobol: return "sobol";
  }
  return "";
}

Sampler::Sampler(Sampling sampling, std::uint64_t seed, std::int64_t draws, const std::vector<std::string>& names)
    : sampling_(sampling), seed_(seed), set_size_(static_cast<std::uint64_t>((draws + replicates - 1) / replicates)) {
  while ((std::uint64_t{1} << (2 * half_bits_)) < set_size_) ++half_bits_;
  for (const std::string& name : names) {
    keys_.push_back(hash_key(name.data(), name.size()));
    if (sampling != Sampling::plain) permutations_.push_back(random_bits(seed, keys_.back() ^ for_permutation, 0));
  }
  if (sampling != Sampling::sobol) return;
  directions_ = sobol_directions();
  directions_.resize(std::min(directions_.size(), names.size()));
  for (std::size_t v = 0; v < directions_.size(); ++v)
    for (std::uint64_t set = 0; set < replicates; ++set)
      shifts_.push_back(static_cast<std::uint32_t>(random_bits(seed, keys_[v] ^ for_shift, set)));
}

double Sampler::at(std::int64_t draw, std::size_t variable) const {
  if (sampling_ == Sampling::plain) return unit_interval(random_bits(seed_, keys_[variable], static_cast<std::uint64_t>(draw)));  // (1)
  if (variable >= directions_.size()) return latin(draw, variable);
  const auto i = static_cast<std::uint64_t>(draw);
  const std::uint32_t x = sobol_point(directions_[variable], static_cast<std::uint32_t>(i / replicates));
  return (static_cast<double>(x ^ shifts_[variable * replicates + i % replicates]) + 0.5) * 0x1p-32;  // (3)
}

double Sampler::latin(std::int64_t draw, std::size_t variable) const {
  const auto i = static_cast<std::uint64_t>(draw);
  const std::uint64_t key = keys_[variable], set = i % replicates;
  const std::uint64_t row = permuted(i / replicates, set_size_, half_bits_, mix(permutations_[variable] + set));
  return (static_cast<double>(row) + unit_interval(random_bits(seed_, key, i))) / static_cast<double>(set_size_);  // (2)
}

}  // namespace liandong
