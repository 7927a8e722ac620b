#include "model/funding/rule_pack.hpp"

#include <algorithm>
#include <cassert>

namespace liandong {
namespace {

bool has(const Rule& rule, RuleEffect effect) { return std::find(rule.effects.begin(), rule.effects.end(), effect) != rule.effects.end(); }

bool exempts(const Rule& rule, std::string_view sector) {
  return std::find(rule.exempt_sectors.begin(), rule.exempt_sectors.end(), sector) != rule.exempt_sectors.end();
}

}  // namespace

RulePack::RulePack(std::vector<Regime> regimes, std::vector<Rule> rules) : regimes_(std::move(regimes)), rules_(std::move(rules)) {
  assert(!regimes_.empty());
  const auto earlier = [](const auto& a, const auto& b) { return a.valid_from < b.valid_from; };
  std::stable_sort(regimes_.begin(), regimes_.end(), earlier);
  std::stable_sort(rules_.begin(), rules_.end(), earlier);
}

const Rule* RulePack::find(std::string_view id) const {
  const auto rule = std::find_if(rules_.begin(), rules_.end(), [&](const Rule& candidate) { return candidate.id == id; });
  return rule == rules_.end() ? nullptr : &*rule;
}

const Regime& RulePack::regime_on(std::chrono::year_month_day day) const {
  const Regime* current = &regimes_.front();
  for (const Regime& regime : regimes_)
    if (regime.valid_from <= day) current = &regime;
  return *current;
}

bool RulePack::in_force(const Rule& rule, std::chrono::year_month_day day) const {
  return rule.valid_from <= day && (!rule.valid_to || day < *rule.valid_to);
}

std::optional<RulePack> RulePack::with_state(std::string_view id, RuleState state) const {
  RulePack changed = *this;
  for (Rule& rule : changed.rules_) {
    if (rule.id != id) continue;
    rule.state = state;
    return changed;
  }
  return std::nullopt;
}

const Rule* RulePack::barring(RuleEffect effect, std::string_view sector, std::chrono::year_month_day day) const {
  for (const Rule& rule : rules_)
    if (rule.state == RuleState::hard && has(rule, effect) && in_force(rule, day) && !exempts(rule, sector)) return &rule;
  return nullptr;
}

bool RulePack::bt_lawful(std::string_view sector, std::chrono::year_month_day day, const Rule** why) const {
  const Rule* rule = barring(RuleEffect::bars_bt, sector, day);
  if (why) *why = rule;
  return !rule;
}

bool RulePack::bot_subsidy_lawful(std::string_view sector, std::chrono::year_month_day day, const Rule** why) const {
  const Rule* rule = barring(RuleEffect::bars_bot_subsidy, sector, day);
  if (why) *why = rule;
  return !rule;
}

Rate RulePack::affordability_limit(int year) const {
  const std::chrono::year_month_day last_day = std::chrono::year(year) / std::chrono::December / 31;
  std::optional<Rate> limit;
  for (const Rule& rule : rules_) {
    if (!has(rule, RuleEffect::caps_service) || !rule.limit) continue;
    // Before the first such rule its figure is what a prudent bureau plans by; later ones replace it when they come into force.
    if (!limit || in_force(rule, last_day)) limit = rule.limit;
  }
  return limit.value_or(Rate::one());
}

bool RulePack::match_waived(bool county_level, bool poor_area, std::chrono::year_month_day day) const {
  return std::any_of(rules_.begin(), rules_.end(), [&](const Rule& rule) {
    if (rule.state != RuleState::hard || !in_force(rule, day)) return false;
    return has(rule, RuleEffect::waives_match) || (county_level && poor_area && has(rule, RuleEffect::waives_match_poor));
  });
}

}  // namespace liandong
