#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "model/io/csv.hpp"
#include "scenarios/stress.hpp"

namespace liandong {
namespace {

std::string change_figure(double wan, MoneyUnit unit) { return liandong::change_figure(Money::nearest_wan(wan), unit); }

std::string period_text(const PlanningProblem& problem, const std::optional<int>& t) {
  return t ? problem.campaign().horizon().at(*t).text() : "";
}

}  // namespace

Table stress_table(const StressStudy& study, const StressTableOptions& options) {
  const auto say = [&](const Text& text) { return text.in(options.language); };
  Table table{
      .title = say(in_unit({"What may go wrong: dates held, and planned anew", "可能的冲击：日期不变时与重新编制后"}, options.unit)),
      .head = {"", say({"damage", "损失"}), say({"gap", "缺口"}), say({"cured", "重编后"}), say({"at least", "至少"}), say({"gap", "缺口"}),
               say({"late", "逾期"}), say({"moves", "改期"})},
      .figures = {false, true, true, true, true, true, true, true},
      .rows = {}};
  for (const StressResult& r : study.results) {
    if (table.rows.size() >= options.most) break;
    table.rows.push_back({say(r.stress.name), change_figure(r.objective_held, options.unit),
                          liandong::change_figure(r.gap_held, options.unit), change_figure(r.objective_cured, options.unit),
                          change_figure(r.proven_cured, options.unit), liandong::change_figure(r.gap_cured, options.unit),
                          r.late_cured == 0 ? "=" : fmt::format("{:+}", r.late_cured), std::to_string(r.moves.size())});
  }
  return table;
}

std::string stress_csv(const StressStudy& study) {
  std::string text =
      "stress,name_en,name_zh,objective_held_wan,gap_held_wan,objective_cured_wan,proven_cured_wan,gap_cured_wan,late_periods,moves\n";
  const auto value = [](double wan) { return Money::nearest_wan(wan).wan_text(); };
  for (const StressResult& r : study.results)
    text += fmt::format("{},{},{},{},{},{},{},{},{},{}\n", csv_field(r.stress.key), csv_field(r.stress.name.en),
                        csv_field(r.stress.name.zh), value(r.objective_held), r.gap_held.wan_text(), value(r.objective_cured),
                        value(r.proven_cured), r.gap_cured.wan_text(), r.late_cured, r.moves.size());
  return text;
}

std::string stress_moves_csv(const PlanningProblem& problem, const StressStudy& study) {
  std::string text = "stress,project,from,to\n";
  for (const StressResult& r : study.results)
    for (const CureMove& move : r.moves)
      text += csv_field(r.stress.key) + "," + csv_field(problem.campaign()[move.project].key) + "," + period_text(problem, move.from) +
              "," + period_text(problem, move.to) + "\n";
  return text;
}

std::string stress_json(const PlanningProblem& problem, const StressStudy& study) {
  using Json = nlohmann::ordered_json;
  Json results = Json::array();
  for (const StressResult& r : study.results) {
    Json moves = Json::array();
    for (const CureMove& move : r.moves)
      moves.push_back({{"project", problem.campaign()[move.project].key},
                       {"from", period_text(problem, move.from)},
                       {"to", period_text(problem, move.to)}});
    results.push_back({{"stress", r.stress.key},
                       {"en", r.stress.name.en},
                       {"zh", r.stress.name.zh},
                       {"objective_held_wan", r.objective_held},
                       {"gap_held_wan", r.gap_held.wan()},
                       {"objective_cured_wan", r.objective_cured},
                       {"proven_cured_wan", r.proven_cured},
                       {"gap_cured_wan", r.gap_cured.wan()},
                       {"late_periods", r.late_cured},
                       {"moves", std::move(moves)}});
  }
  return Json{{"objective_wan", study.plan.plan.certificate.objective}, {"complete", study.complete}, {"stresses", std::move(results)}}
             .dump(2) +
         "\n";
}

}  // namespace liandong
