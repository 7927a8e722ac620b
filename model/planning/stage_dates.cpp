#include "model/planning/stage_dates.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace liandong {

std::vector<std::optional<int>> latest_completions(const PlanningProblem& problem, const StageDates& dates) {
  const int last = problem.periods() - 1;
  std::vector<std::optional<int>> latest(problem.campaign().projects().size());
  for (std::size_t s = 0; s < dates.size(); ++s) {
    if (!dates[s]) continue;
    const auto of_stage = problem.graph().latest_completion(StageId{static_cast<int>(s)}, std::min(*dates[s], last));
    for (std::size_t j = 0; j < latest.size(); ++j)
      if (of_stage[j]) latest[j] = std::min({*of_stage[j], latest[j].value_or(last), last});
  }
  return latest;
}

PlanningProblem with_dates_held(const PlanningProblem& problem, CampaignTables tables, FundingTables funds, Settings settings,
                                const StageDates& dates) {
  std::vector<Lock> locks = problem.locks().rows();
  const Horizon& horizon = problem.campaign().horizon();
  const std::vector<std::optional<int>> latest = latest_completions(problem, dates);
  for (std::size_t j = 0; j < latest.size(); ++j)
    if (latest[j])
      locks.push_back({.project = ProjectId{static_cast<int>(j)},
                       .kind = LockKind::start,
                       .from = {},
                       .to = horizon.at(*latest[j] - problem.graph().duration(static_cast<int>(j)) + 1),
                       .source = {},
                       .row = 0});
  Checked<Campaign> campaign = Campaign::build(std::move(tables));
  Checked<Funding> funding = Funding::build(std::move(funds), horizon);
  if (!campaign || !funding) throw std::logic_error("a campaign with other prices is refused");
  return {*std::move(campaign), *std::move(funding), std::move(settings), std::move(locks), problem.modes().rows()};
}

}  // namespace liandong
