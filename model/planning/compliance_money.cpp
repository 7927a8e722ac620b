#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/core/wide.hpp"
#include "model/planning/compliance_rules.hpp"
#include "model/planning/figures.hpp"
#include "model/planning/wording.hpp"

namespace liandong::complying {
namespace {

ComplianceEntry entry_for_terms(const char* rule) {
  ComplianceEntry entry;
  entry.rule = rule;
  entry.article = {"The sources' own terms, as given", "资金来源自身规定（按录入）"};
  entry.verification = Verification::page;
  return entry;
}

Text cell_text(const PlanningProblem& problem, ProjectId project, int t) {
  const Project& row = problem.campaign()[project];
  return naming(row.name, row.key) + both(" " + problem.campaign().horizon().at(t).text());
}

using Cells = std::map<std::pair<ProjectId, int>, std::vector<const Payment*>>;

Cells cells_of(const Plan& plan) {
  Cells cells;
  for (const Payment& payment : plan.payments) cells[{payment.project, payment.t}].push_back(&payment);
  return cells;
}

}  // namespace

ComplianceEntry judge_ageing(const PlanningProblem& problem, const Plan& plan, const Rule& rule) {
  ComplianceEntry entry = entry_for(rule);
  const Horizon& horizon = problem.campaign().horizon();
  const int two_years = 2 * horizon.per_year();
  Money largest;
  std::vector<std::pair<Money, Text>> aged;
  for (std::size_t k = 0; k < plan.balances.size(); ++k) {
    const Source& source = problem.funding().sources()[k];
    if (source.channel != Channel::fiscal && source.channel != Channel::bundled) continue;
    Money worst;
    int when = 0;
    for (int t = two_years - 1; t < horizon.count; ++t) {
      if (horizon.at(t).index_in_year() != horizon.per_year() - 1 || !problem.rules().in_force(rule, horizon.at(t).last_day())) continue;
      // First in, first out: what is left after the inflows of two years came in earlier.
      Money old = plan.balances[k][static_cast<std::size_t>(t)].balance;
      for (int back = 0; back < two_years; ++back) old -= plan.balances[k][static_cast<std::size_t>(t - back)].inflow;
      if (old > worst) {
        worst = old;
        when = horizon.at(t).year();
      }
    }
    if (worst.is_zero()) continue;
    largest = std::max(largest, worst);
    aged.emplace_back(worst, source.name + both(" " + std::to_string(when) + " " + wan(worst)));
  }
  if (aged.empty()) {
    entry.state = ComplianceState::kept;
    entry.deciding = {"No money lies unused for more than two years at the end of a year.", "年末没有结转超过两年的资金。"};
    return entry;
  }
  entry.state = ComplianceState::reported;
  entry.margin = "-" + wan(largest);
  std::stable_sort(aged.begin(), aged.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<Text> items;
  for (auto& [amount, text] : aged) items.push_back(text);
  entry.deciding = Text{"Older than two years at the end of a year: ", "年末结转超过两年："} + listing(items) + Text{".", "。"};
  return entry;
}

ComplianceEntry judge_cash(const PlanningProblem& problem, const Plan& plan, const Rule& rule) {
  ComplianceEntry entry = entry_for(rule);
  entry.state = ComplianceState::kept;
  Money least;
  for (std::size_t k = 0; k < plan.balances.size(); ++k)
    for (std::size_t t = 0; t < plan.balances[k].size(); ++t)
      if (const Money balance = plan.balances[k][t].balance; balance < least) {
        least = balance;
        entry.state = ComplianceState::broken;
        entry.margin = wan(balance);
        entry.deciding = problem.funding().sources()[k].name + both(" " + problem.campaign().horizon().at(static_cast<int>(t)).text() + ": " + wan(balance));
      }
  if (entry.state == ComplianceState::kept) entry.deciding = {"No source pays more than it holds in any period.", "各项资金各期支出均不超过其余额。"};
  return entry;
}

ComplianceEntry judge_waiver(const PlanningProblem& problem, const Plan& plan, const Rule& rule) {
  ComplianceEntry entry = entry_for(rule);
  const bool poor_only = std::find(rule.effects.begin(), rule.effects.end(), RuleEffect::waives_match) == rule.effects.end();
  Money money, match;
  for (const Payment& payment : plan.payments) {
    const Rate stated = problem.funding()[payment.source].match_rate;
    if (stated == Rate{} || problem.match_rate(payment.project, payment.source, payment.t) != Rate{}) continue;
    if (!problem.rules().in_force(rule, problem.campaign().horizon().at(payment.t).first_day())) continue;
    const Unit& unit = problem.campaign()[problem.campaign()[payment.project].unit];
    if (poor_only && !(unit.level == UnitLevel::county && unit.poor_area)) continue;
    money += payment.amount;
    match += stated.of(payment.amount);
  }
  if (money.is_zero()) {
    entry.deciding = {"No money with a local match is paid while the rule waives it.", "施行期间没有因此免除配套的资金。"};
    return entry;
  }
  entry.state = rule.state == RuleState::hard ? ComplianceState::kept : ComplianceState::reported;
  const std::string paid = wan(money), saved = wan(match);
  entry.margin = saved;
  entry.deciding = {paid + " is paid without the local match of " + saved + " that its source states.", "有" + paid + "免予本级配套，免除配套" + saved + "。"};
  return entry;
}

ComplianceEntry judge_shares(const PlanningProblem& problem, const Plan& plan) {
  ComplianceEntry entry = entry_for_terms("share");
  bool limited = false;
  std::vector<Text> above;
  for (const Payment& payment : plan.payments) {
    const Rate share = problem.max_share(payment.project, payment.source);
    if (share >= Rate::one()) continue;
    limited = true;
    const Project& project = problem.campaign()[payment.project];
    const Money spend = project.profile[static_cast<std::size_t>(payment.t - *plan.start[payment.project.index()])];
    if (payment.amount > share.floor_of(spend)) above.push_back(problem.funding()[payment.source].name + both(": ") + cell_text(problem, payment.project, payment.t));  // (4)
  }
  entry.state = !above.empty() ? ComplianceState::broken : limited ? ComplianceState::kept : ComplianceState::not_applicable;
  entry.deciding = !above.empty() ? Text{"Above the largest share: ", "超过最高比例："} + listing(above) + Text{".", "。"}
                   : limited      ? Text{"No source pays more than its largest share of any period's spend.", "各项资金均未超过其最高比例。"}
                                  : Text{"No money is paid that has a largest share.", "没有使用设有最高比例的资金。"};
  return entry;
}

ComplianceEntry judge_match(const PlanningProblem& problem, const Plan& plan) {
  ComplianceEntry entry = entry_for_terms("match");
  bool matched = false;
  Money needed, own_total;
  std::vector<Text> lacking;
  for (const auto& [cell, payments] : cells_of(plan)) {
    Int128 own = 0, need = 0;  // In billionths of a fen, so that nothing is rounded.
    for (const Payment* payment : payments) {
      if (problem.counts_as_match(payment->source)) own += Int128{payment->amount.fen()} * Rate::one_unit;
      need += Int128{payment->amount.fen()} * problem.match_rate(cell.first, payment->source, cell.second).billionths();
    }
    if (need == 0) continue;
    matched = true;
    needed += Money::from_fen(static_cast<std::int64_t>((need + Rate::one_unit - 1) / Rate::one_unit));
    own_total += Money::from_fen(static_cast<std::int64_t>(own / Rate::one_unit));
    if (own < need) lacking.push_back(cell_text(problem, cell.first, cell.second));  // (5)
  }
  if (!matched) {
    entry.deciding = {"No money is paid that needs a local match.", "没有使用需要本级配套的资金。"};
    return entry;
  }
  entry.state = lacking.empty() ? ComplianceState::kept : ComplianceState::broken;
  const std::string need = wan(needed), own = wan(own_total);
  entry.margin = wan(own_total - needed);
  entry.deciding = lacking.empty() ? Text{"Own fiscal money of " + own + " stands beside money that needs " + need + ", project by project.", "需配套" + need + "，本级财政已安排" + own + "，逐项目满足。"}
                                   : Text{"Match missing: ", "配套不足："} + listing(lacking) + Text{".", "。"};
  return entry;
}

}  // namespace liandong::complying
