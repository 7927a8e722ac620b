#include "model/planning/relaxation.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

#include "model/optimise/solve.hpp"
#include "model/planning/closure.hpp"
#include "model/planning/master.hpp"

namespace liandong {
namespace {

using Clock = std::chrono::steady_clock;
double since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// Prices to begin with: a share of the gap's cost, falling by a little in every period, so that no cash is worth more later.
RowPrices first_prices(const SpendModel& model, double level) {
  const MoneyRows& rows = model.rows();
  RowPrices prices(static_cast<std::size_t>(rows.count()), 0.02);
  for (int k = 0; k < rows.sources(); ++k)
    for (int t = 0; t < rows.periods; ++t)
      prices[static_cast<std::size_t>(rows.cash(SourceId{k}, t))] =
          level * model.gap_cost(t) * (1.5 - static_cast<double>(t) / rows.periods) + 1e-3;
  repair(rows, prices);
  return prices;
}

/// Value of (1)'s x_vt in the relaxation of `warm` for a variable of another graph.
std::vector<double> values_from(const ExpandedGraph& graph, const WarmStart& warm) {
  std::vector<double> x(static_cast<std::size_t>(graph.variable_count()), 0.0);
  for (int v = 0; v < graph.node_count(); ++v) {
    const Window& w = graph.windows()[static_cast<std::size_t>(v)];
    for (int t = w.first; t <= w.last; ++t) {
      const int to = graph.variable(v, t), from = warm.graph->variable(v, t);
      if (to >= 0)
        x[static_cast<std::size_t>(to)] = from >= 0 ? warm.relaxed->x[static_cast<std::size_t>(from)] : from == ExpandedGraph::one ? 1 : 0;
    }
  }
  return x;
}

/// The level sets of a relaxation solved before make the first groups. (Cut to other windows they may not be closed: only values that arcs
/// order are used.)
RestrictedMaster::Start near_start(const ExpandedGraph& graph, const WarmStart& warm) {
  RestrictedMaster::Start start{.prices = warm.relaxed->prices, .near = 0.02};
  start.x = values_from(graph, warm);
  graph.close(start.x);  // Windows may have cut off what came between.
  std::vector<double> levels = start.x;
  std::sort(levels.begin(), levels.end());
  constexpr double apart = 0.01;
  double last = 0;
  for (const double level : levels) {
    if (level - last < apart) continue;
    last = level;
    std::vector<std::uint8_t> closure(start.x.size());
    for (std::size_t i = 0; i < closure.size(); ++i) closure[i] = start.x[i] >= level - 0.5 * apart;
    start.closures.push_back(std::move(closure));
  }
  return start;
}

/// Prices money, finds the cheapest closed set under these prices, and remembers the best bound.
class Pricing {
 public:
  Pricing(const SpendModel& model, const ExpandedGraph& graph, int threads, Relaxation& result)
      : model_(model), graph_(graph), solver_(model.problem(), graph), threads_(threads), result_(result) {}

  void price(RowPrices prices) {
    const auto start = Clock::now();
    PricedNodes nodes = priced_nodes(graph_, completion_costs(model_, prices));
    ClosureSolver::Closure found = solver_.solve(nodes.weight, threads_);
    const double bound = bound_of(nodes, found.value);
    cut = {.closure = std::move(found.smallest), .weight = std::move(nodes.weight), .flow = std::move(found.flow)};
    if (bound > result_.bound) {
      result_.bound = bound;
      result_.prices = std::move(prices);
    }
    ++result_.cuts;
    result_.pricing_seconds += since(start);
  }

  RestrictedMaster::Cut cut;  ///< The last one.

 private:
  const SpendModel& model_;
  const ExpandedGraph& graph_;
  ClosureSolver solver_;
  int threads_;
  Relaxation& result_;
};

/// When the master's prices are worth a cut: whenever its barrier has halved, as long as that is not far ahead of the distance to the
/// bound, and its amounts add up well enough for their prices to mean something.
class CutTiming {
 public:
  explicit CutTiming(double tolerance) : tolerance_(tolerance) {}

  /// Complementarity that the next step may aim for: below a share of the distance it would only bend the path.
  [[nodiscard]] double least_complementarity(const RestrictedMaster& master) const {
    return share_ * std::clamp(distance_, 0.0, 0.3 * std::abs(master.objective()));
  }

  [[nodiscard]] bool due(const RestrictedMaster& master) {
    const double allowed = tolerance_ * (1 + std::abs(master.objective()));
    const double complementarity = master.complementarity();
    const bool low =
        complementarity < 3 * nearest_ &&
        (master.mu() < often * priced_at_ || complementarity < 1.3 * least_complementarity(master) || complementarity < 0.1 * allowed);
    const bool tidy = distance_ <= 0 || master.excess() < std::max(distance_, allowed);
    waited_ = low && !tidy ? waited_ + 1 : 0;
    if (!low || (!tidy && waited_ <= patience)) return false;
    waited_ = 0;
    return true;
  }

  void priced(const RestrictedMaster& master, double distance) {
    distance_ = distance;
    priced_at_ = master.mu();
    if (master.residual() < 0.1 * distance) nearest_ = std::min(nearest_, distance);
  }

  /// If the groups stay as they are, the distance is the barrier's own.
  void cut(bool changed) { share_ = changed ? most_share : 0.3 * share_; }

  void restarted() { priced_at_ = std::numeric_limits<double>::infinity(); }

 private:
  static constexpr double often = 0.65, most_share = 0.3;
  static constexpr int patience = 3;  // Steps that amounts get to add up.
  double tolerance_;
  double distance_ = 0;  ///< To the bound, when last priced.
  double nearest_ = std::numeric_limits<double>::infinity(), priced_at_ = nearest_;
  double share_ = most_share;
  int waited_ = 0;
};

/// A first point of the relaxation: the middle of the closed sets to start from.
std::vector<double> values_at(const RestrictedMaster::Start& start, const ExpandedGraph& graph) {
  if (!start.x.empty()) return start.x;
  std::vector<double> x(static_cast<std::size_t>(graph.variable_count()), 0.0);
  for (const auto& closure : start.closures)
    for (std::size_t i = 0; i < x.size(); ++i) x[i] += closure[i] / static_cast<double>(start.closures.size());
  return x;
}

/// The same by the general solver, for small problems on which the decomposition does not reach the tolerance.
void solve_in_general(const MasterLayout& layout, const ExpandedGraph& graph, const RelaxationOptions& options, Pricing& pricing,
                      Relaxation& result) {
  const SpendModel& model = layout.model();
  const PlanningProgram program = build_program(model, graph.windows());
  const optimise::Solution solution = optimise::solve(
      program.lp, {.tolerance = std::max(1e-9, 0.1 * options.tolerance), .time_limit = options.time_limit, .stop = options.stop});
  if (solution.status != optimise::SolveStatus::optimal) return;
  pricing.price(row_prices(model.rows(), multipliers_of(model, program, solution.y)));
  result.objective = solution.objective;
  result.x.assign(solution.x.data(), solution.x.data() + graph.variable_count());
  result.converged = true;  // An optimum that its own residuals prove; where huge sums cancel, the bound is as near as rounding lets it be.
}

}  // namespace

Relaxation solve_relaxation(const MasterLayout& layout, const ExpandedGraph& graph, const RelaxationOptions& options) {
  const SpendModel& model = layout.model();
  const auto started = Clock::now();
  Relaxation result;
  result.bound = -std::numeric_limits<double>::infinity();
  Pricing pricing(model, graph, options.threads, result);
  RestrictedMaster::Start start;
  if (options.warm) {
    start = near_start(graph, *options.warm);
    pricing.price(start.prices);
    start.closures.push_back(pricing.cut.closure);
  } else {
    start.prices = first_prices(model, 0.3);
    for (const double level : {0.0, 0.1, 0.2, 0.4, 0.7}) {
      pricing.price(first_prices(model, level));
      start.closures.push_back(pricing.cut.closure);
    }
  }
  if (result.bound >= options.cutoff) {
    result.seconds = since(started);
    return result;
  }
  if (layout.crowded()) {
    result.x = values_at(start, graph);
    solve_in_general(layout, graph, options, pricing, result);
    result.seconds = since(started);
    return result;
  }
  RestrictedMaster master(layout, graph, start, options.threads);
  constexpr int most_steps = 1000, most_restarts = 6;
  CutTiming timing(options.tolerance);
  double raised_to = result.bound;
  int idle = 0;
  for (int restarts = 0; result.steps < most_steps;) {
    ++result.steps;
    const bool sound = master.step(timing.least_complementarity(master));
    const double scale = 1 + std::abs(master.objective());
    const bool due = sound && timing.due(master);
    if (due) {
      pricing.price(master.prices());
      if (result.bound > raised_to + 0.1 * options.tolerance * scale) {
        raised_to = result.bound;
        idle = 0;
      } else {
        ++idle;
      }
    }
    const double distance = master.objective() - result.bound;
    if (due) timing.priced(master, distance);
    const double allowed = options.tolerance * scale;
    if (std::abs(distance) <= allowed && master.excess() <= allowed && master.complementarity() <= allowed) {
      result.converged = true;
      break;
    }
    if (options.on_progress)
      options.on_progress({.seconds = since(started),
                           .objective = master.objective(),
                           .bound = result.bound,
                           .steps = result.steps,
                           .groups = master.group_count()});
    if (options.patience > 0 && idle >= options.patience && distance < 2 * allowed) break;
    if (options.interrupt && options.interrupt()) break;
    if (result.bound >= options.cutoff || options.stop.stop_requested() || (options.time_limit > 0 && since(started) > options.time_limit))
      break;
    if (!sound) {
      if (++restarts > most_restarts) break;
      master.restart(result.prices);
      timing.restarted();
      idle = 0;
    } else if (due && std::abs(distance) > allowed) {  // Proven, it only has to add up.
      constexpr double low = 0.03;                     // The barrier is spent when it is this far below the distance.
      const bool spent = master.complementarity() < low * distance;
      timing.cut(master.recut(pricing.cut, distance / scale, !spent));
      if (spent) {
        master.restart(result.prices);
        timing.restarted();
      }
    }
  }
  result.objective = master.objective();
  result.x = master.x();
  result.draws = master.shared_draws();
  constexpr int small = 2000;  // Variables.
  if (!result.converged && options.patience == 0 && result.bound < options.cutoff && graph.variable_count() <= small &&
      !options.stop.stop_requested() && !(options.time_limit > 0 && since(started) > options.time_limit))
    solve_in_general(layout, graph, options, pricing, result);
  result.groups = master.group_count();
  result.seconds = since(started);
  result.master_seconds = result.seconds - result.pricing_seconds;
  return result;
}

MoneyValue value_of_money(const MasterLayout& layout, const ExpandedGraph& decided, const RowPrices& near, double tolerance, int threads,
                          double nearness) {
  MoneyValue value;
  const auto run = [&](RowPrices start, double close, int most_steps) {
    RestrictedMaster master(layout, decided, {.prices = std::move(start), .near = close, .in_step = true}, threads);
    for (int step = 0; step < most_steps; ++step) {
      const bool sound = master.step();
      value.objective = master.objective();
      value.error = master.complementarity() + master.residual();
      if (!sound) return false;
      if (value.error <= tolerance * (1 + std::abs(value.objective))) {
        value.prices = master.prices();
        value.draws = master.shared_draws();
        value.gap = master.gap();
        return true;
      }
    }
    return false;
  };
  value.converged = !layout.crowded() && ((nearness < 1 && run(near, nearness, 40)) || run(first_prices(layout.model(), 0.3), 1, 200));
  if (!value.converged) {  // Rare: hardly any room inside the rows.
    const PlanningProgram program = build_program(layout.model(), decided.windows());
    const optimise::Solution solution = optimise::solve(program.lp, {.tolerance = 1e-8});
    value.converged = solution.status == optimise::SolveStatus::optimal;
    value.objective = solution.objective;
    value.error = 1e-8 * (1 + std::abs(solution.objective));
    for (const int column : program.gap_column)
      if (column >= 0) value.gap += solution.x[column];
    value.prices = row_prices(layout.model().rows(), multipliers_of(layout.model(), program, solution.y));
  }
  return value;
}

}  // namespace liandong
