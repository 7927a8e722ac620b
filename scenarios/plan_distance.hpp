#pragma once

#include "model/campaign/campaign.hpp"
#include "model/core/money.hpp"
#include "model/planning/plan.hpp"

namespace liandong {

/// From the first plan to another of the same projects.
struct PlanDistance {
  int moved = 0;     ///< Projects that start in another period, are dropped or taken up.
  Money moved_cost;  ///< Of them, as in the first.
  Money shifted;     ///< Σ |payment here - payment there| / 2 over projects, sources and periods (docs/maths/measures.md (7)).
};
[[nodiscard]] PlanDistance distance(const Campaign& campaign, const Plan& first, const Plan& other);

}  // namespace liandong
