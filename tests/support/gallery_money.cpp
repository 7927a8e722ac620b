#include "tests/support/gallery_builder.hpp"

// 万元 throughout. Where the discount rate is 1 a year and periods are years, money halves every period: β^t = 2^-t.

namespace liandong::gallery {
namespace {

constexpr Rate halving = Rate::one();
constexpr Rate none{};

/// Project 60 + 40, money 100 at once. Start 0: 60 + 40/2 = 80, on time. Start 1: 30 + 10 + one late period 50 = 90; start 2: 15 + 5 +
/// 2 x 50 = 120. The second title asks for the same project, which is paid once.
Case money_suffices() {
  Builder b("money-suffices", PeriodUnit::year, 4, halving);
  const ProjectId a = b.project("a", {.spend = {60, 40}});
  b.source("own", {.inflow = {100}});
  b.stage("first", {.needs = {a}, .deadline = 1, .late = 50});
  b.stage("second", {.needs = {a}, .deadline = 3, .late = 50});
  return b.solved(80, {0}, {1, 1}, 0);
}

/// As above with 70. A yuan at 0 saves 3 - 1 = 2, at 1 it saves (3 - 1)/2 = 1: so 60 at 0, 10 at 1, gap 30 at 1:
/// 60 + 10/2 + 3 x 30/2 = 110. Later starts cost 500 a period.
Case one_source_short() {
  Builder b("one-source-short", PeriodUnit::year, 4, halving);
  const ProjectId a = b.project("a", {.spend = {60, 40}});
  b.source("own", {.inflow = {70}});
  b.stage("first", {.needs = {a}, .deadline = 1, .late = 500});
  return b.solved(110, {0}, {1}, 30);
}

/// Bundled money (0.2) may carry 6/10 of each period: 60 x 0.2 + 40 = 52.
Case share_limit() {
  Builder b("share-limit", PeriodUnit::year, 2, none);
  const ProjectId a = b.project("a", {.spend = {100}});
  b.source("own", {.inflow = {100}});
  b.source("bundled", {.inflow = {100}, .channel = Channel::bundled, .level = FundLevel::province, .owner = {}, .max_share = tenths(6)});
  b.stage("first", {.needs = {a}, .late = 500});
  return b.solved(52, {0}, {0}, 0);
}

/// Own money at least half of the bundled: of 90 in the city, 60 bundled and 30 own, 60 x 0.2 + 30 = 42. In the poor county the match is
/// waived (rule M2): 90 x 0.2 = 18. Together 60.
Case match_binds_and_is_waived() {
  Builder b("match", PeriodUnit::year, 2, none);
  const UnitId poor = b.county("poor", true);
  const ProjectId city = b.project("in-city", {.spend = {90}}), county = b.project("in-county", {.spend = {90}, .unit = poor});
  b.source("own", {.inflow = {100}});
  b.source("bundled", {.inflow = {200}, .channel = Channel::bundled, .level = FundLevel::province, .owner = {}, .match_rate = tenths(5)});
  b.stage("first", {.needs = {city, county}, .late = 500});
  return b.solved(60, {0, 0}, {0}, 0);
}

/// Own money is short too: 20 of it admit 40 bundled, so of 90 a gap of 30 remains: 20 + 8 + 90 = 118. All own money goes with the match:
/// a yuan of it brings two of bundled.
Case match_limits_the_cheap_money() {
  Builder b("match-short", PeriodUnit::year, 1, none);
  const ProjectId a = b.project("a", {.spend = {90}});
  b.source("own", {.inflow = {20}});
  b.source("bundled", {.inflow = {200}, .channel = Channel::bundled, .level = FundLevel::province, .owner = {}, .match_rate = tenths(5)});
  b.stage("first", {.needs = {a}, .never = 5000});
  return b.solved(118, {0}, {0}, 30);
}

/// Half of a balance lapses: floor(0.5 x 80.000001) = 40, with 20 new 60 in period 1, against a spend of 70: 60 + 3 x 10 = 90. Waiting
/// for period 2 halves it again.
Case carry_over() {
  Builder b("carry-over", PeriodUnit::year, 3, none);
  const ProjectId a = b.project("a", {.spend = {70}, .earliest = 1});
  b.source("own", {.inflow = {80.000001, 20}, .carry_over = tenths(5)});
  b.stage("first", {.needs = {a}, .deadline = 1, .late = 500});
  return b.solved(90, {1}, {1}, 10);
}

/// 60 approved and 40 hoped for, planned with what is approved: 60 + 3 x 40 = 180.
Case certainty() {
  Builder b("certainty", PeriodUnit::year, 1, none);
  const ProjectId a = b.project("a", {.spend = {100}});
  const SourceId own = b.source("own", {.inflow = {60}, .certainty = Certainty::approved});
  b.more_inflow(own, 0, 40, Certainty::hoped);
  b.stage("first", {.needs = {a}, .never = 5000});
  b.settings().certainty = Certainty::approved;
  return b.solved(180, {0}, {0}, 40);
}

/// Sewage may draw 50 of bundled money (half its spend), both projects compete for 100 of own money: 50 x 0.2 + 100 + 3 x 50 = 260,
/// wherever the gap lies.
Case competition() {
  Builder b("competition", PeriodUnit::year, 1, none);
  const ProjectId sewage = b.project("plant", {.spend = {100}, .sector = "sewage"}), roads = b.project("road", {.spend = {100}});
  b.source("own", {.inflow = {100}});
  b.source("bundled", {.inflow = {100},
                       .channel = Channel::bundled,
                       .level = FundLevel::province,
                       .owner = {},
                       .sectors = {"sewage"},
                       .max_share = tenths(5)});
  b.stage("first", {.needs = {sewage, roads}, .never = 5000});
  return b.solved(260, {0, 0}, {0}, 50);
}

/// Investors pay for the commercial market only: 100 x 0 + 80 own = 80. The toilets are not commercial.
Case investment() {
  Builder b("investment", PeriodUnit::year, 1, none);
  const ProjectId market = b.project("market", {.spend = {100}, .sector = "markets", .commercial = true}),
                  toilets = b.project("toilets", {.spend = {80}, .sector = "toilets"});
  b.source("own", {.inflow = {80}});
  b.source("investors", {.inflow = {150}, .channel = Channel::investment, .level = FundLevel::market, .owner = {}});
  b.stage("first", {.needs = {market, toilets}, .never = 5000});
  return b.solved(80, {0, 0}, {0}, 0);
}

}  // namespace

std::vector<Case> money_cases() {
  return {money_suffices(), one_source_short(), share_limit(), match_binds_and_is_waived(), match_limits_the_cheap_money(), carry_over(),
          certainty(),      competition(),      investment()};
}

}  // namespace liandong::gallery
