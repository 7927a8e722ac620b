#include "scenarios/approved_plan.hpp"

#include <map>
#include <string>

namespace liandong {

MoveLimit approved_starts(const PlanningProblem& problem, const PlanFiles& approved) {
  std::map<std::string, const ScheduleRow*> rows;
  for (const ScheduleRow& row : approved.schedule)
    if (row.kind == "project") rows.emplace(row.node, &row);
  const Horizon& horizon = problem.campaign().horizon();
  MoveLimit limit;
  for (const Project& project : problem.campaign().projects()) {
    const auto found = rows.find(project.key);
    bool counted = found != rows.end();
    std::optional<int> start;
    if (counted && found->second->start) {
      const Period period = *found->second->start;
      counted = period.unit() == horizon.first.unit() && horizon.contains(period);
      if (counted) start = horizon.index_of(period);
    }
    limit.counted.push_back(counted);
    limit.start.push_back(start);
  }
  return limit;
}

}  // namespace liandong
