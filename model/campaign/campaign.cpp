#include "model/campaign/campaign.hpp"

#include <utility>

#include "model/campaign/checks.hpp"
#include "model/campaign/completion_arcs.hpp"
#include "model/campaign/dependency_graph.hpp"

namespace liandong {

Checked<Campaign> Campaign::build(CampaignTables tables) {
  Issues issues;
  check_horizon(tables, issues);
  check_keys(tables, issues);
  check_projects(tables, issues);
  check_stages(tables, issues);
  if (check_references(tables, issues)) {
    check_counts(tables, issues);
    check_services(tables, issues);
    check_links(tables, issues);
    const std::vector<std::vector<ProjectId>> required = liandong::required_projects(tables);
    check_coverage(tables, required, issues);
    check_cycles(tables, completion_arcs(tables, required), issues);
  }
  if (has_errors(issues)) return issues;

  Campaign campaign(std::move(tables));
  check_timing(campaign, DependencyGraph(campaign), issues);
  return {std::move(campaign), std::move(issues)};
}

Campaign Campaign::revised(std::vector<Project> projects, std::vector<Link> links) const {
  Campaign changed = *this;
  changed.tables_.projects = std::move(projects);
  changed.tables_.links = std::move(links);
  return changed;
}

Campaign::Campaign(CampaignTables tables) : tables_(std::move(tables)), required_(liandong::required_projects(tables_)) {}

Money Campaign::total_cost() const {
  Money total;
  for (const Project& project : tables_.projects) total += project.cost;
  return total;
}

}  // namespace liandong
