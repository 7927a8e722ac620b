#include "model/planning/evaluation.hpp"

#include <utility>

#include "model/planning/move_limit.hpp"
#include "model/planning/parallel.hpp"

namespace liandong {

Evaluation evaluate(const MasterLayout& layout, Schedule schedule, const RowPrices& near, int threads, double nearness, double tolerance) {
  const PlanningProblem& problem = layout.model().problem();
  settle_stages(problem, schedule);
  Evaluation result;
  if (!within_limit(problem, schedule)) {
    result.schedule = std::move(schedule);
    return result;
  }
  MoneyValue value = value_of_money(layout, ExpandedGraph(problem, fixed_windows(schedule)), near, tolerance, threads, nearness);
  if (value.converged) {
    result.objective = value.objective - move_charge(problem, schedule);
    result.gap = value.gap;
    result.prices = std::move(value.prices);
    result.draws = std::move(value.draws);
  }
  result.schedule = std::move(schedule);
  return result;
}

std::vector<Evaluation> evaluate_all(const MasterLayout& layout, const std::vector<Schedule>& schedules, const RowPrices& near,
                                     int threads) {
  std::vector<Evaluation> results(schedules.size());
  for_each_index(static_cast<int>(schedules.size()), threads, [&](int i) {
    const auto place = static_cast<std::size_t>(i);
    results[place] = evaluate(layout, schedules[place], near);
  });
  return results;
}

}  // namespace liandong
