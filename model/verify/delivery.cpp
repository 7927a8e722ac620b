#include "model/verify/delivery.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

namespace liandong::verify {
namespace {

constexpr const char* file = "modes.csv";

class DeliveryReader {
 public:
  DeliveryReader(const CampaignFile& input, const PlanFiles& plan, Findings& findings)
      : input_(input),
        plan_(plan),
        findings_(findings),
        projects_(input.campaign.projects()),
        modes_(projects_.size()),
        row_(projects_.size(), 0) {
    for (std::size_t j = 0; j < projects_.size(); ++j) place_.emplace(projects_[j].key, j);
    for (const Mode& mode : input.modes) modes_[mode.project.index()].push_back(&mode);
  }

  Delivered read() {
    std::vector<int> chosen(projects_.size(), -1);
    for (const ModeRow& row : plan_.modes) choose(row, chosen);
    std::vector<std::optional<Period>> start(projects_.size());
    for (const ScheduleRow& row : plan_.schedule)
      if (const auto at = place_.find(row.node); row.kind == "project" && at != place_.end()) start[at->second] = row.start;
    for (std::size_t j = 0; j < projects_.size(); ++j) {
      if (modes_[j].empty()) {
        chosen[j] = 0;
        continue;
      }
      if (start[j].has_value() != (chosen[j] >= 0))
        findings_.add(16, file, row_[j],
                      start[j] ? Text{fmt::format("No mode is chosen for project {}, which is built.", projects_[j].key),
                                      fmt::format("项目 {} 已安排建设，却未选定实施方式。", projects_[j].key)}
                               : Text{fmt::format("A mode is chosen for project {}, which is not built.", projects_[j].key),
                                      fmt::format("项目 {} 未安排建设，却选定了实施方式。", projects_[j].key)});
      chosen[j] = std::max(0, chosen[j]);
      deliver(j, *modes_[j][static_cast<std::size_t>(chosen[j])], start[j]);
    }
    return {.chosen = std::move(chosen), .campaign = input_.campaign.revised(std::move(projects_), input_.campaign.links())};
  }

 private:
  void choose(const ModeRow& row, std::vector<int>& chosen) {
    const auto at = place_.find(row.project);
    if (at == place_.end()) return findings_.add(0, file, row.row, unknown_key("project", "项目", row.project));
    const auto& modes = modes_[at->second];
    const auto mode = std::find_if(modes.begin(), modes.end(), [&](const Mode* m) { return m->key == row.mode; });
    if (mode == modes.end()) return findings_.add(16, file, row.row, unknown_key("mode", "实施方式", row.project + " / " + row.mode));
    if (!row.chosen) return;
    if (chosen[at->second] >= 0)
      return findings_.add(16, file, row.row,
                           {fmt::format("More than one mode is chosen for project {}.", row.project),
                            fmt::format("项目 {} 选定了多种实施方式。", row.project)});
    chosen[at->second] = static_cast<int>(mode - modes.begin());
    row_[at->second] = row.row;
  }

  void deliver(std::size_t j, const Mode& mode, const std::optional<Period>& start) {
    Project& project = projects_[j];
    project.cost = mode.cost;
    project.duration = mode.duration;
    project.profile = mode.profile;
    if (!mode.elastic() || !start) return;
    std::vector<Money> spend(static_cast<std::size_t>(mode.duration));
    const auto add = [&](const std::string& key, Period period, Money amount) {
      if (key != project.key || period.unit() != start->unit()) return;
      const int u = period.since(*start);
      if (u >= 0 && u < mode.duration) spend[static_cast<std::size_t>(u)] += amount;
    };
    for (const AllocationRow& row : plan_.allocation) add(row.project, row.period, row.amount);
    for (const GapRow& row : plan_.gap) add(row.project, row.period, row.amount);
    Money total;
    for (std::size_t u = 0; u < spend.size(); ++u) {
      total += spend[u];
      if (spend[u] >= mode.least[u] && spend[u] <= mode.most[u]) continue;
      findings_.add(
          17, "allocation.csv", 0,
          {fmt::format("Project {} spends {} 万元 in {}; the limits are {} and {} 万元.", project.key, spend[u].wan_text(),
                       start->plus(static_cast<int>(u)).text(), mode.least[u].wan_text(), mode.most[u].wan_text()),
           fmt::format("项目 {} 在 {} 支出 {} 万元，应在 {} 与 {} 万元之间。", project.key, start->plus(static_cast<int>(u)).text(),
                       spend[u].wan_text(), mode.least[u].wan_text(), mode.most[u].wan_text())});
    }
    if (total != mode.cost)
      findings_.add(17, "allocation.csv", 0,
                    {fmt::format("Project {} spends {} 万元 in all; delivered as {} it costs {} 万元.", project.key, total.wan_text(),
                                 mode.key, mode.cost.wan_text()),
                     fmt::format("项目 {} 合计支出 {} 万元，而按方式 {} 的总投资为 {} 万元。", project.key, total.wan_text(), mode.key,
                                 mode.cost.wan_text())});
    project.profile = std::move(spend);
  }

  const CampaignFile& input_;
  const PlanFiles& plan_;
  Findings& findings_;
  std::vector<Project> projects_;
  std::vector<std::vector<const Mode*>> modes_;  ///< By project.
  std::vector<int> row_;
  std::map<std::string, std::size_t> place_;
};

}  // namespace

Delivered read_delivery(const CampaignFile& input, const PlanFiles& plan, Findings& findings) {
  return DeliveryReader(input, plan, findings).read();
}

}  // namespace liandong::verify
