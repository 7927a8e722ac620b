#include "model/planning/joint_search.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <limits>

#include "model/planning/allotment.hpp"
#include "model/planning/make_plan.hpp"
#include "model/verify/verify.hpp"
#include "tests/model/planning/drawn_problems.hpp"
#include "tests/support/gallery_builder.hpp"

namespace liandong {
namespace {

double allowed(double value) { return 1e-6 * (1 + std::abs(value)); }

CampaignFile input_of(const gallery::Case& c) {
  return {.campaign = gallery::campaign_of(c), .funding = gallery::funding_of(c), .settings = c.settings, .input_hash = "", .scenario = {}};
}

/// A layout in which nothing is merged that only money ties together.
struct Apart {
  explicit Apart(const gallery::Case& c) : problem(problem_of(c)), model(problem), layout(model, 0) {}
  PlanningProblem problem;
  SpendModel model;
  MasterLayout layout;
};

PlanFiles written(const CampaignFile& input, const PlanResult& result) {
  const PlanningProblem problem(input.campaign, input.funding, input.settings);
  const auto folder = std::filesystem::path(testing::TempDir()) / ("liandong_joint_" + std::to_string(::getpid()));
  std::filesystem::remove_all(folder);
  EXPECT_FALSE(
      has_errors(write_plan(folder, problem, result, {.input_hash = "", .scenario = "", .seed = {}, .version = "test", .options = {}})));
  Checked<PlanFiles> plan = read_plan_folder(folder);
  std::filesystem::remove_all(folder);
  EXPECT_TRUE(plan) << plan.issues().front().sentence.en;
  return *std::move(plan);
}

gallery::Case two_parts_and_money_for_one() {
  gallery::Builder builder("two-parts", PeriodUnit::year, 1, Rate{});
  const UnitId north = builder.county("north", false), south = builder.county("south", false);
  for (const UnitId unit : {north, south}) {
    const std::string key = unit == north ? "north" : "south";
    const ProjectId road = builder.project("road-" + key, {.spend = {60}, .unit = unit});
    builder.stage("title-" + key, {.needs = {road}, .deadline = 0, .late = 0, .never = 100, .units = {unit}});
  }
  builder.source("province", {.inflow = {60},
                              .channel = Channel::fiscal,
                              .level = FundLevel::province,
                              .owner = {},
                              .units = {north, south},
                              .cost_weight = Rate{}});
  return builder.unsolved();
}

TEST(JointSearch, TwoPartsAndMoneyForOne) {
  const gallery::Case c = two_parts_and_money_for_one();
  const CampaignFile input = input_of(c);
  const PlanningProblem problem = problem_of(c);
  const PlanResult result = make_plan(problem, {.gap = 1e-6, .apart_from = 0});
  EXPECT_NEAR(result.plan.certificate.objective, 100, 1e-6);
  EXPECT_NEAR(result.plan.certificate.bound, 100, 1e-4);
  EXPECT_TRUE(verify_plan(input, written(input, result)).findings.empty());
}

TEST(JointSearch, BoundsOfPartsHoldAndPlansAreVerified) {
  int forests = 0, divided = 0;
  for (const gallery::Case& c : gallery_and_random(100)) {
    SCOPED_TRACE(c.name);
    const Apart apart(c);
    if (!Allotment::possible(apart.layout)) continue;
    ++divided;
    const CampaignFile input = input_of(c);
    const PlanResult jointly = make_plan(apart.problem, {.gap = 1e-3, .apart_from = 0}), whole = make_plan(apart.problem, {.gap = 1e-4});
    const Certificate &mine = jointly.plan.certificate, &other = whole.plan.certificate;
    EXPECT_LE(mine.bound, other.objective + allowed(other.objective)) << "the bound is false";
    EXPECT_GE(mine.objective, other.bound - allowed(other.bound)) << "cheaper than possible";
    forests += !mine.parts.empty();
    PlanFiles plan = written(input, jointly);
    for (const Finding& finding : verify_plan(input, plan).findings) ADD_FAILURE() << finding.file << ": " << finding.sentence.en;
    EXPECT_EQ(make_plan(apart.problem, {.gap = 1e-3, .threads = 2, .apart_from = 0}).plan.certificate.objective, mine.objective);
    if (mine.parts.empty()) continue;
    PlanFiles boastful = plan;  // Claims more than it proves.
    for (auto& leaf : boastful.certificate.parts.front()) leaf.bound += 1e-3 * (1 + std::abs(mine.bound));
    EXPECT_FALSE(verify_plan(input, boastful).findings.empty());
    PlanFiles twice = plan;  // The same rise, counted again.
    twice.certificate.parts.push_back(twice.certificate.parts.front());
    EXPECT_FALSE(verify_plan(input, twice).findings.empty());
    if (plan.certificate.parts.front().size() > 1) {
      plan.certificate.parts.front().pop_back();  // A leaf that nobody speaks of.
      EXPECT_FALSE(verify_plan(input, plan).findings.empty());
    }
  }
  EXPECT_GE(divided, 10);
  EXPECT_GE(forests, 3);
}

TEST(Allotment, PartsAreTheWholeInSmall) {
  for (const gallery::Case& c : gallery_and_random(40)) {
    SCOPED_TRACE(c.name);
    const Apart apart(c);
    Allotment allotment(apart.layout);
    allotment.divide_by_cost();
    const std::vector<Window> open = open_windows(apart.problem);
    const CompletionCosts costs = completion_costs(apart.model, RowPrices(static_cast<std::size_t>(apart.model.rows().count()), 0.0));
    std::size_t seen = 0;
    for (int b = 0; b < allotment.part_count(); ++b) {
      const ProblemPart part = allotment.part(b);
      const SpendModel model(part.problem);
      const std::vector<Window> windows = open_windows(part.problem);
      const CompletionCosts here = completion_costs(model, RowPrices(static_cast<std::size_t>(model.rows().count()), 0.0));
      ASSERT_EQ(windows.size(), part.nodes.size());
      for (std::size_t v = 0; v < windows.size(); ++v) {
        const auto there = static_cast<std::size_t>(part.nodes[v]);
        EXPECT_EQ(windows[v], open[there]);
        EXPECT_EQ(here.at[v], costs.at[there]);
        EXPECT_EQ(here.never[v], costs.never[there]);
      }
      seen += windows.size();
    }
    EXPECT_EQ(seen, open.size());
  }
}

/// What all parts receive, if they draw it at once, never exceeds what the source has.
TEST(Allotment, SharesAreThere) {
  std::mt19937_64 random(7);
  int shared = 0;
  for (const gallery::Case& c : gallery_and_random(40)) {
    SCOPED_TRACE(c.name);
    const Apart apart(c);
    const MoneyRows& rows = apart.model.rows();
    Allotment allotment(apart.layout);
    SharedDraws draws(static_cast<std::size_t>(apart.layout.block_count()));
    for (auto& of_block : draws)
      for (int r = 0; r < rows.cash_count; ++r) of_block.emplace_back(r, below(random, 100));
    allotment.divide(draws);
    std::vector<std::vector<Money>> received(static_cast<std::size_t>(rows.sources()),
                                             std::vector<Money>(static_cast<std::size_t>(rows.periods)));
    for (int b = 0; b < allotment.part_count(); ++b) {
      const ProblemPart part = allotment.part(b);
      for (std::size_t k = 0; k < part.sources.size(); ++k)
        if (allotment.shared(part.sources[k]))
          for (int t = 0; t < rows.periods; ++t)
            received[part.sources[k].index()][static_cast<std::size_t>(t)] += part.problem.inflow(SourceId{static_cast<int>(k)}, t);
    }
    for (int k = 0; k < rows.sources(); ++k) {
      if (!allotment.shared(SourceId{k})) continue;
      ++shared;
      double balance = 0;
      for (int t = 0; t < rows.periods; ++t) {
        balance = rows.carry[static_cast<std::size_t>(k)] * balance + apart.problem.inflow(SourceId{k}, t).wan() -
                  received[static_cast<std::size_t>(k)][static_cast<std::size_t>(t)].wan();
        EXPECT_GE(balance, -1e-6 * (1 + apart.problem.inflow(SourceId{k}, t).wan())) << k << " in " << t;
      }
    }
  }
  EXPECT_GE(shared, 10);
}

}  // namespace
}  // namespace liandong
