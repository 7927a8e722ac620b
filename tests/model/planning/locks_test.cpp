#include "model/planning/locks.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "model/planning/lock_conflict.hpp"
#include "model/planning/make_plan.hpp"
#include "model/verify/verify.hpp"
#include "tests/model/planning/drawn_problems.hpp"
#include "tests/support/gallery_builder.hpp"
#include "tests/support/read_back.hpp"

namespace liandong {
namespace {

double allowed(double value) { return 1e-6 * (1 + std::abs(value)); }

PlanningProblem locked(const gallery::Case& c, std::vector<Lock> locks) {
  return PlanningProblem(gallery::campaign_of(c), gallery::funding_of(c), c.settings, std::move(locks));
}

Period period_of(const gallery::Case& c, int t) { return c.campaign.horizon.at(t); }

VerifyReport verified(const CampaignFile& input, const PlanningProblem& problem, const PlanResult& result) {
  return verify_plan(input, *read_back(problem, result));
}

bool found(const VerifyReport& report, int constraint) {
  return std::any_of(report.findings.begin(), report.findings.end(), [&](const Finding& f) { return f.constraint == constraint; });
}

/// Of all schedules, by the general solver; empty if there are many.
std::optional<double> least_cost(const PlanningProblem& problem) {
  const SpendModel model(problem);
  std::vector<Schedule> all;
  if (!for_each_schedule(problem, open_windows(problem), 100, [&](const Schedule& schedule) { all.push_back(schedule); }))
    return std::nullopt;
  double least = std::numeric_limits<double>::infinity();
  for (const Schedule& schedule : all) least = std::min(least, solved_in_general(model, fixed_windows(schedule)).objective);
  return least;
}

// The gallery's "waiting": start 0 costs 220, start 1 150, start 2 200, never 4 late periods of 50 and 1000.
TEST(Locks, DatesOfTheWaitingCaseByHand) {
  const gallery::Case& c = gallery::find("waiting");
  const ProjectId a{0};
  const auto cost = [&](Lock lock) { return make_plan(locked(c, {lock}), {.gap = 0}).plan.certificate; };
  const auto at = [&](std::optional<int> from, std::optional<int> to) {
    Lock lock{.project = a, .kind = LockKind::start};
    if (from) lock.from = period_of(c, *from);
    if (to) lock.to = period_of(c, *to);
    return lock;
  };
  EXPECT_NEAR(cost(at(0, 0)).objective, 220, 1e-3);
  EXPECT_NEAR(cost(at(1, 1)).objective, 150, 1e-3);
  EXPECT_NEAR(cost(at(2, 2)).objective, 200, 1e-3);
  EXPECT_NEAR(cost(at(2, std::nullopt)).objective, 200, 1e-3);
  EXPECT_NEAR(cost(at(std::nullopt, 0)).objective, 220, 1e-3);
  EXPECT_NEAR(cost(at(std::nullopt, 2)).objective, 150, 1e-3);
  EXPECT_NEAR(cost({.project = a, .kind = LockKind::build}).objective, 150, 1e-3);
  EXPECT_NEAR(cost({.project = a, .kind = LockKind::drop}).objective, 1200, 1e-3);
  for (const Lock& lock : {at(0, 0), at(2, 2), Lock{.project = a, .kind = LockKind::drop}})
    EXPECT_NEAR(cost(lock).bound, cost(lock).objective, 1e-3) << "one schedule is left: the bound is its cost";
}

// Two projects of 60 at once, sources of 50 and 30, gap price 3. Free: 80 paid, 40 x 3 = 120, in all 200. With "big" reserved for b, a has
// 30 of small: 30 gap of a, b has 50 and 10 gap: the same. With "small" reserved for b as well a is all gap, b has 60 of the 80: 60 + 180 =
// 240. With "big" barred from both nothing but 30 is paid: 30 + 270 = 300.
TEST(Locks, MoneyByHand) {
  gallery::Builder builder("locked-money", PeriodUnit::year, 1, Rate{});
  const ProjectId a = builder.project("a", {.spend = {60}}), b = builder.project("b", {.spend = {60}});
  const SourceId big = builder.source("big", {.inflow = {50}}), small = builder.source("small", {.inflow = {30}});
  builder.stage("first", {.needs = {a, b}, .late = 1000});
  const gallery::Case& c = builder.unsolved();
  const auto cost = [&](std::vector<Lock> locks) { return make_plan(locked(c, std::move(locks)), {.gap = 0}).plan.certificate.objective; };
  const auto money = [](LockKind kind, ProjectId project, SourceId source) {
    return Lock{.project = project, .kind = kind, .source = source};
  };
  EXPECT_NEAR(cost({}), 200, 1e-3);
  EXPECT_NEAR(cost({money(LockKind::reserve, b, big)}), 200, 1e-3);
  EXPECT_NEAR(cost({money(LockKind::reserve, b, big), money(LockKind::reserve, b, small)}), 240, 1e-3);
  EXPECT_NEAR(cost({money(LockKind::reserve, a, big), money(LockKind::reserve, b, big)}), 200, 1e-3) << "reserved for both";
  EXPECT_NEAR(cost({money(LockKind::bar, a, big), money(LockKind::bar, b, big)}), 300, 1e-3);
  const PlanningProblem problem = locked(c, {money(LockKind::reserve, b, big), money(LockKind::bar, b, small)});
  EXPECT_EQ(problem.eligibility(a, big, 0), Eligibility::reserved_for_others);
  EXPECT_EQ(problem.eligibility(b, small, 0), Eligibility::barred_by_lock);
  EXPECT_EQ(problem.eligibility(b, big, 0), Eligibility::eligible);
}

/// Locks that some schedule keeps: read off a random one.
std::vector<Lock> possible_locks(const PlanningProblem& problem, std::mt19937_64& random, int percent) {
  const Schedule schedule = random_schedule(problem, random);
  const Horizon& horizon = problem.campaign().horizon();
  std::vector<Lock> locks;
  for (int j = 0; j < problem.graph().project_count(); ++j) {
    if (below(random, 100) >= percent) continue;
    Lock lock{.project = ProjectId{j}, .kind = schedule[static_cast<std::size_t>(j)] ? LockKind::start : LockKind::drop};
    if (lock.kind == LockKind::start) {
      const int start = *schedule[static_cast<std::size_t>(j)] - problem.graph().duration(j) + 1;
      if (below(random, 4) == 0) {
        lock.kind = LockKind::build;
      } else {
        if (below(random, 3) > 0) lock.from = horizon.at(start - below(random, 2));
        if (!lock.from || below(random, 3) > 0) lock.to = horizon.at(start + below(random, 2));
      }
    }
    locks.push_back(lock);
    const int sources = static_cast<int>(problem.funding().sources().size());
    if (sources > 0 && below(random, 3) == 0)
      locks.push_back({.project = ProjectId{j},
                       .kind = below(random, 2) == 0 ? LockKind::bar : LockKind::reserve,
                       .source = SourceId{below(random, sources)}});
  }
  return locks;
}

TEST(Locks, EveryPlanKeepsItsLocksAndIsProven) {
  std::mt19937_64 random(81);
  int compared = 0;
  for (const gallery::Case& c : gallery_and_random(25)) {
    SCOPED_TRACE(c.name);
    const PlanningProblem open = problem_of(c);
    const CampaignFile input = input_of(c, possible_locks(open, random, 40));
    const PlanningProblem problem(input.campaign, input.funding, input.settings, input.locks);
    const PlanResult result = make_plan(problem, {.gap = 1e-4});
    const VerifyReport report = verified(input, problem, result);
    for (const Finding& finding : report.findings) ADD_FAILURE() << finding.file << ": " << finding.sentence.en;
    const double objective = result.plan.certificate.objective;
    EXPECT_GE(objective, make_plan(open, {.gap = 1e-4}).plan.certificate.bound - allowed(objective)) << "locks make nothing cheaper";
    if (const auto least = least_cost(problem)) {
      EXPECT_LE(result.plan.certificate.bound, *least + allowed(*least));
      EXPECT_GE(objective, *least - allowed(*least));
      ++compared;
    }
  }
  EXPECT_GT(compared, 10);
}

TEST(Locks, AllProjectsLockedIsThatSchedule) {
  std::mt19937_64 random(83);
  for (const gallery::Case& c : gallery_and_random(6)) {
    SCOPED_TRACE(c.name);
    const PlanningProblem open = problem_of(c);
    const PlanResult free = make_plan(open, {.gap = 1e-4});
    std::vector<Lock> locks;
    for (int j = 0; j < open.graph().project_count(); ++j) {
      const auto start = free.plan.start[static_cast<std::size_t>(j)];
      Lock lock{.project = ProjectId{j}, .kind = start ? LockKind::start : LockKind::drop};
      if (start) lock.from = lock.to = period_of(c, *start);
      locks.push_back(lock);
    }
    const PlanResult again = make_plan(locked(c, locks), {.gap = 1e-6});
    EXPECT_EQ(again.plan.start, free.plan.start);
    EXPECT_EQ(again.plan.stage, free.plan.stage);
    EXPECT_NEAR(again.plan.certificate.objective, free.plan.certificate.objective, 1e-4 * (1 + std::abs(free.plan.certificate.objective)));
  }
}

TEST(Locks, VerifyFindsABrokenLock) {
  const gallery::Case& c = gallery::find("waiting");
  const PlanResult free = make_plan(problem_of(c), {.gap = 0});  // Starts in 1.
  const Lock lock{.project = ProjectId{0}, .kind = LockKind::start};
  const auto with = [&](std::optional<int> from, std::optional<int> to) {
    Lock one = lock;
    if (from) one.from = period_of(c, *from);
    if (to) one.to = period_of(c, *to);
    return one;
  };
  const auto broken = [&](const Lock& one, int constraint) { return found(verified(input_of(c, {one}), problem_of(c), free), constraint); };
  EXPECT_TRUE(broken(with(0, 0), 15));
  EXPECT_TRUE(broken(with(2, std::nullopt), 15));
  EXPECT_TRUE(broken(with(std::nullopt, 0), 15));
  EXPECT_FALSE(broken(with(1, 1), 15));
  EXPECT_TRUE(broken({.project = ProjectId{0}, .kind = LockKind::drop}, 15));
  EXPECT_FALSE(broken({.project = ProjectId{0}, .kind = LockKind::build}, 15));
  EXPECT_TRUE(broken({.project = ProjectId{0}, .kind = LockKind::bar, .source = SourceId{0}}, 9));
  EXPECT_FALSE(broken({.project = ProjectId{0}, .kind = LockKind::reserve, .source = SourceId{0}}, 9));
}

TEST(Locks, AConflictIsWhatWindowsCannotBe) {
  std::mt19937_64 random(87);
  int conflicts = 0;
  for (const gallery::Case& c : gallery_and_random(20)) {
    const PlanningProblem open = problem_of(c);
    for (int draw = 0; draw < 12; ++draw) {
      std::vector<Lock> rows;
      for (int n = 1 + below(random, 3); n > 0; --n) {
        const ProjectId project{below(random, open.graph().project_count())};
        if (std::any_of(rows.begin(), rows.end(), [&](const Lock& lock) { return lock.project == project; })) continue;
        Lock lock{.project = project, .kind = static_cast<LockKind>(below(random, 3))};
        if (lock.kind == LockKind::start) (below(random, 2) == 0 ? lock.from : lock.to) = period_of(c, below(random, open.periods()));
        rows.push_back(lock);
      }
      const auto conflict = find_lock_conflict(open.campaign(), open.graph(), Locks(rows, open.campaign().horizon()));
      // The same, asked of all schedules one by one.
      bool possible = false;
      const auto keeps = [&](const Schedule& schedule) {
        return std::all_of(rows.begin(), rows.end(), [&](const Lock& lock) {
          const auto& q = schedule[lock.project.index()];
          if (lock.kind == LockKind::drop) return !q;
          if (!q) return false;
          const Period start = period_of(c, *q - open.graph().duration(lock.project.value) + 1);
          return (!lock.from || *lock.from <= start) && (!lock.to || start <= *lock.to);
        });
      };
      const bool all = for_each_schedule(open, open_windows(open), 20'000, [&](const Schedule& s) { possible = possible || keeps(s); });
      if (!all && !possible) continue;
      EXPECT_EQ(conflict.has_value(), !possible) << c.name << " draw " << draw;
      if (!conflict) continue;
      ++conflicts;
      for (std::size_t i = 0; i + 1 < conflict->chain.size(); ++i) {
        const auto arcs = open.graph().arcs_from(conflict->chain[i]);
        EXPECT_TRUE(std::any_of(arcs.begin(), arcs.end(), [&](const CompletionArc& arc) { return arc.to == conflict->chain[i + 1]; }));
      }
      EXPECT_TRUE(std::any_of(rows.begin(), rows.end(), [&](const Lock& lock) { return lock.project == conflict->last; }));
    }
  }
  EXPECT_GT(conflicts, 10);
}

}  // namespace
}  // namespace liandong
