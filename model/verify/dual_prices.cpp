#include "model/verify/dual_prices.hpp"

#include <algorithm>
#include <cmath>

namespace liandong::verify {
namespace {

long double usable(double multiplier) { return std::isfinite(multiplier) && multiplier > 0 ? multiplier : 0; }
long double wan(Money amount) { return static_cast<long double>(amount.fen()) / Money::fen_per_wan; }

}  // namespace

DualPrices::DualPrices(const Facts& facts, const Multipliers& multipliers, int last_due) : facts_(facts) {
  const auto periods = static_cast<std::size_t>(facts.periods());
  for (std::size_t k = 0; k < facts.funding().sources().size(); ++k) {
    std::vector<long double> cash(periods);
    for (std::size_t t = 0; t < periods; ++t)
      if (k < multipliers.cash.size() && t < multipliers.cash[k].size()) cash[t] = usable(multipliers.cash[k][t]);
    const long double carry = static_cast<long double>(facts.funding().sources()[k].carry_over.billionths()) / Rate::one_unit;
    for (std::size_t t = periods; t-- > 1;) cash[t - 1] = std::max(cash[t - 1], carry * cash[t]);  // (C2)
    cash_.push_back(std::move(cash));
  }
  for (const auto& [where, value] : multipliers.affordability)
    if (last_due >= 0 && where.second >= facts.year_of(0) && where.second <= facts.year_of(last_due)) affordability_[where] = usable(value);
}

long double DualPrices::paid_for() const {
  long double sum = 0;
  for (std::size_t k = 0; k < cash_.size(); ++k)
    for (std::size_t t = 0; t < cash_[k].size(); ++t) sum -= cash_[k][t] * wan(facts_.inflow({static_cast<int>(k)}, static_cast<int>(t)));
  for (const auto& [where, value] : affordability_) sum -= value * wan(facts_.ceiling(where.first, where.second));
  return sum;
}

long double DualPrices::service(SourceId source, int t) const {
  const SourceId payer = facts_.funding()[source].repaid_by;
  long double price = facts_.weight(payer) * facts_.discount(t);
  if (t < facts_.periods()) price += cash(payer, t);
  const auto found = affordability_.find({facts_.debtor(source), facts_.year_of(t)});
  return found == affordability_.end() ? price : price + found->second;
}

}  // namespace liandong::verify
