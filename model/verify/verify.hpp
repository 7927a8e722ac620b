#pragma once

#include <string>
#include <vector>

#include "model/core/text.hpp"
#include "model/io/plan_folder.hpp"
#include "model/io/read_campaign.hpp"

namespace liandong {

/// One thing that a plan folder says and that is not so.
struct Finding {
  Text sentence;
  std::string file;    ///< Of the plan folder.
  int row = 0;         ///< Line in it; 0 = the whole file.
  int constraint = 0;  ///< Number in docs/maths/planning-problem.md; 0 = none.
};

struct VerifyReport {
  std::vector<Finding> findings;  ///< Empty = the plan holds. In order of the checks, then of the files' rows.
  double objective = 0;           ///< (10), recomputed, 万元.
  double proven_bound = 0;        ///< (13), recomputed from the certificate's multipliers, 万元.
  int branches = 0;               ///< That prove the bound together; 0 = its multipliers do by themselves.
  int moved = 0;                  ///< Projects moved away from an approved plan, as far as it states a limit.
  double rounding = 0;            ///< By how much whole-fen instalments may undercut that bound, 万元.

  [[nodiscard]] bool holds() const { return findings.empty(); }
};

/// Re-checks a plan folder against the campaign, by code that shares nothing with the optimiser but the reading of the input and the terms
/// of contracts: every constraint (1) to (9) in whole fen, the objective (10) to 1e-9, the bound (11) to (13) from the certificate's
/// multipliers, and the figures that repeat any of these. A claim of more than the multipliers prove (1e-9) fails, and so does a claim
/// that differs from it by more than 1e-6. A limit on moves is checked against moves.csv, and this against the approved plan if it is
/// given.
[[nodiscard]] VerifyReport verify_plan(const CampaignFile& input, const PlanFiles& plan, const PlanFiles* approved = nullptr);

}  // namespace liandong
