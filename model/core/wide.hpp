#pragma once

#include "model/core/money.hpp"

namespace liandong {

__extension__ typedef __int128 Int128;  // `using` would not carry __extension__ under -Wpedantic

/// n / d rounded half to even; d > 0.
[[nodiscard]] constexpr Int128 divide_half_even(Int128 n, Int128 d) {
  Int128 quotient = n / d;
  Int128 rest = n % d;
  if (rest < 0) {
    quotient -= 1;
    rest += d;
  }
  const Int128 other = d - rest;  // compared with the rest instead of doubling it, which could overflow
  if (rest > other || (rest == other && quotient % 2 != 0)) quotient += 1;
  return quotient;
}

/// n / d rounded towards minus infinity; d > 0.
[[nodiscard]] constexpr Int128 divide_floor(Int128 n, Int128 d) { return n / d - (n % d < 0 ? 1 : 0); }

/// A whole number of fen as money; throws `MoneyOverflow` beyond the range.
[[nodiscard]] Money whole_fen(Int128 fen);
/// The nearest fen, ties to even; throws `MoneyOverflow` beyond the range. For the few formulas with roots and powers.
[[nodiscard]] Money nearest_fen(long double fen);

}  // namespace liandong
