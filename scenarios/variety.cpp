#include "scenarios/variety.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

#include "model/planning/change.hpp"
#include "model/planning/judge.hpp"
#include "model/planning/parallel.hpp"
#include "model/planning/plan_near.hpp"
#include "model/planning/stage_dates.hpp"
#include "scenarios/random_stream.hpp"

namespace liandong {
namespace {

/// Draws what an alternative must do otherwise than the best plan.
class Drawing {
 public:
  Drawing(const PlanningProblem& problem, const Plan& best)
      : problem_(problem), best_(best), main_(best.start.size()), latest_(latest_completions(problem, best.stage)) {
    std::map<std::pair<ProjectId, SourceId>, Money> paid;
    for (const Payment& payment : best.payments) paid[{payment.project, payment.source}] += payment.amount;
    std::vector<Money> most(best.start.size());
    for (const auto& [key, amount] : paid) {
      const auto& [project, source] = key;
      if (amount <= most[project.index()]) continue;
      most[project.index()] = amount;
      main_[project.index()] = source;
    }
    for (const Project& project : problem.campaign().projects()) average_ += project.cost;
    average_ = Money::muldiv(average_, 1, std::max<std::int64_t>(1, static_cast<std::int64_t>(best.start.size())));
  }

  /// About one project in `every` is held away from its date, a fourth as many, smaller ones,
  /// from their main fund; as far as locks and links allow and no stage need come later.
  [[nodiscard]] PlanningProblem draw(std::uint64_t seed, std::uint64_t number, std::int64_t every) const {
    RandomStream stream(seed, number);
    PlanningProblem problem = problem_;
    const auto try_to = [&](const Lock& lock) {
      Checked<PlanningProblem> changed = apply_change(problem, LockChange{lock});
      if (changed) problem = *std::move(changed);
    };
    for (std::size_t j = 0; j < best_.start.size(); ++j) {
      const bool date = stream.between(1, every) == 1, fund = stream.between(1, 4 * every) == 1, later = stream.percent(60);
      const std::int64_t by = stream.between(1, 3);
      if (!best_.start[j]) continue;
      const ProjectId project{static_cast<int>(j)};
      if (date) hold_away(project, *best_.start[j] + static_cast<int>(later ? by : -by), later, try_to);
      if (fund && main_[j].known() && problem_.campaign()[project].cost < average_)
        try_to({.project = project, .kind = LockKind::bar, .from = {}, .to = {}, .source = main_[j]});
    }
    return problem;
  }

 private:
  /// Later only as far as no stage need come later for it; all such dates can be kept at once.
  template <class Try>
  void hold_away(ProjectId project, int start, bool later, const Try& try_to) const {
    const int completion = start + problem_.graph().duration(project.value) - 1;
    if (start < 0 || completion > latest_[project.index()].value_or(problem_.periods() - 1)) return;
    const Period at = problem_.campaign().horizon().at(start);
    Lock lock{.project = project, .kind = LockKind::start, .from = {}, .to = {}, .source = {}};
    (later ? lock.from : lock.to) = at;
    try_to(lock);
  }

  const PlanningProblem& problem_;
  const Plan& best_;
  std::vector<SourceId> main_;
  Money average_;                           ///< Cost of a project.
  std::vector<std::optional<int>> latest_;  ///< Completion, by project.
};

/// One number for how different two plans are: the share of projects moved and the share of money shifted, added. (1)
double apart(const Campaign& campaign, const Plan& one, const Plan& other) {
  const PlanDistance far = distance(campaign, one, other);
  Money paid;
  for (const Payment& payment : one.payments) paid += payment.amount;
  const double projects = static_cast<double>(std::max<std::size_t>(1, one.start.size()));
  return static_cast<double>(far.moved) / projects + (paid.is_zero() ? 0 : far.shifted.wan() / paid.wan());
}

class Search {
 public:
  Search(const PlanningProblem& problem, const VarietyOptions& options) : problem_(problem), options_(options) {}

  Variety run() {
    Variety variety;
    PlanResult best = known_.plan(problem_, plan_options(options_.threads));
    if (best.outcome == Outcome::cancelled && stopped()) {
      variety.complete = false;
      return variety;
    }
    proof_ = best.plan.certificate;
    candidates_.push_back(std::move(best));
    const Plan first = candidates_.front().plan;
    const Drawing drawing(problem_, first);
    const std::size_t all = 4 * (options_.count - 1);
    std::vector<std::optional<PlanResult>> found(all);
    std::mutex telling;
    std::size_t done = 0;
    for_each_index(static_cast<int>(all), options_.threads, [&](int i) {
      // Ever milder, so that some come out cheap enough.
      constexpr std::int64_t boldest = 4;
      const std::int64_t every = boldest << (static_cast<std::size_t>(i) % 4);
      if (!stopped()) found[static_cast<std::size_t>(i)] = attempt(drawing.draw(options_.seed, static_cast<std::uint64_t>(i), every));
      const std::scoped_lock lock(telling);
      if (options_.on_progress) options_.on_progress(++done, all);
    });
    variety.tried = all;
    variety.complete = !stopped();
    for (std::optional<PlanResult>& result : found)
      if (result) candidates_.push_back(*std::move(result));
    choose(variety);
    compare(variety);
    return variety;
  }

 private:
  [[nodiscard]] bool stopped() const { return options_.stop.stop_requested(); }
  [[nodiscard]] PlanOptions plan_options(int threads) const {
    return {.gap = options_.gap, .time_limit = options_.time_limit, .threads = threads, .stop = options_.stop};
  }
  [[nodiscard]] double above(const Plan& plan) const {  // (2)
    const double best = proof_.objective, more = plan.certificate.objective - best;
    return more == 0 ? 0 : more / std::abs(best);
  }

  /// A plan of the campaign, if it is cheap enough.
  std::optional<PlanResult> attempt(const PlanningProblem& drawn) const {
    PlanResult result = plan_near(known_, drawn, plan_options(1));
    if (result.outcome == Outcome::cancelled) return {};
    judge_by(problem_, proof_, result.plan);
    result.outcome = Outcome::best_found;
    result.relaxation.reset();
    if (above(result.plan) > options_.within) return {};
    return result;
  }

  /// Again and again the candidate that lies furthest from those chosen; the first of equals.
  void choose(Variety& variety) {
    std::vector<double> far(candidates_.size(), std::numeric_limits<double>::infinity());
    std::size_t next = 0;
    constexpr double alike = 0.01;
    for (std::size_t n = 0; n < options_.count && far[next] > alike; ++n) {
      PlanResult chosen = candidates_[next];
      for (std::size_t i = 0; i < candidates_.size(); ++i)
        far[i] = i == next ? 0 : std::min(far[i], apart(problem_.campaign(), candidates_[i].plan, chosen.plan));
      PlanMetrics metrics = measure(problem_, chosen.plan);
      const double over = above(chosen.plan), distance = chosen.plan.certificate.relative_gap();
      variety.plans.push_back({.result = std::move(chosen),
                               .metrics = std::move(metrics),
                               .above = over,
                               .distance = distance,
                               .nearest = {},
                               .from_best = {}});
      next = static_cast<std::size_t>(std::max_element(far.begin(), far.end()) - far.begin());
    }
  }

  void compare(Variety& variety) const {
    for (std::size_t i = 1; i < variety.plans.size(); ++i) {
      Alternative& here = variety.plans[i];
      here.from_best = distance(problem_.campaign(), variety.plans[0].result.plan, here.result.plan);
      double least = std::numeric_limits<double>::infinity();
      for (std::size_t k = 0; k < i; ++k)
        if (const double far = apart(problem_.campaign(), variety.plans[k].result.plan, here.result.plan); far < least) {
          least = far;
          here.nearest = distance(problem_.campaign(), variety.plans[k].result.plan, here.result.plan);
        }
    }
    for (std::size_t j = 0; j < problem_.campaign().projects().size(); ++j) {
      const auto start = variety.plans[0].result.plan.start[j];
      const auto count = std::count_if(variety.plans.begin(), variety.plans.end(),
                                       [&](const Alternative& a) { return a.result.plan.start[j].has_value(); });
      variety.built_in_all += count == static_cast<std::ptrdiff_t>(variety.plans.size()) ? 1 : 0;
      variety.built_in_none += count == 0 ? 1 : 0;
      const bool same =
          std::all_of(variety.plans.begin(), variety.plans.end(), [&](const Alternative& a) { return a.result.plan.start[j] == start; });
      if (start && same) variety.shared.push_back({.project = ProjectId{static_cast<int>(j)}, .start = *start});
    }
    std::stable_sort(variety.shared.begin(), variety.shared.end(),
                     [](const SharedStart& a, const SharedStart& b) { return a.start < b.start; });
  }

  const PlanningProblem& problem_;
  const VarietyOptions& options_;
  Planner known_;
  Certificate proof_;
  std::vector<PlanResult> candidates_;  ///< The best first.
};

}  // namespace

Variety find_alternatives(const PlanningProblem& problem, const VarietyOptions& options) {
  const PlanningProblem priced = weighed_by_prices(problem);
  return Search(priced, options).run();
}

}  // namespace liandong
