#include "model/io/cross_checks.hpp"

namespace liandong {

void check_across(const FolderTables& tables, const CampaignHead& head, IssueLog& log) {
  if (tables.campaign_complete && tables.funding_complete) check_reach(tables, head, log);
  check_plausible(tables, head, log);
  if (tables.funding_complete) check_prices(tables, head, log);
}

}  // namespace liandong
