#include "scenarios/summary.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <string>

#include "tests/model/planning/hand_plan.hpp"
#include "tests/support/gallery_builder.hpp"

namespace liandong {
namespace {

double number(std::string text) {
  std::erase(text, ',');
  return std::atof(text.c_str());
}

struct Planned {
  PlanningProblem problem;
  PlanResult result;
};

/// Three payers of thirds, so that plain rounding would not add up.
Planned thirds() {
  gallery::Builder b("thirds", PeriodUnit::year, 3, Rate{});
  const ProjectId a = b.project("a", {.spend = {33.333333, 33.333333, 33.333334}});
  b.source("own", {.inflow = {33.333333}});
  b.source("grant", {.inflow = {0, 33.333333}, .channel = Channel::bundled, .level = FundLevel::province, .owner = {}});
  b.stage("first", {.needs = {a}, .deadline = 1});
  Planned planned{.problem = problem_of(b.solved(0, {0}, {2}, 0)), .result = {}};
  planned.result.plan = HandPlan(planned.problem, {0}, {2}).pay(0, 0, 0, 33.333333).pay(0, 1, 1, 33.333333).lack(0, 2, 33.333334).done();
  std::vector<Money> gap(3);
  gap[2] = Money::nearest_wan(33.333334);
  planned.result.plan.gap_at_certainty = {{Certainty::issued, gap}, {Certainty::approved, gap}, {Certainty::hoped, gap}};
  return planned;
}

TEST(Summary, ShowsPartsThatAddUp) {
  const Planned planned = thirds();
  const Summary summary = summarise(planned.problem, planned.result, measure(planned.problem, planned.result.plan));
  const Table& funds = summary.tables[0];
  double sum = 0;
  for (std::size_t c = 1; c + 1 < funds.head.size(); ++c) sum += number(funds.rows[0][c]);
  EXPECT_NEAR(sum, number(funds.rows[0].back()), 1e-9);
  const Table& gaps = summary.tables[1];
  for (const auto& row : gaps.rows) {
    double years = 0;
    for (std::size_t c = 1; c + 2 < row.size(); ++c) years += number(row[c]);
    EXPECT_NEAR(years, number(row[row.size() - 2]), 1e-9) << row[0];
  }
  EXPECT_EQ(gaps.rows[3][4], "33.3");
}

TEST(Summary, SaysHowLateAStageIsInBothLanguages) {
  const Planned planned = thirds();
  const PlanMetrics metrics = measure(planned.problem, planned.result.plan);
  const auto stages = [&](Language language) { return summarise(planned.problem, planned.result, metrics, {.language = language}).tables[2]; };
  EXPECT_EQ(stages(Language::english).rows[0][5], "1 late");
  EXPECT_EQ(stages(Language::chinese).rows[0][5], "逾期1");
  EXPECT_EQ(stages(Language::english).rows[0][4], "2014");
}

TEST(Summary, NamesTheUnitOfMoneyInEveryHeadThatHasAny) {
  const Planned planned = thirds();
  const PlanMetrics metrics = measure(planned.problem, planned.result.plan);
  for (const auto unit : {MoneyUnit::wan, MoneyUnit::yi}) {
    const Summary summary = summarise(planned.problem, planned.result, metrics, {.unit = unit});
    for (const std::size_t table : {0, 1, 3}) EXPECT_NE(summary.tables[table].title.find(name_of(unit).en), std::string::npos) << summary.tables[table].title;
  }
}

TEST(Summary, ShowsTheStagesInDangerFirstWhereThereAreTooMany) {
  const Planned planned = thirds();
  gallery::Builder b("many", PeriodUnit::year, 3, Rate{});
  const ProjectId a = b.project("a", {.spend = {1}});
  b.source("own", {.inflow = {1}});
  for (int s = 0; s < 5; ++s) b.stage("s" + std::to_string(s), {.needs = {a}, .deadline = s == 3 ? 0 : 2});
  const PlanningProblem problem = problem_of(b.solved(0, {0}, {1, 1, 1, 1, 1}, 0));
  PlanResult result;
  result.plan = HandPlan(problem, {0}, {1, 1, 1, 1, 1}).pay(0, 0, 0, 1).done();
  const Table table = summarise(problem, result, measure(problem, result.plan), {.most_stages = 2}).tables[2];
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(table.rows[0][0], "s3");
  EXPECT_NE(table.title.find("3 of least danger not shown"), std::string::npos);
}

TEST(SummaryJson, CarriesExactAmounts) {
  const Planned planned = thirds();
  const std::string json = summary_json(planned.problem, planned.result, measure(planned.problem, planned.result.plan), "base");
  EXPECT_NE(json.find("\"gap_wan\": 33.333334"), std::string::npos);
  EXPECT_NE(json.find("\"cost_wan\": 100.0"), std::string::npos);
  EXPECT_NE(json.find("\"scenario\": \"base\""), std::string::npos);
}

}  // namespace
}  // namespace liandong
