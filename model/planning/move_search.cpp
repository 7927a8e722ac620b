#include "model/planning/move_search.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <memory>
#include <utility>

namespace liandong {
namespace {

using Clock = std::chrono::steady_clock;

/// The ray of charges that is searched: for a limit that is set, about as much for an average project.
MovePrices direction(const PlanningProblem& problem, const MoveLimit& limit) {
  MovePrices ray;
  if (limit.most_projects) ray.project = 1;
  const double mean = problem.campaign().total_cost().wan() / std::max(1, problem.graph().project_count());
  if (limit.most_cost) ray.cost = 1 / std::max(mean, 1e-6);
  return ray;
}

MovePrices times(double factor, const MovePrices& price) { return {.project = factor * price.project, .cost = factor * price.cost}; }

/// (M3): L at one ν on the ray, and its slope there.
struct Probe {
  double at = 0, bound = 0, slope = 0;
  std::shared_ptr<const ExpandedGraph> graph{};
  std::shared_ptr<const Relaxation> relaxed{};
};

/// Solves relaxations along the ray, each from the last one.
class Prober {
 public:
  Prober(const PlanningProblem& problem, MoveLimit limit, const PlanOptions& options)
      : problem_(problem), limit_(std::move(limit)), ray_(direction(problem, limit_)), options_(options) {}

  [[nodiscard]] const MovePrices& ray() const { return ray_; }

  Probe at(double factor, double time_limit) {
    MoveLimit priced = limit_;
    priced.price = times(factor, ray_);
    const PlanningProblem problem = problem_.with_move_limit(std::move(priced));
    const SpendModel model(problem);
    const MasterLayout layout(model,
                              std::min(MasterLayout::small_block, options_.apart_from));  // As the planner's: it may be offered this.
    auto graph = std::make_shared<const ExpandedGraph>(problem, open_windows(problem));
    constexpr int small = 1000;
    const bool exact = graph->variable_count() <= small;
    RelaxationOptions how{.tolerance = exact ? 1e-8 : std::clamp(0.2 * options_.gap, 1e-6, 1e-3),
                          .time_limit = time_limit,
                          .threads = options_.threads,
                          .patience = exact ? 0 : 4,
                          .stop = options_.stop};
    if (graph_ && !relaxed_->x.empty()) how.warm = WarmStart{graph_.get(), relaxed_.get()};
    auto relaxed = std::make_shared<const Relaxation>(solve_relaxation(layout, *graph, how));
    Probe probe{.at = factor, .bound = relaxed->bound, .slope = 0, .graph = graph, .relaxed = relaxed};
    if (!relaxed->x.empty()) probe.slope = slope(*graph, relaxed->x);
    relaxed_ = std::move(relaxed);
    graph_ = std::move(graph);
    return probe;
  }

 private:
  /// What moves beyond the limits, along the ray.
  [[nodiscard]] double slope(const ExpandedGraph& graph, const std::vector<double>& x) const {
    const auto value = [&](int node, int t) {
      const int variable = t < 0 ? ExpandedGraph::zero : graph.variable(node, t);
      return variable >= 0 ? x[static_cast<std::size_t>(variable)] : variable == ExpandedGraph::one ? 1.0 : 0.0;
    };
    double moved = -granted(limit_, ray_);
    for (int j = 0; j < problem_.graph().project_count(); ++j) {
      const ProjectId id{j};
      const auto& start = limit_.start[id.index()];
      const int completion = start ? *start + problem_.graph().duration(j) - 1 : problem_.periods() - 1;
      const double share = start ? 1 - value(j, completion) + value(j, completion - 1) : value(j, completion);
      moved += price_of_moving(problem_, limit_, ray_, id) * share;
    }
    return moved;
  }

  const PlanningProblem& problem_;
  MoveLimit limit_;
  MovePrices ray_;
  const PlanOptions& options_;
  std::shared_ptr<const ExpandedGraph> graph_;
  std::shared_ptr<const Relaxation> relaxed_;
};

/// The ν on the ray whose relaxation proves most: L is concave in it, so tangents from both sides close in on the top.
Probe best_probe(Prober& prober, double reach, double gap, const std::function<double()>& time_left, const std::function<bool()>& stop) {
  constexpr int most_probes = 9;
  constexpr double flat = 1e-4;  // Of a project beyond the limit.
  Probe low = prober.at(0, time_left()), top = low;
  if (low.slope <= flat) return top;
  std::optional<Probe> high;
  double next = std::max(1e-9, (reach - low.bound) / low.slope);  // No L lies above what the nearest plan costs.
  for (int probe = 0; probe < most_probes && !stop(); ++probe) {
    const Probe here = prober.at(next, time_left());
    const double gain = here.bound - top.bound;
    if (gain > 0) top = here;
    if (here.slope > flat)
      low = here;
    else
      high = here;
    if (!high) {
      if (reach - top.bound <= 0.05 * gap * std::abs(reach) || gain <= 1e-7 * std::abs(top.bound)) break;
      next *= 4;
      continue;
    }
    const double steepness = low.slope - high->slope;
    if (!(steepness > 0) || high->at <= low.at) break;
    next = (high->bound - low.bound + low.slope * low.at - high->slope * high->at) / steepness;
    const double roof = low.bound + low.slope * (next - low.at);
    if (roof - top.bound <= 0.05 * gap * std::abs(top.bound)) break;
    const double margin = 0.05 * (high->at - low.at);
    next = std::clamp(next, low.at + margin, high->at - margin);
  }
  return top;
}

}  // namespace

Evaluation search_within_limit(const MasterLayout& layout, const ExpandedGraph& graph, Evaluation best, int threads) {
  const PlanningProblem& problem = layout.model().problem();
  const MoveLimit& limit = *problem.move_limit();
  const MovePrices ray = direction(problem, limit);
  keep_better(best, evaluate(layout, nearest_to_approved(problem), best.prices));
  constexpr int rounds = 3, cuts = 14;
  for (int round = 0; round < rounds && std::isfinite(best.objective); ++round) {
    CompletionCosts open = completion_costs(layout.model(), best.prices);
    charge_moves(problem, limit, times(-1, limit.price), open);
    std::vector<Schedule> found;
    double low = 0, high = std::numeric_limits<double>::infinity(), factor = 1;
    for (int cut = 0; cut < cuts; ++cut) {
      CompletionCosts costs = open;
      charge_moves(problem, limit, times(factor, ray), costs);
      Schedule schedule = cheapest_schedule(problem, graph, costs).schedule;
      settle_stages(problem, schedule);
      if (within_limit(problem, schedule)) {
        high = factor;
        if (schedule != best.schedule && std::find(found.begin(), found.end(), schedule) == found.end())
          found.push_back(std::move(schedule));
      } else {
        low = factor;
      }
      factor = std::isfinite(high) ? 0.5 * (low + high) : 8 * factor;
    }
    const double before = best.objective;
    for (Evaluation& evaluation : evaluate_all(layout, found, best.prices, threads)) keep_better(best, std::move(evaluation));
    if (!(best.objective < before)) break;
  }
  return best;
}

LimitedPlan plan_within_limit(Planner& planner, const PlanningProblem& problem, MoveLimit limit, const PlanOptions& options) {
  const auto started = Clock::now();
  const auto seconds = [&] { return std::chrono::duration<double>(Clock::now() - started).count(); };
  const auto time_left = [&](double share) {
    return options.time_limit > 0 ? std::max(0.01, share * options.time_limit - seconds()) : 0.0;
  };
  limit.price = {};
  const PlanningProblem limited = problem.with_move_limit(limit);
  LimitedPlan found;
  const Schedule nearest = nearest_to_approved(limited);
  PlanOptions part = options;
  if (options.time_limit > 0) part.time_limit = time_left(0.4);
  found.free = planner.plan(problem, part);
  found.free_moves = moves_of(problem, limit, found.free.plan.start);
  if (!within_limit(limited, nearest)) {
    std::vector<std::optional<int>> start;
    for (int j = 0; j < problem.graph().project_count(); ++j) {
      const auto& completion = nearest[static_cast<std::size_t>(j)];
      start.push_back(completion ? std::optional(*completion - problem.graph().duration(j) + 1) : std::nullopt);
    }
    found.moves = moves_of(problem, limit, start);
    if (!within(limit, found.free_moves)) return found;
  }
  if (!within(limit, found.free_moves)) {
    const SpendModel model(limited);
    const MasterLayout layout(model);
    const Evaluation near =
        evaluate(layout, nearest,
                 row_prices(model.rows(), Multipliers{found.free.plan.certificate.cash, found.free.plan.certificate.affordability}));
    if (options.on_progress)
      options.on_progress({.seconds = seconds(),
                           .objective = near.objective,
                           .bound = found.free.plan.certificate.bound,
                           .step = {"pricing moves", "为调整定价"}});
    Prober prober(problem, limit, options);
    const Probe top = best_probe(
        prober, near.objective, options.gap, [&] { return time_left(0.7); },
        [&] { return options.stop.stop_requested() || (options.time_limit > 0 && time_left(0.7) <= 0.01); });
    limit.price = times(top.at, prober.ray());
    if (top.relaxed && !top.relaxed->x.empty()) planner.offer(top.graph, top.relaxed);
  }
  if (options.time_limit > 0) part.time_limit = time_left(1);
  found.result = planner.plan(problem.with_move_limit(limit), part);
  found.moves = moves_of(problem, limit, found.result->plan.start);
  return found;
}

}  // namespace liandong
