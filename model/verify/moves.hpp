#pragma once

#include <optional>
#include <vector>

#include "model/verify/claims.hpp"

namespace liandong::verify {

/// A limit on moves as the plan folder states it (M1), keys resolved.
struct MoveRule {
  std::vector<std::optional<int>> start;  ///< Approved, by project; empty = approved as not built.
  std::vector<bool> counted;              ///< By project; false = the approved plan does not know it.
  std::optional<int> most_projects;
  std::optional<Money> most_cost;
  double per_project = 0, per_wan = 0;  ///< ν, not below 0, 0 where there is no limit.
  int moved = 0;

  /// What moving the project is charged, 万元, (M2).
  [[nodiscard]] long double charge(const Facts& facts, ProjectId project) const;
  [[nodiscard]] long double granted() const;
};

/// The approved dates, from moves.csv and, for all other projects, the plan's own; checks both, what they move in all, and that they are
/// those of `approved` if it is given. Empty if the plan states no limit.
[[nodiscard]] std::optional<MoveRule> check_moves(const Facts& facts, const Keys& keys, const Claims& claims, const PlanFiles& plan,
                                                  const PlanFiles* approved, Findings& findings);

}  // namespace liandong::verify
