#pragma once

#include <span>

#include "model/funding/contract.hpp"

namespace liandong {

// What an owner pays back, as `bt_instalments()` and `bot_subsidies()` give it, into `out`, which must have room for all of it. They give
// the number of payments. For loops that allocate nothing.

int bt_instalments(const Contract& terms, Money price_base, int periods_per_year, std::span<Instalment> out);
int bot_subsidies(const Contract& terms, Money capital, Money operating_cost, Money user_fees, int periods_per_year,
                  std::span<Instalment> out);

}  // namespace liandong
