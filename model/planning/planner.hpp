#pragma once

#include <memory>

#include "model/planning/make_plan.hpp"

namespace liandong {

struct PlanMemory;
struct Relaxation;
class ExpandedGraph;

/// Plans one problem after another, each from where the last one left off: after a change of money, prices or dates the old proofs are
/// priced anew (one minimum cut for each leaf of the tree), the old schedule gets its best money, and only if the two lie further apart
/// than the gap asked for does the search go on, from the old relaxations. Of a problem with other projects, links, locks or sources it
/// keeps what it knows by key; one with another horizon is planned from the start. (docs/maths/re-planning.md)
///
/// The result depends on the problems planned before, and not on the number of threads.
class Planner {
 public:
  Planner();
  ~Planner();
  Planner(const Planner&);  ///< Goes on by itself from what the other one knows.
  Planner(Planner&&) noexcept;
  Planner& operator=(Planner&&) noexcept;

  /// A relaxation of the problem that is planned next, which has the projects, stages, sources and links of the last one: leaves take its
  /// prices where these prove more than their own. Nothing without a last one.
  void offer(std::shared_ptr<const ExpandedGraph> graph, std::shared_ptr<const Relaxation> relaxed);

  /// As `make_plan()`.
  [[nodiscard]] PlanResult plan(const PlanningProblem& problem, const PlanOptions& options = {});

 private:
  std::unique_ptr<PlanMemory> memory_;
};

}  // namespace liandong
