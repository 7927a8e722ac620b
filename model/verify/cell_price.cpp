#include <algorithm>
#include <tuple>

#include "model/verify/bound.hpp"

namespace liandong::verify {
namespace {

/// A point of the dual function: its value, and its slope to the right.
struct Filling {
  long double price = 0, slope = 0;
};

/// Fills the shares in order of cost + τ match; the gap takes what is left, and stands ready at its price.
Filling fill(const std::vector<Offer>& offers, long double gap_cost, long double tau) {
  struct Step {
    long double cost, match, share;
  };
  std::vector<Step> ladder;
  for (const Offer& offer : offers) ladder.push_back({offer.cost + tau * offer.match, offer.match, offer.share});
  std::sort(ladder.begin(), ladder.end(),
            [](const Step& a, const Step& b) { return std::tie(a.cost, a.match) < std::tie(b.cost, b.match); });
  long double left = 1;
  Filling filling;
  for (const Step& step : ladder) {
    if (step.cost > gap_cost || (step.cost == gap_cost && step.match > 0) || left <= 0) break;
    const long double part = std::min(left, step.share);
    filling.price += part * step.cost;
    filling.slope += part * step.match;
    left -= part;
  }
  filling.price += std::max(0.0L, left) * gap_cost;
  return filling;
}

}  // namespace

/// The maximum over τ ≥ 0 of a concave function that is linear by pieces, held between a point where it rises and one where it does
/// not: where the tangents of the two meet lies the maximum, or a point that takes the place of one of them. Every τ proves its own value,
/// so that rounding, or the end of patience, can only lower the price.
long double cell_price(const std::vector<Offer>& offers, long double gap_cost) {
  struct Point {
    long double tau;
    Filling at;
  };
  Point left{0, fill(offers, gap_cost, 0)};
  if (left.at.slope <= 0) return left.at.price;
  long double far = 0;  // From here on money that asks for a match costs more than the gap.
  for (const Offer& offer : offers)
    if (offer.match > 0) far = std::max(far, (gap_cost - offer.cost) / offer.match);
  far = 2 * far + 1;
  Point right{far, fill(offers, gap_cost, far)};
  long double best = std::max(left.at.price, right.at.price);
  constexpr int patience = 100;  // Ten steps are many.
  for (int step = 0; step < patience && right.at.slope < 0; ++step) {
    const long double tau =
        left.tau + (right.at.price - left.at.price - right.at.slope * (right.tau - left.tau)) / (left.at.slope - right.at.slope);
    if (!(tau > left.tau && tau < right.tau)) break;
    const Point middle{tau, fill(offers, gap_cost, tau)};
    best = std::max(best, middle.at.price);
    if (middle.at.slope == left.at.slope || middle.at.slope == right.at.slope) break;
    (middle.at.slope > 0 ? left : right) = middle;
  }
  return best;
}

}  // namespace liandong::verify
