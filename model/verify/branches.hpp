#pragma once

#include <optional>
#include <vector>

#include "model/verify/bound.hpp"
#include "model/verify/claims.hpp"

namespace liandong::verify {

/// What the branches of a certificate prove together (C5).
struct BranchProofs {
  ProvenBound whole;  ///< About every plan.
  ProvenBound here;   ///< About plans that give this plan's answers.
};

/// Checks that the branches are exactly the leaves of one tree of questions, and that each one's bound is proven by its multipliers (C4).
/// Empty if they are no tree: then there may be plans that none of them speaks of.
[[nodiscard]] std::optional<BranchProofs> check_branches(const Facts& facts, const Keys& keys, const Claims& claims,
                                                         const std::vector<BranchFile>& branches, Findings& findings);

}  // namespace liandong::verify
