#include <algorithm>
#include <nlohmann/json.hpp>

#include "scenarios/summary.hpp"

namespace liandong {
namespace {

using Json = nlohmann::ordered_json;

Json by_year(const ByYear& amounts, int first_year) {
  Json list = Json::array();
  for (std::size_t i = 0; i < amounts.size(); ++i) list.push_back({{"year", first_year + static_cast<int>(i)}, {"amount_wan", amounts[i].wan()}});
  return list;
}

const char* word_for(Certainty level) {
  static const char* words[] = {"in_account", "issued", "approved", "applied", "hoped"};
  return words[static_cast<int>(level)];
}

Json stage_json(const PlanningProblem& problem, const StageMetrics& stage) {
  const Stage& row = problem.campaign()[stage.stage];
  return {{"stage", row.key},
          {"firm", row.firmness == Firmness::firm},
          {"deadline", row.deadline.text()},
          {"forecast", stage.forecast ? Json(problem.campaign().horizon().at(*stage.forecast).text()) : Json()},
          {"late_periods", stage.late},
          {"slack_periods", stage.slack},
          {"projects", stage.required_projects},
          {"projects_built", stage.required_built},
          {"indicators_not_closable", stage.not_closable},
          {"tasks_without_project", stage.without_project}};
}

Json debt_json(const PlanningProblem& problem, const DebtYear& year) {
  return {{"unit", problem.campaign()[year.unit].key},
          {"year", year.year},
          {"service_wan", year.service.wan()},
          {"ceiling_wan", year.ceiling.wan()},
          {"head_room_wan", year.head_room.wan()},
          {"committed_wan", year.committed.wan()},
          {"expenditure_wan", year.expenditure ? Json(year.expenditure->wan()) : Json()},
          {"share", year.share ? Json(*year.share) : Json()}};
}

Json goals_json(const PlanningProblem& problem, const GoalReport& report) {
  Json levels = Json::array(), moves = Json::array(), burden = Json::array();
  for (const GoalLevel& level : report.levels)
    levels.push_back({{"goal", word_for(level.goal)},
                      {"value_wan", level.value},
                      {"bound_wan", level.bound},
                      {"tolerance_wan", level.tolerance},
                      {"priced_sum_wan", level.priced}});
  for (const GoalMove& move : report.moves) {
    Json changes;
    for (const Goal goal : goals) changes[word_for(goal)] = move.values[goal];
    moves.push_back({{"goal", word_for(move.goal)},
                     {"change_wan", move.change},
                     {"stage", move.stage.known() ? Json(problem.campaign()[move.stage].key) : Json()},
                     {"possible", move.possible},
                     {"changes_wan", move.possible ? changes : Json()}});
  }
  for (std::size_t i = 0; i < report.after.size(); ++i) {
    const Burden& b = report.after[i];
    const auto was = std::find_if(report.before.begin(), report.before.end(), [&](const Burden& a) { return a.unit == b.unit && a.year == b.year; });
    burden.push_back({{"unit", problem.campaign()[b.unit].key},
                      {"year", b.year},
                      {"before_wan", was == report.before.end() ? 0.0 : was->amount.wan()},
                      {"after_wan", b.amount.wan()},
                      {"weight_wan", b.weight}});
  }
  return {{"levels", levels}, {"moves", moves}, {"burden", burden}, {"priced_objective_wan", report.priced_objective}};
}

}  // namespace

std::string summary_json(const PlanningProblem& problem, const PlanResult& result, const PlanMetrics& m, const std::string& scenario) {
  const Campaign& campaign = problem.campaign();
  const Plan& plan = result.plan;
  static const char* channels[] = {"fiscal", "bundled", "bt", "bot", "investment"};
  Json funds, gap_levels = Json::array(), programmes = Json::array(), sources = Json::array(), units = Json::array(), stages = Json::array(), debt = Json::array();
  for (std::size_t i = 0; i < m.paid_by_channel.size(); ++i) funds[channels[i]] = m.paid_by_channel[i].wan();
  for (std::size_t k = 0; k < m.paid_by_source.size(); ++k) sources.push_back({{"source", problem.funding().sources()[k].key}, {"paid_wan", m.paid_by_source[k].wan()}});
  for (const GapByCertainty& level : m.gap_by_certainty)
    gap_levels.push_back({{"level", word_for(level.level)}, {"total_wan", level.total.wan()}, {"coverage", level.coverage}, {"by_year", by_year(level.by_year, m.first_year)}});
  for (const ProgrammeMetrics& programme : m.programmes)
    programmes.push_back({{"programme", campaign[programme.programme].key},
                          {"cost_alone_wan", programme.cost_alone.wan()},
                          {"cost_share_wan", programme.cost_share.wan()},
                          {"gap_share_wan", programme.gap_share.wan()},
                          {"projects", programme.projects}});
  for (std::size_t u = 0; u < m.gap_by_unit.size(); ++u) units.push_back({{"unit", campaign.units()[u].key}, {"gap_wan", m.gap_by_unit[u].wan()}});
  for (const StageMetrics& stage : m.stages) stages.push_back(stage_json(problem, stage));
  for (const DebtYear& year : m.debt) debt.push_back(debt_json(problem, year));

  const ObjectiveParts& parts = plan.parts;
  Json document = {
      {"campaign", campaign.key()},
      {"scenario", scenario},
      {"outcome", word_for(result.outcome)},
      {"objective_wan", plan.certificate.objective},
      {"bound_wan", plan.certificate.bound},
      {"relative_gap", plan.certificate.relative_gap()},
      {"parts_wan",
       {{"gap", parts.gap}, {"lateness", parts.lateness}, {"never", parts.never}, {"own_money", parts.own_money}, {"debt_service", parts.debt_service}, {"other_money", parts.other_money}}},
      {"projects", m.projects},
      {"projects_built", m.projects_built},
      {"cost_wan", m.cost.wan()},
      {"cost_built_wan", m.cost_built.wan()},
      {"cost_never_wan", m.cost_never.wan()},
      {"paid_wan", m.paid.wan()},
      {"paid_by_channel_wan", funds},
      {"paid_by_source", sources},
      {"coverage", m.coverage},
      {"spend_by_year", by_year(m.need_by_year, m.first_year)},
      {"gap_wan", m.gap.wan()},
      {"gap_by_year", by_year(m.gap_by_year, m.first_year)},
      {"gap_by_unit", units},
      {"gap_kinds_wan", {{"structural", m.gap_kinds.structural.wan()}, {"timing", m.gap_kinds.timing.wan()}, {"tied", m.gap_kinds.tied.wan()}}},
      {"gap_at_certainty", gap_levels},
      {"programmes", programmes},
      {"no_programme_wan", {{"cost", m.cost_no_programme.wan()}, {"gap", m.gap_no_programme.wan()}}},
      {"shared_projects", m.shared_projects},
      {"linkage_saving_wan", m.linkage_saving.wan()},
      {"stages", stages},
      {"debt_service_wan", m.debt_service.wan()},
      {"debt", debt},
      {"present_value_wan", m.present_value},
      {"peak_load", m.peak_load ? Json{{"unit", campaign[m.peak_load->unit].key}, {"year", m.peak_load->year}, {"outlay_wan", m.peak_load->outlay.wan()}, {"share", m.peak_load->share}} : Json()}};
  if (result.goals) document["goals"] = goals_json(problem, *result.goals);
  return document.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace liandong
