#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "model/io/certificate_file.hpp"
#include "model/io/csv.hpp"
#include "model/io/folder_transaction.hpp"
#include "model/io/goal_sheets.hpp"
#include "model/io/plan_folder.hpp"
#include "model/io/words.hpp"
#include "model/planning/metrics.hpp"
#include "model/planning/move_list.hpp"

namespace liandong {
namespace {

using Json = nlohmann::ordered_json;

/// Shortest text that reads back as the same double; no negative zero.
std::string number(double value) { return fmt::format("{}", value == 0 ? 0.0 : value); }

/// A CSV file being put together.
class Sheet {
 public:
  explicit Sheet(std::string_view header) : text_(header) { text_ += '\n'; }

  template <class... Cells>
  void row(const Cells&... cells) {
    std::size_t at = 0;
    ((text_ += (at++ == 0 ? "" : ","), text_ += csv_field(cells)), ...);
    text_ += '\n';
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

class PlanWriter {
 public:
  PlanWriter(const PlanningProblem& problem, const PlanResult& result, const Provenance& provenance)
      : problem_(problem), campaign_(problem.campaign()), funding_(problem.funding()), result_(result), plan_(result.plan), provenance_(provenance) {}

  [[nodiscard]] std::string schedule() const;
  [[nodiscard]] std::string allocation() const;
  [[nodiscard]] std::string gap() const;
  [[nodiscard]] std::string balances() const;
  [[nodiscard]] std::string debt_service() const;
  [[nodiscard]] std::string affordability() const;
  [[nodiscard]] std::string prices() const;
  [[nodiscard]] std::string compliance() const;
  [[nodiscard]] std::string modes() const;
  [[nodiscard]] std::string moves() const;
  [[nodiscard]] std::string summary() const;

 private:
  [[nodiscard]] std::string period(int t) const { return campaign_.horizon().at(t).text(); }
  [[nodiscard]] std::optional<int> completion(ProjectId project) const {
    const auto start = plan_.start[project.index()];
    return start ? std::optional(*start + campaign_[project].duration - 1) : std::nullopt;
  }
  [[nodiscard]] std::vector<std::optional<int>> slacks() const;

  const PlanningProblem& problem_;
  const Campaign& campaign_;
  const Funding& funding_;
  const PlanResult& result_;
  const Plan& plan_;
  const Provenance& provenance_;
};

/// By how many periods each project's completion could slip, money aside, before a stage is reached after its deadline, or, where it is
/// late already, later than planned. Unknown for projects that no reached stage waits for, and for those never built.
std::vector<std::optional<int>> PlanWriter::slacks() const {
  const DependencyGraph& graph = problem_.graph();
  std::vector<std::optional<int>> slack(campaign_.projects().size());
  for (std::size_t s = 0; s < campaign_.stages().size(); ++s) {
    if (!plan_.stage[s]) continue;
    const int deadline = campaign_.horizon().index_of(campaign_.stages()[s].deadline);
    const auto latest = graph.latest_completion(StageId{static_cast<std::int32_t>(s)}, std::max(*plan_.stage[s], deadline));
    for (std::size_t j = 0; j < slack.size(); ++j) {
      const auto finish = completion(ProjectId{static_cast<std::int32_t>(j)});
      if (!latest[j] || !finish) continue;
      const int room = *latest[j] - *finish;
      slack[j] = slack[j] ? std::min(*slack[j], room) : room;
    }
  }
  return slack;
}

std::string PlanWriter::schedule() const {
  const auto shown = [](const std::optional<int>& value) { return value ? std::to_string(*value) : std::string(); };
  const auto when = [&](const std::optional<int>& t) { return t ? period(*t) : std::string(); };
  const std::vector<std::optional<int>> slack = slacks();
  Sheet sheet("node,kind,start,finish,deadline,slack,late");
  for (std::size_t j = 0; j < campaign_.projects().size(); ++j)
    sheet.row(campaign_.projects()[j].key, "project", when(plan_.start[j]), when(completion(ProjectId{static_cast<std::int32_t>(j)})), "", shown(slack[j]), "");

  // A task begins with the first of its projects and is done with the last; it is never done if one of them is never built.
  struct Span {
    std::optional<int> start, finish, slack;
    bool served = false, never = false;
  };
  std::vector<Span> spans(campaign_.tasks().size());
  for (const Service& service : campaign_.services()) {
    Span& span = spans[service.task.index()];
    span.served = true;
    const auto start = plan_.start[service.project.index()];
    const auto finish = completion(service.project);
    if (!start || !finish) {
      span.never = true;
      continue;
    }
    span.start = span.start ? std::min(*span.start, *start) : *start;
    span.finish = span.finish ? std::max(*span.finish, *finish) : *finish;
    if (const auto room = slack[service.project.index()]) span.slack = span.slack ? std::min(*span.slack, *room) : *room;
  }
  for (std::size_t i = 0; i < spans.size(); ++i) {
    const Span& span = spans[i];
    const bool done = span.served && !span.never;
    sheet.row(campaign_.tasks()[i].key, "task", when(span.start), done ? when(span.finish) : "", "", done ? shown(span.slack) : "", "");
  }
  for (std::size_t s = 0; s < campaign_.stages().size(); ++s) {
    const Stage& stage = campaign_.stages()[s];
    const int deadline = campaign_.horizon().index_of(stage.deadline);
    const std::optional<int> reached = plan_.stage[s];
    const int late = reached ? std::max(0, *reached - std::max(0, deadline)) : std::max(0, problem_.periods() - std::max(0, deadline));
    sheet.row(stage.key, "stage", "", when(reached), stage.deadline.text(), reached ? std::to_string(std::max(0, deadline - *reached)) : "", std::to_string(late));
  }
  return sheet.text();
}

std::string PlanWriter::allocation() const {
  Sheet sheet("project,source,period,amount_wan");
  for (const Payment& p : plan_.payments) sheet.row(campaign_[p.project].key, funding_[p.source].key, period(p.t), p.amount.wan_text());
  return sheet.text();
}

std::string PlanWriter::gap() const {
  Sheet sheet("project,period,amount_wan");
  for (const GapEntry& g : plan_.gaps) sheet.row(campaign_[g.project].key, period(g.t), g.amount.wan_text());
  return sheet.text();
}

std::string PlanWriter::balances() const {
  Sheet sheet("source,period,inflow_wan,drawn_wan,debt_service_wan,balance_wan");
  for (std::size_t k = 0; k < plan_.balances.size(); ++k)
    for (std::size_t t = 0; t < plan_.balances[k].size(); ++t) {
      const BalanceEntry& b = plan_.balances[k][t];
      sheet.row(funding_.sources()[k].key, period(static_cast<int>(t)), b.inflow.wan_text(), b.drawn.wan_text(), b.debt_service.wan_text(), b.balance.wan_text());
    }
  return sheet.text();
}

std::string PlanWriter::debt_service() const {
  Sheet sheet("contract_project,source,payer,period,amount_wan");
  for (const ServiceEntry& s : plan_.service)
    sheet.row(campaign_[s.project].key, funding_[s.contract_source].key, funding_[s.payer].key, period(s.t), s.amount.wan_text());
  return sheet.text();
}

std::string PlanWriter::affordability() const {
  Sheet sheet("level,region,year,service_wan,ceiling_wan");
  for (const AffordabilityEntry& a : plan_.affordability) {
    const Unit& unit = campaign_[a.unit];
    sheet.row(word_of("unit_level", static_cast<int>(unit.level)).en, unit.key, std::to_string(a.year), a.service.wan_text(), a.ceiling.wan_text());
  }
  return sheet.text();
}

std::string PlanWriter::prices() const {
  Sheet sheet("source,period,value,valid_range,range_low_wan,range_high_wan");
  for (const PriceEntry& p : plan_.prices) {
    const std::string low = number(p.range_low), high = number(p.range_high);
    sheet.row(funding_[p.source].key, period(p.t), number(p.value), low + ".." + high, low, high);
  }
  return sheet.text();
}

std::string PlanWriter::moves() const {
  const auto when = [&](const std::optional<int>& t) { return t ? period(*t) : std::string(); };
  Sheet sheet("project,change,approved_start,start,cost_wan,reason,reason_en");
  for (const Move& move : list_moves(problem_, plan_))
    sheet.row(campaign_[move.project].key, word_of(move.kind), when(move.from), when(move.to), campaign_[move.project].cost.wan_text(),
              move.reason.in(Language::chinese), move.reason.in(Language::english));
  return sheet.text();
}

const char* word_for(ComplianceState state) {
  switch (state) {
    case ComplianceState::kept: return "kept";
    case ComplianceState::broken: return "broken";
    case ComplianceState::not_applicable: return "not_applicable";
    case ComplianceState::reported: break;
  }
  return "reported";
}

std::string PlanWriter::compliance() const {
  Sheet sheet("rule,article,state,margin,deciding_rows,verification,article_en,deciding_rows_en");
  for (const ComplianceEntry& c : plan_.compliance)
    sheet.row(c.rule, c.article.in(Language::chinese), word_for(c.state), c.margin, c.deciding.in(Language::chinese),
              c.verification == Verification::page ? "page" : "recalled", c.article.in(Language::english), c.deciding.in(Language::english));
  return sheet.text();
}

std::string PlanWriter::modes() const {
  const auto shown = [](const std::optional<double>& wan) { return wan ? number(*wan) : std::string(); };
  Sheet sheet("project,mode,chosen,replanned_wan,at_prices_wan");
  for (const ModeEntry& entry : plan_.modes)
    sheet.row(campaign_[entry.project].key, problem_.modes().of(entry.project)[static_cast<std::size_t>(entry.mode)].key, entry.chosen ? "yes" : "no",
              shown(entry.replanned), shown(entry.at_prices));
  return sheet.text();
}

std::string dump(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

const char* word_for(Outcome outcome) { return outcome == Outcome::proven ? "proven" : outcome == Outcome::best_found ? "best_found" : "cancelled"; }

/// Contracts, one for each project and contract source, and those of them that pay their full share of every period (4).
std::pair<int, int> contracts_of(const PlanningProblem& problem, const Plan& plan) {
  std::map<std::pair<ProjectId, SourceId>, std::pair<Money, Money>> drawn;  // And the full share.
  for (const Payment& p : plan.payments) {
    const Source& source = problem.funding()[p.source];
    if (!is_contract(source.channel)) continue;
    auto& [sum, full] = drawn[{p.project, p.source}];
    sum += p.amount;
    full = Money{};
    for (const Money spend : problem.campaign()[p.project].profile) full += problem.max_share(p.project, p.source).floor_of(spend);
  }
  const auto whole = std::count_if(drawn.begin(), drawn.end(), [](const auto& entry) { return entry.second.first == entry.second.second; });
  return {static_cast<int>(drawn.size()), static_cast<int>(whole)};
}

std::string PlanWriter::summary() const {
  const PlanMetrics metrics = measure(problem_, plan_);
  const Horizon& horizon = campaign_.horizon();
  const auto by_year = [&](const ByYear& amounts) {
    Json list = Json::array();
    for (std::size_t y = 0; y < amounts.size(); ++y) list.push_back({{"year", metrics.first_year + static_cast<int>(y)}, {"wan", amounts[y].wan()}});
    return list;
  };
  Json json;
  json["format"] = "liandong plan folder";
  json["format_version"] = 1;
  json["campaign"] = {{"id", campaign_.key()}, {"name_zh", campaign_.name().zh}, {"name_en", campaign_.name().en}};
  json["horizon"] = {{"first", horizon.first.text()}, {"last", horizon.at(horizon.count - 1).text()}, {"periods", horizon.count}};
  json["provenance"] = {{"input_hash", provenance_.input_hash},
                        {"scenario", provenance_.scenario.empty() ? Json() : Json(provenance_.scenario)},
                        {"seed", provenance_.seed ? Json(*provenance_.seed) : Json()},
                        {"version", provenance_.version},
                        {"options", provenance_.options}};
  json["order"] = result_.goals ? "strict" : "priced";
  json["outcome"] = word_for(result_.outcome);
  json["objective_wan"] = plan_.certificate.objective;
  json["bound_wan"] = plan_.certificate.bound;
  json["relative_gap"] = plan_.certificate.relative_gap();
  if (result_.relaxation) json["relaxation_wan"] = *result_.relaxation;
  const ObjectiveParts& parts = plan_.parts;
  json["parts_wan"] = {{"gap", parts.gap},           {"lateness", parts.lateness},         {"never", parts.never},
                       {"own_money", parts.own_money}, {"debt_service", parts.debt_service}, {"other_money", parts.other_money}};
  json["cost"] = {{"projects", metrics.projects},
                  {"projects_built", metrics.projects_built},
                  {"cost_wan", metrics.cost.wan()},
                  {"cost_built_wan", metrics.cost_built.wan()},
                  {"cost_never_wan", metrics.cost_never.wan()}};
  Json channels = Json::object();
  for (std::size_t c = 0; c < metrics.paid_by_channel.size(); ++c) channels[word_of("channel", static_cast<int>(c)).en] = metrics.paid_by_channel[c].wan();
  json["funds"] = {{"paid_wan", metrics.paid.wan()}, {"by_channel_wan", channels}, {"debt_service_wan", metrics.debt_service.wan()}};
  const auto [contracts, whole] = contracts_of(problem_, plan_);
  json["contracts"] = {{"count", contracts}, {"at_full_share", whole}, {"price_of_wholeness_wan", plan_.price_of_wholeness}};
  Json certainty = Json::array();
  for (const GapByCertainty& level : metrics.gap_by_certainty)
    certainty.push_back({{"level", word_of("certainty", static_cast<int>(level.level)).en}, {"gap_wan", level.total.wan()}, {"by_year", by_year(level.by_year)}});
  json["gap"] = {{"gap_wan", metrics.gap.wan()}, {"by_year", by_year(metrics.gap_by_year)}, {"by_certainty", certainty}};
  Json stages = Json::array();
  for (const StageMetrics& s : metrics.stages) {
    const Stage& stage = campaign_[s.stage];
    stages.push_back({{"id", stage.key},
                      {"name_zh", stage.name.zh},
                      {"name_en", stage.name.en},
                      {"firmness", word_of("firmness", static_cast<int>(stage.firmness)).en},
                      {"deadline", stage.deadline.text()},
                      {"reached", s.forecast ? Json(period(*s.forecast)) : Json()},
                      {"late", s.late},
                      {"state", !s.forecast ? "never" : s.late > 0 ? "late" : "on_time"}});
  }
  json["stages"] = stages;
  return dump(json);
}

}  // namespace

Issues write_plan(const std::filesystem::path& out, const PlanningProblem& problem, const PlanResult& result, const Provenance& provenance) {
  FolderTransaction folder(out, "plan.json");
  if (!folder.ok()) return folder.issues();
  const PlanWriter writer(problem, result, provenance);
  folder.write("schedule.csv", writer.schedule());
  folder.write("allocation.csv", writer.allocation());
  folder.write("gap.csv", writer.gap());
  folder.write("balances.csv", writer.balances());
  folder.write("debt_service.csv", writer.debt_service());
  folder.write("affordability.csv", writer.affordability());
  folder.write("prices.csv", writer.prices());
  folder.write("compliance.csv", writer.compliance());
  if (problem.modes().empty())
    folder.drop("modes.csv");
  else
    folder.write("modes.csv", writer.modes());
  if (result.plan.certificate.moves)
    folder.write("moves.csv", writer.moves());
  else
    folder.drop("moves.csv");
  if (result.goals) {
    folder.write("goals.csv", goals_text(*result.goals));
    folder.write("goal_moves.csv", goal_moves_text(problem, *result.goals));
    folder.write("burden.csv", burden_text(problem, *result.goals));
  } else {
    for (const char* name : {"goals.csv", "goal_moves.csv", "burden.csv"}) folder.drop(name);  // Of an older plan.
  }
  folder.write("certificate.json", certificate_text(problem, result.plan.certificate));
  folder.write("plan.json", writer.summary());
  folder.commit();
  return folder.issues();
}

}  // namespace liandong
