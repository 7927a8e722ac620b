#pragma once

#include <functional>
#include <stop_token>
#include <vector>

#include "model/core/text.hpp"
#include "model/planning/sample_bound.hpp"

namespace liandong {

struct SampleSearchOptions {
  double gap = 0.005;  ///< Relative distance to the bound at which to stop.
  int threads = 1;     ///< The result does not depend on it.
  int patience = 2;    ///< Batches of moves in a row that may gain nothing.
  int bound_steps = 200;
  std::stop_token stop{};
  std::function<void(double objective, double bound, const Text& step)> on_progress{};
};

struct SampleSearch {
  SampleValue best;  ///< Not whole if a stop came before the first.
  SampleBound bound;
  std::vector<SampleValue> looked;  ///< Every schedule that was priced whole, without prices.
  bool complete = true;             ///< False after a stop.
};

/// The dates that cost least on a sample, docs/maths/hedging.md: the best of `pool` (at least one), then closed sets of the bound, moves of
/// everything within reach and of single projects and stages, in the order of their dual bound.
[[nodiscard]] SampleSearch search_sample(const OutturnSample& sample, const std::vector<Schedule>& pool, const Multipliers& near,
                                         const SampleSearchOptions& options = {});

}  // namespace liandong
