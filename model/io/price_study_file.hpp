#pragma once

#include <filesystem>

#include "model/core/issue.hpp"
#include "model/planning/price_study.hpp"

namespace liandong {

/// Writes price_study.csv (docs/guide/campaign-folder.md, "The plan folder"), one row for each price and step, into a plan folder, whose
/// other files stay, or into a folder of its own. Whole or not at all, as write_plan(). Empty if all went well.
[[nodiscard]] Issues write_price_study(const std::filesystem::path& out, const PlanningProblem& problem, const PriceStudy& study);

}  // namespace liandong
