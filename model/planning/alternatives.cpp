#include "model/planning/alternatives.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "model/planning/explanation_parts.hpp"
#include "model/planning/finish.hpp"
#include "model/planning/relaxation.hpp"

namespace liandong {
namespace {

/// More money in it would pay more here, perhaps beside more of other money.
bool money_would_help(Obstacle obstacle) {
  switch (obstacle) {
    case Obstacle::nothing_yet:
    case Obstacle::exhausted:
    case Obstacle::held_for_later:
    case Obstacle::match_missing:
    case Obstacle::room_left: return true;
    case Obstacle::not_eligible:
    case Obstacle::share_reached:
    case Obstacle::affordability_full:
    case Obstacle::payer_short:
    case Obstacle::not_signed: break;
  }
  return false;
}

double price_of(const Plan& plan, SourceId source, int t) {
  for (const PriceEntry& entry : plan.prices)
    if (entry.source == source && entry.t == t) return entry.value;
  return 0;
}

/// (8): what a 万元 saves that fills the gap here. A contract is paid later: its capacity is worth what the plan's multiplier says.
double saving(const PlanningProblem& problem, const Plan& plan, SourceId source, int t) {
  if (is_contract(problem.funding()[source].channel)) return price_of(plan, source, t);
  return (problem.settings().prices.gap.value() - problem.cost_weight(source)) * problem.discount(t);
}

/// Draws everything before `node` forward so that it completes by `q`; false if that cannot be.
bool draw_forward(const PlanningProblem& problem, Schedule& schedule, int node, int q) {
  if (!lone_window(problem, node).admits(q)) return false;
  schedule[static_cast<std::size_t>(node)] = q;
  for (const CompletionArc& arc : problem.graph().arcs_to(node)) {
    const int latest = std::min(q - arc.delta, problem.periods() - 1);
    const auto& before = schedule[static_cast<std::size_t>(arc.from)];
    if (before && *before <= latest) continue;
    if (!draw_forward(problem, schedule, arc.from, latest)) return false;
  }
  return true;
}

/// (10).
std::optional<SoonerDate> complete_sooner(const PlanningProblem& problem, const Plan& plan, int node, int from) {
  const Schedule planned = schedule_of(problem, plan);
  const int until = planned[static_cast<std::size_t>(node)].value_or(problem.periods());
  for (int t = std::max(from, problem.graph().earliest_completion()[static_cast<std::size_t>(node)]); t < until; ++t) {
    Schedule sooner = planned;
    if (!draw_forward(problem, sooner, node, t) || !respects_links(problem, sooner)) continue;
    settle_stages(problem, sooner);
    const SpendModel model(problem);
    const MasterLayout layout(model);
    Multipliers known{.cash = std::vector<std::vector<double>>(problem.funding().sources().size(),
                                                               std::vector<double>(static_cast<std::size_t>(problem.periods()))),
                      .affordability = plan.certificate.affordability};
    for (const PriceEntry& entry : plan.prices) known.cash[entry.source.index()][static_cast<std::size_t>(entry.t)] = entry.value;
    const RowPrices near = row_prices(model.rows(), known);
    const auto cost = [&](const Schedule& schedule) {
      return value_of_money(layout, ExpandedGraph(problem, fixed_windows(schedule)), near, 1e-7);
    };
    const MoneyValue now = cost(planned), then = cost(sooner);
    if (!now.converged || !then.converged) return std::nullopt;
    SoonerDate answer{.t = t, .moved = {}, .dearer = then.objective - now.objective};
    for (int v = 0; v < problem.graph().project_count(); ++v) {
      const auto place = static_cast<std::size_t>(v);
      if (sooner[place] && sooner[place] != planned[place])
        answer.moved.push_back({ProjectId{v}, *sooner[place] - problem.graph().duration(v) + 1});
    }
    return answer;
  }
  return std::nullopt;
}

}  // namespace

GapClosing closing_of(const PlanningProblem& problem, const Plan& plan, const GapReason& reason) {
  const Project& project = problem.campaign()[reason.project];
  const Money spend = project.profile[static_cast<std::size_t>(reason.t - *plan.start[reason.project.index()])];
  std::vector<Money> paid(problem.funding().sources().size());
  Money surplus;  // Own money beyond what the matched money asks for, (5).
  for (const Payment& payment : plan.payments) {
    if (payment.project != reason.project || payment.t != reason.t) continue;
    paid[payment.source.index()] = payment.amount;
    if (problem.counts_as_match(payment.source)) surplus += payment.amount;
    surplus -= problem.match_rate(reason.project, payment.source, reason.t).of(payment.amount);
  }
  std::vector<SourceId> order;
  for (const SourceState& state : reason.sources)
    if (money_would_help(state.obstacle)) order.push_back(state.source);
  const auto rank = [&](SourceId k) {
    return std::pair(problem.match_rate(reason.project, k, reason.t), -saving(problem, plan, k, reason.t));
  };
  std::stable_sort(order.begin(), order.end(), [&](SourceId a, SourceId b) { return rank(a) < rank(b); });
  GapClosing closing{.closable = {}, .barred = reason.amount, .needs = {}};
  for (const SourceId source : order) {
    const Rate match = problem.match_rate(reason.project, source, reason.t);
    Money amount = std::min(closing.barred, problem.max_share(reason.project, source).floor_of(spend) - paid[source.index()]);
    if (match > Rate{}) amount = std::min(amount, Money::muldiv_floor(std::max(Money{}, surplus), Rate::one_unit, match.billionths()));
    if (amount <= Money{}) continue;
    if (problem.counts_as_match(source)) surplus += amount;
    surplus -= match.of(amount);
    closing.closable += amount;
    closing.barred -= amount;
    closing.needs.push_back({.source = source, .t = reason.t, .amount = amount, .saves = saving(problem, plan, source, reason.t)});
  }
  return closing;
}

std::optional<Diversion> cheapest_diversion(const PlanningProblem& problem, const Plan& plan, const GapReason& reason) {
  std::optional<Diversion> best;
  for (const SourceState& state : reason.sources) {
    const bool spent = state.obstacle == Obstacle::exhausted || state.obstacle == Obstacle::held_for_later;
    if (!spent || is_contract(problem.funding()[state.source].channel)) continue;
    const double loss = std::max(0.0, price_of(plan, state.source, reason.t) - saving(problem, plan, state.source, reason.t));
    if (!best || loss < best->loss) best = {.source = state.source, .loss = loss};
  }
  return best;
}

std::optional<SoonerDate> reach_sooner(const PlanningProblem& problem, const Plan& plan, StageId stage, int from) {
  return complete_sooner(problem, plan, problem.graph().node(stage), from);
}

std::optional<SoonerDate> start_sooner(const PlanningProblem& problem, const Plan& plan, ProjectId project, int from) {
  return complete_sooner(problem, plan, problem.graph().node(project), from + problem.campaign()[project].duration - 1);
}

}  // namespace liandong
