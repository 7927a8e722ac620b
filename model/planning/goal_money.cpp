#include "model/planning/goal_money.hpp"

#include <algorithm>
#include <cmath>

#include "model/optimise/solve.hpp"
#include "model/planning/goals.hpp"

namespace liandong {
namespace {

using optimise::infinity;

/// Limits are met to this, so that a solver can move below one that is just the least.
double slack(double limit) { return 1e-4 + 1e-7 * std::abs(limit); }

}  // namespace

GoalMoney::GoalMoney(const MoneyProgram& program) : program_(program), lp_(program.lp()) {
  const PlanningProblem& problem = program.problem();
  const SpendModel& model = program.model();
  const Eigen::Index columns = lp_.columns();
  gap_ = Eigen::VectorXd::Zero(columns);
  cost_ = lp_.c;
  // What each column adds to the burden of a unit in a year: own money as it is spent, contracts as they are paid for.
  std::map<std::pair<UnitId, int>, std::vector<std::pair<int, double>>> terms;
  for (const MoneyGroup& group : program.groups()) {
    const SpendCell& cell = model.cells()[static_cast<std::size_t>(group.cell)];
    gap_[group.gap_column] = problem.discount(cell.t);
    cost_[group.gap_column] = 0;
    for (const GroupColumn& column : group.columns) {
      if (problem.counts_as_match(column.source))
        terms[{problem.funding()[column.source].owner, problem.year_of(cell.t)}].emplace_back(column.column, 1.0);
      if (!is_contract(problem.funding()[column.source].channel)) continue;
      for (const ServiceFactor& service : model.service(cell, column.source))
        terms[{problem.debtor(column.source), problem.year_of(service.t)}].emplace_back(column.column, service.factor);
    }
  }

  const Eigen::Index more = static_cast<Eigen::Index>(terms.size());
  const auto grow = [](Eigen::VectorXd& v, Eigen::Index by, double value) {
    v.conservativeResize(v.size() + by);
    v.tail(by).setConstant(value);
  };
  std::vector<Eigen::Triplet<double>> entries;
  for (Eigen::Index j = 0; j < lp_.a.outerSize(); ++j)
    for (Eigen::SparseMatrix<double>::InnerIterator it(lp_.a, j); it; ++it) entries.emplace_back(it.row(), it.col(), it.value());
  Eigen::Index row = lp_.rows();
  gap_row_ = static_cast<int>(row++);
  cost_row_ = static_cast<int>(row++);
  for (Eigen::Index j = 0; j < columns; ++j) {
    if (gap_[j] != 0) entries.emplace_back(gap_row_, j, gap_[j]);
    if (cost_[j] != 0) entries.emplace_back(cost_row_, j, cost_[j]);
  }
  grow(lp_.row_lower, 2, -infinity);
  grow(lp_.row_upper, 2, infinity);
  Eigen::Index column = columns;
  for (const auto& [key, list] : terms) {  // b - Σ draws - Σ service = K
    const double known = problem.funding().committed_service(key.first, key.second).wan();
    burdens_.push_back({.column = static_cast<int>(column), .weight = burden_weight(problem, key.first, key.second), .known = known});
    entries.emplace_back(row, column, 1.0);
    for (const auto& [j, factor] : list) entries.emplace_back(row, j, -factor);
    grow(lp_.row_lower, 1, known);
    grow(lp_.row_upper, 1, known);
    ++row;
    ++column;
  }
  grow(lp_.lower, more, 0);
  grow(lp_.upper, more, infinity);
  grow(lp_.c, more, 0);
  grow(gap_, more, 0);
  grow(cost_, more, 0);
  lp_.a.resize(row, column);
  lp_.a.setFromTriplets(entries.begin(), entries.end());
  lp_.a.makeCompressed();
}

std::optional<GoalMoney::Amounts> GoalMoney::solved(const Eigen::VectorXd& costs, double gap_limit, double cost_limit) {
  optimise::LinearProgram lp = lp_;
  lp.c = costs;
  lp.row_upper[gap_row_] = gap_limit + slack(gap_limit);
  lp.row_upper[cost_row_] = cost_limit + slack(cost_limit);
  if (std::isinf(gap_limit)) lp.row_upper[gap_row_] = infinity;
  if (std::isinf(cost_limit)) lp.row_upper[cost_row_] = infinity;
  optimise::Solution solution = optimise::solve(lp, {.tolerance = 1e-9});
  if (solution.status != optimise::SolveStatus::optimal) return std::nullopt;
  Amounts amounts{.x = std::move(solution.x)};
  amounts.gap = gap_.dot(amounts.x);
  amounts.cost = cost_.dot(amounts.x);
  return amounts;
}

std::optional<GoalMoney::Amounts> GoalMoney::least_gap(double cost_limit) { return solved(gap_, no_limit, cost_limit); }
std::optional<GoalMoney::Amounts> GoalMoney::least_cost(double gap_limit) { return solved(cost_, gap_limit, no_limit); }

double GoalMoney::uneven(const Eigen::VectorXd& x) const {
  double value = 0;
  for (const BurdenColumn& b : burdens_) value += (x[b.column] * x[b.column] - b.known * b.known) / b.weight;  // (4)
  return value;
}

void GoalMoney::hold_contracts(optimise::LinearProgram& lp, const Eigen::VectorXd& held) const {
  for (const MoneyGroup& group : program_.groups())
    for (const GroupColumn& column : group.columns) {
      if (!is_contract(program_.problem().funding()[column.source].channel)) continue;
      const double amount = std::clamp(held[column.column], 0.0, lp.upper[column.column]);
      lp.lower[column.column] = std::max(0.0, amount - slack(amount));
      lp.upper[column.column] = amount;
    }
}

std::optional<GoalMoney::Even> GoalMoney::evenest(const Eigen::VectorXd& held, double gap_limit, double cost_limit) {
  optimise::QuadraticProgram qp{.linear = lp_, .q = {}};
  hold_contracts(qp.linear, held);
  qp.linear.row_upper[gap_row_] = gap_limit + slack(gap_limit);
  qp.linear.row_upper[cost_row_] = cost_limit + slack(cost_limit);
  qp.linear.c.setZero();
  std::vector<Eigen::Triplet<double>> entries;
  double known = 0;
  for (const BurdenColumn& b : burdens_) {
    entries.emplace_back(b.column, b.column, 2 / b.weight);
    known += b.known * b.known / b.weight;
  }
  qp.q.resize(lp_.columns(), lp_.columns());
  qp.q.setFromTriplets(entries.begin(), entries.end());
  const optimise::Solution even = optimise::solve(qp, {.tolerance = 1e-8});
  if (even.status != optimise::SolveStatus::optimal) return std::nullopt;

  // Of all money with these burdens the cheapest vertex: an interior solution would pay everything from everywhere.
  optimise::LinearProgram lp = qp.linear;
  lp.c = cost_ + gap_;
  for (const BurdenColumn& b : burdens_) {
    const double amount = std::max(0.0, even.x[b.column]), room = 1e-4 + 1e-7 * amount;
    lp.lower[b.column] = std::max(0.0, amount - room);
    lp.upper[b.column] = amount + room;
  }
  optimise::Solution vertex = optimise::solve(lp, {.tolerance = 1e-9, .vertex = true});
  Even result{.x = even.x, .uneven = 0, .bound = even.dual_objective - known};
  if (vertex.status == optimise::SolveStatus::optimal) result.x = std::move(vertex.x);
  result.uneven = uneven(result.x);
  return result;
}

std::optional<GoalMoney::Amounts> GoalMoney::least_cost_as_even(const Eigen::VectorXd& held, double gap_limit, double uneven_limit) {
  // The least unevenness falls, convexly, as the cost may rise: bisection between the least cost and one that is enough.
  const std::optional<Amounts> least = least_cost(gap_limit);
  if (!least) return std::nullopt;
  double low = least->cost, high = low;
  std::optional<Amounts> found;
  for (double step = 0.01 * std::max(1.0, std::abs(low)); step < 2 * std::max(1.0, std::abs(low)); step *= 4) {
    const std::optional<Even> even = evenest(held, gap_limit, low + step);
    if (!even || even->uneven > uneven_limit) continue;
    high = low + step;
    found = Amounts{.x = even->x, .gap = gap_.dot(even->x), .cost = high};
    break;
  }
  if (!found) return std::nullopt;
  for (int i = 0; i < 12 && high - low > 1e-4 * std::max(1.0, std::abs(high)); ++i) {
    const double middle = 0.5 * (low + high);
    const std::optional<Even> even = evenest(held, gap_limit, middle);
    if (even && even->uneven <= uneven_limit) {
      high = middle;
      found = Amounts{.x = even->x, .gap = gap_.dot(even->x), .cost = high};
    } else {
      low = middle;
    }
  }
  return found;
}

Eigen::VectorXd GoalMoney::contracts_of(const Plan& plan) const {
  Eigen::VectorXd x = Eigen::VectorXd::Zero(lp_.columns());
  std::map<std::pair<ProjectId, int>, int> group_of;
  for (const MoneyLine& line : program_.lines()) group_of[{line.project, line.t}] = line.group;
  for (const Payment& payment : plan.payments) {
    if (!is_contract(program_.problem().funding()[payment.source].channel)) continue;
    for (const GroupColumn& column : program_.groups()[static_cast<std::size_t>(group_of.at({payment.project, payment.t}))].columns)
      if (column.source == payment.source) x[column.column] += payment.amount.wan();
  }
  return x;
}

}  // namespace liandong
