#include "scenarios/campaign_issues.hpp"

#include "model/io/issue_log.hpp"
#include "scenarios/read_uncertainty.hpp"

namespace liandong {

Issues campaign_issues(const std::filesystem::path& folder, const Checked<CampaignFile>& file) {
  Issues issues = file.issues();
  if (!file) return issues;
  // What is uncertain refers to the tables, so it is read when they are good.
  const Checked<Uncertainty> uncertainty = load_uncertainty(folder, file->campaign, file->funding);
  issues.insert(issues.end(), uncertainty.issues().begin(), uncertainty.issues().end());
  sort_issues(issues);
  return issues;
}

}  // namespace liandong
