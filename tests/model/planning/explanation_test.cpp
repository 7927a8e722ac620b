#include "model/planning/explanation.hpp"

#include <gtest/gtest.h>

#include "model/planning/gap_reasons.hpp"
#include "tests/model/planning/hand_plan.hpp"
#include "tests/support/gallery_builder.hpp"

namespace liandong {
namespace {

std::string told(const std::vector<Statement>& statements, Language language) {
  std::string text;
  for (const Statement& statement : statements) text += statement.text.in(language) + "\n";
  return text;
}

bool says(const std::vector<Statement>& statements, const std::string& english) { return told(statements, Language::english).find(english) != std::string::npos; }

TEST(GapReasons, FindAnExhaustedSourceAndItsPrice) {
  const PlanningProblem problem = problem_of(gallery::find("one-source-short"));
  const Plan plan = HandPlan(problem, {0}, {1}).pay(0, 0, 0, 60).pay(0, 0, 1, 10).lack(0, 1, 30).price(0, 1, 1).done();
  const auto reasons = reasons_for_gap(problem, plan);
  ASSERT_EQ(reasons.size(), 1u);
  EXPECT_EQ(reasons[0].sources[0].obstacle, Obstacle::exhausted);
  EXPECT_TRUE(reasons[0].closable);
  EXPECT_EQ(reasons[0].next, SourceId{0});
  EXPECT_EQ(reasons[0].next_value, 1);
  EXPECT_TRUE(says(explain_gap(problem, plan), "the next-best money is own (own): each further 万元 in 2013 saves 1.00 万元."));
}

TEST(GapReasons, TellMoneyThatIsKeptForLaterFromMoneyThatIsGone) {
  const PlanningProblem problem = problem_of(gallery::find("one-source-short"));
  const Plan plan = HandPlan(problem, {0}, {1}).pay(0, 0, 0, 30).pay(0, 0, 1, 40).lack(0, 0, 30).done();
  const auto reasons = reasons_for_gap(problem, plan);
  ASSERT_EQ(reasons.size(), 1u);
  EXPECT_EQ(reasons[0].sources[0].obstacle, Obstacle::held_for_later);
  EXPECT_EQ(reasons[0].sources[0].t, 1);
}

TEST(GapReasons, SeeTheLargestShare) {
  const PlanningProblem problem = problem_of(gallery::find("share-limit"));
  const auto reasons = reasons_for_gap(problem, HandPlan(problem, {0}, {0}).pay(0, 1, 0, 60).lack(0, 0, 40).done());
  EXPECT_EQ(reasons.at(0).sources[1].obstacle, Obstacle::share_reached);
  EXPECT_EQ(reasons.at(0).sources[0].obstacle, Obstacle::room_left) << "own money of 100 is there and unused";
}

TEST(GapReasons, SeeTheMissingMatch) {
  const PlanningProblem problem = problem_of(gallery::find("match-short"));
  const auto reasons = reasons_for_gap(problem, HandPlan(problem, {0}, {0}).pay(0, 0, 0, 20).pay(0, 1, 0, 40).lack(0, 0, 30).done());
  EXPECT_EQ(reasons.at(0).sources[0].obstacle, Obstacle::exhausted);
  EXPECT_EQ(reasons.at(0).sources[1].obstacle, Obstacle::match_missing);
}

TEST(GapReasons, SeeAContractThatWasNotSigned) {
  gallery::Case c = gallery::find("affordability");
  Source other = c.funding.sources[1];
  other.key = "bt-second";
  c.funding.sources.push_back(other);
  for (Inflow inflow : std::vector(c.funding.inflows))
    if (inflow.source == SourceId{1}) {
      inflow.source = SourceId{2};
      c.funding.inflows.push_back(inflow);
    }
  const PlanningProblem problem = problem_of(c);
  const auto signed_one = reasons_for_gap(problem, HandPlan(problem, {0}, {0}).pay(0, 1, 0, 30).lack(0, 0, 70).repay(0, 1, 0, 1, 30).done());
  EXPECT_EQ(signed_one.at(0).sources[2].obstacle, Obstacle::not_signed);
  EXPECT_EQ(signed_one.at(0).sources[1].obstacle, Obstacle::room_left) << "the contract that it has could pay more";
  const auto signed_none = reasons_for_gap(problem, HandPlan(problem, {0}, {0}).lack(0, 0, 100).done());
  EXPECT_EQ(signed_none.at(0).sources[1].obstacle, Obstacle::not_signed);
}

TEST(GapReasons, SeeTheAffordabilityCeiling) {
  const PlanningProblem problem = problem_of(gallery::find("affordability"));
  const auto reasons = reasons_for_gap(problem, HandPlan(problem, {0}, {0}).pay(0, 0, 0, 30).pay(0, 1, 0, 40).lack(0, 0, 30).repay(0, 1, 0, 1, 40).done());
  EXPECT_EQ(reasons.at(0).sources[1].obstacle, Obstacle::affordability_full);
  EXPECT_EQ(reasons.at(0).sources[1].year, 2013);
}

TEST(ExplainGap, NamesTheRuleThatBars) {
  const PlanningProblem problem = problem_of(gallery::find("bt-ban"));
  const auto statements = explain_gap(problem, HandPlan(problem, {0, 4, 4}, {4}).pay(1, 1, 4, 50).lack(2, 4, 60).done());
  EXPECT_TRUE(says(statements, "The gap is 60.0 万元"));
  EXPECT_TRUE(says(statements, "Barred by a rule on the day of the start (BT1"));
  EXPECT_TRUE(says(statements, "own (own) receives nothing within the horizon"));
  EXPECT_NE(told(statements, Language::chinese).find("财预〔2012〕463号"), std::string::npos);
}

TEST(ExplainGap, PutsCellsWithTheSameReasonsTogetherAndCountsThemOnce) {
  gallery::Builder b("together", PeriodUnit::year, 2, Rate{});
  const ProjectId a = b.project("a", {.spend = {30, 30}}), other = b.project("other", {.spend = {40}, .sector = "sewage"});
  b.source("own", {.inflow = {10}});
  b.source("sewage", {.inflow = {10}, .sectors = {"sewage"}});
  b.stage("first", {.needs = {a, other}, .deadline = 1});
  const gallery::Case c = b.solved(0, {0, 0}, {1}, 0);
  const PlanningProblem problem = problem_of(c);
  const auto statements = explain_gap(problem, HandPlan(problem, {0, 0}, {1}).pay(0, 0, 0, 10).pay(1, 1, 0, 10).lack(0, 0, 20).lack(0, 1, 30).lack(1, 0, 30).done());
  EXPECT_TRUE(says(statements, "1. 50.0 万元 (62.50 %) in 2012–2013, on a (a) 50.0."));
  EXPECT_TRUE(says(statements, "2. 30.0 万元 (37.50 %) in 2012, on other (other) 30.0."));
}

TEST(ExplainGap, TellsWhatWouldCloseItAndWhatNoMoneyCould) {
  gallery::Builder b("shares", PeriodUnit::year, 1, Rate{});
  const ProjectId a = b.project("a", {.spend = {100}});
  b.source("own", {.inflow = {30}, .max_share = gallery::tenths(5)});
  b.stage("first", {.needs = {a}, .late = 500});
  const PlanningProblem problem = problem_of(b.solved(0, {0}, {0}, 70));
  const auto statements = explain_gap(problem, HandPlan(problem, {0}, {0}).pay(0, 0, 0, 30).lack(0, 0, 70).price(0, 0, 2.5).done());
  EXPECT_TRUE(says(statements, "To close it with these dates, in 万元: 20.0 more of own (own) in 2012 (each 万元 saves at least 2.00)."));
  EXPECT_TRUE(says(statements, "50.0 万元 of it no money in these sources could close"));
  EXPECT_TRUE(says(statements, "own (own) could pay in 2012, and leave other work without: each 万元 moved here loses 0.50."));
  EXPECT_EQ(told(statements, Language::chinese).find("more"), std::string::npos);
}

TEST(ExplainStage, PricesTheDateThatIsMissed) {
  const PlanningProblem problem = problem_of(gallery::find("waiting"));
  const auto statements = explain_stage(problem, HandPlan(problem, {1}, {1}).pay(0, 0, 1, 100).price(0, 0, 0.5).done(), StageId{0});
  EXPECT_TRUE(says(statements, "Inside the rules it could be reached in 2012, with 1 project drawn forward and all others as planned: that would cost 70.0 万元 more than it saves."));
  EXPECT_TRUE(says(statements, "own (own) 0.50 2012"));
}

TEST(ExplainGap, SaysThatThereIsNone) {
  const PlanningProblem problem = problem_of(gallery::find("share-limit"));
  EXPECT_TRUE(says(explain_gap(problem, HandPlan(problem, {0}, {0}).pay(0, 0, 0, 40).pay(0, 1, 0, 60).done()), "There is no gap"));
}

TEST(ExplainProject, TellsWhoPaysAndWhatIsPaidBack) {
  const PlanningProblem problem = problem_of(gallery::find("bt-4-3-3"));
  const auto statements =
      explain_project(problem, HandPlan(problem, {0}, {0}).pay(0, 1, 0, 100).repay(0, 1, 0, 1, 40).repay(0, 1, 0, 2, 30).repay(0, 1, 0, 3, 30).done(), ProjectId{0});
  EXPECT_TRUE(says(statements, "Built 2012 to 2012."));
  EXPECT_TRUE(says(statements, "Who pays, of 100.0 万元: bt 100.0."));
  EXPECT_TRUE(says(statements, "buys back for 100.0 万元 in all: 2013 40.0, 2014 30.0 and 2015 30.0."));
  EXPECT_TRUE(says(statements, "It has no slack"));
}

TEST(ExplainProject, TellsThatItWaitsForMoney) {
  // Money for the work comes in 2014 only, so it starts then.
  gallery::Builder b("waits", PeriodUnit::year, 4, Rate{});
  const ProjectId a = b.project("a", {.spend = {50}});
  b.source("own", {.inflow = {0, 0, 50}});
  b.stage("first", {.needs = {a}, .deadline = 0, .late = 40});
  const gallery::Case c = b.solved(0, {2}, {2}, 0);
  const PlanningProblem problem = problem_of(c);
  const auto statements = explain_project(problem, HandPlan(problem, {2}, {2}).pay(0, 0, 2, 50).done(), a);
  EXPECT_TRUE(says(statements, "would let it start in 2012; it starts 2 years later."));
  EXPECT_TRUE(says(statements, "It waits for money"));
  // A gap of 50 at the price of 3 instead of 50 of own money, less two late years at 40: 150 - 50 - 80.
  EXPECT_TRUE(says(statements, "it could start in 2012, all others as planned: that would cost 20.0 万元 more."));
}

TEST(ExplainStage, TellsLatenessChainAndWhatIsNotBuilt) {
  gallery::Builder b("stage", PeriodUnit::year, 4, Rate{});
  const ProjectId plan = b.project("plan", {.spend = {10}}), work = b.project("work", {.spend = {20, 20}}), never = b.project("never", {.spend = {5}});
  b.link({plan, {}}, {work, {}}, LinkKind::finish_to_start);
  b.source("own", {.inflow = {100}});
  b.stage("first", {.needs = {work}, .deadline = 1, .lag = 1});
  b.stage("second", {.needs = {never}, .deadline = 3});
  const gallery::Case c = b.solved(0, {0, 1, -1}, {3, -1}, 0);
  const PlanningProblem problem = problem_of(c);
  const Plan hand = HandPlan(problem, {0, 1, -1}, {3, -1}).pay(0, 0, 0, 10).pay(1, 0, 1, 20).pay(1, 0, 2, 20).done();
  const auto first = explain_stage(problem, hand, StageId{0});
  EXPECT_TRUE(says(first, "deadline 2013 (firm), forecast 2015: 2 years late."));
  EXPECT_TRUE(says(first, "plan (plan) 2012 → work (work) 2014 → first (first) 2015"));
  EXPECT_TRUE(says(first, "Even with unlimited money it cannot be reached before 2015"));
  const auto second = explain_stage(problem, hand, StageId{1});
  EXPECT_TRUE(says(second, "not reached within the horizon"));
  EXPECT_TRUE(says(second, "Not built, and so in the way: never (never), 5.0 万元 together."));
  for (const auto& statements : {first, second})
    for (const Statement& statement : statements) {
      EXPECT_FALSE(statement.text.en.empty());
      EXPECT_FALSE(statement.text.zh.empty());
      EXPECT_EQ(statement.text.zh.find(" 万元"), std::string::npos) << statement.text.zh;
    }
}

}  // namespace
}  // namespace liandong
