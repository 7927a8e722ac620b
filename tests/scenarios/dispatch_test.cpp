#include "scenarios/dispatch.hpp"

#include <gtest/gtest.h>

#include <map>

#include "model/planning/make_plan.hpp"
#include "scenarios/counter_stream.hpp"
#include "tests/support/gallery_builder.hpp"
#include "tests/support/random_campaign.hpp"

namespace liandong {
namespace {

using gallery::Builder;

struct Planned {
  explicit Planned(const gallery::Case& input)
      : problem(gallery::campaign_of(input), gallery::funding_of(input), input.settings), plan(make_plan(problem, {.gap = 0}).plan) {}
  PlanningProblem problem;
  Plan plan;
};

Money total_gap(const Plan& plan) {
  Money sum;
  for (const GapEntry& gap : plan.gaps) sum += gap.amount;
  return sum;
}

/// What must hold of every dispatch, whatever was drawn.
void check(const DispatchModel& model, const DrawnInputs& inputs, const DispatchOutcome& out, const DispatchTrail& trail,
           const std::string& what) {
  SCOPED_TRACE(what);
  EXPECT_EQ(out.paid + out.gap_works + out.later, out.cost);
  std::int64_t gap = 0, paid = 0;
  for (const std::int64_t amount : out.gap) {
    EXPECT_GE(amount, 0);
    gap += amount;
  }
  EXPECT_EQ(gap, out.gap_works + out.gap_service);
  for (const std::int64_t balance : trail.balances) EXPECT_GE(balance, 0);
  const PlanningProblem& problem = model.problem();
  std::map<std::tuple<int, int, int>, std::int64_t> by_line;
  for (const DispatchPayment& payment : trail.payments) {
    EXPECT_GT(payment.amount, 0);
    paid += payment.amount;
    const int start = trail.starts[static_cast<std::size_t>(payment.project)];
    EXPECT_EQ(problem.eligibility(ProjectId{payment.project}, SourceId{payment.source}, std::clamp(start, 0, model.periods - 1)),
              Eligibility::eligible);
    EXPECT_GE(payment.t, start);
    by_line[{payment.project, payment.t, payment.source}] += payment.amount;
  }
  EXPECT_EQ(paid, out.paid);
  // (4), (5) on every line that is paid in full; of others the spend is not in the trail.
  std::map<std::pair<int, int>, Int128> match;
  for (const auto& [key, amount] : by_line) {
    const auto& [project, t, source] = key;
    const SourceId k{source};
    const std::int64_t own = problem.counts_as_match(k) ? Rate::one_unit : 0;
    match[{project, t}] += static_cast<Int128>(amount) * (own - problem.match_rate(ProjectId{project}, k, t).billionths());
  }
  for (const auto& [line, balance] : match) EXPECT_TRUE(balance >= 0) << line.first << " " << line.second;
  (void)inputs;
}

TEST(Dispatch, RateOfIsTheFloorOfTheRate) {
  for (const std::int64_t fen : {0L, 1L, 999'999'999L, 1'000'000'001L, 123'456'789'012'345L, 9'000'000'000'000'000'000L})
    for (const std::int64_t rate : {0L, 1L, 333'333'333L, 999'999'999L, 1'000'000'000L})
      EXPECT_EQ(rate_of(rate, fen), Rate::from_billionths(rate).floor_of(Money::from_fen(fen)).fen()) << fen << " " << rate;
}

/// With nothing drawn, the schedule costs what it is planned to cost, and its gap is the plan's, less some yuan that lie idle.
TEST(Dispatch, WithoutUncertaintyPaysAsThePlanDoes) {
  for (const gallery::Case& input : gallery::cases()) {
    SCOPED_TRACE(input.name);
    const Planned planned(input);
    const DispatchModel model(planned.problem, planned.plan, 0);
    Dispatch dispatch(model);
    const DrawnInputs inputs = planned_inputs(model);
    DispatchTrail trail;
    const DispatchOutcome& held = dispatch.hold_schedule(inputs, &trail);
    check(model, inputs, held, trail, "schedule");
    EXPECT_EQ(held.later, 0);
    EXPECT_EQ(held.gap_service, 0);
    EXPECT_LE(held.gap_works, total_gap(planned.plan).fen());
    EXPECT_GE(held.gap_works, total_gap(planned.plan).fen() - 1000) << "the planner's reserve of some yuan, put to use";
    for (std::size_t s = 0; s < planned.plan.stage.size(); ++s) {
      const int reached = held.completion[model.projects.size() + s];
      if (planned.plan.stage[s])
        EXPECT_EQ(reached, *planned.plan.stage[s]);
      else
        EXPECT_GE(reached, model.periods);
    }
    Money service;
    for (const ServiceEntry& entry : planned.plan.service) service += entry.amount;
    EXPECT_EQ(held.service, service.fen());
    const DispatchOutcome& budget = dispatch.hold_budget(inputs, &trail);
    check(model, inputs, budget, trail, "budget");
    EXPECT_EQ(budget.gap_works, 0);
    if (!total_gap(planned.plan).is_zero()) continue;
    for (std::size_t j = 0; j < planned.plan.start.size(); ++j)
      EXPECT_EQ(trail.starts[j], planned.plan.start[j].value_or(never_complete)) << "what can be paid does not wait";
  }
}

/// Random campaigns, drawn roughly: every figure still adds up, and nothing is overdrawn or paid by the wrong source.
TEST(Dispatch, KeepsItsPromisesInEveryDraw) {
  for (std::uint64_t seed = 1; seed <= 25; ++seed) {
    const gallery::Case input = gallery::random_case({.seed = seed});
    const Planned planned(input);
    const DispatchModel model(planned.problem, planned.plan, 3);
    Dispatch dispatch(model);
    DispatchTrail trail;
    for (std::uint64_t draw = 0; draw < 20; ++draw) {
      DrawnInputs inputs = planned_inputs(model);
      std::uint64_t n = 0;
      const auto below = [&](std::uint64_t limit) { return static_cast<std::int64_t>(random_bits(seed, n++, draw) % limit); };
      for (std::int64_t& factor : inputs.cost_factor) factor = factor_one / 2 + below(factor_one);
      for (int& longer : inputs.longer) longer = static_cast<int>(below(4));
      for (int& approval : inputs.approval) approval = static_cast<int>(below(3));
      for (std::int64_t& inflow : inputs.inflow) inflow = scaled(inflow, below(2 * factor_one));
      for (std::uint8_t& quit : inputs.quit) quit = below(10) == 0 ? 1 : 0;
      for (Contract& terms : inputs.terms) terms.annual_rate = Rate::from_billionths(below(200'000'000));
      const std::string what = "seed " + std::to_string(seed) + " draw " + std::to_string(draw);
      check(model, inputs, dispatch.hold_schedule(inputs, &trail), trail, what + " schedule");
      const DispatchOutcome& budget = dispatch.hold_budget(inputs, &trail);
      check(model, inputs, budget, trail, what + " budget");
      EXPECT_EQ(budget.gap_works, 0);
      // Links hold between what really happened; negative lags look at what was foreseen.
      for (const Link& link : planned.problem.campaign().links()) {
        if (!link.from.project || !link.to.project || link.lag < 0) continue;
        const std::size_t from = link.from.project->index(), to = link.to.project->index();
        const int start_from = trail.starts[from], start_to = trail.starts[to];
        const int end_from = budget.completion[from], end_to = budget.completion[to];
        const bool started = start_to < model.periods, complete = end_to < never_complete;
        switch (link.kind) {
          case LinkKind::finish_to_start: EXPECT_TRUE(!started || start_to >= end_from + 1 + link.lag) << what; break;
          case LinkKind::start_to_start: EXPECT_TRUE(!started || start_to >= start_from + link.lag) << what; break;
          case LinkKind::finish_to_finish: EXPECT_TRUE(!complete || end_to >= end_from + link.lag) << what; break;
          case LinkKind::start_to_finish: EXPECT_TRUE(!complete || end_to >= start_from + link.lag - 1) << what; break;
        }
      }
    }
  }
}

/// 60 + 40 with 100 at once, of which 30 come two years late. Under the schedule 60 and 10 are paid, the gap is 30, and the late money lies
/// idle. Under the budget the second part waits for it, and the award too. Money a year late comes in time for the second part.
TEST(Dispatch, LateMoneyIsAGapOrADelay) {
  Builder b("late", PeriodUnit::year, 4, Rate{});
  const ProjectId a = b.project("a", {.spend = {60, 40}});
  b.source("own", {.inflow = {100}});
  b.stage("first", {.needs = {a}, .deadline = 1, .late = 50});
  const Planned planned(b.unsolved());
  const DispatchModel model(planned.problem, planned.plan, 0);
  Dispatch dispatch(model);
  DrawnInputs inputs = planned_inputs(model);
  inputs.inflow = {70'000'000, 0, 30'000'000, 0};
  const DispatchOutcome& held = dispatch.hold_schedule(inputs);
  EXPECT_EQ(held.gap, (std::vector<std::int64_t>{0, 30'000'000, 0, 0}));
  EXPECT_EQ(held.completion, (std::vector<int>{1, 1}));
  const DispatchOutcome& budget = dispatch.hold_budget(inputs);
  EXPECT_EQ(budget.gap, (std::vector<std::int64_t>{0, 0, 0, 0}));
  EXPECT_EQ(budget.completion, (std::vector<int>{2, 2}));
  inputs.inflow = {70'000'000, 30'000'000, 0, 0};
  EXPECT_EQ(dispatch.hold_budget(inputs).completion, (std::vector<int>{1, 1}));
  inputs.inflow = {70'000'000, 0, 0, 0};
  const DispatchOutcome& never = dispatch.hold_budget(inputs);
  EXPECT_EQ(never.completion, (std::vector<int>{never_complete, never_complete}));
  EXPECT_EQ(never.later, 40'000'000);
}

/// A project of two years that takes three spends 60 + 40 as 40 + 33⅓ + 26⅔ (evenly within each old year), and what waits for it
/// starts a year later.
TEST(Dispatch, LongerWorksStretchTheSpendAndPushSuccessors) {
  Builder b("longer", PeriodUnit::year, 6, Rate{});
  const ProjectId a = b.project("a", {.spend = {60, 40}}), c = b.project("c", {.spend = {10}});
  b.source("own", {.inflow = {40}});
  b.link({.project = a, .stage = {}}, {.project = c, .stage = {}}, LinkKind::finish_to_start);
  b.stage("first", {.needs = {a, c}, .deadline = 2, .late = 5000, .never = 50000});
  const Planned planned(b.unsolved());
  ASSERT_EQ(planned.plan.start, (std::vector<std::optional<int>>{0, 1 + 1}));
  const DispatchModel model(planned.problem, planned.plan, 1);
  Dispatch dispatch(model);
  DrawnInputs inputs = planned_inputs(model);
  inputs.longer[0] = 1;
  inputs.inflow = {0, 0, 0, 0, 0, 0};
  const DispatchOutcome& held = dispatch.hold_schedule(inputs);
  EXPECT_EQ(held.gap, (std::vector<std::int64_t>{40'000'000, 33'333'333, 26'666'667, 10'000'000, 0, 0}));
  EXPECT_EQ(held.completion, (std::vector<int>{2, 3, 3}));
  inputs.approval[1] = 3;  // Its own approval would have it start in 2 + 3.
  EXPECT_EQ(dispatch.hold_schedule(inputs).completion, (std::vector<int>{2, 5, 5}));
}

}  // namespace
}  // namespace liandong
