#include "model/verify/bound.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <optional>
#include <random>

#include "model/verify/min_closure.hpp"
#include "tests/support/gallery.hpp"

namespace liandong::verify {
namespace {

/// The least weight of a closed set by trying all of them; empty if there is none.
std::optional<long double> by_enumeration(const ClosureProblem& problem) {
  const std::size_t items = problem.weight.size();
  std::optional<long double> best;
  for (unsigned set = 0; set < 1U << items; ++set) {
    const auto in = [&](int item) { return (set >> static_cast<unsigned>(item) & 1U) != 0; };
    bool closed = true;
    long double weight = 0;
    for (const auto& [taken, also] : problem.obliges) closed = closed && (!in(taken) || in(also));
    for (std::size_t i = 0; i < items; ++i) {
      if (!in(static_cast<int>(i))) continue;
      closed = closed && !problem.barred[i];
      weight += problem.weight[i];
    }
    for (std::size_t i = 0; i < problem.forced.size(); ++i) closed = closed && (in(static_cast<int>(i)) || !problem.forced[i]);
    if (closed) best = std::min(best.value_or(weight), weight);
  }
  return best;
}

TEST(MinClosure, AgreesWithEnumeration) {
  std::mt19937 random(1);
  int impossible = 0;
  for (int round = 0; round < 600; ++round) {
    const int items = 1 + static_cast<int>(random() % 9);
    ClosureProblem problem;
    for (int i = 0; i < items; ++i) {
      problem.weight.push_back(static_cast<long double>(static_cast<int>(random() % 2001) - 1000) / 7);
      problem.barred.push_back(random() % 8 == 0);
      if (round % 2 == 0) problem.forced.push_back(random() % 8 == 0);
    }
    for (int a = 0; a < items; ++a)
      if (items > 1 && random() % 2 == 0) {
        const int from = static_cast<int>(random() % static_cast<unsigned>(items)),
                  to = static_cast<int>(random() % static_cast<unsigned>(items));
        if (from != to) problem.obliges.emplace_back(from, to);
      }
    const ClosureBound found = min_closure(problem);
    const std::optional<long double> least = by_enumeration(problem);
    ASSERT_EQ(found.possible, least.has_value());
    impossible += least ? 0 : 1;
    if (!least) continue;
    EXPECT_LE(found.value, *least + 1e-12L);
    EXPECT_GE(found.value, *least - found.slack - 1e-12L);
    EXPECT_LT(found.slack, 1e-12L);
  }
  EXPECT_GT(impossible, 10);
}

/// One gain that obliges to a chain of 20,000 losses of 1 each: worth it from 20,000 on. Searching the chain anew for each would take 2e8 steps.
TEST(MinClosure, TakesLongChains) {
  constexpr int losses = 20'000;
  for (const int gain : {losses - 1, losses + 1}) {
    ClosureProblem problem;
    problem.weight.push_back(-gain);
    problem.weight.insert(problem.weight.end(), losses, 1);
    problem.barred.assign(problem.weight.size(), false);
    for (int i = 0; i < losses; ++i) problem.obliges.emplace_back(i, i + 1);
    EXPECT_NEAR(static_cast<double>(min_closure(problem).value), gain > losses ? -1 : 0, 1e-9);
  }
}

/// What obliges to a barred item is barred itself, over any number of steps.
TEST(MinClosure, BarsWhatStandsBehind) {
  ClosureProblem problem{.weight = {-5, -5, 1, -2}, .barred = {false, false, true, false}, .obliges = {{0, 1}, {1, 2}}, .forced = {}};
  EXPECT_NEAR(static_cast<double>(min_closure(problem).value), -2, 1e-12);
}

/// min cost z: enumerates the vertices of the share box with one or two fractional entries, the match row tight or not.
long double by_vertices(const std::vector<Offer>& offers, long double gap_cost) {
  const std::size_t n = offers.size();
  long double best = gap_cost;
  const auto consider = [&](const std::vector<long double>& z) {
    long double sum = 0, match = 0, cost = 0;
    for (std::size_t k = 0; k < n; ++k) {
      if (z[k] < -1e-12L || z[k] > offers[k].share + 1e-12L) return;
      sum += z[k];
      match += z[k] * offers[k].match;
      cost += z[k] * offers[k].cost;
    }
    if (sum > 1 + 1e-12L || match > 1e-12L) return;
    best = std::min(best, cost + (1 - sum) * gap_cost);
  };
  // Every z_k at 0, at its share, or one of at most two that the rows "sum = 1" and "match = 0" decide.
  std::size_t patterns = 1;
  for (std::size_t k = 0; k < n; ++k) patterns *= 2;
  for (std::size_t pattern = 0; pattern < patterns; ++pattern) {
    std::vector<long double> z(n);
    for (std::size_t k = 0; k < n; ++k) z[k] = (pattern >> k & 1U) ? offers[k].share : 0;
    consider(z);
    const auto rest = [&](std::size_t a, std::size_t b, bool match) {
      long double sum = 0;
      for (std::size_t k = 0; k < n; ++k)
        if (k != a && k != b) sum += match ? z[k] * offers[k].match : z[k];
      return sum;
    };
    for (std::size_t a = 0; a < n; ++a) {
      auto one = z;
      one[a] = 1 - rest(a, a, false);
      consider(one);
      if (offers[a].match != 0) {
        one[a] = -rest(a, a, true) / offers[a].match;
        consider(one);
      }
      for (std::size_t b = a + 1; b < n; ++b) {
        const long double determinant = offers[b].match - offers[a].match;
        if (determinant == 0) continue;
        const long double sum = 1 - rest(a, b, false), match = -rest(a, b, true);
        auto two = z;
        two[b] = (match - offers[a].match * sum) / determinant;
        two[a] = sum - two[b];
        consider(two);
      }
    }
  }
  return best;
}

TEST(CellPrice, AgreesWithTheVerticesOfTheProgramme) {
  std::mt19937 random(2);
  const auto draw = [&](int top) { return static_cast<long double>(random() % static_cast<unsigned>(top)); };
  for (int round = 0; round < 5000; ++round) {
    std::vector<Offer> offers(random() % 5);
    for (Offer& offer : offers) {
      const bool own = random() % 3 == 0;
      offer = {draw(40) / 10, (1 + draw(10)) / 10, own ? -1 : draw(3) / 5};
    }
    EXPECT_NEAR(static_cast<double>(cell_price(offers, 3)), static_cast<double>(by_vertices(offers, 3)), 1e-12);
  }
}

TEST(CellPrice, MatchByHand) {
  // 2/3 bundled at 0.2 and 1/3 own at 1.
  EXPECT_NEAR(static_cast<double>(cell_price({{0.2L, 1, 0.5L}, {1, 1, -1}}, 3)), (2 * 0.2 + 1) / 3, 1e-15);
  EXPECT_NEAR(static_cast<double>(cell_price({{0.2L, 1, 0.5L}}, 3)), 3, 1e-15);
  EXPECT_NEAR(static_cast<double>(cell_price({}, 3)), 3, 1e-15);
  EXPECT_NEAR(static_cast<double>(cell_price({{4, 1, 0}}, 3)), 3, 1e-15);
}

class GalleryBound : public testing::TestWithParam<std::string> {};

/// Whatever the multipliers, what they prove does not exceed what the best plan costs.
TEST_P(GalleryBound, NeverExceedsTheOptimum) {
  const gallery::Case& problem = gallery::find(GetParam());
  const Campaign campaign = gallery::campaign_of(problem);
  const Funding funding = gallery::funding_of(problem);
  const Facts facts(campaign, funding, problem.settings);
  std::mt19937 random(7);
  double best = -1e30;
  for (int round = 0; round < 400; ++round) {
    const double size = std::pow(10.0, static_cast<int>(random() % 6) - 3);
    const auto draw = [&] { return random() % 3 == 0 ? 0.0 : size * static_cast<double>(random() % 1000) / 1000; };
    Multipliers multipliers;
    for (int k = 0; k < facts.source_count(); ++k) {
      multipliers.cash.emplace_back();
      for (int t = 0; t < facts.periods(); ++t) multipliers.cash.back().push_back(round == 0 ? 0.0 : draw());
    }
    for (int u = 0; u < static_cast<int>(campaign.units().size()); ++u)
      for (int year = 2012; year < 2017; ++year)
        if (round != 0 && random() % 2 == 0) multipliers.affordability[{UnitId{u}, year}] = draw();
    const ProvenBound bound = prove_bound(facts, multipliers);
    EXPECT_LE(static_cast<double>(bound.value), problem.objective + static_cast<double>(bound.rounding) + 1e-9) << "round " << round;
    EXPECT_LT(bound.slack, 1e-9L);
    best = std::max(best, static_cast<double>(bound.value));
  }
  EXPECT_GT(best, 0) << "no multipliers at all proved anything";
}

std::vector<std::string> names() {
  std::vector<std::string> found;
  for (const gallery::Case& problem : gallery::cases()) found.push_back(problem.name);
  return found;
}

INSTANTIATE_TEST_SUITE_P(Gallery, GalleryBound, testing::ValuesIn(names()), [](const auto& test) {
  std::string name = test.param;
  for (char& c : name)
    if (c == '-') c = '_';
  return name;
});

Multipliers nothing(const Facts& facts) {
  return {.cash = std::vector<std::vector<double>>(static_cast<std::size_t>(facts.source_count()),
                                                   std::vector<double>(static_cast<std::size_t>(facts.periods()), 0)),
          .affordability = {}};
}

TEST(ProveBound, PricesOfTheShortSourceProveTheOptimum) {
  // The gap costs 3/2 in period 1, the source 1/2: a yuan of it is worth 1 there, and so in period 0, where it would do less.
  const gallery::Case& problem = gallery::find("one-source-short");
  const Campaign campaign = gallery::campaign_of(problem);
  const Funding funding = gallery::funding_of(problem);
  const Facts facts(campaign, funding, problem.settings);
  Multipliers multipliers = nothing(facts);
  multipliers.cash[0] = {1, 1, 0, 0};
  EXPECT_NEAR(static_cast<double>(prove_bound(facts, multipliers).value), 110, 1e-9);
  multipliers.cash[0] = {0, 1, 0, 0};  // admissible only after repair: the balance carries over
  EXPECT_NEAR(static_cast<double>(prove_bound(facts, multipliers).value), 110, 1e-9);
  multipliers.cash[0] = {-5, 1, std::nan(""), 0};
  EXPECT_NEAR(static_cast<double>(prove_bound(facts, multipliers).value), 110, 1e-9);
}

TEST(ProveBound, AffordabilityIsPriced) {
  // In period 0 own money is worth 2 (a gap at 3 less its own cost of 1). So is a yuan of instalment: 1.5 for the money that pays it,
  // 0.5 for the room in 2013. Start 0 then costs 3 a yuan whatever pays, start 1 costs 2.5 a yuan and 50 for being late.
  const gallery::Case& problem = gallery::find("affordability");
  const Campaign campaign = gallery::campaign_of(problem);
  const Funding funding = gallery::funding_of(problem);
  const Facts facts(campaign, funding, problem.settings);
  Multipliers multipliers = nothing(facts);
  multipliers.cash[0] = {2, 1.5};
  multipliers.affordability[{UnitId{0}, 2013}] = 0.5;
  // 300 - 2 x 30 - 1.5 x 40 - 0.5 x 40 = 160.
  EXPECT_NEAR(static_cast<double>(prove_bound(facts, multipliers).value), 160, 1e-9);
  // Where nothing falls due there is nothing to pay for, though the ceiling of 9999, grown year by year, be beyond counting.
  multipliers.affordability[{UnitId{0}, 9999}] = 1;
  multipliers.affordability[{UnitId{0}, 2011}] = 1;
  EXPECT_NEAR(static_cast<double>(prove_bound(facts, multipliers).value), 160, 1e-9);
}

}  // namespace
}  // namespace liandong::verify
