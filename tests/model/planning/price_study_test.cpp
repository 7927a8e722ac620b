#include "model/planning/price_study.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/planning/make_plan.hpp"
#include "tests/model/planning/drawn_problems.hpp"
#include "tests/support/gallery_builder.hpp"

namespace liandong {
namespace {

const PriceStep& at(const SourcePrice& price, int percent) {
  const PriceStep* step = price.step(Rate::percent(percent));
  if (step == nullptr) throw std::out_of_range("no step of " + std::to_string(percent) + " %");
  return *step;
}

/// The worked example of docs/maths/prices.md. At once: 300 - 2 m, m the money of the first year; a year later 150, whatever m; m = 72.
gallery::Case early_title() {
  gallery::Builder b("early-title", PeriodUnit::year, 4, Rate{});
  const ProjectId a = b.project("a", {.spend = {100}});
  b.source("own", {.inflow = {72, 40}});
  b.stage("first", {.needs = {a}, .late = 50});
  return b.solved(150, {1}, {1}, 0);
}

TEST(StudyPrices, MoneyThatDecidesADateIsWorthMoreThanItsMultiplier) {
  const PlanningProblem problem = problem_of(early_title());
  const Plan plan = make_plan(problem, {.gap = 0}).plan;
  const PriceStudy study = study_prices(problem, plan, {{.source = SourceId{0}, .t = 0}}, {.changes = {}, .gap = 0});
  EXPECT_NEAR(study.cost, 150, 1e-4);
  EXPECT_NEAR(study.bound, 150, 1e-4);
  const SourcePrice& price = study.prices.at(0);
  EXPECT_EQ(price.money, Money::nearest_wan(72));
  EXPECT_NEAR(price.dual, 0, 1e-6) << "with the dates held, the money of the first year is only carried over";
  const std::pair<int, double> expected[] = {{-10, 0}, {-5, 0}, {-1, 0}, {1, 0}, {5, 1.2 / 3.6}, {10, 8.4 / 7.2}};
  for (const auto& [percent, value] : expected) {
    SCOPED_TRACE(percent);
    const PriceStep& step = at(price, percent);
    EXPECT_NEAR(step.extra, 0.72 * percent, 1e-9);
    EXPECT_NEAR(step.price, value, 1e-3);
    EXPECT_NEAR(step.held, 0, 1e-3);
    EXPECT_NEAR(step.low, value, 1e-3);
    EXPECT_NEAR(step.high, value, 1e-3);
    EXPECT_EQ(step.moved, percent > 1 ? 1 : 0);
    EXPECT_EQ(step.stages_moved, percent > 1 ? 1 : 0);
  }
  ASSERT_NE(price.departs(true), nullptr);
  EXPECT_EQ(price.departs(true)->change, Rate::percent(5));
  EXPECT_EQ(price.departs(false), nullptr);
}

/// A project of 100 and 95 of own money: 5 more save 2 a 万元, and nothing after that; the dual holds up to 5 exactly.
TEST(StudyPrices, TheMultiplierHoldsAsFarAsItsRange) {
  gallery::Builder b("nearly", PeriodUnit::year, 1, Rate{});
  const ProjectId a = b.project("a", {.spend = {100}});
  b.source("own", {.inflow = {95}});
  b.stage("first", {.needs = {a}, .late = 500});
  const PlanningProblem problem = problem_of(b.solved(110, {0}, {0}, 5));
  const PriceStudy study = study_prices(problem, make_plan(problem, {.gap = 0}).plan, {{.source = SourceId{0}}}, {.changes = {}, .gap = 0});
  const SourcePrice& price = study.prices.at(0);
  EXPECT_NEAR(price.dual, 2, 1e-6);
  EXPECT_NEAR(price.dual_high, 5, 0.01);
  EXPECT_NEAR(price.dual_low, -95, 0.01);
  EXPECT_NEAR(at(price, 5).price, 2, 1e-3);
  EXPECT_NEAR(at(price, -10).price, 2, 1e-3);
  EXPECT_NEAR(at(price, 10).price, 10 / 9.5, 1e-3);
  EXPECT_EQ(price.departs(true), &at(price, 10));
}

/// Two periods that are varied together: the range along the source is that of (2).
TEST(StudyPrices, AWholeSourceIsItsPeriodsInProportion) {
  const PlanningProblem problem = problem_of(early_title());
  Plan plan = make_plan(problem, {.gap = 0}).plan;
  plan.prices = {{SourceId{0}, 0, 1.5, -36, 72}, {SourceId{0}, 1, 0.5, -40, 20}};
  const PriceStudy study = study_prices(problem, plan, {{.source = SourceId{0}}}, {.changes = {Rate::percent(10)}, .gap = 0});
  const SourcePrice& price = study.prices.at(0);
  EXPECT_NEAR(price.dual, (72 * 1.5 + 40 * 0.5) / 112, 1e-12);
  EXPECT_NEAR(price.dual_high, 112 / (72. / 72 + 40. / 20), 1e-9);
  EXPECT_NEAR(price.dual_low, -112 / (72. / 36 + 40. / 40), 1e-9);
  ASSERT_EQ(price.steps.size(), 1u);
  EXPECT_NEAR(price.steps[0].extra, 11.2, 1e-9);
}

/// More money never hurts, less never helps, ranges contain their prices, and nothing depends on the number of threads.
TEST(StudyPrices, KeepOrderAndRangesOnDrawnCampaigns) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    SCOPED_TRACE(seed);
    const PlanningProblem problem = problem_of(gallery::random_case({.seed = seed}));
    const Plan plan = make_plan(problem).plan;
    std::vector<PriceQuestion> questions = whole_sources(problem, plan);
    if (questions.size() > 2) questions.resize(2);
    for (const PriceQuestion& q : dearest_periods(problem, plan, 1)) questions.push_back(q);
    const PriceStudy one = study_prices(problem, plan, questions),
                     two = study_prices(problem, plan, questions, {.changes = {}, .threads = 2});
    EXPECT_LE(one.cost, one.plan_cost + 1e-6);
    EXPECT_LE(one.bound, one.cost + 1e-6 * (1 + one.cost));
    EXPECT_EQ(one.cost, two.cost);
    ASSERT_EQ(one.prices.size(), questions.size());
    for (std::size_t i = 0; i < one.prices.size(); ++i) {
      const SourcePrice &price = one.prices[i], &other = two.prices[i];
      EXPECT_TRUE(price.complete);
      ASSERT_EQ(price.steps.size(), other.steps.size());
      double before = std::numeric_limits<double>::infinity();
      for (std::size_t s = 0; s < price.steps.size(); ++s) {
        const PriceStep& step = price.steps[s];
        const double tolerance = 1e-6 * (1 + step.cost);
        EXPECT_LE(step.cost, before + tolerance) << "more money cannot cost more";
        EXPECT_LE(step.bound, step.cost + tolerance);
        EXPECT_GE(step.price * std::abs(step.extra), -tolerance);
        EXPECT_LE(step.low, step.price + tolerance / std::abs(step.extra));
        EXPECT_GE(step.high, step.price - tolerance / std::abs(step.extra));
        EXPECT_EQ(step.price, other.steps[s].price);
        EXPECT_EQ(step.low, other.steps[s].low);
        EXPECT_EQ(step.high, other.steps[s].high);
        EXPECT_EQ(step.moved, other.steps[s].moved);
        before = step.cost;
      }
    }
  }
}

TEST(StudyPrices, StoppedAtOnceSaysThatItIsNotComplete) {
  const PlanningProblem problem = problem_of(early_title());
  const Plan plan = make_plan(problem, {.gap = 0}).plan;
  std::stop_source stop;
  stop.request_stop();
  const PriceStudy study = study_prices(problem, plan, whole_sources(problem, plan), {.changes = {}, .stop = stop.get_token()});
  ASSERT_EQ(study.prices.size(), 1u);
  EXPECT_FALSE(study.prices[0].complete);
  EXPECT_TRUE(study.prices[0].steps.empty());
  EXPECT_NEAR(study.plan_cost, 150, 1e-4);
}

}  // namespace
}  // namespace liandong
