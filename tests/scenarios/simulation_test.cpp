#include "scenarios/simulation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/planning/make_plan.hpp"
#include "scenarios/normal.hpp"
#include "scenarios/piece_store.hpp"
#include "scenarios/simulation_influence.hpp"
#include "scenarios/simulation_statistics.hpp"
#include "tests/model/io/campaign_copy.hpp"
#include "tests/support/gallery_builder.hpp"

namespace liandong {
namespace {

using gallery::Builder;

/// One project of 100 in one year, 110 of own money at once, which is its budget; due at once.
gallery::Case one_project() {
  Builder b("one", PeriodUnit::year, 3, Rate{});
  const ProjectId a = b.project("a", {.spend = {100}});
  b.source("own", {.inflow = {110}, .certainty = Certainty::approved});
  b.stage("first", {.needs = {a}, .deadline = 0, .late = 500});
  return b.unsolved();
}

/// A case, its plan and its uncertainty, with all that refers to one another.
struct Trial {
  Trial(const gallery::Case& input, Uncertainty what)
      : problem(gallery::campaign_of(input), gallery::funding_of(input), input.settings),
        plan(make_plan(problem, {.gap = 0}).plan),
        uncertainty(std::move(what)),
        model(problem, plan, longest_delay(uncertainty)),
        risks(model, uncertainty) {}
  PlanningProblem problem;
  Plan plan;
  Uncertainty uncertainty;
  DispatchModel model;
  RiskModel risks;
};

Uncertainty with_driver() {
  Uncertainty what;
  what.drivers = {{.key = "price", .name = {}}, {.key = "land", .name = {}}};
  what.correlation = SquareMatrix::identity(2);
  what.correlation(0, 1) = what.correlation(1, 0) = 0.5;
  return what;
}

class SimulationUnder : public ::testing::TestWithParam<Sampling> {};
INSTANTIATE_TEST_SUITE_P(Every, SimulationUnder, ::testing::Values(Sampling::plain, Sampling::latin, Sampling::sobol),
                         [](const auto& tested) { return word_of(tested.param); });

/// The cost factor f is triangular on 0.9, 1, 1.3. P(100 f <= 110) = 1 - 0.2² / (0.4 x 0.3) = 2/3; the mean gap is 100 x 2 / 0.12 x 0.2³ /
/// 6 = 2.2222; a twentieth of the draws lies above f = 1.3 - sqrt(0.05 x 0.12) = 1.222540, a gap of 12.2540, and there (1.3 - f) has a mean
/// of two thirds of its most, so that CVaR = 100 (1.222540 + 0.077460 / 3) - 110 = 14.8360.
TEST_P(SimulationUnder, OneProjectAndOneSourceByHand) {
  Uncertainty what = with_driver();
  what.costs.push_back({.which = {}, .factor = {0.9, 1, 1.3, SpreadShape::triangular}, .loading = {.driver = 0, .value = 0.6}, .from = {}});
  const Trial trial(one_project(), what);
  const SimulationDraws draws = simulate(trial.risks, trial.model, {.draws = 16'000, .seed = 5, .sampling = GetParam()});
  ASSERT_EQ(draws.draws, 16'000);
  const PolicySummary held = summarise(draws, trial.model, Policy::hold_schedule),
                      budget = summarise(draws, trial.model, Policy::hold_budget);
  // The error of a tail is itself uncertain by a fifth with sixteen sets, so there four of them.
  const auto near = [](const Estimate& estimate, double truth, const char* what_of, double errors = 3) {
    EXPECT_NEAR(estimate.value, truth, errors * estimate.error + 1e-9) << what_of;
    EXPECT_LT(estimate.error, 0.02 * std::max(1.0, truth)) << what_of;
  };
  near(budget.all_on_time, 2.0 / 3, "on time");
  near(budget.stages[0].on_time, 2.0 / 3, "stage");
  near(held.without_gap, 2.0 / 3, "no gap");
  near(held.outlays[0].mean, 2.0 / 90 * 100, "mean gap");
  near(held.gap_by_period[0].mean, 2.0 / 90 * 100, "mean gap of the period");
  near(held.gap_tail[1].at_risk, 12.2540333, "VaR", 4);
  near(held.gap_tail[1].shortfall, 14.8360222, "CVaR", 4);
  near(held.outlays[static_cast<std::size_t>(Outlay::cost)].mean, 106.6666667, "cost");
  EXPECT_EQ(held.all_on_time.value, 1) << "the schedule is held";
}

/// Money that is late with chance 0.3 and falls out with chance 0.1, costs certain: on time with 0.9 x 0.7 = 0.63, a year late with 0.27.
TEST_P(SimulationUnder, ArrivalByHand) {
  Uncertainty what;
  what.arrivals.push_back(
      {.which = {}, .certainty = Certainty::approved, .drop = 0.1, .share = ThreePoint(1), .delay = {0.7, 0.3}, .loading = {}, .from = {}});
  const Trial trial(one_project(), what);
  const SimulationDraws draws = simulate(trial.risks, trial.model, {.draws = 16'000, .seed = 6, .sampling = GetParam()});
  const PolicySummary budget = summarise(draws, trial.model, Policy::hold_budget),
                      held = summarise(draws, trial.model, Policy::hold_schedule);
  EXPECT_NEAR(budget.all_on_time.value, 0.63, 3 * budget.all_on_time.error);
  EXPECT_NEAR(budget.stages[0].reached, 0.9, 3 * std::sqrt(0.09 / 16'000));
  EXPECT_EQ(budget.stages[0].p80, std::optional(1));
  EXPECT_NEAR(held.outlays[0].mean.value, 37, 3 * held.outlays[0].mean.error) << "0.37 x 100";
}

TEST(Simulation, DrawsHaveTheMomentsAndCorrelationsAskedFor) {
  Builder b("many", PeriodUnit::year, 3, Rate{});
  std::vector<ProjectId> all;
  for (const char* key : {"a", "b"}) all.push_back(b.project(key, {.spend = {100}}));
  const SourceId own = b.source("own", {.inflow = {1000}});
  const SourceId land = b.source("land", {.inflow = {1000}});
  Contract terms;
  terms.annual_rate = Rate::percent(8);
  terms.repayment = Repayment::equal_principal;
  terms.instalments = 1;
  b.contract("bt", 10, own, terms);
  b.budget(UnitId{0}, 2012, 10'000);
  b.stage("first", {.needs = all, .deadline = 2});
  Uncertainty what = with_driver();
  what.costs.push_back({.which = {}, .factor = {0.9, 1, 1.4, SpreadShape::pert}, .loading = {.driver = 0, .value = 0.6}, .from = {}});
  what.durations.push_back({.which = {}, .delay = {0.6, 0.3, 0.1}, .loading = {.driver = 0, .value = -0.5}, .from = {}});
  what.incomes.push_back({.which = {}, .volatility = 0.3, .loading = {.driver = 1, .value = 0.8}, .from = {}});
  what.interest.push_back(
      {.contracts = {}, .add = {-0.01, 0, 0.02, SpreadShape::triangular}, .loading = {.driver = 0, .value = 1}, .from = {}});
  const Trial trial(b.unsolved(), what);
  constexpr std::int64_t n = 40'000;
  const Sampler sampler(Sampling::plain, 9, n, trial.risks.variables());
  DrawnInputs inputs = trial.risks.inputs();
  RiskModel::Scratch scratch = trial.risks.scratch();
  struct Moments {
    double sum = 0, square = 0;
    void add(double x) {
      sum += x;
      square += x * x;
    }
    [[nodiscard]] double mean() const { return sum / n; }
    [[nodiscard]] double variance() const { return square / n - mean() * mean(); }
  } cost, longer, income, rate, log_income;
  double drivers = 0, costs = 0, cost_mean_b = 0, scores = 0;
  for (std::int64_t i = 0; i < n; ++i) {
    trial.risks.draw(sampler, i, scratch, inputs);
    const double a = static_cast<double>(inputs.cost_factor[0]) / factor_one, c = static_cast<double>(inputs.cost_factor[1]) / factor_one;
    cost.add(a);
    cost_mean_b += c;
    costs += a * c;
    longer.add(inputs.longer[0]);
    const double factor = static_cast<double>(inputs.inflow[land.index() * 3]) / 1e9;
    income.add(factor);
    log_income.add(std::log(factor));
    scores += std::log(factor) * scratch.driver_scores[1];
    rate.add(inputs.terms[0].annual_rate.value());
    drivers += scratch.driver_scores[0] * scratch.driver_scores[1];
  }
  const double error = 4 / std::sqrt(static_cast<double>(n));
  const ThreePoint& factor = what.costs[0].factor;
  EXPECT_NEAR(cost.mean(), factor.mean(), error * std::sqrt(factor.variance()));
  EXPECT_NEAR(cost.variance(), factor.variance(), 2 * error * factor.variance());
  EXPECT_NEAR(longer.mean(), 0.5, error * std::sqrt(0.45));
  EXPECT_NEAR(longer.variance(), 0.3 + 0.4 - 0.25, 2 * error * 0.45);
  EXPECT_NEAR(income.mean(), 1, error * std::sqrt(std::exp(0.09) - 1));
  EXPECT_NEAR(log_income.variance(), 0.09, 2 * error * 0.09);
  EXPECT_NEAR(scores / n / 0.3, 0.8, 2 * error) << "the loading is the correlation with the driver";
  EXPECT_NEAR(rate.mean(), 0.08 + 0.01 / 3, error * 0.0063);
  EXPECT_NEAR(drivers / n, 0.5, 2 * error);
  // Two costs that follow one driver at 0.6 have normal scores with a correlation of 0.36; that of the costs is a little less.
  const double correlation = (costs / n - cost.mean() * cost_mean_b / n) / cost.variance();
  EXPECT_NEAR(correlation, 0.355, 0.03);
}

TEST(Simulation, IsTheSameOnOneThreadAndOnTwo) {
  Uncertainty what = with_driver();
  what.costs.push_back({.which = {}, .factor = {0.9, 1, 1.4, SpreadShape::pert}, .loading = {.driver = 0, .value = 0.6}, .from = {}});
  what.arrivals.push_back(
      {.which = {}, .certainty = {}, .drop = 0.1, .share = {0.8, 1, 1, SpreadShape::pert}, .delay = {0.7, 0.3}, .loading = {}, .from = {}});
  const Trial trial(one_project(), what);
  for (const Sampling sampling : {Sampling::plain, Sampling::latin, Sampling::sobol}) {
    const SimulationOptions options{.draws = 3000, .seed = 3, .sampling = sampling};
    SimulationOptions two = options;
    two.threads = 2;
    const SimulationDraws a = simulate(trial.risks, trial.model, options), c = simulate(trial.risks, trial.model, two);
    EXPECT_EQ(a.of(Policy::hold_schedule).gap, c.of(Policy::hold_schedule).gap);
    EXPECT_EQ(a.of(Policy::hold_budget).completion, c.of(Policy::hold_budget).completion);
    EXPECT_EQ(a.influences, c.influences);
    SimulationOptions other = options;
    other.seed = 4;
    EXPECT_NE(a.of(Policy::hold_schedule).gap, simulate(trial.risks, trial.model, other).of(Policy::hold_schedule).gap);
  }
}

TEST(Simulation, StopsWhenItIsPreciseOrTold) {
  Uncertainty what;
  what.costs.push_back({.which = {}, .factor = {0.9, 1, 1.4, SpreadShape::pert}, .loading = {}, .from = {}});
  const Trial trial(one_project(), what);
  const SimulationDraws precise = simulate(trial.risks, trial.model, {.draws = 1'000'000, .sampling = Sampling::plain, .until = 0.02});
  EXPECT_EQ(precise.end, SimulationEnd::precise);
  EXPECT_LT(precise.draws, 100'000);
  EXPECT_EQ(precise.draws % 1024, 0);
  std::stop_source source;
  const SimulationDraws stopped =
      simulate(trial.risks, trial.model, {.draws = 1'000'000, .stop = source.get_token(), .on_progress = [&](const SimulationProgress& at) {
                                            if (at.done >= 5000) source.request_stop();
                                          }});
  EXPECT_EQ(stopped.end, SimulationEnd::cancelled);
  EXPECT_GE(stopped.draws, 5000);
  EXPECT_LT(stopped.draws, 6000);
  EXPECT_EQ(stopped.of(Policy::hold_budget).gap.size(), static_cast<std::size_t>(stopped.draws));
}

/// Other ranks, whose pieces arrive last first.
struct Backwards : Ranks {
  void share(const SharedWork& work) override {
    std::vector<std::string> made;
    for (int i = 0; i < work.count; ++i) made.push_back(work.make(i));
    for (int i = work.count - 1; i >= 0; --i) work.take(i, made[static_cast<std::size_t>(i)]);
  }
};

void expect_same(const SimulationDraws& a, const SimulationDraws& b) {
  EXPECT_EQ(a.draws, b.draws);
  EXPECT_EQ(a.end, b.end);
  EXPECT_EQ(a.noted, b.noted);
  EXPECT_EQ(a.influences, b.influences);
  for (const Policy policy : policies) {
    EXPECT_EQ(a.of(policy).gap, b.of(policy).gap);
    EXPECT_EQ(a.of(policy).gap_by_period, b.of(policy).gap_by_period);
    EXPECT_EQ(a.of(policy).over_ceiling, b.of(policy).over_ceiling);
    EXPECT_EQ(a.of(policy).completion, b.of(policy).completion);
  }
}

TEST(Simulation, IsTheSameInWhateverOrderPiecesArrive) {
  Uncertainty what;
  what.costs.push_back({.which = {}, .factor = {0.9, 1, 1.4, SpreadShape::pert}, .loading = {}, .from = {}});
  const Trial trial(one_project(), what);
  Backwards backwards;
  for (const double until : {0.0, 0.03}) {
    const SimulationOptions options{.draws = 25'000, .sampling = Sampling::plain, .until = until};
    SimulationOptions other = options;
    other.ranks = &backwards;
    const SimulationDraws a = simulate(trial.risks, trial.model, options), b = simulate(trial.risks, trial.model, other);
    EXPECT_EQ(a.end, until > 0 ? SimulationEnd::precise : SimulationEnd::all_draws);
    expect_same(a, b);
  }
}

TEST(Simulation, GoesOnFromFinishedPieces) {
  Uncertainty what;
  what.costs.push_back({.which = {}, .factor = {0.9, 1, 1.4, SpreadShape::pert}, .loading = {}, .from = {}});
  const Trial trial(one_project(), what);
  const test::ScratchFolder scratch;
  const PieceStore store(scratch.path(), std::string(64, '0'));
  std::stop_source source;
  SimulationOptions options{.draws = 22'000, .threads = 2, .pieces = &store};
  SimulationOptions stopped = options;
  stopped.stop = source.get_token();
  stopped.on_progress = [&](const SimulationProgress& at) {
    if (at.done >= 5000) source.request_stop();
  };
  EXPECT_EQ(simulate(trial.risks, trial.model, stopped).end, SimulationEnd::cancelled);
  EXPECT_EQ(store.count(), 4U) << "a piece that was cut short is not kept";
  const SimulationDraws again = simulate(trial.risks, trial.model, options);
  EXPECT_EQ(again.taken_up, 4 * draws_in_piece);
  options.pieces = nullptr;
  expect_same(again, simulate(trial.risks, trial.model, options));
  EXPECT_EQ(store.count(), 22U);
  ASSERT_TRUE(store.keep(7, "of another kind").empty());
  options.pieces = &store;
  const SimulationDraws mended = simulate(trial.risks, trial.model, options);
  EXPECT_EQ(mended.taken_up, 22'000 - draws_in_piece);
  expect_same(again, mended);
}

TEST(Simulation, NothingUncertainGivesThePlan) {
  const Trial trial(one_project(), {});
  EXPECT_TRUE(trial.risks.variables().empty());
  const SimulationDraws draws = simulate(trial.risks, trial.model, {.draws = 50});
  const PolicySummary held = summarise(draws, trial.model, Policy::hold_schedule);
  EXPECT_EQ(held.outlays[0].high, 0);
  EXPECT_EQ(held.all_on_time.value, 1);
  EXPECT_EQ(held.all_on_time.error, 0);
  EXPECT_TRUE(explain_results(draws, trial.risks, trial.model, 1).empty()) << "nothing varies";
}

TEST(SimulationInfluence, FindsWhatMatters) {
  Uncertainty what = with_driver();
  what.costs.push_back({.which = {}, .factor = {0.9, 1, 1.4, SpreadShape::pert}, .loading = {.driver = 0, .value = 0.8}, .from = {}});
  const Trial trial(one_project(), what);
  const SimulationDraws draws = simulate(trial.risks, trial.model, {.draws = 4000, .sampling = Sampling::plain});
  bool found = false;
  for (const ResultInfluences& result : explain_results(draws, trial.risks, trial.model, 2)) {
    if (result.kind != ResultKind::outlay || result.outlay != Outlay::cost || result.policy != Policy::hold_schedule) continue;
    found = true;
    ASSERT_GE(result.shares.size(), 3U);
    EXPECT_EQ(trial.risks.influences()[result.shares[0].influence].kind, InfluenceKind::cost) << "the project's own factor is the cost";
    EXPECT_NEAR(result.shares[0].rank_correlation, 1, 1e-6);
    EXPECT_NEAR(result.explained, 1, 1e-3);
    EXPECT_EQ(trial.risks.influences()[result.shares[1].influence].key, "price");
    EXPECT_NEAR(result.shares[1].rank_correlation, 6 / std::acos(-1.0) * std::asin(0.8 / 2), 0.03) << "Spearman of a normal copula";
  }
  EXPECT_TRUE(found);
}

TEST(SimulationInfluence, EqualValuesShareTheirRank) { EXPECT_EQ(ranks_of({3, 1, 3, 2}), (std::vector<float>{3.5F, 1, 3.5F, 2})); }

TEST(SimulationStatistics, ByHand) {
  std::vector<double> values;
  for (int i = 1; i <= 100; ++i) values.push_back(i);
  EXPECT_EQ(quantile_of(values, 0.95), 95);
  EXPECT_EQ(quantile_of(values, 0.5), 50);
  const TailRisk tail = tail_of(values, 0.95, Sampling::plain);
  EXPECT_EQ(tail.at_risk.value, 95);
  EXPECT_NEAR(tail.shortfall.value, (96 + 97 + 98 + 99 + 100) / 5.0, 1e-9);
  EXPECT_NEAR(mean_of(values, Sampling::plain).error, std::sqrt(100 * 101 / 12.0) / 10, 1e-9);
}

}  // namespace
}  // namespace liandong
