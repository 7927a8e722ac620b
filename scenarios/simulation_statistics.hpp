#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "scenarios/simulation.hpp"

namespace liandong {

/// A figure and its standard error (docs/maths/simulation.md (22), (23)).
struct Estimate {
  double value = 0, error = 0;
};

/// Of the gap of one period, or of another amount. 万元.
struct Spread {
  Estimate mean;
  double deviation = 0;  ///< Standard deviation.
  double low = 0, p5 = 0, p25 = 0, p50 = 0, p75 = 0, p95 = 0, high = 0;
};

/// How bad the worst draws are. 万元.
struct TailRisk {
  double level = 0.95;
  Estimate at_risk;    ///< VaR: not exceeded with this probability.
  Estimate shortfall;  ///< CVaR: mean of the worst.
};

struct StageChance {
  Estimate on_time;
  double reached = 0;           ///< Share of draws that reach it within what is known.
  std::optional<int> p50, p80;  ///< Dates by which half and four fifths of the draws have it; empty = fewer do.
};

enum class Outlay { gap, gap_service, paid, later, cost, service, over_ceiling };
inline constexpr Outlay outlays[] = {Outlay::gap,  Outlay::gap_service, Outlay::paid,        Outlay::later,
                                     Outlay::cost, Outlay::service,     Outlay::over_ceiling};
[[nodiscard]] const char* word_of(Outlay outlay);
[[nodiscard]] const char* word_of(Policy policy);  ///< "hold_schedule", "hold_budget".

struct PolicySummary {
  std::vector<Spread> gap_by_period;
  std::vector<StageChance> stages;
  Estimate all_on_time;   ///< Every stage.
  Estimate firm_on_time;  ///< Every firm stage.
  Estimate without_gap;
  std::vector<Spread> outlays;     ///< By Outlay.
  std::vector<TailRisk> gap_tail;  ///< At 90, 95 and 99 %.
};

[[nodiscard]] PolicySummary summarise(const SimulationDraws& draws, const DispatchModel& model, Policy policy);

/// Amounts of one kind by draw, fen.
[[nodiscard]] const std::vector<std::int64_t>& amounts(const PolicyDraws& draws, Outlay outlay);

/// The mean of values by draw. Its error comes from their spread if draws are independent, else from that of the sampler's sets.
[[nodiscard]] Estimate mean_of(std::span<const double> values, Sampling sampling);
/// The smallest value that a share `level` of the values does not exceed; `sorted` ascending, not empty.
[[nodiscard]] double quantile_of(std::span<const double> sorted, double level);
[[nodiscard]] TailRisk tail_of(std::span<const double> values, double level, Sampling sampling);

/// Do the standard errors lie below `options.until`?
[[nodiscard]] bool precise_enough(const SimulationDraws& draws, const DispatchModel& model, const SimulationOptions& options);

}  // namespace liandong
