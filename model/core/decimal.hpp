#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace liandong {

enum class Grouping { none, thousands };

/// Reads a plain decimal exactly as an integer of 10^-decimals: "-12.5" with 3 decimals is -12500. With `thousands`, commas may
/// stand before each full group of three digits ("1,234.5"). Empty on anything else: a plus sign, an exponent, a missing digit
/// beside the point, a decimal too many that is not 0, or a value beyond 64 bits.
[[nodiscard]] std::optional<std::int64_t> parse_decimal(std::string_view text, int decimals, Grouping grouping = Grouping::none);

/// The inverse: `value` times 10^-decimals, with at least `shown` decimals and no more than needed.
[[nodiscard]] std::string decimal_text(std::int64_t value, int decimals, int shown = 0);

}  // namespace liandong
