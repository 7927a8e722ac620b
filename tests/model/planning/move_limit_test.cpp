#include "model/planning/move_limit.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <limits>
#include <numeric>

#include "model/planning/change.hpp"
#include "model/planning/move_list.hpp"
#include "model/planning/move_search.hpp"
#include "model/verify/verify.hpp"
#include "tests/model/planning/drawn_problems.hpp"
#include "tests/support/gallery_builder.hpp"

namespace liandong {
namespace {

double allowed(double value) { return 1e-6 * (1 + std::abs(value)); }

/// The plan as the approved one: every project counts.
MoveLimit approved(const Plan& plan) {
  return {.start = plan.start, .counted = std::vector<bool>(plan.start.size(), true), .most_projects = {}, .most_cost = {}};
}

PlanFiles written(const PlanningProblem& problem, const PlanResult& result) {
  const auto folder = std::filesystem::path(testing::TempDir()) / ("liandong_moves_" + std::to_string(::getpid()));
  std::filesystem::remove_all(folder);
  EXPECT_FALSE(
      has_errors(write_plan(folder, problem, result, {.input_hash = "", .scenario = "", .seed = {}, .version = "test", .options = {}})));
  const Checked<PlanFiles> plan = read_plan_folder(folder);
  std::filesystem::remove_all(folder);
  EXPECT_TRUE(plan);
  return *plan;
}

VerifyReport verified(const PlanningProblem& problem, const PlanFiles& plan, const PlanFiles* from = nullptr) {
  const CampaignFile input{.campaign = problem.campaign(),
                           .funding = problem.funding(),
                           .settings = problem.settings(),
                           .input_hash = "",
                           .scenario = {},
                           .locks = problem.locks().rows()};
  return verify_plan(input, plan, from);
}

void expect_holds(const VerifyReport& report) {
  for (const Finding& finding : report.findings) ADD_FAILURE() << finding.file << ": " << finding.sentence.en;
}

bool found(const VerifyReport& report, int constraint, const std::string& words) {
  return std::any_of(report.findings.begin(), report.findings.end(),
                     [&](const Finding& f) { return f.constraint == constraint && f.sentence.en.find(words) != std::string::npos; });
}

/// a, b, c of 10 in a year each, stages due in 0, 1, 2 at 5, 4, 3 for each year late; 10 of money in each of the first three years.
gallery::Case three_works() {
  gallery::Builder builder("three-works", PeriodUnit::year, 4, Rate{});
  builder.source("own", {.inflow = {10, 10, 10}});
  const double late[] = {5, 4, 3};
  for (int j = 0; j < 3; ++j) {
    const std::string key(1, static_cast<char>('a' + j));
    const ProjectId project = builder.project(key, {.spend = {10}});
    builder.stage("stage-" + key, {.needs = {project}, .deadline = j, .late = late[j]});
  }
  return builder.unsolved();
}

/// The money of the first year comes in the last.
PlanningProblem delayed(const PlanningProblem& problem) {
  const Money ten = Money::nearest_wan(10);
  return problem.with_inflow(SourceId{0}, 0, Money{}).with_inflow(SourceId{0}, 3, ten);
}

// docs/maths/re-planning.md: approved a in 0, b in 1, c in 2, at 30. When the first 10 come in the last year:
// none moves: a is all gap: 20 + 3 x 10 = 50; one: a in 3: 30 + 15 = 45; two: a in 1, b in 3: 30 + 5 + 8 = 43; all, by a year each: 30 + 5
// + 4 + 3 = 42.
TEST(MoveLimit, ThreeWorksByHand) {
  const PlanningProblem before = problem_of(three_works());
  const PlanResult first = make_plan(before, {.gap = 0});
  EXPECT_NEAR(first.plan.certificate.objective, 30, 1e-3);
  EXPECT_EQ(first.plan.start, (std::vector<std::optional<int>>{0, 1, 2}));
  const PlanFiles from = written(before, first);
  const PlanningProblem problem = delayed(before);
  const double expected[] = {50, 45, 43, 42};
  for (int most = 0; most <= 3; ++most) {
    for (const bool by_cost : {false, true}) {
      SCOPED_TRACE(std::to_string(most) + (by_cost ? " by cost" : ""));
      MoveLimit limit = approved(first.plan);
      if (by_cost)
        limit.most_cost = Money::nearest_wan(10 * most);
      else
        limit.most_projects = most;
      Planner planner;
      const LimitedPlan planned = plan_within_limit(planner, problem, limit, {.gap = 1e-5});
      ASSERT_TRUE(planned.result);
      EXPECT_NEAR(planned.result->plan.certificate.objective, expected[most], 1e-2);
      EXPECT_NEAR(planned.result->plan.certificate.bound, expected[most], 1e-2) << "proven among plans within the limit";
      EXPECT_NEAR(planned.free.plan.certificate.objective, 42, 1e-2);
      EXPECT_EQ(planned.moves.projects, most);
      const PlanningProblem limited = problem.with_move_limit(limit);
      expect_holds(verified(problem, written(limited, *planned.result), &from));
      const auto moves = list_moves(limited, planned.result->plan);
      EXPECT_EQ(static_cast<int>(moves.size()), most);
      for (const Move& move : moves) EXPECT_FALSE(move.reason.en.empty());
    }
  }
}

TEST(MoveLimit, PartsArePlannedTogetherUnderOneLimit) {
  const PlanningProblem before = problem_of(three_works());
  const PlanResult first = make_plan(before, {.gap = 0});
  const PlanningProblem problem = delayed(before);
  MoveLimit limit = approved(first.plan);
  limit.most_projects = 1;
  Planner planner;
  const LimitedPlan planned = plan_within_limit(planner, problem, limit, {.gap = 1e-5, .apart_from = 0});
  ASSERT_TRUE(planned.result);
  EXPECT_TRUE(planned.result->plan.certificate.parts.empty());
  EXPECT_NEAR(planned.result->plan.certificate.objective, 45, 1e-2);
  expect_holds(verified(problem, written(problem.with_move_limit(limit), *planned.result)));
}

TEST(MoveLimit, LockThatMovesMoreThanMayIsRefused) {
  const PlanningProblem before = problem_of(three_works());
  const PlanResult first = make_plan(before, {.gap = 0});
  std::vector<Change> locks;
  for (int j = 0; j < 2; ++j) {
    Lock lock{.project = ProjectId{j}, .kind = LockKind::start};
    lock.from = before.campaign().horizon().at(3);
    locks.push_back(LockChange{.lock = lock});
  }
  const auto problem = apply_changes(before, locks);
  ASSERT_TRUE(problem);
  MoveLimit limit = approved(first.plan);
  limit.most_projects = 1;
  Planner planner;
  const LimitedPlan planned = plan_within_limit(planner, *problem, limit);
  EXPECT_FALSE(planned.result);
  EXPECT_EQ(planned.moves.projects, 2) << "that many must";
  limit.most_projects = 2;
  EXPECT_TRUE(plan_within_limit(planner, *problem, limit).result);
}

TEST(MoveLimit, NewProjectsAreFree) {
  const PlanningProblem before = problem_of(three_works());
  const PlanResult first = make_plan(before, {.gap = 0});
  Project fourth = before.campaign()[ProjectId{2}];
  fourth.key = "d";
  Service service = before.campaign().services()[2];
  service.project = ProjectId{3};
  const PlanningProblem problem = *apply_change(before, NewProject{.project = fourth, .services = {service}, .links = {}});
  MoveLimit limit = approved(first.plan);
  limit.start.emplace_back();
  limit.counted.push_back(false);
  limit.most_projects = 0;
  Planner planner;
  const LimitedPlan planned = plan_within_limit(planner, problem, limit, {.gap = 1e-4});
  ASSERT_TRUE(planned.result);
  EXPECT_TRUE(std::equal(first.plan.start.begin(), first.plan.start.end(), planned.result->plan.start.begin()));
  const auto moves = list_moves(problem.with_move_limit(limit), planned.result->plan);
  ASSERT_EQ(moves.size(), 1u);
  EXPECT_EQ(moves[0].kind, MoveKind::fresh);
  expect_holds(verified(problem, written(problem.with_move_limit(limit), *planned.result)));
}

TEST(MoveLimit, MoreMayMoveCheaperItIsAndAllIsTheFreePlan) {
  std::mt19937_64 random(103);
  int compared = 0, charged = 0;
  for (const gallery::Case& c : gallery_and_random(10)) {
    SCOPED_TRACE(c.name);
    const PlanningProblem problem = problem_of(c);
    const int projects = problem.graph().project_count();
    Plan first;  // Any dates that links allow: the best plan lies far away.
    const Schedule drawn = random_schedule(problem, random);
    for (int j = 0; j < projects; ++j) {
      const auto& completion = drawn[static_cast<std::size_t>(j)];
      first.start.push_back(completion ? std::optional(*completion - problem.graph().duration(j) + 1) : std::nullopt);
    }
    const PlanOptions options{.gap = 1e-3};
    double last = std::numeric_limits<double>::infinity();
    for (const int most : {0, 1, 3, projects}) {
      SCOPED_TRACE("at most " + std::to_string(most));
      MoveLimit limit = approved(first);
      limit.most_projects = most;
      Planner planner;
      const LimitedPlan planned = plan_within_limit(planner, problem, limit, options);
      ASSERT_TRUE(planned.result);
      const Certificate& proof = planned.result->plan.certificate;
      charged += proof.moves->project > 0 ? 1 : 0;
      EXPECT_LE(planned.moves.projects, most);
      EXPECT_LE(proof.bound, proof.objective + allowed(proof.objective));
      EXPECT_LE(proof.bound, last + allowed(last)) << "a plan within a smaller limit is within this one";
      last = std::min(last, proof.objective);
      if (most == 0) {
        EXPECT_EQ(planned.result->plan.start, first.start);
      }
      if (most == projects) {
        const Certificate& free = planned.free.plan.certificate;
        EXPECT_NEAR(proof.objective, free.objective, options.gap * std::abs(free.objective) + allowed(free.objective));
      }
      const PlanningProblem limited = problem.with_move_limit(limit);
      expect_holds(verified(problem, written(limited, *planned.result)));
      std::vector<Schedule> within;
      if (for_each_schedule(problem, open_windows(problem), 100, [&](const Schedule& s) {
            if (within_limit(limited, s)) within.push_back(s);
          })) {
        const SpendModel model(problem);
        double least = std::numeric_limits<double>::infinity();
        for (const Schedule& schedule : within) least = std::min(least, solved_in_general(model, fixed_windows(schedule)).objective);
        EXPECT_LE(proof.bound, least + allowed(least)) << "the bound is false";
        EXPECT_GE(proof.objective, least - allowed(least)) << "cheaper than possible";
        ++compared;
      }
    }
  }
  EXPECT_GT(compared, 20);
  EXPECT_GT(charged, 5) << "some limits bite";
}

TEST(MoveLimit, SamePlanOnTwoThreads) {
  const PlanningProblem problem = problem_of(gallery::random_case({.seed = 7}));
  PlanResult first;
  first.plan.start.resize(problem.campaign().projects().size());  // Approved as building nothing.
  MoveLimit limit = approved(first.plan);
  limit.most_projects = 2;
  Planner one, two;
  const LimitedPlan a = plan_within_limit(one, problem, limit, {.gap = 1e-3}),
                    b = plan_within_limit(two, problem, limit, {.gap = 1e-3, .threads = 2});
  ASSERT_TRUE(a.result && b.result);
  EXPECT_EQ(a.result->plan.start, b.result->plan.start);
  EXPECT_EQ(a.result->plan.payments, b.result->plan.payments);
  EXPECT_EQ(a.result->plan.certificate.bound, b.result->plan.certificate.bound);
  EXPECT_EQ(a.result->plan.certificate.moves->project, b.result->plan.certificate.moves->project);
}

TEST(MoveLimit, VerifyFindsWhatIsNotSo) {
  const PlanningProblem before = problem_of(three_works());
  const PlanResult first = make_plan(before, {.gap = 0});
  const PlanFiles from = written(before, first);
  const PlanningProblem problem = delayed(before);
  MoveLimit limit = approved(first.plan);
  limit.most_projects = 1;
  Planner planner;
  const LimitedPlan planned = plan_within_limit(planner, problem, limit, {.gap = 1e-5});
  const PlanFiles good = written(problem.with_move_limit(limit), *planned.result);
  ASSERT_EQ(good.moves.size(), 1u);
  ASSERT_GT(good.certificate.moves->per_project, 0);
  expect_holds(verified(problem, good, &from));
  const auto tampered = [&](const std::function<void(PlanFiles&)>& tamper) {
    PlanFiles plan = good;
    tamper(plan);
    return verified(problem, plan, &from);
  };
  EXPECT_TRUE(found(tampered([](PlanFiles& p) { p.certificate.moves->most_projects = 0; }), 18, "1 projects are moved; 0 may be"));
  EXPECT_TRUE(found(tampered([](PlanFiles& p) { p.moves.clear(); }), 18, "The approved plan has project a start in"));
  EXPECT_TRUE(found(tampered([](PlanFiles& p) { p.moves[0].cost = Money::from_fen(1); }), 18, "costs 10"));
  EXPECT_TRUE(found(tampered([](PlanFiles& p) { p.moves[0].change = "dropped"; }), 18, "is called"));
  EXPECT_TRUE(found(tampered([](PlanFiles& p) { p.moves[0].start = p.moves[0].approved; }), 18, "not in"));
  EXPECT_TRUE(found(tampered([](PlanFiles& p) { p.moves.push_back(p.moves[0]); }), 18, "twice"));
  EXPECT_TRUE(found(tampered([](PlanFiles& p) { p.certificate.moves->per_project = -1; }), 13, "not negative"));
  EXPECT_TRUE(found(tampered([](PlanFiles& p) { p.certificate.moves->per_wan = 1; }), 13, "0 where there is no limit"));
  EXPECT_TRUE(found(tampered([](PlanFiles& p) { p.certificate.moves->per_project = 0; }), 13, "prove"))
      << "without its charge the bound is 42 at most";
  EXPECT_TRUE(found(tampered([](PlanFiles& p) { p.certificate.moves->per_project *= 3; }), 13, "prove"));
  EXPECT_TRUE(found(verified(problem, written(problem, make_plan(problem)), &from), 0, "does not say"));
}

}  // namespace
}  // namespace liandong
