#pragma once

#include <optional>
#include <vector>

#include "model/verify/branches.hpp"

namespace liandong::verify {

/// Checks trees of parts (C6): each one's branches are the leaves of one tree of questions; no two parts touch the same component of the
/// dependency graph, be it by a question or by the multipliers of money that its projects may use; and each leaf's rise is proven. Empty
/// if what is proven cannot be added up. `base` are the certificate's own multipliers.
[[nodiscard]] std::optional<BranchProofs> check_parts(const Facts& facts, const Keys& keys, const Claims& claims, const Multipliers& base,
                                                      const std::vector<std::vector<RiseFile>>& parts, Findings& findings);

}  // namespace liandong::verify
