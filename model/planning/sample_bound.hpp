#pragma once

#include <stop_token>
#include <vector>

#include "model/planning/outturn_graph.hpp"
#include "model/planning/outturn_sample.hpp"

namespace liandong {

/// What no schedule can cost less than in a sample, docs/maths/hedging.md (7): mean + tail price x CVaR, 万元.
struct SampleBound {
  double value = 0;
  std::vector<RowPrices> prices;  ///< By outturn; with `tail` they prove it.
  std::vector<std::uint8_t> tail;
  /// What closed sets of least weight asked for on the way, and dates between those of the later ones; each once.
  std::vector<Schedule> schedules;
  int steps = 0;
};

struct SampleBoundOptions {
  int steps = 200;
  double pace = 1;     ///< First share of the way to `upper` that a step aims at; halved where that leads nowhere.
  double near = 1e-4;  ///< Relative distance to `upper` at which to stop.
  int threads = 1;
  std::stop_token stop{};
};

/// Raises the bound from `start` by a deflected subgradient on the multipliers of every outturn, with steps that aim at `upper`, the
/// objective of a schedule. Any multipliers prove a bound: the best one is kept.
[[nodiscard]] SampleBound raise_bound(const OutturnSample& sample, const OutturnGraph& graph, std::vector<RowPrices> start,
                                      std::vector<std::uint8_t> tail, double upper, const SampleBoundOptions& options = {});

}  // namespace liandong
