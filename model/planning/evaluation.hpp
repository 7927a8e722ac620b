#pragma once

#include <limits>
#include <utility>
#include <vector>

#include "model/planning/relaxation.hpp"

namespace liandong {

/// The best money for one schedule: a linear programme without integers.
struct Evaluation {
  Schedule schedule;
  double objective = std::numeric_limits<double>::infinity();  ///< To 1e-6 of itself; infinite if the solver did not reach that, or beyond
                                                               ///< the limit on moves.
  double gap = 0;                                              ///< 万元, of all periods together, as it stands.
  RowPrices prices;
  SharedDraws draws;
};

/// Keeps the cheaper of the two; the one at hand on a tie.
inline void keep_better(Evaluation& best, Evaluation candidate) {
  if (candidate.objective < best.objective) best = std::move(candidate);
}

/// Solves the money problem of `schedule` (stages are settled first), starting from prices near the right ones. `objective` is (10) with
/// real amounts; `nearness` as of value_of_money().
[[nodiscard]] Evaluation evaluate(const MasterLayout& layout, Schedule schedule, const RowPrices& near, int threads = 1,
                                  double nearness = 1e-3, double tolerance = 1e-6);

/// Evaluates several schedules on up to `threads` threads; results by index.
[[nodiscard]] std::vector<Evaluation> evaluate_all(const MasterLayout& layout, const std::vector<Schedule>& schedules,
                                                   const RowPrices& near, int threads);

}  // namespace liandong
