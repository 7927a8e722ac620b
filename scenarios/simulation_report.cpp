#include "scenarios/simulation_report.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <utility>

#include "model/io/csv.hpp"
#include "model/io/folder_transaction.hpp"

namespace liandong {
namespace {

using Json = nlohmann::ordered_json;

std::size_t number(Policy policy) { return static_cast<std::size_t>(policy); }

/// The shortest text that reads back as the same double.
std::string text(double value) { return fmt::format("{}", value == 0 ? 0.0 : value); }

std::string period(const DispatchModel& model, int t) { return model.problem().campaign().horizon().at(t).text(); }

/// Empty where it is not reached within what is known.
std::string date(const DispatchModel& model, int completion) { return completion >= never_complete ? "" : period(model, completion); }
std::string date(const DispatchModel& model, const std::optional<int>& completion) {
  return completion ? date(model, *completion) : std::string();
}

std::string spread_columns(const Spread& spread) {
  std::string row;
  for (const double value : {spread.mean.value, spread.mean.error, spread.deviation, spread.low, spread.p5, spread.p25, spread.p50,
                             spread.p75, spread.p95, spread.high})
    row += "," + text(value);
  return row;
}

constexpr const char* spread_head = "mean_wan,error_wan,deviation_wan,min_wan,p5_wan,p25_wan,p50_wan,p75_wan,p95_wan,max_wan\n";

std::string gap_csv(const SimulationReport& report) {
  std::string csv = std::string("policy,period,planned_wan,") + spread_head;
  for (const Policy policy : policies)
    for (std::size_t t = 0; t < report.of(policy).gap_by_period.size(); ++t)
      csv += fmt::format("{},{},{}{}\n", word_of(policy), period(*report.model, static_cast<int>(t)),
                         Money::from_fen(report.planned[number(policy)].gap_by_period[t]).wan_text(),
                         spread_columns(report.of(policy).gap_by_period[t]));
  return csv;
}

std::string stages_csv(const SimulationReport& report) {
  const std::vector<Stage>& stages = report.model->problem().campaign().stages();
  std::string csv = "policy,stage,deadline,planned,on_time,error,reached,p50,p80\n";
  for (const Policy policy : policies) {
    const PolicySummary& summary = report.of(policy);
    for (std::size_t s = 0; s < stages.size(); ++s) {
      const StageChance& chance = summary.stages[s];
      csv +=
          fmt::format("{},{},{},{},{},{},{},{},{}\n", word_of(policy), csv_field(stages[s].key), stages[s].deadline.text(),
                      date(*report.model, report.planned[number(policy)].completion[s]), text(chance.on_time.value),
                      text(chance.on_time.error), text(chance.reached), date(*report.model, chance.p50), date(*report.model, chance.p80));
    }
    for (const auto& [name, all] : {std::pair{"*firm", summary.firm_on_time}, std::pair{"*all", summary.all_on_time}})
      csv += fmt::format("{},{},,,{},{},,,\n", word_of(policy), name, text(all.value), text(all.error));
  }
  return csv;
}

std::string amounts_csv(const SimulationReport& report) {
  std::string csv = std::string("policy,amount,") + spread_head;
  for (const Policy policy : policies)
    for (const Outlay outlay : outlays)
      csv += fmt::format("{},{}{}\n", word_of(policy), word_of(outlay),
                         spread_columns(report.of(policy).outlays[static_cast<std::size_t>(outlay)]));
  return csv;
}

std::string tail_csv(const SimulationReport& report) {
  std::string csv = "policy,level,value_at_risk_wan,error_wan,expected_shortfall_wan,shortfall_error_wan\n";
  for (const Policy policy : policies)
    for (const TailRisk& tail : report.of(policy).gap_tail)
      csv += fmt::format("{},{},{},{},{},{}\n", word_of(policy), text(tail.level), text(tail.at_risk.value), text(tail.at_risk.error),
                         text(tail.shortfall.value), text(tail.shortfall.error));
  return csv;
}

std::string influences_csv(const SimulationReport& report) {
  std::string csv = "policy,result,rank,kind,key,rank_correlation,variance_share,explained\n";
  for (const ResultInfluences& result : report.influences)
    for (std::size_t i = 0; i < result.shares.size(); ++i) {
      const Influence& influence = report.risks->influences()[result.shares[i].influence];
      csv += fmt::format("{},{},{},{},{},{},{},{}\n", word_of(result.policy), csv_field(result_word(report, result)), i + 1,
                         word_of(influence.kind), csv_field(influence.key), text(result.shares[i].rank_correlation),
                         text(result.shares[i].variance_share), text(result.explained));
    }
  return csv;
}

std::string draws_csv(const SimulationReport& report) {
  const std::vector<Stage>& stages = report.model->problem().campaign().stages();
  std::string csv = "draw";
  for (const Policy policy : policies) {
    for (const Outlay outlay : outlays) csv += fmt::format(",{}_{}_wan", word_of(policy), word_of(outlay));
    for (const Stage& stage : stages) csv += "," + csv_field(std::string(word_of(policy)) + "_" + stage.key);
  }
  csv += "\n";
  for (std::int64_t i = 0; i < report.draws.draws; ++i) {
    csv += std::to_string(i);
    for (const Policy policy : policies) {
      const PolicyDraws& draws = report.draws.of(policy);
      const auto place = static_cast<std::size_t>(i);
      for (const Outlay outlay : outlays) csv += "," + Money::from_fen(amounts(draws, outlay)[place]).wan_text();
      for (std::size_t s = 0; s < stages.size(); ++s) csv += "," + date(*report.model, draws.completion[place * stages.size() + s]);
    }
    csv += "\n";
  }
  return csv;
}

Json json_of(const Estimate& estimate) { return {{"value", estimate.value}, {"error", estimate.error}}; }

Json json_of(const Spread& spread) {
  return {{"mean_wan", spread.mean.value},
          {"error_wan", spread.mean.error},
          {"deviation_wan", spread.deviation},
          {"min_wan", spread.low},
          {"p5_wan", spread.p5},
          {"p25_wan", spread.p25},
          {"p50_wan", spread.p50},
          {"p75_wan", spread.p75},
          {"p95_wan", spread.p95},
          {"max_wan", spread.high}};
}

Json policy_json(const SimulationReport& report, Policy policy) {
  const PolicySummary& summary = report.of(policy);
  const PlannedOutcome& planned = report.planned[number(policy)];
  const std::vector<Stage>& inputs = report.model->problem().campaign().stages();
  Json stages = Json::array(), gap = Json::array(), tail = Json::array(), amounts = Json::object(), influences = Json::array();
  const auto when = [&](const auto& at) {
    const std::string known = date(*report.model, at);
    return known.empty() ? Json() : Json(known);
  };
  for (std::size_t s = 0; s < inputs.size(); ++s)
    stages.push_back({{"stage", inputs[s].key},
                      {"deadline", inputs[s].deadline.text()},
                      {"planned", when(planned.completion[s])},
                      {"on_time", json_of(summary.stages[s].on_time)},
                      {"reached", summary.stages[s].reached},
                      {"p50", when(summary.stages[s].p50)},
                      {"p80", when(summary.stages[s].p80)}});
  for (std::size_t t = 0; t < summary.gap_by_period.size(); ++t) {
    Json row = {{"period", period(*report.model, static_cast<int>(t))}, {"planned_wan", Money::from_fen(planned.gap_by_period[t]).wan()}};
    row.update(json_of(summary.gap_by_period[t]));
    gap.push_back(std::move(row));
  }
  for (const Outlay outlay : outlays) amounts[word_of(outlay)] = json_of(summary.outlays[static_cast<std::size_t>(outlay)]);
  for (const TailRisk& risk : summary.gap_tail)
    tail.push_back(
        {{"level", risk.level}, {"value_at_risk_wan", json_of(risk.at_risk)}, {"expected_shortfall_wan", json_of(risk.shortfall)}});
  for (const ResultInfluences& result : report.influences) {
    if (result.policy != policy) continue;
    Json shares = Json::array();
    for (const InfluenceShare& share : result.shares)
      shares.push_back({{"kind", word_of(report.risks->influences()[share.influence].kind)},
                        {"key", report.risks->influences()[share.influence].key},
                        {"rank_correlation", share.rank_correlation},
                        {"variance_share", share.variance_share}});
    influences.push_back({{"result", result_word(report, result)}, {"explained", result.explained}, {"influences", shares}});
  }
  return {{"planned", {{"gap_wan", Money::from_fen(planned.gap).wan()}, {"debt_service_wan", Money::from_fen(planned.service).wan()}}},
          {"all_stages_on_time", json_of(summary.all_on_time)},
          {"firm_stages_on_time", json_of(summary.firm_on_time)},
          {"without_gap", json_of(summary.without_gap)},
          {"stages", stages},
          {"amounts", amounts},
          {"gap_tail", tail},
          {"gap_by_period", gap},
          {"influences", influences}};
}

const char* word_of_end(SimulationEnd end) {
  switch (end) {
    case SimulationEnd::all_draws: return "all_draws";
    case SimulationEnd::precise: return "precise";
    case SimulationEnd::cancelled: return "cancelled";
  }
  return "";
}

}  // namespace

SimulationReport report_simulation(const DispatchModel& model, const RiskModel& risks, const Uncertainty& uncertainty,
                                   SimulationDraws draws, SimulationOrigin origin, int threads) {
  SimulationReport report{.model = &model,
                          .risks = &risks,
                          .uncertainty = &uncertainty,
                          .origin = std::move(origin),
                          .draws = std::move(draws),
                          .summaries = {},
                          .planned = {},
                          .influences = {}};
  Dispatch dispatch(model);
  const DrawnInputs inputs = planned_inputs(model);
  for (const Policy policy : policies) {
    report.summaries[number(policy)] = summarise(report.draws, model, policy);
    const DispatchOutcome& outcome = policy == Policy::hold_schedule ? dispatch.hold_schedule(inputs) : dispatch.hold_budget(inputs);
    report.planned[number(policy)] = {
        .gap = outcome.gap_works + outcome.gap_service,
        .service = outcome.service,
        .later = outcome.later,
        .gap_by_period = outcome.gap,
        .completion = {outcome.completion.begin() + static_cast<std::ptrdiff_t>(model.projects.size()), outcome.completion.end()}};
  }
  report.influences = explain_results(report.draws, risks, model, threads);
  return report;
}

const char* word_of(InfluenceKind kind) {
  switch (kind) {
    case InfluenceKind::driver: return "driver";
    case InfluenceKind::cost: return "cost";
    case InfluenceKind::delay: return "delay";
    case InfluenceKind::money: return "money";
    case InfluenceKind::interest: return "interest";
    case InfluenceKind::partner: return "partner";
  }
  return "";
}

std::string result_word(const SimulationReport& report, const ResultInfluences& result) {
  switch (result.kind) {
    case ResultKind::outlay: return word_of(result.outlay);
    case ResultKind::lateness: return "lateness";
    case ResultKind::stage: return report.model->problem().campaign()[result.stage].key;
  }
  return "";
}

Issues write_simulation(const std::string& out, const SimulationReport& report) {
  FolderTransaction folder(out, simulation_mark);
  if (!folder.ok()) return folder.issues();
  folder.write(simulation_mark, simulation_json(report));
  folder.write("gap_by_period.csv", gap_csv(report));
  folder.write("stages.csv", stages_csv(report));
  folder.write("amounts.csv", amounts_csv(report));
  folder.write("tail.csv", tail_csv(report));
  folder.write("influences.csv", influences_csv(report));
  folder.write("draws.csv", draws_csv(report));
  folder.commit();
  return folder.issues();
}

std::string simulation_json(const SimulationReport& report) {
  const SimulationOrigin& origin = report.origin;
  const CorrelationRepair& repair = report.uncertainty->repair;
  Json json = {{"campaign", origin.campaign},
               {"input_hash", origin.input_hash},
               {"scenario", origin.scenario.empty() ? Json() : Json(origin.scenario)},
               {"plan", origin.plan},
               {"version", origin.version},
               {"uncertainty", report.uncertainty->defaults ? "defaults" : "uncertainty.toml"},
               {"uncertainty_hash", report.uncertainty->hash},
               {"correlation_repaired",
                repair.needed ? Json{{"lowest_eigenvalue", repair.lowest_eigenvalue}, {"largest_change", repair.largest_change}} : Json()},
               {"sampling", word_of(report.draws.sampling)},
               {"seed", origin.seed},
               {"draws_asked", origin.draws_asked},
               {"until", origin.until ? Json(*origin.until) : Json()},
               {"draws", report.draws.draws},
               {"end", word_of_end(report.draws.end)}};
  for (const Policy policy : policies) json[word_of(policy)] = policy_json(report, policy);
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace liandong
