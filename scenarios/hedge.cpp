#include "scenarios/hedge.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "model/planning/change.hpp"
#include "model/planning/finish.hpp"
#include "model/planning/judge.hpp"
#include "model/planning/plan_near.hpp"
#include "model/planning/sample_search.hpp"
#include "scenarios/outturns.hpp"
#include "scenarios/simulation_statistics.hpp"

namespace liandong {
namespace {

/// Where each sample's draws begin: none is drawn twice, however many there are.
constexpr int choose_from = 1'000'000, judge_from = 2'000'000;

/// Prices of the tail that are tried for a limit, times the price of the gap.
constexpr double tail_prices[] = {0.25, 1, 4, 16};

/// Draws are independent here.
Estimate estimate(const std::vector<double>& values) { return mean_of(values, Sampling::plain); }

/// Costs, gaps and dates of one schedule, draw by draw.
struct Record {
  std::vector<double> cost, gap;
  std::vector<std::vector<std::optional<int>>> stages;

  [[nodiscard]] HedgeFigures figures(const PlanningProblem& problem, double level) const {
    const Estimate mean = estimate(cost);
    HedgeFigures figures{.cost = mean.value, .cost_error = mean.error, .gap = estimate(gap).value, .cvar = tail_mean(gap, level)};
    figures.on_time.assign(problem.campaign().stages().size(), 0.0);
    for (const auto& dates : stages) {
      bool all = true;
      for (std::size_t s = 0; s < dates.size(); ++s) {
        const bool in_time = dates[s] && *dates[s] <= problem.deadline(StageId{static_cast<int>(s)});
        figures.on_time[s] += in_time ? 1 : 0;
        all &= in_time;
      }
      figures.all_on_time += all ? 1 : 0;
    }
    const double count = std::max<double>(1, static_cast<double>(stages.size()));
    for (double& share : figures.on_time) share /= count;
    figures.all_on_time /= count;
    return figures;
  }
};

/// Dates with the money that goes with them: under a limit it shuns gaps above a threshold.
struct Dates {
  Schedule planned;
  TailPrice tail;
};

/// Interior points end a little above the last fen.
bool kept(double cvar, double limit) { return cvar <= limit + 1e-5 * limit + 1e-4; }

void add_stages(const OutturnDates& dates, const Schedule& planned, int projects, Record& record) {
  const Schedule schedule = dates.of(planned);
  record.stages.emplace_back(schedule.begin() + projects, schedule.end());
}

class Hedging {
 public:
  Hedging(PlanningProblem problem, PlanResult deterministic, Planner known, const Uncertainty& uncertainty, const HedgeOptions& options)
      : problem_(std::move(problem)),
        deterministic_(std::move(deterministic)),
        known_(std::move(known)),
        draws_(problem_, uncertainty),
        options_(options),
        started_(std::chrono::steady_clock::now()) {}

  Hedge run() {
    near_ = {.cash = deterministic_.plan.certificate.cash, .affordability = deterministic_.plan.certificate.affordability};
    const Schedule own = schedule_of(problem_, deterministic_.plan);
    Hedge hedge{.problem = problem_, .deterministic = deterministic_, .plan = deterministic_, .metrics = {}};
    hedge.level = options_.level;
    std::vector<Outturn> outturns = draws_.make(options_.seed, 0, options_.draws, options_.threads);
    const std::vector<Schedule> pool = pool_of(own, outturns);
    OutturnSample sample(problem_, std::move(outturns), {.level = options_.level});
    SampleSearch search = look(sample, pool, hedge);
    const SampleValue first = search.looked.empty() ? SampleValue{} : search.looked.front();  // Of the deterministic plan.
    if (!first.whole) {
      hedge.end = HedgeEnd::cancelled;
      return finish(std::move(hedge), own);
    }
    hedge.bound = search.bound.value;
    hedge.limit = options_.limit ? std::optional(options_.limit->wan()) : std::nullopt;
    if (options_.limit_share) hedge.limit = std::min(hedge.limit.value_or(first.cvar), *options_.limit_share * first.cvar);
    std::vector<SampleValue> looked = std::move(search.looked);
    bool limit_kept = true;
    if (hedge.limit) limit_kept = keep_limit(sample, search.best, looked, hedge);
    hedge.looked = looked.size();
    hedge.least_cvar =
        std::min_element(looked.begin(), looked.end(), [](const SampleValue& a, const SampleValue& b) { return a.cvar < b.cvar; })->cvar;
    const std::vector<Dates> finalists = finalists_of(looked, own, hedge, limit_kept);
    const bool own_allowed = finalists.front().planned == own;
    const Dates picked = pick(finalists, own, hedge);
    hedge.searched = compare(sample, own, picked);
    const bool stopped = options_.stop.stop_requested();
    if (!stopped) hedge.judged = compare(judge_from, own, picked);
    hedge.end = options_.stop.stop_requested()         ? HedgeEnd::cancelled
                : !limit_kept                          ? HedgeEnd::impossible
                : own_allowed && picked.planned == own ? HedgeEnd::no_better
                                                       : HedgeEnd::hedged;
    return finish(std::move(hedge), picked.planned);
  }

 private:
  void tell(double objective, double bound, const Text& step) const {
    if (options_.on_progress) options_.on_progress(objective, bound, step);
  }

  /// The deterministic plan's dates first; then those of plans for the mean of the draws, as they are and with deadlines brought forward.
  [[nodiscard]] std::vector<Schedule> pool_of(const Schedule& own, const std::vector<Outturn>& outturns) {
    std::vector<Schedule> pool{own};
    const PlanningProblem mean = mean_problem(problem_, outturns);
    constexpr double rough = 0.05;  // They are where the search begins, no more.
    for (int sooner = 0; sooner <= 2 && !options_.stop.stop_requested(); ++sooner) {
      tell(0, 0, {"planning for the mean of the draws", "按抽样均值编制"});
      std::vector<Change> changes;
      for (std::size_t s = 0; s < mean.campaign().stages().size(); ++s) {
        const StageId id{static_cast<int>(s)};
        const Horizon& horizon = mean.campaign().horizon();
        const int deadline = std::max(0, horizon.index_of(mean.campaign()[id].deadline) - sooner);
        if (sooner > 0) changes.emplace_back(DeadlineChange{id, horizon.at(deadline)});
      }
      Checked<PlanningProblem> hurried = apply_changes(mean, changes);
      if (!hurried) continue;
      const PlanResult result = plan_near(
          known_, *hurried,
          {.gap = std::max(rough, options_.gap), .time_limit = options_.time_limit, .threads = options_.threads, .stop = options_.stop});
      if (cut_short(result, options_.stop)) break;
      pool.push_back(schedule_of(problem_, result.plan));
    }
    return pool;
  }

  SampleSearch look(const OutturnSample& sample, const std::vector<Schedule>& pool, Hedge& hedge) {
    SampleSearch search =
        search_sample(sample, pool, near_,
                      {.gap = options_.gap / 4,
                       .threads = options_.threads,
                       .stop = options_.stop,
                       .on_progress = [&](double objective, double bound, const Text& step) { tell(objective, bound, step); }});
    if (search.best.whole)
      hedge.points.push_back(
          {.price = sample.tail().price, .cost = search.best.mean, .cvar = search.best.cvar, .bound = search.bound.value});
    return search;
  }

  /// Raises the price of the tail until the limit is kept. (6)
  bool keep_limit(const OutturnSample& sample, const SampleValue& best, std::vector<SampleValue>& looked, Hedge& hedge) {
    if (kept(best.cvar, *hedge.limit)) return true;
    Schedule from = best.planned;
    for (const double times : tail_prices) {
      if (options_.stop.stop_requested()) break;
      const OutturnSample priced = sample.with({.level = options_.level, .price = times * problem_.settings().prices.gap.value()});
      SampleSearch search = look(priced, {from, looked.front().planned}, hedge);
      if (!search.best.whole) break;
      from = search.best.planned;
      hedge.bound = std::max(hedge.bound, search.bound.value - priced.tail().price * *hedge.limit);  // (6)
      std::move(search.looked.begin(), search.looked.end(), std::back_inserter(looked));
      if (kept(search.best.cvar, *hedge.limit)) break;
    }
    return std::any_of(looked.begin(), looked.end(), [&](const SampleValue& value) { return kept(value.cvar, *hedge.limit); });
  }

  /// The deterministic plan's own dates first, if they may be; then the best few others.
  [[nodiscard]] std::vector<Dates> finalists_of(const std::vector<SampleValue>& looked, const Schedule& own, const Hedge& hedge,
                                                bool limit_kept) const {
    std::vector<const SampleValue*> order;
    for (const SampleValue& value : looked)
      if (!hedge.limit || !limit_kept || kept(value.cvar, *hedge.limit)) order.push_back(&value);
    const bool by_gap = !limit_kept;
    std::stable_sort(order.begin(), order.end(),
                     [&](const SampleValue* a, const SampleValue* b) { return by_gap ? a->cvar < b->cvar : a->mean < b->mean; });
    std::vector<Dates> finalists;
    if (!hedge.limit || (limit_kept && kept(looked.front().cvar, *hedge.limit))) finalists.push_back({own, {.level = options_.level}});
    const std::size_t most = by_gap ? 1 : finalists.size() + 3;
    const auto listed = [&](const Schedule& schedule) {
      return std::any_of(finalists.begin(), finalists.end(), [&](const Dates& dates) { return dates.planned == schedule; });
    };
    for (const SampleValue* value : order)
      if (finalists.size() < most && !listed(value->planned)) finalists.push_back({value->planned, value->used});
    return finalists;
  }

  /// The cheapest on draws of their own; the first on a tie.
  Dates pick(const std::vector<Dates>& finalists, const Schedule& own, Hedge& hedge) {
    tell(hedge.points.front().cost, hedge.bound, {"choosing on fresh draws", "在新的抽样上选择"});
    std::vector<Dates> dates = finalists;
    dates.push_back({own, {.level = options_.level}});
    const std::vector<Record> records = price(choose_from, dates);
    if (records.front().cost.empty()) {  // Stopped: the best on the draws searched on.
      const bool own_first = finalists.front().planned == own;
      return finalists[own_first && finalists.size() > 1 ? 1 : 0];
    }
    std::size_t best = 0;
    for (std::size_t i = 1; i < finalists.size(); ++i)
      if (estimate(records[i].cost).value < estimate(records[best].cost).value) best = i;
    hedge.chosen = compared(records.back(), records[best]);
    return finalists[best];
  }

  /// Several schedules on `fresh` draws, a few draws at a time; empty after a stop.
  [[nodiscard]] std::vector<Record> price(int first, const std::vector<Dates>& all) const {
    std::vector<Record> records(all.size());
    constexpr int together = 16;
    for (int done = 0; done < options_.fresh; done += together) {
      if (options_.stop.stop_requested()) return std::vector<Record>(all.size());
      const OutturnSample sample(problem_,
                                 draws_.make(options_.seed, first + done, std::min(together, options_.fresh - done), options_.threads),
                                 {.level = options_.level});
      const std::vector<RowPrices> near = sample.prices(near_);
      for (std::size_t i = 0; i < all.size(); ++i)
        add(sample, sample.with(all[i].tail).value(all[i].planned, near, options_.threads), records[i]);
    }
    return records;
  }

  void add(const OutturnSample& sample, const SampleValue& value, Record& record) const {
    record.cost.insert(record.cost.end(), value.cost.begin(), value.cost.end());
    record.gap.insert(record.gap.end(), value.gap.begin(), value.gap.end());
    for (const OutturnDates& dates : sample.dates()) add_stages(dates, value.planned, problem_.graph().project_count(), record);
  }

  [[nodiscard]] HedgeComparison compared(const Record& deterministic, const Record& hedged) const {
    std::vector<double> saved;
    for (std::size_t i = 0; i < hedged.cost.size(); ++i) saved.push_back(deterministic.cost[i] - hedged.cost[i]);
    const Estimate mean = estimate(saved);
    return {.draws = static_cast<int>(saved.size()),
            .deterministic = deterministic.figures(problem_, options_.level),
            .hedged = hedged.figures(problem_, options_.level),
            .saved = mean.value,
            .saved_error = mean.error};
  }

  HedgeComparison compare(const OutturnSample& sample, const Schedule& own, const Dates& picked) const {
    Record deterministic, hedged;
    add(sample, sample.value(own, sample.prices(near_), options_.threads), deterministic);
    add(sample, sample.with(picked.tail).value(picked.planned, sample.prices(near_), options_.threads), hedged);
    return compared(deterministic, hedged);
  }

  HedgeComparison compare(int first, const Schedule& own, const Dates& picked) const {
    tell(0, 0, {"judging on fresh draws", "在新的抽样上评判"});
    const std::vector<Record> records = price(first, {{own, {.level = options_.level}}, picked});
    return compared(records[0], records[1]);
  }

  Hedge finish(Hedge hedge, const Schedule& picked) const {
    if (picked != schedule_of(problem_, deterministic_.plan)) {
      Plan plan = finish_plan(SpendModel(problem_), picked, options_.threads);
      plan.deliveries = deterministic_.plan.deliveries;
      judge_by(problem_, deterministic_.plan.certificate, plan);
      hedge.plan = {.outcome = Outcome::best_found, .plan = std::move(plan), .relaxation = {}, .goals = {}};
    }
    hedge.metrics = measure(problem_, hedge.plan.plan);
    for (std::size_t j = 0; j < hedge.plan.plan.start.size(); ++j)
      if (hedge.plan.plan.start[j] != deterministic_.plan.start[j])
        hedge.moves.push_back(
            {.project = ProjectId{static_cast<int>(j)}, .from = deterministic_.plan.start[j], .to = hedge.plan.plan.start[j]});
    hedge.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
    return hedge;
  }

  PlanningProblem problem_;
  PlanResult deterministic_;
  Planner known_;
  OutturnDraws draws_;
  const HedgeOptions& options_;
  std::chrono::steady_clock::time_point started_;
  Multipliers near_;
};

}  // namespace

Hedge hedge_plan(const PlanningProblem& problem, const Uncertainty& uncertainty, const HedgeOptions& options) {
  const PlanningProblem priced = weighed_by_prices(problem);
  Planner known;
  PlanOptions plan{.gap = options.gap, .time_limit = options.time_limit, .threads = options.threads, .stop = options.stop};
  if (options.on_progress) plan.on_progress = [&](const PlanProgress& at) { options.on_progress(at.objective, at.bound, at.step); };
  PlanResult deterministic = known.plan(priced, plan);
  PlanningProblem delivered = priced.modes().empty() ? priced : priced.delivered(deterministic.plan.deliveries);
  return Hedging(std::move(delivered), std::move(deterministic), std::move(known), uncertainty, options).run();
}

}  // namespace liandong
