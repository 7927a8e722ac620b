#include "model/planning/pay_lines.hpp"

#include <gtest/gtest.h>

#include <random>

#include "model/optimise/solve.hpp"
#include "model/planning/merge_sources.hpp"
#include "tests/support/gallery_builder.hpp"

namespace liandong {
namespace {

using gallery::Builder;

/// Works of whole yuan in one class and period, and sources with shares of tenths, some with a match.
struct OneClass {
  std::vector<std::int64_t> spend;  ///< Fen.
  gallery::Case c;

  OneClass(std::vector<std::int64_t> fen, const std::vector<std::pair<int, int>>& share_and_match) : spend(std::move(fen)) {
    Builder builder("one-class", PeriodUnit::year, 1, Rate{});
    std::vector<ProjectId> works;
    for (const std::int64_t amount : spend)
      works.push_back(builder.project("w" + std::to_string(works.size()), {.spend = {static_cast<double>(amount) / 1e6}}));
    int number = 0;
    for (const auto& [share, match] : share_and_match)
      builder.source("s" + std::to_string(number++), {.inflow = {1e6}, .channel = match > 0 ? Channel::bundled : Channel::fiscal, .level = match > 0 ? FundLevel::central : FundLevel::city,
                                                      .owner = match > 0 ? UnitId{} : UnitId{0}, .max_share = gallery::tenths(share), .match_rate = gallery::tenths(match)});
    builder.stage("title", {.needs = works});
    c = builder.unsolved();
  }
};

TEST(PayLines, EveryRuleHoldsToTheFenForAmountsDrawnAtRandom) {
  std::mt19937 random(20121224);
  const auto below = [&](int n) { return static_cast<std::int64_t>(random() % static_cast<unsigned>(n)); };
  for (int trial = 0; trial < 60; ++trial) {
    std::vector<std::int64_t> spend;
    for (std::int64_t n = 1 + below(6); n > 0; --n) spend.push_back(1 + below(trial % 2 == 0 ? 50'000'000 : 50));
    const OneClass works(spend, {{3 + static_cast<int>(below(6)), 0}, {2 + static_cast<int>(below(7)), static_cast<int>(below(6))}, {1 + static_cast<int>(below(9)), 0}, {10, static_cast<int>(below(8))}});
    const PlanningProblem problem(gallery::campaign_of(works.c), gallery::funding_of(works.c), works.c.settings);
    const SpendModel model(problem);
    MoneyProgram program(model, Schedule(spend.size() + 1, 0), {});
    // A random linear objective ends in a random vertex of the same constraints.
    optimise::LinearProgram lp = program.lp();
    for (Eigen::Index j = 0; j < lp.c.size(); ++j) lp.c[j] = static_cast<double>(below(100)) / 10;
    const optimise::Solution solution = optimise::solve(lp, {.vertex = true});
    ASSERT_EQ(solution.status, optimise::SolveStatus::optimal);
    std::vector<PaidLine> lines = pay_lines(program, solution.x);
    const auto check = [&](const char* when) {
      Money unpaid;
      for (const PaidLine& line : lines) {
        Money sum = line.gap;
        EXPECT_GE(line.gap, Money{});
        for (const auto& [k, amount] : line.paid) {
          EXPECT_GE(amount, Money{}) << when;
          EXPECT_LE(amount, problem.funding()[k].max_share.floor_of(line.spend)) << when << ": (4)";
          sum += amount;
        }
        EXPECT_EQ(sum, line.spend) << when << ": (3)";
        EXPECT_TRUE(match_balance(problem, line) >= 0) << when << ": (5)";
        unpaid += line.gap;
      }
      const double gap = solution.x[program.groups().front().gap_column];
      EXPECT_NEAR(unpaid.wan(), gap, 40e-6) << when << ": no more than a few fen may turn into gap";
    };
    check("shared out");
    merge_sources(problem, lines);
    check("merged");
  }
}

/// 100 of a (share 8/10) and 100 of b (whole) for four works of 50: two by a at 40 and b 10 each, one a 20 ... : at most one work more than needed
/// has both. In proportion all four would.
TEST(PayLines, OneProjectAfterAnother) {
  const OneClass works({50'000'000, 50'000'000, 50'000'000, 50'000'000}, {{10, 0}, {10, 0}});
  const PlanningProblem problem(gallery::campaign_of(works.c), gallery::funding_of(works.c), works.c.settings);
  const SpendModel model(problem);
  MoneyProgram program(model, Schedule(5, 0), {});
  Eigen::VectorXd x = Eigen::VectorXd::Zero(program.lp().columns());
  for (const GroupColumn& column : program.groups().front().columns) x[column.column] = column.source.value == 0 ? 120 : 80;
  int amounts = 0;
  for (const PaidLine& line : pay_lines(program, x))
    for (const auto& [k, amount] : line.paid) amounts += amount.is_zero() ? 0 : 1;
  EXPECT_EQ(amounts, 5);  // Two by a, one by b, one by a (20) and b (30).
}

}  // namespace
}  // namespace liandong
