#include "scenarios/stress.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "model/planning/judge.hpp"
#include "tests/support/campaign_folders.hpp"

namespace liandong {
namespace {

const StressResult& result(const StressStudy& study, const std::string& key) {
  for (const StressResult& r : study.results)
    if (r.stress.key == key) return r;
  throw std::out_of_range(key);
}

/// One work of 100 in one year with 60 of own money, gap price 3: 180. The money a year late is lost: 300. A fifth short, 48 pay: 48 + 156
/// = 204. A fifth dearer: 60 + 180 = 240. The work must be built, so planning anew changes nothing.
TEST(Stress, OneWorkByHand) {
  const StressStudy study = study_stresses(problem_in("steps"), {.gap = 1e-6});
  ASSERT_EQ(study.results.size(), 3U);
  const auto expect = [&](const char* key, double damage, double gap) {
    const StressResult& r = result(study, key);
    EXPECT_NEAR(r.objective_held, damage, 1e-6);
    EXPECT_EQ(r.gap_held.wan(), gap);
    EXPECT_NEAR(r.objective_cured, damage, 1e-6);
    EXPECT_NEAR(r.proven_cured, damage, 1e-3);
    EXPECT_TRUE(r.moves.empty());
  };
  expect("late:fiscal", 120, 60);
  expect("short:fiscal", 24, 12);
  expect("cost:streets", 60, 20);
  EXPECT_EQ(study.results.front().stress.key, "late:fiscal");  // The greatest damage first.
}

/// A cure is never dearer than holding the dates nor cheaper than what is proven, and its gap is that of its moves.
TEST(Stress, CuresLieBetweenTheProofAndTheDamage) {
  const StressStudy study = study_stresses(problem_in("small"), {.gap = 0.002});
  EXPECT_GE(study.results.size(), 10U);
  for (const StressResult& r : study.results) {
    EXPECT_LE(r.objective_cured, r.objective_held + 1e-6) << r.stress.key;
    EXPECT_GE(r.objective_cured, r.proven_cured - 1e-6) << r.stress.key;
    if (r.moves.empty()) {
      EXPECT_EQ(r.gap_cured, r.gap_held) << r.stress.key;
    }
  }
}

TEST(Stress, ThreadsDoNotMatter) {
  const PlanningProblem problem = problem_in("small");
  EXPECT_EQ(stress_json(problem, study_stresses(problem, {})), stress_json(problem, study_stresses(problem, {.threads = 2})));
}

/// Money for the same dates: the plan's own objective again.
TEST(Stress, TheSameDatesUnderNoStressCostTheSame) {
  const PlanningProblem problem = problem_in("small");
  const PlanResult result = make_plan(problem, {.gap = 0.002});
  EXPECT_NEAR(with_dates_of(problem, result.plan).certificate.objective, result.plan.certificate.objective, 1e-6);
}

}  // namespace
}  // namespace liandong
