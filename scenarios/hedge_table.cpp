#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "model/io/csv.hpp"
#include "scenarios/hedge.hpp"

namespace liandong {
namespace {

std::string with_error(double wan, double error, MoneyUnit unit) { return figure(wan, unit) + " ± " + figure(error, unit); }

std::string period_text(const PlanningProblem& problem, const std::optional<int>& t, const std::string& never) {
  return t ? problem.campaign().horizon().at(*t).text() : never;
}

std::string level_text(double level) { return fmt::format("{:.3g} %", 100 * level); }

Table figures_table(const Hedge& hedge, const HedgeTableOptions& options) {
  const auto say = [&](const Text& text) { return text.in(options.language); };
  Table table{
      .title = say(in_unit({"Dates first, money after the draw: means over draws", "先定日期、后定资金：各次抽样的平均"}, options.unit)),
      .head = {"", "", say({"draws", "抽样"}), say({"cost", "代价"}), say({"gap", "缺口"}),
               say({"CVaR ", "CVaR "}) + level_text(hedge.level), say({"all on time", "全部按时"})},
      .figures = {false, false, true, true, true, true, true},
      .rows = {}};
  const auto add = [&](const Text& sample, const HedgeComparison& at) {
    if (at.draws == 0) return;
    const auto row = [&](const Text& first, const Text& plan, const HedgeFigures& f) {
      table.rows.push_back({say(first), say(plan), std::to_string(at.draws), with_error(f.cost, f.cost_error, options.unit),
                            figure(f.gap, options.unit), figure(f.cvar, options.unit), percent(f.all_on_time)});
    };
    row(sample, {"deterministic plan", "确定性计划"}, at.deterministic);
    row({"", ""}, {"plan shown", "所示计划"}, at.hedged);
  };
  add({"searched on", "搜索"}, hedge.searched);
  add({"chosen on", "选择"}, hedge.chosen);
  add({"judged on", "评判"}, hedge.judged);
  return table;
}

Table points_table(const Hedge& hedge, const HedgeTableOptions& options) {
  const auto say = [&](const Text& text) { return text.in(options.language); };
  Table table{
      .title = say(in_unit({"What a smaller tail costs, on the draws searched on", "压低尾部缺口的代价（搜索所用抽样）"}, options.unit)),
      .head = {say({"price of the tail", "尾部价格"}), say({"mean cost", "平均代价"}), say({"CVaR of the gap", "缺口 CVaR"})},
      .figures = {true, true, true},
      .rows = {}};
  for (const HedgePoint& point : hedge.points)
    table.rows.push_back({fmt::format("{:.4g}", point.price), figure(point.cost, options.unit), figure(point.cvar, options.unit)});
  return table;
}

Table stages_table(const Hedge& hedge, const HedgeTableOptions& options) {
  const auto say = [&](const Text& text) { return text.in(options.language); };
  Table table{.title = say({"Chance of being on time, on the draws judged on", "按时概率（评判所用抽样）"}),
              .head = {say({"stage", "阶段"}), say({"deadline", "期限"}), say({"deterministic plan", "确定性计划"}),
                       say({"plan shown", "所示计划"})},
              .figures = {false, false, true, true},
              .rows = {}};
  for (std::size_t s = 0; s < hedge.judged.hedged.on_time.size(); ++s) {
    const Stage& stage = hedge.problem.campaign().stages()[s];
    table.rows.push_back({stage.key + " " + say(stage.name), stage.deadline.text(), percent(hedge.judged.deterministic.on_time[s]),
                          percent(hedge.judged.hedged.on_time[s])});
  }
  return table;
}

Table moves_table(const Hedge& hedge, const HedgeTableOptions& options) {
  const auto say = [&](const Text& text) { return text.in(options.language); };
  Table table{.title = say({"Starts that move", "改变的开工期"}),
              .head = {say({"project", "项目"}), say({"deterministic plan", "确定性计划"}), say({"plan shown", "所示计划"}),
                       say(in_unit({"cost", "投资"}, options.unit))},
              .figures = {false, false, false, true},
              .rows = {}};
  const std::string never = say({"not built", "不建设"});
  for (const HedgeMove& move : hedge.moves) {
    if (table.rows.size() >= options.most_moves) break;
    const Project& project = hedge.problem.campaign()[move.project];
    table.rows.push_back({project.key + " " + say(project.name), period_text(hedge.problem, move.from, never),
                          period_text(hedge.problem, move.to, never), figure(project.cost, options.unit)});
  }
  return table;
}

const char* word_of(HedgeEnd end) {
  switch (end) {
    case HedgeEnd::hedged: return "hedged";
    case HedgeEnd::no_better: return "no_better";
    case HedgeEnd::impossible: return "impossible";
    case HedgeEnd::cancelled: return "cancelled";
  }
  return "";
}

std::string wan_text(double wan) { return Money::nearest_wan(wan).wan_text(); }

}  // namespace

std::vector<Table> hedge_tables(const Hedge& hedge, const HedgeTableOptions& options) {
  std::vector<Table> tables{figures_table(hedge, options)};
  if (hedge.points.size() > 1) tables.push_back(points_table(hedge, options));
  if (hedge.judged.draws > 0) tables.push_back(stages_table(hedge, options));
  if (!hedge.moves.empty()) tables.push_back(moves_table(hedge, options));
  return tables;
}

std::string hedge_csv(const Hedge& hedge) {
  std::string text = "sample,plan,draws,cost_wan,cost_error_wan,gap_wan,cvar_wan,all_on_time\n";
  const auto add = [&](const char* sample, const HedgeComparison& at) {
    for (const auto& [plan, f] : {std::pair("deterministic", &at.deterministic), std::pair("hedged", &at.hedged)})
      if (at.draws > 0)
        text += fmt::format("{},{},{},{},{},{},{},{}\n", sample, plan, at.draws, wan_text(f->cost), wan_text(f->cost_error),
                            wan_text(f->gap), wan_text(f->cvar), f->all_on_time);
  };
  add("searched", hedge.searched);
  add("chosen", hedge.chosen);
  add("judged", hedge.judged);
  return text;
}

std::string hedge_moves_csv(const Hedge& hedge) {
  std::string text = "project,from,to\n";
  for (const HedgeMove& move : hedge.moves)
    text += fmt::format("{},{},{}\n", csv_field(hedge.problem.campaign()[move.project].key), period_text(hedge.problem, move.from, ""),
                        period_text(hedge.problem, move.to, ""));
  return text;
}

std::string hedge_json(const Hedge& hedge) {
  using Json = nlohmann::ordered_json;
  const auto figures = [&](const HedgeFigures& f) {
    Json stages = Json::object();
    for (std::size_t s = 0; s < f.on_time.size(); ++s) stages[hedge.problem.campaign().stages()[s].key] = f.on_time[s];
    return Json{{"cost_wan", f.cost}, {"cost_error_wan", f.cost_error}, {"gap_wan", f.gap},
                {"cvar_wan", f.cvar}, {"all_on_time", f.all_on_time},   {"on_time", std::move(stages)}};
  };
  const auto comparison = [&](const HedgeComparison& at) {
    if (at.draws == 0) return Json(nullptr);
    return Json{{"draws", at.draws},
                {"deterministic", figures(at.deterministic)},
                {"hedged", figures(at.hedged)},
                {"saved_wan", at.saved},
                {"saved_error_wan", at.saved_error}};
  };
  Json points = Json::array(), moves = Json::array();
  for (const HedgePoint& point : hedge.points)
    points.push_back({{"tail_price", point.price}, {"cost_wan", point.cost}, {"cvar_wan", point.cvar}, {"bound_wan", point.bound}});
  for (const HedgeMove& move : hedge.moves)
    moves.push_back({{"project", hedge.problem.campaign()[move.project].key},
                     {"from", move.from ? Json(period_text(hedge.problem, move.from, "")) : Json(nullptr)},
                     {"to", move.to ? Json(period_text(hedge.problem, move.to, "")) : Json(nullptr)}});
  return Json{{"end", word_of(hedge.end)},
              {"level", hedge.level},
              {"limit_wan", hedge.limit ? Json(*hedge.limit) : Json(nullptr)},
              {"least_cvar_wan", hedge.least_cvar},
              {"bound_wan", hedge.bound},
              {"searched", comparison(hedge.searched)},
              {"chosen", comparison(hedge.chosen)},
              {"judged", comparison(hedge.judged)},
              {"tail_prices", std::move(points)},
              {"schedules_priced", hedge.looked},
              {"moves", std::move(moves)}}
             .dump(2) +
         "\n";
}

}  // namespace liandong
