#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "model/planning/master.hpp"
#include "model/planning/parallel.hpp"

namespace liandong {
namespace {

constexpr double apart = 0.8;         // Of the room around a group: how far its parts are moved from each other.
constexpr double far_from_path = 30;  // But only until a part's pull, times the room it leaves, is this many times what the barrier wants.
constexpr double inward = 0.05;       // Share of an even spread in the first values of a warm start.

/// Room that a group keeps to 0 and to 1.
struct Margins {
  std::vector<double> low, high;
};

/// Values moved so that every arc (low, high) has some room and all keep their margins; nothing if there is no place for that.
std::optional<std::vector<double>> separated(std::vector<double> value, const std::vector<std::pair<int, int>>& arcs,
                                             const Margins& margins, double least_room) {
  std::vector<int> waiting(value.size(), 0), order;
  std::vector<std::size_t> first(value.size() + 1, 0);
  for (const auto& [low, high] : arcs) {
    ++first[static_cast<std::size_t>(low) + 1];
    ++waiting[static_cast<std::size_t>(high)];
  }
  std::partial_sum(first.begin(), first.end(), first.begin());
  const auto for_each_above = [&](std::size_t g, const auto& visit) {
    for (std::size_t a = first[g]; a < first[g + 1]; ++a) visit(static_cast<std::size_t>(arcs[a].second));
  };
  for (std::size_t g = 0; g < value.size(); ++g)
    if (waiting[g] == 0) order.push_back(static_cast<int>(g));
  for (std::size_t i = 0; i < order.size(); ++i)
    for_each_above(static_cast<std::size_t>(order[i]), [&](std::size_t h) {
      if (--waiting[h] == 0) order.push_back(static_cast<int>(h));
    });
  std::vector<double> ceiling(value.size()), floor = margins.low;
  for (auto place = order.rbegin(); place != order.rend(); ++place) {
    const auto g = static_cast<std::size_t>(*place);
    ceiling[g] = 1 - margins.high[g];
    for_each_above(g, [&](std::size_t h) { ceiling[g] = std::min(ceiling[g], ceiling[h] - least_room); });
  }
  for (const int place : order) {
    const auto g = static_cast<std::size_t>(place);
    if (floor[g] > ceiling[g]) return {};
    value[g] = std::clamp(value[g], floor[g], ceiling[g]);
    for_each_above(g, [&](std::size_t h) { floor[h] = std::max(floor[h], value[g] + least_room); });
  }
  return value;
}

}  // namespace

RestrictedMaster::RestrictedMaster(const MasterLayout& layout, const ExpandedGraph& graph, const Start& start, int threads)
    : layout_(layout),
      model_(layout.model()),
      graph_(graph),
      threads_(threads),
      near_(start.near),
      in_step_(start.in_step),
      partition_(graph),
      stages_(priced_nodes(graph, stage_costs(model_.problem()))) {
  rows_.resize(static_cast<std::size_t>(model_.rows().count()));
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    rows_[r].price = start.prices[r];
    if (is_cash(r)) rows_[r].carry = model_.rows().carry[r / static_cast<std::size_t>(model_.rows().periods)];
  }
  blocks_.resize(static_cast<std::size_t>(layout.block_count()));
  const Partition::Change change = partition_.cut(graph, start.closures);
  std::vector<double> value(change.side.size(), 0.0);
  for (std::size_t g = 0; g < value.size(); ++g) value[g] = (change.side[g] + 1.0) / (static_cast<double>(start.closures.size()) + 2);
  if (!start.x.empty()) {
    const std::vector<int> sizes = partition_.sizes();
    std::vector<double> sum(value.size(), 0.0);
    for (std::size_t x = 0; x < start.x.size(); ++x) sum[static_cast<std::size_t>(partition_.group(static_cast<int>(x)))] += start.x[x];
    for (std::size_t g = 0; g < value.size(); ++g) value[g] = (1 - inward) * sum[g] / sizes[g] + inward * value[g];
  }
  build(std::move(value), {});
}

bool RestrictedMaster::recut(const Cut& cut, double distance, bool merge) {
  // The nearer the optimum, the closer together groups must be to count as one; those that drift apart, as after a cut, do not.
  const double glue = 0.01 * std::min(1.0, distance / 1e-3);
  least_room_ = std::clamp(distance, 1e-10, 1e-4);
  std::vector<double> value(static_cast<std::size_t>(partition_.count()));
  std::vector<std::pair<int, int>> glued;
  for (const MasterBlock& block : blocks_) {
    for (std::size_t g = 0; g < block.z.size(); ++g) value[static_cast<std::size_t>(block.groups[g])] = block.z[g];
    for (const MasterBlock::Arc& arc : block.arcs)
      if (merge && arc.low >= 0 && arc.high >= 0 && arc.slack.x < glue && arc.slack.dx <= 0)
        glued.emplace_back(block.groups[static_cast<std::size_t>(arc.low)], block.groups[static_cast<std::size_t>(arc.high)]);
  }
  const std::vector<int> sizes = partition_.sizes();
  const Partition::Change change = partition_.recut(graph_, glued, cut.closure, cut.weight, value);
  if (!change.changed) return false;
  const int merged_count = change.merged.empty() ? 0 : *std::max_element(change.merged.begin(), change.merged.end()) + 1;
  std::vector<double> mean(static_cast<std::size_t>(merged_count), 0.0), total(mean.size(), 0.0), room(mean.size(), 1.0);
  for (std::size_t g = 0; g < value.size(); ++g) {
    mean[static_cast<std::size_t>(change.merged[g])] += sizes[g] * value[g];
    total[static_cast<std::size_t>(change.merged[g])] += sizes[g];
  }
  for (std::size_t g = 0; g < mean.size(); ++g) mean[g] /= total[g];
  for (const MasterBlock& block : blocks_)
    for (const MasterBlock::Arc& arc : block.arcs) {
      const int low = arc.low < 0 ? -1 : change.merged[static_cast<std::size_t>(block.groups[static_cast<std::size_t>(arc.low)])];
      const int high = arc.high < 0 ? -1 : change.merged[static_cast<std::size_t>(block.groups[static_cast<std::size_t>(arc.high)])];
      if (low == high) continue;
      const double between = (high < 0 ? 1 : mean[static_cast<std::size_t>(high)]) - (low < 0 ? 0 : mean[static_cast<std::size_t>(low)]);
      for (const int end : {low, high})
        if (end >= 0) room[static_cast<std::size_t>(end)] = std::min(room[static_cast<std::size_t>(end)], std::max(between, 0.0));
    }
  // A piece moves towards where it wants to go: about as far as the barrier lets it.
  std::vector<double> next(change.parent.size()), pull(next.size(), 0.0);
  for (std::size_t x = 0; x < cut.weight.size(); ++x)
    pull[static_cast<std::size_t>(partition_.group(static_cast<int>(x)))] += cut.weight[x];
  for (std::size_t g = 0; g < next.size(); ++g) {
    const auto parent = static_cast<std::size_t>(change.parent[g]);
    const double far = apart * room[parent];
    next[g] =
        mean[parent] + change.side[g] * std::min(far, std::max(least_room_, far_from_path * mu_ / std::max(std::abs(pull[g]), 1e-300)));
  }
  build(std::move(next), {.flow = cut.flow, .pull = std::move(pull)});
  return true;
}

void RestrictedMaster::restart(const RowPrices& prices) {
  std::vector<double> value(static_cast<std::size_t>(partition_.count()));
  for (std::size_t g = 0; g < value.size(); ++g) {  // Half-way to the middle.
    const double z = blocks_[static_cast<std::size_t>(block_of_group_[g])].z[static_cast<std::size_t>(place_of_group_[g])];
    value[g] = std::isfinite(z) ? 0.25 + 0.5 * std::clamp(z, 0.0, 1.0) : 0.5;
  }
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    rows_[r].active = false;
    rows_[r].price = prices[r];
  }
  blocks_.assign(blocks_.size(), MasterBlock{});
  mu_ = 0;
  build(std::move(value), {});
}

void RestrictedMaster::build(std::vector<double> value, const Push& push) {
  std::vector<MasterBlock> old(blocks_.size());
  std::swap(old, blocks_);
  build_groups(value, push);
  for_each_index(static_cast<int>(blocks_.size()), threads_, [&](int b) { build_cells(b); });
  place_rows();
  const bool anew = mu_ == 0;
  if (anew) {  // Far from every boundary: about what an average amount costs.
    double worth = 0;
    std::size_t count = 1;
    for (MasterBlock& block : blocks_) {
      block.spend_now();
      for (const MasterBlock::Cell& cell : block.cells) worth += cell.gap_cost * cell.spend;
      count += block.arcs.size() + 2 * (block.cells.size() + block.offers.size());
    }
    mu_ = near_ * std::max(2 * worth, 1e-6 * std::abs(stages_.constant) + 1e-6) / static_cast<double>(count);
    near_ = 1;  // Should it come to a restart.
  }
  start_rows(anew);
  start_cells(old);
  start_arcs(push.flow);
  evaluate();
}

/// Moves the groups of a block apart. A group that is pressed against 0 or 1 stays as near as its pull and the barrier have it: the
/// largest pull by more than the whole objective, and pushed off they take many steps to come back.
void RestrictedMaster::make_room(MasterBlock& block, const std::vector<std::pair<int, int>>& arcs, const std::vector<double>& pull) const {
  for (double room = least_room_;; room *= 0.5) {
    Margins margins{.low = std::vector<double>(block.z.size(), room), .high = std::vector<double>(block.z.size(), room)};
    for (std::size_t g = 0; g < block.z.size() && !pull.empty(); ++g) {
      const double force = pull[static_cast<std::size_t>(block.groups[g])];
      double& margin = force > 0 ? margins.low[g] : margins.high[g];
      margin = std::min(margin, mu_ / std::abs(force));
    }
    if (std::optional<std::vector<double>> value = separated(block.z, arcs, margins, room)) {
      block.z = std::move(*value);
      return;
    }
  }
}

/// Groups with their cost, and the arcs between them, by block.
void RestrictedMaster::build_groups(const std::vector<double>& given, const Push& push) {
  const auto count = static_cast<std::size_t>(partition_.count());
  block_of_group_.assign(count, -1);
  place_of_group_.assign(count, -1);
  for (int v = 0; v < graph_.node_count(); ++v) {
    const Window& w = graph_.windows()[static_cast<std::size_t>(v)];
    for (int t = w.first; t <= w.last; ++t)
      if (const int x = graph_.variable(v, t); x >= 0)
        block_of_group_[static_cast<std::size_t>(partition_.group(x))] = layout_.block_of_node(v);
  }
  for (std::size_t g = 0; g < count; ++g) {
    MasterBlock& block = blocks_[static_cast<std::size_t>(block_of_group_[g])];
    place_of_group_[g] = static_cast<int>(block.groups.size());
    block.groups.push_back(static_cast<int>(g));
    block.z.push_back(given[g]);
    block.cost.push_back(0);
  }
  for (int x = 0; x < graph_.variable_count(); ++x) {
    const auto g = static_cast<std::size_t>(partition_.group(x));
    blocks_[static_cast<std::size_t>(block_of_group_[g])].cost[static_cast<std::size_t>(place_of_group_[g])] +=
        stages_.weight[static_cast<std::size_t>(x)];
  }
  std::vector<std::vector<std::pair<int, int>>> arcs(blocks_.size());
  for (const auto& arc : graph_.arcs()) {
    const auto low = static_cast<std::size_t>(partition_.group(arc.chosen)), high = static_cast<std::size_t>(partition_.group(arc.implied));
    if (low != high) arcs[static_cast<std::size_t>(block_of_group_[low])].emplace_back(place_of_group_[low], place_of_group_[high]);
  }
  for_each_index(static_cast<int>(blocks_.size()), threads_, [&](int b) {
    MasterBlock& block = blocks_[static_cast<std::size_t>(b)];
    auto& between = arcs[static_cast<std::size_t>(b)];
    std::sort(between.begin(), between.end());
    between.erase(std::unique(between.begin(), between.end()), between.end());
    between = without_implied(between, static_cast<int>(block.z.size()));
    make_room(block, between, push.pull);
    std::vector<bool> has_lower(block.z.size(), false), has_upper(block.z.size(), false);
    const auto add = [&](int low, int high) {
      MasterBlock::Arc arc{.low = low, .high = high};
      arc.slack.x = (high >= 0 ? block.z[static_cast<std::size_t>(high)] : 1) - (low >= 0 ? block.z[static_cast<std::size_t>(low)] : 0);
      block.arcs.push_back(arc);
    };
    for (const auto& [low, high] : between) {
      has_upper[static_cast<std::size_t>(low)] = true;
      has_lower[static_cast<std::size_t>(high)] = true;
      add(low, high);
    }
    for (std::size_t g = 0; g < block.z.size(); ++g) {
      if (!has_lower[g]) add(-1, static_cast<int>(g));
      if (!has_upper[g]) add(static_cast<int>(g), -1);
    }
  });
}

/// Where each row that is used stands: in its block, or in the border.
void RestrictedMaster::place_rows() {
  border_rows_.clear();
  for (Row& row : rows_) {
    row.block = row.place = row.next = -1;
  }
  std::vector<bool> used(rows_.size(), false);
  for (std::size_t b = 0; b < blocks_.size(); ++b)
    for (std::size_t i = 0; i < blocks_[b].rows.size(); ++i) {
      const auto r = static_cast<std::size_t>(blocks_[b].rows[i]);
      used[r] = true;
      if (static_cast<int>(i) >= blocks_[b].own_rows) continue;
      rows_[r].block = static_cast<int>(b);
      rows_[r].place = static_cast<int>(i);
    }
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    if (!used[r]) {
      rows_[r].active = false;
      continue;
    }
    if (rows_[r].block < 0) {
      rows_[r].place = static_cast<int>(border_rows_.size());
      border_rows_.push_back(static_cast<int>(r));
    }
    if (is_cash(r) && static_cast<int>(r) % model_.rows().periods + 1 < model_.rows().periods && rows_[r].carry > 0 && used[r + 1])
      rows_[r].next = static_cast<int>(r) + 1;
  }
}

/// Rows that come into use: a price just above what the cash is worth later, and the room that goes with it.
void RestrictedMaster::start_rows(bool anew) {
  double spend = 0;
  for (MasterBlock& block : blocks_) {
    block.spend_now();
    for (const MasterBlock::Cell& cell : block.cells) spend += cell.spend;
  }
  for (std::size_t r = rows_.size(); r-- > 0;) {
    Row& row = rows_[r];
    if (row.place < 0 || row.active) continue;
    row.active = true;
    const double later = row.next >= 0 ? row.carry * rows_[static_cast<std::size_t>(row.next)].price : 0;
    const double plenty = layout_.available(static_cast<int>(r));
    if (plenty > 10 * spend || !anew) {  // More than all could use, or hardly used yet: nearly free from the start.
      row.room.x = plenty;
      row.room.v = mu_ / plenty;
      row.price = later + row.room.v;
      continue;
    }
    row.price = std::max(row.price, later * (1 + 1e-3) + 1e-4);
    row.room.v = row.price - later;
    row.room.x = mu_ / row.room.v;
  }
}

}  // namespace liandong
