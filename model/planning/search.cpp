#include "model/planning/search.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>
#include <utility>

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

Evaluation round_relaxation(const MasterLayout& layout, const ExpandedGraph& graph, const Relaxation& relaxed, int threads) {
  std::set<Schedule> distinct;
  std::vector<Schedule> schedules;
  for (const double level : {0.5, 0.3, 0.7, 0.1, 0.9, 0.02, 0.98}) {
    Schedule schedule = graph.round(relaxed.x.data(), level);
    settle_stages(layout.model().problem(), schedule);
    if (distinct.insert(schedule).second) schedules.push_back(std::move(schedule));
  }
  Evaluation best;
  for (Evaluation& evaluation : evaluate_all(layout, schedules, relaxed.prices, threads)) keep_better(best, std::move(evaluation));
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
    keep_better(best, round_relaxation(layout, graph, relaxed, threads));
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
    keep_better(best, round_relaxation(layout, graph, relaxed, threads));
    best = dive(layout, std::move(graph), std::move(relaxed), std::move(best), threads, enough);
  }
  return best;
}

}  // namespace liandong
