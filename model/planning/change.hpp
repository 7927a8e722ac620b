#pragma once

#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "model/core/issue.hpp"
#include "model/planning/planning_problem.hpp"

namespace liandong {

// What may happen to a campaign between one plan and the next, as values. Ids are those of the problem that the change is applied to.

/// The inflow of a source in a period at the settings' certainty, not below 0. (6)
struct NewInflow {
  SourceId source;
  int t = 0;
  Money amount;
};
/// Prices of goals and weights of money. (10)
struct PriceChange {
  Prices prices;
};
/// Prices of one stage; empty = the settings' default. (10)
struct StagePriceChange {
  StageId stage;
  std::optional<Money> late, never;
};
struct DeadlineChange {
  StageId stage;
  Period deadline;
};
/// The cost of a project; its spending profile keeps its shape. Of a project with modes, the cost in the mode that it is delivered in, by
/// that mode's own profile; its other modes change in proportion, and so do the limits of elastic spend.
struct CostChange {
  ProjectId project;
  Money cost;
};
/// One more lock. (15)
struct LockChange {
  Lock lock;
};
/// Every lock of a project taken away.
struct UnlockChange {
  ProjectId project;
};
/// One more project, with the id that comes after the last one: `services` and `links` name it by that. An empty profile is an even one.
struct NewProject {
  Project project;
  std::vector<Service> services;
  std::vector<Link> links;
};
/// A project taken out with its services, links, locks and modes; the ids of those behind it move up by one.
struct RemovedProject {
  ProjectId project;
};

using Change = std::variant<NewInflow, PriceChange, StagePriceChange, DeadlineChange, CostChange, LockChange, UnlockChange, NewProject,
                            RemovedProject>;

/// The problem after the changes, one after another. Issues say what the campaign would then contradict: a cycle, a lock that links make
/// impossible, a period outside the horizon.
[[nodiscard]] Checked<PlanningProblem> apply_changes(const PlanningProblem& problem, std::span<const Change> changes);
[[nodiscard]] Checked<PlanningProblem> apply_change(const PlanningProblem& problem, const Change& change);

}  // namespace liandong
