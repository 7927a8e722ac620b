#include "model/planning/make_plan.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "model/planning/branch.hpp"
#include "model/planning/finish.hpp"
#include "model/planning/relaxation.hpp"
#include "model/planning/search.hpp"

namespace liandong {
namespace {

using Clock = std::chrono::steady_clock;

/// What the run knows so far, and when it has had enough.
class Run {
 public:
  Run(const PlanOptions& options) : options_(options), started_(Clock::now()) {}

  [[nodiscard]] double seconds() const { return std::chrono::duration<double>(Clock::now() - started_).count(); }
  [[nodiscard]] bool stopped() const { return options_.stop.stop_requested(); }
  [[nodiscard]] bool out_of_time() const { return options_.time_limit > 0 && seconds() >= options_.time_limit; }
  [[nodiscard]] double time_left() const { return options_.time_limit > 0 ? std::max(0.01, options_.time_limit - seconds()) : 0; }
  [[nodiscard]] bool proven(double objective) const { return objective - bound_ <= options_.gap * std::abs(objective); }
  [[nodiscard]] double bound() const { return bound_; }
  void raise_bound(double bound) { bound_ = std::max(bound_, bound); }

  void report(double objective, Text step) const {
    if (options_.on_progress) options_.on_progress({.seconds = seconds(), .objective = objective, .bound = bound_, .step = std::move(step)});
  }
  [[nodiscard]] Enough enough() const {
    return [this](const Evaluation& best, const Text& step) {
      report(best.objective, step);
      return stopped() || out_of_time() || proven(best.objective);
    };
  }

 private:
  const PlanOptions& options_;
  Clock::time_point started_;
  double bound_ = -std::numeric_limits<double>::infinity();
};

/// Everything as early as links allow: a plan to fall back on when there is no time for a better one.
Evaluation fallback(const MasterLayout& layout, const RowPrices& near) {
  Schedule schedule;
  for (const Window& w : open_windows(layout.model().problem())) schedule.push_back(w.empty() ? std::nullopt : std::optional(w.first));
  return evaluate(layout, std::move(schedule), near);
}

}  // namespace

PlanResult make_plan(const PlanningProblem& problem, const PlanOptions& options) {
  Run run(options);
  const SpendModel model(problem);
  const MasterLayout layout(model);
  const ExpandedGraph graph(problem, open_windows(problem));
  constexpr int small = 1000;  // Variables: what costs milliseconds is solved to the end.
  const Text solving{"solving the relaxation", "求解松弛问题"};
  run.report(std::numeric_limits<double>::infinity(), solving);
  const Relaxation relaxed = solve_relaxation(layout, graph,
                                              {.tolerance = graph.variable_count() <= small ? 1e-8 : std::clamp(0.05 * options.gap, 1e-6, 1e-3),
                                               .time_limit = run.time_left(),
                                               .threads = options.threads,
                                               .patience = graph.variable_count() <= small ? 0 : 6,
                                               .stop = options.stop,
                                               .on_progress = [&](const RelaxationProgress& progress) {
                                                 run.raise_bound(progress.bound);
                                                 run.report(std::numeric_limits<double>::infinity(), solving);
                                               }});
  run.raise_bound(relaxed.bound);
  Evaluation best = round_relaxation(layout, graph, relaxed, options.threads);
  if (!std::isfinite(best.objective)) best = fallback(layout, relaxed.prices);
  const Enough enough = run.enough();
  std::vector<BranchLeaf> leaves;
  double of_leaves = 0;
  constexpr int city = 20'000;  // Variables: beyond, a node of the tree costs too much.
  if (graph.variable_count() <= city && !enough(best, {"first plan", "首个方案"})) {
    BranchResult branched = branch_on_stages(layout, graph, relaxed, std::move(best), {.gap = options.gap, .threads = options.threads, .on_bound = [&](double bound) { run.raise_bound(bound); }}, enough);
    best = std::move(branched.best);
    leaves = std::move(branched.leaves);
    of_leaves = branched.bound;
    run.raise_bound(branched.bound);
  }
  if (!enough(best, {"plan found", "已得方案"})) best = dive(layout, graph, relaxed, std::move(best), options.threads, enough);
  for (double before = std::numeric_limits<double>::infinity(); !(best.objective >= before);) {
    before = best.objective - 1e-6 * std::abs(best.objective);
    if (enough(best, {"plan found", "已得方案"})) break;
    best = polish(layout, std::move(best), options.threads, enough);
    if (enough(best, {"plan polished", "方案已改进"})) break;
    best = improve(layout, std::move(best), options.threads, enough);
  }

  run.report(best.objective, {"allocating to the fen", "逐分分配资金"});
  PlanResult result;
  if (relaxed.objective - relaxed.bound <= 0.5 * options.gap * std::abs(relaxed.objective) || relaxed.converged) result.relaxation = relaxed.objective;
  result.plan = finish_plan(model, best.schedule, options.threads);
  result.plan.certificate.bound = leaves.size() > 1 ? of_leaves : run.bound();
  Multipliers proof = multipliers_of(model.rows(), relaxed.prices);
  result.plan.certificate.cash = std::move(proof.cash);
  result.plan.certificate.affordability = std::move(proof.affordability);
  if (leaves.size() > 1)
    for (BranchLeaf& leaf : leaves) {
      Multipliers m = multipliers_of(model.rows(), leaf.prices);
      result.plan.certificate.branches.push_back({.path = std::move(leaf.path), .bound = leaf.bound, .cash = std::move(m.cash), .affordability = std::move(m.affordability)});
    }
  result.outcome = run.proven(result.plan.certificate.objective) ? Outcome::proven : run.stopped() ? Outcome::cancelled : Outcome::best_found;
  run.report(result.plan.certificate.objective, {"done", "完成"});
  return result;
}

}  // namespace liandong
