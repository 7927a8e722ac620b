#include <fmt/format.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "model/io/csv.hpp"
#include "scenarios/batch.hpp"

namespace liandong {
namespace {

using Json = nlohmann::ordered_json;

Json text_json(const Text& text) { return {{"en", text.en}, {"zh", text.zh}}; }
Text text_of(const Json& json) { return {json.at("en").get<std::string>(), json.at("zh").get<std::string>()}; }

Json json_of(const BatchRow& row) {
  Json json = {{"piece", row.piece.name}, {"campaign", row.piece.campaign}, {"scenario", row.piece.scenario}, {"state", row.state}};
  if (row.planned())
    json.update({{"input_hash", row.input_hash},
                 {"objective_wan", row.objective},
                 {"bound_wan", row.bound},
                 {"distance", row.distance},
                 {"gap_wan", row.gap.wan()},
                 {"coverage", row.coverage},
                 {"public_money_wan", row.public_money.wan()},
                 {"cost_built_wan", row.cost_built.wan()},
                 {"debt_service_wan", row.debt_service.wan()},
                 {"late_periods", row.late_periods},
                 {"stages", row.stages},
                 {"stages_on_time", row.stages_on_time},
                 {"stages_late", row.stages_late},
                 {"stages_never", row.stages_never},
                 {"projects_built", row.projects_built}});
  Json issues = Json::array();
  for (const Issue& issue : row.issues)
    issues.push_back({{"code", issue.code},
                      {"file", issue.file},
                      {"row", issue.row},
                      {"column", issue.column},
                      {"field", issue.field},
                      {"sentence", text_json(issue.sentence)},
                      {"mend", text_json(issue.mend)}});
  if (!issues.empty()) json["issues"] = std::move(issues);
  return json;
}

Text state_text(const BatchRow& row) {
  if (row.state == "proven") return {"proven", "已证明"};
  if (row.state == "best_found") return {"best found", "目前最好"};
  if (row.state == "failed") return {"failed", "失败"};
  return {"not done", "未完成"};
}

/// No campaign twice: then amounts may be added up.
bool add_up(const std::vector<BatchRow>& rows) {
  std::set<std::string> campaigns;
  for (const BatchRow& row : rows) campaigns.insert(row.piece.campaign);
  return rows.size() > 1 && campaigns.size() == rows.size();
}

}  // namespace

Table batch_table(const std::vector<BatchRow>& rows, const BatchTableOptions& options) {
  const auto say = [&](const Text& text) { return text.in(options.language); };
  Table table{.title = say(in_unit({"Plans of the batch", "批量编制的计划"}, options.unit)),
              .head = {"", say({"on time", "按期"}), say({"late", "逾期"}), say({"gap", "缺口"}), say({"public, PV", "公共资金现值"}),
                       say({"built", "建成投资"}), say({"objective", "目标值"}), say({"distance", "差距"}), ""},
              .figures = {false, true, true, true, true, true, true, true, false},
              .rows = {}};
  // Shown so that they add up to their total.
  constexpr Money BatchRow::*amounts[] = {&BatchRow::gap, &BatchRow::public_money, &BatchRow::cost_built};
  std::vector<std::string> shown[3];
  std::vector<std::string> totals;
  for (std::size_t a = 0; a < 3; ++a) {
    std::vector<Money> parts;
    Money total;
    for (const BatchRow& row : rows) {
      parts.push_back(row.*amounts[a]);
      total += row.*amounts[a];
    }
    if (add_up(rows))
      shown[a] = figures(parts, options.unit);
    else
      for (const Money part : parts) shown[a].push_back(figure(part, options.unit));
    totals.push_back(figure(total, options.unit));
  }
  bool all_planned = true;
  int on_time = 0, stages = 0, late = 0;
  double objective = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const BatchRow& row = rows[i];
    if (!row.planned()) {
      all_planned = false;
      table.rows.push_back({row.piece.name, "", "", "", "", "", "", "", say(state_text(row))});
      continue;
    }
    table.rows.push_back({row.piece.name, fmt::format("{}/{}", row.stages_on_time, row.stages), std::to_string(row.late_periods),
                          shown[0][i], shown[1][i], shown[2][i], figure(row.objective, options.unit), percent(row.distance),
                          say(state_text(row))});
    on_time += row.stages_on_time;
    stages += row.stages;
    late += row.late_periods;
    objective += row.objective;
  }
  if (add_up(rows))
    table.rows.push_back({say(all_planned ? Text{"all", "合计"} : Text{"all planned", "已编制合计"}), fmt::format("{}/{}", on_time, stages),
                          std::to_string(late), totals[0], totals[1], totals[2], figure(objective, options.unit), "", ""});
  return table;
}

std::string batch_csv(const std::vector<BatchRow>& rows) {
  std::string text =
      "piece,campaign,scenario,state,input_hash,objective_wan,bound_wan,distance,gap_wan,coverage,public_money_wan,cost_built_wan,"
      "debt_service_wan,late_periods,stages,stages_on_time,stages_late,stages_never,projects_built,issue\n";
  for (const BatchRow& row : rows) {
    text += fmt::format("{},{},{},{},", csv_field(row.piece.name), csv_field(row.piece.campaign), csv_field(row.piece.scenario), row.state);
    if (row.planned())
      text +=
          fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},", row.input_hash, row.objective, row.bound, row.distance,
                      row.gap.wan_text(), row.coverage, row.public_money.wan_text(), row.cost_built.wan_text(), row.debt_service.wan_text(),
                      row.late_periods, row.stages, row.stages_on_time, row.stages_late, row.stages_never, row.projects_built);
    else
      text += std::string(15, ',');
    text += (row.issues.empty() ? "" : csv_field(row.issues.front().sentence.in(Language::english))) + "\n";
  }
  return text;
}

std::string batch_json(const std::vector<BatchRow>& rows) {
  Json pieces = Json::array();
  for (const BatchRow& row : rows) pieces.push_back(json_of(row));
  return Json{{"pieces", std::move(pieces)}}.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string bytes_of(const BatchRow& row) {
  Json json = json_of(row);
  json["known"] = row.known;
  json["seconds"] = row.seconds;
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

BatchRow batch_row(const std::string& bytes) {
  const Json json = Json::parse(bytes);
  const auto number = [&](const char* name, double unknown) { return json.at(name).is_null() ? unknown : json.at(name).get<double>(); };
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const auto money = [&](const char* name) { return Money::nearest_wan(json.at(name).get<double>()); };
  BatchRow row{.piece = {.name = json.at("piece"), .campaign = json.at("campaign"), .scenario = json.at("scenario")},
               .state = json.at("state"),
               .known = json.at("known"),
               .seconds = json.at("seconds")};
  if (row.planned()) {
    row.input_hash = json.at("input_hash");
    row.objective = number("objective_wan", infinity);
    row.bound = number("bound_wan", -infinity);
    row.distance = number("distance", infinity);
    row.coverage = number("coverage", 0);
    row.gap = money("gap_wan");
    row.public_money = money("public_money_wan");
    row.cost_built = money("cost_built_wan");
    row.debt_service = money("debt_service_wan");
    row.late_periods = json.at("late_periods");
    row.stages = json.at("stages");
    row.stages_on_time = json.at("stages_on_time");
    row.stages_late = json.at("stages_late");
    row.stages_never = json.at("stages_never");
    row.projects_built = json.at("projects_built");
  }
  if (json.contains("issues"))
    for (const Json& issue : json.at("issues"))
      row.issues.push_back({.severity = Severity::error,
                            .code = issue.at("code"),
                            .file = issue.at("file"),
                            .row = issue.at("row"),
                            .column = issue.at("column"),
                            .field = issue.at("field"),
                            .sentence = text_of(issue.at("sentence")),
                            .mend = text_of(issue.at("mend"))});
  return row;
}

}  // namespace liandong
