#include "model/planning/metrics.hpp"

#include <gtest/gtest.h>

#include "tests/model/planning/hand_plan.hpp"
#include "tests/support/gallery_builder.hpp"

namespace liandong {
namespace {

using gallery::Builder;
using gallery::wan;

constexpr Rate none{};

TEST(Metrics, AddUpPaidGapAndNeverBuilt) {
  Builder b("sums", PeriodUnit::year, 2, none);
  const ProjectId built = b.project("built", {.spend = {60, 40}}), left = b.project("left", {.spend = {25}});
  b.source("own", {.inflow = {70}});
  b.source("grant", {.inflow = {5}, .channel = Channel::bundled, .level = FundLevel::province, .owner = {}});
  b.stage("first", {.needs = {built}, .deadline = 1});
  b.stage("second", {.needs = {left}, .deadline = 0, .late = 1, .never = 1});
  const gallery::Case c = b.solved(0, {0, -1}, {1, -1}, 0);
  const PlanningProblem problem = problem_of(c);
  const PlanMetrics m = measure(problem, HandPlan(problem, {0, -1}, {1, -1}).pay(0, 0, 0, 60).pay(0, 0, 1, 10).pay(0, 1, 1, 5).lack(0, 1, 25).done());

  EXPECT_EQ(m.cost, wan(125));
  EXPECT_EQ(m.cost_built, wan(100));
  EXPECT_EQ(m.cost_never, wan(25));
  EXPECT_EQ(m.paid, wan(75));
  EXPECT_EQ(m.gap, wan(25));
  EXPECT_EQ(m.paid + m.gap, m.cost_built);
  EXPECT_EQ(m.paid_by_channel[0], wan(70));
  EXPECT_EQ(m.paid_by_channel[1], wan(5));
  EXPECT_EQ(m.paid_by_level[static_cast<std::size_t>(FundLevel::province)], wan(5));
  EXPECT_EQ(m.gap_by_year, (ByYear{wan(0), wan(25)}));
  EXPECT_EQ(m.need_by_year, (ByYear{wan(60), wan(40)}));
  EXPECT_DOUBLE_EQ(m.coverage, 0.75);
  EXPECT_EQ(m.stages_on_time, 1);
  EXPECT_EQ(m.stages_never, 1);
  EXPECT_EQ(m.stages[1].late, 2) << "late in both periods of the horizon";
}

TEST(Metrics, TellMissingMoneyFromLateAndTiedMoney) {
  // Spend 50 + 50. Money for roads 20 + 60: 20 are missing in the end, 10 more are only late; 30 for sewage never help.
  Builder b("kinds", PeriodUnit::year, 2, none);
  const ProjectId road = b.project("road", {.spend = {50, 50}});
  b.source("own", {.inflow = {20, 60}});
  b.stage("first", {.needs = {road}, .deadline = 1});
  const gallery::Case c = b.solved(0, {0}, {1}, 0);
  const PlanningProblem problem = problem_of(c);
  const GapKinds kinds = measure(problem, HandPlan(problem, {0}, {1}).pay(0, 0, 0, 20).pay(0, 0, 1, 50).lack(0, 0, 30).done()).gap_kinds;
  EXPECT_EQ(kinds.structural, wan(20));
  EXPECT_EQ(kinds.timing, wan(10));
  EXPECT_EQ(kinds.tied, wan(0));
}

TEST(Metrics, CallAGapTiedWhereMoneyMayNotPay) {
  Builder b("tied", PeriodUnit::year, 1, none);
  const ProjectId road = b.project("road", {.spend = {50}});
  b.source("own", {.inflow = {20}});
  b.source("sewage", {.inflow = {100}, .sectors = {"sewage"}});
  b.stage("first", {.needs = {road}});
  const gallery::Case c = b.solved(0, {0}, {0}, 0);
  const PlanningProblem problem = problem_of(c);
  const GapKinds kinds = measure(problem, HandPlan(problem, {0}, {0}).pay(0, 0, 0, 20).lack(0, 0, 30).done()).gap_kinds;
  EXPECT_EQ(kinds.structural, wan(0));
  EXPECT_EQ(kinds.timing, wan(0));
  EXPECT_EQ(kinds.tied, wan(30));
}

TEST(Metrics, DivideASharedProjectToTheFen) {
  Builder b("shared", PeriodUnit::year, 1, none);
  const ProjectId a = b.project("a", {.spend = {100.000001}});
  b.source("own", {.inflow = {70}});
  b.stage("first", {.needs = {a}});
  gallery::Case c = b.solved(0, {0}, {0}, 0);
  c.campaign.programmes.push_back(c.campaign.programmes.front());
  c.campaign.programmes.back().key = "second-title";
  c.campaign.categories.push_back({.key = "more", .programme = {1}, .name = {"More", "其他"}});
  Task task = c.campaign.tasks.front();
  task.key = "second-task";
  task.category = {1};
  task.programme = {1};
  c.campaign.tasks.push_back(task);
  c.campaign.services.push_back({.project = a, .task = {1}});
  const PlanningProblem problem = problem_of(c);
  const PlanMetrics m = measure(problem, HandPlan(problem, {0}, {0}).pay(0, 0, 0, 70).lack(0, 0, 30.000001).done());
  ASSERT_EQ(m.programmes.size(), 2u);
  EXPECT_EQ(m.shared_projects, 1);
  EXPECT_EQ(m.linkage_saving, wan(100.000001));
  EXPECT_EQ(m.programmes[0].cost_alone, wan(100.000001));
  EXPECT_EQ(m.programmes[0].cost_share, wan(50.000001));
  EXPECT_EQ(m.programmes[1].cost_share, wan(50));
  EXPECT_EQ(m.programmes[0].gap_share + m.programmes[1].gap_share, m.gap);
  EXPECT_EQ(programmes_of(problem.campaign(), a).size(), 2u);
}

TEST(Metrics, CountDebtServiceAlsoBeyondTheHorizon) {
  // The gallery's case bt-4-3-3: 40, 30, 30 in 2013, 2014, 2015, money halving every year: present value 20 + 7.5 + 3.75.
  const PlanningProblem problem = problem_of(gallery::find("bt-4-3-3"));
  const PlanMetrics m =
      measure(problem, HandPlan(problem, {0}, {0}).pay(0, 1, 0, 100).repay(0, 1, 0, 1, 40).repay(0, 1, 0, 2, 30).repay(0, 1, 0, 3, 30).done());
  EXPECT_EQ(m.debt_service, wan(100));
  EXPECT_DOUBLE_EQ(m.present_value, 31.25);
  ASSERT_EQ(m.debt.size(), 3u);
  EXPECT_EQ(m.debt[0].head_room, m.debt[0].ceiling - wan(40));
  EXPECT_DOUBLE_EQ(*m.debt[0].share, 0.04);
  ASSERT_TRUE(m.peak_load);
  EXPECT_EQ(m.peak_load->year, 2013);
  EXPECT_DOUBLE_EQ(m.peak_load->share, 0.04);
}

TEST(Metrics, SplitTheGapOfEachCertaintyByYear) {
  Builder b("levels", PeriodUnit::quarter, 8, none);
  const ProjectId a = b.project("a", {.spend = {10, 10, 10, 10, 10}});
  b.source("own", {.inflow = {50}});
  b.stage("first", {.needs = {a}, .deadline = 7});
  const gallery::Case c = b.solved(0, {0}, {4}, 0);
  const PlanningProblem problem = problem_of(c);
  HandPlan hand(problem, {0}, {4});
  for (int t = 0; t < 5; ++t) hand.pay(0, 0, t, 10);
  Plan plan = hand.done();
  plan.gap_at_certainty = {{Certainty::issued, std::vector<Money>(8, wan(1))}, {Certainty::hoped, std::vector<Money>(8)}};
  const PlanMetrics m = measure(problem, plan);
  ASSERT_EQ(m.gap_by_certainty.size(), 2u);
  EXPECT_EQ(m.gap_by_certainty[0].by_year, (ByYear{wan(4), wan(4)}));
  EXPECT_EQ(m.gap_by_certainty[0].total, wan(8));
  EXPECT_DOUBLE_EQ(m.gap_by_certainty[0].coverage, 1 - 8.0 / 50);
  EXPECT_DOUBLE_EQ(m.gap_by_certainty[1].coverage, 1);
  EXPECT_EQ(m.stages[0].slack, 3);
}

}  // namespace
}  // namespace liandong
