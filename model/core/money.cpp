#include "model/core/money.hpp"

#include <cmath>
#include <limits>

#include "model/core/decimal.hpp"
#include "model/core/wide.hpp"

namespace liandong {
namespace {

[[noreturn]] void overflow() { throw MoneyOverflow("a sum of money exceeds 64-bit fen"); }

std::int64_t narrow(Int128 fen) {
  if (fen > std::numeric_limits<std::int64_t>::max() || fen < std::numeric_limits<std::int64_t>::min()) overflow();
  return static_cast<std::int64_t>(fen);
}

/// A double in 万元 as an exact fraction of fen: numerator / 2^shift.
struct ExactFen {
  Int128 numerator = 0;
  int shift = 0;
};

ExactFen exact_fen(double wan) {
  if (!std::isfinite(wan) || std::abs(wan) > 1e13) overflow();
  int exponent = 0;
  const double fraction = std::frexp(wan, &exponent);
  const auto mantissa = static_cast<std::int64_t>(std::ldexp(fraction, 53));
  Int128 numerator = static_cast<Int128>(mantissa) * Money::fen_per_wan;  // below 2^73
  int shift = 53 - exponent;                                              // at least 9, since |wan| <= 1e13
  if (shift > 100) {                                                      // below half a fen by far; only the sign still matters
    numerator = numerator > 0 ? 1 : numerator < 0 ? -1 : 0;
    shift = 100;
  }
  return {numerator, shift};
}

}  // namespace

Money whole_fen(Int128 fen) { return Money::from_fen(narrow(fen)); }

Money nearest_fen(long double fen) {
  if (!std::isfinite(fen) || std::abs(fen) >= 9.2e18L) overflow();
  return Money::from_fen(static_cast<std::int64_t>(std::nearbyint(fen)));
}

Money Money::nearest_wan(double wan) {
  const ExactFen exact = exact_fen(wan);
  return Money(narrow(divide_half_even(exact.numerator, static_cast<Int128>(1) << exact.shift)));
}

Money Money::floor_wan(double wan) {
  const ExactFen exact = exact_fen(wan);
  return Money(narrow(divide_floor(exact.numerator, static_cast<Int128>(1) << exact.shift)));
}

std::optional<Money> Money::parse_wan(std::string_view text) {
  const std::optional<std::int64_t> fen = parse_decimal(text, 6, Grouping::thousands);
  if (!fen) return std::nullopt;
  return Money(*fen);
}

std::string Money::wan_text() const { return decimal_text(fen_, 6, 6); }

Money& Money::operator+=(Money other) {
  if (__builtin_add_overflow(fen_, other.fen_, &fen_)) overflow();
  return *this;
}

Money& Money::operator-=(Money other) {
  if (__builtin_sub_overflow(fen_, other.fen_, &fen_)) overflow();
  return *this;
}

Money operator*(Money a, std::int64_t factor) { return Money(narrow(static_cast<Int128>(a.fen_) * factor)); }

Money Money::muldiv(Money a, std::int64_t numerator, std::int64_t denominator) {
  return Money(narrow(divide_half_even(static_cast<Int128>(a.fen_) * numerator, denominator)));
}

Money Money::muldiv_floor(Money a, std::int64_t numerator, std::int64_t denominator) {
  return Money(narrow(divide_floor(static_cast<Int128>(a.fen_) * numerator, denominator)));
}

}  // namespace liandong
