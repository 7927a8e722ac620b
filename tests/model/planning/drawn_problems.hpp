#pragma once

#include <algorithm>
#include <functional>
#include <random>
#include <utility>
#include <vector>

#include "model/optimise/solve.hpp"
#include "model/planning/master_layout.hpp"
#include "model/planning/planning_program.hpp"
#include "tests/model/planning/hand_plan.hpp"
#include "tests/support/random_campaign.hpp"

namespace liandong {

/// A problem with what the solvers of its relaxation read.
struct LaidOut {
  explicit LaidOut(PlanningProblem given) : problem(std::move(given)), model(problem), layout(model) {}
  explicit LaidOut(const gallery::Case& c) : LaidOut(problem_of(c)) {}
  LaidOut(const LaidOut&) = delete;
  LaidOut& operator=(const LaidOut&) = delete;

  PlanningProblem problem;
  SpendModel model;
  MasterLayout layout;
};

/// The gallery, then campaigns drawn from seeds 1 to `random`.
[[nodiscard]] inline std::vector<gallery::Case> gallery_and_random(int random) {
  std::vector<gallery::Case> cases = gallery::cases();
  for (int seed = 1; seed <= random; ++seed) cases.push_back(gallery::random_case({.seed = static_cast<std::uint64_t>(seed)}));
  return cases;
}

/// From 0 to below `count`.
[[nodiscard]] inline int below(std::mt19937_64& random, int count) {
  return static_cast<int>(random() % static_cast<std::uint64_t>(count));
}

/// When `node` can complete at the earliest, given those before it in topological order; empty = never.
[[nodiscard]] inline std::optional<int> earliest_after(const PlanningProblem& problem, const Schedule& before, int node) {
  int earliest = problem.graph().earliest_completion()[static_cast<std::size_t>(node)];
  for (const CompletionArc& arc : problem.graph().arcs_to(node)) {
    const std::optional<int>& from = before[static_cast<std::size_t>(arc.from)];
    if (!from) return std::nullopt;
    earliest = std::max(earliest, *from + arc.delta);
  }
  return earliest < problem.periods() ? std::optional(earliest) : std::nullopt;
}

/// Any schedule that keeps (1) and (2).
[[nodiscard]] inline Schedule random_schedule(const PlanningProblem& problem, std::mt19937_64& random) {
  Schedule schedule(static_cast<std::size_t>(problem.graph().node_count()));
  for (const int v : problem.graph().topological_order()) {
    const auto earliest = earliest_after(problem, schedule, v);
    if (earliest && below(random, 5) > 0) schedule[static_cast<std::size_t>(v)] = *earliest + below(random, problem.periods() - *earliest);
  }
  return schedule;
}

/// Windows that leave `reach` periods at most around a random schedule for most nodes, and everything for the others.
[[nodiscard]] inline std::vector<Window> narrowed_windows(const PlanningProblem& problem, int reach, int percent, std::mt19937_64& random) {
  const Schedule schedule = random_schedule(problem, random);
  std::vector<Window> windows = open_windows(problem);
  for (std::size_t v = 0; v < windows.size(); ++v) {
    if (below(random, 100) >= percent) continue;
    if (!schedule[v]) {
      windows[v] = Window::never();
      continue;
    }
    windows[v].first = std::max(windows[v].first, *schedule[v] - below(random, reach + 1));
    windows[v].last = std::min(windows[v].last, *schedule[v] + below(random, reach + 1));
    windows[v].may_never = below(random, 2) == 0;
  }
  return windows;
}

/// Visits every schedule within the windows that keeps (1) and (2), at most `most` of them; were these all?
inline bool for_each_schedule(const PlanningProblem& problem, const std::vector<Window>& windows, int most,
                              const std::function<void(const Schedule&)>& visit) {
  const std::vector<int>& order = problem.graph().topological_order();
  Schedule schedule(order.size());
  const std::function<bool(std::size_t)> choose = [&](std::size_t i) {
    if (i == order.size()) {
      if (most-- <= 0) return false;
      visit(schedule);
      return true;
    }
    const int node = order[i];
    const auto v = static_cast<std::size_t>(node);
    const Window& w = windows[v];
    const auto earliest = earliest_after(problem, schedule, node);
    for (int q = earliest ? std::max(*earliest, w.first) : w.last + 1; q <= w.last; ++q) {
      schedule[v] = q;
      if (!choose(i + 1)) return false;
    }
    schedule[v].reset();
    return !w.may_never || choose(i + 1);
  };
  return choose(0);
}

/// (1) to (10) over windows by the general solver.
[[nodiscard]] inline optimise::Solution solved_in_general(const SpendModel& model, const std::vector<Window>& windows) {
  return optimise::solve(build_program(model, windows).lp);
}

}  // namespace liandong
