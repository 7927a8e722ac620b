#include "model/planning/move_limit.hpp"

#include <utility>

#include "model/planning/lagrangian.hpp"

namespace liandong {
namespace {

std::vector<std::optional<int>> starts_of(const PlanningProblem& problem, const Schedule& schedule) {
  std::vector<std::optional<int>> start;
  for (int j = 0; j < problem.graph().project_count(); ++j) {
    const auto& completion = schedule[static_cast<std::size_t>(j)];
    start.push_back(completion ? std::optional(*completion - problem.graph().duration(j) + 1) : std::nullopt);
  }
  return start;
}

}  // namespace

bool is_moved(const MoveLimit& limit, ProjectId project, const std::optional<int>& start) {
  return limit.counted[project.index()] && start != limit.start[project.index()];
}

Moves moves_of(const PlanningProblem& problem, const MoveLimit& limit, const std::vector<std::optional<int>>& start) {
  Moves moves;
  for (std::size_t j = 0; j < start.size(); ++j) {
    const ProjectId id{static_cast<std::int32_t>(j)};
    if (!is_moved(limit, id, start[j])) continue;
    ++moves.projects;
    moves.cost += problem.campaign()[id].cost;
  }
  return moves;
}

bool within(const MoveLimit& limit, const Moves& moves) {
  return (!limit.most_projects || moves.projects <= *limit.most_projects) && (!limit.most_cost || moves.cost <= *limit.most_cost);
}

bool within_limit(const PlanningProblem& problem, const Schedule& schedule) {
  const MoveLimit* limit = problem.move_limit();
  return limit == nullptr || within(*limit, moves_of(problem, *limit, starts_of(problem, schedule)));
}

double price_of_moving(const PlanningProblem& problem, const MoveLimit& limit, const MovePrices& price, ProjectId project) {
  if (!limit.counted[project.index()]) return 0;
  return price.project + price.cost * problem.campaign()[project].cost.wan();
}

double granted(const MoveLimit& limit, const MovePrices& price) {
  return price.project * limit.most_projects.value_or(0) + price.cost * limit.most_cost.value_or(Money{}).wan();
}

void charge_moves(const PlanningProblem& problem, const MoveLimit& limit, const MovePrices& price, CompletionCosts& costs) {
  costs.constant -= granted(limit, price);
  for (int j = 0; j < problem.graph().project_count(); ++j) {
    const ProjectId id{j};
    const double charge = price_of_moving(problem, limit, price, id);
    if (charge == 0) continue;
    const auto& start = limit.start[id.index()];
    const int approved = start ? *start + problem.graph().duration(j) - 1 : -1;
    auto& at = costs.at[id.index()];
    for (int q = 0; q < static_cast<int>(at.size()); ++q)
      if (q != approved) at[static_cast<std::size_t>(q)] += charge;
    if (start) costs.never[id.index()] += charge;
  }
}

double move_charge(const PlanningProblem& problem, const Schedule& schedule) {
  const MoveLimit* limit = problem.move_limit();
  if (limit == nullptr) return 0;
  const Moves moves = moves_of(problem, *limit, starts_of(problem, schedule));
  return limit->price.project * moves.projects + limit->price.cost * moves.cost.wan() - granted(*limit, limit->price);
}

Schedule nearest_to_approved(const PlanningProblem& problem) {
  const MoveLimit& limit = *problem.move_limit();
  CompletionCosts costs;
  const auto nodes = static_cast<std::size_t>(problem.graph().node_count());
  costs.at.assign(nodes, std::vector<double>(static_cast<std::size_t>(problem.periods()), 0.0));
  costs.never.assign(nodes, 0.0);
  charge_moves(problem, limit, limit.most_projects ? MovePrices{.project = 1} : MovePrices{.cost = 1}, costs);
  Schedule schedule = cheapest_schedule(problem, ExpandedGraph(problem, open_windows(problem)), costs).schedule;
  settle_stages(problem, schedule);
  return schedule;
}

}  // namespace liandong
