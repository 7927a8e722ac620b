#pragma once

#include "model/planning/make_plan.hpp"

namespace liandong {

/// Plans a problem whose projects may be delivered in several ways (16), or with elastic spend (17): plans it with one choice of modes,
/// sees at the prices of that plan which others would be cheaper, and plans again, as long as that pays (docs/maths/delivery-modes.md). The
/// bound holds for every choice (`DeliveryBound`), and the plan says what each rejected mode would have cost.
[[nodiscard]] PlanResult plan_deliveries(const PlanningProblem& problem, const PlanOptions& options);

}  // namespace liandong
