#pragma once

#include <cstdint>

#include "tests/support/gallery.hpp"

namespace liandong::gallery {

struct RandomTerms {
  std::uint64_t seed = 1;
  bool wide = false;  ///< Amounts spread evenly over the magnitudes from 1 fen to 1,000 亿元, both ends present; else up to 200 万元.
};

/// A campaign with every feature of the problem somewhere among its seeds, and small enough for a general solver to prove its integer
/// optimum in seconds: up to three cities with some provincial money in common, a dozen projects and eight periods at most. The same
/// seed gives the same campaign on every machine. It has no answer: `objective`, `start`, `stage` and `gap` stay empty.
[[nodiscard]] Case random_case(const RandomTerms& terms);

}  // namespace liandong::gallery
