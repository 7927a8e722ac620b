#include "model/planning/price_study.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <mutex>
#include <set>
#include <utility>

#include "model/planning/explanation_parts.hpp"
#include "model/planning/finish.hpp"
#include "model/planning/parallel.hpp"
#include "model/planning/planner.hpp"
#include "model/planning/relaxation.hpp"
#include "model/planning/search.hpp"

namespace liandong {
namespace {

/// A tree's leaves as cost and slope: what each proves when money is added, (4). κ of the varied money only.
struct Proof {
  struct Leaf {
    double bound = 0;
    std::vector<double> kappa;  ///< Of the source in question, by t.
  };
  std::vector<Leaf> leaves;
  std::vector<std::vector<Leaf>> parts;  ///< Trees of parts of a large campaign: each adds its least rise.

  Proof(const Certificate& certificate, SourceId source) {
    const std::vector<double>& whole = certificate.cash[source.index()];
    leaves.push_back({certificate.bound, whole});
    if (!certificate.branches.empty()) leaves.clear();
    for (const CertificateBranch& branch : certificate.branches) leaves.push_back({branch.bound, branch.cash[source.index()]});
    for (const std::vector<CertificateRise>& tree : certificate.parts) {  // Rises count on top of what the whole proves.
      parts.emplace_back();
      double least = std::numeric_limits<double>::infinity();
      for (const CertificateRise& rise : tree) {
        least = std::min(least, rise.rise);
        std::vector<double> above(whole.size());
        if (const auto own = rise.cash.find(source); own != rise.cash.end())
          for (std::size_t t = 0; t < whole.size(); ++t) above[t] = own->second[t] - whole[t];
        parts.back().push_back({rise.rise, std::move(above)});
      }
      leaves.front().bound -= least;
    }
  }
  [[nodiscard]] double bound_with(const std::vector<double>& extra) const {
    double bound = least_with(leaves, extra);
    for (const std::vector<Leaf>& tree : parts) bound += least_with(tree, extra);
    return bound;
  }

 private:
  static double least_with(const std::vector<Leaf>& leaves, const std::vector<double>& extra) {
    double least = std::numeric_limits<double>::infinity();
    for (const Leaf& leaf : leaves) {
      double bound = leaf.bound;
      for (std::size_t t = 0; t < extra.size(); ++t) bound -= extra[t] * leaf.kappa[t];
      least = std::min(least, bound);
    }
    return least;
  }
};

/// The money in question changed by a share of itself, and what planning anew finds there.
struct Rung {
  Rate change;
  std::vector<Money> extra;  ///< By t, against the campaign as it is.
  std::vector<double> extra_wan;
  double total = 0;  ///< 万元.
  std::optional<Schedule> schedule;
  std::optional<Proof> proof;
};

/// The rungs that change something.
std::vector<Rung> rungs_of(const PlanningProblem& problem, const PriceQuestion& question, const std::vector<Rate>& changes) {
  std::vector<Rung> rungs;
  for (const Rate change : changes) {
    Rung rung{.change = change, .extra = {}, .extra_wan = {}, .schedule = {}, .proof = {}};
    for (int t = 0; t < problem.periods(); ++t) {
      const Money before = problem.inflow(question.source, t);
      const bool asked = !question.t || *question.t == t;
      rung.extra.push_back(asked ? std::max(Money{} - before, change.of(before)) : Money{});
      rung.extra_wan.push_back(rung.extra.back().wan());
      rung.total += rung.extra.back().wan();
    }
    if (rung.total != 0) rungs.push_back(std::move(rung));
  }
  return rungs;
}

PlanningProblem with_extra(const PlanningProblem& problem, SourceId source, const std::vector<Money>& extra) {
  PlanningProblem changed = problem;
  for (int t = 0; t < problem.periods(); ++t)
    if (const Money more = extra[static_cast<std::size_t>(t)]; !more.is_zero())
      changed = changed.with_inflow(source, t, problem.inflow(source, t) + more);
  return changed;
}

/// (3): what schedules cost with their best money in exact amounts; infinite where the solver did not get there.
std::vector<double> costs_of(const PlanningProblem& problem, const std::vector<Schedule>& schedules, const Multipliers& near, int threads) {
  const SpendModel model(problem);
  const MasterLayout layout(model);
  const RowPrices prices = row_prices(model.rows(), near);
  std::vector<double> costs(schedules.size(), std::numeric_limits<double>::infinity());
  for_each_index(static_cast<int>(schedules.size()), threads, [&](int i) {
    const auto place = static_cast<std::size_t>(i);
    const MoneyValue value = value_of_money(layout, ExpandedGraph(problem, fixed_windows(schedules[place])), prices, 1e-8);
    if (value.converged) costs[place] = value.objective;
  });
  return costs;
}

/// What the costs may be off by, 万元.
double precision(double cost) { return 1e-7 * (1 + std::abs(cost)); }

/// The cheapest; the earlier one unless a later one is cheaper by more than the costs may be off.
std::size_t cheapest(const std::vector<double>& costs) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < costs.size(); ++i)
    if (!(costs[i] >= costs[best] - precision(costs[best]))) best = i;
  return best;
}

int moved_between(const Schedule& a, const Schedule& b, int from, int to) {
  int count = 0;
  for (int v = from; v < to; ++v) count += a[static_cast<std::size_t>(v)] != b[static_cast<std::size_t>(v)] ? 1 : 0;
  return count;
}

/// (1) and (2).
void price_by_duals(const PlanningProblem& problem, const Plan& plan, SourcePrice& price) {
  double weighed = 0, total = 0, used_up = 0, used_down = 0;
  for (const PriceEntry& entry : plan.prices) {
    if (entry.source != price.question.source || (price.question.t && *price.question.t != entry.t)) continue;
    const Money money = problem.inflow(entry.source, entry.t);
    if (money.is_zero()) continue;
    price.money += money;
    weighed += money.wan() * entry.value;
    total += money.wan();
    used_up += entry.range_high > 0 ? money.wan() / entry.range_high : std::numeric_limits<double>::infinity();
    used_down += entry.range_low < 0 ? money.wan() / -entry.range_low : std::numeric_limits<double>::infinity();
  }
  if (total <= 0) return;
  price.dual = weighed / total;
  price.dual_high = total / used_up;
  price.dual_low = std::isinf(used_down) ? 0 : -std::min(total, total / used_down);
}

class Study {
 public:
  Study(const PlanningProblem& problem, const Plan& plan, const std::vector<PriceQuestion>& questions, const PriceStudyOptions& options)
      : problem_(problem), options_(options), planned_(schedule_of(problem, plan)) {
    std::vector<Rate> changes = options.changes;
    if (changes.empty())
      for (const int percent : {-10, -5, -1, 1, 5, 10}) changes.push_back(Rate::percent(percent));
    std::sort(changes.begin(), changes.end());
    for (const PriceQuestion& question : questions) {
      SourcePrice price{.question = question, .money = {}, .steps = {}};
      price_by_duals(problem, plan, price);
      study_.prices.push_back(std::move(price));
      rungs_.push_back(rungs_of(problem, question, changes));
      for (std::size_t i = 0; i < rungs_.back().size(); ++i) steps_.emplace_back(rungs_.size() - 1, i);
    }
  }

  PriceStudy run() {
    start_from_the_campaign_as_it_is();
    for_each_index(static_cast<int>(steps_.size()), options_.threads, [&](int i) { plan_anew(steps_[static_cast<std::size_t>(i)]); });
    find_the_best_as_it_is();
    for_each_index(static_cast<int>(rungs_.size()), options_.threads, [&](int i) { compare(static_cast<std::size_t>(i)); });
    return std::move(study_);
  }

 private:
  [[nodiscard]] double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count(); }
  [[nodiscard]] bool enough() const {
    return options_.stop.stop_requested() || (options_.time_limit > 0 && seconds() >= options_.time_limit);
  }
  [[nodiscard]] PlanOptions plan_options(int threads) const {
    return {.gap = options_.gap,
            .time_limit = options_.time_limit > 0 ? std::max(0.01, options_.time_limit - seconds()) : 0,
            .threads = threads,
            .stop = options_.stop};
  }

  void start_from_the_campaign_as_it_is() {
    report();
    const PlanResult base = start_.plan(problem_, plan_options(options_.threads));
    base_ = base.plan.certificate;
    near_ = {.cash = base_.cash, .affordability = base_.affordability};
    base_schedule_ = schedule_of(problem_, base.plan);
    improved_ = move_by_move(problem_, base_schedule_, 8, options_.threads);
  }

  /// Every re-plan starts from a copy of the same memory, so that none depends on the others.
  void plan_anew(const std::pair<std::size_t, std::size_t>& step) {
    if (enough()) return;
    const SourceId source = study_.prices[step.first].question.source;
    Rung& rung = rungs_[step.first][step.second];
    const PlanningProblem problem = with_extra(problem_, source, rung.extra);
    Planner planner = start_;
    PlanOptions options = plan_options(1);
    options.gap = std::max(options.gap, 1.1 * base_.relative_gap());  // What the campaign as it is does not allow is not asked for.
    const PlanResult result = planner.plan(problem, options);
    Schedule schedule = schedule_of(problem, result.plan);
    rung.schedule = move_by_move(problem, schedule == base_schedule_ ? improved_ : std::move(schedule), 4, 1);
    rung.proof.emplace(result.plan.certificate, source);
    const std::scoped_lock lock(reporting_);
    ++done_;
    report();
  }

  /// The planner keeps the old dates where they are near enough to the bound; what this money buys beyond that is found by single moves,
  /// `batches` of them.
  [[nodiscard]] Schedule move_by_move(const PlanningProblem& problem, Schedule schedule, int batches, int threads) const {
    const SpendModel model(problem);
    const MasterLayout layout(model);
    const Evaluation start = evaluate(layout, schedule, row_prices(model.rows(), near_));
    if (!std::isfinite(start.objective)) return schedule;
    return improve(layout, start, threads, [&](const Evaluation&, const Text&) { return batches-- <= 0 || enough(); }).schedule;
  }

  /// Of all schedules met anywhere, for the money as it is: no price may owe anything to a schedule that the plan might have had, too.
  void find_the_best_as_it_is() {
    std::vector<Schedule> met{planned_};
    std::set<Schedule> known{planned_};
    for (const Schedule& schedule : {base_schedule_, improved_})
      if (known.insert(schedule).second) met.push_back(schedule);
    study_.bound = base_.bound;
    for (std::size_t i = 0; i < rungs_.size(); ++i)
      for (const Rung& rung : rungs_[i]) {
        if (!rung.schedule) continue;
        if (known.insert(*rung.schedule).second) met.push_back(*rung.schedule);
        std::vector<double> less = rung.extra_wan;
        for (double& wan : less) wan = -wan;
        study_.bound = std::max(study_.bound, rung.proof->bound_with(less));
      }
    const std::vector<double> costs = costs_of(problem_, met, near_, options_.threads);
    const std::size_t best = cheapest(costs);
    best_ = met[best];
    study_.plan_cost = costs.front();
    study_.cost = costs[best];
  }

  /// (3) to (6) for one question.
  void compare(std::size_t place) {
    SourcePrice& price = study_.prices[place];
    std::vector<Rung>& rungs = rungs_[place];
    std::vector<Schedule> pool{planned_, best_};
    for (const Rung& rung : rungs)
      if (rung.schedule && std::find(pool.begin(), pool.end(), *rung.schedule) == pool.end()) pool.push_back(*rung.schedule);
    const Proof base(base_, price.question.source);
    for (const Rung& rung : rungs) {
      if (!rung.schedule) {
        price.complete = false;
        continue;
      }
      const std::vector<double> costs = costs_of(with_extra(problem_, price.question.source, rung.extra), pool, near_, 1);
      const std::size_t best = cheapest(costs);
      PriceStep step{.change = rung.change, .extra = rung.total, .cost = costs[best], .bound = base.bound_with(rung.extra_wan)};
      for (const Rung& other : rungs) {
        if (!other.proof) continue;
        std::vector<double> apart;
        for (std::size_t t = 0; t < rung.extra_wan.size(); ++t) apart.push_back(rung.extra_wan[t] - other.extra_wan[t]);
        step.bound = std::max(step.bound, other.proof->bound_with(apart));
      }
      if (rung.total < 0) step.bound = std::max(step.bound, study_.bound);  // Less money never helps.
      const int projects = problem_.graph().project_count();
      step.moved = moved_between(planned_, pool[best], 0, projects);
      step.stages_moved = moved_between(planned_, pool[best], projects, problem_.graph().node_count());
      step.held = (study_.plan_cost - costs.front()) / rung.total;
      step.price = (study_.cost - step.cost) / rung.total;
      const double amount = std::abs(rung.total), slack = precision(study_.cost) + precision(step.cost);
      const double least = rung.total > 0 ? study_.bound - step.cost : step.bound - study_.cost;
      const double most = rung.total > 0 ? study_.cost - step.bound : step.cost - study_.bound;
      step.low = std::max(0.0, (least - slack) / amount);
      step.high = (most + slack) / amount;
      price.steps.push_back(step);
    }
  }

  void report() const {
    if (options_.on_progress) options_.on_progress({.done = done_, .steps = static_cast<int>(steps_.size()), .seconds = seconds()});
  }

  const PlanningProblem& problem_;
  const PriceStudyOptions& options_;
  const Schedule planned_;
  PriceStudy study_;
  std::vector<std::vector<Rung>> rungs_;                    ///< By question.
  std::vector<std::pair<std::size_t, std::size_t>> steps_;  ///< Question and rung.
  Planner start_;
  Certificate base_;
  Schedule base_schedule_, improved_, best_;
  Multipliers near_;
  std::mutex reporting_;
  int done_ = 0;
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

}  // namespace

const PriceStep* SourcePrice::step(Rate change) const {
  const auto at = std::find_if(steps.begin(), steps.end(), [&](const PriceStep& s) { return s.change == change; });
  return at == steps.end() ? nullptr : &*at;
}

const PriceStep* SourcePrice::departs(bool upwards) const {
  const PriceStep* nearest = nullptr;
  for (const PriceStep& s : steps)
    if ((s.extra > 0) == upwards && (dual < s.low || dual > s.high) && (nearest == nullptr || std::abs(s.extra) < std::abs(nearest->extra)))
      nearest = &s;
  return nearest;
}

std::vector<PriceQuestion> whole_sources(const PlanningProblem& problem, const Plan& plan) {
  std::vector<SourcePrice> prices;
  for (std::size_t k = 0; k < problem.funding().sources().size(); ++k) {
    SourcePrice price{.question = {.source = SourceId{static_cast<std::int32_t>(k)}}, .money = {}, .steps = {}};
    price_by_duals(problem, plan, price);
    if (!price.money.is_zero()) prices.push_back(std::move(price));
  }
  std::stable_sort(prices.begin(), prices.end(), [](const SourcePrice& a, const SourcePrice& b) { return a.dual > b.dual; });
  std::vector<PriceQuestion> questions;
  for (const SourcePrice& price : prices) questions.push_back(price.question);
  return questions;
}

std::vector<PriceQuestion> dearest_periods(const PlanningProblem& problem, const Plan& plan, int most) {
  std::vector<PriceEntry> entries;
  for (const PriceEntry& entry : plan.prices)
    if (entry.value > 0 && !problem.inflow(entry.source, entry.t).is_zero()) entries.push_back(entry);
  std::stable_sort(entries.begin(), entries.end(), [](const PriceEntry& a, const PriceEntry& b) { return a.value > b.value; });
  std::vector<PriceQuestion> questions;
  for (const PriceEntry& entry : entries)
    if (most <= 0 || static_cast<int>(questions.size()) < most) questions.push_back({.source = entry.source, .t = entry.t});
  return questions;
}

PriceStudy study_prices(const PlanningProblem& problem, const Plan& plan, const std::vector<PriceQuestion>& questions,
                        const PriceStudyOptions& options) {
  return Study(problem, plan, questions, options).run();
}

}  // namespace liandong
