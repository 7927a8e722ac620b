#include "tests/support/delivery_cases.hpp"

#include <algorithm>
#include <initializer_list>
#include <random>
#include <string>
#include <utility>

#include "tests/support/gallery_builder.hpp"

// 万元 throughout; years as periods; "halving": a discount rate of 1, so that money counts half a year later. The gap price is 3.

namespace liandong::gallery {
namespace {

constexpr Rate halving = Rate::one();
constexpr Rate none{};

Mode mode(ProjectId project, std::string key, std::initializer_list<double> spend, std::vector<Channel> channels = {}) {
  Mode mode{.project = project,
            .key = std::move(key),
            .name = {},
            .cost = {},
            .duration = static_cast<int>(spend.size()),
            .profile = {},
            .least = {},
            .most = {},
            .channels = std::move(channels),
            .shares = {}};
  for (const double amount : spend) {
    mode.profile.push_back(wan(amount));
    mode.cost += mode.profile.back();
  }
  return mode;
}

/// Own money of 110 comes in 1. Own build: in 0 all is gap, 3 x 100 = 300; in 1 it is 100/2 + `late`. BT costs 110, in 0 only (barred
/// later), repaid in 1: 110/2 = 55. So BT if waiting costs 10 (60 against 55), own build if it costs 2 (52 against 55).
DeliveryCase bt_or_own(const char* name, double late, bool bt) {
  Builder b(name, PeriodUnit::year, 2, halving);
  const ProjectId a = b.project("a", {.spend = {100}, .sector = "culture", .bt = true});
  const SourceId own = b.source("own", {.inflow = {0, 110}});
  Contract terms;
  terms.instalments = 1;
  terms.shares = {Rate::one()};
  terms.first_after = 1;
  b.contract("bt", 200, own, terms);
  for (int year = 2012; year < 2016; ++year) b.budget({0}, year, 2000);
  b.stage("first", {.needs = {a}, .late = late});
  const int start = bt ? 0 : 1;
  const double own_cost = 50 + late;
  return {.problem = b.solved(bt ? 55 : own_cost, {start}, {start}, 0),
          .modes = {mode(a, "own", {100}, {Channel::fiscal}), mode(a, "bt", {110}, {Channel::bt})},
          .chosen = {bt ? 1 : 0},
          .extra = {{a, bt ? 0 : 1, bt ? own_cost - 55 : 55 - own_cost}}};
}

/// Money enough. Two years for 100, or one for 120; the stage is due in the first year. Haste costs 20 and saves one year late: right at 50
/// a year, wrong at 10. What follows a, one year and 10, waits for it either way: with it the stage is a year later.
DeliveryCase haste(const char* name, double late, bool fast) {
  Builder b(name, PeriodUnit::year, 4, none);
  const ProjectId a = b.project("a", {.spend = {50, 50}});
  const ProjectId next = b.project("next", {.spend = {10}});
  b.link({.project = a, .stage = {}}, {.project = next, .stage = {}}, LinkKind::finish_to_start);
  b.source("own", {.inflow = {200}});
  b.stage("first", {.needs = {a, next}, .deadline = 1, .late = late});
  return {.problem = b.solved(fast ? 130 : 110 + late, {0, fast ? 1 : 2}, {fast ? 1 : 2}, 0),
          .modes = {mode(a, "usual", {50, 50}), mode(a, "fast", {120})},
          .chosen = {fast ? 1 : 0, -1},
          .extra = {{a, fast ? 0 : 1, fast ? late - 20 : 20 - late}}};
}

/// 100 in two years, money of 30 and 70. Spent evenly 20 lack in the first year: 30 + 3 x 20 + 50 = 140. Within 20 and 80 of each year the
/// spend follows the money: 100. With 45 as the least, 15 lack: 85 + 3 x 15 = 130 (at most 55 in the second year, so that of its 70 15 are
/// left).
DeliveryCase elastic(const char* name, double least, double cost, double gap) {
  Builder b(name, PeriodUnit::year, 2, none);
  const ProjectId a = b.project("a", {.spend = {50, 50}});
  b.source("own", {.inflow = {30, 70}, .carry_over = none});
  b.stage("first", {.needs = {a}, .deadline = 1});
  Mode spend = mode(a, "elastic", {50, 50});
  spend.least = {wan(least), wan(least)};
  spend.most = {wan(100 - least), wan(100 - least)};
  return {.problem = b.solved(cost, {0}, {1}, gap), .modes = {spend}, .chosen = {0}, .extra = {}};
}

/// Bundled money of 100 pays 80 % of any project, but of the school in this mode only half: 50 + own 50 rather than 80 + own 20. Its weight
/// is a tenth. 50/10 + 50 = 55; with own money of 30 there, 20 are gap: 5 + 30 + 60 = 95.
DeliveryCase share_of_a_mode() {
  Builder b("share_of_a_mode", PeriodUnit::year, 1, none);
  const ProjectId a = b.project("a", {.spend = {100}});
  b.source("own", {.inflow = {30}});
  b.source("province", {.inflow = {100},
                        .channel = Channel::bundled,
                        .level = FundLevel::province,
                        .owner = {},
                        .max_share = tenths(8),
                        .cost_weight = tenths(1)});
  b.stage("first", {.needs = {a}, .late = 500});
  Mode half = mode(a, "half", {100}, {Channel::fiscal, Channel::bundled});
  half.shares = {Rate::one(), tenths(5)};
  return {.problem = b.solved(95, {0}, {0}, 20), .modes = {half}, .chosen = {0}, .extra = {}};
}

}  // namespace

const std::vector<DeliveryCase>& delivery_cases() {
  static const std::vector<DeliveryCase> all = [] {
    std::vector<DeliveryCase> cases;
    cases.push_back(bt_or_own("bt_dearer_but_later", 10, true));
    cases.push_back(bt_or_own("own_where_waiting_is_cheap", 2, false));
    cases.push_back(haste("haste_saves_a_late_year", 50, true));
    cases.push_back(haste("haste_that_does_not_pay", 10, false));
    cases.push_back(elastic("spend_follows_the_money", 20, 100, 0));
    cases.push_back(elastic("spend_as_far_as_limits_go", 45, 130, 15));
    cases.push_back(share_of_a_mode());
    return cases;
  }();
  return all;
}

std::vector<Mode> draw_modes(const Case& c, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<Mode> modes;
  for (std::size_t j = 0; j < c.campaign.projects.size(); ++j) {
    const Project& p = c.campaign.projects[j];
    if (random() % 2 == 0) continue;
    const auto add = [&](std::string key, int percent, int duration) -> Mode& {
      Mode mode{.project = ProjectId{static_cast<std::int32_t>(j)},
                .key = std::move(key),
                .name = {},
                .cost = Money::muldiv(p.cost, percent, 100),
                .duration = duration,
                .profile = {},
                .least = {},
                .most = {},
                .channels = {},
                .shares = {}};
      Money left = mode.cost;
      for (int u = duration; u > 0; --u) {
        mode.profile.push_back(Money::muldiv_floor(left, 1, u));
        left -= mode.profile.back();
      }
      modes.push_back(std::move(mode));
      return modes.back();
    };
    const std::size_t before = modes.size();
    if (random() % 2 == 0) add("as-is", 100, p.duration).profile = p.profile;
    if (random() % 3 == 0) add("own", 95, p.duration).channels = {Channel::fiscal, Channel::bundled};
    if (p.bt && random() % 2 == 0) {
      Mode& bt = add("bt", 110, p.duration);
      bt.channels = {Channel::bt, Channel::fiscal};
      bt.shares = {tenths(7), Rate::one()};
    }
    if (random() % 2 == 0) add("fast", 125, std::max(1, p.duration - 1));
    if (random() % 3 == 0) add("slow", 85, p.duration + 1);
    if (random() % 2 == 0 || modes.size() == before) {
      Mode& elastic = add("elastic", 102, p.duration);
      elastic.least.assign(elastic.profile.size(), tenths(1).floor_of(elastic.cost));
      elastic.most.assign(elastic.profile.size(), p.duration == 1 ? elastic.cost : tenths(8).of(elastic.cost));
    }
  }
  return modes;
}

}  // namespace liandong::gallery
