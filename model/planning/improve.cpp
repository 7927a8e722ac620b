#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "model/planning/date_moves.hpp"
#include "model/planning/move_limit.hpp"
#include "model/planning/search.hpp"

namespace liandong {
namespace {

constexpr int batch = 8;  // Candidates per round; fixed, so that the plan does not depend on the number of threads.

struct Candidate {
  double estimate = 0;
  Schedule schedule;
};

/// Single moves and cheapest neighbours under the prices of `best` whose dual bound leaves room for a gain, best first.
std::vector<Candidate> candidates_around(const MasterLayout& layout, const Evaluation& best, const std::set<Schedule>& tried) {
  const PlanningProblem& problem = layout.model().problem();
  const CompletionCosts costs = completion_costs(layout.model(), best.prices);
  const double hope = best.objective - 1e-7 * (1 + std::abs(best.objective));
  std::vector<Candidate> found;
  std::set<Schedule> seen;
  const auto consider = [&](Schedule schedule) {
    settle_stages(problem, schedule);
    if (!within_limit(problem, schedule)) return;
    const double estimate = costs.of(schedule) - move_charge(problem, schedule);
    if (estimate >= hope || tried.contains(schedule) || !seen.insert(schedule).second) return;
    found.push_back({estimate, std::move(schedule)});
  };
  const auto attempt = [&](int node, std::optional<int> q) {
    Schedule moved = best.schedule;
    if (shift_completion(problem, moved, node, q)) consider(std::move(moved));
  };
  for (int v = 0; v < problem.graph().node_count(); ++v) {  // A project, or a whole stage: sooner, later, or in a plan that leaves it out.
    const auto now = best.schedule[static_cast<std::size_t>(v)];
    if (!now) {
      for (int q = problem.graph().earliest_completion()[static_cast<std::size_t>(v)]; q < problem.periods(); q += 2) attempt(v, q);
    } else if (problem.graph().is_stage(v)) {
      for (const int step : {-2, -1, 1, 2}) attempt(v, *now + step);
    } else {
      for (const int step : {-1, 1, -2, 2, -3, 3, -4, 4, -6, 6})
        attempt(v, *now + step >= problem.periods() ? std::nullopt : std::optional(*now + step));
      attempt(v, std::nullopt);
    }
  }
  constexpr int few = 30;  // Nodes: so small that two moves at once can all be looked at.
  if (problem.graph().node_count() <= few)
    for (int v = 0; v < problem.graph().project_count(); ++v)
      for (int u = v + 1; u < problem.graph().project_count(); ++u)
        for (const int a : {-3, -2, -1, 1, 2, 3})
          for (const int b : {-3, -2, -1, 1, 2, 3}) {
            Schedule moved = best.schedule;
            const auto &first = moved[static_cast<std::size_t>(v)], &second = moved[static_cast<std::size_t>(u)];
            if (first && second && shift_completion(problem, moved, v, *first + a) && second &&
                shift_completion(problem, moved, u, *second + b))
              consider(std::move(moved));
          }
  for (const int reach : {1, 2})  // Everything at once, within reach.
    consider(cheapest_schedule(problem, ExpandedGraph(problem, windows_around(problem, best.schedule, reach)), costs).schedule);
  std::stable_sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) { return a.estimate < b.estimate; });
  return found;
}

}  // namespace

Evaluation improve(const MasterLayout& layout, Evaluation best, int threads, const Enough& enough, int patience) {
  const PlanningProblem& problem = layout.model().problem();
  std::set<Schedule> tried{best.schedule};
  const Text step{"improving the schedule", "改进进度安排"};
  for (bool gained = true; gained;) {
    gained = false;
    const std::vector<Candidate> candidates = candidates_around(layout, best, tried);
    const Evaluation base = best;
    for (std::size_t first = 0, batches = 0; first < candidates.size() && batches < static_cast<std::size_t>(patience) && !gained;
         first += batch, ++batches) {
      if (enough(best, step)) return best;
      std::vector<Schedule> schedules;
      for (std::size_t i = first; i < std::min(first + batch, candidates.size()); ++i) {
        schedules.push_back(candidates[i].schedule);
        tried.insert(candidates[i].schedule);
      }
      std::vector<Evaluation> results = evaluate_all(layout, schedules, base.prices, threads);
      std::stable_sort(results.begin(), results.end(), [](const Evaluation& a, const Evaluation& b) { return a.objective < b.objective; });
      std::vector<const Schedule*> better;
      for (const Evaluation& result : results)
        if (result.objective < base.objective - 1e-9 * std::abs(base.objective)) better.push_back(&result.schedule);
      if (better.empty()) continue;
      gained = true;
      Schedule merged = combine_moves(problem, base.schedule, better);
      keep_better(best, std::move(results.front()));
      settle_stages(problem, merged);
      if (better.size() > 1 && tried.insert(merged).second) keep_better(best, evaluate(layout, std::move(merged), base.prices));
    }
  }
  return best;
}

}  // namespace liandong
