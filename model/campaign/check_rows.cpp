#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <string_view>

#include "model/campaign/checks.hpp"
#include "model/core/row_issues.hpp"

namespace liandong {
namespace {

/// The sum, or nothing if it leaves the range of money.
std::optional<Money> sum_of(const std::vector<Money>& amounts) try {
  return std::accumulate(amounts.begin(), amounts.end(), Money{});
} catch (const MoneyOverflow&) {
  return std::nullopt;
}

const Text not_negative{"Write 0 or more; leave it blank if it is unknown.", "请填写不小于 0 的数；未知请留空。"};

void check_amount(const std::optional<Money>& amount, std::string_view field, const Text& name, const RowIssues& row) {
  if (!amount || *amount >= Money{}) return;
  row.error("negative-amount", field,
            {fmt::format("The {} is negative: {} 万元.", name.en, amount->wan_text()),
             fmt::format("{}为负数：{} 万元。", name.zh, amount->wan_text())},
            not_negative);
}

void check_cost(const Project& project, const RowIssues& row) {
  if (project.cost < Money{})
    row.error(
        "negative-amount", "cost_wan",
        {fmt::format("Project \"{}\" has a negative cost: {} 万元.", project.key, project.cost.wan_text()),
         fmt::format("项目“{}”的总投资为负数：{} 万元。", project.key, project.cost.wan_text())},
        {"Write the total cost in 万元; money received belongs in inflows.csv.", "请填写以万元计的总投资；收到的资金应填入 inflows.csv。"});
  else if (project.cost.is_zero())
    row.warning("zero-cost", "cost_wan",
                {fmt::format("Project \"{}\" costs nothing.", project.key), fmt::format("项目“{}”的总投资为 0。", project.key)},
                {"Keep 0 only if it truly costs nothing; an unknown cost must be estimated.", "确实不花钱才填 0；投资未知的应先行估算。"});
}

void check_profile(const Project& project, const RowIssues& row) {
  const std::vector<Money>& profile = project.profile;
  if (std::any_of(profile.begin(), profile.end(), [](Money spend) { return spend < Money{}; }) && project.cost >= Money{})
    row.error("negative-amount", "profile",
              {fmt::format("Project \"{}\" spends a negative amount in some period.", project.key),
               fmt::format("项目“{}”某一期的支出为负数。", project.key)},
              {"Every share of the spending profile must be 0 or more.", "支出比例的各项均应不小于 0。"});
  if (project.duration < 1) return;
  if (profile.size() != static_cast<std::size_t>(project.duration)) {
    row.error("profile-length", "profile",
              {fmt::format("The profile of project \"{}\" has {} entries for a duration of {} periods.", project.key, profile.size(),
                           project.duration),
               fmt::format("项目“{}”的支出比例有 {} 项，工期却为 {} 期。", project.key, profile.size(), project.duration)},
              {"Give one share per period of execution, or leave the profile blank for even spending.",
               "请按工期每期给出一个比例，或留空表示均匀支出。"});
    return;
  }
  const std::optional<Money> total = sum_of(profile);
  if (total && *total == project.cost) return;
  row.error("profile-sum", "profile",
            {fmt::format("The profile of project \"{}\" sums to {} 万元, but its cost is {} 万元.", project.key,
                         total ? total->wan_text() : "an absurd amount of", project.cost.wan_text()),
             fmt::format("项目“{}”各期支出合计 {} 万元，与总投资 {} 万元不符。", project.key, total ? total->wan_text() : "超出范围的金额",
                         project.cost.wan_text())},
            {"Make the shares sum to 1.", "请使各期比例之和等于 1。"});
}

bool check_period_unit(Period period, const Horizon& horizon, std::string_view field, const RowIssues& row) {
  if (period.unit() == horizon.first.unit()) return true;
  row.error(
      "period-unit", field,
      {fmt::format("The period {} is not written in the horizon's unit; the horizon begins in {}.", period.text(), horizon.first.text()),
       fmt::format("期间 {} 与规划期的期间单位不一致；规划首期为 {}。", period.text(), horizon.first.text())},
      {fmt::format("Write it in the form of {}.", horizon.first.text()), fmt::format("请按 {} 的形式填写。", horizon.first.text())});
  return false;
}

void check_span(const Project& project, const Horizon& horizon, const RowIssues& row) {
  int start = 0;
  if (project.earliest_start) {
    if (!check_period_unit(*project.earliest_start, horizon, "earliest_start", row)) return;
    start = std::max(0, horizon.index_of(*project.earliest_start));
  }
  const std::string last = horizon.at(horizon.count - 1).text();
  if (start >= horizon.count)
    row.error("start-after-horizon", "earliest_start",
              {fmt::format("Project \"{}\" may not start before {}, but the horizon ends with {}.", project.key,
                           project.earliest_start->text(), last),
               fmt::format("项目“{}”最早于 {} 开工，而规划期止于 {}。", project.key, project.earliest_start->text(), last)},
              {"Bring the earliest start forward, lengthen the horizon, or take the project out.",
               "请提前最早开工期、延长规划期，或移出该项目。"});
  else if (project.duration > horizon.count - start)
    row.warning("too-long-for-horizon", "duration",
                {fmt::format("Project \"{}\" cannot be complete within the horizon: {} from {} on go beyond {}, so it is never built.",
                             project.key, periods_text(project.duration, horizon.first.unit()).en, horizon.at(start).text(), last),
                 fmt::format("项目“{}”在规划期内无法完工：自 {} 起工期 {}，超过 {}，因此不会安排建设。", project.key,
                             horizon.at(start).text(), periods_text(project.duration, horizon.first.unit()).zh, last)},
                {"Shorten it, let it start earlier, or lengthen the horizon.", "请缩短工期、提前开工，或延长规划期。"});
}

}  // namespace

Text periods_text(int periods, PeriodUnit unit) {
  const char* plural = periods == 1 ? "" : "s";
  switch (unit) {
    case PeriodUnit::month: return {fmt::format("{} month{}", periods, plural), fmt::format("{} 个月", periods)};
    case PeriodUnit::quarter: return {fmt::format("{} quarter{}", periods, plural), fmt::format("{} 个季度", periods)};
    case PeriodUnit::year: break;
  }
  return {fmt::format("{} year{}", periods, plural), fmt::format("{} 年", periods)};
}

void check_projects(const CampaignTables& tables, Issues& issues) {
  Money total;
  bool absurd = false;
  for (const Project& project : tables.projects) {
    const RowIssues row("projects.csv", project.row, issues);
    if (project.duration < 1 || project.duration > longest_sane)
      row.error("duration", "duration",
                {fmt::format("Project \"{}\" lasts {} periods.", project.key, project.duration),
                 fmt::format("项目“{}”的工期为 {} 期。", project.key, project.duration)},
                {fmt::format("Give a whole number of periods from 1 to {}.", longest_sane),
                 fmt::format("工期应为 1 至 {} 的整数。", longest_sane)});
    else if (tables.horizon.count >= 1 && tables.horizon.count <= longest_sane)
      check_span(project, tables.horizon, row);
    check_cost(project, row);
    check_profile(project, row);
    check_amount(project.operating_cost, "operating_wan", {"yearly operating cost", "年运营成本"}, row);
    check_amount(project.user_fees, "user_fees_wan", {"yearly user fees", "年使用者付费"}, row);
    try {
      if (!absurd) total += project.cost;
    } catch (const MoneyOverflow&) {
      absurd = true;
      row.error("amount-too-large", "cost_wan",
                {fmt::format("With project \"{}\" the total cost goes beyond what can be counted.", project.key),
                 fmt::format("计入项目“{}”后，总投资超出可计量范围。", project.key)},
                {"Check the unit: costs are in 万元.", "请核对单位：投资以万元计。"});
    }
  }
}

void check_stages(const CampaignTables& tables, Issues& issues) {
  for (const Stage& stage : tables.stages) {
    const RowIssues row("stages.csv", stage.row, issues);
    if (stage.units.empty())
      row.error("stage-without-unit", "units",
                {fmt::format("Stage \"{}\" names no unit, so it would require nothing.", stage.key),
                 fmt::format("阶段“{}”没有涉及单位，等于没有任何要求。", stage.key)},
                {"Name the units whose projects it requires.", "请填写要求其项目完成的单位。"});
    if (stage.assessment_lag < 0 || stage.assessment_lag > longest_sane)
      row.error("assessment-lag", "assessment_lag",
                {fmt::format("Stage \"{}\" has an assessment lag of {} periods.", stage.key, stage.assessment_lag),
                 fmt::format("阶段“{}”的考核间隔为 {} 期。", stage.key, stage.assessment_lag)},
                {"Give 0 or more periods between the last completion and the award.", "最后一个项目完成到授牌的期数应不小于 0。"});
    check_amount(stage.late_price, "late_price_wan", {"late price", "逾期价格"}, row);
    check_amount(stage.never_price, "never_price_wan", {"never price", "未达成价格"}, row);
    if (!check_period_unit(stage.deadline, tables.horizon, "deadline", row) || tables.horizon.contains(stage.deadline)) continue;
    const bool before = tables.horizon.index_of(stage.deadline) < 0;
    row.warning("deadline-outside-horizon", "deadline",
                {fmt::format("The deadline of stage \"{}\", {}, lies {} the horizon, so it is {}.", stage.key, stage.deadline.text(),
                             before ? "before" : "after", before ? "late from the first period on" : "never counted late"),
                 fmt::format("阶段“{}”的时限 {} 在规划期{}，{}。", stage.key, stage.deadline.text(), before ? "之前" : "之后",
                             before ? "自首期起即计为逾期" : "规划期内不会计为逾期")},
                {"Correct the deadline or the horizon.", "请更正完成时限或规划期。"});
  }
}

}  // namespace liandong
