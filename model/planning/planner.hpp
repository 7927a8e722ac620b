#pragma once

#include <memory>

#include "model/planning/make_plan.hpp"

namespace liandong {

/// Plans one problem after another, each from where the last one left off: after a change of money, prices or dates the old proofs are
/// priced anew (one minimum cut for each leaf of the tree), the old schedule gets its best money, and only if the two lie further apart
/// than the gap asked for does the search go on, from the old relaxations. A problem of another shape (other projects, periods, sources) is
/// planned from the start.
///
/// The result depends on the problems planned before, and not on the number of threads.
class Planner {
 public:
  Planner();
  ~Planner();
  Planner(Planner&&) noexcept;
  Planner& operator=(Planner&&) noexcept;

  /// As `make_plan()`.
  [[nodiscard]] PlanResult plan(const PlanningProblem& problem, const PlanOptions& options = {});

 private:
  struct Memory;
  std::unique_ptr<Memory> memory_;
};

}  // namespace liandong
