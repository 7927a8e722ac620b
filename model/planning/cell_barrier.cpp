#include "model/planning/cell_barrier.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace liandong {
namespace {

/// y and u with mu/y - mu/u = r, y + u = cap: both to full precision.
void split_share(BarrierOffer& offer, double r, double cap, double mu) {
  const double root = std::hypot(r * cap, 2 * mu);
  const double smaller = 2 * mu * cap / (std::abs(r) * cap + 2 * mu + root);
  offer.y = r >= 0 ? smaller : cap - smaller;
  offer.u = r >= 0 ? cap - smaller : smaller;
}

}  // namespace

void centre(BarrierCell& cell, std::span<BarrierOffer> offers, double mu) {
  double count = 1, ceiling = cell.gap_cost;  // pi stays below the gap's cost ...
  count += static_cast<double>(offers.size());
  if (!(cell.tau > 0)) cell.tau = std::max(0.1 * cell.gap_cost, mu / cell.spend);
  if (!cell.matched) cell.tau = 0;
  for (const BarrierOffer& offer : offers)
    if (offer.share >= 1) ceiling = std::min(ceiling, offer.price - cell.tau * offer.match);  // ... and below any source without a limit.
  if (!(cell.pi < ceiling)) cell.pi = ceiling - std::max(mu * count / cell.spend, 1e-3 * cell.gap_cost);
  constexpr double quadratic = 0.0625;  // Decrement from which on full steps converge quadratically.
  double last = std::numeric_limits<double>::infinity();
  for (int round = 0; round < 200; ++round) {
    double f1 = -cell.spend, f2 = 0, j11 = 0, j12 = 0, j22 = 0;
    for (BarrierOffer& offer : offers) {
      const double r = offer.price - cell.pi - cell.tau * offer.match;
      double w;
      if (offer.share < 1) {
        split_share(offer, r, offer.share * cell.spend, mu);
        w = 1 / (mu / (offer.y * offer.y) + mu / (offer.u * offer.u));
      } else {
        offer.y = mu / r;
        w = offer.y * offer.y / mu;
      }
      f1 += offer.y;
      f2 += offer.match * offer.y;
      j11 += w;
      j12 += w * offer.match;
      j22 += w * offer.match * offer.match;
    }
    cell.g = mu / (cell.gap_cost - cell.pi);
    f1 += cell.g;
    j11 += cell.g * cell.g / mu;
    double step_pi, step_tau = 0, decrement;
    if (cell.matched) {
      cell.m = mu / cell.tau;
      f2 -= cell.m;
      j22 += cell.m * cell.m / mu;
      const double det = j11 * j22 - j12 * j12;
      step_pi = -(j22 * f1 - j12 * f2) / det;
      step_tau = -(j11 * f2 - j12 * f1) / det;
      decrement = -(f1 * step_pi + f2 * step_tau) / mu;
    } else {
      step_pi = -f1 / j11;
      decrement = -f1 * step_pi / mu;
    }
    if (!(decrement > 1e-16) || (last < quadratic && decrement > 0.25 * last)) break;  // Exact, or as near as rounding allows.
    last = decrement;
    double length = decrement < quadratic ? 1 : 1 / (1 + std::sqrt(decrement));
    const auto keep_positive = [&](double slack, double change) {
      if (slack + length * change <= 0.05 * slack) length = -0.95 * slack / change;
    };
    keep_positive(cell.gap_cost - cell.pi, -step_pi);
    if (cell.matched) keep_positive(cell.tau, step_tau);
    for (const BarrierOffer& offer : offers)
      if (offer.share >= 1) keep_positive(offer.price - cell.pi - cell.tau * offer.match, -step_pi - step_tau * offer.match);
    cell.pi += length * step_pi;
    cell.tau += length * step_tau;
  }
  cell.vg = cell.gap_cost - cell.pi;
  for (BarrierOffer& offer : offers) {
    offer.v = mu / offer.y;
    offer.l = offer.share < 1 ? mu / offer.u : 0;
  }
}

}  // namespace liandong
