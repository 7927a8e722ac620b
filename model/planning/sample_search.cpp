#include "model/planning/sample_search.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "model/planning/date_moves.hpp"
#include "model/planning/parallel.hpp"

namespace liandong {
namespace {

struct Candidate {
  double estimate = 0;
  Schedule schedule;
};

class Searching {
 public:
  Searching(const OutturnSample& sample, const SampleSearchOptions& options)
      : sample_(sample), problem_(sample.planned()), options_(options), graph_(graph_within(open_windows(problem_))) {}

  SampleSearch run(const std::vector<Schedule>& pool, const Multipliers& near) {
    const std::vector<RowPrices> start = sample_.prices(near);
    for (const Schedule& schedule : pool) {
      if (found_.best.whole && stopped()) break;
      (void)attempt(schedule, start, nullptr);
    }
    if (!found_.best.whole) return finish();
    constexpr int rounds = 3;
    raise(start, options_.bound_steps / 5);  // Steps aim at the best schedule: first a better one.
    try_schedules(found_.bound.schedules);
    if (!enough()) raise(found_.bound.prices, options_.bound_steps, 1);
    if (sample_.tail().price > 0) charge_all(start);
    for (int round = 0; round < rounds && !enough(); ++round) {
      const double before = found_.best.objective;
      try_schedules(found_.bound.schedules);
      for (const int reach : {4, 2})
        if (!enough()) look_around(reach);
      improve();
      if (enough() || found_.best.objective >= before - (1e-5 + 0.1 * options_.gap) * std::abs(before)) break;
      raise(found_.bound.prices, options_.bound_steps / 2);
    }
    if (!enough()) raise(found_.bound.prices, options_.bound_steps / 2);
    return finish();
  }

 private:
  [[nodiscard]] bool stopped() const { return options_.stop.stop_requested(); }
  [[nodiscard]] bool enough() const {
    return stopped() || found_.best.objective - found_.bound.value <= options_.gap * std::abs(found_.best.objective);
  }
  [[nodiscard]] OutturnGraph graph_within(std::vector<Window> windows) const {
    return {problem_, std::move(windows), sample_.dates(), sample_.problems()};
  }
  void tell(const Text& step) const {
    if (options_.on_progress) options_.on_progress(found_.best.objective, found_.bound.value, step);
  }

  SampleSearch finish() {
    found_.complete = !stopped();
    return std::move(found_);
  }

  void keep(SampleValue value) {
    if (!value.whole) return;
    SampleValue short_one = value;
    short_one.prices = {};
    found_.looked.push_back(std::move(short_one));
    if (value.objective < found_.best.objective) found_.best = std::move(value);
  }

  /// Prices a schedule that has not been looked at; true if it is the best now.
  bool attempt(Schedule schedule, const std::vector<RowPrices>& near, const std::vector<CompletionCosts>* costs) {
    settle_stages(problem_, schedule);
    if (!respects_links(problem_, schedule) || !tried_.insert(schedule).second) return false;
    const double before = found_.best.objective;
    keep(sample_.value(schedule, near, options_.threads, costs, before));
    return found_.best.objective < before;
  }

  /// From whichever prices prove most: those at hand, the best schedule's, or half of each.
  void raise(const std::vector<RowPrices>& start, int steps, double pace = 0.25) {
    tell({"raising the bound", "提高下界"});
    const SampleValue& best = found_.best;
    std::vector<std::vector<RowPrices>> starts{start, best.prices, start};
    for (std::size_t i = 0; i < start.size(); ++i)
      for (std::size_t r = 0; r < start[i].size(); ++r) starts[2][i][r] = (start[i][r] + best.prices[i][r]) / 2;
    std::size_t most = 0;
    double proven = -std::numeric_limits<double>::infinity();
    for (std::size_t s = 0; s < starts.size(); ++s) {
      for (std::size_t i = 0; i < starts[s].size(); ++i) repair(sample_.model(i, false).rows(), starts[s][i]);
      const double value = graph_.solve(sample_.costs(starts[s], best.tail, options_.threads), options_.threads).value;
      if (value <= proven) continue;
      proven = value;
      most = s;
    }
    SampleBound raised = raise_bound(sample_, graph_, std::move(starts[most]), best.tail, best.objective,
                                     {.steps = steps,
                                      .pace = found_.bound.prices.empty() ? 1 : pace,
                                      .near = options_.gap / 2,
                                      .threads = options_.threads,
                                      .stop = options_.stop});
    if (raised.value > found_.bound.value || found_.bound.prices.empty()) found_.bound = std::move(raised);
    tell({"raising the bound", "提高下界"});
  }

  /// No CVaR is below the mean: the price of the tail on every gap proves a bound too, and asks for other dates.
  void charge_all(const std::vector<RowPrices>& start) {
    const OutturnSample all = sample_.with({.level = 0, .price = sample_.tail().price});
    const SampleBound raised =
        raise_bound(all, graph_, start, std::vector<std::uint8_t>(sample_.size(), 1), found_.best.objective,
                    {.steps = options_.bound_steps / 2, .near = options_.gap / 2, .threads = options_.threads, .stop = options_.stop});
    found_.bound.value = std::max(found_.bound.value, raised.value);
    try_schedules(raised.schedules);
  }

  /// Those first that the best schedule's prices find cheapest.
  void try_schedules(const std::vector<Schedule>& schedules) {
    const std::vector<CompletionCosts> costs = sample_.costs(found_.best.prices, found_.best.tail, options_.threads);
    std::vector<Candidate> candidates;
    for (Schedule schedule : schedules) {
      settle_stages(problem_, schedule);
      if (!tried_.contains(schedule)) candidates.push_back({sample_.least(costs, schedule), std::move(schedule)});
    }
    std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) { return a.estimate < b.estimate; });
    constexpr std::size_t most = 6;
    candidates.resize(std::min(candidates.size(), most));
    const std::vector<RowPrices> near = found_.best.prices;
    for (Candidate& candidate : candidates) {
      if (enough()) return;
      if (candidate.estimate < found_.best.objective) (void)attempt(std::move(candidate.schedule), near, &costs);
    }
  }

  /// The same search of a bound within a few periods of the best schedule: what it asks for may be better.
  void look_around(int reach) {
    tell({"re-planning around the best dates", "围绕当前最优日期重排"});
    const OutturnGraph graph = graph_within(windows_around(problem_, found_.best.planned, reach));
    const SampleBound near =
        raise_bound(sample_, graph, found_.best.prices, found_.best.tail, found_.best.objective,
                    {.steps = options_.bound_steps / 4, .near = options_.gap / 4, .threads = options_.threads, .stop = options_.stop});
    if (near.value < found_.best.objective) try_schedules(near.schedules);
  }

  /// Moves whose dual bound leaves room for a gain, best first. Everything at once within reach comes before them.
  [[nodiscard]] std::vector<Candidate> moves(const std::vector<CompletionCosts>& costs) const {
    const Schedule& best = found_.best.planned;
    std::vector<Schedule> all;
    const auto shift = [&](int node, std::optional<int> q) {
      Schedule moved = best;
      if (!shift_completion(problem_, moved, node, q)) return;
      settle_stages(problem_, moved);
      if (!tried_.contains(moved)) all.push_back(std::move(moved));
    };
    for (const int reach : {1, 2, 4}) {
      Schedule moved = graph_within(windows_around(problem_, best, reach)).solve(costs, options_.threads).planned;
      settle_stages(problem_, moved);
      if (!tried_.contains(moved)) all.push_back(std::move(moved));
    }
    for (int v = 0; v < problem_.graph().node_count(); ++v) {
      const auto now = best[static_cast<std::size_t>(v)];
      if (!now) {
        for (int q = problem_.graph().earliest_completion()[static_cast<std::size_t>(v)]; q < problem_.periods(); q += 2) shift(v, q);
        continue;
      }
      const bool stage = problem_.graph().is_stage(v);
      for (const int step : {-1, 1, -2, 2, -3, 3, -4, 4})
        if (*now + step < problem_.periods()) shift(v, *now + step);
      if (!stage) shift(v, std::nullopt);
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    std::vector<Candidate> found(all.size());
    for_each_index(static_cast<int>(all.size()), options_.threads, [&](int n) {
      const auto i = static_cast<std::size_t>(n);
      found[i] = {sample_.least(costs, all[i]), std::move(all[i])};
    });
    const double hope = found_.best.objective - 1e-7 * (1 + std::abs(found_.best.objective));
    std::erase_if(found, [&](const Candidate& candidate) { return candidate.estimate >= hope; });
    std::stable_sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) { return a.estimate < b.estimate; });
    return found;
  }

  void improve() {
    constexpr std::size_t batch = 8;
    const double worth = 1e-9 + 0.02 * options_.gap;  // Smaller gains are not followed up.
    for (bool gained = true; gained;) {
      gained = false;
      const SampleValue base = found_.best;
      const std::vector<CompletionCosts> costs = sample_.costs(base.prices, base.tail, options_.threads);
      std::vector<Candidate> candidates = moves(costs);
      for (std::size_t first = 0, batches = 0;
           first < candidates.size() && batches < static_cast<std::size_t>(options_.patience) && !gained; first += batch, ++batches) {
        tell({"moving dates", "调整日期"});
        std::vector<std::pair<double, Schedule>> better;
        for (std::size_t i = first; i < std::min(first + batch, candidates.size()); ++i) {
          if (enough()) return;
          if (!tried_.insert(candidates[i].schedule).second) continue;
          SampleValue value = sample_.value(candidates[i].schedule, base.prices, options_.threads, &costs, base.objective);
          if (value.whole && value.objective < base.objective - worth * std::abs(base.objective))
            better.emplace_back(value.objective, candidates[i].schedule);
          keep(std::move(value));
        }
        if (better.empty()) continue;
        gained = true;
        if (better.size() < 2) continue;
        std::stable_sort(better.begin(), better.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        std::vector<const Schedule*> schedules;
        for (const auto& [objective, schedule] : better) schedules.push_back(&schedule);
        (void)attempt(combine_moves(problem_, base.planned, schedules), base.prices, nullptr);
      }
    }
  }

  const OutturnSample& sample_;
  const PlanningProblem& problem_;
  const SampleSearchOptions& options_;
  OutturnGraph graph_;
  SampleSearch found_{.best = {}, .bound = {.value = -std::numeric_limits<double>::infinity()}, .looked = {}};
  std::set<Schedule> tried_;
};

}  // namespace

SampleSearch search_sample(const OutturnSample& sample, const std::vector<Schedule>& pool, const Multipliers& near,
                           const SampleSearchOptions& options) {
  return Searching(sample, options).run(pool, near);
}

}  // namespace liandong
