#include "gui/models/gantt.hpp"

#include <algorithm>

namespace liandong::gui {

GanttData gantt_of(const ScenarioRun& run, const Display& display) {
  const Campaign& campaign = run.problem.campaign();
  const Plan& plan = run.result.plan;
  const auto periods = static_cast<std::size_t>(run.problem.periods());
  GanttData data;
  for (std::size_t t = 0; t < periods; ++t) data.periods.push_back(to_qt(campaign.horizon().at(static_cast<int>(t)).text()));
  data.paid.fill(std::vector<Money>(periods));
  data.gap.assign(periods, {});

  std::vector<std::vector<std::array<Money, 5>>> paid(campaign.projects().size(), std::vector<std::array<Money, 5>>(periods));
  for (const Payment& p : plan.payments) {
    const auto channel = static_cast<std::size_t>(run.problem.funding()[p.source].channel), t = static_cast<std::size_t>(p.t);
    data.paid[channel][t] += p.amount;
    paid[p.project.index()][t][channel] += p.amount;
  }
  std::vector<std::vector<Money>> gap(campaign.projects().size(), std::vector<Money>(periods));
  for (const GapEntry& g : plan.gaps) {
    data.gap[static_cast<std::size_t>(g.t)] += g.amount;
    gap[g.project.index()][static_cast<std::size_t>(g.t)] += g.amount;
  }

  for (std::size_t j = 0; j < campaign.projects().size(); ++j) {
    const Project& project = campaign.projects()[j];
    GanttBar bar{ProjectId{static_cast<std::int32_t>(j)}, display.say(project.name), plan.start[j], project.duration, {}, {}};
    for (int u = 0; bar.start && u < bar.duration && *bar.start + u < run.problem.periods(); ++u) {
      const auto t = static_cast<std::size_t>(*bar.start + u);
      Money sum;
      std::size_t most = 0;
      for (std::size_t channel = 0; channel < 5; ++channel) {
        sum += paid[j][t][channel];
        if (paid[j][t][channel] > paid[j][t][most]) most = channel;
      }
      const Money need = sum + gap[j][t];
      bar.covered.push_back(need.is_zero() ? 1.0 : sum.wan() / need.wan());
      bar.payer.push_back(static_cast<Channel>(most));
    }
    data.bars.push_back(std::move(bar));
  }
  std::stable_sort(data.bars.begin(), data.bars.end(), [](const GanttBar& a, const GanttBar& b) {
    if (a.start.has_value() != b.start.has_value()) return a.start.has_value();
    return a.start && b.start && *a.start < *b.start;
  });
  for (const StageMetrics& stage : run.metrics.stages)
    data.stages.push_back({stage.stage, display.say(campaign[stage.stage].name), stage.deadline, stage.forecast, stage.late});
  return data;
}

}  // namespace liandong::gui
