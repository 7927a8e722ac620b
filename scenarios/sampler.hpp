#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/sobol.hpp"

namespace liandong {

enum class Sampling {
  plain,  ///< Independent draws.
  latin,  ///< Latin hypercubes: each variable by itself is spread evenly over its range.
  sobol,  ///< Sobol points with a random digital shift for the first `sobol_dimensions` variables, Latin hypercubes for the rest.
};

/// "plain", "latin", "sobol"; empty on anything else.
[[nodiscard]] std::optional<Sampling> parse_sampling(std::string_view word);
[[nodiscard]] const char* word_of(Sampling sampling);

/// Numbers between 0 and 1 for draw i of a set of named variables (docs/maths/simulation.md (1) to (4)). They depend on the seed, the
/// draw, the number of draws (latin, sobol) and the variable's name, and, for Sobol points, on its place among the names; not on the order
/// in which they are asked for.
class Sampler {
 public:
  /// Latin and Sobol draws fall into `replicates` sets with randomisations of their own: draw i is number i / replicates of set
  /// i mod replicates. The spread between the sets tells the error of a result.
  static constexpr int replicates = 16;

  /// `draws` at least 1.
  Sampler(Sampling sampling, std::uint64_t seed, std::int64_t draws, const std::vector<std::string>& names);

  /// Strictly between 0 and 1.
  [[nodiscard]] double at(std::int64_t draw, std::size_t variable) const;
  [[nodiscard]] Sampling sampling() const { return sampling_; }
  /// Variables that are Sobol points.
  [[nodiscard]] std::size_t sobol_variables() const { return directions_.size(); }

 private:
  [[nodiscard]] double latin(std::int64_t draw, std::size_t variable) const;

  Sampling sampling_;
  std::uint64_t seed_;
  std::uint64_t set_size_ = 1;  ///< Of a Latin hypercube.
  int half_bits_ = 1;           ///< Of the numbers that its permutation permutes.
  std::vector<std::uint64_t> keys_, permutations_;
  std::vector<SobolDirections> directions_;
  std::vector<std::uint32_t> shifts_;  ///< By variable, then set.
};

}  // namespace liandong
