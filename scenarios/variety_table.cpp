#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "model/io/csv.hpp"
#include "scenarios/variety.hpp"

namespace liandong {
namespace {

Table plans_table(const Variety& variety, const VarietyTableOptions& options) {
  const auto say = [&](const Text& text) { return text.in(options.language); };
  Table table{.title = say(in_unit({"Plans that cost about the same", "代价相近的方案"}, options.unit)),
              .head = {"", say({"objective", "目标值"}), say({"above best", "高于最优方案"}), say({"above bound", "高于下界"}),
                       say({"gap", "缺口"}), say({"on time", "按期"}), say({"late", "逾期"}), say({"moved", "改期"}),
                       say({"money shifted", "改变用途资金"}), say({"moved from nearest", "与最近方案改期"})},
              .figures = {true, true, true, true, true, true, true, true, true, true},
              .rows = {}};
  for (std::size_t i = 0; i < variety.plans.size(); ++i) {
    const Alternative& plan = variety.plans[i];
    const bool first = i == 0;
    table.rows.push_back({std::to_string(i + 1), figure(plan.result.plan.certificate.objective, options.unit),
                          first ? "–" : percent(plan.above), percent(plan.distance), figure(plan.metrics.gap, options.unit),
                          fmt::format("{}/{}", plan.metrics.stages_on_time, plan.metrics.stages.size()),
                          std::to_string(late_periods(plan.metrics)), first ? "–" : std::to_string(plan.from_best.moved),
                          first ? "–" : figure(plan.from_best.shifted, options.unit), first ? "–" : std::to_string(plan.nearest.moved)});
  }
  return table;
}

Table shared_table(const PlanningProblem& problem, const Variety& variety, const VarietyTableOptions& options) {
  const auto say = [&](const Text& text) { return text.in(options.language); };
  Table table{.title = say({"Safe to begin: what all of them start in the same period, the first of it",
                            "可先开工：各方案开工期一致的项目（最早者）"}),
              .head = {say({"start", "开工"}), "", say(in_unit({"cost", "投资"}, options.unit))},
              .figures = {false, false, true},
              .rows = {},
              .shrinks = 1};
  for (const SharedStart& shared : variety.shared) {
    if (table.rows.size() >= options.most_shared) break;
    const Project& project = problem.campaign()[shared.project];
    table.rows.push_back(
        {problem.campaign().horizon().at(shared.start).text(), project.key + " " + say(project.name), figure(project.cost, options.unit)});
  }
  return table;
}

}  // namespace

std::string alternative_name(std::size_t plan) { return fmt::format("plan-{:02}", plan + 1); }

std::vector<Table> variety_tables(const PlanningProblem& problem, const Variety& variety, const VarietyTableOptions& options) {
  std::vector<Table> tables{plans_table(variety, options)};
  if (variety.plans.size() > 1 && !variety.shared.empty()) tables.push_back(shared_table(problem, variety, options));
  return tables;
}

std::string alternatives_csv(const Variety& variety) {
  std::string text =
      "plan,objective_wan,above_best,above_bound,gap_wan,stages_on_time,late_periods,moved_from_best,shifted_from_best_wan,moved_from_"
      "nearest\n";
  for (std::size_t i = 0; i < variety.plans.size(); ++i) {
    const Alternative& plan = variety.plans[i];
    text += fmt::format("{},{},{},{},{},{},{},{},{},{}\n", alternative_name(i),
                        Money::nearest_wan(plan.result.plan.certificate.objective).wan_text(), plan.above, plan.distance,
                        plan.metrics.gap.wan_text(), plan.metrics.stages_on_time, late_periods(plan.metrics), plan.from_best.moved,
                        plan.from_best.shifted.wan_text(), plan.nearest.moved);
  }
  return text;
}

std::string shared_csv(const PlanningProblem& problem, const Variety& variety) {
  std::string text = "project,start\n";
  for (const SharedStart& shared : variety.shared)
    text += csv_field(problem.campaign()[shared.project].key) + "," + problem.campaign().horizon().at(shared.start).text() + "\n";
  return text;
}

std::string variety_json(const PlanningProblem& problem, const Variety& variety) {
  using Json = nlohmann::ordered_json;
  Json plans = Json::array(), shared = Json::array();
  for (std::size_t i = 0; i < variety.plans.size(); ++i) {
    const Alternative& plan = variety.plans[i];
    plans.push_back({{"plan", alternative_name(i)},
                     {"objective_wan", plan.result.plan.certificate.objective},
                     {"above_best", plan.above},
                     {"above_bound", plan.distance},
                     {"gap_wan", plan.metrics.gap.wan()},
                     {"stages_on_time", plan.metrics.stages_on_time},
                     {"late_periods", late_periods(plan.metrics)},
                     {"moved_from_best", plan.from_best.moved},
                     {"shifted_from_best_wan", plan.from_best.shifted.wan()},
                     {"moved_from_nearest", plan.nearest.moved}});
  }
  for (const SharedStart& s : variety.shared)
    shared.push_back({{"project", problem.campaign()[s.project].key}, {"start", problem.campaign().horizon().at(s.start).text()}});
  return Json{{"tried", variety.tried}, {"complete", variety.complete}, {"plans", std::move(plans)}, {"shared", std::move(shared)}}.dump(
             2) +
         "\n";
}

}  // namespace liandong
