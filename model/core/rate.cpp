#include "model/core/rate.hpp"

#include "model/core/decimal.hpp"

namespace liandong {

std::optional<Rate> Rate::parse(std::string_view text) {
  const bool percent = text.ends_with('%');
  if (percent) text.remove_suffix(1);
  const std::optional<std::int64_t> value = parse_decimal(text, percent ? 7 : 9);
  if (!value) return std::nullopt;
  return Rate(*value);
}

std::string Rate::text() const { return decimal_text(value_, 9); }

}  // namespace liandong
