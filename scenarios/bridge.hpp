#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "model/core/issue.hpp"
#include "model/core/money.hpp"
#include "model/core/text.hpp"
#include "model/io/read_campaign.hpp"
#include "model/planning/figures.hpp"
#include "scenarios/run.hpp"
#include "scenarios/shapley.hpp"
#include "scenarios/table.hpp"

namespace liandong {

/// What counts as one group of differences.
enum class BridgeGrouping {
  fitting,  ///< Each difference by itself if there are no more than eight, else by section.
  difference,
  section,   ///< Inflows, contracts, stages ... of both scenarios.
  scenario,  ///< The file that states them.
};

/// Differences that come or go together on the way from one scenario to another.
struct BridgeGroup {
  std::string key;  ///< Of the file: "inflows", "bt_barred", "bt_barred:12" (file and row).
  Text label;
  std::vector<std::size_t> gone, come;  ///< Places in the differences of the first scenario, and of the other.
};

/// The groups in which two scenarios differ: what stands before the first difference that they do not share belongs to neither.
[[nodiscard]] std::vector<BridgeGroup> bridge_groups(const CampaignFile& from, const CampaignFile& to, BridgeGrouping grouping);

/// One measure on the way: its ends and what each group adds. `shares` add up to `to - from` to the fen.
struct BridgeMeasure {
  std::string key;
  Text label;
  Money from, to;
  std::vector<Money> shares;
  std::vector<Money> alone;   ///< What the group changes if it is the only one to change. Empty if not every end was planned.
  std::vector<Money> last;    ///< What it changes after all others.
  std::vector<double> error;  ///< 万元, of sampled shares; else empty.
};

struct Bridge {
  std::string from, to;
  std::vector<BridgeGroup> groups;
  std::vector<BridgeMeasure> measures;  ///< Objective, gap, cost built, present value of public money.
  std::vector<ShareRange>
      objective_ranges;  ///< 万元: between these lies what the group adds to the best possible objective. Exact shares only.
  bool exact = true;
  std::size_t plans = 0;   ///< Made.
  std::size_t orders = 0;  ///< That sampled shares rest on.
  double worst_gap = 0;    ///< Of all plans, relative to their bounds.
};

/// Both ends, planned already, and the planner that planned them.
struct BridgeEnds {
  const ScenarioPlanner& planner;
  const ScenarioRun& from;
  const ScenarioRun& to;
};

struct BridgeOptions {
  BridgeGrouping grouping = BridgeGrouping::fitting;
  int pairs = 16;          ///< Of orders, where there are more than eight groups.
  std::uint64_t seed = 1;  ///< Of the orders.
  double gap = 0.005;      ///< As of PlanOptions.
  double time_limit = 0;   ///< Seconds for each plan, 0 = none.
  int threads = 1;
  std::stop_token stop{};
  std::function<void(std::size_t done, std::size_t all)> on_progress{};
  std::optional<BridgeEnds> ends{};  ///< Then the bridge stands on these figures; else both are planned.
};

/// Explains by groups of differences what changes from scenario `from` to `to` (docs/maths/bridge.md): every coalition of up to eight
/// groups is planned, of more those along random orders. The way back is the same with the opposite sign, unless the
/// ends are given. A stop leaves the orders that are
/// complete; without any, nothing. Issues if a scenario cannot be read, if they do not differ, or if some coalition is no valid input.
[[nodiscard]] Checked<std::optional<Bridge>> make_bridge(const CampaignFolder& folder, const std::string& from, const std::string& to,
                                                         const BridgeOptions& options);

/// For the screen: the way from the first scenario's figures to the other's, and what each group does alone and after all others. What is
/// shown adds up.
struct BridgeTableOptions {
  Language language = Language::english;
  MoneyUnit unit = MoneyUnit::wan;
};
[[nodiscard]] std::vector<Table> bridge_tables(const Bridge& bridge, const BridgeTableOptions& options = {});

/// bridge.csv: measure, row (from, a group's key, to), its share, alone, last and error in 万元.
[[nodiscard]] std::string bridge_csv(const Bridge& bridge);
[[nodiscard]] std::string bridge_json(const Bridge& bridge);

}  // namespace liandong
