#pragma once

#include <utility>
#include <vector>

#include "model/core/wide.hpp"
#include "model/planning/money_program.hpp"

namespace liandong {

/// Spend of one project in one period, and what pays for it, in whole fen: Σ paid + gap = spend.
struct PaidLine {
  ProjectId project;
  int t = 0;
  Money spend;
  std::vector<std::pair<SourceId, Money>> paid;  ///< Ascending by source; amounts may be 0.
  Money gap;

  [[nodiscard]] Money from(SourceId source) const;
  void add(SourceId source, Money amount);  ///< Amount may be negative; the spend is not looked at.
};

/// What a fen of `source` on the line adds to own - m y of (5), in billionths of a fen.
[[nodiscard]] std::int64_t match_weight(const PlanningProblem& problem, const PaidLine& line, SourceId source);

/// Σ own - Σ m y of (5), in billionths of a fen: exact.
[[nodiscard]] Int128 match_balance(const PlanningProblem& problem, const PaidLine& line);

/// Shares the amounts of each group out over its lines, by line of `program`: one project after another, with as few sources each as shares (4)
/// and match (5) of the rest allow, contracts first (docs/maths/allocation.md (2) to (4)). Groups' amounts are rounded to whole fen; what
/// the solution leaves unpaid, or what no fen can hold, is gap. Cash and ceilings are not looked at.
[[nodiscard]] std::vector<PaidLine> pay_lines(const MoneyProgram& program, const Eigen::VectorXd& solution);

}  // namespace liandong
