#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "model/io/csv.hpp"
#include "scenarios/frontier.hpp"

namespace liandong {
namespace {

std::string joined(const std::vector<Text>& names, Language language) {
  std::string text;
  for (const Text& name : names) text += (text.empty() ? "" : language == Language::english ? ", " : "、") + name.in(language);
  return text;
}

std::string factor_text(double factor) { return fmt::format("×{:.3g}", factor); }

}  // namespace

std::string point_name(std::size_t point) { return fmt::format("point-{:02}", point + 1); }

Table frontier_table(const Frontier& frontier, const FrontierTableOptions& options) {
  const auto say = [&](const Text& text) { return text.in(options.language); };
  Table table{.title = say(in_unit({"Gap against public money against lateness", "缺口、公共资金与逾期的取舍"}, options.unit)),
              .head = {"", say({"late", "逾期"}), say({"on time", "按期"}), say({"gap", "缺口"}), say({"public, PV", "公共资金现值"}),
                       say({"built", "建成投资"}), say({"gap price", "缺口价格"}), say({"late price", "逾期价格"}), ""},
              .figures = {true, true, true, true, true, true, true, true, false},
              .rows = {},
              .shrinks = 8};
  for (std::size_t i = 0; i < frontier.points.size(); ++i) {
    const FrontierPoint& point = frontier.points[i];
    table.rows.push_back({std::to_string(i + 1), std::to_string(point.late),
                          fmt::format("{}/{}", point.metrics.stages_on_time, point.metrics.stages.size()), figure(point.gap, options.unit),
                          figure(point.public_money, options.unit), figure(point.metrics.cost_built, options.unit),
                          factor_text(point.gap_factor), factor_text(point.late_factor), joined(point.names, options.language)});
  }
  return table;
}

std::string frontier_csv(const Frontier& frontier) {
  std::string text =
      "point,gap_factor,late_factor,gap_wan,public_money_wan,late_periods,stages_on_time,stages_late,stages_never,cost_built_wan,objective_"
      "wan,names\n";
  for (std::size_t i = 0; i < frontier.points.size(); ++i) {
    const FrontierPoint& point = frontier.points[i];
    const PlanMetrics& m = point.metrics;
    text += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{}\n", point_name(i), point.gap_factor, point.late_factor, point.gap.wan_text(),
                        point.public_money.wan_text(), point.late, m.stages_on_time, m.stages_late, m.stages_never, m.cost_built.wan_text(),
                        Money::nearest_wan(point.result.plan.certificate.objective).wan_text(),
                        csv_field(joined(point.names, Language::english)));
  }
  return text;
}

std::string frontier_json(const Frontier& frontier) {
  using Json = nlohmann::ordered_json;
  Json points = Json::array();
  for (std::size_t i = 0; i < frontier.points.size(); ++i) {
    const FrontierPoint& point = frontier.points[i];
    Json names = Json::array();
    for (const Text& name : point.names) names.push_back({{"en", name.en}, {"zh", name.zh}});
    points.push_back({{"point", point_name(i)},
                      {"gap_factor", point.gap_factor},
                      {"late_factor", point.late_factor},
                      {"gap_wan", point.gap.wan()},
                      {"public_money_wan", point.public_money.wan()},
                      {"late_periods", point.late},
                      {"stages_on_time", point.metrics.stages_on_time},
                      {"stages_late", point.metrics.stages_late},
                      {"stages_never", point.metrics.stages_never},
                      {"cost_built_wan", point.metrics.cost_built.wan()},
                      {"objective_wan", point.result.plan.certificate.objective},
                      {"names", std::move(names)}});
  }
  return Json{{"plans", frontier.planned}, {"complete", frontier.complete}, {"points", std::move(points)}}.dump(2) + "\n";
}

}  // namespace liandong
