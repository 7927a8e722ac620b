#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "model/verify/checks.hpp"

namespace liandong::verify {
namespace {

bool has(const Rule& rule, RuleEffect effect) { return std::count(rule.effects.begin(), rule.effects.end(), effect) > 0; }

/// What the plan does about a rule: nothing that it touches, nothing against it, or something against it.
struct Conduct {
  bool touched = false, broken = false;
};

/// New contracts of `channel` under a rule that bars them.
Conduct contracts_under(const Facts& facts, const Claims& claims, const Rule& rule, Channel channel) {
  Conduct conduct;
  for (const auto& [where, payment] : claims.payments) {
    const auto& [project, source, t] = where;
    const auto& start = claims.start[project.index()];
    if (facts.funding()[source].channel != channel || !start) continue;
    conduct.touched = true;
    const auto& exempt = rule.exempt_sectors;
    const bool spared = std::count(exempt.begin(), exempt.end(), facts.campaign()[project].sector) > 0;
    if (rule.state == RuleState::hard && !spared && facts.rules().in_force(rule, facts.campaign().horizon().at(*start).first_day()))
      conduct.broken = true;
  }
  return conduct;
}

Conduct service_under_ceilings(const Facts& facts, const Repayments& service) {
  std::map<std::pair<UnitId, int>, Money> due;
  for (const auto& [where, amount] : service) due[{facts.debtor(std::get<1>(where)), facts.year_of(std::get<2>(where))}] += amount;
  const bool above = std::any_of(due.begin(), due.end(),
                                 [&](const auto& entry) { return entry.second > facts.ceiling(entry.first.first, entry.first.second); });
  return {!due.empty(), above};
}

void compare(const std::string& rule, const Conduct& conduct, const PlanFiles& plan, Findings& findings) {
  constexpr const char* file = "compliance.csv";
  bool said_broken = false;
  int row = 0;
  for (const ComplianceRow& stated : plan.compliance) {
    if (stated.rule != rule) continue;
    row = stated.row;
    said_broken = said_broken || stated.state == "broken";
    if (stated.state == "not_applicable" && conduct.broken)
      findings.add(0, file, stated.row,
                   {fmt::format("Rule {} is called not applicable, but the plan breaks it.", rule),
                    fmt::format("规则 {} 标为不适用，但方案违反该规则。", rule)});
  }
  if (row == 0) findings.add(0, file, 0, {fmt::format("Rule {} has no row.", rule), fmt::format("缺少规则 {}。", rule)});
  else if (said_broken != conduct.broken)
    findings.add(0, file, row,
                 {fmt::format("Rule {} is {} by the plan, but the sheet says otherwise.", rule, conduct.broken ? "broken" : "not broken"),
                  fmt::format("方案{}规则 {}，合规表所述不符。", conduct.broken ? "违反" : "未违反", rule)});
}

}  // namespace

void check_prices(const Facts& facts, const Keys& keys, const PlanFiles& plan, Findings& findings) {
  constexpr const char* file = "prices.csv";
  std::set<std::pair<SourceId, int>> seen;
  for (const PriceRow& row : plan.prices) {
    const auto source = keys.source(row.source);
    const auto t = facts.index(row.period);
    if (!source || !t) {
      findings.add(
          0, file, row.row,
          source ? Text{fmt::format("{} lies outside the horizon.", row.period.text()), fmt::format("{} 超出规划期。", row.period.text())}
                 : unknown_key("source", "资金来源", row.source));
      continue;
    }
    if (!seen.insert({*source, *t}).second)
      findings.add(0, file, row.row,
                   stated_twice(fmt::format("The price of {} in {}", row.source, row.period.text()),
                                fmt::format("{} 在 {} 的价格", row.source, row.period.text())));
    if (!std::isfinite(row.value) || row.value < 0)
      findings.add(0, file, row.row,
                   {fmt::format("More of {} in {} is said to cost something ({:g}); it cannot.", row.source, row.period.text(), row.value),
                    fmt::format("{} 在 {} 的资金价格为 {:g}，不应为负。", row.source, row.period.text(), row.value)});
    if (!(row.range_low <= 1e-6 && row.range_high >= -1e-6))
      findings.add(0, file, row.row,
                   {fmt::format("The price of {} in {} is not valid where it is quoted.", row.source, row.period.text()),
                    fmt::format("{} 在 {} 的价格适用范围不含现值。", row.source, row.period.text())});
  }
  for (int k = 0; k < facts.source_count(); ++k)
    for (int t = 0; t < facts.periods(); ++t)
      if (!seen.contains({SourceId{k}, t})) {
        const std::string& key = facts.funding()[SourceId{k}].key;
        const std::string when = facts.campaign().horizon().at(t).text();
        findings.add(0, file, 0,
                     {fmt::format("The price of {} in {} is missing.", key, when), fmt::format("缺少 {} 在 {} 的价格。", key, when)});
      }
}

void check_compliance(const Facts& facts, const Claims& claims, const Repayments& service, const PlanFiles& plan, Findings& findings) {
  for (const Rule& rule : facts.rules().rules()) {
    const Horizon& horizon = facts.campaign().horizon();
    if (has(rule, RuleEffect::caps_service)) compare(rule.id, service_under_ceilings(facts, service), plan, findings);
    const bool in_horizon =
        rule.valid_from <= horizon.at(horizon.count - 1).last_day() && (!rule.valid_to || *rule.valid_to > horizon.first.first_day());
    if (!in_horizon) continue;
    Conduct conduct;
    if (has(rule, RuleEffect::bars_bt)) conduct = contracts_under(facts, claims, rule, Channel::bt);
    if (has(rule, RuleEffect::bars_bot_subsidy)) {
      const Conduct bot = contracts_under(facts, claims, rule, Channel::bot);
      conduct = {conduct.touched || bot.touched, conduct.broken || bot.broken};
    }
    if (has(rule, RuleEffect::bars_bt) || has(rule, RuleEffect::bars_bot_subsidy)) compare(rule.id, conduct, plan, findings);
  }
  compare("share", {true, findings.any_of(4)}, plan, findings);
  compare("match", {true, findings.any_of(5)}, plan, findings);
  compare("contract", {true, findings.any_of(14)}, plan, findings);
  static const std::set<std::string> states{"kept", "broken", "not_applicable", "reported"};
  for (const ComplianceRow& row : plan.compliance)
    if (!states.contains(row.state))
      findings.add(0, "compliance.csv", row.row,
                   {fmt::format("\"{}\" is no state of a rule.", row.state), fmt::format("“{}”不是规则状态。", row.state)});
}

void check_provenance(const CampaignFile& input, const PlanFiles& plan, Findings& findings) {
  constexpr const char* file = "plan.json";
  if (plan.summary.provenance.input_hash != input.input_hash)
    findings.add(0, file, 0,
                 {"The plan was made from other input: its input hash is not that of the campaign folder.",
                  "方案所依据的输入与该数据文件夹不一致：输入校验值不同。"});
  if (plan.summary.campaign != input.campaign.key())
    findings.add(0, file, 0,
                 {fmt::format("The plan is for campaign {}, not {}.", plan.summary.campaign, input.campaign.key()),
                  fmt::format("方案属于 {}，而不是 {}。", plan.summary.campaign, input.campaign.key())});
  const std::string scenario = input.scenario ? input.scenario->key : "";
  if (plan.summary.provenance.scenario != scenario)
    findings.add(0, file, 0,
                 {fmt::format("The plan is for scenario \"{}\", not \"{}\".", plan.summary.provenance.scenario, scenario),
                  fmt::format("方案的情景为“{}”，而不是“{}”。", plan.summary.provenance.scenario, scenario)});
}

}  // namespace liandong::verify
