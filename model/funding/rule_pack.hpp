#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/core/rate.hpp"
#include "model/core/text.hpp"

namespace liandong {

enum class RuleState { hard, priced, reported };
enum class Verification { page, recalled };  ///< Seen on a page, or general knowledge, unverified: shown as such.

/// What a rule does to a plan while it is in force and its state is hard; most rules are only shown.
enum class RuleEffect {
  bars_bt,            ///< No new BT contract, except in the exempt sectors.
  bars_bot_subsidy,   ///< No new viability-gap subsidy, except in the exempt sectors.
  waives_match,       ///< No local match for anybody.
  waives_match_poor,  ///< No local match for county-level projects in poor areas.
  caps_service,       ///< `limit` is the ceiling on a year's debt service and subsidies over own general expenditure.
};

/// One rule with its validity: from `valid_from` inclusive to `valid_to` exclusive (empty = open).
struct Rule {
  std::string id;  ///< Such as "BT1", "P1" (the list in docs/guide/rules.md).
  Text title;
  Text article;  ///< Document and article.
  std::chrono::year_month_day valid_from;
  std::optional<std::chrono::year_month_day> valid_to;
  RuleState state = RuleState::reported;
  Verification verification = Verification::recalled;
  std::optional<Rate> limit;                ///< A share or ratio, where the rule has one.
  std::vector<std::string> exempt_sectors;  ///< Sectors the rule does not touch.
  std::vector<RuleEffect> effects;
};

/// A regime R0..R4 and when it holds.
struct Regime {
  std::string id;
  Text title;
  std::chrono::year_month_day valid_from;
};

/// The law as the tool knows it, in order of date; states may be overridden by the campaign's settings.
class RulePack {
 public:
  /// The national rules of 2006 to 2025 that the tool represents.
  [[nodiscard]] static const RulePack& china();
  /// At least one regime; both lists are brought into order of date.
  RulePack(std::vector<Regime> regimes, std::vector<Rule> rules);

  [[nodiscard]] const std::vector<Regime>& regimes() const { return regimes_; }
  [[nodiscard]] const std::vector<Rule>& rules() const { return rules_; }
  [[nodiscard]] const Rule* find(std::string_view id) const;
  [[nodiscard]] const Regime& regime_on(std::chrono::year_month_day day) const;
  [[nodiscard]] bool in_force(const Rule& rule, std::chrono::year_month_day day) const;
  /// A copy with the state of one rule changed; empty if there is no such rule.
  [[nodiscard]] std::optional<RulePack> with_state(std::string_view id, RuleState state) const;

  /// May a BT contract for a project of `sector` be signed on `day`? False if a hard rule in force bars it; `why` gets the rule.
  [[nodiscard]] bool bt_lawful(std::string_view sector, std::chrono::year_month_day day, const Rule** why = nullptr) const;
  [[nodiscard]] bool bot_subsidy_lawful(std::string_view sector, std::chrono::year_month_day day, const Rule** why = nullptr) const;
  /// Ceiling on debt service and subsidies of a year as a share of own general expenditure: the hard limit in force, or the
  /// limit to plan by before there was one (regime R0 and R1: the 10 % test is applied as a prudential rule, state as given).
  [[nodiscard]] Rate affordability_limit(int year) const;
  /// Is a local match waived for a county-level project in a poor area, or barred altogether, on `day`?
  [[nodiscard]] bool match_waived(bool county_level, bool poor_area, std::chrono::year_month_day day) const;

 private:
  [[nodiscard]] const Rule* barring(RuleEffect effect, std::string_view sector, std::chrono::year_month_day day) const;

  std::vector<Regime> regimes_;
  std::vector<Rule> rules_;
};

}  // namespace liandong
