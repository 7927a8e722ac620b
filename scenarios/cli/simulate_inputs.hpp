#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "scenarios/cli/open_plan.hpp"
#include "scenarios/cli/session.hpp"
#include "scenarios/cli/threads.hpp"
#include "scenarios/piece_store.hpp"
#include "scenarios/uncertainty.hpp"

namespace liandong::cli {

struct SimulateArguments {
  std::string campaign, plan, scenario, sampling = "sobol", unit = "wan", out, pieces;
  std::int64_t draws = 10'000;
  std::uint64_t seed = 1;
  double until = 0;
  int threads = all_threads();
  bool inputs = false;
};

/// What is wrong with how a simulation is asked for, if anything is.
[[nodiscard]] std::optional<Text> trouble_with(const SimulateArguments& arguments);

/// What a simulation works on.
struct SimulateInputs {
  OpenedPlan opened;
  Uncertainty uncertainty;
  std::string fingerprint;  ///< Of all that the draws depend on.
  std::optional<PieceStore> pieces{};
};

/// Reads it all, and makes sure that results and pieces can be written. Nothing once everything wrong with it has been said.
[[nodiscard]] std::optional<SimulateInputs> read_inputs(const Session& session, const SimulateArguments& arguments);

}  // namespace liandong::cli
