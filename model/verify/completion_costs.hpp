#pragma once

#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "model/verify/dual_prices.hpp"

namespace liandong::verify {

/// C_j(q) of (13) under any prices. Who may pay for what, and what a contract asks back, do not depend on the prices, and most projects
/// have that in common with others: each different cell (12) is kept once, so that it is also priced once.
class CompletionCosts {
 public:
  explicit CompletionCosts(const Facts& facts);

  /// By project and completion period, 万元; 0 before the project can be complete.
  [[nodiscard]] std::vector<std::vector<long double>> under(const DualPrices& prices) const;
  /// Last period in which an instalment can fall due, whatever is planned; -1 = none ever does.
  [[nodiscard]] int last_due() const { return last_due_; }
  /// (C3): what instalments in whole fen may amount to, 万元.
  [[nodiscard]] long double rounding(const DualPrices& prices) const;

 private:
  /// Debt service per yuan drawn: (period, factor).
  struct Debt {
    SourceId source;
    std::vector<std::pair<int, long double>> due;
    friend auto operator<=>(const Debt&, const Debt&) = default;
  };
  struct Payer {
    SourceId source;
    int debt = -1;  ///< In `debts_`; -1 = not a contract.
    long double share = 1, match = 0;
    friend auto operator<=>(const Payer&, const Payer&) = default;
  };
  struct Cell {
    int t = 0;
    int money = 0;  ///< In `lists_`: sources that are not contracts.
    std::vector<Payer> contracts;
    friend auto operator<=>(const Cell&, const Cell&) = default;
  };
  struct Part {
    int cell = 0;
    Money least, most;  ///< Of the spend; the same where it is not elastic.
  };
  /// One mode of a project.
  struct Way {
    Money cost;
    std::vector<std::vector<Part>> parts;  ///< By completion.
    int earliest = 0;                      ///< Completion.
  };
  [[nodiscard]] Way way_of(ProjectId project, const Mode* mode, std::map<SourceId, std::vector<int>>& handovers);

  const Facts& facts_;
  std::vector<Debt> debts_;
  int last_due_ = -1;
  std::vector<std::vector<Payer>> lists_;
  std::vector<Cell> cells_;
  std::vector<std::vector<Way>> ways_;  ///< By project.
  std::vector<std::vector<int>> handovers_;  ///< By project and contract that may pay for it: debts of what is drawn at completion.
  std::map<Debt, int> debt_numbers_;
  std::map<std::vector<Payer>, int> list_numbers_;
  std::map<Cell, int> cell_numbers_;
};

}  // namespace liandong::verify
