#pragma once

#include <limits>
#include <utility>
#include <vector>

#include "model/optimise/solve.hpp"
#include "model/planning/lagrangian.hpp"
#include "model/planning/planning_program.hpp"

namespace liandong {

/// The best money for one schedule: a linear programme without integers.
struct Evaluation {
  Schedule schedule;
  double objective = std::numeric_limits<double>::infinity();  ///< Infinite if the solver did not prove an optimum.
  Multipliers multipliers;
};

/// Keeps the cheaper of the two; the one at hand on a tie.
inline void keep_better(Evaluation& best, Evaluation candidate) {
  if (candidate.objective < best.objective) best = std::move(candidate);
}

/// Solves the money problem of `schedule` (stages are settled first). `objective` is (10) with the real amounts.
[[nodiscard]] Evaluation evaluate(const SpendModel& model, Schedule schedule);

/// Evaluates several schedules on up to `threads` threads; results by index.
[[nodiscard]] std::vector<Evaluation> evaluate_all(const SpendModel& model, const std::vector<Schedule>& schedules, int threads);

}  // namespace liandong
