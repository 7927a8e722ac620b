#pragma once

#include <map>
#include <vector>

#include "model/core/ids.hpp"

namespace liandong {

/// How a search of many blocks divided the money that they have in common: what the blocks may use adds up to no more than there is.
struct MoneyDivision {
  std::vector<int> block;                                       ///< By project.
  std::vector<std::map<SourceId, std::vector<double>>> inflow;  ///< By block: sources in common, 万元 in each period.
  std::vector<double> prices;                                   ///< Of all money, by row of the whole.
};

}  // namespace liandong
