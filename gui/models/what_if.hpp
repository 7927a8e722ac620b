#pragma once

#include <array>
#include <optional>
#include <vector>

#include "gui/models/chart_data.hpp"
#include "gui/models/display.hpp"
#include "gui/models/plan_tables.hpp"
#include "model/io/read_campaign.hpp"

namespace liandong::gui {

/// Assumptions that a user pulls at. All at their `neutral` is the campaign as it is.
struct Lever {
  enum class What { inflow, bt_interest, gap_price, late_price };
  What what = What::inflow;
  Channel channel = Channel::fiscal;  ///< Of `inflow`.
  int low = 0, high = 200, neutral = 100;
  int step = 5;  ///< Percent; of bt_interest tenths of a percentage point a year.
};

[[nodiscard]] const std::vector<Lever>& levers();
/// One for each lever, in its unit.
using Levers = std::vector<int>;
[[nodiscard]] Levers neutral_levers();

[[nodiscard]] QString name_of(const Lever& lever, const Display& display);
[[nodiscard]] QString value_of(const Lever& lever, int value);

/// The campaign under these assumptions: inflows of each channel scaled, each amount half to even to the fen, as a scenario's `scale` does;
/// the interest of BT contracts moved, not below 0; prices of the gap and of being late scaled, but not those that a stage has of its own.
/// Empty if no campaign can be like that.
[[nodiscard]] std::optional<CampaignFile> pulled(const CampaignFile& file, const Levers& values);

/// Headline figures of the plan, of the one under the assumptions, and what has changed.
[[nodiscard]] Records what_if_rows(const RunPtr& plan, const RunPtr& now, const Display& display);
/// The gap of both by period.
[[nodiscard]] ChartData what_if_gap(const RunPtr& plan, const RunPtr& now, const Display& display);

}  // namespace liandong::gui
