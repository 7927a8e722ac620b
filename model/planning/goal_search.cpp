#include "model/planning/goal_search.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "model/planning/finish.hpp"
#include "model/planning/stop_near_zero.hpp"

namespace liandong {
namespace {

Rate rate(double value) { return Rate::from_billionths(std::llround(value * static_cast<double>(Rate::one_unit))); }

/// The price at which a limit is just kept: up or down by a factor until it is between two prices, then half-way by ratio.
class PriceBracket {
 public:
  explicit PriceBracket(double up, double down) : up_(up), down_(down) {}
  [[nodiscard]] double price() const { return price_; }
  void move(bool too_high) {
    (too_high ? high_ : low_) = price_;
    if (high_ == 0)
      price_ *= up_;
    else if (low_ == 0)
      price_ /= down_;
    else
      price_ = std::sqrt(low_ * high_);
  }
  [[nodiscard]] bool within(double ratio) const { return low_ > 0 && high_ > 0 && high_ < ratio * low_; }

 private:
  double up_, down_, price_ = 4, low_ = 0, high_ = 0;
};

bool strives(const Stage& stage) { return stage.firmness != Firmness::firm; }

}  // namespace

GoalSearch::GoalSearch(const PlanningProblem& problem, const PlanOptions& options)
    : problem_(problem), options_(options), model_(problem) {}

std::optional<int> GoalSearch::due(StageId stage, int reached) const {
  if (problem_.late_price(stage) > Money{}) return std::max(reached, problem_.deadline(stage));
  if (problem_.never_price(stage) > Money{}) return problem_.periods() - 1;  // Any time.
  return std::nullopt;
}

StageDates GoalSearch::best_dates() const {
  const std::vector<Window> open = open_windows(problem_);
  StageDates dates;
  for (std::size_t s = 0; s < problem_.campaign().stages().size(); ++s) {
    const StageId id{static_cast<int>(s)};
    const Window& window = open[static_cast<std::size_t>(problem_.graph().node(id))];
    dates.push_back(window.empty() ? std::nullopt : due(id, window.first));
  }
  return dates;
}

StageDates GoalSearch::dates_of(const Schedule& schedule) const {
  StageDates dates;
  for (std::size_t s = 0; s < problem_.campaign().stages().size(); ++s) {
    const StageId id{static_cast<int>(s)};
    const auto& reached = schedule[static_cast<std::size_t>(problem_.graph().node(id))];
    dates.push_back(reached ? due(id, *reached) : std::nullopt);
  }
  return dates;
}

bool GoalSearch::keeps(const Schedule& schedule, const StageDates& dates) const {
  for (std::size_t s = 0; s < dates.size(); ++s) {
    const auto& reached = schedule[static_cast<std::size_t>(problem_.graph().node(StageId{static_cast<int>(s)}))];
    if (dates[s] && *dates[s] < problem_.periods() && (!reached || *reached > *dates[s])) return false;
  }
  return true;
}

double GoalSearch::lateness(Goal goal, const Schedule& schedule) const {
  return liandong::lateness(problem_, goal, std::span(schedule).subspan(static_cast<std::size_t>(problem_.graph().project_count())));
}

MoneyProgram GoalSearch::money(const Schedule& schedule) const {
  return MoneyProgram(model_, schedule, {.certainty = problem_.settings().certainty});
}

/// The same campaign in which only what has a weight costs anything.
PlanningProblem GoalSearch::weighted(const StageDates& dates, const Weights& weights) const {
  CampaignTables tables = problem_.campaign().tables();
  for (std::size_t s = 0; s < tables.stages.size(); ++s) {
    const StageId id{static_cast<int>(s)};
    const bool counts = strives(tables.stages[s]) ? weights.strive : weights.firm;
    tables.stages[s].late_price = counts ? problem_.late_price(id) : Money{};
    tables.stages[s].never_price = counts ? problem_.never_price(id) : Money{};
  }
  FundingTables funds = problem_.funding().tables();
  Settings settings = problem_.settings();
  settings.prices.gap = rate(weights.gap);
  if (!weights.cost) {
    settings.prices.own_fiscal = settings.prices.superior = settings.prices.bundled = settings.prices.investment = Rate{};
    for (Source& source : funds.sources) source.cost_weight = Rate{};
  }
  const PlanningProblem problem = with_dates_held(problem_, std::move(tables), std::move(funds), std::move(settings), dates);
  return problem_.deliveries().empty() ? problem : problem.delivered(problem_.deliveries());
}

GoalSearch::Run GoalSearch::run(Planner& planner, const StageDates& dates, const Weights& weights, double gap) {
  const PlanningProblem problem = weighted(dates, weights);
  PlanOptions options = options_;
  options.gap = gap;
  const StopNearZero near_zero(std::move(options));
  const PlanResult result = planner.plan(problem, near_zero.options());
  const GoalValues values = goal_values(problem_, result.plan);
  return {.schedule = schedule_of(problem_, result.plan),
          .bound = std::max(0.0, result.plan.certificate.bound),
          .gap = values[Goal::gap],
          .cost = values[Goal::cost]};
}

GoalFound GoalSearch::least_gap(const StageDates& dates, const std::vector<Schedule>& seeds) {
  const Run found = run(by_gap_, dates, {.gap = 1}, options_.gap);
  GoalFound best{.bound = found.bound};
  const auto consider = [&](const Schedule& schedule) {
    if (!keeps(schedule, dates)) return;
    const MoneyProgram program = money(schedule);
    const auto amounts = GoalMoney(program).least_gap();
    if (amounts && (!best.schedule || amounts->gap < best.gap))
      best = {.schedule = schedule, .gap = amounts->gap, .cost = amounts->cost, .bound = best.bound};
  };
  consider(found.schedule);
  for (const Schedule& seed : seeds) consider(seed);
  best.bound = std::min(best.bound, best.gap);
  return best;
}

GoalFound GoalSearch::least_cost(const StageDates& dates, double gap_limit, double aim, const std::vector<Schedule>& seeds) {
  GoalFound best;
  const auto consider = [&](const Schedule& schedule) {
    if (!keeps(schedule, dates)) return;
    const MoneyProgram program = money(schedule);
    GoalMoney amounts(program);
    const auto least = amounts.least_gap();
    if (!least || least->gap > gap_limit) return;
    const auto cheap = amounts.least_cost(std::max(aim, least->gap));
    if (cheap && (!best.schedule || cheap->cost < best.cost))
      best = {.schedule = schedule, .gap = cheap->gap, .cost = cheap->cost, .bound = best.bound};
  };
  for (const Schedule& seed : seeds) consider(seed);
  PriceBracket bracket(8, 2);  // Of the gap: the limit is kept from the price on.
  for (int i = 0; i < 6 && !stopped(); ++i) {
    const double price = bracket.price();
    // The distance is of the cost alone.
    const double share = best.schedule ? best.cost / std::max(next_to_nothing, best.cost + price * gap_limit) : 0.5;
    const Run found = run(by_cost_, dates, {.gap = price, .cost = true}, std::max(2e-4, options_.gap * share));
    best.bound = std::max(best.bound, found.bound - price * gap_limit);  // (7)
    consider(found.schedule);
    if (best.schedule && best.cost - best.bound <= options_.gap * best.cost + next_to_nothing) break;
    bracket.move(found.gap <= gap_limit);
    if (bracket.price() < 1 || bracket.within(1.5)) break;
  }
  if (best.schedule) best.bound = std::min(best.bound, best.cost);
  return best;
}

GoalFound GoalSearch::least_gap_at_cost(const StageDates& dates, double cost_limit, const std::vector<Schedule>& seeds) {
  GoalFound best;
  PriceBracket bracket(2, 4);  // Of the gap: the limit is kept up to the price.
  const auto consider = [&](const Schedule& schedule) {
    if (!keeps(schedule, dates)) return;
    const MoneyProgram program = money(schedule);
    const auto amounts = GoalMoney(program).least_gap(cost_limit);
    if (amounts && (!best.schedule || amounts->gap < best.gap))
      best = {.schedule = schedule, .gap = amounts->gap, .cost = amounts->cost, .bound = best.bound};
  };
  for (const Schedule& seed : seeds) consider(seed);
  for (int i = 0; i < 6 && !stopped(); ++i) {
    const double price = bracket.price();
    const Run found = run(by_cost_, dates, {.gap = price, .cost = true}, std::max(2e-4, options_.gap / 4));
    best.bound = std::max(best.bound, (found.bound - cost_limit) / price);  // (7)
    consider(found.schedule);
    if (best.schedule && best.gap - best.bound <= options_.gap * best.gap + next_to_nothing) break;
    bracket.move(found.cost > cost_limit);
    if (bracket.within(1.3)) break;
  }
  if (best.schedule) best.bound = std::min(best.bound, best.gap);
  return best;
}

GoalFound GoalSearch::least_lateness(Goal goal, const StageDates& dates, double gap_limit) {
  GoalFound best;
  double late = 0;
  PriceBracket bracket(16, 16);  // Of the gap: the limit is kept from the price on.
  for (int i = 0; i < 10 && !stopped(); ++i) {
    const double price = bracket.price();
    const Run found = run(by_dates_, dates, {.firm = goal == Goal::firm, .strive = goal == Goal::strive, .gap = price}, options_.gap / 4);
    best.bound = std::max(best.bound, found.bound - price * gap_limit);  // (7)
    const MoneyProgram program = money(found.schedule);
    const auto least = GoalMoney(program).least_gap();
    const bool kept = least && least->gap <= gap_limit;
    const double value = lateness(goal, found.schedule);
    if (kept && (!best.schedule || value < late)) {
      best = {.schedule = found.schedule, .gap = least->gap, .cost = least->cost, .bound = best.bound};
      late = value;
    }
    if (best.schedule && late - best.bound <= options_.gap * late) break;
    bracket.move(kept);
    if (bracket.price() > 1e6 || bracket.price() < 1e-6 || bracket.within(1.5)) break;
  }
  return best;
}

}  // namespace liandong
