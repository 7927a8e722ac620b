#include "scenarios/synthetic_city.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace liandong::synthetic {
namespace {

constexpr std::array county_zh{"甲县", "乙县", "丙县", "丁区"};

int quarter_of(int periods, int tenths) { return std::max(0, (periods * tenths + 9) / 10 - 1); }

std::vector<UnitShape> make_units(const std::string& key, int number, RandomStream& random) {
  const int counties = static_cast<int>(random.between(2, 4));
  std::vector<UnitShape> units{{key, {fmt::format("City {}", number), fmt::format("第{}市", number)}, true, false}};
  for (int i = 0; i < counties; ++i)
    units.push_back(
        {fmt::format("{}x{}", key, i + 1),
         {fmt::format("City {}, county {}", number, i + 1), fmt::format("第{}市{}", number, county_zh[static_cast<std::size_t>(i)])},
         false,
         i > 0 && random.percent(50)});
  return units;
}

/// The first `wanted` of the stages a city strives for, the early ones first: provincial before ministerial, counties before the city.
std::vector<StageShape> make_stages(const City& city, int wanted, int periods) {
  std::vector<int> everywhere;
  for (int u = 0; u < static_cast<int>(city.units.size()); ++u) everywhere.push_back(u);
  const int year1 = quarter_of(periods, 4), year2 = quarter_of(periods, 6), year3 = quarter_of(periods, 8), last = periods - 1;
  const auto name = [&](const char* en, const char* zh) {
    return Text{fmt::format("{}: {}", city.units[0].name.en, en), city.units[0].name.zh + zh};
  };
  const auto county = [&](int i, int deadline) {
    return StageShape{
        fmt::format("{}-eco{}", city.key, i),
        {city.units[static_cast<std::size_t>(i)].name.en + ": eco-county", city.units[static_cast<std::size_t>(i)].name.zh + "省级生态县"},
        ecological,
        "county",
        {i},
        deadline,
        false,
        0};
  };
  std::vector<StageShape> all{
      {city.key + "-hcp", name("provincial hygienic city", "省级卫生城市"), hygienic, "province", everywhere, year1, false, 0},
      {city.key + "-fcp", name("provincial forest city", "省级森林城市"), forest, "province", everywhere, year1, false, 0},
      county(1, year1),
      {city.key + "-ccp", name("provincial civilised city", "省级文明城市"), civilised, "province", everywhere, year1, false, 0},
      {city.key + "-epn", name("national environmental model city", "国家环保模范城市"), model_city, "national", everywhere, year2, false,
       1},
      {city.key + "-hcm", name("ministerial hygienic city", "部级卫生城市"), hygienic, "ministry", everywhere, last, true, 1},
      county(2, year2),
      {city.key + "-fcm", name("ministerial forest city", "部级森林城市"), forest, "ministry", everywhere, last, true, 1}};
  for (int i = 3; i < static_cast<int>(city.units.size()); ++i) all.push_back(county(i, i == 3 ? year2 : year3));
  all.push_back({city.key + "-ecc", name("eco-city", "省级生态市"), ecological, "city", everywhere, last, false, 0});
  all.resize(std::min(all.size(), static_cast<std::size_t>(wanted)));
  return all;
}

bool covers(const StageShape& stage, int unit) { return std::find(stage.units.begin(), stage.units.end(), unit) != stage.units.end(); }

/// The programmes of `sector` with a stage that covers `unit`: a project that serves none of them would be built for nothing.
std::vector<Programme> wanted_by(const City& city, const SectorShape& sector, int unit) {
  std::vector<Programme> found;
  for (const Programme programme : sector.serves)
    if (std::any_of(city.stages.begin(), city.stages.end(),
                    [&](const StageShape& s) { return s.programme == programme && covers(s, unit); }))
      found.push_back(programme);
  return found;
}

std::string make_profile(int duration, RandomStream& random) {
  if (duration == 1 || random.percent(50)) return {};
  std::string text;
  int left = 100;
  for (int u = 0; u < duration; ++u) {
    const int even = left / (duration - u);
    const int share =
        u + 1 == duration ? left : std::clamp(static_cast<int>(random.between(even / 2, even + even / 2)), 1, left - (duration - u - 1));
    text += fmt::format("{}0.{:02}", u ? "|" : "", share);
    left -= share;
  }
  return text;
}

/// Later stages of a programme in the city (its ministerial title or the whole city after its counties), if `unit` has an earlier one too.
std::string later_stages(const City& city, Programme programme, int unit) {
  std::vector<const StageShape*> covering;
  for (const StageShape& stage : city.stages)
    if (stage.programme == programme && covers(stage, unit)) covering.push_back(&stage);
  return covering.size() > 1 ? covering.back()->key : std::string{};
}

}  // namespace

const std::vector<SectorShape>& sectors() {
  static const std::vector<SectorShape> shapes{
      {"sewage", "污水处理及管网", "sewage works", 800, 9000, 4, 7, false, true, 60, 55, {model_city, hygienic, ecological}},
      {"waste", "生活垃圾处理", "waste treatment", 500, 6000, 3, 6, false, true, 70, 66, {hygienic, model_city, ecological}},
      {"water", "城乡供水", "water supply", 600, 8000, 3, 6, true, false, 50, 62, {hygienic, model_city}},
      {"roads", "城市道路", "city roads", 1000, 12000, 3, 7, false, true, 0, 0, {hygienic, civilised}},
      {"green", "公园绿地", "parks and green space", 200, 3000, 2, 4, false, true, 0, 0, {forest, model_city, civilised}},
      {"forest", "造林绿化", "afforestation", 100, 1500, 2, 5, false, false, 0, 0, {forest, ecological}},
      {"toilets", "公共厕所", "public toilets", 60, 600, 1, 2, false, false, 0, 0, {hygienic, civilised}},
      {"markets", "农贸市场", "food markets", 300, 2500, 2, 4, true, false, 20, 45, {hygienic}},
      {"air", "空气自动监测站", "air monitoring stations", 150, 500, 1, 3, false, false, 0, 0, {model_city, ecological}},
      {"culture", "文体设施", "culture and sports halls", 400, 5000, 3, 6, false, true, 0, 0, {civilised}},
      {"industry", "工业污染治理", "industrial clean-up", 200, 4000, 2, 4, true, false, 0, 0, {model_city}},
      {"rural", "农村环境整治", "village clean-up", 150, 2000, 2, 5, false, false, 0, 0, {ecological, hygienic}}};
  return shapes;
}

City make_city(int number, int projects, int periods, RandomStream& random) {
  City city;
  city.key = fmt::format("c{}", number);
  city.units = make_units(city.key, number, random);
  city.stages = make_stages(city, std::clamp(projects / 6, 1, 11), periods);
  const int others = projects - 2 * static_cast<int>(city.stages.size());
  const int plans = std::max(1, others / 10);
  const int longest = std::max(1, periods / 3);

  for (int i = 0; i < plans; ++i) {
    const int unit = i % static_cast<int>(city.units.size());
    const UnitShape& owner = city.units[static_cast<std::size_t>(unit)];
    city.projects.push_back(
        {.key = fmt::format("{}-plan{}", city.key, i + 1),
         .name = {fmt::format("{}: plan document {}", owner.name.en, i + 1), fmt::format("{}创建规划{}", owner.name.zh, i + 1)},
         .kind = "software",
         .unit = unit,
         .cost = random.between(30, 150) * 100,
         .duration = i % 3 == 2 && periods > 8 ? 2 : 1});
  }

  std::vector<std::size_t> works;  // into city.projects
  for (int i = 0; i < others - plans; ++i) {
    const int unit = random.percent(55) ? 0 : static_cast<int>(random.between(1, static_cast<std::int64_t>(city.units.size()) - 1));
    int sector = 0;
    std::vector<Programme> serves;
    while (serves.empty()) {  // ends: hygienic covers every unit and has seven sectors
      sector = static_cast<int>(random.between(0, static_cast<std::int64_t>(sectors().size()) - 1));
      serves = wanted_by(city, sectors()[static_cast<std::size_t>(sector)], unit);
    }
    const SectorShape& shape = sectors()[static_cast<std::size_t>(sector)];
    const UnitShape& owner = city.units[static_cast<std::size_t>(unit)];
    ProjectShape project{
        .key = fmt::format("{}-w{:03}", city.key, i + 1),
        .name = {fmt::format("{}: {} {}", owner.name.en, shape.en, i + 1), fmt::format("{}{}{}", owner.name.zh, shape.zh, i + 1)},
        .unit = unit,
        .sector = sector};
    project.cost = random.skewed(shape.cost_low, shape.cost_high) * 100 + (random.percent(30) ? random.between(1, 99) : 0);
    project.duration = std::min(longest, static_cast<int>(random.between(shape.duration_low, shape.duration_high)));
    project.profile = make_profile(project.duration, random);
    if (random.percent(15)) project.earliest = static_cast<int>(random.between(1, periods / 3));

    // Its plan document comes first; now and then it also waits for, or runs beside, an earlier work.
    const int plan = i % plans;
    city.links.push_back({city.projects[static_cast<std::size_t>(plan)].key, project.key, "FS", 0});
    if (!works.empty() && random.percent(20)) {
      const ProjectShape& other = city.projects[random.one_of<std::size_t>(works)];
      const auto kind = random.between(0, 9);
      if (kind < 4) city.links.push_back({other.key, project.key, "SS", 1});
      else if (kind < 7) city.links.push_back({other.key, project.key, "FF", static_cast<int>(random.between(0, 1))});
      else if (kind < 9 && other.duration + project.duration <= periods / 2) city.links.push_back({other.key, project.key, "FS", 0});
      else city.links.push_back({other.key, project.key, "SF", 1});
    }
    const bool late = random.percent(45);
    for (std::size_t p = 0; p < serves.size(); ++p) {
      if (p > 0 && random.percent(40)) continue;
      city.services.push_back({project.key, serves[p], sector, late ? later_stages(city, serves[p], unit) : std::string{}});
    }
    works.push_back(city.projects.size());
    city.projects.push_back(std::move(project));
  }

  for (const StageShape& stage : city.stages) {
    const int unit = stage.units.front();
    const ProjectShape dossier{.key = stage.key + "-file",
                               .name = {stage.name.en + ", dossier", stage.name.zh + "资料"},
                               .kind = "software",
                               .unit = unit,
                               .cost = random.between(50, 150) * 100,
                               .duration = periods > 8 ? static_cast<int>(random.between(1, 2)) : 1};
    const ProjectShape acceptance{.key = stage.key + "-accept",
                                  .name = {stage.name.en + ", acceptance", stage.name.zh + "考核验收"},
                                  .kind = "management",
                                  .unit = unit,
                                  .cost = random.between(20, 80) * 100,
                                  .duration = 1};
    // The dossier is closed when the works it reports on are: finish-to-finish, finish-to-start for a few.
    for (const ServiceShape& service : city.services) {
      if (service.programme != stage.programme || (!service.stages.empty() && service.stages != stage.key)) continue;
      const auto work =
          std::find_if(city.projects.begin(), city.projects.end(), [&](const ProjectShape& p) { return p.key == service.project; });
      if (covers(stage, work->unit) && random.percent(60))
        city.links.push_back({work->key, dossier.key, random.percent(30) ? "FS" : "FF", 0});
    }
    city.links.push_back({dossier.key, acceptance.key, "FS", 0});
    city.projects.push_back(dossier);
    city.projects.push_back(acceptance);
  }
  for (const StageShape& stage : city.stages)
    for (const int task : {-1, -2})
      city.services.push_back({stage.key + (task == -1 ? "-file" : "-accept"), stage.programme, task, stage.key});

  const auto has = [&](const std::string& key) {
    return std::any_of(city.stages.begin(), city.stages.end(), [&](const StageShape& s) { return s.key == key; });
  };
  for (const auto& [from, to] :
       {std::pair{"-hcp", "-hcm"}, {"-fcp", "-fcm"}, {"-eco1", "-ecc"}, {"-eco2", "-ecc"}, {"-eco3", "-ecc"}, {"-eco4", "-ecc"}})
    if (has(city.key + from) && has(city.key + to)) city.links.push_back({city.key + from, city.key + to, "FS", 0});
  return city;
}

}  // namespace liandong::synthetic
