#pragma once

#include <map>
#include <utility>
#include <vector>

#include "model/verify/facts.hpp"

namespace liandong::verify {

/// (κ, α) of a certificate.
struct Multipliers {
  std::vector<std::vector<double>> cash;                   ///< κ, [source][t].
  std::map<std::pair<UnitId, int>, double> affordability;  ///< α, by unit and year.
};

/// What multipliers prove, 万元.
struct ProvenBound {
  long double value = 0;     ///< L(κ, α) of (13); `value - slack` is below it whatever the rounding of this computation.
  long double slack = 0;     ///< Whole capacities in the minimum cuts.
  long double rounding = 0;  ///< Instalments are whole fen: a plan may cost this much less than their exact values.
};

/// L(κ, α) (13), from the multipliers and the input alone. Negative, missing or non-finite multipliers count as 0, and κ is raised where
/// κ_kt ≥ ρ_k κ_k,t+1 fails: any non-negative values prove something.
[[nodiscard]] ProvenBound prove_bound(const Facts& facts, const Multipliers& multipliers);

/// π_jtq (12): the least price of a yuan of spend. One offer per eligible source.
struct Offer {
  long double cost = 0;   ///< Of a yuan, (11).
  long double share = 1;  ///< φ_k.
  long double match = 0;  ///< m_k less 1 if it is own fiscal money itself: what it asks of the match constraint.
};
[[nodiscard]] long double cell_price(const std::vector<Offer>& offers, long double gap_cost);

}  // namespace liandong::verify
