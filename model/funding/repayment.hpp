#pragma once

#include <span>
#include <vector>

#include "model/funding/contract.hpp"

namespace liandong {

// What an owner pays back, as `bt_instalments()` and `bot_subsidies()` give it, into `out`, which must have room for all of it. They give
// the number of payments. For loops that allocate nothing.

int bt_instalments(const Contract& terms, Money price_base, int periods_per_year, std::span<Instalment> out);

/// What a yuan of capital adds to the subsidy of each year, (1+m)(1+d)^n / N of docs/maths/contracts.md (5); powers are dear.
[[nodiscard]] std::vector<long double> bot_capital_factors(const Contract& terms);
int bot_subsidies(const Contract& terms, std::span<const long double> capital_factors, Money capital, Money operating_cost, Money user_fees,
                  int periods_per_year, std::span<Instalment> out);

}  // namespace liandong
