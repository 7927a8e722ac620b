#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

#include "model/planning/branch.hpp"
#include "model/planning/master_layout.hpp"
#include "model/planning/search.hpp"

namespace liandong {

struct JointOptions {
  double gap = 0.005;
  int threads = 1;
  std::optional<WarmStart> warm{};
  std::stop_token stop{};
  std::function<double()> time_left{};  ///< Seconds, 0 = without limit; asked from several threads.
  std::function<void(double objective, double bound, const Text& step)> on_progress{};  ///< On the caller's thread.
};

/// A leaf of the tree of one part: by how much it raises the bound of the whole, for plans that give its answers.
struct PartLeaf {
  std::vector<BranchAnswer> path;
  double rise = 0;                             ///< 万元.
  std::vector<std::pair<int, double>> prices;  ///< Of the part's own money, by row of the whole.
};

struct JointResult {
  Relaxation relaxed;                        ///< Of the whole: its bound holds for every plan.
  std::vector<std::vector<PartLeaf>> parts;  ///< Trees that raise the bound: each by the least rise of its leaves.
  double bound = 0;                          ///< With all of them.
  Evaluation best;
};

/// Plans a campaign of many parts that share nothing but cash (Allotment::possible()), such as the cities of a province
/// (docs/maths/allotment.md). First each part with a share of the money, to start the relaxation of the whole from; then each part as a
/// problem of its own with the shared money at the relaxation's prices, branch and bound, which gives a bound for the whole and dates to
/// begin with; then all parts again around these dates, with the money divided as the plan uses it, as long as that pays. Parts are worked
/// on by up to `threads` threads; the result does not depend on it.
[[nodiscard]] JointResult plan_jointly(const MasterLayout& layout, const ExpandedGraph& graph, const JointOptions& options,
                                       const Enough& enough);

}  // namespace liandong
