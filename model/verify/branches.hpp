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
[[nodiscard]] std::optional<BranchProofs> check_branches(const Facts& facts, const Keys& keys, const Claims& claims, const MoveRule* moves,
                                                         const std::vector<BranchFile>& branches, Findings& findings);

/// The answers of a branch.
using Path = std::vector<Answer>;
/// Those of each branch, keys resolved; empty after a finding.
[[nodiscard]] std::optional<std::vector<Path>> resolve_paths(const Facts& facts, const Keys& keys, const std::vector<BranchFile>& branches,
                                                             Findings& findings);
/// Are the paths exactly the leaves of one tree of questions (C5)?
[[nodiscard]] bool check_tree(const Facts& facts, const std::vector<Path>& paths, Findings& findings);
/// Does this plan give the answers?
[[nodiscard]] bool agrees(const Facts& facts, const Claims& claims, const Path& path);

}  // namespace liandong::verify
