#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/core/issue.hpp"
#include "scenarios/simulation.hpp"
#include "scenarios/simulation_influence.hpp"
#include "scenarios/simulation_statistics.hpp"

namespace liandong {

/// Where a simulation comes from: with this and the program it can be made again.
struct SimulationOrigin {
  std::string campaign, input_hash, scenario, plan, version;
  std::int64_t draws_asked = 0;
  std::uint64_t seed = 0;
  std::optional<double> until;
};

/// What a plan comes to without uncertainty, to compare with: amounts in fen, completion of stages.
struct PlannedOutcome {
  std::int64_t gap = 0, service = 0, later = 0;
  std::vector<std::int64_t> gap_by_period;
  std::vector<int> completion;
};

/// A simulation with all that is said about it. What it refers to must outlive it.
struct SimulationReport {
  const DispatchModel* model = nullptr;
  const RiskModel* risks = nullptr;
  const Uncertainty* uncertainty = nullptr;
  SimulationOrigin origin;
  SimulationDraws draws;
  PolicySummary summaries[2];  ///< By Policy.
  PlannedOutcome planned[2];   ///< By Policy.
  std::vector<ResultInfluences> influences;

  [[nodiscard]] const PolicySummary& of(Policy policy) const { return summaries[static_cast<int>(policy)]; }
};

[[nodiscard]] SimulationReport report_simulation(const DispatchModel& model, const RiskModel& risks, const Uncertainty& uncertainty,
                                                 SimulationDraws draws, SimulationOrigin origin, int threads);

/// "driver", "cost", "delay", "money", "interest", "partner"; "gap", "lateness", ..., the stage's key.
[[nodiscard]] const char* word_of(InfluenceKind kind);
[[nodiscard]] std::string result_word(const SimulationReport& report, const ResultInfluences& result);

inline constexpr const char* simulation_mark = "simulation.json";  ///< By which a folder of simulations is known.

/// simulation.json, gap_by_period.csv, stages.csv, amounts.csv, tail.csv, influences.csv and draws.csv; whole or not at all. Money in 万元;
/// of single draws with six decimals, of estimates as the shortest decimal.
[[nodiscard]] Issues write_simulation(const std::string& out, const SimulationReport& report);
[[nodiscard]] std::string simulation_json(const SimulationReport& report);

}  // namespace liandong
