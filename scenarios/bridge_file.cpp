#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "model/io/csv.hpp"
#include "scenarios/bridge.hpp"

namespace liandong {
namespace {

using Json = nlohmann::ordered_json;

Json finite(double value) { return std::isfinite(value) ? Json(value) : Json(); }

}  // namespace

std::string bridge_csv(const Bridge& bridge) {
  std::string text = "measure,step,group_en,group_zh,amount_wan,alone_wan,last_wan,error_wan\n";
  for (const BridgeMeasure& measure : bridge.measures) {
    const auto end = [&](const std::string& scenario, Money amount) {
      text += measure.key + "," + csv_field(scenario) + ",,," + amount.wan_text() + ",,,\n";
    };
    end(bridge.from, measure.from);
    for (std::size_t g = 0; g < bridge.groups.size(); ++g) {
      const BridgeGroup& group = bridge.groups[g];
      text += measure.key + "," + csv_field(group.key) + "," + csv_field(group.label.en) + "," + csv_field(group.label.zh) + "," +
              measure.shares[g].wan_text();
      for (const auto* amounts : {&measure.alone, &measure.last}) text += "," + (amounts->empty() ? "" : (*amounts)[g].wan_text());
      text += measure.error.empty() || !std::isfinite(measure.error[g]) ? ",\n" : fmt::format(",{}\n", measure.error[g]);
    }
    end(bridge.to, measure.to);
  }
  return text;
}

std::string bridge_json(const Bridge& bridge) {
  Json groups = Json::array(), measures = Json::array();
  for (std::size_t g = 0; g < bridge.groups.size(); ++g) {
    groups.push_back({{"key", bridge.groups[g].key}, {"en", bridge.groups[g].label.en}, {"zh", bridge.groups[g].label.zh}});
    if (!bridge.objective_ranges.empty())
      groups.back()["objective_proven_wan"] = {bridge.objective_ranges[g].low, bridge.objective_ranges[g].high};
  }
  for (const BridgeMeasure& measure : bridge.measures) {
    Json shares = Json::array();
    for (std::size_t g = 0; g < measure.shares.size(); ++g) {
      Json share{{"group", bridge.groups[g].key}, {"share_wan", measure.shares[g].wan()}};
      if (!measure.alone.empty()) share["alone_wan"] = measure.alone[g].wan();
      if (!measure.last.empty()) share["last_wan"] = measure.last[g].wan();
      if (!measure.error.empty()) share["error_wan"] = finite(measure.error[g]);
      shares.push_back(std::move(share));
    }
    measures.push_back(
        {{"measure", measure.key}, {"from_wan", measure.from.wan()}, {"to_wan", measure.to.wan()}, {"shares", std::move(shares)}});
  }
  return Json{{"from", bridge.from},         {"to", bridge.to},
              {"exact", bridge.exact},       {"plans", bridge.plans},
              {"orders", bridge.orders},     {"worst_gap", bridge.worst_gap},
              {"groups", std::move(groups)}, {"measures", std::move(measures)}}
             .dump(2) +
         "\n";
}

}  // namespace liandong
