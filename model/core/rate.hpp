#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/core/money.hpp"

namespace liandong {

/// An exact decimal ratio (share, match, carry-over, interest per year) in billionths.
class Rate {
 public:
  static constexpr std::int64_t one_unit = 1'000'000'000;

  constexpr Rate() = default;
  [[nodiscard]] static constexpr Rate from_billionths(std::int64_t value) { return Rate(value); }
  [[nodiscard]] static constexpr Rate one() { return Rate(one_unit); }
  [[nodiscard]] static constexpr Rate percent(std::int64_t value) { return Rate(value * (one_unit / 100)); }
  /// Reads "0.0768", "7.68%", "1", "-0.5"; at most nine decimals (seven before %). Empty on anything else.
  [[nodiscard]] static std::optional<Rate> parse(std::string_view text);

  [[nodiscard]] constexpr std::int64_t billionths() const { return value_; }
  [[nodiscard]] double value() const { return static_cast<double>(value_) / static_cast<double>(one_unit); }
  [[nodiscard]] std::string text() const;  ///< Shortest decimal, such as "0.0768".
  friend constexpr auto operator<=>(Rate, Rate) = default;

  [[nodiscard]] Money of(Money amount) const { return Money::muldiv(amount, value_, one_unit); }              ///< Half to even.
  [[nodiscard]] Money floor_of(Money amount) const { return Money::muldiv_floor(amount, value_, one_unit); }  ///< Down.

 private:
  explicit constexpr Rate(std::int64_t value) : value_(value) {}
  std::int64_t value_ = 0;
};

}  // namespace liandong
