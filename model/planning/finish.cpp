#include "model/planning/finish.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "model/planning/compliance.hpp"
#include "model/planning/final_money.hpp"

namespace liandong {
ObjectiveParts objective_parts(const PlanningProblem& problem, const Plan& plan) {
  ObjectiveParts parts;
  for (const GapEntry& gap : plan.gaps) parts.gap += problem.settings().prices.gap.value() * problem.discount(gap.t) * gap.amount.wan();
  for (std::size_t s = 0; s < plan.stage.size(); ++s) {
    const StageId id{static_cast<int>(s)};
    const int deadline = problem.deadline(id);
    const int reached = plan.stage[s].value_or(problem.periods());
    parts.lateness += problem.late_price(id).wan() * std::max(0, reached - deadline);
    if (!plan.stage[s]) parts.never += problem.never_price(id).wan();
  }
  for (const Payment& payment : plan.payments) {
    const Source& source = problem.funding()[payment.source];
    const double cost = problem.cost_weight(payment.source) * problem.discount(payment.t) * payment.amount.wan();
    (source.channel == Channel::fiscal && source.owner.known() ? parts.own_money : parts.other_money) += cost;
  }
  for (const ServiceEntry& service : plan.service)
    parts.debt_service += problem.cost_weight(service.payer) * problem.discount(service.t) * service.amount.wan();
  return parts;
}

Plan finish_plan(const SpendModel& model, const Schedule& schedule, int threads, const MoneyDivision* division) {
  const PlanningProblem& problem = model.problem();
  FinalMoney money = final_money(model, schedule, {.threads = threads, .division = division});
  Plan plan;
  const int projects = problem.graph().project_count();
  for (int v = 0; v < problem.graph().node_count(); ++v) {
    const auto& completion = schedule[static_cast<std::size_t>(v)];
    if (v < projects)
      plan.start.push_back(completion ? std::optional(*completion - problem.graph().duration(v) + 1) : std::nullopt);
    else
      plan.stage.push_back(completion);
  }
  plan.prices = std::move(money.prices);
  plan.gap_at_certainty = std::move(money.gap_at_certainty);
  plan.price_of_wholeness = money.price_of_wholeness;
  replace_money(problem, std::move(money.allocation), plan);
  return plan;
}

Schedule schedule_of(const PlanningProblem& problem, const Plan& plan) {
  Schedule schedule;
  for (std::size_t j = 0; j < plan.start.size(); ++j)
    schedule.push_back(plan.start[j] ? std::optional(*plan.start[j] + problem.graph().duration(static_cast<int>(j)) - 1) : std::nullopt);
  schedule.insert(schedule.end(), plan.stage.begin(), plan.stage.end());
  return schedule;
}

Allocation money_of(const Plan& plan) {
  return {.payments = plan.payments,
          .gaps = plan.gaps,
          .service = plan.service,
          .balances = plan.balances,
          .affordability = plan.affordability};
}

void replace_money(const PlanningProblem& problem, Allocation money, Plan& plan) {
  plan.payments = std::move(money.payments);
  plan.gaps = std::move(money.gaps);
  plan.service = std::move(money.service);
  plan.balances = std::move(money.balances);
  plan.affordability = std::move(money.affordability);
  for (GapAtCertainty& at : plan.gap_at_certainty) {
    if (at.level != problem.settings().certainty) continue;
    std::fill(at.by_period.begin(), at.by_period.end(), Money{});
    for (const GapEntry& gap : plan.gaps) at.by_period[static_cast<std::size_t>(gap.t)] += gap.amount;
  }
  plan.parts = objective_parts(problem, plan);
  plan.certificate.objective = plan.parts.total();
  plan.compliance = report_compliance(problem, plan);
}

}  // namespace liandong
