#pragma once

#include <string>
#include <vector>

#include "model/core/ids.hpp"
#include "model/core/money.hpp"
#include "model/core/rate.hpp"
#include "model/core/text.hpp"
#include "model/funding/funding.hpp"

namespace liandong {

/// A way to deliver a project (16): one row of modes.csv. Amounts are whole fen.
struct Mode {
  ProjectId project;
  std::string key;  ///< Once in its project: own, bt, bot, fast ...
  Text name;
  Money cost;
  int duration = 1;
  std::vector<Money> profile;      ///< Spend per period of execution, `duration` entries that sum to `cost`.
  std::vector<Money> least, most;  ///< Elastic (17): the limits of each period's spend; both empty = the profile is fixed.
  std::vector<Channel> channels;   ///< What may pay; empty = whatever may pay for the project.
  std::vector<Rate> shares;        ///< Beside `channels`, the largest share of each; empty = those of the sources.
  int row = 0;

  [[nodiscard]] bool elastic() const { return !least.empty(); }
  [[nodiscard]] bool admits(Channel channel) const;
  /// The most that a source of the channel may pay of a period's spend in this mode; one where nothing is said.
  [[nodiscard]] Rate share(Channel channel) const;
  friend bool operator==(const Mode&, const Mode&) = default;
};

}  // namespace liandong
