#pragma once

#include <functional>
#include <limits>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

#include "model/planning/lagrangian.hpp"
#include "model/planning/master_layout.hpp"

namespace liandong {

struct RelaxationProgress {
  double seconds = 0;
  double objective = 0;  ///< Of the restricted master, 万元.
  double bound = 0;      ///< Best proven so far.
  int steps = 0;         ///< Interior-point steps.
  int groups = 0;
};

struct Relaxation;

/// A relaxation solved before, of a problem much like this one: other windows, other money.
struct WarmStart {
  const ExpandedGraph* graph = nullptr;
  const Relaxation* relaxed = nullptr;
};

struct RelaxationOptions {
  double tolerance = 1e-6;  ///< Relative distance of objective and bound at which to stop.
  double time_limit = 0;    ///< Seconds; 0 = none.
  int threads = 1;
  int patience = 0;  ///< Stop after so many cuts in a row that raise the bound by less than a tenth of the tolerance; 0 = never.
  double cutoff = std::numeric_limits<double>::infinity();  ///< Stop as soon as the bound reaches this, 万元.
  std::optional<WarmStart> warm{};
  std::stop_token stop{};
  std::function<bool()> interrupt{};  ///< Asked after every step, on the caller's thread; true = stop here.
  std::function<void(const RelaxationProgress&)> on_progress{};
};

/// The linear relaxation of the planning problem over windows, and what proves its value.
struct Relaxation {
  bool converged = false;  ///< Objective and bound within the tolerance.
  double objective = 0;    ///< 万元.
  double bound = 0;        ///< Proven: no schedule within the windows costs less.
  RowPrices prices;        ///< Multipliers that prove the bound.
  std::vector<double> x;   ///< By variable of the graph.
  SharedDraws draws;       ///< Of the restricted master's last point.
  int steps = 0, cuts = 0, groups = 0;
  double seconds = 0, master_seconds = 0, pricing_seconds = 0;
};

/// Solves the relaxation by decomposition (docs/maths/decomposition.md): closures of the time-expanded graph by minimum cut under the
/// prices of money, a restricted master over groups of nodes by a structured interior point. Every bound on the way is valid.
[[nodiscard]] Relaxation solve_relaxation(const MasterLayout& layout, const ExpandedGraph& graph, const RelaxationOptions& options = {});

/// The best money for a graph whose windows leave nothing to decide, from prices near the right ones: `nearness` of the interior point's
/// start, 1 = they say nothing.
struct MoneyValue {
  double objective = 0;  ///< 万元, of the money and the stages; a true upper bound only to `error`.
  double error = 0;      ///< Complementarity and residual that are left, 万元.
  bool converged = false;
  double gap = 0;  ///< 万元, of all periods together, as it stands.
  RowPrices prices;
  SharedDraws draws;
};
[[nodiscard]] MoneyValue value_of_money(const MasterLayout& layout, const ExpandedGraph& decided, const RowPrices& near, double tolerance,
                                        int threads = 1, double nearness = 1e-3);

}  // namespace liandong
