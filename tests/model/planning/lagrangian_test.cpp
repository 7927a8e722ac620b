#include "model/planning/lagrangian.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <random>

#include "model/optimise/solve.hpp"
#include "tests/support/gallery.hpp"

namespace liandong {
namespace {

PlanningProblem problem_of(const gallery::Case& c) { return PlanningProblem(gallery::campaign_of(c), gallery::funding_of(c), c.settings); }

/// Multipliers drawn at random, made to satisfy what (11) asks.
Multipliers random_multipliers(const PlanningProblem& problem, std::mt19937_64& random) {
  const auto draw = [&] { return random() % 3 == 0 ? 0.0 : static_cast<double>(random() % 1000) / 400.0; };
  Multipliers m;
  for (const Source& source : problem.funding().sources()) {
    std::vector<double> kappa(static_cast<std::size_t>(problem.periods()));
    for (std::size_t t = kappa.size(); t-- > 0;)
      kappa[t] = t + 1 < kappa.size() ? std::max(draw(), source.carry_over.value() * kappa[t + 1]) : draw();
    m.cash.push_back(std::move(kappa));
  }
  for (int s = 0; s < static_cast<int>(problem.funding().sources().size()); ++s)
    if (problem.funding().sources()[static_cast<std::size_t>(s)].repaid_by.known())
      for (int year = problem.year_of(0); year < problem.year_of(0) + 30; ++year)
        m.affordability[{problem.debtor(SourceId{s}), year}] = draw();
  return m;
}

void for_each_schedule(const PlanningProblem& problem, const std::function<void(const Schedule&)>& visit) {
  Schedule schedule(static_cast<std::size_t>(problem.graph().node_count()));
  const std::function<void(std::size_t)> choose = [&](std::size_t v) {
    if (v == schedule.size()) {
      if (respects_links(problem, schedule)) visit(schedule);
      return;
    }
    schedule[v].reset();
    choose(v + 1);
    for (int q = problem.graph().earliest_completion()[v]; q < problem.periods(); ++q) {
      schedule[v] = q;
      choose(v + 1);
    }
    schedule[v].reset();
  };
  choose(0);
}

TEST(Lagrangian, TheMinimumCutIsTheCheapestOfAllSchedules) {
  std::mt19937_64 random(7);
  int compared = 0;
  for (const gallery::Case& c : gallery::cases()) {
    const PlanningProblem problem = problem_of(c);
    if (std::pow(problem.periods() + 1.0, problem.graph().node_count()) > 2e5) continue;
    const SpendModel model(problem);
    const ExpandedGraph graph(problem, open_windows(problem));
    for (int round = 0; round < 5; ++round) {
      const CompletionCosts costs = completion_costs(model, random_multipliers(problem, random));
      double cheapest = std::numeric_limits<double>::infinity();
      for_each_schedule(problem, [&](const Schedule& s) { cheapest = std::min(cheapest, costs.of(s)); });
      const CheapestSchedule cut = cheapest_schedule(problem, graph, costs);
      EXPECT_NEAR(cut.value, cheapest, 1e-6) << c.name;
      EXPECT_LE(cut.value, cheapest + 1e-9) << c.name;
      EXPECT_NEAR(costs.of(cut.schedule), cheapest, 1e-6) << c.name;
      EXPECT_TRUE(respects_links(problem, cut.schedule)) << c.name;
      EXPECT_LE(cut.value, c.objective + 1e-6) << c.name << ": weak duality (13)";
      ++compared;
    }
  }
  EXPECT_GE(compared, 40);
}

/// What a schedule draws the cheapest way, less what there is, is a supergradient of its bound: no other multipliers lie above that plane.
/// And the shares of a cell's cheapest way cost its price.
TEST(Lagrangian, CheapestDrawsAreASupergradient) {
  std::mt19937_64 random(11);
  int compared = 0, charged = 0;
  for (const gallery::Case& c : gallery::cases()) {
    const PlanningProblem problem = problem_of(c);
    for (const double charge : {0.0, 2.0}) {
      const SpendModel model(problem, charge);
      const Multipliers at = random_multipliers(problem, random);
      const RowPrices prices = row_prices(model.rows(), at);
      for (int cell = 0; cell < static_cast<int>(model.cells().size()); ++cell) {
        std::vector<double> shares;
        const double price = spend_price(model, cell, prices, shares);
        EXPECT_NEAR(price, spend_price(model, cell, prices), 1e-12);
        double cost = 0, gap = 1, match = 0;
        for (std::size_t i = 0; i < shares.size(); ++i) {
          const CellOffer& offer = model.offers(cell)[i];
          double unit = offer.cost;
          for (const RowTerm& term : offer.terms) unit += term.factor * prices[static_cast<std::size_t>(term.row)];
          cost += shares[i] * unit;
          gap -= shares[i];
          match += shares[i] * offer.match;
          EXPECT_LE(shares[i], offer.share + 1e-12);
        }
        EXPECT_GE(gap, -1e-12);
        EXPECT_GE(match, -1e-9) << c.name << ": (5)";
        EXPECT_NEAR(cost + gap * model.gap_cost(model.cells()[static_cast<std::size_t>(cell)].t), price, 1e-9) << c.name;
      }
      const Schedule schedule =
          cheapest_schedule(problem, ExpandedGraph(problem, open_windows(problem)), completion_costs(model, prices)).schedule;
      const double value = completion_costs(model, prices).of(schedule);
      std::vector<double> slope = cheapest_draws(model, prices, schedule);
      for (std::size_t r = 0; r < slope.size(); ++r) slope[r] -= model.rows().limit[r];
      for (int round = 0; round < 5; ++round) {
        const RowPrices other = row_prices(model.rows(), random_multipliers(problem, random));
        double plane = value;
        for (std::size_t r = 0; r < slope.size(); ++r) plane += slope[r] * (other[r] - prices[r]);
        EXPECT_LE(completion_costs(model, other).of(schedule), plane + 1e-8 * (1 + std::abs(plane))) << c.name;
        ++compared;
      }
      charged += charge > 0 && completion_costs(SpendModel(problem), prices).of(schedule) < value - 1e-9 ? 1 : 0;
    }
  }
  EXPECT_GE(compared, 200);
  EXPECT_GE(charged, 3) << "the charge on the gap counts";
}

TEST(Lagrangian, TheSpendPriceIsTheOptimumOfItsLinearProgramme) {
  std::mt19937_64 random(11);
  for (const gallery::Case& c : gallery::cases()) {
    const PlanningProblem problem = problem_of(c);
    const SpendModel model(problem);
    const Multipliers m = random_multipliers(problem, random);
    for (int number = 0; number < static_cast<int>(model.cells().size()); ++number) {
      const SpendCell& cell = model.cells()[static_cast<std::size_t>(number)];
      const SpendClass& spend_class = model.class_of(cell);
      const auto n = static_cast<Eigen::Index>(spend_class.sources.size()) + 1;
      optimise::LinearProgram lp;  // (12), written out.
      lp.a.resize(2, n);
      lp.c.resize(n);
      lp.lower = Eigen::VectorXd::Zero(n);
      lp.upper = Eigen::VectorXd::Ones(n);
      for (Eigen::Index i = 0; i + 1 < n; ++i) {
        const SourceId k = spend_class.sources[static_cast<std::size_t>(i)];
        double cost = m.cash[k.index()][static_cast<std::size_t>(cell.t)];
        const auto service = model.service(cell, k);
        if (!problem.funding()[k].repaid_by.known()) cost += problem.cost_weight(k) * problem.discount(cell.t);
        for (const ServiceFactor& s : service) {
          const SourceId payer = problem.funding()[k].repaid_by;
          cost += s.factor * problem.cost_weight(payer) * problem.discount(s.t);
          if (s.t < problem.periods()) cost += s.factor * m.cash[payer.index()][static_cast<std::size_t>(s.t)];
          if (const auto alpha = m.affordability.find({problem.debtor(k), problem.year_of(s.t)}); alpha != m.affordability.end())
            cost += s.factor * alpha->second;
        }
        lp.c[i] = cost;
        lp.upper[i] = problem.funding()[k].max_share.value();
        lp.a.insert(0, i) = 1;
        lp.a.insert(1, i) = (problem.counts_as_match(k) ? 1.0 : 0.0) - problem.match_rate(spend_class.example, k, cell.t).value();
      }
      lp.c[n - 1] = problem.settings().prices.gap.value() * problem.discount(cell.t);
      lp.a.insert(0, n - 1) = 1;
      lp.a.makeCompressed();
      lp.row_lower = Eigen::Vector2d(1, 0);
      lp.row_upper = Eigen::Vector2d(1, optimise::infinity);
      const optimise::Solution solution = optimise::solve(lp);
      ASSERT_EQ(solution.status, optimise::SolveStatus::optimal) << c.name;
      EXPECT_NEAR(spend_price(model, number, row_prices(model.rows(), m)), solution.objective, 1e-7) << c.name;
    }
  }
}

}  // namespace
}  // namespace liandong
