#include <fmt/format.h>

#include "model/verify/checks.hpp"

namespace liandong::verify {
namespace {

std::string period(const Facts& facts, int t) { return facts.campaign().horizon().at(t).text(); }

void differs(Findings& findings, int constraint, const char* file, int row, const std::string& en, const std::string& zh, Money right,
             Money stated) {
  if (right == stated) return;
  findings.add(constraint, file, row,
               {fmt::format("{} is {} 万元, not {} 万元.", en, right.wan_text(), stated.wan_text()),
                fmt::format("{}应为 {} 万元，表中为 {} 万元。", zh, right.wan_text(), stated.wan_text())});
}

}  // namespace

Repayments service_of(const Facts& facts, const Claims& claims) {
  std::map<std::pair<ProjectId, SourceId>, std::map<int, Money>> draws;
  for (const auto& [where, payment] : claims.payments) {
    const auto& [project, source, t] = where;
    const auto completion = claims.completion(facts, project.value);
    // Money on a project that is not being built or may not use it is a finding of (3) or (9) already, and has no terms.
    if (!facts.is_contract(source) || !completion || t > *completion || !facts.eligible(project, source, *claims.start[project.index()]))
      continue;
    draws[{project, source}][t] += payment.amount;
  }
  Repayments service;
  for (const auto& [who, drawn] : draws)
    for (const auto& [t, amount] : facts.service(who.first, who.second, *claims.completion(facts, who.first.value), drawn))
      if (!amount.is_zero()) service[{who.first, who.second, t}] += amount;
  return service;
}

void check_balances(const Facts& facts, const Keys& keys, const Claims& claims, const Repayments& service, const PlanFiles& plan,
                    Findings& findings) {
  constexpr const char* file = "balances.csv";
  std::map<std::pair<SourceId, int>, const BalanceRow*> rows;
  for (const BalanceRow& row : plan.balances) {
    const auto source = keys.source(row.source);
    const auto t = facts.index(row.period);
    if (!source) findings.add(0, file, row.row, unknown_key("source", "资金来源", row.source));
    else if (!t)
      findings.add(6, file, row.row,
                   {fmt::format("{} lies outside the horizon.", row.period.text()), fmt::format("{} 超出规划期。", row.period.text())});
    else if (!rows.insert({{*source, *t}, &row}).second)
      findings.add(0, file, row.row,
                   stated_twice(fmt::format("The balance of {} in {}", row.source, row.period.text()),
                                fmt::format("{} 在 {} 的余额", row.source, row.period.text())));
  }
  std::map<std::pair<SourceId, int>, Money> drawn, repaid;
  for (const auto& [where, payment] : claims.payments) drawn[{std::get<1>(where), std::get<2>(where)}] += payment.amount;
  for (const auto& [where, amount] : service) repaid[{facts.funding()[std::get<1>(where)].repaid_by, std::get<2>(where)}] += amount;
  for (int k = 0; k < facts.source_count(); ++k) {
    const Source& source = facts.funding()[SourceId{k}];
    Money balance;
    for (int t = 0; t < facts.periods(); ++t) {
      const std::pair where{SourceId{k}, t};
      const Money paid = drawn.contains(where) ? drawn[where] : Money{}, debt = repaid.contains(where) ? repaid[where] : Money{};
      balance = source.carry_over.floor_of(balance) + facts.inflow({k}, t) - paid - debt;  // (6)
      const std::string en = fmt::format(" of source {} in {}", source.key, period(facts, t)),
                        zh = fmt::format("资金 {} 在 {} 的", source.key, period(facts, t));
      const auto found = rows.find(where);
      const int row = found == rows.end() ? 0 : found->second->row;
      if (balance < Money{}) {
        findings.add(6, file, row,
                     {fmt::format("Source {} pays {} 万元 more than it holds in {}.", source.key, (-balance).wan_text(), period(facts, t)),
                      fmt::format("资金 {} 在 {} 的支出超过可用余额 {} 万元。", source.key, period(facts, t), (-balance).wan_text())});
        balance = {};
      }
      if (found == rows.end()) {
        findings.add(6, file, 0, {fmt::format("The balance{} is missing.", en), fmt::format("缺少{}余额。", zh)});
        continue;
      }
      differs(findings, 6, file, row, "The inflow" + en, zh + "到位", facts.inflow({k}, t), found->second->inflow);
      differs(findings, 6, file, row, "What is drawn" + en, zh + "支出", paid, found->second->drawn);
      differs(findings, 7, file, row, "The debt service" + en, zh + "偿债", debt, found->second->debt_service);
      differs(findings, 6, file, row, "The balance" + en, zh + "余额", balance, found->second->balance);
    }
  }
}

void check_service(const Facts& facts, const Keys& keys, const Repayments& service, const PlanFiles& plan, Findings& findings) {
  constexpr const char* file = "debt_service.csv";
  Repayments left = service;
  std::map<std::tuple<ProjectId, SourceId, int>, int> seen;
  for (const DebtServiceRow& row : plan.debt_service) {
    const auto project = keys.project(row.project);
    const auto source = keys.source(row.source);
    if (!project || !source) {
      findings.add(0, file, row.row, project ? unknown_key("source", "资金来源", row.source) : unknown_key("project", "项目", row.project));
      continue;
    }
    const bool same_unit = row.period.unit() == facts.campaign().horizon().first.unit();
    const std::tuple where{*project, *source, same_unit ? facts.campaign().horizon().index_of(row.period) : -1};
    const std::string en = fmt::format("The instalment of project {} for {} in {}", row.project, row.source, row.period.text());
    const std::string zh = fmt::format("项目 {} 的 {} 在 {} 的偿付", row.project, row.source, row.period.text());
    if (!seen.insert({where, row.row}).second) findings.add(0, file, row.row, stated_twice(en, zh));
    const auto right = service.find(where);
    differs(findings, 7, file, row.row, en, zh, right == service.end() ? Money{} : right->second, row.amount);
    const SourceId payer = facts.funding()[*source].repaid_by;
    if (payer.known() && keys.source(row.payer) != payer)
      findings.add(7, file, row.row,
                   {fmt::format("{} repays {}, not {}.", facts.funding()[payer].key, row.source, row.payer),
                    fmt::format("{} 应由 {} 偿还，表中为 {}。", row.source, facts.funding()[payer].key, row.payer)});
    left.erase(where);
  }
  for (const auto& [where, amount] : left) {
    const auto& [project, source, t] = where;
    findings.add(7, file, 0,
                 {fmt::format("The instalment of {} 万元 of project {} for {} in {} is missing.", amount.wan_text(),
                              facts.key(project.value), facts.funding()[source].key, period(facts, t)),
                  fmt::format("缺少项目 {} 的 {} 在 {} 的偿付 {} 万元。", facts.key(project.value), facts.funding()[source].key,
                              period(facts, t), amount.wan_text())});
  }
}

void check_affordability(const Facts& facts, const Keys& keys, const Repayments& service, const PlanFiles& plan, Findings& findings) {
  constexpr const char* file = "affordability.csv";
  std::map<std::pair<UnitId, int>, Money> due;
  for (const auto& [where, amount] : service) due[{facts.debtor(std::get<1>(where)), facts.year_of(std::get<2>(where))}] += amount;
  std::map<std::pair<UnitId, int>, int> seen;
  for (const AffordabilityRow& row : plan.affordability) {
    const auto unit = keys.unit(row.region);
    if (!unit) {
      findings.add(0, file, row.row, unknown_key("unit", "单位", row.region));
      continue;
    }
    const std::pair where{*unit, row.year};
    if (!seen.insert({where, row.row}).second)
      findings.add(0, file, row.row,
                   stated_twice(fmt::format("{} in {}", row.region, row.year), fmt::format("{} {} 年", row.region, row.year)));
    const auto found = due.find(where);
    const std::string en = fmt::format(" of {} in {}", row.region, row.year), zh = fmt::format("{} 在 {} 年的", row.region, row.year);
    differs(findings, 8, file, row.row, "The debt service" + en, zh + "偿债支出", found == due.end() ? Money{} : found->second,
            row.service);
    differs(findings, 8, file, row.row, "The ceiling on debt service" + en, zh + "偿债上限", facts.ceiling(*unit, row.year), row.ceiling);
  }
  for (const auto& [where, amount] : due) {
    const auto& [unit, year] = where;
    const std::string& key = facts.campaign()[unit].key;
    const auto row = seen.find(where);
    if (row == seen.end())
      findings.add(
          8, file, 0,
          {fmt::format("The debt service of {} in {} is missing.", key, year), fmt::format("缺少 {} 在 {} 年的偿债支出。", key, year)});
    if (amount > facts.ceiling(unit, year))  // (8)
      findings.add(8, file, row == seen.end() ? 0 : row->second,
                   {fmt::format("The debt service of {} in {} is {} 万元, above the ceiling of {} 万元.", key, year, amount.wan_text(),
                                facts.ceiling(unit, year).wan_text()),
                    fmt::format("{} 在 {} 年的偿债支出 {} 万元，超过上限 {} 万元。", key, year, amount.wan_text(),
                                facts.ceiling(unit, year).wan_text())});
  }
}

}  // namespace liandong::verify
