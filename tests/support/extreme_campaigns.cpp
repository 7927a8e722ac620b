#include "tests/support/extreme_campaigns.hpp"

#include <string>

#include "tests/support/gallery_builder.hpp"

namespace liandong::gallery {
namespace {

/// Two cities, twelve works in three sectors, a few links, a provincial title and a national one that waits for it. 万元.
Builder two_cities(const std::string& name, int periods, bool due_at_once = false) {
  Builder b(name, PeriodUnit::quarter, periods, Rate::percent(6));
  const UnitId other = b.city("other");
  const std::vector<std::string> sectors{"sewage", "roads", "culture"};
  std::vector<ProjectId> works;
  for (int i = 0; i < 12; ++i) {
    ProjectTerms terms{.spend = std::vector<double>(static_cast<std::size_t>(1 + i % 3), 100.0 + 30 * i),
                       .unit = i % 2 == 0 ? UnitId{0} : other,
                       .sector = sectors[static_cast<std::size_t>(i % 3)],
                       .commercial = i % 4 == 0,
                       .bt = i % 3 == 1};
    if (i % 3 == 0) {
      terms.operating = 5;
      terms.fees = 9;
    }
    works.push_back(b.project("work-" + std::to_string(i), std::move(terms)));
    if (i >= 4 && i % 2 == 0) b.link({works[static_cast<std::size_t>(i - 3)], {}}, {works.back(), {}}, LinkKind::finish_to_start);
  }
  const StageId province =
                    b.stage("province", {.needs = {works[0], works[1], works[2], works[3], works[4]}, .deadline = due_at_once ? 0 : 3}),
                nation = b.stage("nation", {.needs = works, .deadline = due_at_once ? 0 : periods - 2, .never = 20'000});
  b.link({{}, province}, {{}, nation}, LinkKind::finish_to_start);
  return b;
}

Contract three_years(ContractKind kind) {
  Contract terms;
  terms.kind = kind;
  terms.shares = {tenths(4), tenths(3), tenths(3)};
  terms.annual_rate = Rate::percent(6);
  terms.profit_rate = Rate::percent(8);
  terms.discount_rate = Rate::percent(5);
  return terms;
}

/// Every channel, `amount` 万元 in every period.
void every_channel(Builder& b, double amount, int periods) {
  const std::vector<double> inflow(static_cast<std::size_t>(periods), amount);
  const SourceId own = b.source("own", {.inflow = inflow});
  (void)b.source("province", {.inflow = inflow, .level = FundLevel::province, .owner = {}, .carry_over = tenths(9)});
  (void)b.source("bundled", {.inflow = inflow,
                             .channel = Channel::bundled,
                             .level = FundLevel::province,
                             .owner = {},
                             .max_share = tenths(6),
                             .match_rate = tenths(5),
                             .carry_over = tenths(5)});
  (void)b.source("investors", {.inflow = inflow, .channel = Channel::investment, .level = FundLevel::market, .owner = {}});
  b.contract("bt", amount, own, three_years(ContractKind::bt));
  b.contract("bot", amount, own, three_years(ContractKind::bot));
  b.budget({0}, 2012, amount);
}

}  // namespace

Case no_source() { return two_cities("no-source", 10).unsolved(); }

Case no_money() {
  Builder b = two_cities("no-money", 10);
  every_channel(b, 0, 10);
  return b.unsolved();
}

Case money_without_limit() {
  Builder b = two_cities("money-without-limit", 10);
  every_channel(b, 1e9, 10);
  return b.unsolved();
}

/// 100 in period 0, money 60 then and 40 in period 1, nothing lapses: at once 60 + 3 x 40 = 180, a period later 100 + 50 = 150.
Case one_project_one_source() {
  Builder b("one-project-one-source", PeriodUnit::year, 3, Rate{});
  const ProjectId a = b.project("a", {.spend = {100}});
  (void)b.source("own", {.inflow = {60, 40}});
  b.stage("first", {.needs = {a}, .late = 50});
  return b.solved(150, {1}, {1}, 0);
}

Case one_source() {
  Builder b("one-source", PeriodUnit::quarter, 12, Rate::percent(6));
  const std::vector<UnitId> units{{0}, b.city("second"), b.city("third")};
  std::vector<ProjectId> works;
  for (int i = 0; i < 30; ++i)
    works.push_back(
        b.project("work-" + std::to_string(i), {.spend = std::vector<double>(static_cast<std::size_t>(1 + i % 4), 50.0 + 7 * (i % 11)),
                                                .unit = units[static_cast<std::size_t>(i % 3)]}));
  for (std::size_t i = 3; i < works.size(); i += 2) b.link({works[i - 3], {}}, {works[i], {}}, LinkKind::finish_to_start);
  for (int i = 0; i < 3; ++i)
    b.stage("title-" + std::to_string(i),
            {.needs = works, .deadline = 5 + 2 * i, .late = 200, .units = {units[static_cast<std::size_t>(i)]}});
  (void)b.source("only", {.inflow = std::vector<double>(12, 400)});
  return b.unsolved();
}

Case all_due_at_once() {
  Builder b = two_cities("all-due-at-once", 10, true);
  every_channel(b, 300, 10);
  return b.unsolved();
}

Case nothing_to_build() {
  Builder b("nothing-to-build", PeriodUnit::quarter, 4, Rate{});
  (void)b.source("own", {.inflow = {10}});
  b.stage("first", {.needs = {}});
  return b.solved(0, {}, {0}, 0);
}

Case one_chain(int projects, int periods, LinkKind kind) {
  Builder b("one-chain-" + std::to_string(projects), PeriodUnit::quarter, periods, Rate::percent(6));
  const int at_a_time = projects / (periods - 2) + 1;
  ProjectId before;
  std::vector<ProjectId> needs;
  for (int i = 0; i < projects; ++i) {
    const ProjectId now = b.project("work-" + std::to_string(i), {.spend = {10.0 + i % 17}, .sector = i % 2 ? "roads" : "sewage"});
    if (i > 0) b.link({before, {}}, {now, {}}, kind, kind == LinkKind::start_to_start && i % at_a_time == 0 ? 1 : 0);
    if (i == projects / 10 || i + 1 == projects) needs.push_back(now);
    before = now;
  }
  const double total = 18.0 * projects;
  b.stage("early", {.needs = {needs.front()}, .deadline = periods / 4, .late = total / 100, .never = total});
  b.stage("all", {.needs = {needs.back()}, .deadline = periods - 3, .late = total / 50, .never = 3 * total});
  const std::vector<double> share(static_cast<std::size_t>(periods), 0.7 * total / periods);
  (void)b.source("own", {.inflow = share});
  (void)b.source("sewage", {.inflow = std::vector<double>(share.size(), 0.2 * total / periods),
                            .channel = Channel::bundled,
                            .level = FundLevel::province,
                            .owner = {},
                            .sectors = {"sewage"},
                            .max_share = tenths(6),
                            .match_rate = tenths(5),
                            .carry_over = tenths(9)});
  return b.unsolved();
}

Case many_sources(int sources) {
  constexpr int periods = 8;
  Builder b = two_cities("many-sources-" + std::to_string(sources), periods);
  const std::vector<std::string> sectors{"sewage", "roads", "culture"};
  const double part = 6000.0 / sources;  // Three quarters of the cost in all.
  SourceId own;
  for (int k = 0; k < sources; ++k) {
    const std::string number = std::to_string(k);
    std::vector<double> inflow(periods, 0);
    inflow[static_cast<std::size_t>(k % periods)] = part * (0.5 + k % 7 / 6.0);
    if (k % 4 == 0) own = b.source("own-" + number, {.inflow = inflow, .carry_over = k % 8 == 0 ? Rate::one() : tenths(9)});
    if (k % 4 == 1)
      (void)b.source("bundled-" + number, {.inflow = inflow,
                                           .channel = Channel::bundled,
                                           .level = FundLevel::province,
                                           .owner = {},
                                           .sectors = {sectors[static_cast<std::size_t>(k % 3)]},
                                           .max_share = tenths(3 + k % 5),
                                           .match_rate = tenths(k % 6)});
    if (k % 4 == 2) b.contract("bt-" + number, part, own, three_years(ContractKind::bt));
    if (k % 4 == 3)
      (void)b.source("investors-" + number,
                     {.inflow = inflow, .channel = Channel::investment, .level = FundLevel::market, .owner = {}, .carry_over = {}});
  }
  b.budget({0}, 2012, 5000);
  return b.unsolved();
}

}  // namespace liandong::gallery
