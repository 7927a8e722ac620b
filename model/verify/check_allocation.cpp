#include <fmt/format.h>

#include <map>

#include "model/core/wide.hpp"
#include "model/verify/checks.hpp"

namespace liandong::verify {
namespace {

constexpr const char* file = "allocation.csv";

std::string period(const Facts& facts, int t) { return facts.campaign().horizon().at(t).text(); }

/// What is paid for one project in one period.
struct Cell {
  Money paid;
  Int128 own = 0, asked = 0;  ///< Of (5), in billionths of a fen.
  int row = 0;
};

Money spend(const Facts& facts, const Claims& claims, ProjectId project, int t) {
  const auto& start = claims.start[project.index()];
  const Project& p = facts.campaign()[project];
  if (!start || t < *start || t >= *start + p.duration) return {};
  return p.profile[static_cast<std::size_t>(t - *start)];
}

void check_payment(const Facts& facts, const Claims& claims, ProjectId project, SourceId source, int t, const Stated& payment,
                   Findings& findings) {
  const std::string& payer = facts.funding()[source].key;
  const std::string& paid = facts.key(project.value);
  const auto& start = claims.start[project.index()];
  if (start && !facts.eligible(project, source, *start))  // (9)
    findings.add(9, file, payment.row,
                 {fmt::format("Source {} may not pay for project {} when it starts in {}.", payer, paid, period(facts, *start)),
                  fmt::format("项目 {} 于 {} 开工，不得使用资金 {}。", paid, period(facts, *start), payer)});
  const Money most = facts.max_share(project, source).floor_of(spend(facts, claims, project, t));
  if (payment.amount > most)  // (4)
    findings.add(4, file, payment.row,
                 {fmt::format("Source {} pays {} 万元 of project {} in {}, above its largest share of {} 万元.", payer,
                              payment.amount.wan_text(), paid, period(facts, t), most.wan_text()),
                  fmt::format("资金 {} 在 {} 承担项目 {} 的 {} 万元，超过其最高比例对应的 {} 万元。", payer, period(facts, t), paid,
                              payment.amount.wan_text(), most.wan_text())});
}

/// No contract on a project below its terms' minimum (14).
void check_contracts(const Facts& facts, const Claims& claims, Findings& findings) {
  std::map<std::pair<ProjectId, SourceId>, Stated> contracts;
  for (const auto& [where, payment] : claims.payments) {
    const auto& [project, source, t] = where;
    if (!facts.is_contract(source)) continue;
    Stated& drawn = contracts[{project, source}];
    drawn.amount += payment.amount;
    if (drawn.row == 0) drawn.row = payment.row;
  }
  for (const auto& [contract, drawn] : contracts) {
    const auto& [project, source] = contract;
    const Contract& terms = facts.funding()[facts.funding()[source].contract];
    if (drawn.amount >= terms.min_size) continue;
    const std::string &payer = facts.funding()[source].key, &paid = facts.key(project.value);
    findings.add(14, file, drawn.row,
                 {fmt::format("Source {} pays {} 万元 of project {} in all; its contract \"{}\" asks for {} 万元 at least.", payer,
                              drawn.amount.wan_text(), paid, terms.key, terms.min_size.wan_text()),
                  fmt::format("资金 {} 对项目 {} 合计承担 {} 万元，低于合同“{}”的单项最低规模 {} 万元。", payer, paid, drawn.amount.wan_text(), terms.key,
                              terms.min_size.wan_text())});
  }
}

}  // namespace

void check_allocation(const Facts& facts, const Claims& claims, Findings& findings) {
  std::map<std::pair<ProjectId, int>, Cell> cells;
  for (int j = 0; j < facts.project_count(); ++j)
    if (const auto& start = claims.start[static_cast<std::size_t>(j)])
      for (int u = 0; u < facts.duration(j) && *start + u < facts.periods(); ++u) cells[{ProjectId{j}, *start + u}];
  for (const auto& [where, payment] : claims.payments) {
    const auto& [project, source, t] = where;
    check_payment(facts, claims, project, source, t, payment, findings);
    Cell& cell = cells[{project, t}];
    cell.paid += payment.amount;
    if (cell.row == 0) cell.row = payment.row;
    if (facts.own_fiscal(source)) cell.own += Int128{payment.amount.fen()} * Rate::one_unit;
    cell.asked += Int128{payment.amount.fen()} * facts.match_rate(project, source, t).billionths();
  }
  for (const auto& [where, gap] : claims.gaps) {
    Cell& cell = cells[where];
    cell.paid += gap.amount;
  }
  check_contracts(facts, claims, findings);
  for (const auto& [where, cell] : cells) {
    const auto& [project, t] = where;
    const Money needed = spend(facts, claims, project, t);
    if (cell.paid != needed)  // (3)
      findings.add(3, file, cell.row,
                   {fmt::format("Project {} spends {} 万元 in {}, but sources and gap add up to {} 万元.", facts.key(project.value),
                                needed.wan_text(), period(facts, t), cell.paid.wan_text()),
                    fmt::format("项目 {} 在 {} 应支出 {} 万元，各项资金与缺口合计为 {} 万元。", facts.key(project.value), period(facts, t),
                                needed.wan_text(), cell.paid.wan_text())});
    if (cell.own < cell.asked) {  // (5)
      const Money own = Money::from_fen(static_cast<std::int64_t>(cell.own / Rate::one_unit));
      const Money asked = Money::from_fen(static_cast<std::int64_t>((cell.asked + Rate::one_unit - 1) / Rate::one_unit));
      findings.add(5, file, cell.row,
                   {fmt::format("The money on project {} in {} asks for a local match of {} 万元; own fiscal money is {} 万元.",
                                facts.key(project.value), period(facts, t), asked.wan_text(), own.wan_text()),
                    fmt::format("项目 {} 在 {} 需地方配套 {} 万元，自有财政资金只有 {} 万元。", facts.key(project.value), period(facts, t),
                                asked.wan_text(), own.wan_text())});
    }
  }
}

}  // namespace liandong::verify
