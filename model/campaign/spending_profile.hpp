#pragma once

#include <vector>

#include "model/core/money.hpp"

namespace liandong {

/// `cost` in the proportions of `profile`: each period gets what the sums up to it round down to, so that all of it adds up to `cost` to
/// the fen. Evenly where the profile is nothing but zeros.
[[nodiscard]] std::vector<Money> in_proportion(Money cost, const std::vector<Money>& profile);

/// The same spend over another number of periods, at least 1: what has been spent after the share u / `duration` of the new time is what
/// had been spent after that share of the old time, evenly within each old period, rounded down to the fen. The sum stays.
[[nodiscard]] std::vector<Money> stretched(const std::vector<Money>& profile, int duration);

}  // namespace liandong
