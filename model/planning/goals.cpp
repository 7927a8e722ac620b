#include "model/planning/goals.hpp"

#include <algorithm>
#include <set>

namespace liandong {

const Text& name_of(Goal goal) {
  static const std::array<Text, goals.size()> names{{{"firm stages", "必须阶段"},
                                                     {"strive stages", "力争阶段"},
                                                     {"gap", "资金缺口"},
                                                     {"public cost", "公共成本"},
                                                     {"even burden", "负担均衡"}}};
  return names[static_cast<std::size_t>(goal)];
}

const char* word_for(Goal goal) {
  constexpr std::array words{"firm", "strive", "gap", "cost", "smooth"};
  return words[static_cast<std::size_t>(goal)];
}

double burden_weight(const PlanningProblem& problem, UnitId unit, int year) {
  if (const auto known = problem.funding().general_expenditure(unit, year, problem.settings().budget_growth); known && known->fen() > 0)
    return known->wan();
  Money inflow;
  for (std::size_t k = 0; k < problem.funding().sources().size(); ++k) {
    const SourceId source{static_cast<int>(k)};
    if (!problem.counts_as_match(source) || problem.funding()[source].owner != unit) continue;
    for (int t = 0; t < problem.periods(); ++t) inflow += problem.inflow(source, t);
  }
  const double years = static_cast<double>(problem.periods()) / problem.campaign().horizon().per_year();
  return std::max(1.0, inflow.wan() / std::max(1.0, years));
}

std::vector<Burden> burdens(const PlanningProblem& problem, const Plan& plan) {
  const Funding& funding = problem.funding();
  std::map<std::pair<UnitId, int>, Money> amounts;
  std::set<UnitId> units;
  for (std::size_t k = 0; k < funding.sources().size(); ++k) {
    const SourceId source{static_cast<int>(k)};
    if (problem.counts_as_match(source)) units.insert(funding[source].owner);
    if (is_contract(funding[source].channel)) units.insert(problem.debtor(source));
  }
  for (const UnitId unit : units)
    for (int t = 0; t < problem.periods(); ++t) amounts[{unit, problem.year_of(t)}];
  for (const Payment& payment : plan.payments)
    if (problem.counts_as_match(payment.source)) amounts[{funding[payment.source].owner, problem.year_of(payment.t)}] += payment.amount;
  for (const ServiceEntry& service : plan.service) amounts[{funding[service.payer].owner, problem.year_of(service.t)}] += service.amount;
  std::vector<Burden> list;
  for (const auto& [key, amount] : amounts)
    list.push_back({.unit = key.first,
                    .year = key.second,
                    .amount = amount + funding.committed_service(key.first, key.second),
                    .weight = burden_weight(problem, key.first, key.second)});
  return list;
}

double lateness(const PlanningProblem& problem, Goal goal, std::span<const std::optional<int>> reached) {
  double value = 0;
  for (std::size_t s = 0; s < reached.size(); ++s) {
    const StageId id{static_cast<int>(s)};
    if ((problem.campaign()[id].firmness == Firmness::firm) != (goal == Goal::firm)) continue;
    value += problem.late_price(id).wan() * std::max(0, reached[s].value_or(problem.periods()) - problem.deadline(id));
    if (!reached[s]) value += problem.never_price(id).wan();
  }
  return value;
}

GoalValues goal_values(const PlanningProblem& problem, const Plan& plan) {
  GoalValues values;
  for (const Goal goal : {Goal::firm, Goal::strive}) values[goal] = lateness(problem, goal, plan.stage);
  for (const GapEntry& gap : plan.gaps) values[Goal::gap] += problem.discount(gap.t) * gap.amount.wan();  // (2)
  for (const Payment& payment : plan.payments)                                                            // (3)
    values[Goal::cost] += problem.cost_weight(payment.source) * problem.discount(payment.t) * payment.amount.wan();
  for (const ServiceEntry& service : plan.service)
    values[Goal::cost] += problem.cost_weight(service.payer) * problem.discount(service.t) * service.amount.wan();
  for (const Burden& burden : burdens(problem, plan)) {  // (4)
    const double whole = burden.amount.wan(), known = problem.funding().committed_service(burden.unit, burden.year).wan();
    values[Goal::smooth] += (whole * whole - known * known) / burden.weight;
  }
  return values;
}

}  // namespace liandong
