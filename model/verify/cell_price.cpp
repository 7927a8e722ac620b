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

/// The maximum over τ ≥ 0 of a concave function that is linear between the τ at which two steps of the ladder change places: the first
/// of these behind which it no longer rises.
long double cell_price(std::vector<Offer> offers, long double gap_cost) {
  if (std::none_of(offers.begin(), offers.end(), [](const Offer& offer) { return offer.match > 0; }))
    return fill(offers, gap_cost, 0).price;
  std::vector<long double> turns{0};
  offers.push_back({gap_cost, 0, 0});  // only to meet the others
  for (std::size_t i = 0; i < offers.size(); ++i)
    for (std::size_t j = i + 1; j < offers.size(); ++j) {
      const long double slope = offers[i].match - offers[j].match;
      const long double tau = slope == 0 ? 0 : (offers[j].cost - offers[i].cost) / slope;
      if (tau > 0) turns.push_back(tau);
    }
  offers.pop_back();
  std::sort(turns.begin(), turns.end());
  std::size_t low = 0, high = turns.size() - 1;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (fill(offers, gap_cost, turns[middle]).slope > 0) low = middle + 1;
    else high = middle;
  }
  // At a turn itself rounding may show the slope to the left instead; then the turn before is the one.
  return std::max(fill(offers, gap_cost, turns[low]).price, fill(offers, gap_cost, turns[low > 0 ? low - 1 : 0]).price);
}

}  // namespace liandong::verify
