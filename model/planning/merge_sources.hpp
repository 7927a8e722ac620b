#pragma once

#include <vector>

#include "model/planning/pay_lines.hpp"

namespace liandong {

/// Exchanges money between lines of the same period, fen for fen, so that a project has fewer sources and a line fewer amounts: where
/// a source pays a project little, another line that has that source already takes it and gives one that the project has. What each source
/// pays in each period, and so cash, ceilings and cost, stays as it is; shares (4), match (5) and eligibility hold. Contracts are not touched.
void merge_sources(const PlanningProblem& problem, std::vector<PaidLine>& lines);

}  // namespace liandong
