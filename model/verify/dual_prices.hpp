#pragma once

#include <map>
#include <utility>
#include <vector>

#include "model/verify/facts.hpp"

namespace liandong::verify {

/// (κ, α) of a certificate or of one of its branches.
struct Multipliers {
  std::vector<std::vector<double>> cash;                   ///< κ, [source][t].
  std::map<std::pair<UnitId, int>, double> affordability;  ///< α, by unit and year.
};

/// Multipliers made admissible (C2), and what a yuan costs under them (11). Negative, missing and non-finite multipliers count as 0, and so
/// do those of years in which nothing can fall due.
class DualPrices {
 public:
  /// `last_due`: the last period in which an instalment can fall due.
  DualPrices(const Facts& facts, const Multipliers& multipliers, int last_due);

  /// - Σ A κ - Σ ceiling α of (13), 万元.
  [[nodiscard]] long double paid_for() const;
  [[nodiscard]] long double cash(SourceId source, int t) const { return cash_[source.index()][static_cast<std::size_t>(t)]; }
  /// Of a yuan of a source that is no contract.
  [[nodiscard]] long double yuan(SourceId source, int t) const { return facts_.weight(source) * facts_.discount(t) + cash(source, t); }
  /// Of a yuan of debt service in `t`, which may lie beyond the horizon, `source` being the contract.
  [[nodiscard]] long double service(SourceId source, int t) const;
  [[nodiscard]] long double gap(int t) const { return facts_.gap_price() * facts_.discount(t); }

 private:
  const Facts& facts_;
  std::vector<std::vector<long double>> cash_;
  std::map<std::pair<UnitId, int>, long double> affordability_;
};

}  // namespace liandong::verify
