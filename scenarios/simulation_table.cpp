#include "scenarios/simulation_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "model/planning/wording.hpp"

namespace liandong {
namespace {

const Text& name_of(Policy policy) {
  static const Text names[] = {{"schedule", "保工期"}, {"budget", "保预算"}};
  return names[static_cast<std::size_t>(policy)];
}

const Text& name_of(Outlay outlay) {
  static const Text names[] = {
      {"gap", "资金缺口"}, {"  debt service", "  其中偿债"},    {"paid for works", "已付工程款"}, {"left undone", "期末未完成"},
      {"cost", "总造价"},  {"debt, all years", "各年偿债合计"}, {"over the ceiling", "超限偿债"}};
  return names[static_cast<std::size_t>(outlay)];
}

class Writer {
 public:
  Writer(const SimulationReport& report, const SimulationTableOptions& options) : report_(report), options_(options) {}

  std::vector<Table> write() const {
    std::vector<Table> tables{amounts_table(), tail_table(), stages_table()};
    if (Table table = gap_table(); !table.rows.empty()) tables.push_back(std::move(table));
    if (Table table = influences_table(); !table.rows.empty()) tables.push_back(std::move(table));
    return tables;
  }

 private:
  [[nodiscard]] std::string say(const Text& text) const { return text.in(options_.language); }
  [[nodiscard]] std::string in_unit(const Text& title) const { return say(liandong::in_unit(title, options_.unit)); }
  [[nodiscard]] std::string money(double wan) const { return figure(wan, options_.unit); }
  [[nodiscard]] std::string date(const std::optional<int>& t) const {
    return t && *t < never_complete ? report_.model->problem().campaign().horizon().at(*t).text() : "–";
  }
  [[nodiscard]] static std::string chance(const Estimate& share) {
    return fmt::format("{:.1f} ±{:.1f} %", 100 * share.value, 100 * share.error);
  }

  static Table table(std::string title, std::vector<std::string> head, std::size_t texts) {
    Table made{.title = std::move(title), .head = std::move(head), .figures = {}, .rows = {}, .shrinks = 0};
    for (std::size_t c = 0; c < made.head.size(); ++c) made.figures.push_back(c >= texts);
    return made;
  }

  Table amounts_table() const {
    Table made = table(
        in_unit({"Amounts", "金额"}),
        {"", say({"policy", "策略"}), say({"mean", "均值"}), say({"± error", "± 误差"}), "P5", "P50", "P95", say({"most", "最大"})}, 2);
    for (const Outlay outlay : outlays)
      for (const Policy policy : policies) {
        const Spread& spread = report_.of(policy).outlays[static_cast<std::size_t>(outlay)];
        if (spread.high == 0 || (outlay == Outlay::cost && policy == Policy::hold_budget)) continue;
        if (outlay == Outlay::gap && policy == Policy::hold_budget) continue;  // Nothing but debt service, which has its own row.
        made.rows.push_back({say(name_of(outlay)), outlay == Outlay::cost ? "" : say(name_of(policy)), money(spread.mean.value),
                             money(spread.mean.error), money(spread.p5), money(spread.p50), money(spread.p95), money(spread.high)});
      }
    return made;
  }

  Table tail_table() const {
    Table made = table(in_unit({"The worst of the gap, hold the schedule", "最坏情形的资金缺口（保工期）"}),
                       {"", say({"value at risk", "风险值 VaR"}), say({"± error", "± 误差"}),
                        say({"expected shortfall", "预期短缺额 CVaR"}), say({"± error", "± 误差"})},
                       1);
    for (const TailRisk& tail : report_.of(Policy::hold_schedule).gap_tail)
      made.rows.push_back({fmt::format("{:.0f} %", 100 * tail.level), money(tail.at_risk.value), money(tail.at_risk.error),
                           money(tail.shortfall.value), money(tail.shortfall.error)});
    return made;
  }

  Table stages_table() const {
    Table made = table(
        say({"Chance of being on time; dates by which half and four fifths of the draws are there", "按时概率；50 % 与 80 % 把握的日期"}),
        {say({"stage", "阶段"}), say({"name", "名称"}), say({"deadline", "时限"}), say({"plan", "计划"}), say({"schedule", "保工期"}),
         "P50", "P80", say({"budget", "保预算"}), "P50", "P80"},
        2);
    made.shrinks = 1;
    const std::vector<Stage>& stages = report_.model->problem().campaign().stages();
    const PolicySummary& held = report_.of(Policy::hold_schedule);
    const PolicySummary& budget = report_.of(Policy::hold_budget);
    for (std::size_t s = 0; s < stages.size(); ++s) {
      const StageChance &a = held.stages[s], &b = budget.stages[s];
      made.rows.push_back({stages[s].key, say(stages[s].name), stages[s].deadline.text(), date(report_.planned[0].completion[s]),
                           chance(a.on_time), date(a.p50), date(a.p80), chance(b.on_time), date(b.p50), date(b.p80)});
    }
    for (const bool firm : {true, false}) {
      const Estimate a = firm ? held.firm_on_time : held.all_on_time, b = firm ? budget.firm_on_time : budget.all_on_time;
      made.rows.push_back(
          {say(firm ? Text{"all firm", "全部必须"} : Text{"all", "全部"}), "", "", "", chance(a), "", "", chance(b), "", ""});
    }
    return made;
  }

  /// Under the schedule; what lacks under the budget is debt service alone, by period in the files.
  Table gap_table() const {
    Table made = table(in_unit({"Gap by period, hold the schedule", "分期资金缺口（保工期）"}),
                       {"", say({"plan", "计划"}), say({"mean", "均值"}), say({"± error", "± 误差"}), "P5", "P25", "P50", "P75", "P95"}, 1);
    const PolicySummary& summary = report_.of(Policy::hold_schedule);
    for (std::size_t t = 0; t < summary.gap_by_period.size(); ++t) {
      const Spread& gap = summary.gap_by_period[t];
      const std::int64_t planned = report_.planned[0].gap_by_period[t];
      if (gap.high == 0 && planned == 0) continue;
      made.rows.push_back({report_.model->problem().campaign().horizon().at(static_cast<int>(t)).text(),
                           money(Money::from_fen(planned).wan()), money(gap.mean.value), money(gap.mean.error), money(gap.p5),
                           money(gap.p25), money(gap.p50), money(gap.p75), money(gap.p95)});
    }
    return made;
  }

  [[nodiscard]] Text name_of_influence(const Influence& influence) const {
    static const Text kinds[] = {{"driver ", "因素 "},   {"cost of ", "造价 "},     {"delay of ", "延期 "},
                                 {"money of ", "到位 "}, {"interest of ", "利率 "}, {"partners of ", "社会资本 "}};
    return kinds[static_cast<std::size_t>(influence.kind)] + both(influence.key);
  }

  Table influences_table() const {
    Table made = table(say({"What goes with it", "主要影响"}),
                       {"", say({"policy", "策略"}), say({"with", "影响来源"}), say({"rank corr.", "秩相关"}),
                        say({"variance", "方差占比"}), say({"all ten", "十项合计"})},
                       3);
    const auto add = [&](const ResultInfluences& result, const Text& name) {
      for (std::size_t i = 0; i < std::min<std::size_t>(3, result.shares.size()); ++i) {
        const InfluenceShare& share = result.shares[i];
        made.rows.push_back({i == 0 ? say(name) : "", i == 0 ? say(name_of(result.policy)) : "",
                             say(name_of_influence(report_.risks->influences()[share.influence])),
                             fmt::format("{:+.2f}", share.rank_correlation), fmt::format("{:.0f} %", 100 * share.variance_share),
                             i == 0 ? fmt::format("{:.0f} %", 100 * result.explained) : ""});
      }
    };
    for (const ResultInfluences& result : report_.influences) {
      const bool gap = result.kind == ResultKind::outlay && result.outlay == Outlay::gap && result.policy == Policy::hold_schedule;
      const bool later = result.kind == ResultKind::outlay && result.outlay == Outlay::later && result.policy == Policy::hold_budget;
      const bool once = result.kind == ResultKind::outlay && (result.outlay == Outlay::cost || result.outlay == Outlay::service) &&
                        result.policy == Policy::hold_schedule;
      if (gap || later || once) add(result, name_of(result.outlay));
      if (result.kind == ResultKind::lateness) add(result, {"lateness of stages", "阶段逾期"});
    }
    return made;
  }

  const SimulationReport& report_;
  SimulationTableOptions options_;
};

}  // namespace

std::vector<Table> simulation_tables(const SimulationReport& report, const SimulationTableOptions& options) {
  return Writer(report, options).write();
}

Table uncertainty_table(const Uncertainty& uncertainty, const DispatchModel& model, Language language) {
  const auto say = [&](const Text& text) { return text.in(language); };
  const Campaign& campaign = model.problem().campaign();
  const Funding& funding = model.problem().funding();
  Table table{
      .title = say({"What is uncertain, and how many rows it is about; the last that fits holds", "不确定的内容及涉及行数；后列者优先"}),
      .head = {say({"what", "内容"}), say({"about", "范围"}), say({"how", "取值"}), say({"follows", "共同因素"}), say({"mark", "出处"})},
      .figures = std::vector<bool>(5, false),
      .rows = {},
      .shrinks = 2};
  static const Text marks[] = {{"speech", "讲话"}, {"page", "网页"}, {"recalled", "回忆"}, {"derived", "推算"}, {"illustrative", "示意"}};
  const auto add = [&](const Text& what, const Text& about, const Text& how, const Loading& loading, const RiskNote& from) {
    table.rows.push_back({say(what), say(about), say(how),
                          loading.driver < 0
                              ? ""
                              : fmt::format("{} {:+.2f}", uncertainty.drivers[static_cast<std::size_t>(loading.driver)].key, loading.value),
                          say(marks[static_cast<std::size_t>(from.mark)])});
  };
  // What tells a row from the others first: the column may be cut.
  const auto projects = [&](const ProjectFilter& which) {
    int count = 0;
    for (std::size_t j = 0; j < campaign.projects().size(); ++j) count += which.admits(campaign, ProjectId{static_cast<int>(j)}) ? 1 : 0;
    Text words = which.kind ? liandong::name_of(*which.kind) : Text{};
    for (std::size_t i = 0; i < which.sectors.size() && i < 2; ++i) words += both((words.en.empty() ? "" : " ") + which.sectors[i]);
    if (which.sectors.size() > 2) words += both(" …");
    return words + both(fmt::format("{}({})", words.en.empty() ? "" : " ", count));
  };
  const auto sources = [&](const SourceFilter& which, const std::optional<Certainty>& certainty) {
    int count = 0;
    for (std::size_t k = 0; k < funding.sources().size(); ++k) count += which.admits(funding, SourceId{static_cast<int>(k)}) ? 1 : 0;
    Text words = certainty ? liandong::name_of(*certainty) : Text{};
    if (which.channel) words += both(words.en.empty() ? "" : " ") + liandong::name_of(*which.channel);
    if (which.level) words += both(words.en.empty() ? "" : " ") + liandong::name_of(*which.level);
    if (which.sources.size() == 1) words += both(funding[which.sources.front()].key);
    return words + both(fmt::format("{}({})", words.en.empty() ? "" : " ", count));
  };
  const auto three = [](const ThreePoint& point) { return both(fmt::format("{:g}/{:g}/{:g}", point.low(), point.mode(), point.high())); };
  const auto delays = [](const DelayChances& delay) {
    std::string shown;
    for (const double chance : delay) shown += (shown.empty() ? "" : " ") + fmt::format("{:g}", chance);
    return both(shown);
  };
  for (const CostRisk& risk : uncertainty.costs) add({"cost", "造价"}, projects(risk.which), three(risk.factor), risk.loading, risk.from);
  for (const DelayRisk& risk : uncertainty.durations)
    add({"longer works", "工期延长"}, projects(risk.which), delays(risk.delay), risk.loading, risk.from);
  for (const DelayRisk& risk : uncertainty.approvals)
    add({"late approval", "审批推迟"}, projects(risk.which), delays(risk.delay), risk.loading, risk.from);
  for (const ArrivalRisk& risk : uncertainty.arrivals) {
    add({"arrival", "资金到位"}, sources(risk.which, risk.certainty),
        Text{"drop ", "落空 "} + both(fmt::format("{:g}; ", risk.drop)) + three(risk.share), risk.loading, risk.from);
    if (risk.delay.size() > 1) add({"  late", "  迟到"}, {}, delays(risk.delay), risk.loading, risk.from);
  }
  for (const IncomeRisk& risk : uncertainty.incomes)
    add({"income", "收入"}, sources(risk.which, {}), both(fmt::format("σ {:g}", risk.volatility)), risk.loading, risk.from);
  for (const InterestRisk& risk : uncertainty.interest)
    add({"interest", "利率加点"},
        risk.contracts.empty() ? Text{"all BT terms", "全部 BT 条款"} : both(std::to_string(risk.contracts.size())), three(risk.add),
        risk.loading, risk.from);
  for (const PartnerRisk& risk : uncertainty.partners)
    add({"partner quits", "社会资本退出"}, sources(risk.which, {}), both(fmt::format("{:g}", risk.quit)), risk.loading, risk.from);
  return table;
}

}  // namespace liandong
