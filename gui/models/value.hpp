#pragma once

#include <QString>
#include <string>
#include <variant>

#include "gui/models/display.hpp"
#include "model/core/money.hpp"
#include "model/core/period.hpp"
#include "model/core/text.hpp"

namespace liandong::gui {

/// A ratio of one, such as 0.8; shown as a percentage.
struct Share {
  double of_one = 0;
  friend auto operator<=>(Share, Share) = default;
};

/// What stands in one cell. monostate: unknown, which is not zero.
using Value = std::variant<std::monostate, Text, std::string, Money, int, double, Share, Period, bool>;

/// As people read it: thousands separators, the unit of `display`, a dash for what is unknown.
[[nodiscard]] QString shown(const Value& value, const Display& display);
/// As a spreadsheet takes it: numbers as numbers, a blank for what is unknown.
[[nodiscard]] QString pasted(const Value& value, const Display& display);
/// Order of two cells of one column; names in the order of the language, what is unknown last.
[[nodiscard]] bool less(const Value& a, const Value& b, const Display& display);
[[nodiscard]] bool is_figure(const Value& value);

template <class T>
[[nodiscard]] Value known_or_blank(const std::optional<T>& value) {
  return value ? Value(*value) : Value();
}
[[nodiscard]] inline Value word_or_blank(const std::string& word) { return word.empty() ? Value() : Value(word); }

}  // namespace liandong::gui
