#include "scenarios/stress.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

#include "model/io/words.hpp"
#include "model/planning/judge.hpp"
#include "model/planning/metrics.hpp"
#include "model/planning/parallel.hpp"
#include "model/planning/plan_near.hpp"
#include "model/planning/wording.hpp"

namespace liandong {
namespace {

constexpr std::size_t largest_funds = 6, largest_works = 6;
const Rate four_fifths = Rate::percent(80), six_fifths = Rate::percent(120);

Money scaled(Money amount, Rate rate) { return Money::muldiv(amount, rate.billionths(), Rate::one_unit); }

class Library {
 public:
  Library(const PlanningProblem& problem, const Plan& plan) : problem_(problem) {
    for (const Payment& payment : plan.payments) paid_[payment.source] += payment.amount;
  }

  std::vector<Stress> make(const Plan& plan) {
    const std::vector<SourceId> funds = largest();
    for (const SourceId source : funds) add_late(source);
    for (const SourceId source : funds) add_short(source);
    add_channels();
    add_partners();
    add_works(plan);
    return std::move(stresses_);
  }

 private:
  [[nodiscard]] const Source& source(SourceId id) const { return problem_.funding()[id]; }

  void add(std::string key, Text name, std::vector<Change> changes) {
    if (!changes.empty()) stresses_.push_back({.key = std::move(key), .name = std::move(name), .changes = std::move(changes)});
  }

  /// Funds other than contracts that the plan draws on most.
  [[nodiscard]] std::vector<SourceId> largest() const {
    std::vector<std::pair<Money, SourceId>> order;
    for (const auto& [id, amount] : paid_)
      if (!is_contract(source(id).channel)) order.emplace_back(amount, id);
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<SourceId> funds;
    for (const auto& [amount, id] : order)
      if (funds.size() < largest_funds) funds.push_back(id);
    return funds;
  }

  void add_late(SourceId id) {
    std::vector<Change> changes;
    for (int t = 0; t < problem_.periods(); ++t) {
      const Money before = t > 0 ? problem_.inflow(id, t - 1) : Money{};
      if (before != problem_.inflow(id, t)) changes.emplace_back(NewInflow{id, t, before});
    }
    add("late:" + source(id).key, source(id).name + Text{" comes a period late", "晚一期到位"}, std::move(changes));
  }

  void scale(SourceId id, Rate rate, std::vector<Change>& changes) const {
    for (int t = 0; t < problem_.periods(); ++t)
      if (const Money amount = problem_.inflow(id, t); !amount.is_zero()) changes.emplace_back(NewInflow{id, t, scaled(amount, rate)});
  }

  void add_short(SourceId id) {
    std::vector<Change> changes;
    scale(id, four_fifths, changes);
    add("short:" + source(id).key, source(id).name + Text{" is a fifth short", "短收五分之一"}, std::move(changes));
  }

  /// A channel that several sources bring.
  void add_channels() {
    for (const Channel channel : {Channel::fiscal, Channel::bundled, Channel::investment}) {
      std::vector<Change> changes;
      int sources = 0;
      for (const auto& [id, amount] : paid_)
        if (source(id).channel == channel) {
          scale(id, four_fifths, changes);
          ++sources;
        }
      if (sources > 1)
        add("channel:" + word_of("channel", static_cast<int>(channel)).en,
            name_of(channel) + Text{": all of it a fifth short", "：全部短收五分之一"}, std::move(changes));
    }
  }

  /// A contract partner quits: nothing is signed with it any more.
  void add_partners() {
    for (const auto& [id, amount] : paid_) {
      if (!is_contract(source(id).channel)) continue;
      std::vector<Change> changes;
      scale(id, Rate{}, changes);
      add("quits:" + source(id).key, source(id).name + Text{": the partner quits", "：合作方退出"}, std::move(changes));
    }
  }

  void add_works(const Plan& plan) {
    std::vector<std::pair<Money, ProjectId>> order;
    for (std::size_t j = 0; j < plan.start.size(); ++j)
      if (plan.start[j]) order.emplace_back(problem_.campaign().projects()[j].cost, ProjectId{static_cast<int>(j)});
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    order.resize(std::min(order.size(), largest_works));
    for (const auto& [cost, project] : order) {
      const Project& row = problem_.campaign()[project];
      add("cost:" + row.key, row.name + Text{" is a fifth dearer", "造价上涨五分之一"}, {CostChange{project, scaled(cost, six_fifths)}});
    }
  }

  const PlanningProblem& problem_;
  std::map<SourceId, Money> paid_;
  std::vector<Stress> stresses_;
};

/// Dates held and dates free; nothing if it was stopped.
std::optional<StressResult> judge(const PlanningProblem& problem, const Plan& plan, const PlanMetrics& before, const Planner& known,
                                  const Stress& stress, const PlanOptions& options) {
  const Checked<PlanningProblem> changed = apply_changes(problem, stress.changes);
  if (!changed) return {};  // A lock forbids it, say: then it cannot happen either.
  const Plan held = with_dates_of(*changed, plan);
  PlanResult cured = plan_near(known, *changed, options);
  if (cut_short(cured, options.stop)) return {};
  const double objective = plan.certificate.objective;
  // The old dates may be better than what the search found within its distance.
  const bool stay = held.certificate.objective <= cured.plan.certificate.objective;
  const Plan& best = stay ? held : cured.plan;
  const PlanMetrics after_held = measure(*changed, held), after = stay ? after_held : measure(*changed, best);
  StressResult result{.stress = stress,
                      .gap_held = after_held.gap - before.gap,
                      .objective_held = held.certificate.objective - objective,
                      .gap_cured = after.gap - before.gap,
                      .objective_cured = best.certificate.objective - objective,
                      .proven_cured = cured.plan.certificate.bound - objective,
                      .late_cured = late_periods(after) - late_periods(before),
                      .moves = {}};
  for (std::size_t j = 0; j < plan.start.size(); ++j)
    if (plan.start[j] != best.start[j])
      result.moves.push_back({.project = ProjectId{static_cast<int>(j)}, .from = plan.start[j], .to = best.start[j]});
  return result;
}

}  // namespace

std::vector<Stress> stress_library(const PlanningProblem& problem, const Plan& plan) { return Library(problem, plan).make(plan); }

StressStudy study_stresses(const PlanningProblem& given, const StressOptions& options) {
  const PlanningProblem problem = weighed_by_prices(given);
  const auto plan_options = [&](int threads) -> PlanOptions {
    return {.gap = options.gap, .time_limit = options.time_limit, .threads = threads, .stop = options.stop};
  };
  Planner known;
  StressStudy study{.plan = known.plan(problem, plan_options(options.threads)), .results = {}};
  const PlanMetrics before = measure(problem, study.plan.plan);
  const std::vector<Stress> library = stress_library(problem, study.plan.plan);
  std::vector<std::optional<StressResult>> results(library.size());
  std::mutex telling;
  std::size_t done = 0;
  for_each_index(static_cast<int>(library.size()), options.threads, [&](int i) {
    if (options.stop.stop_requested()) return;
    results[static_cast<std::size_t>(i)] =
        judge(problem, study.plan.plan, before, known, library[static_cast<std::size_t>(i)], plan_options(1));
    const std::scoped_lock lock(telling);
    if (options.on_progress) options.on_progress(++done, library.size());
  });
  for (std::optional<StressResult>& result : results)
    if (result) study.results.push_back(*std::move(result));
  study.complete = !options.stop.stop_requested();
  std::stable_sort(study.results.begin(), study.results.end(),
                   [](const StressResult& a, const StressResult& b) { return a.objective_held > b.objective_held; });
  return study;
}

}  // namespace liandong
