#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/core/ids.hpp"
#include "scenarios/simulation.hpp"
#include "scenarios/simulation_statistics.hpp"

namespace liandong {

/// How strongly one drawn quantity goes with a result (docs/maths/simulation.md (26), (27)).
struct InfluenceShare {
  std::size_t influence = 0;    ///< Index into `RiskModel::influences()`.
  double rank_correlation = 0;  ///< Spearman.
  double variance_share = 0;    ///< Of the result's variance, by regression on the influences listed; they add up to the R² of it.
};

enum class ResultKind {
  outlay,    ///< `outlay`.
  lateness,  ///< Periods late, summed over all stages; a stage that is not reached counts as reached after the horizon.
  stage,     ///< Periods late of `stage`.
};

/// What explains one result under one policy.
struct ResultInfluences {
  Policy policy = Policy::hold_schedule;
  ResultKind kind = ResultKind::outlay;
  Outlay outlay = Outlay::gap;
  StageId stage{};
  double explained = 0;                ///< R².
  std::vector<InfluenceShare> shares;  ///< The strongest rank correlations first; none if the result does not vary.
};

/// Gap, cost, debt service, spend left over, lateness and each stage, as far as they vary; `most` influences each.
[[nodiscard]] std::vector<ResultInfluences> explain_results(const SimulationDraws& draws, const RiskModel& risks,
                                                            const DispatchModel& model, int threads, std::size_t most = 10);

/// Ranks from 1; equal values share the mean of theirs.
[[nodiscard]] std::vector<float> ranks_of(const std::vector<float>& values);

}  // namespace liandong
