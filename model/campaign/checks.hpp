#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/campaign/campaign.hpp"
#include "model/campaign/dependency_graph.hpp"

namespace liandong {

/// The checks of Campaign::build, one function per theme; each adds what it finds. File names are those of the campaign folder.

void check_horizon(const CampaignTables& tables, Issues& issues);
void check_keys(const CampaignTables& tables, Issues& issues);
void check_projects(const CampaignTables& tables, Issues& issues);
void check_stages(const CampaignTables& tables, Issues& issues);
/// True if every reference holds: only then may the checks below be called.
[[nodiscard]] bool check_references(const CampaignTables& tables, Issues& issues);

void check_counts(const CampaignTables& tables, Issues& issues);
void check_services(const CampaignTables& tables, Issues& issues);
void check_links(const CampaignTables& tables, Issues& issues);
void check_coverage(const CampaignTables& tables, const std::vector<std::vector<ProjectId>>& required, Issues& issues);
void check_cycles(const CampaignTables& tables, const std::vector<CompletionArc>& arcs, Issues& issues);
/// Stages that links and durations alone make late.
void check_timing(const Campaign& campaign, const DependencyGraph& graph, Issues& issues);

/// Durations and lags beyond this are slips of the pen; within it no sum over a chain overflows.
inline constexpr int longest_sane = 10'000;

/// "3 quarters", "3 个季度".
[[nodiscard]] Text periods_text(int periods, PeriodUnit unit);
/// "a → b → c" by node keys.
[[nodiscard]] std::string chain_text(const CampaignTables& tables, const std::vector<int>& nodes);

}  // namespace liandong
