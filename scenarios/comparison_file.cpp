#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "model/io/csv.hpp"
#include "scenarios/comparison.hpp"
#include "scenarios/summary.hpp"

namespace liandong {
namespace {

using Json = nlohmann::ordered_json;

const char* word_for(MeasureUnit unit) {
  switch (unit) {
    case MeasureUnit::money:
    case MeasureUnit::value: return "wan";
    case MeasureUnit::share: return "share";
    case MeasureUnit::count: return "count";
    case MeasureUnit::periods: return "periods";
    case MeasureUnit::period: return "period";
    case MeasureUnit::word: return "word";
  }
  return "";
}

/// Money with six decimals; doubles in the shortest form that reads back the same, no negative zero.
std::string cell(const Figure& figure) {
  if (figure.money) return figure.money->wan_text();
  if (figure.number) return std::isfinite(*figure.number) ? fmt::format("{}", *figure.number == 0 ? 0.0 : *figure.number) : "";
  return figure.text;
}

Json value(const Figure& figure) {
  if (figure.money) return figure.money->wan();
  if (figure.number) return std::isfinite(*figure.number) ? Json(*figure.number) : Json();
  return figure.text.empty() ? Json() : Json(figure.text);
}

}  // namespace

std::string comparison_csv(const Comparison& comparison) {
  std::string text = "group,measure,item,unit";
  for (const std::string& key : comparison.keys) text += "," + csv_field(key);
  for (std::size_t i = 1; i < comparison.keys.size(); ++i) text += "," + csv_field(comparison.keys[i] + " - " + comparison.keys[0]);
  text += "\n";
  for (const Measure& measure : comparison.measures) {
    text += measure.group + "," + measure.measure + "," + csv_field(measure.item) + "," + word_for(measure.unit);
    for (const Figure& figure : measure.figures) text += "," + csv_field(cell(figure));
    for (std::size_t i = 1; i < measure.figures.size(); ++i) text += "," + csv_field(cell(measure.change(i)));
    text += "\n";
  }
  return text;
}

std::string comparison_json(const Comparison& comparison, std::span<const ScenarioRun> runs, std::span<const Bridge> bridges) {
  Json plans = Json::array(), measures = Json::array();
  for (const ScenarioRun& run : runs)
    plans.push_back({{"scenario", run.key},
                     {"name_zh", run.scenario ? run.scenario->name.zh : ""},
                     {"name_en", run.scenario ? run.scenario->name.en : ""},
                     {"outcome", word_for(run.result.outcome)},
                     {"input_hash", run.input_hash}});
  for (const Measure& measure : comparison.measures) {
    Json values, changes;
    for (std::size_t i = 0; i < measure.figures.size(); ++i) values[comparison.keys[i]] = value(measure.figures[i]);
    for (std::size_t i = 1; i < measure.figures.size(); ++i) changes[comparison.keys[i]] = value(measure.change(i));
    measures.push_back({{"group", measure.group},
                        {"measure", measure.measure},
                        {"item", measure.item},
                        {"unit", word_for(measure.unit)},
                        {"differs", measure.differs()},
                        {"values", values},
                        {"changes", changes}});
  }
  Json document = {{"campaign", runs.empty() ? "" : runs.front().problem.campaign().key()},
                   {"compared_with", comparison.keys.empty() ? "" : comparison.keys.front()},
                   {"plans", plans},
                   {"measures", measures}};
  for (const Bridge& bridge : bridges) document["bridges"].push_back(Json::parse(bridge_json(bridge)));
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace liandong
