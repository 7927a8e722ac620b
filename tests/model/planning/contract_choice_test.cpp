#include "model/planning/contract_choice.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "model/planning/finish.hpp"
#include "model/planning/spend_model.hpp"
#include "tests/support/gallery_builder.hpp"

// 万元 throughout; all works in year 0, no discounting, gap at 3, BT repaid 1 : 1 a year later, own money and instalments at 1.

namespace liandong {
namespace {

using gallery::Builder;
using Contracts = std::map<std::pair<int, int>, std::int64_t>;  ///< Fen drawn, by project and source.

Contract repaid_next_year(double min_size = 0) {
  Contract terms;
  terms.instalments = 1;
  terms.shares = {Rate::one()};
  terms.first_after = 1;
  terms.interval = 1;
  terms.min_size = gallery::wan(min_size);
  return terms;
}

struct Works {
  Builder builder{"works", PeriodUnit::year, 2, Rate{}};
  std::vector<ProjectId> projects;
  SourceId own{};

  explicit Works(const std::vector<double>& costs, double own_now, double own_later) {
    for (const double cost : costs)
      projects.push_back(builder.project("p" + std::to_string(projects.size()), {.spend = {cost}, .sector = "culture", .bt = true}));
    own = builder.source("own", {.inflow = {own_now, own_later}});
    builder.budget({0}, 2012, 100000);
    builder.budget({0}, 2013, 100000);
    builder.stage("title", {.needs = projects, .late = 100000});
  }
  [[nodiscard]] Plan finish() const {
    const gallery::Case& c = builder.unsolved();
    const PlanningProblem problem(gallery::campaign_of(c), gallery::funding_of(c), c.settings);
    const SpendModel model(problem);
    return finish_plan(model, Schedule(projects.size() + 1, 0));
  }
};

Contracts contracts_of(const Plan& plan) {
  Contracts drawn;
  for (const Payment& p : plan.payments)
    if (p.source.value > 0) drawn[{p.project.value, p.source.value}] += p.amount.fen();
  return drawn;
}

/// 100 of contract for works of 100, 60 and 40: the large one whole, or the two others whole, never a part of each.
TEST(ContractChoice, CoversWholeProjectsOfAClass) {
  Works works({100, 60, 40}, 200, 200);
  works.builder.contract("bt", 100, works.own, repaid_next_year());
  works.builder.settings().prices.own_fiscal = Rate::one();
  works.builder.settings().discount_rate = Rate::one();  // Later money is half as dear, so that the contract is worth using.
  const Plan plan = works.finish();
  const Contracts drawn = contracts_of(plan);
  ASSERT_FALSE(drawn.empty());
  std::int64_t sum = 0;
  for (const auto& [contract, fen] : drawn) {
    EXPECT_EQ(fen, plan.start[0] ? static_cast<std::int64_t>(std::vector<double>{100, 60, 40}[static_cast<std::size_t>(contract.first)] * 1e6) : 0)
        << "project " << contract.first << " is covered in part";
    sum += fen;
  }
  EXPECT_EQ(sum, 100'000'000);
}

/// Builders with 50 and 60 for one work of 100: both are worth it, since the gap costs 3. With 100 and 60 one is enough.
TEST(ContractChoice, TakesASecondContractOnlyWhereItPays) {
  for (const double first : {50.0, 100.0}) {
    Works works({100}, 0, 200);
    works.builder.contract("bt-a", first, works.own, repaid_next_year());
    works.builder.contract("bt-b", 60, works.own, repaid_next_year());
    const Plan plan = works.finish();
    EXPECT_EQ(contracts_of(plan).size(), first < 100 ? 2U : 1U);
    EXPECT_NEAR(plan.certificate.objective, 100, 0.1);
  }
}

/// The same with a minimum of 55: the first may not be signed, nor the rest of 40 by it; 60 and a gap of 40.
TEST(ContractChoice, LeavesOutASecondContractBelowItsMinimum) {
  Works works({100}, 0, 200);
  works.builder.contract("bt-a", 50, works.own, repaid_next_year(55));
  works.builder.contract("bt-b", 60, works.own, repaid_next_year());
  const Plan plan = works.finish();
  EXPECT_EQ(contracts_of(plan), (Contracts{{{0, 2}, 60'000'000}}));
  EXPECT_NEAR(plan.certificate.objective, 60 + 3 * 40, 0.1);
}

/// More contracts than have covers of their own: all or none, and still whole fen.
TEST(ContractChoice, TakesManyContractsTogether) {
  Works works({100}, 0, 200);
  for (int i = 0; i < 8; ++i) works.builder.contract("bt-" + std::to_string(i), 15, works.own, repaid_next_year());
  const Plan plan = works.finish();
  EXPECT_GE(contracts_of(plan).size(), 7U);
  EXPECT_NEAR(plan.certificate.objective, 100, 0.1);
}

/// Capacity 40 on one work of 100: a minimum of 40 lets the contract be signed, 41 does not.
TEST(ContractChoice, KeepsTheMinimumOnBothSides) {
  for (const double least : {39.99, 41.0}) {
    Works works({100}, 0, 200);
    works.builder.contract("bt", 40, works.own, repaid_next_year(least));
    const Plan plan = works.finish();
    if (least < 40) {
      ASSERT_EQ(contracts_of(plan).size(), 1U);
      EXPECT_GE(contracts_of(plan).begin()->second, 39'990'000);
      EXPECT_NEAR(plan.certificate.objective, 40 + 3 * 60, 0.1);
    } else {
      EXPECT_TRUE(contracts_of(plan).empty());
      EXPECT_NEAR(plan.certificate.objective, 3 * 100, 0.1);
    }
  }
}

/// A minimum of 50 and capacity of 120 for works of 100 and 60: 60 on one and 60 on the other would do, as would 100 + nothing (gap 60) or
/// 60 + nothing. Nothing below 50 may be drawn anywhere.
TEST(ContractChoice, NeverDrawsBelowTheMinimum) {
  Works works({100, 60}, 0, 300);
  works.builder.contract("bt", 120, works.own, repaid_next_year(50));
  const Plan plan = works.finish();
  for (const auto& [contract, fen] : contracts_of(plan)) EXPECT_GE(fen, 50'000'000);
  EXPECT_LE(plan.certificate.objective, 100 + 3 * 60 + 0.1);
}

/// A minimum that one work can never reach keeps the contract away from it and from no other.
TEST(ContractChoice, KnowsWhichProjectsAreTooSmall) {
  Works works({30, 80}, 0, 300);
  works.builder.contract("bt", 200, works.own, repaid_next_year(50));
  EXPECT_EQ(contracts_of(works.finish()), (Contracts{{{1, 1}, 80'000'000}}));
}

/// Against every choice of cover for four works, with two contracts of different volume and share: the search is within its own budget.
TEST(ContractChoice, IsAsCheapAsTheBestOfAllChoices) {
  Works works({70, 50, 40, 30}, 20, 400);
  works.builder.contract("bt-a", 60, works.own, repaid_next_year(), {.inflow = {}, .max_share = gallery::tenths(9)});
  works.builder.contract("bt-b", 45, works.own, repaid_next_year(), {.inflow = {}, .max_share = gallery::tenths(6)});
  const gallery::Case& c = works.builder.unsolved();
  const PlanningProblem problem(gallery::campaign_of(c), gallery::funding_of(c), c.settings);
  const SpendModel model(problem);
  const Schedule schedule(5, 0);
  MoneyProgram program(model, schedule, {});
  ASSERT_EQ(program.candidates().size(), 4U);
  double best = 1e300;
  for (int code = 0; code < 256; ++code) {
    ContractChoice choice(4);
    for (int j = 0, rest = code; j < 4; ++j, rest /= 4)
      choice[static_cast<std::size_t>(j)] = rest % 4 == 3 ? ContractCover{} : rest % 4 == 0 ? ContractCover::none() : ContractCover::by(SourceId{rest % 4});
    program.choose(choice);
    const optimise::Solution money = optimise::solve(program.lp());
    ASSERT_EQ(money.status, optimise::SolveStatus::optimal);
    best = std::min(best, money.objective);
  }
  const Plan plan = finish_plan(model, schedule);
  EXPECT_GE(plan.certificate.objective, best - 1e-4);
  EXPECT_LE(plan.certificate.objective, best * (1 + 2e-4) + 0.05);
}

}  // namespace
}  // namespace liandong
