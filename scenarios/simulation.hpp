#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <vector>

#include "scenarios/ranks.hpp"
#include "scenarios/risk_model.hpp"

namespace liandong {

class PieceStore;

enum class Policy {
  hold_schedule,  ///< Projects keep their dates; what cannot be paid is gap.
  hold_budget,    ///< What cannot be paid in full waits.
};
inline constexpr Policy policies[] = {Policy::hold_schedule, Policy::hold_budget};

/// What every draw came to under one policy, by draw. Amounts in fen.
struct PolicyDraws {
  std::vector<std::int64_t> gap, gap_service, paid, later, cost, service, over_ceiling;
  std::vector<std::int64_t> gap_by_period;  ///< By draw, then period.
  std::vector<int> completion;              ///< By draw, then stage; `never_complete` = not reached.
};

struct SimulationProgress {
  std::int64_t done = 0, draws = 0;
  double seconds = 0;
};

struct SimulationOptions {
  std::int64_t draws = 10'000;
  std::uint64_t seed = 1;
  Sampling sampling = Sampling::sobol;
  int threads = 1;
  /// Stop once the standard errors of the CVaR of the gap (as a share of it) and of the chance that all stages are on time are below
  /// this; 0 = make all draws. Looked at after each piece.
  double until = 0;
  double cvar_level = 0.95;
  std::stop_token stop{};
  std::function<void(const SimulationProgress&)> on_progress{};  ///< On some thread, one at a time.
  Ranks* ranks = &alone();                                       ///< Each with `threads`; what they draw comes together on rank 0.
  const PieceStore* pieces = nullptr;                            ///< Where finished pieces are kept and taken from.
};

enum class SimulationEnd {
  all_draws,
  precise,    ///< `until` holds.
  cancelled,  ///< What was done by then is there.
};

struct SimulationDraws {
  std::int64_t draws = 0;  ///< Made: draws 0 .. draws - 1 of those asked for.
  Sampling sampling = Sampling::plain;
  int periods = 0;
  std::size_t stages = 0;
  PolicyDraws by_policy[2];       ///< By Policy.
  std::vector<float> influences;  ///< By draw, then influence, of the first `noted` draws.
  std::int64_t noted = 0;
  SimulationEnd end = SimulationEnd::all_draws;
  double seconds = 0;
  std::int64_t taken_up = 0, unkept = 0;  ///< Draws from finished pieces; draws whose piece could not be kept.

  [[nodiscard]] const PolicyDraws& of(Policy policy) const { return by_policy[static_cast<int>(policy)]; }
};

/// Draws are noted with their influences up to this many; rank correlations are taken over them.
inline constexpr std::int64_t most_noted = 20'000;

/// Draws are made in pieces of this many; `until` is looked at after each.
inline constexpr std::int64_t draws_in_piece = 1024;

/// Carries the plan out under both policies for each draw. The same for any number of threads and ranks: draw i depends on (seed, i),
/// pieces are put together in the order of draws, and `until` is looked at in that order too. On other ranks than 0 no draws come back.
[[nodiscard]] SimulationDraws simulate(const RiskModel& risks, const DispatchModel& model, const SimulationOptions& options = {});

}  // namespace liandong
