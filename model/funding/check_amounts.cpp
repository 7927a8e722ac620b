#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "model/core/row_issues.hpp"
#include "model/funding/checks.hpp"

namespace liandong {
namespace {

constexpr double slip_factor = 1'000;   ///< Yuan for 万元 is a factor of 10,000; nothing real comes near either.
constexpr double jump_factor = 3;       ///< A year.
constexpr double growth_factor = 1.25;  ///< A year; above it rule P4 asks for reasons.

void check_duplicate_inflow(const Inflow& inflow, const std::string& source, int first, const RowIssues& row) {
  row.error("duplicate-inflow", "period",
            {fmt::format("Row {} already gives an inflow of \"{}\" in {} on this rung of certainty.", first, source, inflow.period.text()),
             fmt::format("第 {} 行已填写资金“{}”在 {} 同一确定性的到位金额。", first, source, inflow.period.text())},
            {"Add the two amounts up in one row, or delete the repeated one.", "请合并为一行，或删除重复的行。"});
}

void check_negative(Money amount, std::string_view field, const Text& name, const RowIssues& row) {
  if (amount >= Money{}) return;
  row.error("negative-amount", field,
            {fmt::format("The {} is negative: {} 万元.", name.en, amount.wan_text()),
             fmt::format("{}为负数：{} 万元。", name.zh, amount.wan_text())},
            {"Write 0 or more; leave the row out if it is unknown.", "请填写不小于 0 的数；未知则不填此行。"});
}

/// Two budgets of one unit, the earlier first.
void check_step(const Budget& before, const Budget& after, Issues& issues) {
  if (before.general_expenditure <= Money{} || after.general_expenditure <= Money{}) return;
  const RowIssues row("budgets.csv", after.row, issues);
  const double factor = after.general_expenditure.wan() / before.general_expenditure.wan();
  const double yearly = std::pow(factor, 1.0 / (after.year - before.year));
  const std::string from = before.general_expenditure.wan_text();
  const std::string to = after.general_expenditure.wan_text();
  if (factor >= slip_factor || factor <= 1 / slip_factor)
    row.error("unit-slip", "general_expenditure_wan",
              {fmt::format("General expenditure goes from {} 万元 in {} to {} 万元 in {}: one of them seems to be in another unit.", from,
                           before.year, to, after.year),
               fmt::format("一般公共预算支出由 {} 年的 {} 万元变为 {} 年的 {} 万元，其中之一似乎用错了单位。", before.year, from,
                           after.year, to)},
              {"Write both in 万元 (10,000 yuan).", "请统一以万元填写。"});
  else if (yearly > jump_factor || yearly < 1 / jump_factor)
    row.warning("expenditure-jump", "general_expenditure_wan",
                {fmt::format("General expenditure changes by a factor of {:.1f} between {} and {}.", factor, before.year, after.year),
                 fmt::format("一般公共预算支出 {} 年至 {} 年变动 {:.1f} 倍。", before.year, after.year, factor)},
                {"Check both figures.", "请核对这两个数字。"});
  else if (yearly > growth_factor)
    row.warning("expenditure-growth", "general_expenditure_wan",
                {fmt::format("General expenditure grows by {:.0f} % a year up to {}; rule P4 forbids inflated forecasts.",
                             100 * (yearly - 1), after.year),
                 fmt::format("截至 {} 年一般公共预算支出年增 {:.0f}%；规则 P4 不得虚增支出预测。", after.year, 100 * (yearly - 1))},
                {"Keep it if it is an outturn; a forecast needs a basis.", "若为决算数可保留；若为预测数应有依据。"});
}

/// Years inside the horizon in which `unit` has no expenditure to test contracts against. After its last budget it grows.
std::vector<int> missing_years(const FundingTables& tables, UnitId unit, const Horizon& horizon) {
  std::set<int> known;
  for (const Budget& budget : tables.budgets)
    if (budget.unit == unit) known.insert(budget.year);
  std::vector<int> missing;
  const int last = horizon.at(horizon.count - 1).year();
  for (int year = horizon.first.year(); year <= last; ++year)
    if (!known.contains(year) && (known.empty() || year < *known.rbegin())) missing.push_back(year);
  return missing;
}

void check_known_years(const FundingTables& tables, const Horizon& horizon, Issues& issues) {
  std::set<UnitId> told;
  for (const Source& source : tables.sources) {
    const bool contract = is_contract(source.channel);
    if (!contract || !source.repaid_by.known() || source.repaid_by.index() >= tables.sources.size()) continue;
    const Source& payer = tables.sources[source.repaid_by.index()];
    if (!payer.owner.known() || !told.insert(payer.owner).second) continue;
    const std::vector<int> years = missing_years(tables, payer.owner, horizon);
    if (years.empty()) continue;
    RowIssues("budgets.csv", 0, issues)
        .warning("budget-years-missing", "year",
                 {fmt::format("The owner of \"{}\" repays contracts (source \"{}\"), but its expenditure is unknown for {}: no debt "
                              "service can be taken on for "
                              "those years.",
                              payer.key, source.key, fmt::join(years, ", ")),
                  fmt::format("“{}”的所属单位承担合同偿付（资金“{}”），但缺少 {} 年的一般公共预算支出：这些年度不能安排偿付。", payer.key,
                              source.key, fmt::join(years, "、"))},
                 {"Add a row for each of these years.", "请补充这些年度的数据。"});
  }
}

}  // namespace

void check_inflows(const FundingTables& tables, const Horizon& horizon, Issues& issues) {
  std::map<std::tuple<SourceId, Period, Certainty>, int> first_row;
  std::map<SourceId, Money> total;
  for (const Inflow& inflow : tables.inflows) {
    const RowIssues row("inflows.csv", inflow.row, issues);
    if (!inflow.source.known() || inflow.source.index() >= tables.sources.size()) {
      row.error("unknown-reference", "source", {"The source of the inflow is no row of sources.csv.", "资金来源不在 sources.csv 中。"},
                {"Write a key that sources.csv has.", "请填写 sources.csv 中已有的编号。"});
      continue;
    }
    const std::string& source = tables.sources[inflow.source.index()].key;
    check_negative(inflow.amount, "amount_wan", {fmt::format("inflow of \"{}\"", source), fmt::format("资金“{}”的到位金额", source)}, row);
    const auto [place, fresh] = first_row.emplace(std::tuple(inflow.source, inflow.period, inflow.certainty), inflow.row);
    if (!fresh) check_duplicate_inflow(inflow, source, place->second, row);
    try {
      total[inflow.source] += inflow.amount;
    } catch (const MoneyOverflow&) {
      row.error("amount-too-large", "amount_wan",
                {fmt::format("The inflows of \"{}\" add up to more than can be counted.", source),
                 fmt::format("资金“{}”到位金额合计超出可计量范围。", source)},
                {"Check the unit: amounts are in 万元.", "请核对单位：金额以万元计。"});
    }
    if (inflow.period.unit() != horizon.first.unit())
      row.error(
          "period-unit", "period",
          {fmt::format("The period {} is not written in the horizon's unit; the horizon begins in {}.", inflow.period.text(),
                       horizon.first.text()),
           fmt::format("期间 {} 与规划期的期间单位不一致；规划首期为 {}。", inflow.period.text(), horizon.first.text())},
          {fmt::format("Write it in the form of {}.", horizon.first.text()), fmt::format("请按 {} 的形式填写。", horizon.first.text())});
    else if (!horizon.contains(inflow.period))
      row.warning("inflow-outside-horizon", "period",
                  {fmt::format("The inflow of \"{}\" in {} lies outside the horizon and is not counted.", source, inflow.period.text()),
                   fmt::format("资金“{}”在 {} 的到位金额不在规划期内，不予计入。", source, inflow.period.text())},
                  {"Enter what is left of earlier money in the first period; lengthen the horizon for later money.",
                   "以前年度结余请填入首期；以后的资金请延长规划期。"});
  }
}

void check_budgets(const FundingTables& tables, const Horizon& horizon, Issues& issues) {
  std::map<std::pair<UnitId, int>, const Budget*> known;
  for (const Budget& budget : tables.budgets) {
    const RowIssues row("budgets.csv", budget.row, issues);
    check_negative(budget.general_expenditure, "general_expenditure_wan", {"general expenditure", "一般公共预算支出"}, row);
    check_negative(budget.committed_service, "committed_service_wan", {"committed service", "已承诺支出"}, row);
    if (budget.year < 1900 || budget.year > 2999)
      row.error("year-range", "year", {fmt::format("{} is no fiscal year.", budget.year), fmt::format("年度 {} 无效。", budget.year)},
                {"Write four digits, such as 2013.", "请填写四位年份，如 2013。"});
    if (budget.committed_service > budget.general_expenditure && budget.general_expenditure >= Money{})
      row.error("committed-above-expenditure", "committed_service_wan",
                {fmt::format("In {} the committed service of {} 万元 exceeds the whole general expenditure of {} 万元.", budget.year,
                             budget.committed_service.wan_text(), budget.general_expenditure.wan_text()),
                 fmt::format("{} 年已承诺支出 {} 万元超过一般公共预算支出 {} 万元。", budget.year, budget.committed_service.wan_text(),
                             budget.general_expenditure.wan_text())},
                {"Check both figures; both are in 万元.", "请核对这两个数字，均以万元计。"});
    const auto [place, fresh] = known.emplace(std::pair(budget.unit, budget.year), &budget);
    if (!fresh)
      row.error("duplicate-budget", "year",
                {fmt::format("Row {} already gives this unit's budget of {}.", place->second->row, budget.year),
                 fmt::format("第 {} 行已填写该单位 {} 年的预算。", place->second->row, budget.year)},
                {"Keep one row per unit and year.", "每个单位每年只保留一行。"});
  }
  const Budget* before = nullptr;
  for (const auto& [unit_year, budget] : known) {
    if (before && before->unit == budget->unit) check_step(*before, *budget, issues);
    before = budget;
  }
  if (horizon.count >= 1) check_known_years(tables, horizon, issues);
}

}  // namespace liandong
