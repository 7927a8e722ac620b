#pragma once

#include <vector>

#include "model/planning/allocation.hpp"
#include "model/planning/money_division.hpp"
#include "model/planning/spend_model.hpp"

namespace liandong {

/// The last money problem of a schedule, in whole fen.
struct FinalMoney {
  Allocation allocation;                         ///< At the settings' certainty.
  std::vector<PriceEntry> prices;                ///< By source, then period; every one. Money in common of a divided problem has no range.
  std::vector<GapAtCertainty> gap_at_certainty;  ///< In account or issued; approved; all: the same schedule, contracts and division.
  double price_of_wholeness = 0;                 ///< 万元 that (14) costs.
};

struct FinalMoneyOptions {
  int threads = 1;                          ///< The result does not depend on it.
  const MoneyDivision* division = nullptr;  ///< As the search of a large campaign left it: its parts then need no common programme.
  int most_rows = 12'000;                   ///< Of one linear programme: a larger one is divided where it falls into parts (money_parts()).
};

/// Decides contracts (14) and amounts: at a vertex, from few sources, with a reserve that makes whole-fen rounding fit.
[[nodiscard]] FinalMoney final_money(const SpendModel& model, const Schedule& schedule, const FinalMoneyOptions& options = {});

}  // namespace liandong
