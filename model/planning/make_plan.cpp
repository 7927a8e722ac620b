#include "model/planning/make_plan.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "model/optimise/solve.hpp"
#include "model/planning/finish.hpp"
#include "model/planning/lagrangian.hpp"
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
Evaluation fallback(const SpendModel& model) {
  Schedule schedule;
  for (const Window& w : open_windows(model.problem())) schedule.push_back(w.first <= w.last ? std::optional(w.first) : std::nullopt);
  return evaluate(model, std::move(schedule));
}

}  // namespace

PlanResult make_plan(const PlanningProblem& problem, const PlanOptions& options) {
  Run run(options);
  const SpendModel model(problem);
  const PlanningProgram relaxed = build_program(model, open_windows(problem));
  run.report(std::numeric_limits<double>::infinity(), {"solving the relaxation", "求解松弛问题"});
  const optimise::Solution relaxation =
      optimise::solve(relaxed.lp, {.tolerance = 1e-9,
                                   .time_limit = run.time_left(),
                                   .stop = options.stop,
                                   .on_progress = [&](const optimise::SolveProgress&) {
                                     run.report(std::numeric_limits<double>::infinity(), {"solving the relaxation", "求解松弛问题"});
                                   }});
  Evaluation best;
  Multipliers proof;
  const bool solved = relaxation.status == optimise::SolveStatus::optimal;
  if (solved || relaxation.status == optimise::SolveStatus::numerical) {
    proof = multipliers_of(model, relaxed, relaxation.y);
    run.raise_bound(cheapest_schedule(problem, relaxed.graph, completion_costs(model, proof)).value);
    best = round_relaxation(model, relaxed.graph, relaxation.x, options.threads);
  }
  if (!std::isfinite(best.objective)) {
    best = fallback(model);
    if (!solved) {  // The money's own multipliers prove something, if less.
      proof = best.multipliers;
      run.raise_bound(cheapest_schedule(problem, relaxed.graph, completion_costs(model, proof)).value);
    }
  }
  const Enough enough = run.enough();
  if (solved && !enough(best, {"first plan", "首个方案"}))
    best = dive(model, relaxed.graph, relaxation.x.head(relaxed.graph.variable_count()), std::move(best), options.threads, enough);
  constexpr int cheap_rows = 10'000;  // Deciding stages one by one takes dozens of relaxations.
  if (solved && relaxed.lp.rows() <= cheap_rows && !enough(best, {"plan found", "已得方案"}))
    best = dive_by_stage(model, relaxed.graph, relaxation.x.head(relaxed.graph.variable_count()), std::move(best), options.threads, enough);
  for (double before = std::numeric_limits<double>::infinity(); !(best.objective >= before);) {
    before = best.objective - 1e-6 * std::abs(best.objective);
    if (enough(best, {"plan found", "已得方案"})) break;
    best = polish(model, std::move(best), options.threads, enough);
    if (enough(best, {"plan polished", "方案已改进"})) break;
    best = improve(model, std::move(best), options.threads, enough);
  }

  run.report(best.objective, {"allocating to the fen", "逐分分配资金"});
  PlanResult result;
  if (solved) result.relaxation = relaxation.objective;
  result.plan = finish_plan(model, best.schedule);
  result.plan.certificate.bound = run.bound();
  result.plan.certificate.cash = std::move(proof.cash);
  result.plan.certificate.affordability = std::move(proof.affordability);
  result.outcome = run.proven(result.plan.certificate.objective) ? Outcome::proven : run.stopped() ? Outcome::cancelled : Outcome::best_found;
  run.report(result.plan.certificate.objective, {"done", "完成"});
  return result;
}

}  // namespace liandong
