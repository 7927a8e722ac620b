#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace liandong::cli {

/// The candidate that `word` was probably meant to be: fewest insertions, deletions, changes and swaps of neighbours, at most a
/// third of the word (two at least); empty if none is that close. The first of equals.
[[nodiscard]] std::string closest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace liandong::cli
