#include "model/planning/search.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>
#include <utility>

#include "model/planning/move_limit.hpp"

namespace liandong {
namespace {

/// The relaxation over narrower windows, to what a heuristic needs; empty if it could not be solved.
std::optional<std::pair<ExpandedGraph, Relaxation>> relax(const MasterLayout& layout, std::vector<Window> windows, int threads,
                                                          const std::function<bool()>& interrupt) {
  ExpandedGraph graph(layout.model().problem(), std::move(windows));
  Relaxation relaxed = solve_relaxation(layout, graph, {.tolerance = 3e-4, .threads = threads, .patience = 4, .interrupt = interrupt});
  if (relaxed.x.empty()) return std::nullopt;
  return std::pair{std::move(graph), std::move(relaxed)};
}

}  // namespace

Evaluation round_relaxation(const MasterLayout& layout, const ExpandedGraph& graph, const Relaxation& relaxed, int threads, double below) {
  const PlanningProblem& problem = layout.model().problem();
  const CompletionCosts costs = completion_costs(layout.model(), relaxed.prices);
  std::set<Schedule> distinct;
  std::vector<std::pair<double, Schedule>> schedules;  // With what they cost at least.
  for (const double level : {0.5, 0.3, 0.7, 0.1, 0.9, 0.02, 0.98}) {
    Schedule schedule = graph.round(relaxed.x.data(), level);
    settle_stages(problem, schedule);
    const double least = costs.of(schedule) - move_charge(problem, schedule);
    if (distinct.insert(schedule).second) schedules.emplace_back(least, std::move(schedule));
  }
  std::stable_sort(schedules.begin(), schedules.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  Evaluation best;
  constexpr std::size_t together = 2;  // Whatever the number of threads.
  for (std::size_t first = 0; first < schedules.size(); first += together) {
    std::vector<Schedule> some;
    for (std::size_t i = first; i < std::min(first + together, schedules.size()); ++i)
      if (schedules[i].first < std::min(below, best.objective)) some.push_back(std::move(schedules[i].second));
    if (some.empty()) break;
    for (Evaluation& evaluation : evaluate_all(layout, some, relaxed.prices, threads)) keep_better(best, std::move(evaluation));
  }
  return best;
}

Evaluation dive(const MasterLayout& layout, ExpandedGraph graph, Relaxation relaxed, Evaluation best, int threads, const Enough& enough) {
  for (const double level : {0.02, 0.1, 0.16, 0.2, 0.24, 0.28, 0.32, 0.36, 0.4, 0.44, 0.48, 0.5}) {
    const auto stop = [&] { return enough(best, {"rounding the relaxation", "由松弛解逐步取整"}); };
    if (stop()) break;
    const Schedule early = graph.round(relaxed.x.data(), level), late = graph.round(relaxed.x.data(), 1 - level);
    std::vector<Window> windows = windows_between(early, late, layout.model().problem().periods());
    if (std::all_of(windows.begin(), windows.end(), [](const Window& w) { return w.decided(); })) {
      keep_better(best, evaluate(layout, early, relaxed.prices));
      break;
    }
    if (windows == graph.windows()) continue;
    auto narrowed = relax(layout, std::move(windows), threads, stop);
    if (!narrowed) break;
    std::tie(graph, relaxed) = *std::move(narrowed);
    keep_better(best, round_relaxation(layout, graph, relaxed, threads, best.objective));
  }
  return best;
}

Evaluation polish(const MasterLayout& layout, Evaluation best, int threads, const Enough& enough) {
  const PlanningProblem& problem = layout.model().problem();
  for (const int reach : {1, 2, 4, 1, 2, 4}) {
    const auto stop = [&] { return enough(best, {"re-planning around the best plan", "围绕当前最优方案重排"}); };
    if (stop()) break;
    auto around = relax(layout, windows_around(problem, best.schedule, reach), threads, stop);
    if (!around) continue;
    auto& [graph, relaxed] = *around;
    keep_better(best, round_relaxation(layout, graph, relaxed, threads, best.objective));
    best = dive(layout, std::move(graph), std::move(relaxed), std::move(best), threads, enough);
  }
  return best;
}

}  // namespace liandong
