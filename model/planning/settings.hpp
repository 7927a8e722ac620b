#pragma once

#include <map>
#include <string>

#include "model/core/money.hpp"
#include "model/core/rate.hpp"
#include "model/funding/funding.hpp"
#include "model/funding/rule_pack.hpp"

namespace liandong {

/// Prices of goals and weights of money: inputs that a finance bureau signs, named in every report.
struct Prices {
  Rate gap = Rate::from_billionths(3'000'000'000);        ///< Per yuan of gap, discounted.
  Money firm_late = Money::from_fen(800'000'000);         ///< Per period that a firm stage is late.
  Money strive_late = Money::from_fen(200'000'000);
  Money firm_never = Money::from_fen(40'000'000'000);     ///< For a firm stage not reached within the horizon, beside its lateness.
  Money strive_never = Money::from_fen(10'000'000'000);
  Rate own_fiscal = Rate::one();                          ///< Weight of own fiscal money, of BT instalments and BOT subsidies.
  Rate superior = Rate::percent(20);                      ///< Fiscal money of province and centre.
  Rate bundled = Rate::percent(20);
  Rate investment = Rate{};
};

/// How goals are weighed against each other.
enum class GoalOrder {
  priced,  ///< By their prices, as one sum.
  strict,  ///< One after the other, none giving way to one after it (goal_order.hpp).
};

struct Settings {
  Prices prices;
  GoalOrder order = GoalOrder::priced;
  Rate discount_rate = Rate::percent(6);                  ///< A year; a period's factor is (1 + rate)^(-t / periods per year).
  Certainty certainty = Certainty::hoped;                 ///< Plan with money at least this certain.
  Rate affordability_limit = Rate::percent(10);           ///< Debt service of a year / own general expenditure (P1).
  Rate budget_growth = Rate::percent(5);                  ///< Of general expenditure beyond the last year given.
  std::map<std::string, RuleState> rule_states;           ///< Overrides by rule id.
};

}  // namespace liandong
