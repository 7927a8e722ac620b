#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/core/text.hpp"

namespace liandong {

/// A word of an enumerated field type ("certainty", "channel", ...): its value, its English word and its Chinese words, the first shown.
struct Word {
  std::string_view type;
  int value = 0;
  std::string_view en;
  std::vector<std::string_view> zh;
};

[[nodiscard]] const std::vector<Word>& known_words();
[[nodiscard]] bool is_word_type(std::string_view type);
/// The value of `text` in English (any case) or Chinese.
[[nodiscard]] std::optional<int> find_word(std::string_view type, std::string_view text);
/// The word of `value`, in both languages.
[[nodiscard]] Text word_of(std::string_view type, int value);
/// All words of a type, for messages: "firm, strive" and "firm 必须、strive 力争".
[[nodiscard]] Text list_words(std::string_view type);

/// Full-width letters, digits and signs to their ASCII forms, ideographic and no-break spaces to spaces; outer white space removed.
[[nodiscard]] std::string to_half_width(std::string_view text);
[[nodiscard]] std::string_view trim(std::string_view text);

/// The candidate that `text` was most likely meant to be: at most a third of its characters inserted, deleted, replaced or swapped with
/// a neighbour; the first of equals. Empty if none is near.
[[nodiscard]] std::string nearest(std::string_view text, std::span<const std::string> candidates);

}  // namespace liandong
