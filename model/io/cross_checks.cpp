#include "model/io/cross_checks.hpp"

namespace liandong {

void check_across(const FolderTables&, const CampaignHead&, IssueLog&) {}

}  // namespace liandong
