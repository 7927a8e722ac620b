#include "model/verify/verify.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <random>

#include "tests/model/verify/made_plan.hpp"
#include "tests/support/gallery_builder.hpp"
#include "tests/support/random_campaign.hpp"

namespace liandong {
namespace {

using test::expect_found;
using test::fen;
using test::Made;
using test::make;
using test::of_gallery;
using test::sentences;

const Made& small() {
  static const Made made = [] {
    Checked<CampaignFile> input = read_campaign(std::filesystem::path(LIANDONG_SOURCE_DIR) / "tests/support/campaigns/small");
    return make(*std::move(input), "small");
  }();
  return made;
}

template <class Rows, class Wanted>
auto& row_where(Rows& rows, Wanted wanted) {
  const auto found = std::find_if(rows.begin(), rows.end(), wanted);
  if (found == rows.end()) throw std::runtime_error("the plan has no such row");
  return *found;
}

ScheduleRow& node(PlanFiles& plan, const std::string& key) {
  return row_where(plan.schedule, [&](const ScheduleRow& row) { return row.node == key; });
}

TEST(VerifyPlan, GoodPlansHold) {
  const VerifyReport report = verify_plan(small().input, small().plan);
  EXPECT_TRUE(report.holds()) << sentences(report);
  EXPECT_GT(report.proven_bound, 0);
  EXPECT_LE(report.proven_bound, report.objective);
}

class GalleryPlan : public testing::TestWithParam<std::string> {};

TEST_P(GalleryPlan, HoldsAndCostsWhatTheHandSays) {
  const gallery::Case& problem = gallery::find(GetParam());
  const Made made = of_gallery(GetParam());
  const VerifyReport report = verify_plan(made.input, made.plan);
  EXPECT_TRUE(report.holds()) << sentences(report);
  EXPECT_GE(report.objective, problem.objective - 1e-6);
  EXPECT_LE(report.proven_bound, problem.objective + 1e-6);
}

std::vector<std::string> names() {
  std::vector<std::string> found;
  for (const gallery::Case& problem : gallery::cases()) found.push_back(problem.name);
  return found;
}

INSTANTIATE_TEST_SUITE_P(Gallery, GalleryPlan, testing::ValuesIn(names()), [](const auto& test) {
  std::string name = test.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

TEST(Tampered, FenMovedBetweenSources) {
  expect_found(
      small(),
      [](PlanFiles& plan) {
        auto& first = plan.allocation.front();
        auto& other = row_where(plan.allocation, [&](const AllocationRow& row) { return row.source != first.source; });
        first.amount -= fen;
        other.amount += fen;
      },
      6, "balances.csv", "What is drawn of source");
}

TEST(Tampered, FenLost) {
  expect_found(
      small(), [](PlanFiles& plan) { plan.allocation.front().amount -= fen; }, 3, "allocation.csv", "sources and gap add up to");
}

TEST(Tampered, AllocationRowRemoved) {
  expect_found(
      small(), [](PlanFiles& plan) { plan.allocation.erase(plan.allocation.begin()); }, 3, "allocation.csv", "sources and gap add up to");
}

TEST(Tampered, GapRowRemoved) {
  const Made made = of_gallery("waiting");
  const Made short_of_money = of_gallery("not-waiting");
  ASSERT_TRUE(made.plan.gap.empty());
  expect_found(
      short_of_money, [](PlanFiles& plan) { plan.gap.erase(plan.gap.begin()); }, 3, "allocation.csv", "add up to");
}

TEST(Tampered, GapUnderstated) {
  expect_found(
      of_gallery("not-waiting"), [](PlanFiles& plan) { plan.gap.front().amount -= fen; }, 3, "allocation.csv", "add up to");
}

TEST(Tampered, NegativePayment) {
  expect_found(
      small(), [](PlanFiles& plan) { plan.allocation.front().amount = -plan.allocation.front().amount; }, 3, "allocation.csv",
      "only amounts above zero");
}

TEST(Tampered, StartBeforePredecessor) {
  expect_found(
      of_gallery("every-link"),
      [](PlanFiles& plan) {
        for (ScheduleRow* row : {&node(plan, "d")}) row->start = row->finish = row->start->plus(-1);
      },
      2, "schedule.csv", "Project d starts in 2016, before project b finishes (2016).");
}

TEST(Tampered, FinishToFinishBroken) {
  expect_found(
      of_gallery("every-link"),
      [](PlanFiles& plan) {
        for (ScheduleRow* row : {&node(plan, "c")}) row->start = row->finish = row->start->plus(-1);
      },
      2, "schedule.csv", "Project c is complete in 2016; project b being complete in 2016, it cannot be before 2017.");
}

TEST(Tampered, PredecessorNeverBuilt) {
  expect_found(
      of_gallery("every-link"),
      [](PlanFiles& plan) {
        auto& row = node(plan, "a");
        row.start.reset();
        row.finish.reset();
      },
      2, "schedule.csv", "which comes before it, never is");
}

TEST(Tampered, StartBeforeEarliest) {
  expect_found(
      of_gallery("carry-over"), [](PlanFiles& plan) { node(plan, "a").start = node(plan, "a").finish = Period(PeriodUnit::year, 2012, 0); },
      1, "schedule.csv", "before its earliest start (2013)");
}

TEST(Tampered, DurationShortened) {
  expect_found(
      of_gallery("money-suffices"), [](PlanFiles& plan) { node(plan, "a").finish = node(plan, "a").start; }, 1, "schedule.csv",
      "takes 2 periods");
}

TEST(Tampered, StageImproved) {
  expect_found(
      of_gallery("waiting"), [](PlanFiles& plan) { node(plan, "first").finish = Period(PeriodUnit::year, 2012, 0); }, 2, "schedule.csv",
      "Stage first is complete in 2012");
}

TEST(Tampered, StageDelayed) {
  expect_found(
      of_gallery("waiting"), [](PlanFiles& plan) { node(plan, "first").finish = Period(PeriodUnit::year, 2014, 0); }, 2, "schedule.csv",
      "reached in 2013 by what it waits for, but stated as 2014");
}

TEST(Tampered, StageNeverThoughReached) {
  expect_found(
      of_gallery("waiting"), [](PlanFiles& plan) { node(plan, "first").finish.reset(); }, 2, "schedule.csv", "but stated as never");
}

TEST(Tampered, DeadlineAltered) {
  expect_found(
      of_gallery("waiting"), [](PlanFiles& plan) { node(plan, "first").deadline = Period(PeriodUnit::year, 2013, 0); }, 10, "schedule.csv",
      "Stage first is due by 2012, not by 2013.");
}

TEST(Tampered, LatenessUnderstated) {
  expect_found(
      of_gallery("waiting"), [](PlanFiles& plan) { node(plan, "first").late = 0; }, 10, "schedule.csv", "1 periods late, not 0");
}

TEST(Tampered, TaskDates) {
  expect_found(
      of_gallery("waiting"), [](PlanFiles& plan) { node(plan, "first-task").finish = Period(PeriodUnit::year, 2012, 0); }, 0,
      "schedule.csv", "task first-task are not those");
}

TEST(Tampered, ScheduleRowMissing) {
  expect_found(
      small(), [](PlanFiles& plan) { plan.schedule.erase(plan.schedule.begin()); }, 1, "schedule.csv", "has no row in the schedule");
}

TEST(Tampered, SourceOverdrawn) {
  expect_found(
      of_gallery("one-source-short"),
      [](PlanFiles& plan) {
        auto& gap = plan.gap.front();
        auto& payment = row_where(plan.allocation, [&](const AllocationRow& row) { return row.period == gap.period; });
        payment.amount += gap.amount;
        plan.gap.clear();
      },
      6, "balances.csv", "more than it holds in 2013");
}

TEST(Tampered, ShareExceeded) {
  expect_found(
      of_gallery("share-limit"),
      [](PlanFiles& plan) {
        row_where(plan.allocation, [](const AllocationRow& row) { return row.source == "bundled"; }).amount += fen * 100;
        row_where(plan.allocation, [](const AllocationRow& row) { return row.source == "own"; }).amount -= fen * 100;
      },
      4, "allocation.csv", "above its largest share of 60.000000 万元");
}

TEST(Tampered, MatchBroken) {
  expect_found(
      of_gallery("match-short"),
      [](PlanFiles& plan) {
        row_where(plan.allocation, [](const AllocationRow& row) { return row.source == "bundled"; }).amount += fen * 1'000'000;
        plan.gap.front().amount -= fen * 1'000'000;
      },
      5, "allocation.csv", "asks for a local match");
}

/// A project of 100 that two builders could pay, one up to 50, one, which signs for 30 at least, up to 60.
Made two_builders() {
  gallery::Builder builder("two-builders", PeriodUnit::year, 2, Rate{});
  const ProjectId hall = builder.project("hall", {.spend = {100}, .sector = "culture", .bt = true});
  const SourceId own = builder.source("own", {.inflow = {0, 200}});
  Contract terms;
  terms.instalments = 1;
  terms.shares = {Rate::one()};
  terms.first_after = 1;
  terms.min_size = gallery::wan(30);
  builder.contract("bt-a", 50, own, terms);
  builder.contract("bt-b", 60, own, terms);
  builder.budget({0}, 2012, 10000);
  builder.budget({0}, 2013, 10000);
  builder.stage("title", {.needs = {hall}});
  const gallery::Case& c = builder.unsolved();
  return make(
      {.campaign = gallery::campaign_of(c), .funding = gallery::funding_of(c), .settings = c.settings, .input_hash = "", .scenario = {}},
      c.name);
}

TEST(VerifyPlan, ContractsWithMinimaHold) {
  const Made made = two_builders();
  const VerifyReport report = verify_plan(made.input, made.plan);
  EXPECT_TRUE(report.holds()) << sentences(report);
  EXPECT_EQ(std::count_if(made.plan.allocation.begin(), made.plan.allocation.end(),
                          [](const AllocationRow& row) { return row.source.starts_with("bt"); }),
            2);
}

/// Random campaigns with minima around what their projects could take, some out of reach: plans hold, whatever that costs.
class RandomMinima : public testing::TestWithParam<int> {};

TEST_P(RandomMinima, HoldToTheFen) {
  gallery::Case c = gallery::random_case({.seed = static_cast<std::uint64_t>(GetParam())});
  std::mt19937 random(static_cast<unsigned>(GetParam()));
  for (Contract& terms : c.funding.contracts) terms.min_size = Money::from_fen(static_cast<std::int64_t>(random() % 100) * 1'000'003);
  const Made made = make(
      {.campaign = gallery::campaign_of(c), .funding = gallery::funding_of(c), .settings = c.settings, .input_hash = "", .scenario = {}},
      "minima" + std::to_string(GetParam()));
  const VerifyReport report = verify_plan(made.input, made.plan);
  EXPECT_TRUE(report.holds()) << sentences(report);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomMinima, testing::Range(1, 25));

TEST(Tampered, ContractBelowItsMinimum) {
  const auto draw = [](std::int64_t amount) {
    return [amount](PlanFiles& plan) {
      AllocationRow& row = row_where(plan.allocation, [](const AllocationRow& r) { return r.source == "bt-b"; });
      plan.gap.push_back({.project = "hall", .period = row.period, .amount = row.amount - Money::from_fen(amount)});
      row.amount = Money::from_fen(amount);
    };
  };
  expect_found(two_builders(), draw(29'999'999), 14, "allocation.csv", "asks for 30.000000 万元 at least");
  expect_found(two_builders(), draw(29'999'999), 0, "compliance.csv", "Rule contract is broken by the plan");
  Made least = two_builders();
  draw(30'000'000)(least.plan);
  for (const Finding& finding : verify_plan(least.input, least.plan).findings) EXPECT_NE(finding.constraint, 14) << finding.sentence.en;
}

TEST(Tampered, IneligibleSource) {
  expect_found(
      of_gallery("strive-dropped"),
      [](PlanFiles& plan) {
        const Period when = *node(plan, "duty").start;
        node(plan, "wish").start = node(plan, "wish").finish = when;
        plan.allocation.push_back({.project = "wish", .source = "own", .period = when, .amount = fen, .row = 99});
      },
      9, "allocation.csv", "Source own may not pay for project wish");
}

TEST(Tampered, BtAfterTheBan) {
  expect_found(
      of_gallery("bt-ban"),
      [](PlanFiles& plan) {
        auto& gap = row_where(plan.gap, [](const GapRow& row) { return row.project == "hall"; });
        plan.allocation.push_back({.project = "hall", .source = "bt", .period = gap.period, .amount = gap.amount, .row = 99});
        plan.gap.clear();
      },
      9, "allocation.csv", "Source bt may not pay for project hall when it starts in 2013Q1.");
}

TEST(Tampered, ComplianceDeniesTheBan) {
  expect_found(
      of_gallery("bt-ban"),
      [](PlanFiles& plan) {
        auto& gap = row_where(plan.gap, [](const GapRow& row) { return row.project == "hall"; });
        plan.allocation.push_back({.project = "hall", .source = "bt", .period = gap.period, .amount = gap.amount, .row = 99});
        plan.gap.clear();
      },
      0, "compliance.csv", "Rule BT1 is broken by the plan, but the sheet says otherwise.");
}

TEST(Tampered, InstalmentChanged) {
  expect_found(
      of_gallery("bt-4-3-3"), [](PlanFiles& plan) { plan.debt_service[1].amount -= fen; }, 7, "debt_service.csv",
      "The instalment of project a for bt in 2014 is");
}

TEST(Tampered, InstalmentBeyondTheHorizonMissing) {
  expect_found(
      of_gallery("bt-4-3-3"), [](PlanFiles& plan) { plan.debt_service.pop_back(); }, 7, "debt_service.csv", "for bt in 2015 is missing");
}

TEST(Tampered, InstalmentInvented) {
  expect_found(
      of_gallery("bt-4-3-3"),
      [](PlanFiles& plan) {
        plan.debt_service.push_back(plan.debt_service.back());
        plan.debt_service.back().period = plan.debt_service.back().period.plus(1);
      },
      7, "debt_service.csv", "in 2016 is 0.000000 万元");
}

TEST(Tampered, AnotherPayer) {
  expect_found(
      of_gallery("bt-4-3-3"), [](PlanFiles& plan) { plan.debt_service.front().payer = "bt"; }, 7, "debt_service.csv",
      "own repays bt, not bt");
}

TEST(Tampered, AffordabilityServiceUnderstated) {
  expect_found(
      of_gallery("affordability"),
      [](PlanFiles& plan) { row_where(plan.affordability, [](const AffordabilityRow& row) { return row.year == 2013; }).service -= fen; },
      8, "affordability.csv", "The debt service of city in 2013 is");
}

TEST(Tampered, CeilingInflated) {
  expect_found(
      of_gallery("affordability"),
      [](PlanFiles& plan) { row_where(plan.affordability, [](const AffordabilityRow& row) { return row.year == 2013; }).ceiling += fen; },
      8, "affordability.csv", "The ceiling on debt service of city in 2013 is 40.000000 万元, not 40.000001 万元.");
}

TEST(Tampered, CeilingExceeded) {
  const auto more_bt = [](PlanFiles& plan) {
    row_where(plan.allocation, [](const AllocationRow& row) { return row.source == "bt"; }).amount += Money::from_fen(1'000'000);
    plan.gap.front().amount -= Money::from_fen(1'000'000);
  };
  expect_found(of_gallery("affordability"), more_bt, 8, "affordability.csv", "above the ceiling of 40.000000 万元");
  expect_found(of_gallery("affordability"), more_bt, 0, "compliance.csv", "Rule P1 is broken by the plan");
}

TEST(Tampered, BalanceAltered) {
  expect_found(
      small(), [](PlanFiles& plan) { plan.balances.back().balance += fen; }, 6, "balances.csv", "The balance of source");
}

TEST(Tampered, InflowInflated) {
  expect_found(
      small(), [](PlanFiles& plan) { plan.balances.front().inflow += fen; }, 6, "balances.csv", "The inflow of source");
}

TEST(Tampered, BalanceRowMissing) {
  expect_found(
      small(), [](PlanFiles& plan) { plan.balances.pop_back(); }, 6, "balances.csv", "is missing");
}

TEST(Tampered, MultiplierChanged) {
  expect_found(
      of_gallery("one-source-short"),
      [](PlanFiles& plan) {
        for (double& value : plan.certificate.cash.at("own")) value = 0;
      },
      13, "certificate.json", "its multipliers prove only");
}

TEST(Tampered, MultiplierNegative) {
  expect_found(
      small(), [](PlanFiles& plan) { plan.certificate.cash.begin()->second.front() = -0.5; }, 11, "certificate.json",
      "multipliers are not negative");
}

TEST(Tampered, MultiplierMissing) {
  expect_found(
      small(), [](PlanFiles& plan) { plan.certificate.cash.begin()->second.pop_back(); }, 11, "certificate.json",
      "does not have one multiplier for each period");
}

TEST(Tampered, BoundInflated) {
  expect_found(
      of_gallery("one-source-short"),
      [](PlanFiles& plan) {
        plan.certificate.bound *= 1 + 1e-8;
        plan.summary.bound = plan.certificate.bound;
      },
      13, "certificate.json", "its multipliers prove only");
}

TEST(Tampered, BoundModest) {
  expect_found(
      of_gallery("one-source-short"), [](PlanFiles& plan) { plan.certificate.bound *= 1 - 2e-6; }, 13, "certificate.json",
      "its multipliers prove more");
}

TEST(Tampered, ObjectiveDeflated) {
  expect_found(
      small(), [](PlanFiles& plan) { plan.certificate.objective *= 1 - 2e-9; }, 10, "certificate.json", "What the plan costs is");
  expect_found(
      small(), [](PlanFiles& plan) { plan.summary.objective *= 1 - 2e-9; }, 10, "plan.json", "What the plan costs is");
}

TEST(Tampered, PartOfTheObjective) {
  expect_found(
      small(), [](PlanFiles& plan) { plan.summary.parts.at("gap") += 0.01; }, 10, "plan.json", "The part gap of the objective");
}

TEST(Tampered, RelativeGap) {
  expect_found(
      small(),
      [](PlanFiles& plan) {
        plan.certificate.relative_gap *= 0.99;
        plan.certificate.relative_gap -= 1e-6;
      },
      13, "certificate.json", "The relative gap");
}

TEST(Tampered, CalledProven) {
  expect_found(
      small(),
      [](PlanFiles& plan) {
        plan.certificate.bound -= 0.5 * std::abs(plan.certificate.bound);
        plan.summary.outcome = "proven";
      },
      13, "plan.json", "is called proven");
}

TEST(Tampered, InputHash) {
  expect_found(
      small(), [](PlanFiles& plan) { plan.summary.provenance.input_hash.front() ^= 1; }, 0, "plan.json", "made from other input");
}

TEST(Tampered, OtherScenario) {
  expect_found(
      small(), [](PlanFiles& plan) { plan.summary.provenance.scenario = "best"; }, 0, "plan.json", "is for scenario \"best\"");
}

TEST(Tampered, UnknownKeys) {
  expect_found(
      small(), [](PlanFiles& plan) { plan.allocation.front().project = "atlantis"; }, 0, "allocation.csv", "no project \"atlantis\"");
  expect_found(
      small(), [](PlanFiles& plan) { plan.allocation.front().source = "lottery"; }, 0, "allocation.csv", "no source \"lottery\"");
  expect_found(
      small(), [](PlanFiles& plan) { plan.schedule.front().node = "atlantis"; }, 0, "schedule.csv", "no node \"atlantis\"");
}

TEST(Tampered, DuplicateRows) {
  expect_found(
      small(), [](PlanFiles& plan) { plan.allocation.push_back(plan.allocation.front()); }, 0, "allocation.csv", "is stated twice");
  expect_found(
      small(), [](PlanFiles& plan) { plan.schedule.push_back(plan.schedule.front()); }, 0, "schedule.csv", "is stated twice");
  expect_found(
      small(), [](PlanFiles& plan) { plan.balances.push_back(plan.balances.front()); }, 0, "balances.csv", "is stated twice");
}

TEST(Tampered, OutsideTheHorizon) {
  expect_found(
      small(), [](PlanFiles& plan) { plan.allocation.front().period = Period(PeriodUnit::quarter, 2030, 0); }, 1, "allocation.csv",
      "2030Q1 lies outside the horizon");
  expect_found(
      small(), [](PlanFiles& plan) { plan.allocation.front().period = Period(PeriodUnit::year, 2012, 0); }, 1, "allocation.csv",
      "2012 lies outside the horizon");
}

TEST(Tampered, Prices) {
  expect_found(
      small(), [](PlanFiles& plan) { plan.prices.pop_back(); }, 0, "prices.csv", "is missing");
  expect_found(
      small(), [](PlanFiles& plan) { plan.prices.front().value = -1; }, 0, "prices.csv", "it cannot");
  expect_found(
      small(), [](PlanFiles& plan) { plan.prices.front().range_low = 5; }, 0, "prices.csv", "not valid where it is quoted");
}

TEST(Tampered, ComplianceRowRemoved) {
  expect_found(
      small(), [](PlanFiles& plan) { plan.compliance.clear(); }, 0, "compliance.csv", "Rule BT1 has no row");
}

}  // namespace
}  // namespace liandong
