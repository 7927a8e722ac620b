#include "model/planning/cell_barrier.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/planning/lagrangian.hpp"
#include "tests/model/planning/drawn_problems.hpp"

namespace liandong {
namespace {

struct Drawn {
  BarrierCell cell;
  std::vector<BarrierOffer> offers;
};

/// Prices from free to far above the gap's, ties among them; shares, unlimited sources and a match as they come. Where a match is asked
/// for, some source gives it: without one there is no inside.
Drawn random_cell(std::mt19937_64& random, double spend) {
  Drawn drawn;
  drawn.cell.spend = spend;
  drawn.cell.gap_cost = std::vector{3.0, 1.0, 0.1, 10.0}[static_cast<std::size_t>(below(random, 4))];
  const bool matched = below(random, 2) == 0;
  for (int i = below(random, 6); i > 0; --i) {
    BarrierOffer offer;
    offer.price = std::vector{0.0, 1.0, 2.5 * drawn.cell.gap_cost, below(random, 1000) / 300.0,
                              below(random, 1000) / 300.0}[static_cast<std::size_t>(below(random, 5))];
    offer.share = std::vector{1.0, 0.3, 0.8, 1e-3}[static_cast<std::size_t>(below(random, 4))];
    if (matched) offer.match = std::vector{1.0, -0.3, -1.5, 0.0, 1.0}[static_cast<std::size_t>(below(random, 5))];
    drawn.cell.matched |= offer.match < 0;
    drawn.offers.push_back(offer);
  }
  if (drawn.cell.matched) {
    drawn.offers.push_back({.price = below(random, 1000) / 300.0, .share = below(random, 2) == 0 ? 1 : 0.6, .match = 1});
  }
  return drawn;
}

/// The conditions of the central path; relative to the largest number that goes into each.
void expect_central(const Drawn& drawn, double mu) {
  constexpr double close = 1e-7;
  const BarrierCell& cell = drawn.cell;
  double paid = cell.g, match = 0, match_scale = cell.m;
  EXPECT_GT(cell.g, 0);
  EXPECT_NEAR(cell.g * cell.vg / mu, 1, close);
  EXPECT_NEAR(cell.pi + cell.vg, cell.gap_cost, close * (std::abs(cell.pi) + cell.vg + cell.gap_cost));
  for (const BarrierOffer& offer : drawn.offers) {
    EXPECT_GT(offer.y, 0);
    EXPECT_NEAR(offer.y * offer.v / mu, 1, close);
    if (offer.share < 1) {
      EXPECT_GT(offer.u, 0);
      EXPECT_NEAR(offer.u * offer.l / mu, 1, close);
      EXPECT_NEAR(offer.y + offer.u, offer.share * cell.spend, close * cell.spend);
    } else {
      EXPECT_EQ(offer.l, 0);
    }
    const double reduced = offer.price - cell.pi - cell.tau * offer.match;
    EXPECT_NEAR(offer.v - offer.l, reduced,
                close * (offer.v + offer.l + offer.price + std::abs(cell.pi) + cell.tau * std::abs(offer.match)));
    paid += offer.y;
    match += offer.match * offer.y;
    match_scale += std::abs(offer.match) * offer.y;
  }
  EXPECT_NEAR(paid, cell.spend, close * cell.spend);
  if (cell.matched) {
    EXPECT_GT(cell.tau, 0);
    EXPECT_NEAR(cell.m * cell.tau / mu, 1, close);
    EXPECT_NEAR(match, cell.m, close * match_scale);
  } else {
    EXPECT_EQ(cell.tau, 0);
  }
}

TEST(CellBarrier, FindsTheCentralPoint) {
  std::mt19937_64 random(23);
  for (const double spend : {1e-6, 1e-2, 1.0, 300.0, 1e5, 1e7})
    for (const double mu : {1e-8, 1e-6, 1e-4, 1e-2, 1.0, 1e3}) {
      if (mu / spend < 0.9e-8) continue;  // Beyond the digits of pi.
      for (int round = 0; round < 300; ++round) {
        Drawn drawn = random_cell(random, spend);
        centre(drawn.cell, drawn.offers, mu);
        SCOPED_TRACE("spend " + std::to_string(spend) + ", mu " + std::to_string(mu) + ", round " + std::to_string(round));
        expect_central(drawn, mu);
        if (HasFailure()) return;
      }
    }
}

TEST(CellBarrier, BeginsFromAnyPrice) {
  std::mt19937_64 random(29);
  for (int round = 0; round < 300; ++round) {
    const Drawn drawn = random_cell(random, 100);
    Drawn cold = drawn, warm = drawn;
    centre(cold.cell, cold.offers, 1e-2);
    warm.cell.pi = -50 + below(random, 100);
    warm.cell.tau = below(random, 3) == 0 ? 1e-6 : below(random, 20);
    centre(warm.cell, warm.offers, 1e-2);
    SCOPED_TRACE("round " + std::to_string(round));
    expect_central(warm, 1e-2);
    EXPECT_NEAR(warm.cell.pi, cold.cell.pi, 1e-6 * (1 + std::abs(cold.cell.pi)));
    if (HasFailure()) return;
  }
}

/// The multipliers are those of (12) in the limit: what they prove lies below the price of spend, and by no more than the complementarity.
TEST(CellBarrier, TendsToThePriceOfSpend) {
  std::mt19937_64 random(31);
  for (const gallery::Case& c : gallery_and_random(25)) {
    const PlanningProblem problem = problem_of(c);
    const SpendModel model(problem);
    RowPrices prices(static_cast<std::size_t>(model.rows().count()));
    for (double& price : prices) price = below(random, 3) == 0 ? 0.0 : below(random, 1000) / 400.0;
    for (int number = 0; number < static_cast<int>(model.cells().size()); ++number) {
      Drawn drawn;
      drawn.cell.spend = 1 + below(random, 1000);
      drawn.cell.gap_cost = model.gap_cost(model.cells()[static_cast<std::size_t>(number)].t);
      for (const CellOffer& offer : model.offers(number)) {
        if (offer.share <= 0) continue;
        BarrierOffer one{.price = offer.cost, .share = offer.share, .match = offer.match};
        for (const RowTerm& term : offer.terms) one.price += term.factor * prices[static_cast<std::size_t>(term.row)];
        drawn.cell.matched |= one.match < 0;
        drawn.offers.push_back(one);
      }
      const double price = spend_price(model, number, prices);
      for (const double mu : {1.0, 1e-3, 1e-6}) {
        centre(drawn.cell, drawn.offers, mu);
        double proven = drawn.cell.pi, pairs = drawn.cell.matched ? 2 : 1;
        for (const BarrierOffer& offer : drawn.offers) {
          proven -= offer.share < 1 ? offer.share * offer.l : 0;
          pairs += offer.share < 1 ? 2 : 1;
        }
        EXPECT_LE(proven, price + 1e-9) << c.name << ", cell " << number << ", mu " << mu;
        EXPECT_GE(proven, price - pairs * mu / drawn.cell.spend - 1e-9) << c.name << ", cell " << number << ", mu " << mu;
      }
    }
  }
}

}  // namespace
}  // namespace liandong
