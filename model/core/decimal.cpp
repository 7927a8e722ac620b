#include "model/core/decimal.hpp"

#include <limits>

namespace liandong {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes the whole part with its commas off the front of `text`; empty if it is badly grouped.
std::optional<std::string> take_whole(std::string_view& text, Grouping grouping) {
  std::string digits;
  std::size_t group = 0;
  bool grouped = false;
  while (!text.empty() && (is_digit(text.front()) || (text.front() == ',' && grouping == Grouping::thousands))) {
    if (text.front() == ',') {
      if (group == 0 || group > 3 || (grouped && group != 3)) return std::nullopt;
      grouped = true;
      group = 0;
    } else {
      digits += text.front();
      ++group;
    }
    text.remove_prefix(1);
  }
  if (digits.empty() || (grouped && group != 3)) return std::nullopt;
  return digits;
}

}  // namespace

std::optional<std::int64_t> parse_decimal(std::string_view text, int decimals, Grouping grouping) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  std::optional<std::string> digits = take_whole(text, grouping);
  if (!digits) return std::nullopt;

  int seen = 0;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (text.empty()) return std::nullopt;
    for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1)) {
      if (seen < decimals) {
        *digits += text.front();
        ++seen;
      } else if (text.front() != '0') {
        return std::nullopt;
      }
    }
  }
  if (!text.empty()) return std::nullopt;
  digits->append(static_cast<std::size_t>(decimals - seen), '0');

  std::int64_t value = 0;  // counted downwards, for the negative side reaches one further
  for (const char digit : *digits)
    if (__builtin_mul_overflow(value, std::int64_t{10}, &value) || __builtin_sub_overflow(value, std::int64_t{digit - '0'}, &value))
      return std::nullopt;
  if (!negative && value == std::numeric_limits<std::int64_t>::min()) return std::nullopt;
  return negative ? value : -value;
}

std::string decimal_text(std::int64_t value, int decimals, int shown) {
  std::string digits = std::to_string(value);
  const bool negative = value < 0;
  if (negative) digits.erase(0, 1);
  const auto places = static_cast<std::size_t>(decimals);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  std::string whole = digits.substr(0, digits.size() - places);
  std::string rest = digits.substr(digits.size() - places);
  while (rest.size() > static_cast<std::size_t>(shown) && rest.back() == '0') rest.pop_back();
  return (negative ? "-" : "") + whole + (rest.empty() ? "" : "." + rest);
}

}  // namespace liandong
