#include "model/planning/planner.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>

#include "model/verify/verify.hpp"
#include "tests/model/planning/drawn_problems.hpp"
#include "tests/support/read_back.hpp"

namespace liandong {
namespace {

double allowed(double value) { return 1e-6 * (1 + std::abs(value)); }

PlanningProblem problem_of(const CampaignFile& input) { return PlanningProblem(input.campaign, input.funding, input.settings); }

/// The same campaign with another inflow in its tables: what with_inflow() stands for.
CampaignFile with_inflow(const CampaignFile& input, SourceId source, int t, Money amount) {
  FundingTables tables = input.funding.tables();
  const Horizon& horizon = input.campaign.horizon();
  std::erase_if(tables.inflows, [&](const Inflow& flow) { return flow.source == source && horizon.index_of(flow.period) == t; });
  tables.inflows.push_back({.source = source, .period = horizon.at(t), .certainty = Certainty::in_account, .amount = amount});
  Checked<Funding> funding = Funding::build(std::move(tables), horizon);
  CampaignFile changed = input;
  if (funding)
    changed.funding = *std::move(funding);
  else
    ADD_FAILURE() << funding.issues().front().sentence.en;
  return changed;
}

/// Has the plan written, read back and checked by model/verify.
void expect_verified(const CampaignFile& input, const PlanningProblem& problem, const PlanResult& result) {
  const Checked<PlanFiles> plan = read_back(problem, result);
  ASSERT_TRUE(plan);
  const VerifyReport report = verify_plan(input, *plan);
  for (const Finding& finding : report.findings) ADD_FAILURE() << finding.file << ": " << finding.sentence.en;
  EXPECT_LE(report.proven_bound, report.objective + report.rounding + allowed(report.objective));
}

/// The best of all schedules with real amounts, by the general solver; empty if there are more than `most`. Contract sizes (14) only make
/// it dearer.
std::optional<double> optimum_of(const PlanningProblem& problem, int most) {
  const SpendModel model(problem);
  std::vector<Schedule> all;
  if (!for_each_schedule(problem, open_windows(problem), most, [&](const Schedule& s) { all.push_back(s); })) return std::nullopt;
  double least = std::numeric_limits<double>::infinity();
  for (const Schedule& schedule : all) least = std::min(least, solved_in_general(model, fixed_windows(schedule)).objective);
  return least;
}

/// A campaign, and what becomes of its money, its prices and its settings.
std::vector<CampaignFile> changes_of(const gallery::Case& c, std::mt19937_64& random) {
  const CampaignFile input = input_of(c);
  std::vector<CampaignFile> inputs{input};
  const int sources = static_cast<int>(input.funding.sources().size());
  if (sources > 0) {
    const SourceId source{below(random, sources)};
    const int t = below(random, input.campaign.horizon().count);
    const Money now = problem_of(input).inflow(source, t);
    inputs.push_back(with_inflow(input, source, t, now + Money::nearest_wan(1 + below(random, 200))));
    inputs.push_back(with_inflow(input, source, t, Money::from_fen(now.fen() * 9 / 10)));
    inputs.push_back(with_inflow(input, source, t, Money{}));
  }
  CampaignFile dearer = input;
  dearer.settings.prices.gap = Rate::from_billionths(5 * input.settings.prices.gap.billionths() / 4);
  inputs.push_back(dearer);
  dearer.settings.discount_rate = Rate::percent(9);
  inputs.push_back(std::move(dearer));
  inputs.push_back(input);
  return inputs;
}

TEST(Planner, WithInflowIsTheCampaignWithThatInflow) {
  std::mt19937_64 random(59);
  for (const gallery::Case& c : gallery_and_random(10)) {
    const CampaignFile input = input_of(c);
    const PlanningProblem problem = problem_of(input);
    const int sources = static_cast<int>(input.funding.sources().size());
    if (sources == 0) continue;
    const SourceId source{below(random, sources)};
    const int t = below(random, problem.periods());
    const Money amount = Money::from_fen(below(random, 100'000'000));
    const PlanningProblem changed = problem.with_inflow(source, t, amount), expected = problem_of(with_inflow(input, source, t, amount));
    for (int k = 0; k < sources; ++k)
      for (int period = 0; period < problem.periods(); ++period)
        EXPECT_EQ(changed.inflow(SourceId{k}, period), expected.inflow(SourceId{k}, period));
    EXPECT_EQ(problem.with_inflow(source, t, Money::from_fen(-1)).inflow(source, t), Money{}) << "not below 0";
  }
}

TEST(Planner, KeepsOptimumBetweenBoundAndPlanThroughEveryChange) {
  std::mt19937_64 random(61);
  int compared = 0;
  for (const gallery::Case& c : gallery_and_random(14)) {
    SCOPED_TRACE(c.name);
    Planner planner;
    const PlanOptions options{.gap = 1e-4};
    int step = 0;
    for (const CampaignFile& input : changes_of(c, random)) {
      SCOPED_TRACE("change " + std::to_string(step++));
      const PlanningProblem problem = problem_of(input);
      const PlanResult result = planner.plan(problem, options);
      const double objective = result.plan.certificate.objective, bound = result.plan.certificate.bound;
      EXPECT_LE(bound, objective + allowed(objective));
      EXPECT_EQ(result.outcome == Outcome::proven, result.plan.certificate.relative_gap() <= options.gap);
      expect_verified(input, problem, result);
      if (const auto optimum = optimum_of(problem, 60)) {
        EXPECT_LE(bound, *optimum + allowed(*optimum)) << "the bound is false";
        EXPECT_GE(objective, *optimum - allowed(*optimum)) << "cheaper than possible";
        ++compared;
      } else {
        const Certificate fresh = make_plan(problem, options).plan.certificate;
        EXPECT_LE(bound, fresh.objective + allowed(fresh.objective)) << "the bound is false";
        EXPECT_GE(objective, fresh.bound - allowed(fresh.bound)) << "cheaper than possible";
      }
    }
  }
  EXPECT_GE(compared, 20);
}

/// Between two visits the planner plans something else, of the same shape or not.
TEST(Planner, PlansOneCampaignAfterAnother) {
  Planner planner;
  std::vector<gallery::Case> cases = gallery::cases();
  const std::size_t count = cases.size();
  for (std::size_t i = 0; i < count; ++i) cases.push_back(cases[count - 1 - i]);
  for (const gallery::Case& c : cases) {
    SCOPED_TRACE(c.name);
    const CampaignFile input = input_of(c);
    const PlanningProblem problem = problem_of(input);
    const PlanResult result = planner.plan(problem);
    EXPECT_LE(result.plan.certificate.bound, c.objective + allowed(c.objective));
    EXPECT_GE(result.plan.certificate.objective, c.objective - allowed(c.objective));
    expect_verified(input, problem, result);
  }
}

TEST(Planner, IsTheSameOnAnyNumberOfThreads) {
  std::mt19937_64 random(67);
  for (const gallery::Case& c : gallery_and_random(5)) {
    SCOPED_TRACE(c.name);
    Planner one, two;
    for (const CampaignFile& input : changes_of(c, random)) {
      const PlanningProblem problem = problem_of(input);
      const PlanResult a = one.plan(problem, {.gap = 1e-3, .threads = 1}), b = two.plan(problem, {.gap = 1e-3, .threads = 2});
      EXPECT_EQ(a.outcome, b.outcome);
      EXPECT_EQ(a.plan.start, b.plan.start);
      EXPECT_EQ(a.plan.payments, b.plan.payments);
      EXPECT_EQ(a.plan.gaps, b.plan.gaps);
      EXPECT_EQ(a.plan.certificate.bound, b.plan.certificate.bound);
      EXPECT_EQ(a.plan.certificate.cash, b.plan.certificate.cash);
      ASSERT_EQ(a.plan.certificate.branches.size(), b.plan.certificate.branches.size());
      for (std::size_t i = 0; i < a.plan.certificate.branches.size(); ++i) {
        EXPECT_EQ(a.plan.certificate.branches[i].path, b.plan.certificate.branches[i].path);
        EXPECT_EQ(a.plan.certificate.branches[i].cash, b.plan.certificate.branches[i].cash);
      }
    }
  }
}

TEST(Planner, StoppedAtOnceKeepsEveryRuleAndGoesOnLater) {
  const CampaignFile input = input_of(gallery::random_case({.seed = 4}));
  const PlanningProblem problem = problem_of(input);
  Planner planner;
  std::stop_source stop;
  stop.request_stop();
  expect_verified(input, problem, planner.plan(problem, {.gap = 0, .stop = stop.get_token()}));
  const PlanResult later = planner.plan(problem, {.gap = 1e-3});
  expect_verified(input, problem, later);
  const Certificate fresh = make_plan(problem, {.gap = 1e-3}).plan.certificate;
  EXPECT_LE(later.plan.certificate.bound, fresh.objective + allowed(fresh.objective));
  EXPECT_GE(later.plan.certificate.objective, fresh.bound - allowed(fresh.bound));
}

}  // namespace
}  // namespace liandong
