#include <algorithm>
#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/planning/compliance_rules.hpp"
#include "model/planning/figures.hpp"
#include "model/planning/wording.hpp"

namespace liandong::complying {
namespace {

std::string day_text(std::chrono::year_month_day day) {
  const auto two = [](unsigned value) { return (value < 10 ? "0" : "") + std::to_string(value); };
  return std::to_string(static_cast<int>(day.year())) + "-" + two(static_cast<unsigned>(day.month())) + "-" + two(static_cast<unsigned>(day.day()));
}

std::map<ProjectId, Money> money_of_channel(const PlanningProblem& problem, const Plan& plan, Channel channel) {
  std::map<ProjectId, Money> money;
  for (const Payment& payment : plan.payments)
    if (problem.funding()[payment.source].channel == channel) money[payment.project] += payment.amount;
  return money;
}

}  // namespace

std::vector<DebtorYear> debtor_years(const PlanningProblem& problem, const Plan& plan) {
  std::vector<DebtorYear> years;
  for (const AffordabilityEntry& entry : plan.affordability) {
    DebtorYear year{.entry = &entry, .committed = problem.funding().committed_service(entry.unit, entry.year),
                    .expenditure = problem.funding().general_expenditure(entry.unit, entry.year, problem.settings().budget_growth), .share = 0};
    if (year.expenditure && year.expenditure->fen() > 0) year.share = (entry.service + year.committed).wan() / year.expenditure->wan();
    years.push_back(year);
  }
  return years;
}

ComplianceEntry entry_for(const Rule& rule) {
  ComplianceEntry entry;
  entry.rule = rule.id;
  entry.article = rule.article;
  entry.verification = rule.verification;
  return entry;
}

ComplianceEntry judge_contract_starts(const PlanningProblem& problem, const Plan& plan, const Rule& rule, Channel channel) {
  ComplianceEntry entry = entry_for(rule);
  const Campaign& campaign = problem.campaign();
  const Text name = channel == Channel::bt ? both("BT") : both("BOT");
  std::vector<Text> late, exempt;
  Money late_money;
  int early = 0;
  std::optional<std::pair<int, ProjectId>> last_early;
  for (const auto& [id, money] : money_of_channel(problem, plan, channel)) {
    const Project& project = campaign[id];
    const int start = *plan.start[id.index()];
    const Text title = naming(project.name, project.key) + both(" " + campaign.horizon().at(start).text());
    if (!problem.rules().in_force(rule, campaign.horizon().at(start).first_day())) {
      ++early;
      if (!last_early || start > last_early->first) last_early = {start, id};
    } else if (std::find(rule.exempt_sectors.begin(), rule.exempt_sectors.end(), project.sector) != rule.exempt_sectors.end()) {
      exempt.push_back(title);
    } else {
      late.push_back(title);
      late_money += money;
    }
  }
  const std::string day = day_text(rule.valid_from);
  if (early == 0 && exempt.empty() && late.empty()) {
    entry.state = ComplianceState::not_applicable;
    entry.deciding = Text{"No project uses ", "没有项目使用"} + name + Text{".", "。"};
    return entry;
  }
  if (!late.empty()) {
    entry.state = rule.state == RuleState::hard ? ComplianceState::broken : ComplianceState::reported;
    const std::string amount = wan(late_money);
    entry.deciding = name + Text{" of " + amount + " starts on or after " + day + " (in force from " + day + "): ", amount + "在" + day + "起施行后开工："} + listing(late) + Text{".", "。"};
    entry.margin = "-" + amount;
    return entry;
  }
  entry.state = ComplianceState::kept;
  if (last_early) {
    const auto start = campaign.horizon().at(last_early->first);
    const int days = static_cast<int>((std::chrono::sys_days(rule.valid_from) - std::chrono::sys_days(start.first_day())).count());
    const std::string count = std::to_string(early), period = start.text();
    entry.margin = std::to_string(days) + " d";
    entry.deciding = Text{count + (early == 1 ? " project with " : " projects with "), count + "个项目使用"} + name +
                     Text{", the last starting in " + period + ", before " + day + ".", "，最晚 " + period + " 开工，早于" + day + "。"};
  }
  if (!exempt.empty()) entry.deciding += Text{(last_early ? " Exempt by sector: " : "Exempt by sector: "), "行业例外："} + listing(exempt) + Text{".", "。"};
  return entry;
}

std::vector<ComplianceEntry> judge_affordability(const PlanningProblem& problem, const Plan& plan, const Rule& rule) {
  std::map<UnitId, std::vector<DebtorYear>> by_unit;
  for (const DebtorYear& year : debtor_years(problem, plan))
    if (!year.entry->service.is_zero()) by_unit[year.entry->unit].push_back(year);
  if (by_unit.empty()) {
    ComplianceEntry entry = entry_for(rule);
    entry.deciding = {"The plan makes no debt service.", "计划不产生支出责任。"};
    return {entry};
  }
  std::vector<ComplianceEntry> entries;
  const double limit = problem.settings().affordability_limit.value();
  for (auto& [unit, years] : by_unit) {
    std::stable_sort(years.begin(), years.end(), [](const DebtorYear& a, const DebtorYear& b) { return a.share > b.share; });
    ComplianceEntry entry = entry_for(rule);
    entry.state = ComplianceState::kept;
    const Text& name = problem.campaign()[unit].name;
    std::vector<Text> items;
    for (const DebtorYear& year : years) {
      const std::string text = std::to_string(year.entry->year) + " " + (year.expenditure ? percent(year.share) : std::string("?")) + " (" + wan(year.entry->service) + ")";
      items.push_back(both(text));
      if (year.entry->service > year.entry->ceiling) entry.state = rule.state == RuleState::hard ? ComplianceState::broken : ComplianceState::reported;
    }
    entry.margin = percent(limit - years.front().share);
    const std::string line = percent(limit);
    entry.deciding = name + Text{", service and earlier commitments over own general expenditure, limit " + line + ": ", "，支出责任（含既有）占本级一般公共预算支出，上限" + line + "："} +
                     listing(items, 3) + Text{".", "。"};
    for (const DebtorYear& year : years)
      if (!year.expenditure) {
        const std::string missing = std::to_string(year.entry->year);
        entry.deciding += Text{" General expenditure of " + missing + " is unknown.", missing + "年一般公共预算支出未知。"};
        break;
      }
    entries.push_back(std::move(entry));
  }
  return entries;
}

ComplianceEntry judge_service_line(const PlanningProblem& problem, const Plan& plan, const Rule& rule) {
  ComplianceEntry entry = entry_for(rule);
  entry.state = ComplianceState::reported;
  const double line = rule.limit ? rule.limit->value() : 0;
  std::vector<Text> above;
  double worst = 0;
  for (const DebtorYear& year : debtor_years(problem, plan)) {
    worst = std::max(worst, year.share);
    if (year.share > line && std::chrono::year(year.entry->year) >= rule.valid_from.year())
      above.push_back(problem.campaign()[year.entry->unit].name + both(" " + std::to_string(year.entry->year) + " " + percent(year.share)));
  }
  entry.margin = percent(line - worst);
  entry.deciding = above.empty() ? Text{"No unit is above the line in any year in force.", "施行以来各年各单位均未超过该线。"} : Text{"Above the line: ", "超过该线："} + listing(above, 5) + Text{".", "。"};
  return entry;
}

ComplianceEntry judge_growth(const PlanningProblem& problem, const Rule& rule) {
  ComplianceEntry entry = entry_for(rule);
  entry.state = ComplianceState::reported;
  const std::string growth = percent(problem.settings().budget_growth.value());
  entry.deciding = {"General expenditure beyond the last year given is taken to grow by " + growth + " a year.", "末年之后一般公共预算支出按年增长" + growth + "预测。"};
  return entry;
}

ComplianceEntry judge_terms(const PlanningProblem& problem, const Plan& plan, const Rule& rule) {
  ComplianceEntry entry = entry_for(rule);
  std::set<ContractId> used;
  for (const Payment& payment : plan.payments) {
    const Source& source = problem.funding()[payment.source];
    const int start = *plan.start[payment.project.index()];
    if (source.channel == Channel::bot && problem.rules().in_force(rule, problem.campaign().horizon().at(start).first_day())) used.insert(source.contract);
  }
  if (used.empty()) {
    entry.deciding = {"No concession is signed while it is in force.", "施行期间未签订特许经营合同。"};
    return entry;
  }
  entry.state = ComplianceState::kept;
  std::vector<Text> items;
  for (const ContractId id : used) {
    const Contract& contract = problem.funding()[id];
    items.push_back(both(contract.key + " ") + Text{std::to_string(contract.subsidy_years) + " years", std::to_string(contract.subsidy_years) + "年"});
    if (contract.subsidy_years < 20 || contract.subsidy_years > 30) entry.state = ComplianceState::reported;
  }
  entry.deciding = Text{"Terms of the contracts used: ", "所用合同期限："} + listing(items) + Text{".", "。"};
  return entry;
}

ComplianceEntry judge_contract_sizes(const PlanningProblem& problem, const Plan& plan) {
  ComplianceEntry entry;
  entry.rule = "contract";
  entry.article = {"The contracts' own terms, as given: none on a project below its minimum", "合同自身条款（按录入）：单个项目签约不低于最低规模"};
  entry.verification = Verification::page;
  std::map<std::pair<ProjectId, SourceId>, Money> contracts;
  std::set<ProjectId> projects;
  for (const Payment& payment : plan.payments)
    if (is_contract(problem.funding()[payment.source].channel)) {
      contracts[{payment.project, payment.source}] += payment.amount;
      projects.insert(payment.project);
    }
  if (contracts.empty()) {
    entry.deciding = {"No project is under contract.", "没有项目采用合同融资。"};
    return entry;
  }
  std::vector<Text> small;
  std::optional<Money> least_room;
  for (const auto& [contract, drawn] : contracts) {  // (14)
    const Money least = problem.funding()[problem.funding()[contract.second].contract].min_size;
    if (least.is_zero()) continue;
    if (!least_room || drawn - least < *least_room) least_room = drawn - least;
    const Project& project = problem.campaign()[contract.first];
    if (drawn < least) small.push_back(naming(project.name, project.key) + both(" " + wan(drawn)));
  }
  if (least_room) entry.margin = wan(*least_room);
  entry.state = small.empty() ? ComplianceState::kept : ComplianceState::broken;
  const std::string count = std::to_string(contracts.size()), on = std::to_string(projects.size());
  entry.deciding = {count + (contracts.size() == 1 ? " contract on " : " contracts on ") + on + (projects.size() == 1 ? " project." : " projects."),
                    on + "个项目共" + count + "份合同。"};
  if (!small.empty()) entry.deciding += Text{" Below the minimum: ", "低于最低规模："} + listing(small) + Text{".", "。"};
  return entry;
}

}  // namespace liandong::complying
