#include "scenarios/plan_distance.hpp"

#include <map>
#include <tuple>

namespace liandong {

PlanDistance distance(const Campaign& campaign, const Plan& first, const Plan& other) {
  PlanDistance result;
  for (std::size_t j = 0; j < first.start.size(); ++j)
    if (first.start[j] != other.start[j]) {
      ++result.moved;
      result.moved_cost += campaign.projects()[j].cost;
    }
  std::map<std::tuple<ProjectId, SourceId, int>, Money> difference;
  for (const Payment& payment : first.payments) difference[{payment.project, payment.source, payment.t}] -= payment.amount;
  for (const Payment& payment : other.payments) difference[{payment.project, payment.source, payment.t}] += payment.amount;
  Money sum;
  for (const auto& [cell, amount] : difference) sum += amount < Money{} ? -amount : amount;
  result.shifted = Money::muldiv(sum, 1, 2);  // (7)
  return result;
}

}  // namespace liandong
