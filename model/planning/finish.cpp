#include "model/planning/finish.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "model/optimise/solve.hpp"
#include "model/planning/allocation.hpp"
#include "model/planning/compliance.hpp"
#include "model/planning/planning_program.hpp"

namespace liandong {
namespace {

struct FinalMoney {
  PlanningProgram program;
  optimise::Solution solution;
  Allocation allocation;
};

/// The last money problem: solved to a vertex, with a reserve that makes whole-fen rounding fit.
FinalMoney final_money(const SpendModel& model, const Schedule& schedule) {
  double reserve = 0.002;  // 万元: 20 yuan; rounding moves a few fen a line.
  for (int attempt = 0; attempt < 6; ++attempt, reserve *= 8) {
    PlanningProgram program = build_program(model, fixed_windows(schedule), {.reserve_wan = reserve});
    optimise::Solution solution = optimise::solve(program.lp, {.tolerance = 1e-9, .vertex = true});
    if (solution.status != optimise::SolveStatus::optimal) continue;
    Allocation allocation = allocate(model, program, schedule, solution.x);
    if (allocation.exact) return {std::move(program), std::move(solution), std::move(allocation)};
  }
  // Without any money every rule still holds: the whole spend is gap.
  PlanningProgram program = build_program(model, fixed_windows(schedule));
  optimise::Solution nothing;
  nothing.x = Eigen::VectorXd::Zero(program.lp.columns());
  nothing.y = Eigen::VectorXd::Zero(program.lp.rows());
  Allocation allocation = allocate(model, program, schedule, nothing.x);
  if (!allocation.exact) throw std::logic_error("an allocation without money breaks a balance");
  return {std::move(program), std::move(nothing), std::move(allocation)};
}

std::vector<PriceEntry> prices_of(const PlanningProblem& problem, const FinalMoney& money) {
  std::vector<int> rows;
  for (const auto& source : money.program.cash_row)
    for (const int row : source)
      if (row >= 0) rows.push_back(row);
  std::vector<optimise::RhsRange> ranges(rows.size());
  if (money.solution.basis) ranges = optimise::rhs_ranges(money.program.lp, money.solution, rows);
  std::vector<PriceEntry> prices;
  std::size_t next = 0;
  for (std::size_t k = 0; k < money.program.cash_row.size(); ++k)
    for (int t = 0; t < problem.periods(); ++t) {
      PriceEntry entry{.source = SourceId{static_cast<int>(k)}, .t = t};
      const int row = money.program.cash_row[k][static_cast<std::size_t>(t)];
      if (row >= 0) {
        const double value = -money.solution.y[row];
        entry.value = value > 1e-9 ? value : 0;
        if (money.solution.basis) {
          const double side = money.program.lp.row_upper[row];
          entry.range_low = ranges[next].low - side;
          entry.range_high = ranges[next].high - side;
        }
        ++next;
      }
      prices.push_back(entry);
    }
  return prices;
}

std::vector<Money> gap_by_period(const PlanningProblem& problem, const std::vector<GapEntry>& gaps) {
  std::vector<Money> total(static_cast<std::size_t>(problem.periods()));
  for (const GapEntry& gap : gaps) total[static_cast<std::size_t>(gap.t)] += gap.amount;
  return total;
}

}  // namespace

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

Plan finish_plan(const SpendModel& model, const Schedule& schedule) {
  const PlanningProblem& problem = model.problem();
  FinalMoney money = final_money(model, schedule);
  Plan plan;
  const int projects = problem.graph().project_count();
  for (int v = 0; v < problem.graph().node_count(); ++v) {
    const auto& completion = schedule[static_cast<std::size_t>(v)];
    if (v < projects)
      plan.start.push_back(completion ? std::optional(*completion - problem.graph().duration(v) + 1) : std::nullopt);
    else
      plan.stage.push_back(completion);
  }
  plan.prices = prices_of(problem, money);
  plan.payments = std::move(money.allocation.payments);
  plan.gaps = std::move(money.allocation.gaps);
  plan.service = std::move(money.allocation.service);
  plan.balances = std::move(money.allocation.balances);
  plan.affordability = std::move(money.allocation.affordability);
  for (const Certainty level : {Certainty::issued, Certainty::approved, Certainty::hoped}) {
    GapAtCertainty at{.level = level, .by_period = {}};
    if (level == problem.settings().certainty) {
      at.by_period = gap_by_period(problem, plan.gaps);
    } else {
      Settings settings = problem.settings();
      settings.certainty = level;
      const PlanningProblem other = problem.with(settings);
      const SpendModel other_model(other);
      at.by_period = gap_by_period(other, final_money(other_model, schedule).allocation.gaps);
    }
    plan.gap_at_certainty.push_back(std::move(at));
  }
  plan.parts = objective_parts(problem, plan);
  plan.certificate.objective = plan.parts.total();
  plan.compliance = report_compliance(problem, plan);
  return plan;
}

}  // namespace liandong
