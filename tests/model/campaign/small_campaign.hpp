#pragma once

#include <utility>

#include "model/campaign/campaign.hpp"

namespace liandong {

/// Two units, two programmes, three stages and four projects over eight quarters; nothing to complain about.
///   plan (2) -> plant (3), sewers (2, in the county) ; clinic (1)
///   eco-county needs sewers, eco-city needs plant and sewers and follows eco-county, health needs clinic.
inline CampaignTables small_campaign() {
  constexpr auto wan = [](std::int64_t amount) { return Money::from_fen(amount * Money::fen_per_wan); };
  const auto quarter = [](int year, int number) { return Period(PeriodUnit::quarter, year, number - 1); };
  const UnitId city{0}, county{1};
  CampaignTables tables;
  tables.key = "small";
  tables.horizon = {.first = quarter(2012, 1), .count = 8};
  tables.units.resize(2);
  tables.units[0].key = "city";
  tables.units[1].key = "county";
  tables.programmes.resize(2);
  tables.programmes[0].key = "eco";
  tables.programmes[1].key = "health";
  tables.categories.resize(2);
  tables.categories[0] = {.key = "water", .programme = ProgrammeId{0}, .name = {}, .declared_tasks = 2, .row = 2};
  tables.categories[1] = {.key = "care", .programme = ProgrammeId{1}, .name = {}, .declared_tasks = {}, .row = 3};

  const auto task = [&](const char* key, int category, bool closable) {
    Task row;
    row.key = key;
    row.category = CategoryId{category};
    row.programme = ProgrammeId{category};
    row.closable = closable;
    row.row = static_cast<int>(tables.tasks.size()) + 2;
    tables.tasks.push_back(row);
  };
  task("sewage", 0, true);
  task("income", 0, false);
  task("clinics", 1, true);

  const auto stage = [&](const char* key, int programme, std::vector<UnitId> units, Period deadline, int lag) {
    Stage row;
    row.key = key;
    row.programme = ProgrammeId{programme};
    row.units = std::move(units);
    row.deadline = deadline;
    row.assessment_lag = lag;
    row.row = static_cast<int>(tables.stages.size()) + 2;
    tables.stages.push_back(row);
  };
  stage("eco-county", 0, {county}, quarter(2013, 2), 1);
  stage("eco-city", 0, {city, county}, quarter(2013, 4), 2);
  stage("health", 1, {city}, quarter(2012, 2), 0);

  const auto project = [&](const char* key, UnitId unit, int duration, std::int64_t cost) {
    Project row;
    row.key = key;
    row.unit = unit;
    row.sector = "sewage";
    row.duration = duration;
    row.cost = wan(cost * duration);
    row.profile.assign(static_cast<std::size_t>(duration), wan(cost));
    row.row = static_cast<int>(tables.projects.size()) + 2;
    tables.projects.push_back(row);
  };
  project("plan", city, 2, 10);
  project("plant", city, 3, 100);
  project("sewers", county, 2, 50);
  project("clinic", city, 1, 20);

  const auto serves = [&](int j, int t) {
    tables.services.push_back(
        {.project = ProjectId{j}, .task = TaskId{t}, .stages = {}, .row = static_cast<int>(tables.services.size()) + 2});
  };
  serves(1, 0);
  serves(2, 0);
  serves(3, 2);

  const auto link = [&](LinkEnd from, LinkEnd to) {
    tables.links.push_back({.from = from, .to = to, .row = static_cast<int>(tables.links.size()) + 2});
  };
  const auto p = [](int j) { return LinkEnd{.project = ProjectId{j}, .stage = {}}; };
  const auto s = [](int k) { return LinkEnd{.project = {}, .stage = StageId{k}}; };
  link(p(0), p(1));
  link(p(0), p(2));
  link(s(0), s(1));
  return tables;
}

}  // namespace liandong
