#include "model/planning/finish.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <stdexcept>
#include <utility>

#include "model/optimise/solve.hpp"
#include "model/planning/allocation.hpp"
#include "model/planning/compliance.hpp"
#include "model/planning/contract_choice.hpp"
#include "model/planning/money_program.hpp"
#include "model/planning/simplest_vertex.hpp"

namespace liandong {
namespace {

struct FinalMoney {
  MoneyProgram program;
  optimise::Solution solution;  ///< Its multipliers are the prices.
  Allocation allocation;
  double price_of_wholeness = 0;
};

/// Contracts that draw less on a project than (14) allows.
std::vector<std::pair<ProjectId, SourceId>> undersized(const PlanningProblem& problem, const std::vector<Payment>& payments) {
  std::map<std::pair<ProjectId, SourceId>, Money> drawn;
  for (const Payment& p : payments)
    if (is_contract(problem.funding()[p.source].channel)) drawn[{p.project, p.source}] += p.amount;
  std::vector<std::pair<ProjectId, SourceId>> small;
  for (const auto& [contract, amount] : drawn)
    if (amount < least_draw(problem, contract.second)) small.push_back(contract);
  return small;
}

/// Decides the contracts (14), then the amounts, to the fen. False if balances or ceilings could not be held.
bool settle_plan(FinalMoney& money) {
  std::optional<ContractSearch> search;
  if (!money.program.candidates().empty() && money.solution.basis) {
    search.emplace(money.program, money.solution);
    search->choose();
  }
  for (;;) {
    if (search) money.solution = search->money();
    if (money.solution.status != optimise::SolveStatus::optimal) return false;
    money.allocation = allocate(money.program, simplest_vertex(money.program, money.solution));
    if (!money.allocation.exact || !search) break;
    const auto small = undersized(money.program.problem(), money.allocation.payments);
    if (small.empty()) break;
    search->forbid(small);
  }
  if (search) money.price_of_wholeness = std::max(0.0, search->price());
  return money.allocation.exact;
}

/// The same under the contracts of a plan: those that other inflows leave too small are given up, no others are made.
bool settle_again(FinalMoney& money, const optimise::Basis& start) {
  for (;;) {
    money.solution = optimise::solve_from(money.program.lp(), start, {.tolerance = 1e-9});
    if (money.solution.status != optimise::SolveStatus::optimal) money.solution = optimise::solve(money.program.lp(), {.tolerance = 1e-9, .vertex = true});
    if (money.solution.status != optimise::SolveStatus::optimal) return false;
    money.allocation = allocate(money.program, money.solution.x);
    const auto small = undersized(money.program.problem(), money.allocation.payments);
    if (!money.allocation.exact || small.empty()) return money.allocation.exact;
    ContractChoice choice = money.program.choice();
    for (const auto& [project, source] : small) choice[project.index()] = ContractCover::none();
    money.program.choose(std::move(choice));
  }
}

/// The last money problem: solved to a vertex, with a reserve that makes whole-fen rounding fit. With a `plan`, its contracts and its basis.
FinalMoney final_money(const SpendModel& model, const Schedule& schedule, Certainty certainty, const FinalMoney* plan = nullptr) {
  const bool follows = plan != nullptr && plan->solution.basis.has_value();
  double reserve = 0.0002;  // 万元: 2 yuan; rounding moves a fen or two a group and instalment.
  for (int attempt = 0; attempt < 8; ++attempt, reserve *= 8) {
    FinalMoney money{.program = MoneyProgram(model, schedule, {.reserve_wan = reserve, .certainty = certainty}), .solution = {}, .allocation = {}};
    if (follows) {
      money.program.choose(plan->program.choice());
      if (settle_again(money, *plan->solution.basis)) return money;
      continue;
    }
    money.solution = optimise::solve(money.program.lp(), {.tolerance = 1e-9, .vertex = true});
    if (money.solution.status == optimise::SolveStatus::optimal && settle_plan(money)) return money;
  }
  // Without any money every rule still holds: the whole spend is gap.
  FinalMoney money{.program = MoneyProgram(model, schedule, {.certainty = certainty}), .solution = {}, .allocation = {}};
  money.solution.x = Eigen::VectorXd::Zero(money.program.lp().columns());
  money.solution.y = Eigen::VectorXd::Zero(money.program.lp().rows());
  money.allocation = allocate(money.program, money.solution.x);
  if (!money.allocation.exact) throw std::logic_error("an allocation without money breaks a balance");
  return money;
}

std::vector<PriceEntry> prices_of(const PlanningProblem& problem, const FinalMoney& money) {
  std::vector<int> rows;
  for (const auto& source : money.program.cash_row())
    for (const int row : source)
      if (row >= 0) rows.push_back(row);
  std::vector<optimise::RhsRange> ranges(rows.size());
  if (money.solution.basis) ranges = optimise::rhs_ranges(money.program.lp(), money.solution, rows);
  std::vector<PriceEntry> prices;
  std::size_t next = 0;
  for (std::size_t k = 0; k < money.program.cash_row().size(); ++k)
    for (int t = 0; t < problem.periods(); ++t) {
      PriceEntry entry{.source = SourceId{static_cast<int>(k)}, .t = t};
      const int row = money.program.cash_row()[k][static_cast<std::size_t>(t)];
      if (row >= 0) {
        const double value = -money.solution.y[row];
        entry.value = value > 1e-9 ? value : 0;
        if (money.solution.basis) {
          const double side = money.program.lp().row_upper[row];
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
  FinalMoney money = final_money(model, schedule, problem.settings().certainty);
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
  plan.price_of_wholeness = money.price_of_wholeness;
  plan.payments = std::move(money.allocation.payments);
  plan.gaps = std::move(money.allocation.gaps);
  plan.service = std::move(money.allocation.service);
  plan.balances = std::move(money.allocation.balances);
  plan.affordability = std::move(money.allocation.affordability);
  for (const Certainty level : {Certainty::issued, Certainty::approved, Certainty::hoped}) {
    GapAtCertainty at{.level = level, .by_period = {}};
    at.by_period = gap_by_period(problem, level == problem.settings().certainty ? plan.gaps : final_money(model, schedule, level, &money).allocation.gaps);
    plan.gap_at_certainty.push_back(std::move(at));
  }
  plan.parts = objective_parts(problem, plan);
  plan.certificate.objective = plan.parts.total();
  plan.compliance = report_compliance(problem, plan);
  return plan;
}

}  // namespace liandong
