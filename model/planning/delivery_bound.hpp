#pragma once

#include <deque>
#include <vector>

#include "model/planning/lagrangian.hpp"
#include "model/planning/plan.hpp"
#include "model/planning/planning_problem.hpp"
#include "model/planning/spend_model.hpp"

namespace liandong {

/// What multipliers prove about all plans, however their projects are delivered (docs/maths/delivery-modes.md (1) to (3)): each completion
/// at the cheapest of its modes, elastic spend in the cheapest periods, links as weak as any choice of modes makes them.
class DeliveryBound {
 public:
  explicit DeliveryBound(const PlanningProblem& problem);
  DeliveryBound(const DeliveryBound&) = delete;
  DeliveryBound& operator=(const DeliveryBound&) = delete;

  /// The projects at their shortest, behind the weakest links: every schedule of every choice of modes keeps its (1), (2), (15).
  [[nodiscard]] const PlanningProblem& frame() const { return frame_; }

  /// Money for every project in its m-th mode (elastic ones: with the most that each period may have), without links; `count()` of them.
  [[nodiscard]] int count() const { return static_cast<int>(layers_.size()); }
  [[nodiscard]] const SpendModel& model(int m) const { return layers_[static_cast<std::size_t>(m)].model; }

  /// (13) of one mode of each project: [project][q], infinite where it cannot complete in q. Projects with fewer modes, or none, repeat
  /// their last.
  using ProjectCosts = std::vector<std::vector<double>>;
  [[nodiscard]] std::vector<ProjectCosts> by_mode(const Multipliers& multipliers) const;
  /// The least over the modes, with the prices of stages and the constant of (13): for `frame()`.
  [[nodiscard]] CompletionCosts costs(const Multipliers& multipliers) const;

  /// What no plan that gives these answers costs less than, 万元; infinite if none gives them.
  [[nodiscard]] double bound(const std::vector<BranchAnswer>& path, const Multipliers& multipliers) const;

 private:
  /// Every project in its m-th mode, without links.
  struct Layer {
    PlanningProblem problem;
    SpendModel model;
    explicit Layer(PlanningProblem delivered) : problem(std::move(delivered)), model(problem) {}
  };

  PlanningProblem frame_;
  std::vector<Window> windows_;  ///< Of the frame, open.
  std::deque<Layer> layers_;
};

/// The cheapest spend of 1 = Σ within limits: Σ least price, then what is left where it is cheapest (17).
struct Limited {
  double least = 0, most = 0, price = 0;
};
[[nodiscard]] double cheapest_spend(double total, std::vector<Limited> periods);

}  // namespace liandong
