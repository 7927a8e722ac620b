#pragma once

#include <memory>
#include <vector>

#include "gui/models/record_table.hpp"
#include "model/io/read_campaign.hpp"

namespace liandong::gui {

using CampaignPtr = std::shared_ptr<const CampaignFile>;

/// One file of the campaign folder as a table.
struct CampaignTable {
  const char* name = "";   ///< Of the file, without ".csv".
  const char* title = "";  ///< In English, marked for translation in the context "Tables".
  Records records;
};

/// Every table of a campaign, in reading order. References show the key of what they refer to, and its name beside it.
[[nodiscard]] std::vector<CampaignTable> campaign_tables(const CampaignPtr& campaign);

}  // namespace liandong::gui
