#include "model/planning/evaluation.hpp"

#include <utility>

#include "model/planning/parallel.hpp"

namespace liandong {

Evaluation evaluate(const SpendModel& model, Schedule schedule) {
  settle_stages(model.problem(), schedule);
  Evaluation result;
  const PlanningProgram program = build_program(model, fixed_windows(schedule));
  const optimise::Solution solution = optimise::solve(program.lp, {.tolerance = 1e-8});
  if (solution.status == optimise::SolveStatus::optimal) {
    result.objective = solution.objective;
    result.multipliers = multipliers_of(model, program, solution.y);
  }
  result.schedule = std::move(schedule);
  return result;
}

std::vector<Evaluation> evaluate_all(const SpendModel& model, const std::vector<Schedule>& schedules, int threads) {
  std::vector<Evaluation> results(schedules.size());
  for_each_index(static_cast<int>(schedules.size()), threads, [&](int i) {
    const auto place = static_cast<std::size_t>(i);
    results[place] = evaluate(model, schedules[place]);
  });
  return results;
}

}  // namespace liandong
