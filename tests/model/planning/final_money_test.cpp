#include "model/planning/final_money.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "model/planning/finish.hpp"
#include "tests/support/gallery_builder.hpp"

namespace liandong {
namespace {

using gallery::Builder;

/// Three cities with own money and BT each, and money from the province and bundled money in common, scarce.
gallery::Case three_cities(unsigned seed) {
  std::mt19937 random(seed);
  const auto between = [&](int low, int high) { return low + static_cast<double>(random() % static_cast<unsigned>(high - low + 1)); };
  Builder b("three-cities", PeriodUnit::year, 4, Rate::percent(6));
  std::vector<UnitId> cities{UnitId{0}, b.city("second"), b.city("third")};
  std::vector<ProjectId> all;
  for (const UnitId city : cities)
    for (int i = 0; i < 5; ++i)
      all.push_back(b.project("p" + std::to_string(all.size()), {.spend = {between(20, 80), between(20, 80)}, .unit = city, .sector = i % 2 == 0 ? "culture" : "roads", .bt = i < 3}));
  Contract terms;
  terms.instalments = 2;
  terms.shares = {Rate::percent(50), Rate::percent(50)};
  terms.first_after = 1;
  terms.interval = 1;
  for (const UnitId city : cities) {
    const SourceId own = b.source("own" + std::to_string(city.value), {.inflow = {between(60, 90), between(60, 90), 100, 80}, .owner = city, .max_share = gallery::tenths(8), .units = {city}});
    b.contract("bt" + std::to_string(city.value), between(60, 120), own, terms, {.inflow = {}, .max_share = gallery::tenths(7), .units = {city}});
    for (int year = 2012; year <= 2018; ++year) b.budget(city, year, 3000);
  }
  b.source("province", {.inflow = {120, 100, 60, 20}, .level = FundLevel::province, .owner = {}, .max_share = gallery::tenths(5)});
  b.source("bundled", {.inflow = {50, 90, 40}, .channel = Channel::bundled, .level = FundLevel::central, .owner = {}, .sectors = {"roads"}, .max_share = gallery::tenths(6), .match_rate = gallery::tenths(3)});
  b.stage("title", {.needs = all, .deadline = 3});
  return b.unsolved();
}

double cost_of(const PlanningProblem& problem, const FinalMoney& money) {
  Plan plan;
  plan.payments = money.allocation.payments;
  plan.gaps = money.allocation.gaps;
  plan.service = money.allocation.service;
  return objective_parts(problem, plan).total();
}

class FinalMoneyOfCities : public testing::TestWithParam<unsigned> {};

TEST_P(FinalMoneyOfCities, DividedCostsWhatTheWholeCosts) {
  const gallery::Case c = three_cities(GetParam());
  const PlanningProblem problem(gallery::campaign_of(c), gallery::funding_of(c), c.settings);
  const SpendModel model(problem);
  Schedule schedule;
  for (std::size_t j = 0; j < 15; ++j) schedule.push_back(1 + static_cast<int>(j % 3));
  schedule.push_back(3);
  const FinalMoney whole = final_money(model, schedule);
  const FinalMoney divided = final_money(model, schedule, {.most_rows = 0});
  EXPECT_TRUE(whole.allocation.exact);
  EXPECT_TRUE(divided.allocation.exact);
  const double cost = cost_of(problem, whole) - whole.price_of_wholeness;
  EXPECT_NEAR(cost_of(problem, divided) - divided.price_of_wholeness, cost, 1e-4 * cost) << "apart from contracts, which each part decides for itself";
  EXPECT_EQ(divided.prices.size(), whole.prices.size());
  for (std::size_t k = 0; k < divided.allocation.balances.size(); ++k)
    for (const BalanceEntry& entry : divided.allocation.balances[k]) EXPECT_GE(entry.balance, Money{}) << "source " << k;
  const FinalMoney threaded = final_money(model, schedule, {.threads = 3, .most_rows = 0});
  EXPECT_EQ(threaded.allocation.payments, divided.allocation.payments);
  EXPECT_EQ(threaded.allocation.gaps, divided.allocation.gaps);
}

INSTANTIATE_TEST_SUITE_P(Seeds, FinalMoneyOfCities, testing::Range(1U, 9U));

TEST(FinalMoney, LessCertainMoneyNeverLeavesASmallerGapInAll) {
  gallery::Case c = three_cities(3);
  for (std::size_t i = 0; i < c.funding.inflows.size(); i += 2) c.funding.inflows[i].certainty = Certainty::hoped;
  const PlanningProblem problem(gallery::campaign_of(c), gallery::funding_of(c), c.settings);
  const SpendModel model(problem);
  const FinalMoney money = final_money(model, Schedule(16, 3));
  ASSERT_EQ(money.gap_at_certainty.size(), 3U);
  std::vector<Money> totals(3);
  for (std::size_t i = 0; i < 3; ++i)
    for (const Money gap : money.gap_at_certainty[i].by_period) totals[i] += gap;
  EXPECT_GE(totals[0], totals[2]);
  EXPECT_GE(totals[1], totals[2]);
}

}  // namespace
}  // namespace liandong
