#pragma once

#include <cstdint>
#include <tuple>
#include <vector>

#include "model/funding/mode.hpp"
#include "model/planning/planning_problem.hpp"
#include "tests/support/gallery.hpp"

namespace liandong::gallery {

/// A case of the gallery whose projects may be delivered in several ways, solved by hand.
struct DeliveryCase {
  Case problem;
  std::vector<Mode> modes;
  std::vector<int> chosen;                                ///< By project; -1 = no modes.
  std::vector<std::tuple<ProjectId, int, double>> extra;  ///< What a rejected mode costs more, everything planned again, 万元.
};

[[nodiscard]] const std::vector<DeliveryCase>& delivery_cases();

/// Two or three modes for about half of a case's projects: as it is, by own money, by BT, fast and dear, slow and cheap, with elastic
/// spend. The same seed gives the same modes on every machine.
[[nodiscard]] std::vector<Mode> draw_modes(const Case& c, std::uint64_t seed);

[[nodiscard]] inline PlanningProblem problem_of(const DeliveryCase& c) {
  return PlanningProblem(campaign_of(c.problem), funding_of(c.problem), c.problem.settings, {}, c.modes);
}

}  // namespace liandong::gallery
