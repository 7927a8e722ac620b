#pragma once

#include "model/planning/planner.hpp"

namespace liandong {

/// Plans from what `known` knows, which stays as it is; from the start if the problem proves to be another one. May be called on several
/// threads at once, and does not depend on their number.
[[nodiscard]] PlanResult plan_near(const Planner& known, const PlanningProblem& problem, const PlanOptions& options);

}  // namespace liandong
