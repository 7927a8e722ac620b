#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "model/campaign/checks.hpp"
#include "model/campaign/completion_arcs.hpp"
#include "model/core/row_issues.hpp"

namespace liandong {
namespace {

void check_lag(const CampaignTables& tables, const Link& link, Issues& issues) {
  const int project_count = static_cast<int>(tables.projects.size());
  const std::string& from = key_of(tables, node_of(link.from, project_count));
  const std::string& to = key_of(tables, node_of(link.to, project_count));
  if (link.lag > longest_sane || link.lag < -longest_sane) {
    RowIssues("links.csv", link.row, issues)
        .error("lag", "lag",
               {fmt::format("The lag of the link from \"{}\" to \"{}\" is {} periods.", from, to, link.lag),
                fmt::format("“{}”到“{}”的间隔为 {} 期。", from, to, link.lag)},
               {fmt::format("Give a lag between {} and {} periods.", -longest_sane, longest_sane),
                fmt::format("间隔应在 {} 至 {} 期之间。", -longest_sane, longest_sane)});
    return;
  }
  const int duration_from = link.from.project ? tables.projects[link.from.project->index()].duration : 0;
  const int duration_to = link.to.project ? tables.projects[link.to.project->index()].duration : 0;
  if (link.lag < 0 && completion_delta(link.kind, link.lag, duration_from, duration_to) < -duration_from)
    RowIssues("links.csv", link.row, issues)
        .warning("lag-too-negative", "lag",
                 {fmt::format("With a lag of {} periods \"{}\" could be complete before \"{}\" has started.", link.lag, to, from),
                  fmt::format("间隔为 {} 期时，“{}”可能在“{}”开工之前就已完成。", link.lag, to, from)},
                 {"Check the sign and size of the lag; a lead longer than both projects orders nothing.",
                  "请核对间隔的正负和大小；提前量超过两项工期时，该关系已无约束作用。"});
  else if (link.lag >= tables.horizon.count && tables.horizon.count > 0)
    RowIssues("links.csv", link.row, issues)
        .warning("lag-beyond-horizon", "lag",
                 {fmt::format("A lag of {} periods is longer than the horizon, so \"{}\" can never follow \"{}\".", link.lag, to, from),
                  fmt::format("间隔 {} 期超过规划期，“{}”无法在“{}”之后完成。", link.lag, to, from)},
                 {"Shorten the lag or lengthen the horizon.", "请缩短间隔或延长规划期。"});
}

}  // namespace

std::string chain_text(const CampaignTables& tables, const std::vector<int>& nodes) {
  std::string text;
  for (const int node : nodes) text += (text.empty() ? "" : " → ") + key_of(tables, node);
  return text;
}

void check_links(const CampaignTables& tables, Issues& issues) {
  const int project_count = static_cast<int>(tables.projects.size());
  std::map<std::tuple<int, int, LinkKind>, int> first_row;
  for (const Link& link : tables.links) {
    const int from = node_of(link.from, project_count);
    const int to = node_of(link.to, project_count);
    if (from == to) {
      RowIssues("links.csv", link.row, issues)
          .error("self-link", "to",
                 {fmt::format("\"{}\" waits for itself.", key_of(tables, to)), fmt::format("“{}”以自身为前置。", key_of(tables, to))},
                 {"Delete the row, or name the end that was meant.", "请删除此行，或填写正确的前置、后续。"});
      continue;
    }
    check_lag(tables, link, issues);
    const auto [place, fresh] = first_row.emplace(std::tuple(from, to, link.kind), link.row);
    if (fresh) continue;
    RowIssues("links.csv", link.row, issues)
        .error(
            "duplicate-link", "",
            {fmt::format("Row {} already links \"{}\" to \"{}\" in the same way.", place->second, key_of(tables, from), key_of(tables, to)),
             fmt::format("第 {} 行已有“{}”到“{}”的同类关系。", place->second, key_of(tables, from), key_of(tables, to))},
            {"Keep one of the rows, with the lag that holds.", "请保留其中一行，并填写正确的间隔。"});
  }
}

void check_cycles(const CampaignTables& tables, const std::vector<CompletionArc>& arcs, Issues& issues) {
  const int project_count = static_cast<int>(tables.projects.size());
  for (const std::vector<int>& cycle : find_cycles(project_count + static_cast<int>(tables.stages.size()), arcs)) {
    // A requirement leads from a project to a stage, so at least one link is needed to come back.
    const auto on_cycle = [&](const Link& link) {
      const int from = node_of(link.from, project_count);
      for (std::size_t i = 0; i + 1 < cycle.size(); ++i)
        if (cycle[i] == from && cycle[i + 1] == node_of(link.to, project_count)) return true;
      return false;
    };
    const auto link = std::find_if(tables.links.begin(), tables.links.end(), on_cycle);
    const std::string chain = chain_text(tables, cycle);
    RowIssues("links.csv", link == tables.links.end() ? 0 : link->row, issues)
        .error("cycle", "",
               {fmt::format("These wait for each other in a circle: {}.", chain),
                fmt::format("下列项目、阶段互为前置，形成循环：{}。", chain)},
               {"Delete or turn round one of these links; a stage also waits for every project that serves its tasks.",
                "请删除或调转其中一条关系；注意阶段还须等待服务于其任务的全部项目。"});
  }
}

void check_timing(const Campaign& campaign, const DependencyGraph& graph, Issues& issues) {
  const Horizon& horizon = campaign.horizon();
  for (std::size_t s = 0; s < campaign.stages().size(); ++s) {
    const Stage& stage = campaign.stages()[s];
    const StageId id{static_cast<std::int32_t>(s)};
    const int earliest = graph.earliest_completion()[static_cast<std::size_t>(graph.node(id))];
    const int deadline = horizon.index_of(stage.deadline);
    if (deadline < 0 || earliest <= deadline) continue;
    const Text late = periods_text(earliest - deadline, horizon.first.unit());
    const std::string chain = chain_text(campaign.tables(), graph.critical_chain(id));
    const std::string when = horizon.at(earliest).text();
    RowIssues("stages.csv", stage.row, issues)
        .warning("deadline-out-of-reach", "deadline",
                 {fmt::format("Stage \"{}\" cannot be reached by {}, money aside: {} at the earliest, {} short. Chain: {}.", stage.key,
                              stage.deadline.text(), when, late.en, chain),
                  fmt::format("即使不考虑资金，阶段“{}”也无法在 {} 前达成：最早 {}，差 {}。关键链：{}。", stage.key, stage.deadline.text(),
                              when, late.zh, chain)},
                 {"Shorten or start earlier a project of the chain, loosen one of its links, or accept a later deadline.",
                  "请压缩链上项目的工期或提前开工，放宽其中的关系，或调整时限。"});
  }
}

}  // namespace liandong
