#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace liandong {

/// Thrown when a sum of money leaves the range of 64-bit fen (about 9.2e16 yuan): an error of the program or absurd input.
struct MoneyOverflow : std::overflow_error {
  using std::overflow_error::overflow_error;
};

/// An exact amount of money in whole fen (1 yuan = 100 fen, 1 万元 = 1,000,000 fen). Overflow throws `MoneyOverflow`.
class Money {
 public:
  static constexpr std::int64_t fen_per_wan = 1'000'000;

  constexpr Money() = default;
  [[nodiscard]] static constexpr Money from_fen(std::int64_t fen) { return Money(fen); }
  /// Nearest fen to an amount in 万元, ties to even. The one door from solver doubles back to money.
  [[nodiscard]] static Money nearest_wan(double wan);
  /// Largest whole number of fen not above an amount in 万元, taken as the double it is: 0.3 lies just below 300,000 fen and
  /// gives 299,999. Use `nearest_wan` where the double stands for whole fen.
  [[nodiscard]] static Money floor_wan(double wan);
  /// Reads a decimal in 万元 exactly: "1234.56", "-3", "1,234.5"; at most six decimals (zeros may follow).
  /// Empty on anything else, also beyond the range.
  [[nodiscard]] static std::optional<Money> parse_wan(std::string_view text);

  [[nodiscard]] constexpr std::int64_t fen() const { return fen_; }
  [[nodiscard]] double wan() const { return static_cast<double>(fen_) / static_cast<double>(fen_per_wan); }
  /// Exact decimal in 万元 with six decimals, as files carry it: "1234.560000".
  [[nodiscard]] std::string wan_text() const;

  [[nodiscard]] constexpr bool is_zero() const { return fen_ == 0; }
  friend constexpr auto operator<=>(Money, Money) = default;
  Money& operator+=(Money other);
  Money& operator-=(Money other);
  friend Money operator+(Money a, Money b) { return a += b; }
  friend Money operator-(Money a, Money b) { return a -= b; }
  friend Money operator-(Money a) { return Money{} - a; }
  friend Money operator*(Money a, std::int64_t factor);

  /// a * numerator / denominator, rounded half to even, through 128 bits. `denominator` > 0.
  [[nodiscard]] static Money muldiv(Money a, std::int64_t numerator, std::int64_t denominator);
  /// a * numerator / denominator, rounded towards minus infinity.
  [[nodiscard]] static Money muldiv_floor(Money a, std::int64_t numerator, std::int64_t denominator);

 private:
  explicit constexpr Money(std::int64_t fen) : fen_(fen) {}
  std::int64_t fen_ = 0;
};

}  // namespace liandong
