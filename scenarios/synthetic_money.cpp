#include "scenarios/synthetic_money.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <string_view>

namespace liandong::synthetic {
namespace {

constexpr std::size_t cities_of_a_province = 21;  // Sichuan has 21, and China 333 in 16 such provinces.

/// How a source's total arrives over the quarters (relative weights), and how much of it is in hand.
enum class Rhythm { budget, land, project_money, transfer, builder, concession, investors };

struct Share {
  SourceShape source;
  Rhythm rhythm = Rhythm::budget;
  int in_hand = 60;  ///< Percent.
  std::int64_t amount = 0;
};

std::int64_t weight(Rhythm rhythm, int t, int periods) {
  const int quarter = t % 4, year = t / 4;
  constexpr std::array<std::int64_t, 4> budget{10, 20, 30, 40}, land{15, 25, 25, 35}, lumps{0, 60, 0, 40};
  const auto q = static_cast<std::size_t>(quarter);
  switch (rhythm) {
    case Rhythm::budget: return budget[q] * (100 + 8 * year);
    case Rhythm::land: return land[q] * (100 + 5 * year);
    case Rhythm::project_money: return lumps[q] * (100 + 5 * year);
    case Rhythm::transfer: return quarter == 2 ? 1 : 0;
    case Rhythm::builder: return t == 0 ? 6 : t == 2 ? 2 : t == periods / 2 ? 2 : 0;  // most of it signed before BT is barred
    case Rhythm::concession: return t == periods / 4 || t == periods / 2 ? 1 : 0;
    case Rhythm::investors: return t >= periods / 5 ? 1 : 0;
  }
  return 0;
}

/// Rows for `share.amount`, exact to the unit, each period's split between in hand and not.
void add_inflows(const Share& share, int periods, Purse& purse) {
  std::int64_t total = 0;
  for (int t = 0; t < periods; ++t) total += weight(share.rhythm, t, periods);
  std::int64_t gone = 0, before = 0;
  const auto add = [&](int t, const char* certainty, std::int64_t amount) {
    if (amount > 0) purse.inflows.push_back({share.source.key, t, certainty, amount});
  };
  for (int t = 0; t < periods; ++t) {
    before += weight(share.rhythm, t, periods);
    const std::int64_t until = share.amount / total * before + share.amount % total * before / total;
    const std::int64_t amount = until - gone, held = amount * share.in_hand / 100;
    gone = until;
    add(t, t * 5 < periods ? "in_account" : "issued", held);
    add(t, t * 3 < periods ? "approved" : t * 3 < 2 * periods ? "applied" : "hoped", amount - held);
  }
}

std::int64_t cost_of(const City& city, const std::function<bool(const ProjectShape&)>& counts) {
  std::int64_t sum = 0;
  for (const ProjectShape& project : city.projects)
    if (counts(project)) sum += project.cost;
  return sum;
}

bool sector_in(const ProjectShape& project, std::string_view list) {
  return project.sector >= 0 &&
         ("|" + std::string(list) + "|").find(fmt::format("|{}|", sectors()[static_cast<std::size_t>(project.sector)].key)) !=
             std::string::npos;
}

std::string all_units(const City& city) {
  std::string text;
  for (const UnitShape& unit : city.units) text += (text.empty() ? "" : "|") + unit.key;
  return text;
}

void add_budgets(const City& city, const std::vector<Share>& shares, int periods, RandomStream& random, Purse& purse) {
  const int years = (periods + 3) / 4;
  for (const UnitShape& unit : city.units) {
    std::int64_t own = 0;
    for (const Share& share : shares)
      if (share.source.owner == unit.key && share.rhythm == Rhythm::budget) own += share.amount;
    std::int64_t expenditure = std::max<std::int64_t>(own * random.between(28, 40) / 10 / years, 100'000);
    for (int y = 0; y < years; ++y) {
      purse.budgets.push_back({unit.key, first_year + y, expenditure, expenditure * random.between(0, 2) / 100});
      expenditure = expenditure * 108 / 100;
    }
  }
}

void add_city(const City& city, int periods, RandomStream& random, Purse& purse) {
  const std::int64_t total = cost_of(city, [](const ProjectShape&) { return true; });
  const std::string units = all_units(city);
  const Text& name = city.units[0].name;
  const auto part = [&](int permille, std::string_view sector_list, int most_percent) {
    const std::int64_t eligible = cost_of(city, [&](const ProjectShape& p) { return sector_in(p, sector_list); });
    return std::min(total * permille / 1000, eligible * most_percent / 100);
  };
  const char* env = "sewage|waste|water|air|rural|industry";
  const char* green = "forest|green";
  const char* builder = "sewage|roads|green|culture";
  std::vector<Share> shares;
  shares.push_back({{.key = city.key + "-fiscal", .name = {name.en + " budget", name.zh + "财政资金"}, .owner = city.key, .units = units},
                    Rhythm::budget,
                    80});
  shares.push_back({{.key = city.key + "-land",
                     .name = {name.en + " land income", name.zh + "土地出让净收益"},
                     .owner = city.key,
                     .units = units,
                     .kinds = "hardware"},
                    Rhythm::land,
                    50,
                    total * 12 / 100});
  for (std::size_t u = 1; u < city.units.size(); ++u) {
    const UnitShape& county = city.units[u];
    const std::int64_t cost = cost_of(city, [&](const ProjectShape& p) { return p.unit == static_cast<int>(u); });
    shares.push_back({{.key = county.key + "-fiscal",
                       .name = {county.name.en + " budget", county.name.zh + "财政资金"},
                       .level = "county",
                       .owner = county.key,
                       .units = county.key},
                      Rhythm::budget,
                      80,
                      cost * 30 / 100});
  }
  shares.push_back({{.key = city.key + "-env",
                     .name = {name.en + " environment funds, bundled", name.zh + "环保整合项目资金"},
                     .channel = "bundled",
                     .level = "province",
                     .units = units,
                     .sectors = env,
                     .kinds = "hardware",
                     .max_share = "0.6",
                     .match_rate = "0.2",
                     .carry_over = "0.9"},
                    Rhythm::project_money,
                    60,
                    part(140, env, 55)});
  shares.push_back({{.key = city.key + "-green",
                     .name = {name.en + " forestry funds, bundled", name.zh + "林业整合项目资金"},
                     .channel = "bundled",
                     .level = "province",
                     .units = units,
                     .sectors = green,
                     .kinds = "hardware",
                     .max_share = "0.7",
                     .match_rate = "0.1",
                     .carry_over = "0.9"},
                    Rhythm::project_money,
                    60,
                    part(60, green, 60)});
  shares.push_back({{.key = city.key + "-bt",
                     .name = {name.en + " build-transfer", name.zh + "BT融资"},
                     .channel = "bt",
                     .level = "market",
                     .units = units,
                     .sectors = builder,
                     .max_share = "0.8",
                     .contract = random.percent(50) ? "bt-shares" : "bt-principal",
                     .repaid_by = city.key + "-fiscal"},
                    Rhythm::builder,
                    70,
                    part(100, builder, 40)});
  shares.push_back({{.key = city.key + "-bot",
                     .name = {name.en + " build-operate-transfer", name.zh + "BOT融资"},
                     .channel = "bot",
                     .level = "market",
                     .units = units,
                     .sectors = "sewage|waste",
                     .max_share = "0.7",
                     .contract = "bot-gap",
                     .repaid_by = city.key + "-fiscal"},
                    Rhythm::concession,
                    50,
                    part(50, "sewage|waste", 40)});
  shares.push_back({{.key = city.key + "-invest",
                     .name = {name.en + " attracted investment", name.zh + "招商引资资金"},
                     .channel = "investment",
                     .level = "market",
                     .units = units,
                     .max_share = "0.8",
                     .carry_over = "0.5"},
                    Rhythm::investors,
                    30,
                    part(60, "water|markets|industry", 60)});
  // 10 % of the cost comes from above, the province and the centre; the city's budget brings all channels to 95 %.
  const std::int64_t others =
      std::accumulate(shares.begin() + 1, shares.end(), std::int64_t{0}, [](std::int64_t sum, const Share& s) { return sum + s.amount; });
  shares.front().amount = std::max(total * 8 / 100, total * 85 / 100 - others);
  for (const Share& share : shares) {
    purse.sources.push_back(share.source);
    add_inflows(share, periods, purse);
  }
  add_budgets(city, shares, periods, random, purse);
}

}  // namespace

Purse make_purse(const std::vector<City>& cities, int periods, std::uint64_t seed) {
  Purse purse;
  const auto add = [&](const Share& share) {
    purse.sources.push_back(share.source);
    add_inflows(share, periods, purse);
  };
  const std::size_t provinces = (cities.size() + cities_of_a_province - 1) / cities_of_a_province;
  const bool nation = provinces > 1;
  const auto everything = [](const ProjectShape&) { return true; };
  if (nation)
    add({{.key = "central",
          .name = {"Central creation funds", "中央创建补助资金"},
          .level = "central",
          .kinds = "hardware",
          .max_share = "0.3",
          .carry_over = "0.9"},
         Rhythm::transfer,
         60,
         std::accumulate(cities.begin(), cities.end(), std::int64_t{0},
                         [&](std::int64_t sum, const City& city) { return sum + cost_of(city, everything); }) *
             3 / 100});
  for (std::size_t p = 0; p < provinces; ++p) {
    const std::size_t first = cities.size() * p / provinces, last = cities.size() * (p + 1) / provinces;
    std::string units;
    std::int64_t total = 0;
    for (std::size_t i = first; i < last; ++i) {
      units += (units.empty() ? "" : "|") + all_units(cities[i]);
      total += cost_of(cities[i], everything);
    }
    add({{.key = fmt::format("province{}", p + 1),
          .name = {fmt::format("Province {} creation funds", p + 1), fmt::format("第{}省创建专项资金", p + 1)},
          .level = "province",
          .units = nation ? units : "",
          .max_share = "0.5",
          .carry_over = "0.95"},
         Rhythm::transfer,
         60,
         total * (nation ? 7 : 10) / 100});
  }
  for (std::size_t i = 0; i < cities.size(); ++i) {
    RandomStream random(seed, 1'000'000 + i);
    add_city(cities[i], periods, random, purse);
  }
  return purse;
}

}  // namespace liandong::synthetic
