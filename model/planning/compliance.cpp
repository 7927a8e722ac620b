#include "model/planning/compliance.hpp"

#include <algorithm>
#include <chrono>
#include <functional>
#include <string_view>

#include "model/planning/compliance_rules.hpp"
#include "model/planning/wording.hpp"

namespace liandong {
namespace {

using namespace complying;

bool has_effect(const Rule& rule, RuleEffect effect) { return std::find(rule.effects.begin(), rule.effects.end(), effect) != rule.effects.end(); }

bool touches_horizon(const Rule& rule, const Horizon& horizon) {
  if (horizon.count == 0) return false;
  const auto first = horizon.at(0).first_day(), last = horizon.at(horizon.count - 1).last_day();
  return rule.valid_from <= last && (!rule.valid_to || *rule.valid_to > first);
}

/// Rules about things that the input does not hold: shown, so that nobody takes silence for a yes.
ComplianceEntry outside_the_plan(const Rule& rule) {
  ComplianceEntry entry = entry_for(rule);
  switch (rule.id.front()) {
    case 'D':
      entry.state = ComplianceState::reported;
      entry.deciding = {"The input holds inflows, not debts: balances and limits of bonds are not judged here.", "录入的是到位资金而非债务，债券余额与限额不在此判断。"};
      break;
    case 'L':
      entry.state = ComplianceState::reported;
      entry.deciding = {"Land income counts as the inflows give it; set-asides must be taken out before.", "土地收入按录入的到位资金计算，计提部分须事先扣除。"};
      break;
    default:
      entry.state = ComplianceState::reported;
      entry.deciding = {"The input holds nothing that decides it.", "录入数据中没有可供判断的内容。"};
  }
  return entry;
}

}  // namespace

std::vector<ComplianceEntry> report_compliance(const PlanningProblem& problem, const Plan& plan) {
  std::vector<ComplianceEntry> entries;
  const Horizon& horizon = problem.campaign().horizon();
  for (const Rule& rule : problem.rules().rules()) {
    // The affordability test binds the plan from the first day on, before it became law (planning-problem.md (8)).
    if (has_effect(rule, RuleEffect::caps_service)) {
      for (ComplianceEntry& entry : judge_affordability(problem, plan, rule)) entries.push_back(std::move(entry));
      continue;
    }
    if (!touches_horizon(rule, horizon)) continue;
    if (has_effect(rule, RuleEffect::bars_bt)) entries.push_back(judge_contract_starts(problem, plan, rule, Channel::bt));
    if (has_effect(rule, RuleEffect::bars_bot_subsidy)) entries.push_back(judge_contract_starts(problem, plan, rule, Channel::bot));
    if (has_effect(rule, RuleEffect::waives_match) || has_effect(rule, RuleEffect::waives_match_poor)) entries.push_back(judge_waiver(problem, plan, rule));
    if (!rule.effects.empty()) continue;
    if (rule.id == "P2" || rule.id == "P3")
      entries.push_back(judge_service_line(problem, plan, rule));
    else if (rule.id == "P4")
      entries.push_back(judge_growth(problem, rule));
    else if (rule.id == "P6")
      entries.push_back(judge_terms(problem, plan, rule));
    else if (rule.id == "B2" || rule.id == "B3")
      entries.push_back(judge_ageing(problem, plan, rule));
    else if (rule.id == "B5")
      entries.push_back(judge_cash(problem, plan, rule));
    else
      entries.push_back(outside_the_plan(rule));
  }
  entries.push_back(judge_shares(problem, plan));
  entries.push_back(judge_match(problem, plan));
  entries.push_back(judge_contract_sizes(problem, plan));
  for (ComplianceEntry& entry : entries) close_up(entry.deciding);
  return entries;
}

}  // namespace liandong
