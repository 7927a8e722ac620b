#include "tests/support/gallery_builder.hpp"

// 万元 throughout; "halving" as in gallery_money.cpp.

namespace liandong::gallery {
namespace {

constexpr Rate halving = Rate::one();
constexpr Rate none{};

Contract instalments(std::vector<Rate> shares, int first_after, int interval) {
  Contract terms;
  terms.instalments = static_cast<int>(shares.size());
  terms.shares = std::move(shares);
  terms.first_after = first_after;
  terms.interval = interval;
  return terms;
}

/// BT of 100 built in 2012 at no interest, repaid 40 in 1, 30 in 2 and 30 in 3, which lies beyond the horizon: 40/2 + 30/4 + 30/8 = 31.25.
/// Own money comes in just those amounts. Later BT is barred: start 1 costs 40/2 + 3 x 60/2 + 10, start 2 costs 70/4 + 3 x 30/4 + 20 = 60.
Case bt_shares() {
  Builder b("bt-4-3-3", PeriodUnit::year, 3, halving);
  const ProjectId a = b.project("a", {.spend = {100}, .sector = "culture", .bt = true});
  const SourceId own = b.source("own", {.inflow = {0, 40, 30}});
  b.contract("bt", 100, own, instalments({tenths(4), tenths(3), tenths(3)}, 1, 1));
  b.budget({0}, 2012, 1000);
  b.budget({0}, 2013, 1000);
  b.budget({0}, 2014, 1000);
  b.stage("first", {.needs = {a}, .late = 10});
  return b.solved(31.25, {0}, {0}, 0);
}

/// BT at 10 % simple interest from the middle of the period of the draw: base 100 x 1.05 = 105; equal principal in two years: 52.5 + 10.5 =
/// 63 in 1, 52.5 + 5.25 = 57.75 in 2: 63/2 + 57.75/4 = 45.9375. Without BT the own money of 63 in 1 costs 31.5 + 3 x 37/2 + 90.
Case bt_interest() {
  Builder b("bt-interest", PeriodUnit::year, 3, halving);
  const ProjectId a = b.project("a", {.spend = {100}, .sector = "culture", .bt = true});
  const SourceId own = b.source("own", {.inflow = {0, 63, 57.75}});
  Contract terms;
  terms.repayment = Repayment::equal_principal;
  terms.instalments = 2;
  terms.interval = 1;
  terms.first_after = 1;
  terms.annual_rate = Rate::percent(10);
  b.contract("bt", 100, own, terms);
  b.budget({0}, 2012, 1000);
  b.stage("first", {.needs = {a}, .late = 90});
  return b.solved(45.9375, {0}, {0}, 0);
}

/// One instalment a year after; 2013 has room for 10 % of 500 less 10 committed = 40. So BT 40, own 30, gap 30: 40 + 30 + 90 = 160.
/// Start 1: no BT, 70 own, gap 30, and late.
Case affordability() {
  Builder b("affordability", PeriodUnit::year, 2, none);
  const ProjectId a = b.project("a", {.spend = {100}, .sector = "culture", .bt = true});
  const SourceId own = b.source("own", {.inflow = {30, 40}});
  b.contract("bt", 100, own, instalments({Rate::one()}, 1, 1));
  b.budget({0}, 2012, 500);
  b.budget({0}, 2013, 500, 10);
  b.stage("first", {.needs = {a}, .late = 50});
  return b.solved(160, {0}, {0}, 30);
}

/// As above, but the instalment falls in 2014, beyond the horizon, when expenditure has grown from 500 by 20 % to 600: room for 60.
/// BT 60, own 30, gap 10: 60 + 30 + 30 = 120. Start 1 costs 70 + 90 and is late.
Case affordability_beyond_the_horizon() {
  Builder b("affordability-beyond", PeriodUnit::year, 2, none);
  const ProjectId a = b.project("a", {.spend = {100}, .sector = "culture", .bt = true});
  const SourceId own = b.source("own", {.inflow = {30, 40}});
  b.contract("bt", 100, own, instalments({Rate::one()}, 2, 1));
  b.budget({0}, 2012, 500);
  b.budget({0}, 2013, 500);
  b.settings().budget_growth = Rate::percent(20);
  b.settings().affordability_limit = Rate::percent(10);
  b.stage("first", {.needs = {a}, .late = 50});
  return b.solved(120, {0}, {0}, 10);
}

/// Subsidy of a year for capital 100, N = 2, m = 10 %, d = 0, O = 5, U = 10.5: 100 x 1.1/2 + 5 x 1.1 - 10.5 = 50, in 1 and 2:
/// 50/2 + 50/4 = 37.5. Start 1 all by BOT: 50/4 + 50/8 + 30 = 48.75; half of it own: 25 + 25/4 + 25/8 + 30.
Case bot_subsidy() {
  Builder b("bot-subsidy", PeriodUnit::year, 3, halving);
  const ProjectId a = b.project("plant", {.spend = {100}, .sector = "sewage", .operating = 5, .fees = 10.5});
  const SourceId own = b.source("own", {.inflow = {0, 50, 50}});
  Contract terms;
  terms.kind = ContractKind::bot;
  terms.profit_rate = Rate::percent(10);
  terms.subsidy_years = 2;
  b.contract("bot", 100, own, terms);
  b.budget({0}, 2012, 1000);
  b.stage("first", {.needs = {a}, .late = 30});
  return b.solved(37.5, {0}, {0}, 0);
}

/// The plan document takes 2012 (and costs nothing), so that both works start in 2013Q1, after BT1: the road may still be built by BT, the
/// hall may not. Road 50 repaid in 2014 beyond the horizon, hall 3 x 60: 230. The hall's money never comes, waiting only adds lateness.
Case bt_ban() {
  Builder b("bt-ban", PeriodUnit::quarter, 8, none);
  const ProjectId plan = b.project("plan", {.spend = {0, 0, 0, 0}, .sector = "creation"});
  const ProjectId road = b.project("road", {.spend = {50}, .sector = "roads", .bt = true});
  const ProjectId hall = b.project("hall", {.spend = {60}, .sector = "culture", .bt = true});
  b.link({plan, {}}, {road, {}}, LinkKind::finish_to_start);
  b.link({plan, {}}, {hall, {}}, LinkKind::finish_to_start);
  const SourceId own = b.source("own", {});
  b.contract("bt", 200, own, instalments({Rate::one()}, 4, 4));
  b.budget({0}, 2012, 1000);
  b.budget({0}, 2013, 1000);
  b.stage("first", {.needs = {road, hall}, .deadline = 4, .late = 10, .never = 10000});
  return b.solved(230, {0, 4, 4}, {4}, 60);
}

/// One quarter earlier the hall may: its first day, 2012-10-01, lies before 2012-12-24. The plan takes three quarters: 60.
Case bt_before_the_ban() {
  Builder b("bt-before-the-ban", PeriodUnit::quarter, 8, none);
  const ProjectId plan = b.project("plan", {.spend = {0, 0, 0}, .sector = "creation"});
  const ProjectId hall = b.project("hall", {.spend = {60}, .sector = "culture", .bt = true});
  b.link({plan, {}}, {hall, {}}, LinkKind::finish_to_start);
  const SourceId own = b.source("own", {});
  b.contract("bt", 200, own, instalments({Rate::one()}, 8, 4));
  b.budget({0}, 2012, 1000);
  b.budget({0}, 2013, 1000);
  b.stage("first", {.needs = {hall}, .deadline = 3, .late = 10, .never = 10000});
  return b.solved(60, {0, 3}, {3}, 0);
}

}  // namespace

std::vector<Case> contract_cases() {
  return {bt_shares(), bt_interest(), affordability(), affordability_beyond_the_horizon(), bot_subsidy(), bt_ban(), bt_before_the_ban()};
}

}  // namespace liandong::gallery
