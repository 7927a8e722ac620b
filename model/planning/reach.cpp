#include "model/planning/reach.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "model/planning/finish.hpp"
#include "model/planning/goal_search.hpp"
#include "model/planning/stop_near_zero.hpp"

namespace liandong {
namespace {

PlanOptions plan_options(const ReachOptions& options) {
  return {.gap = options.gap,
          .time_limit = options.time_limit,
          .threads = options.threads,
          .stop = options.stop,
          .on_progress = options.on_progress};
}

/// The dates that the goal asks for.
StageDates wanted_dates(const PlanningProblem& problem, const ReachOptions& options) {
  const GoalSearch search(problem, plan_options(options));
  if (options.goal == ReachGoal::gap) {
    const PlanResult today = make_plan(problem, plan_options(options));
    return search.dates_of(schedule_of(problem, today.plan));
  }
  StageDates dates = search.best_dates();
  if (options.goal == ReachGoal::firm)
    for (std::size_t s = 0; s < dates.size(); ++s)
      if (problem.campaign().stages()[s].firmness != Firmness::firm) dates[s].reset();
  return dates;
}

/// The campaign in which extra money is all that costs anything (1), and the sources that bring it, by unit.
struct WithExtra {
  PlanningProblem problem;
  std::map<SourceId, UnitId> extra;
};

std::string free_key(const std::vector<Source>& sources, std::string key) {
  while (std::any_of(sources.begin(), sources.end(), [&](const Source& source) { return source.key == key; })) key += "+";
  return key;
}

WithExtra with_extra(const PlanningProblem& problem, const StageDates& dates) {
  CampaignTables tables = problem.campaign().tables();
  for (Stage& stage : tables.stages) stage.late_price = stage.never_price = Money{};
  FundingTables funds = problem.funding().tables();
  for (Source& source : funds.sources) source.cost_weight = Rate{};
  Settings settings = problem.settings();
  settings.order = GoalOrder::priced;
  settings.discount_rate = Rate::from_billionths(100'000);  // Of two dates that need as much, the later: 0.01 % a year. (2)
  // What extra money can pay costs 1; a fen of it may stand for more than a fen of gap where it brings a grant, never for ten.
  settings.prices = {.gap = Rate::from_billionths(10 * Rate::one_unit),
                     .firm_late = {},
                     .strive_late = {},
                     .firm_never = {},
                     .strive_never = {},
                     .own_fiscal = {},
                     .superior = {},
                     .bundled = {},
                     .investment = {}};
  const Horizon& horizon = problem.campaign().horizon();
  std::map<UnitId, Money> need;
  for (const Project& project : tables.projects) need[project.unit] += project.cost;
  std::map<SourceId, UnitId> extra;
  for (const auto& [unit, cost] : need) {
    const Unit& row = problem.campaign()[unit];
    const SourceId id{static_cast<int>(funds.sources.size())};
    funds.sources.push_back({.key = free_key(funds.sources, "extra-" + row.key),
                             .name = {"Extra money of " + row.name.en, row.name.zh + "新增资金"},
                             .channel = Channel::fiscal,
                             .level = row.level == UnitLevel::county ? FundLevel::county : FundLevel::city,
                             .owner = unit,
                             .units = {unit},
                             .sectors = {},
                             .kinds = {},
                             .match_rate = {},
                             .cost_weight = Rate::one(),
                             .contract = {},
                             .repaid_by = {}});
    for (int t = 0; t < horizon.count; ++t)
      funds.inflows.push_back({.source = id, .period = horizon.at(t), .certainty = Certainty::in_account, .amount = cost});
    extra.emplace(id, unit);
  }
  return {with_dates_held(problem, std::move(tables), std::move(funds), std::move(settings), dates), std::move(extra)};
}

/// The plan with the least extra money; ends early once next to nothing is left between it and the bound.
PlanResult plan_extra(const PlanningProblem& problem, const ReachOptions& options) {
  const StopNearZero near_zero(plan_options(options));
  PlanResult result = make_plan(problem, near_zero.options());
  const bool told = options.stop.stop_requested();
  if (result.outcome == Outcome::cancelled && !told) result.outcome = Outcome::proven;
  return result;
}

}  // namespace

Reach least_extra(const PlanningProblem& problem, const ReachOptions& options) {
  const StageDates dates = wanted_dates(problem, options);
  const WithExtra richer = with_extra(problem, dates);
  const PlanResult result = plan_extra(richer.problem, options);
  const Plan& plan = result.plan;

  Reach reach{.goal = options.goal,
              .outcome = result.outcome,
              .extra = {},
              .by_unit = {},
              .by_project = {},
              .stages = {},
              .unpayable = {},
              .cost_built = {},
              .paid = {}};
  std::map<std::pair<UnitId, int>, Money> by_unit;
  std::map<std::pair<ProjectId, int>, Money> by_project;
  for (const Payment& payment : plan.payments) {
    const auto found = richer.extra.find(payment.source);
    if (found == richer.extra.end()) {
      reach.paid += payment.amount;
      continue;
    }
    reach.extra += payment.amount;
    by_unit[{found->second, payment.t}] += payment.amount;
    by_project[{payment.project, payment.t}] += payment.amount;
  }
  for (const auto& [key, amount] : by_unit) reach.by_unit.push_back({.unit = key.first, .t = key.second, .amount = amount});
  for (const auto& [key, amount] : by_project) reach.by_project.push_back({.project = key.first, .t = key.second, .amount = amount});
  for (const GapEntry& gap : plan.gaps) reach.unpayable += gap.amount;
  reach.cost_built = reach.paid + reach.extra + reach.unpayable;
  reach.at_least = std::max(0.0, plan.certificate.bound - 10 * reach.unpayable.wan());
  for (std::size_t s = 0; s < plan.stage.size(); ++s) {
    const StageId id{static_cast<int>(s)};
    reach.stages.push_back({.stage = id, .deadline = problem.deadline(id), .reached = plan.stage[s], .held = dates[s].has_value()});
  }
  return reach;
}

}  // namespace liandong
