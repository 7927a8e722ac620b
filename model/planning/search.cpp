#include "model/planning/search.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>
#include <utility>

namespace liandong {
namespace {

/// The relaxation over narrower windows, to what a heuristic needs; empty if it could not be solved.
std::optional<std::pair<ExpandedGraph, Eigen::VectorXd>> relax(const SpendModel& model, std::vector<Window> windows) {
  PlanningProgram program = build_program(model, std::move(windows));
  optimise::Solution solution = optimise::solve(program.lp, {.tolerance = 1e-6});
  if (solution.status != optimise::SolveStatus::optimal) return std::nullopt;
  return std::pair{std::move(program.graph), std::move(solution.x)};
}

/// Decides whether `node` is complete by the end of `t`, and what (2) makes of that for the other windows. False if nothing is left.
bool decide(const PlanningProblem& problem, std::vector<Window>& windows, int node, int t, bool complete) {
  Window& decided = windows[static_cast<std::size_t>(node)];
  if (complete) {
    decided.last = std::min(decided.last, t);
    decided.may_never = false;
  } else if (t >= decided.last && decided.may_never) {
    decided = {.first = 1, .last = 0, .may_never = true};
  } else {
    decided.first = std::max(decided.first, t + 1);
  }
  const auto& arcs = problem.graph().arcs();
  for (bool changed = true; changed;) {
    changed = false;
    for (const CompletionArc& arc : arcs) {
      Window& from = windows[static_cast<std::size_t>(arc.from)];
      Window& to = windows[static_cast<std::size_t>(arc.to)];
      const Window from_before = from, to_before = to;
      if (from.first > from.last) {
        to = {.first = 1, .last = 0, .may_never = true};  // Without its predecessor it cannot be.
        if (!to_before.may_never) return false;
      } else if (to.first <= to.last) {
        to.first = std::max(to.first, from.first + arc.delta);
        if (to.first > to.last) {
          if (!to.may_never) return false;
          to = {.first = 1, .last = 0, .may_never = true};
        } else if (!to.may_never) {
          from.last = std::min({from.last, to.last - arc.delta, problem.periods() - 1});
          from.may_never = false;
          if (from.first > from.last) return false;
        }
      }
      changed |= !(from == from_before) || !(to == to_before);
    }
  }
  return true;
}

}  // namespace

Evaluation round_relaxation(const SpendModel& model, const ExpandedGraph& graph, const Eigen::VectorXd& x, int threads) {
  std::set<Schedule> distinct;
  std::vector<Schedule> schedules;
  for (const double level : {0.5, 0.3, 0.7, 0.1, 0.9, 0.02, 0.98}) {
    Schedule schedule = graph.round(x.data(), level);
    settle_stages(model.problem(), schedule);
    if (distinct.insert(schedule).second) schedules.push_back(std::move(schedule));
  }
  Evaluation best;
  for (Evaluation& evaluation : evaluate_all(model, schedules, threads)) keep_better(best, std::move(evaluation));
  return best;
}

Evaluation dive(const SpendModel& model, ExpandedGraph graph, Eigen::VectorXd x, Evaluation best, int threads, const Enough& enough) {
  for (const double level : {0.02, 0.1, 0.16, 0.2, 0.24, 0.28, 0.32, 0.36, 0.4, 0.44, 0.48, 0.5}) {
    if (enough(best, {"rounding the relaxation", "由松弛解逐步取整"})) break;
    const Schedule early = graph.round(x.data(), level), late = graph.round(x.data(), 1 - level);
    std::vector<Window> windows = windows_between(early, late, model.problem().periods());
    if (std::all_of(windows.begin(), windows.end(), [](const Window& w) { return w.decided(); })) {
      keep_better(best, evaluate(model, early));
      break;
    }
    if (windows == graph.windows()) continue;
    auto narrowed = relax(model, std::move(windows));
    if (!narrowed) break;
    std::tie(graph, x) = *std::move(narrowed);
    keep_better(best, round_relaxation(model, graph, x, threads));
  }
  return best;
}

Evaluation dive_by_stage(const SpendModel& model, ExpandedGraph graph, Eigen::VectorXd x, Evaluation best, int threads, const Enough& enough) {
  const PlanningProblem& problem = model.problem();
  for (bool open = true; open;) {
    if (enough(best, {"deciding stages", "确定各阶段时间"})) return best;
    // The stage whose date the relaxation is least torn about comes next: what is nearly decided is decided, and the rest follows.
    open = false;
    int chosen_node = -1, chosen_t = 0;
    double chosen_value = 0, least_torn = 2;
    for (int s = 0; s < static_cast<int>(problem.campaign().stages().size()); ++s) {
      const int node = problem.graph().node(StageId{s});
      const Window& w = graph.windows()[static_cast<std::size_t>(node)];
      if (w.decided()) continue;
      for (int t = w.first; t <= w.last; ++t) {
        const int variable = graph.variable(node, t);
        if (variable < 0) continue;
        const double value = x[variable], torn = 0.5 - std::abs(value - 0.5);
        if (torn > 1e-4 && torn < least_torn) {
          least_torn = torn;
          chosen_node = node;
          chosen_t = t;
          chosen_value = value;
        }
      }
    }
    if (chosen_node < 0) break;
    std::vector<Window> windows = graph.windows();
    if (!decide(problem, windows, chosen_node, chosen_t, chosen_value >= 0.5)) break;
    auto narrowed = relax(model, std::move(windows));
    if (!narrowed) break;
    std::tie(graph, x) = *std::move(narrowed);
    open = true;
  }
  keep_better(best, round_relaxation(model, graph, x, threads));
  return dive(model, std::move(graph), std::move(x), std::move(best), threads, enough);
}

Evaluation polish(const SpendModel& model, Evaluation best, int threads, const Enough& enough) {
  const PlanningProblem& problem = model.problem();
  for (const int reach : {1, 2, 4, 1, 2, 4}) {
    if (enough(best, {"re-planning around the best plan", "围绕当前最优方案重排"})) break;
    auto relaxed = relax(model, windows_around(problem, best.schedule, reach));
    if (!relaxed) continue;
    auto& [graph, x] = *relaxed;
    keep_better(best, round_relaxation(model, graph, x, threads));
    best = dive(model, std::move(graph), std::move(x), std::move(best), threads, enough);
  }
  return best;
}

}  // namespace liandong
