#include "model/planning/change.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/planning/make_plan.hpp"
#include "model/planning/move_limit.hpp"
#include "model/planning/plan_memory.hpp"
#include "model/planning/planner.hpp"
#include "model/verify/verify.hpp"
#include "tests/model/planning/drawn_problems.hpp"
#include "tests/support/gallery_builder.hpp"
#include "tests/support/read_back.hpp"

namespace liandong {
namespace {

double allowed(double value) { return 1e-6 * (1 + std::abs(value)); }
Money wan(double amount) { return Money::nearest_wan(amount); }

/// Has the plan written, read back and checked against the problem's own tables.
void expect_verified(const PlanningProblem& problem, const PlanResult& result) {
  const Checked<PlanFiles> plan = read_back(problem, result);
  ASSERT_TRUE(plan);
  const CampaignFile input{.campaign = problem.campaign(),
                           .funding = problem.funding(),
                           .settings = problem.settings(),
                           .input_hash = "",
                           .scenario = {},
                           .locks = problem.locks().rows()};
  for (const Finding& finding : verify_plan(input, *plan).findings) ADD_FAILURE() << finding.file << ": " << finding.sentence.en;
}

/// a before b; the stage needs both by period 1. 10 a period of own money.
gallery::Case two_works() {
  gallery::Builder builder("two-works", PeriodUnit::year, 4, Rate{});
  const ProjectId a = builder.project("a", {.spend = {4, 6}}), b = builder.project("b", {.spend = {10}});
  builder.source("own", {.inflow = {10, 10, 10, 10}});
  builder.stage("first", {.needs = {a, b}, .deadline = 1, .late = 50});
  builder.link({.project = a, .stage = {}}, {.project = b, .stage = {}}, LinkKind::finish_to_start);
  return builder.unsolved();
}

TEST(Change, CostKeepsTheShapeOfTheProfile) {
  const PlanningProblem problem = problem_of(two_works());
  const auto dearer = apply_change(problem, CostChange{.project = ProjectId{0}, .cost = Money::from_fen(333)});
  ASSERT_TRUE(dearer);
  const Project& a = dearer->campaign()[ProjectId{0}];
  EXPECT_EQ(a.cost, Money::from_fen(333));
  EXPECT_EQ(a.profile, (std::vector<Money>{Money::from_fen(133), Money::from_fen(200)})) << "4 : 6, the fen that is left to the last";
  const auto nothing = apply_change(*dearer, CostChange{.project = ProjectId{0}, .cost = Money{}});
  ASSERT_TRUE(nothing);
  const auto again = apply_change(*nothing, CostChange{.project = ProjectId{0}, .cost = wan(3)});
  ASSERT_TRUE(again);
  EXPECT_EQ(again->campaign()[ProjectId{0}].profile, (std::vector<Money>{wan(1.5), wan(1.5)})) << "no shape is left: even";
}

TEST(Change, InflowTakesWhatIsLeastCertainFirst) {
  gallery::Builder builder("rungs", PeriodUnit::year, 2, Rate{});
  const ProjectId a = builder.project("a", {.spend = {10}});
  const SourceId own = builder.source("own", {.inflow = {10}, .certainty = Certainty::in_account});
  builder.more_inflow(own, 0, 5, Certainty::approved);
  builder.stage("first", {.needs = {a}});
  builder.settings().certainty = Certainty::approved;
  const PlanningProblem problem = problem_of(builder.unsolved());
  const auto rungs = [&](double amount) {
    const auto now = apply_change(problem, NewInflow{.source = own, .t = 0, .amount = wan(amount)});
    const Horizon& horizon = problem.campaign().horizon();
    EXPECT_EQ(now->inflow(own, 0), wan(amount));
    return std::pair(now->funding().inflow(own, horizon, Certainty::in_account)[0].wan(),
                     now->funding().inflow(own, horizon, Certainty::hoped)[0].wan());
  };
  EXPECT_EQ(rungs(12), std::pair(10.0, 12.0));
  EXPECT_EQ(rungs(20), std::pair(10.0, 20.0));
  EXPECT_EQ(rungs(7), std::pair(7.0, 7.0));
  EXPECT_EQ(apply_change(problem, NewInflow{.source = own, .t = 1, .amount = wan(3)})->inflow(own, 1), wan(3));
}

// By hand: a in 0 and 1, b in 2, one period late: 20 + 50 = 70. With the deadline a period later: 20. A third work of 10 that the stage
// needs, after b: complete in 3, with the deadline of 2 one period late: 30 + 50. Locked b to 3 as well: the third cannot be complete, and
// the lock stays: never, 2 late periods and 1000: what is built anyway costs 20.
TEST(Change, DeadlineNewProjectAndLockByHand) {
  Planner planner;
  PlanningProblem problem = problem_of(two_works());
  const auto cost = [&] { return planner.plan(problem, {.gap = 0}).plan.certificate.objective; };
  EXPECT_NEAR(cost(), 70, 1e-3);
  problem = *apply_change(problem, DeadlineChange{.stage = StageId{0}, .deadline = problem.campaign().horizon().at(2)});
  EXPECT_NEAR(cost(), 20, 1e-3);
  Project third = problem.campaign()[ProjectId{1}];
  third.key = "c";
  const ProjectId c{2};
  Service service = problem.campaign().services().back();
  service.project = c;
  problem =
      *apply_change(problem, NewProject{.project = third,
                                        .services = {service},
                                        .links = {{.from = {.project = ProjectId{1}, .stage = {}}, .to = {.project = c, .stage = {}}}}});
  EXPECT_NEAR(cost(), 80, 1e-3);
  Lock lock{.project = ProjectId{1}, .kind = LockKind::start};
  lock.from = lock.to = problem.campaign().horizon().at(3);
  const PlanningProblem locked = *apply_change(problem, LockChange{.lock = lock});
  problem = locked;
  EXPECT_NEAR(cost(), 20 + 2 * 50 + 1000, 1e-3);
  problem = *apply_change(problem, UnlockChange{.project = ProjectId{1}});
  EXPECT_NEAR(cost(), 80, 1e-3);
  problem = *apply_change(problem, RemovedProject{.project = ProjectId{0}});
  EXPECT_EQ(problem.campaign()[ProjectId{1}].key, "c");
  EXPECT_NEAR(cost(), 20, 1e-3) << "b and c alone are in time";
}

// b, after a, in two periods for 6 or in one for 10. By hand: a in 0 and 1, then b in 2 with one period late, 20 + 50, or in 2 and 3 with
// two, 16 + 100. With the deadline of 3 the slow one: 16. Twice as dear, 12 or 20: 22. Locked to 3 only the fast one is complete: 30.
// Without a: 20.
TEST(Change, ModesStayWithTheirProjects) {
  const PlanningProblem works = problem_of(two_works());
  const ProjectId b{1};
  const Mode slow{.project = b, .key = "slow", .name = {}, .cost = wan(6), .duration = 2, .profile = {wan(3), wan(3)}},
      fast{.project = b, .key = "fast", .name = {}, .cost = wan(10), .duration = 1, .profile = {wan(10)}};
  PlanningProblem problem(works.campaign(), works.funding(), works.settings(), {}, {slow, fast});
  const Horizon& horizon = works.campaign().horizon();
  const auto cost = [&] { return make_plan(problem, {.gap = 0}).plan.certificate.objective; };
  EXPECT_NEAR(cost(), 70, 1e-3);
  problem = *apply_change(problem, DeadlineChange{.stage = StageId{0}, .deadline = horizon.at(3)});
  EXPECT_NEAR(cost(), 16, 1e-3);
  problem = *apply_change(problem, CostChange{.project = b, .cost = wan(12)});
  EXPECT_EQ(problem.modes().rows()[1].cost, wan(20));
  EXPECT_NEAR(cost(), 22, 1e-3);
  Lock lock{.project = b, .kind = LockKind::start};
  lock.from = lock.to = horizon.at(3);
  const auto locked = apply_change(problem, LockChange{.lock = lock});
  ASSERT_TRUE(locked) << "the fast mode can be complete";
  problem = *locked;
  EXPECT_NEAR(cost(), 30, 1e-3);
  problem = *apply_change(problem, RemovedProject{.project = ProjectId{0}});
  EXPECT_EQ(problem.modes().of(ProjectId{0}).size(), 2u);
  EXPECT_NEAR(cost(), 20, 1e-3);
}

TEST(Change, ElasticLimitsKeepTheirShapeAndTheDeliveryItsMode) {
  const PlanningProblem works = problem_of(two_works());
  const ProjectId a{0};
  Mode usual{.project = a, .key = "usual", .name = {}, .cost = wan(20), .duration = 1, .profile = {wan(20)}}, elastic = usual;
  elastic.key = "elastic";
  elastic.cost = wan(10);
  elastic.duration = 2;
  elastic.profile = {wan(5), wan(5)};
  elastic.least = {wan(4.5), wan(4.5)};
  elastic.most = {wan(5.5), wan(5.5)};
  const PlanningProblem problem = PlanningProblem(works.campaign(), works.funding(), works.settings(), {}, {usual, elastic})
                                      .delivered({{.mode = 1, .profile = {wan(4.5), wan(5.5)}}, {}});
  const PlanningProblem cheaper = *apply_change(problem, CostChange{.project = a, .cost = Money::from_fen(333)});
  const auto fen = [](std::int64_t first, std::int64_t second) {
    return std::vector<Money>{Money::from_fen(first), Money::from_fen(second)};
  };
  const Mode& now = cheaper.modes().rows()[1];
  EXPECT_EQ(now.profile, fen(166, 167));
  EXPECT_EQ(now.least, fen(149, 149)) << "149.85";
  EXPECT_EQ(now.most, fen(183, 183)) << "183.15";
  EXPECT_EQ(cheaper.modes().rows()[0].cost, Money::from_fen(666)) << "the other mode in proportion";
  EXPECT_EQ(cheaper.deliveries()[0].mode, 1);
  EXPECT_EQ(cheaper.campaign()[a].cost, Money::from_fen(333));
}

TEST(Change, LimitOnMovesStays) {
  MoveLimit limit{.start = {0, 2}, .counted = {true, true}, .most_projects = 1, .most_cost = {}};
  PlanningProblem problem = problem_of(two_works()).with_move_limit(limit);
  Project third = problem.campaign()[ProjectId{1}];
  third.key = "c";
  problem = *apply_change(problem, NewProject{.project = third, .services = {}, .links = {}});
  problem = *apply_change(problem, RemovedProject{.project = ProjectId{0}});
  problem = problem.with(problem.settings());
  ASSERT_NE(problem.move_limit(), nullptr);
  EXPECT_EQ(problem.move_limit()->start, (std::vector<std::optional<int>>{2, {}}));
  EXPECT_EQ(problem.move_limit()->counted, (std::vector<bool>{true, false})) << "the approved plan does not know c";
  EXPECT_EQ(problem.move_limit()->most_projects, 1);
}

TEST(Change, WhatContradictsIsRefused) {
  const PlanningProblem problem = problem_of(two_works());
  const auto code = [&](const Change& change) {
    const auto now = apply_change(problem, change);
    return now ? std::string("none") : now.issues().front().code;
  };
  Lock early{.project = ProjectId{1}, .kind = LockKind::start};
  early.to = problem.campaign().horizon().at(1);  // a takes periods 0 and 1.
  EXPECT_EQ(code(LockChange{.lock = early}), "lock-impossible");
  Project c = problem.campaign()[ProjectId{1}];
  c.key = "c";
  const LinkEnd a{.project = ProjectId{0}, .stage = {}}, b{.project = ProjectId{1}, .stage = {}}, end{.project = ProjectId{2}, .stage = {}};
  EXPECT_EQ(code(NewProject{.project = c, .services = {}, .links = {{.from = b, .to = end}, {.from = end, .to = a}}}), "cycle");
  const std::vector<Change> both{LockChange{.lock = early}, RemovedProject{.project = ProjectId{0}}};
  EXPECT_FALSE(apply_changes(problem, both)) << "each change on its own";
  const std::vector<Change> other{RemovedProject{.project = ProjectId{0}},
                                  DeadlineChange{.stage = StageId{0}, .deadline = problem.campaign().horizon().at(0)}};
  EXPECT_TRUE(apply_changes(problem, other));
}

/// Something that may happen to any campaign.
Change drawn_change(const PlanningProblem& problem, std::mt19937_64& random) {
  const Campaign& campaign = problem.campaign();
  const int projects = problem.graph().project_count(), stages = static_cast<int>(campaign.stages().size());
  const ProjectId project{below(random, projects)};
  const int sources = static_cast<int>(problem.funding().sources().size());
  switch (below(random, 8)) {
    case 0:
      if (sources > 0)
        return NewInflow{
            .source = SourceId{below(random, sources)}, .t = below(random, problem.periods()), .amount = wan(below(random, 200))};
      [[fallthrough]];
    case 1: {
      PriceChange change{.prices = problem.settings().prices};
      change.prices.gap = Rate::from_billionths(change.prices.gap.billionths() * (90 + below(random, 30)) / 100);
      return change;
    }
    case 2:
      if (stages > 0)
        return DeadlineChange{.stage = StageId{below(random, stages)}, .deadline = campaign.horizon().at(below(random, problem.periods()))};
      [[fallthrough]];
    case 3: return CostChange{.project = project, .cost = wan(1 + below(random, 150))};
    case 4: {
      Project fresh = campaign[project];
      fresh.key += "-more";
      NewProject change{.project = fresh,
                        .services = {},
                        .links = {{.from = {.project = project, .stage = {}}, .to = {.project = ProjectId{projects}, .stage = {}}}}};
      for (const Service& service : campaign.services())
        if (service.project == project) {
          change.services.push_back(service);
          change.services.back().project = ProjectId{projects};
        }
      return change;
    }
    case 5:
      if (projects > 2) return RemovedProject{.project = project};
      [[fallthrough]];
    case 6: return UnlockChange{.project = project};
    default: {
      Lock lock{.project = project, .kind = below(random, 4) == 0 ? LockKind::drop : LockKind::start};
      if (sources > 0 && below(random, 3) == 0) {
        lock.kind = below(random, 2) == 0 ? LockKind::bar : LockKind::reserve;
        lock.source = SourceId{below(random, sources)};
      }
      if (lock.kind == LockKind::start) lock.from = lock.to = campaign.horizon().at(below(random, problem.periods()));
      return LockChange{.lock = lock};
    }
  }
}

TEST(Change, WarmAndColdPlansAgreeWithinWhatTheyProve) {
  std::mt19937_64 random(97);
  int warm = 0, changes = 0;
  for (const gallery::Case& c : gallery_and_random(10)) {
    SCOPED_TRACE(c.name);
    PlanningProblem problem = problem_of(c);
    Planner one, two;
    (void)one.plan(problem, {.gap = 1e-3});
    (void)two.plan(problem, {.gap = 1e-3, .threads = 2});
    for (int step = 0; step < 3; ++step) {
      const Change change = drawn_change(problem, random);
      SCOPED_TRACE("step " + std::to_string(step) + ", change " + std::to_string(change.index()));
      auto changed = apply_change(problem, change);
      if (!changed) continue;
      problem = *std::move(changed);
      ++changes;
      const PlanOptions options{.gap = 1e-3,
                                .on_progress = [&](const PlanProgress& at) { warm += at.step.en == "pricing what is known" ? 1 : 0; }};
      const PlanResult result = one.plan(problem, options);
      expect_verified(problem, result);
      const Certificate &here = result.plan.certificate, cold = make_plan(problem, {.gap = 1e-3}).plan.certificate;
      EXPECT_LE(here.bound, cold.objective + allowed(cold.objective));
      EXPECT_GE(here.objective, cold.bound - allowed(cold.bound));
      const PlanResult other = two.plan(problem, {.gap = 1e-3, .threads = 2});
      EXPECT_EQ(result.plan.start, other.plan.start);
      EXPECT_EQ(result.plan.payments, other.plan.payments);
      EXPECT_EQ(here.bound, other.plan.certificate.bound);
    }
  }
  EXPECT_GT(changes, 50);
  EXPECT_EQ(warm, changes) << "nothing was planned from the start";
}

TEST(MovedInto, KeepsWindowsAndLinksAndWhatItCan) {
  std::mt19937_64 random(101);
  for (const gallery::Case& c : gallery_and_random(20)) {
    const PlanningProblem problem = problem_of(c);
    for (int draw = 0; draw < 5; ++draw) {
      std::vector<Window> windows = narrowed_windows(problem, 2, 60, random);
      if (!tighten(problem, windows)) continue;
      const Schedule moved = moved_into(problem, windows, random_schedule(problem, random));
      EXPECT_TRUE(respects_links(problem, moved)) << c.name;
      for (int j = 0; j < problem.graph().project_count(); ++j)
        EXPECT_TRUE(windows[static_cast<std::size_t>(j)].admits(moved[static_cast<std::size_t>(j)])) << c.name;
    }
    Schedule mine = random_schedule(problem, random);
    settle_stages(problem, mine);
    EXPECT_EQ(moved_into(problem, open_windows(problem), mine), mine) << c.name << ": what fits stays";
  }
}

}  // namespace
}  // namespace liandong
