#pragma once

#include <cstddef>
#include <vector>

#include "scenarios/cli/session.hpp"
#include "scenarios/input_changes.hpp"

namespace liandong::cli {

/// All scenarios as a tree under the campaign itself, which comes first, with what each changes; then why each is looked at.
void list_tree(const Session& session, const std::vector<ScenarioInput>& inputs);
void list_json(const Session& session, const std::vector<ScenarioInput>& inputs);

/// The differences of two scenarios, and the input figures that differ, `most` of each table (0 = all).
void print_two(const Session& session, const ScenarioInput& a, const ScenarioInput& b, const InputComparison& change, std::size_t most);
void print_two_json(const Session& session, const ScenarioInput& a, const ScenarioInput& b, const InputComparison& change);

}  // namespace liandong::cli
