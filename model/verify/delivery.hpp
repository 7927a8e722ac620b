#pragma once

#include <vector>

#include "model/io/read_campaign.hpp"
#include "model/verify/claims.hpp"

namespace liandong::verify {

/// How a plan folder says that projects are delivered (16): their modes, and the campaign with the costs, durations and spend of these.
/// Elastic spend (17) is what the folder allocates. What is not so is a finding; such projects count as delivered in their first mode.
struct Delivered {
  std::vector<int> chosen;  ///< By project; 0 where nothing is to be chosen.
  Campaign campaign;
};
[[nodiscard]] Delivered read_delivery(const CampaignFile& input, const PlanFiles& plan, Findings& findings);

}  // namespace liandong::verify
