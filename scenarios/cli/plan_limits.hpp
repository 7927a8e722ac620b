#pragma once

#include <optional>
#include <string>

#include "model/core/text.hpp"
#include "model/planning/figures.hpp"

namespace liandong::cli {

/// What is wrong with how a plan is asked for, if anything is.
[[nodiscard]] std::optional<Text> trouble_with_limits(double gap, double time, int threads);

/// "wan" or "yi", in either language.
[[nodiscard]] std::optional<MoneyUnit> parse_unit(const std::string& word);
[[nodiscard]] Text not_a_unit(const std::string& word);

}  // namespace liandong::cli
