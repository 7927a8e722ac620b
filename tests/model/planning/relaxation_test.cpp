#include "model/planning/relaxation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/model/planning/drawn_problems.hpp"
#include "tests/support/extreme_campaigns.hpp"

namespace liandong {
namespace {

double allowed(double value, double relative = 1e-6) { return relative * (1 + std::abs(value)); }

/// Objective and bound against the general solver's optimum of the same programme.
void expect_value(const Relaxation& relaxed, double optimum) {
  EXPECT_TRUE(relaxed.converged);
  EXPECT_NEAR(relaxed.objective, optimum, 2 * allowed(optimum));
  EXPECT_NEAR(relaxed.bound, optimum, 2 * allowed(optimum));
  EXPECT_LE(relaxed.bound, optimum + allowed(optimum, 1e-8)) << "a bound above the optimum is false";
}

double optimum_of(const SpendModel& model, const std::vector<Window>& windows) {
  const optimise::Solution solution = solved_in_general(model, windows);
  EXPECT_EQ(solution.status, optimise::SolveStatus::optimal);
  return solution.objective;
}

/// The values of x keep (1), (2); the prices prove the bound by themselves.
void expect_consistent(const LaidOut& laid, const ExpandedGraph& graph, const Relaxation& relaxed) {
  ASSERT_EQ(static_cast<int>(relaxed.x.size()), graph.variable_count());
  for (const double x : relaxed.x) {
    EXPECT_GE(x, -1e-7);
    EXPECT_LE(x, 1 + 1e-7);
  }
  for (const auto& arc : graph.arcs())
    EXPECT_LE(relaxed.x[static_cast<std::size_t>(arc.chosen)], relaxed.x[static_cast<std::size_t>(arc.implied)] + 1e-7);
  RowPrices repaired = relaxed.prices;
  repair(laid.model.rows(), repaired);
  EXPECT_EQ(repaired, relaxed.prices) << "prices that need no repair";
  EXPECT_NEAR(cheapest_schedule(laid.problem, graph, completion_costs(laid.model, relaxed.prices)).value, relaxed.bound,
              allowed(relaxed.bound, 1e-9));
}

std::vector<gallery::Case> problems() {
  std::vector<gallery::Case> cases = gallery_and_random(24);
  for (std::uint64_t seed = 1; seed <= 6; ++seed) cases.push_back(gallery::random_case({.seed = seed, .wide = true}));
  for (gallery::Case& c :
       std::vector{gallery::no_source(), gallery::no_money(), gallery::one_project_one_source(), gallery::nothing_to_build(),
                   gallery::one_chain(12, 8, LinkKind::finish_to_start), gallery::many_sources(12)})
    cases.push_back(std::move(c));
  return cases;
}

TEST(Relaxation, IsTheOptimumOfTheProgramme) {
  for (const gallery::Case& c : problems()) {
    SCOPED_TRACE(c.name);
    const LaidOut laid(c);
    const ExpandedGraph graph(laid.problem, open_windows(laid.problem));
    const Relaxation relaxed = solve_relaxation(laid.layout, graph);
    expect_value(relaxed, optimum_of(laid.model, graph.windows()));
    expect_consistent(laid, graph, relaxed);
  }
}

TEST(Relaxation, IsTheOptimumOverNarrowedWindowsColdAndWarm) {
  std::mt19937_64 random(37);
  for (const gallery::Case& c : problems()) {
    SCOPED_TRACE(c.name);
    const LaidOut laid(c);
    const ExpandedGraph open(laid.problem, open_windows(laid.problem));
    const Relaxation wide = solve_relaxation(laid.layout, open);
    for (const int reach : {0, 2}) {
      const ExpandedGraph narrow(laid.problem, narrowed_windows(laid.problem, reach, 60, random));
      const double optimum = optimum_of(laid.model, narrow.windows());
      const Relaxation cold = solve_relaxation(laid.layout, narrow);
      expect_value(cold, optimum);
      expect_consistent(laid, narrow, cold);
      const Relaxation warm = solve_relaxation(laid.layout, narrow, {.warm = WarmStart{&open, &wide}});
      expect_value(warm, optimum);
      expect_consistent(laid, narrow, warm);
      // Back again, from fewer decisions than there are now.
      expect_value(solve_relaxation(laid.layout, open, {.warm = WarmStart{&narrow, &cold}}), wide.objective);
    }
  }
}

/// With patience, however much, the general solver does not step in.
constexpr int own_powers = 1'000'000;

/// Where nobody can give the match that money asks for, that money pays nothing: no inside, and prices that would have to be very high.
TEST(Relaxation, ConvergesByItselfWhereAMatchCannotBeGiven) {
  int unmatched = 0;
  for (const std::uint64_t seed : {12, 88, 114, 154, 183}) {
    const LaidOut laid(gallery::random_case({.seed = seed}));
    SCOPED_TRACE("seed " + std::to_string(seed));
    for (int c = 0; c < static_cast<int>(laid.model.cells().size()); ++c) {
      const auto offers = laid.model.offers(c);
      const auto gives = [&](const CellOffer& o) { return o.match > 0 && laid.layout.usable(o.terms.front().row); };
      const auto asks = [&](const CellOffer& o) { return o.match < 0 && laid.layout.usable(o.terms.front().row); };
      unmatched += std::any_of(offers.begin(), offers.end(), asks) && std::none_of(offers.begin(), offers.end(), gives);
    }
    const ExpandedGraph graph(laid.problem, open_windows(laid.problem));
    expect_value(solve_relaxation(laid.layout, graph, {.patience = own_powers}), optimum_of(laid.model, graph.windows()));
  }
  EXPECT_GT(unmatched, 0);
}

/// Points are lost on the way, the last one for good: then there is a bound all the same.
TEST(Relaxation, WhereItDoesNotConvergeItsBoundIsValid) {
  for (const std::uint64_t seed : {21, 66, 74, 129, 172, 195})
    for (const bool wide : {false, true}) {
      SCOPED_TRACE("seed " + std::to_string(seed));
      const LaidOut laid(gallery::random_case({.seed = seed, .wide = wide}));
      const ExpandedGraph graph(laid.problem, open_windows(laid.problem));
      const double optimum = optimum_of(laid.model, graph.windows());
      const Relaxation relaxed = solve_relaxation(laid.layout, graph, {.patience = own_powers});
      EXPECT_LE(relaxed.bound, optimum + allowed(optimum, 1e-8));
      if (relaxed.converged) {
        expect_value(relaxed, optimum);
      }
    }
}

TEST(Relaxation, StartsWarmFromOtherMoney) {
  std::mt19937_64 random(41);
  for (const gallery::Case& c : gallery_and_random(24)) {
    SCOPED_TRACE(c.name);
    const LaidOut laid(c);
    const auto& sources = laid.problem.funding().sources();
    if (sources.empty()) continue;
    const ExpandedGraph graph(laid.problem, open_windows(laid.problem));
    const Relaxation before = solve_relaxation(laid.layout, graph);
    const SourceId source{below(random, static_cast<int>(sources.size()))};
    const int t = below(random, laid.problem.periods());
    for (const double factor : {0.0, 0.5, 3.0}) {
      const double amount = factor * (laid.problem.inflow(source, t).wan() + 10);
      const LaidOut changed(laid.problem.with_inflow(source, t, Money::nearest_wan(amount)));
      const Relaxation warm = solve_relaxation(changed.layout, graph, {.warm = WarmStart{&graph, &before}});
      expect_value(warm, optimum_of(changed.model, graph.windows()));
      expect_consistent(changed, graph, warm);
    }
  }
}

TEST(Relaxation, IsTheSameOnAnyNumberOfThreads) {
  for (const gallery::Case& c : gallery_and_random(10)) {
    SCOPED_TRACE(c.name);
    const LaidOut laid(c);
    const ExpandedGraph graph(laid.problem, open_windows(laid.problem));
    const Relaxation one = solve_relaxation(laid.layout, graph, {.threads = 1}), two = solve_relaxation(laid.layout, graph, {.threads = 2});
    EXPECT_EQ(one.objective, two.objective);
    EXPECT_EQ(one.bound, two.bound);
    EXPECT_EQ(one.prices, two.prices);
    EXPECT_EQ(one.x, two.x);
    EXPECT_EQ(one.steps, two.steps);
  }
}

TEST(Relaxation, StopsAtTheCutoff) {
  int sooner = 0;
  for (const gallery::Case& c : gallery_and_random(12)) {
    SCOPED_TRACE(c.name);
    const LaidOut laid(c);
    const ExpandedGraph graph(laid.problem, open_windows(laid.problem));
    const Relaxation whole = solve_relaxation(laid.layout, graph);
    const double cutoff = whole.bound - 0.05 * std::abs(whole.bound) - 1e-6;
    const Relaxation part = solve_relaxation(laid.layout, graph, {.cutoff = cutoff});
    EXPECT_GE(part.bound, cutoff);
    EXPECT_LE(part.bound, whole.objective + allowed(whole.objective));
    EXPECT_LE(part.steps, whole.steps);
    sooner += part.steps < whole.steps;
    const Relaxation beyond = solve_relaxation(laid.layout, graph, {.cutoff = whole.objective + 1 + std::abs(whole.objective)});
    expect_value(beyond, whole.objective);
  }
  EXPECT_GT(sooner, 0);
}

TEST(Relaxation, StopsWhenAsked) {
  const LaidOut laid(gallery::random_case({.seed = 3}));
  const ExpandedGraph graph(laid.problem, open_windows(laid.problem));
  const double optimum = optimum_of(laid.model, graph.windows());
  std::stop_source at_once;
  at_once.request_stop();
  const Relaxation first = solve_relaxation(laid.layout, graph, {.stop = at_once.get_token()});
  EXPECT_FALSE(first.converged);
  EXPECT_LE(first.steps, 1);
  EXPECT_LE(first.bound, optimum + allowed(optimum, 1e-8));

  std::stop_source later;
  int reported = 0;
  double bound = first.bound;
  const Relaxation part =
      solve_relaxation(laid.layout, graph, {.stop = later.get_token(), .on_progress = [&](const RelaxationProgress& progress) {
                                              EXPECT_GE(progress.bound, bound);
                                              bound = progress.bound;
                                              if (++reported == 4) later.request_stop();
                                            }});
  EXPECT_FALSE(part.converged);
  EXPECT_EQ(reported, 4);
  EXPECT_EQ(part.steps, 4);
  EXPECT_EQ(part.bound, bound);
  EXPECT_LE(part.bound, optimum + allowed(optimum, 1e-8));
}

TEST(Relaxation, OfNothingToDecideIsTheMoney) {
  std::mt19937_64 random(43);
  for (const gallery::Case& c : problems()) {
    SCOPED_TRACE(c.name);
    const LaidOut laid(c);
    RowPrices near(static_cast<std::size_t>(laid.model.rows().count()), 0.5);
    repair(laid.model.rows(), near);
    for (int round = 0; round < 4; ++round) {
      const ExpandedGraph decided(laid.problem, fixed_windows(random_schedule(laid.problem, random)));
      ASSERT_EQ(decided.variable_count(), 0);
      const double optimum = optimum_of(laid.model, decided.windows());
      const MoneyValue value = value_of_money(laid.layout, decided, near, 1e-8);
      EXPECT_TRUE(value.converged);
      EXPECT_LE(value.error, allowed(optimum, 2e-8));
      EXPECT_NEAR(value.objective, optimum, allowed(optimum, 1e-7));
      near = value.prices;
      EXPECT_NEAR(cheapest_schedule(laid.problem, decided, completion_costs(laid.model, near)).value, optimum, allowed(optimum))
          << "the prices prove it";
    }
  }
}

}  // namespace
}  // namespace liandong
