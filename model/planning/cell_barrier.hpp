#pragma once

#include <span>

namespace liandong {

/// A yuan of one source on a cell, as the restricted master sees it.
struct BarrierOffer {
  double price = 0;  ///< Cost and what it uses of money rows at their prices.
  double share = 1;  ///< φ; at least 1 = no limit of its own.
  double match = 0;
  double y = 0, v = 0;  ///< Amount and the multiplier of y >= 0.
  double u = 0, l = 0;  ///< Room under the share, φ S - y, and its multiplier; 0 where there is no limit.
};

/// The money of one cell: Σ y + g = S, y <= φ S, Σ match y = m >= 0.
struct BarrierCell {
  double spend = 0;  ///< S > 0.
  double gap_cost = 0;
  bool matched = false;
  double g = 0, vg = 0;
  double pi = 0;  ///< Price of spend: the multiplier of the balance.
  double m = 0, tau = 0;
};

/// The point of the central path of one cell's money problem at barrier parameter `mu` for given prices: complementarity mu throughout, and
/// the multipliers exact. `cell.pi` and `cell.tau`, if they lie inside, are where the search begins. Damped Newton on the two multipliers.
/// Some source must give the match that others ask for. Below mu / spend = 1e-9 of the prices, the digits of pi no longer tell y.
void centre(BarrierCell& cell, std::span<BarrierOffer> offers, double mu);

}  // namespace liandong
