#include "scenarios/summary.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <map>

#include "model/planning/wording.hpp"
#include "scenarios/goal_summary.hpp"

namespace liandong {
namespace {

class Writer {
 public:
  Writer(const PlanningProblem& problem, const PlanResult& result, const PlanMetrics& metrics, const SummaryOptions& options)
      : problem_(problem), plan_(result.plan), result_(result), m_(metrics), options_(options) {}

  [[nodiscard]] Summary write() const {
    Summary summary;
    open(summary);
    summary.tables.push_back(funds());
    summary.tables.push_back(gaps());
    summary.tables.push_back(stages());
    summary.tables.push_back(debts());
    if (result_.goals)
      for (Table& table : goal_tables(problem_, *result_.goals, options_.language, options_.unit)) summary.tables.push_back(std::move(table));
    close(summary);
    return summary;
  }

 private:
  [[nodiscard]] std::string say(const Text& text) const { return text.in(options_.language); }
  [[nodiscard]] std::string unit() const { return say(name_of(options_.unit)); }
  [[nodiscard]] std::string money(Money amount) const { return figure(amount, options_.unit); }
  [[nodiscard]] std::string period(int t) const { return problem_.campaign().horizon().at(t).text(); }

  [[nodiscard]] Text meaning() const {
    return result_.goals ? meaning_of(*result_.goals, plan_.certificate.objective, options_.unit) : meaning_of(result_.outcome);
  }

  [[nodiscard]] std::string titled(const Text& title) const { return say(in_unit(title, options_.unit)); }

  void open(Summary& out) const {
    const Campaign& campaign = problem_.campaign();
    const Horizon& horizon = campaign.horizon();
    const std::string span = horizon.at(0).text() + "–" + horizon.at(horizon.count - 1).text();
    out.opening.push_back(say(campaign.name()) + say({", ", "，"}) + span + say({". ", "。"}) + say(meaning()));
    const Money parts[] = {m_.cost_built, m_.cost_never};
    const auto shown = figures(parts, options_.unit);
    out.opening.push_back(say({"Cost of the campaign: " + money(m_.cost) + " " + unit() + " for " + std::to_string(m_.projects) + " projects; " + std::to_string(m_.projects_built) +
                                   " are built for " + shown[0] + ", " + std::to_string(m_.projects - m_.projects_built) + " never for " + shown[1] + ".",
                               "总投资" + money(m_.cost) + unit() + "，共" + std::to_string(m_.projects) + "个项目；规划期内建成" + std::to_string(m_.projects_built) + "个，投资" + shown[0] +
                                   unit() + "；不建" + std::to_string(m_.projects - m_.projects_built) + "个，投资" + shown[1] + unit() + "。"}));
    if (m_.shared_projects > 0)
      out.opening.push_back(say({std::to_string(m_.shared_projects) + " projects serve several programmes; building them once saves " + money(m_.linkage_saving) + " " + unit() + ".",
                                 std::to_string(m_.shared_projects) + "个项目由多项创建共享，联动节约" + money(m_.linkage_saving) + unit() + "。"}));
  }

  [[nodiscard]] Table funds() const {
    Table table;
    table.title = titled({"Funds by channel", "按渠道的资金构成"});
    std::vector<Money> parts(m_.paid_by_channel.begin(), m_.paid_by_channel.end());
    parts.push_back(m_.gap);
    const auto amounts = figures(parts, options_.unit);
    static const Text channels[] = {{"fiscal", "财政资金"}, {"bundled", "整合项目资金"}, {"BT", "BT"}, {"BOT", "BOT"}, {"investment", "招商引资"}, {"gap", "缺口"}};
    table.head.push_back("");
    std::vector<std::string> row{say({"amount", "金额"})}, shares{say({"share", "占比"})};
    for (std::size_t i = 0; i < parts.size(); ++i) {
      table.head.push_back(say(channels[i]));
      row.push_back(amounts[i]);
      shares.push_back(m_.cost_built.is_zero() ? "-" : percent(parts[i].wan() / m_.cost_built.wan()));
    }
    table.head.push_back(say({"built cost", "建成投资"}));
    row.push_back(money(m_.cost_built));
    shares.push_back("");
    table.rows = {row, shares};
    table.figures.assign(table.head.size(), true);
    table.figures[0] = false;
    return table;
  }

  [[nodiscard]] Table gaps() const {
    Table table;
    const Money kinds[] = {m_.gap_kinds.structural, m_.gap_kinds.timing, m_.gap_kinds.tied};
    const auto shown = figures(kinds, options_.unit);
    table.title = titled({"Gap by year and certainty", "分年度、分确定性的资金缺口"}) + say({"; all money: structural ", "；按全部资金：结构性"}) + shown[0] + say({", timing ", "、时间性"}) + shown[1] +
                  say({", tied ", "、限制性"}) + shown[2];
    table.head = {say({"money that counts", "计入的资金"})};
    for (int year = 0; year < m_.years; ++year) table.head.push_back(std::to_string(m_.first_year + year));
    table.head.push_back(say({"total", "合计"}));
    table.head.push_back(say({"covered", "保障率"}));
    const auto add = [&](const std::string& name, const ByYear& by_year, Money total, const std::string& covered) {
      std::vector<std::string> row{name};
      for (const std::string& cell : figures(by_year, options_.unit)) row.push_back(cell);
      row.push_back(money(total));
      row.push_back(covered);
      table.rows.push_back(row);
    };
    add(say({"spend", "支出需求"}), m_.need_by_year, m_.cost_built, "");
    for (const GapByCertainty& level : m_.gap_by_certainty) {
      const Text name = level.level <= Certainty::issued  ? Text{"gap: in hand only", "缺口：仅在手资金"}
                        : level.level == Certainty::hoped ? Text{"gap: all money", "缺口：全部资金"}
                                                          : Text{"gap: to ", "缺口：至"} + name_of(level.level);
      add(say(name), level.by_year, level.total, percent(level.coverage));
    }
    table.figures.assign(table.head.size(), true);
    table.figures[0] = false;
    return table;
  }

  [[nodiscard]] std::vector<std::string> stage_row(const StageMetrics& stage) const {
    const Stage& row = problem_.campaign()[stage.stage];
    const std::string late = std::to_string(stage.late), slack = std::to_string(stage.slack);
    Text state{"on time", "按时"};
    if (!stage.forecast)
      state = {"never", "未达成"};
    else if (stage.late > 0)
      state = {late + " late", "逾期" + late};
    else if (stage.slack > 0)
      state = {slack + " slack", "提前" + slack};
    return {row.key,
            say(row.name),
            say(name_of(row.firmness)),
            row.deadline.text(),
            stage.forecast ? period(*stage.forecast) : "-",
            say(state),
            std::to_string(stage.required_built) + "/" + std::to_string(stage.required_projects),
            stage.not_closable > 0 ? std::to_string(stage.not_closable) : "-"};
  }

  [[nodiscard]] Table stages() const {
    Table table;
    table.title = say({"Stages: ", "阶段："}) + say({std::to_string(m_.stages_on_time) + " on time, " + std::to_string(m_.stages_late) + " late, " + std::to_string(m_.stages_never) + " not reached",
                                                   "按时" + std::to_string(m_.stages_on_time) + "个，逾期" + std::to_string(m_.stages_late) + "个，未达成" + std::to_string(m_.stages_never) + "个"});
    const PeriodUnit unit_of_time = problem_.campaign().horizon().first.unit();
    const Text result = unit_of_time == PeriodUnit::quarter ? Text{"quarters", "结果（季度）"} : unit_of_time == PeriodUnit::month ? Text{"months", "结果（月）"} : Text{"years", "结果（年）"};
    table.head = {say({"stage", "阶段"}),    say({"name", "名称"}), say({"kind", "约束"}),     say({"deadline", "时限"}),
                  say({"forecast", "预计"}), say(result),           say({"built", "项目建成"}), say({"unclosable", "不可完成指标"})};
    table.shrinks = 1;
    table.figures = {false, false, false, false, false, false, true, true};
    std::vector<const StageMetrics*> order;
    for (const StageMetrics& stage : m_.stages) order.push_back(&stage);
    if (order.size() > options_.most_stages) {
      const auto danger = [](const StageMetrics& stage) { return stage.forecast ? stage.late : 1'000'000; };
      std::stable_sort(order.begin(), order.end(), [&](const auto* a, const auto* b) { return danger(*a) > danger(*b); });
      const std::size_t rest = order.size() - options_.most_stages;
      order.resize(options_.most_stages);
      table.title += say({"; " + std::to_string(rest) + " of least danger not shown", "；另有" + std::to_string(rest) + "个风险最低的未列出"});
    }
    for (const StageMetrics* stage : order) table.rows.push_back(stage_row(*stage));
    return table;
  }

  [[nodiscard]] Table debts() const {
    Table table;
    const std::string limit = percent(problem_.settings().affordability_limit.value());
    table.title = say({"Debt service (" + unit() + "); below, with earlier commitments, % of own general expenditure; limit " + limit,
                       "支出责任（" + unit() + "）；下行为含既有责任占本级一般公共预算支出比重，上限" + limit});
    std::map<UnitId, std::vector<const DebtYear*>> by_unit;
    for (const DebtYear& year : m_.debt) by_unit[year.unit].push_back(&year);
    struct Row {
      UnitId unit;
      double peak = 0;
      std::vector<Money> amounts;   // Horizon's years, then everything later.
      std::vector<std::string> shares;
    };
    std::vector<Row> rows;
    const auto years = static_cast<std::size_t>(m_.years);
    for (const auto& [id, list] : by_unit) {
      Row row{.unit = id, .amounts = std::vector<Money>(years + 1), .shares = std::vector<std::string>(years + 1, "-")};
      double later_peak = -1;
      Money total;
      for (const DebtYear* year : list) {
        total += year->service;
        if (year->share) row.peak = std::max(row.peak, *year->share);
        const auto at = static_cast<std::size_t>(std::min(year->year - m_.first_year, m_.years));
        row.amounts[at] += year->service;
        if (at < years && year->share) row.shares[at] = percent(*year->share);
        if (at == years && year->share && *year->share > later_peak) later_peak = *year->share;
      }
      if (later_peak >= 0) row.shares[years] = "≤" + percent(later_peak);
      if (!total.is_zero()) rows.push_back(std::move(row));
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.peak > b.peak; });
    if (rows.size() > options_.most_debtors) {
      const std::size_t rest = rows.size() - options_.most_debtors;
      rows.resize(options_.most_debtors);
      table.title += say({"; " + std::to_string(rest) + " units with lower shares not shown", "；另有" + std::to_string(rest) + "个单位占比较低，未列出"});
    }
    table.head = {say({"unit", "单位"})};
    for (int year = 0; year < m_.years; ++year) table.head.push_back(std::to_string(m_.first_year + year));
    table.head.push_back(say({"later", "以后年度"}));
    table.head.push_back(say({"total", "合计"}));
    table.figures.assign(table.head.size(), true);
    table.figures[0] = false;
    if (rows.empty()) table.rows.push_back(std::vector<std::string>(table.head.size()));
    if (rows.empty()) table.rows.front()[0] = say({"none", "无"});
    for (const Row& row : rows) {
      std::vector<std::string> amounts{say(problem_.campaign()[row.unit].name)}, shares{""};
      Money total;
      for (const Money amount : row.amounts) total += amount;
      for (const std::string& cell : figures(row.amounts, options_.unit)) amounts.push_back(cell);
      amounts.push_back(money(total));
      shares.insert(shares.end(), row.shares.begin(), row.shares.end());
      shares.push_back("");
      table.rows.push_back(amounts);
      table.rows.push_back(shares);
    }
    return table;
  }

  void close(Summary& out) const {
    const ObjectiveParts& parts = plan_.parts;
    const double values[] = {parts.gap, parts.lateness, parts.never, parts.own_money, parts.debt_service, parts.other_money};
    static const Text names[] = {{"gap", "缺口"}, {"lateness", "逾期"}, {"never", "未达成"}, {"own money", "自有资金"}, {"debt service", "债务支出"}, {"other money", "其他资金"}};
    std::vector<Money> amounts;
    for (const double value : values) amounts.push_back(Money::nearest_wan(value));
    const auto shown = figures(amounts, options_.unit);
    Money total;
    for (const Money amount : amounts) total += amount;
    std::string text = say({"Objective: ", "目标值："}) + money(total) + " " + unit() + " =";
    for (std::size_t i = 0; i < shown.size(); ++i) text += (i > 0 ? " + " : " ") + say(names[i]) + " " + shown[i];
    out.closing.push_back(text);
    const Certificate& certificate = plan_.certificate;
    out.closing.push_back(say({"No plan can cost less than " + figure(certificate.bound, options_.unit) + " " + unit() + "; the distance is " + fmt::format("{:.3f} %", certificate.relative_gap() * 100) + ".",
                               "任何计划都不会低于" + figure(certificate.bound, options_.unit) + unit() + "；差距" + fmt::format("{:.3f} %", certificate.relative_gap() * 100) + "。"}));
    int kept = 0, broken = 0, unverified = 0;
    for (const ComplianceEntry& entry : plan_.compliance) {
      kept += entry.state == ComplianceState::kept ? 1 : 0;
      broken += entry.state == ComplianceState::broken ? 1 : 0;
      unverified += entry.verification == Verification::recalled ? 1 : 0;
    }
    std::string peak;
    if (m_.peak_load) {
      const std::string unit_name = say(problem_.campaign()[m_.peak_load->unit].name), year = std::to_string(m_.peak_load->year), share = percent(m_.peak_load->share);
      peak = say({" Own spending and service peak at " + share + " of general expenditure, " + unit_name + " " + year + ".", "自有支出与偿还最重：" + unit_name + year + "年，占一般公共预算支出" + share + "。"});
    }
    out.closing.push_back(say({"Rules: " + std::to_string(kept) + " kept, " + std::to_string(broken) + " broken (" + std::to_string(unverified) + " entries rest on unverified texts)." + peak,
                               "规则：符合" + std::to_string(kept) + "条，违反" + std::to_string(broken) + "条（其中" + std::to_string(unverified) + "条法规文本未核实）。" + peak}));
  }

  const PlanningProblem& problem_;
  const Plan& plan_;
  const PlanResult& result_;
  const PlanMetrics& m_;
  const SummaryOptions& options_;
};

}  // namespace

const char* word_for(Outcome outcome) {
  switch (outcome) {
    case Outcome::proven: return "proven";
    case Outcome::best_found: return "best_found";
    case Outcome::cancelled: return "cancelled";
  }
  return "best_found";
}

Text meaning_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::proven: return {"Proven within the distance asked for.", "已证明在要求的差距之内。"};
    case Outcome::best_found: return {"Every rule is kept; the bound is further away than was asked for.", "各项规则均满足；与下界的差距大于要求。"};
    case Outcome::cancelled: return {"Stopped on request: the best plan until then.", "按要求停止：为截至当时最好的计划。"};
  }
  return {};
}

Summary summarise(const PlanningProblem& problem, const PlanResult& result, const PlanMetrics& metrics, const SummaryOptions& options) {
  return Writer(problem, result, metrics, options).write();
}

}  // namespace liandong
