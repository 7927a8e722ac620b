#include <fmt/format.h>

#include <algorithm>

#include "model/io/cross_checks.hpp"
#include "model/io/row_note.hpp"
#include "model/planning/planning_problem.hpp"

namespace liandong {
namespace {

constexpr const char* file = "modes.csv";
constexpr std::int64_t slip = 1000;  ///< As for amounts of one kind: yuan written as 万元 are 10,000 times too large.

void check_figures(const FolderTables& tables, const Campaign& campaign, const Mode& mode, IssueLog& log) {
  const Project& project = campaign[mode.project];
  if (project.cost > Money{} && mode.cost.fen() / slip > project.cost.fen())
    warn(tables, log, "unit-slip", file, mode.row, "cost_wan",
         {fmt::format("Mode \"{}\" costs {} 万元, the project otherwise {} 万元: perhaps it is in yuan", mode.key, mode.cost.wan_text(),
                      project.cost.wan_text()),
          fmt::format("方式“{}”的总投资为 {} 万元，而项目原为 {} 万元，可能误用了元", mode.key, mode.cost.wan_text(),
                      project.cost.wan_text())},
         {"Write it in 万元", "请以万元填写"});
  const int start = project.earliest_start ? std::max(0, campaign.horizon().index_of(*project.earliest_start)) : 0;
  if (mode.duration > campaign.horizon().count - start)
    warn(tables, log, "mode-too-long", file, mode.row, "duration",
         {fmt::format("Delivered as \"{}\", project \"{}\" cannot be complete within the horizon, so it never is", mode.key, project.key),
          fmt::format("按方式“{}”，项目“{}”在规划期内无法完工，不会采用", mode.key, project.key)},
         {"Shorten it, or lengthen the horizon", "请缩短工期，或延长规划期"});
}

/// `problem` delivers the project in this mode.
void check_money(const FolderTables& tables, const PlanningProblem& problem, const Mode& mode, IssueLog& log) {
  if (mode.cost.is_zero()) return;
  for (const Channel channel : mode.channels) {
    bool pays = false;
    for (std::size_t k = 0; k < problem.funding().sources().size() && !pays; ++k) {
      const SourceId source{static_cast<std::int32_t>(k)};
      if (problem.funding()[source].channel != channel) continue;
      for (int t = 0; t < problem.periods() && !pays; ++t) pays = problem.eligibility(mode.project, source, t) == Eligibility::eligible;
    }
    if (pays) continue;
    const std::string word = channel == Channel::bt        ? "bt"
                             : channel == Channel::bot     ? "bot"
                             : channel == Channel::fiscal  ? "fiscal"
                             : channel == Channel::bundled ? "bundled"
                                                           : "investment";
    warn(tables, log, "mode-without-money", file, mode.row, "channels",
         {fmt::format("No source of channel {} may ever pay for project \"{}\"", word, problem.campaign()[mode.project].key),
          fmt::format("没有 {} 渠道的资金可用于项目“{}”", word, problem.campaign()[mode.project].key)},
         {"Take the channel out, or correct the project (bt, commercial, fees) or the source",
          "请删去该渠道，或改正项目（BT、经营性、收费）或资金来源"});
  }
}

}  // namespace

void check_modes(const FolderTables& tables, const Campaign& campaign, const Funding& funding, const Settings& settings, IssueLog& log) {
  if (tables.modes.empty()) return;
  for (const Mode& mode : tables.modes) check_figures(tables, campaign, mode, log);
  const PlanningProblem problem(campaign, funding, settings, {}, tables.modes);
  for (int layer = 0; layer < problem.modes().most(); ++layer) {
    Deliveries deliveries = problem.deliveries();
    std::vector<const Mode*> here;
    for (std::size_t j = 0; j < deliveries.size(); ++j) {
      const auto modes = problem.modes().of(ProjectId{static_cast<std::int32_t>(j)});
      if (static_cast<std::size_t>(layer) >= modes.size()) continue;
      deliveries[j].mode = layer;
      here.push_back(&modes[static_cast<std::size_t>(layer)]);
    }
    const PlanningProblem delivered = problem.delivered(std::move(deliveries));
    for (const Mode* mode : here) check_money(tables, delivered, *mode, log);
  }
}

}  // namespace liandong
