#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/core/text.hpp"
#include "scenarios/random_stream.hpp"

namespace liandong::synthetic {

/// The five titles, in the order of the example.
enum Programme { model_city, hygienic, forest, civilised, ecological, programme_count };
struct ProgrammeShape {
  const char* key;
  const char* zh;
  const char* en;
};
inline constexpr ProgrammeShape programmes[programme_count] = {{"ep", "国家环保模范城市", "National environmental model city"},
                                                               {"hc", "卫生城市", "Hygienic city"},
                                                               {"fc", "森林城市", "Forest city"},
                                                               {"cc", "文明城市", "Civilised city"},
                                                               {"ec", "生态市", "Eco-city"}};

struct SectorShape {
  const char* key;
  const char* zh;
  const char* en;
  int cost_low, cost_high;          ///< 万元.
  int duration_low, duration_high;  ///< Quarters.
  bool commercial, bt;
  int operating, fees;  ///< Per thousand of cost and year; 0 = unknown.
  std::vector<Programme> serves;
};
[[nodiscard]] const std::vector<SectorShape>& sectors();

struct UnitShape {
  std::string key;
  Text name;
  bool city = false, poor = false;
};

struct StageShape {
  std::string key;
  Text name;
  Programme programme = hygienic;
  const char* title_level = "province";
  std::vector<int> units;  ///< Indices into the city's units.
  int deadline = 0;        ///< Period index.
  bool strive = false;
  int lag = 0;
};

struct ProjectShape {
  std::string key;
  Text name;
  const char* kind = "hardware";
  int unit = 0;
  int sector = -1;        ///< Index into sectors(); -1 = planning, dossier and acceptance work.
  std::int64_t cost = 0;  ///< In 100 yuan (0.01 万元).
  int duration = 1;
  int earliest = -1;      ///< Period index; -1 = any.
  std::string profile{};  ///< As the file carries it; empty = even.
};

/// `task` is a sector (hardware), or -1 for the dossier and -2 for the acceptance of the programme.
struct ServiceShape {
  std::string project;
  Programme programme = hygienic;
  int task = -1;
  std::string stages;
};

struct LinkShape {
  std::string from, to;
  const char* type = "FS";
  int lag = 0;
};

/// What one city builds and why.
struct City {
  std::string key;
  std::vector<UnitShape> units;  ///< The city first, then its counties.
  std::vector<StageShape> stages;
  std::vector<ProjectShape> projects;
  std::vector<ServiceShape> services;
  std::vector<LinkShape> links;
};

[[nodiscard]] City make_city(int number, int projects, int periods, RandomStream& random);

}  // namespace liandong::synthetic
