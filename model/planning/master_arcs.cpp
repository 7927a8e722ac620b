#include <algorithm>
#include <map>
#include <numeric>

#include "model/planning/master.hpp"
#include "model/planning/parallel.hpp"

namespace liandong {
namespace {

/// Sends forces along the arcs of a block: up from groups that want to rise, down from those that want to fall.
class Forces {
 public:
  explicit Forces(MasterBlock& block) : block_(block), up_(block.z.size()), down_(block.z.size()) {
    for (std::size_t a = 0; a < block.arcs.size(); ++a) {
      const MasterBlock::Arc& arc = block.arcs[a];
      if (arc.low >= 0) up_[static_cast<std::size_t>(arc.low)].push_back(static_cast<int>(a));
      if (arc.high >= 0) down_[static_cast<std::size_t>(arc.high)].push_back(static_cast<int>(a));
    }
    find_order();
  }

  /// `amount` from `low` to `high`, which some path of arcs connects.
  void carry(int low, int high, double amount) {
    came_.assign(block_.z.size(), -1);
    queue_.assign(1, low);
    for (std::size_t i = 0; i < queue_.size(); ++i) {
      for (const int a : up_[static_cast<std::size_t>(queue_[i])]) {
        const int to = block_.arcs[static_cast<std::size_t>(a)].high;
        if (to < 0 || came_[static_cast<std::size_t>(to)] >= 0) continue;
        came_[static_cast<std::size_t>(to)] = a;
        if (to == high) {
          for (int at = high; at != low; at = block_.arcs[static_cast<std::size_t>(came_[static_cast<std::size_t>(at)])].low)
            block_.arcs[static_cast<std::size_t>(came_[static_cast<std::size_t>(at)])].slack.v += amount;
          return;
        }
        queue_.push_back(to);
      }
    }
  }

  /// Hands on what is unbalanced, by the arcs with the least slack, until 0 or 1 takes it.
  void balance() {
    const Eigen::VectorXd gradient = block_.gradient();
    std::vector<double> torn(block_.z.size());
    for (std::size_t g = 0; g < torn.size(); ++g) torn[g] = gradient[static_cast<Eigen::Index>(g)];
    for (const MasterBlock::Arc& arc : block_.arcs) {
      if (arc.high >= 0) torn[static_cast<std::size_t>(arc.high)] -= arc.slack.v;
      if (arc.low >= 0) torn[static_cast<std::size_t>(arc.low)] += arc.slack.v;
    }
    for (const int g : order_)
      if (double& here = torn[static_cast<std::size_t>(g)]; here < 0) {
        MasterBlock::Arc& arc = nearest(up_[static_cast<std::size_t>(g)]);
        arc.slack.v -= here;
        if (arc.high >= 0) torn[static_cast<std::size_t>(arc.high)] += here;
        here = 0;
      }
    for (auto g = order_.rbegin(); g != order_.rend(); ++g)
      if (double& here = torn[static_cast<std::size_t>(*g)]; here > 0) {
        MasterBlock::Arc& arc = nearest(down_[static_cast<std::size_t>(*g)]);
        arc.slack.v += here;
        if (arc.low >= 0) torn[static_cast<std::size_t>(arc.low)] += here;
        here = 0;
      }
  }

 private:
  MasterBlock::Arc& nearest(const std::vector<int>& arcs) {
    const int a = *std::min_element(arcs.begin(), arcs.end(), [&](int one, int other) {
      return block_.arcs[static_cast<std::size_t>(one)].slack.x < block_.arcs[static_cast<std::size_t>(other)].slack.x;
    });
    return block_.arcs[static_cast<std::size_t>(a)];
  }

  /// Low before high.
  void find_order() {
    std::vector<int> waiting(block_.z.size(), 0);
    for (const MasterBlock::Arc& arc : block_.arcs)
      if (arc.low >= 0 && arc.high >= 0) ++waiting[static_cast<std::size_t>(arc.high)];
    for (std::size_t g = 0; g < waiting.size(); ++g)
      if (waiting[g] == 0) order_.push_back(static_cast<int>(g));
    for (std::size_t i = 0; i < order_.size(); ++i)
      for (const int a : up_[static_cast<std::size_t>(order_[i])])
        if (const int to = block_.arcs[static_cast<std::size_t>(a)].high; to >= 0 && --waiting[static_cast<std::size_t>(to)] == 0)
          order_.push_back(to);
  }

  MasterBlock& block_;
  std::vector<std::vector<int>> up_, down_;
  std::vector<int> order_, came_, queue_;
};

}  // namespace

/// After a cut its flow balances the groups, so the arcs begin with it: as far as the barrier allows, and not below what it wants.
void RestrictedMaster::start_arcs(const std::vector<double>& flow) {
  std::vector<std::map<std::pair<int, int>, double>> carried(blocks_.size());  // By block, between its groups.
  for (std::size_t a = 0; a < flow.size(); ++a) {
    if (flow[a] <= 0) continue;
    const auto low = static_cast<std::size_t>(partition_.group(graph_.arcs()[a].chosen)),
               high = static_cast<std::size_t>(partition_.group(graph_.arcs()[a].implied));
    if (low != high) carried[static_cast<std::size_t>(block_of_group_[low])][{place_of_group_[low], place_of_group_[high]}] += flow[a];
  }
  constexpr double least = 0.3, most = 100;  // Of the central force.
  for_each_index(static_cast<int>(blocks_.size()), threads_, [&](int b) {
    MasterBlock& block = blocks_[static_cast<std::size_t>(b)];
    for (MasterBlock::Arc& arc : block.arcs) arc.slack.v = (flow.empty() ? 1 : least) * mu_ / arc.slack.x;
    if (!flow.empty()) {
      Forces forces(block);
      for (const auto& [ends, amount] : carried[static_cast<std::size_t>(b)]) forces.carry(ends.first, ends.second, amount);
      forces.balance();
      for (MasterBlock::Arc& arc : block.arcs) arc.slack.v = std::min(arc.slack.v, most * mu_ / arc.slack.x);
    }
    block.balance_arcs(10, 8);
  });
}

}  // namespace liandong
