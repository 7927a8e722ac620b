// consumer CAMPAIGN: reads a campaign, plans it and adds up what the plan pays. Exit status 0 if every fen of the work done is paid or a gap.

#include <cstdio>

#include "model/io/read_campaign.hpp"
#include "model/planning/make_plan.hpp"

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const auto campaign = liandong::read_campaign(argv[1]);
  if (!campaign) return 2;
  const liandong::PlanningProblem problem(campaign->campaign, campaign->funding, campaign->settings);
  const liandong::PlanResult result = liandong::make_plan(problem);

  liandong::Money work, paid, gap;
  for (std::size_t j = 0; j < result.plan.start.size(); ++j)
    if (result.plan.start[j]) work += problem.campaign().projects()[j].cost;
  for (const liandong::Payment& payment : result.plan.payments) paid += payment.amount;
  for (const liandong::GapEntry& entry : result.plan.gaps) gap += entry.amount;
  std::printf("%s = %s + %s\n", work.wan_text().c_str(), paid.wan_text().c_str(), gap.wan_text().c_str());
  return work == paid + gap && !work.is_zero() ? 0 : 1;
}
