#include "model/funding/funding.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <limits>

namespace liandong {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

const Horizon five_years{.first = Period(PeriodUnit::quarter, 2012, 0), .count = 20};
constexpr SourceId own{0};
constexpr SourceId bt{1};
constexpr SourceId bot{2};
constexpr UnitId city{0};

Money wan(std::int64_t amount) { return Money::from_fen(amount * Money::fen_per_wan); }
Period quarter(int year, int number) { return {PeriodUnit::quarter, year, number - 1}; }

/// A city's own money that repays one BT and one BOT line; nothing to complain about.
FundingTables sound() {
  FundingTables tables;
  Contract three_years{.key = "bt433", .kind = ContractKind::bt};
  three_years.shares = {Rate::percent(40), Rate::percent(30), Rate::percent(30)};
  three_years.annual_rate = Rate::parse("7.68%").value();
  three_years.row = 2;
  Contract concession{.key = "bot25", .kind = ContractKind::bot};
  concession.row = 3;
  tables.contracts = {three_years, concession};

  Source money;
  money.key = "city";
  money.owner = city;
  money.row = 2;
  Source built;
  built.key = "bt";
  built.channel = Channel::bt;
  built.level = FundLevel::market;
  built.contract = ContractId{0};
  built.repaid_by = own;
  built.row = 3;
  Source operated = built;
  operated.key = "bot";
  operated.channel = Channel::bot;
  operated.contract = ContractId{1};
  operated.row = 4;
  tables.sources = {money, built, operated};

  tables.inflows = {{.source = own, .period = quarter(2012, 1), .certainty = Certainty::in_account, .amount = wan(100), .row = 2},
                    {.source = own, .period = quarter(2012, 1), .certainty = Certainty::hoped, .amount = wan(20), .row = 3},
                    {.source = bt, .period = quarter(2012, 2), .certainty = Certainty::approved, .amount = wan(500), .row = 4}};
  for (int year = 2012; year <= 2016; ++year)
    tables.budgets.push_back({.unit = city,
                              .year = year,
                              .general_expenditure = wan(10'000 + 1'000 * (year - 2012)),
                              .committed_service = {},
                              .row = year - 2010});
  return tables;
}

struct Expected {
  const char* what;
  std::function<void(FundingTables&)> spoil;
  Severity severity;
  const char* code;
  const char* file;
  int row;
  const char* field;
};

TEST(Funding, SoundTablesRaiseNothing) {
  const Checked<Funding> funding = Funding::build(sound(), five_years);
  ASSERT_TRUE(funding.ok());
  EXPECT_THAT(funding.issues(), IsEmpty());
}

class OneMistake : public testing::TestWithParam<Expected> {};

TEST_P(OneMistake, IsFoundAtItsPlace) {
  const Expected& expected = GetParam();
  FundingTables tables = sound();
  expected.spoil(tables);
  const Checked<Funding> funding = Funding::build(tables, five_years);
  EXPECT_EQ(funding.ok(), expected.severity == Severity::warning);
  ASSERT_EQ(funding.issues().size(), 1U) << expected.what;
  const Issue& issue = funding.issues().front();
  EXPECT_EQ(issue.code, expected.code) << expected.what;
  EXPECT_EQ(issue.severity, expected.severity) << expected.what;
  EXPECT_EQ(issue.file, expected.file) << expected.what;
  EXPECT_EQ(issue.row, expected.row) << expected.what;
  EXPECT_EQ(issue.field, expected.field) << expected.what;
  for (const Text& text : {issue.sentence, issue.mend}) {
    EXPECT_FALSE(text.en.empty());
    EXPECT_FALSE(text.zh.empty());
  }
}

constexpr Severity error = Severity::error;
constexpr Severity warning = Severity::warning;
const Rate hair = Rate::from_billionths(1);
const Rate above_one = Rate::from_billionths(Rate::one_unit + 1);

INSTANTIATE_TEST_SUITE_P(
    Sources, OneMistake,
    testing::Values(Expected{"key twice", [](FundingTables& all) { all.sources[2].key = "bt"; }, error, "duplicate-key", "sources.csv", 4,
                             "id"},
                    Expected{"share above 1", [](FundingTables& all) { all.sources[0].max_share = above_one; }, error, "share-range",
                             "sources.csv", 2, "max_share"},
                    Expected{"share below 0", [](FundingTables& all) { all.sources[0].max_share = Rate::percent(-1); }, error,
                             "share-range", "sources.csv", 2, "max_share"},
                    Expected{"share 0", [](FundingTables& all) { all.sources[0].max_share = {}; }, warning, "share-zero", "sources.csv", 2,
                             "max_share"},
                    Expected{"match below 0", [](FundingTables& all) { all.sources[0].match_rate = Rate::percent(-1); }, error,
                             "match-range", "sources.csv", 2, "match_rate"},
                    Expected{"match above 10", [](FundingTables& all) { all.sources[0].match_rate = Rate::percent(1001); }, error,
                             "match-range", "sources.csv", 2, "match_rate"},
                    Expected{"carry-over above 1", [](FundingTables& all) { all.sources[0].carry_over = above_one; }, error,
                             "carry-over-range", "sources.csv", 2, "carry_over"},
                    Expected{"weight below 0", [](FundingTables& all) { all.sources[0].cost_weight = Rate::percent(-1); }, error,
                             "negative-weight", "sources.csv", 2, "cost_weight"},
                    Expected{"no such kind",
                             [](FundingTables& all) {
                               all.sources[0].kinds = {"hardware", "roads"};
                             },
                             error, "unknown-kind", "sources.csv", 2, "kinds"},
                    Expected{"BT without terms", [](FundingTables& all) { all.sources[1].contract = {}; }, error, "contract-missing",
                             "sources.csv", 3, "contract"},
                    Expected{"BT with BOT terms", [](FundingTables& all) { all.sources[1].contract = ContractId{1}; }, error,
                             "contract-kind", "sources.csv", 3, "contract"},
                    Expected{"terms that are not there", [](FundingTables& all) { all.sources[1].contract = ContractId{9}; }, error,
                             "unknown-reference", "sources.csv", 3, "contract"},
                    Expected{"nobody repays", [](FundingTables& all) { all.sources[2].repaid_by = {}; }, error, "contract-without-repayer",
                             "sources.csv", 4, "repaid_by"},
                    Expected{"repaid by BT", [](FundingTables& all) { all.sources[2].repaid_by = bt; }, error, "repayer-not-own-fiscal",
                             "sources.csv", 4, "repaid_by"},
                    Expected{"terms on fiscal money", [](FundingTables& all) { all.sources[0].contract = ContractId{0}; }, error,
                             "contract-on-other-channel", "sources.csv", 2, "contract"},
                    Expected{"fiscal money repaid", [](FundingTables& all) { all.sources[0].repaid_by = own; }, error,
                             "contract-on-other-channel", "sources.csv", 2, "repaid_by"}));

INSTANTIATE_TEST_SUITE_P(
    Contracts, OneMistake,
    testing::Values(
        Expected{"key twice", [](FundingTables& all) { all.contracts[1].key = "bt433"; }, error, "duplicate-key", "contracts.csv", 3, "id"},
        Expected{"shares below 1", [](FundingTables& all) { all.contracts[0].shares[2] = Rate::from_billionths(299'999'999); }, error,
                 "share-sum", "contracts.csv", 2, "shares"},
        Expected{"a share too few",
                 [](FundingTables& all) {
                   all.contracts[0].shares = {Rate::percent(50), Rate::percent(50)};
                 },
                 error, "share-count", "contracts.csv", 2, "shares"},
        Expected{"a share below 0",
                 [](FundingTables& all) {
                   all.contracts[0].shares = {Rate::percent(80), Rate::percent(40), Rate::percent(-20)};
                 },
                 error, "share-range", "contracts.csv", 2, "shares"},
        Expected{"7.68 for 7.68 %", [](FundingTables& all) { all.contracts[0].annual_rate = Rate::parse("7.68").value(); }, error,
                 "rate-above-one", "contracts.csv", 2, "annual_rate"},
        Expected{"a hair above 100 %", [](FundingTables& all) { all.contracts[0].annual_rate = above_one; }, error, "rate-above-one",
                 "contracts.csv", 2, "annual_rate"},
        Expected{"interest below 0", [](FundingTables& all) { all.contracts[0].annual_rate = Rate::percent(-1); }, error, "negative-rate",
                 "contracts.csv", 2, "annual_rate"},
        Expected{"no instalment",
                 [](FundingTables& all) {
                   all.contracts[0].repayment = Repayment::equal_payment;
                   all.contracts[0].instalments = 0;
                 },
                 error, "number-range", "contracts.csv", 2, "instalments"},
        Expected{"no interval", [](FundingTables& all) { all.contracts[0].interval = 0; }, error, "number-range", "contracts.csv", 2,
                 "interval"},
        Expected{"first before handover", [](FundingTables& all) { all.contracts[0].first_after = -1; }, error, "number-range",
                 "contracts.csv", 2, "first_after"},
        Expected{"a minimum below 0", [](FundingTables& all) { all.contracts[0].min_size = Money::from_fen(-1); }, error, "negative-amount",
                 "contracts.csv", 2, "min_size_wan"},
        Expected{"buy-back under 3 years", [](FundingTables& all) { all.contracts[0].interval = 3; }, warning, "buy-back-period",
                 "contracts.csv", 2, "instalments"},
        Expected{"buy-back over 5 years", [](FundingTables& all) { all.contracts[0].interval = 7; }, warning, "buy-back-period",
                 "contracts.csv", 2, "instalments"},
        Expected{"9 subsidy years", [](FundingTables& all) { all.contracts[1].subsidy_years = 9; }, warning, "concession-term",
                 "contracts.csv", 3, "subsidy_years"},
        Expected{"41 subsidy years", [](FundingTables& all) { all.contracts[1].subsidy_years = 41; }, warning, "concession-term",
                 "contracts.csv", 3, "subsidy_years"},
        Expected{"no subsidy year", [](FundingTables& all) { all.contracts[1].subsidy_years = 0; }, error, "number-range", "contracts.csv",
                 3, "subsidy_years"},
        Expected{"discount 4.5 for 4.5 %", [](FundingTables& all) { all.contracts[1].discount_rate = Rate::parse("4.5").value(); }, error,
                 "rate-above-one", "contracts.csv", 3, "discount_rate"}));

INSTANTIATE_TEST_SUITE_P(
    Amounts, OneMistake,
    testing::Values(Expected{"the same rung twice", [](FundingTables& all) { all.inflows[1].certainty = Certainty::in_account; }, error,
                             "duplicate-inflow", "inflows.csv", 3, "period"},
                    Expected{"inflow below 0", [](FundingTables& all) { all.inflows[2].amount = Money::from_fen(-1); }, error,
                             "negative-amount", "inflows.csv", 4, "amount_wan"},
                    Expected{"after the horizon", [](FundingTables& all) { all.inflows[2].period = quarter(2017, 1); }, warning,
                             "inflow-outside-horizon", "inflows.csv", 4, "period"},
                    Expected{"before the horizon", [](FundingTables& all) { all.inflows[2].period = quarter(2011, 4); }, warning,
                             "inflow-outside-horizon", "inflows.csv", 4, "period"},
                    Expected{"in months", [](FundingTables& all) { all.inflows[2].period = Period(PeriodUnit::month, 2012, 0); }, error,
                             "period-unit", "inflows.csv", 4, "period"},
                    Expected{"of nobody", [](FundingTables& all) { all.inflows[2].source = SourceId{7}; }, error, "unknown-reference",
                             "inflows.csv", 4, "source"},
                    Expected{"beyond counting",
                             [](FundingTables& all) { all.inflows[1].amount = Money::from_fen(std::numeric_limits<std::int64_t>::max()); },
                             error, "amount-too-large", "inflows.csv", 3, "amount_wan"},
                    Expected{"a year twice",
                             [](FundingTables& all) {
                               all.budgets.push_back(all.budgets[4]);
                               all.budgets.back().row = 7;
                             },
                             error, "duplicate-budget", "budgets.csv", 7, "year"},
                    Expected{"committed above all", [](FundingTables& all) { all.budgets[0].committed_service = wan(10'001); }, error,
                             "committed-above-expenditure", "budgets.csv", 2, "committed_service_wan"},
                    Expected{"yuan for 万元", [](FundingTables& all) { all.budgets[4].general_expenditure = wan(140'000'000); }, error,
                             "unit-slip", "budgets.csv", 6, "general_expenditure_wan"},
                    Expected{"four times", [](FundingTables& all) { all.budgets[4].general_expenditure = wan(4 * 13'000); }, warning,
                             "expenditure-jump", "budgets.csv", 6, "general_expenditure_wan"},
                    Expected{"a third", [](FundingTables& all) { all.budgets[4].general_expenditure = wan(4'000); }, warning,
                             "expenditure-jump", "budgets.csv", 6, "general_expenditure_wan"},
                    Expected{"26 % more", [](FundingTables& all) { all.budgets[4].general_expenditure = wan(16'380); }, warning,
                             "expenditure-growth", "budgets.csv", 6, "general_expenditure_wan"},
                    Expected{"no budget at all", [](FundingTables& all) { all.budgets.clear(); }, warning, "budget-years-missing",
                             "budgets.csv", 0, "year"}));

TEST(Funding, TheOtherSideOfEachLimitIsSilent) {
  FundingTables tables = sound();
  tables.sources[0].max_share = hair;
  tables.sources[0].match_rate = Rate::percent(1000);
  tables.sources[0].carry_over = {};
  tables.sources[0].kinds = {"software", "management"};
  tables.contracts[0].annual_rate = Rate::one();
  tables.contracts[0].interval = 6;  // 4.5 years
  tables.contracts[1].subsidy_years = 40;
  tables.inflows[2].period = quarter(2016, 4);
  tables.budgets[0].committed_service = wan(10'000);
  tables.budgets[4].general_expenditure = wan(16'250);  // 25 % up on 13,000
  tables.budgets.erase(tables.budgets.begin() + 4);     // the last year may be left to growth
  const Checked<Funding> funding = Funding::build(tables, five_years);
  ASSERT_TRUE(funding.ok());
  EXPECT_THAT(funding.issues(), IsEmpty());
}

TEST(Funding, NamesTheMissingYears) {
  FundingTables tables = sound();
  tables.budgets.erase(tables.budgets.begin() + 2);
  tables.budgets.erase(tables.budgets.begin());
  const Checked<Funding> funding = Funding::build(tables, five_years);
  ASSERT_EQ(funding.issues().size(), 1U);
  EXPECT_THAT(funding.issues()[0].sentence.en, HasSubstr("2012, 2014:"));
  EXPECT_THAT(funding.issues()[0].sentence.zh, HasSubstr("2012、2014 年"));
  EXPECT_EQ(funding->general_expenditure(city, 2014, Rate::percent(5)), std::nullopt) << "a hole is unknown, not interpolated";
}

TEST(Funding, CollectsEveryIssue) {
  FundingTables tables = sound();
  tables.sources[0].max_share = above_one;
  tables.contracts[0].interval = 0;
  tables.inflows[0].amount = Money::from_fen(-1);
  tables.budgets[0].committed_service = Money::from_fen(-1);
  EXPECT_EQ(Funding::build(tables, five_years).issues().size(), 4U);
}

TEST(Funding, ALocalFundWithoutOwnerCannotRepay) {
  FundingTables tables = sound();
  tables.sources[0].owner = {};
  const Checked<Funding> funding = Funding::build(tables, five_years);
  EXPECT_FALSE(funding.ok());
  EXPECT_EQ(funding.issues().size(), 3U) << "a warning on the fund, an error on each contract";
}

TEST(Funding, CountsMoneyAtLeastAsCertain) {
  const Checked<Funding> funding = Funding::build(sound(), five_years);
  const auto first = [&](Certainty level) { return funding->inflow(own, five_years, level)[0]; };
  EXPECT_EQ(first(Certainty::in_account), wan(100));
  EXPECT_EQ(first(Certainty::applied), wan(100));
  EXPECT_EQ(first(Certainty::hoped), wan(120));
  EXPECT_EQ(funding->inflow(bt, five_years, Certainty::issued)[1], Money{});
  EXPECT_EQ(funding->inflow(bt, five_years, Certainty::approved)[1], wan(500));
  EXPECT_EQ(funding->inflow(bot, five_years, Certainty::hoped), std::vector<Money>(20));
}

TEST(Funding, ExpenditureGrowsAfterTheLastYearOnly) {
  const Checked<Funding> funding = Funding::build(sound(), five_years);
  EXPECT_EQ(funding->general_expenditure(city, 2016, Rate::percent(5)), wan(14'000));
  EXPECT_EQ(funding->general_expenditure(city, 2017, Rate::percent(5)), wan(14'700));
  EXPECT_EQ(funding->general_expenditure(city, 2018, Rate::percent(5)), wan(15'435));
  EXPECT_EQ(funding->general_expenditure(city, 2011, Rate::percent(5)), std::nullopt);
  EXPECT_EQ(funding->general_expenditure(UnitId{1}, 2013, Rate::percent(5)), std::nullopt);
  EXPECT_EQ(funding->committed_service(city, 2040), Money{});
}

TEST(Funding, GrowthIsRoundedHalfToEvenEachYear) {
  FundingTables tables = sound();
  tables.budgets = {{.unit = city, .year = 2012, .general_expenditure = Money::from_fen(50), .committed_service = {}, .row = 2}};
  const Checked<Funding> funding = Funding::build(tables, five_years);
  EXPECT_EQ(funding->general_expenditure(city, 2013, Rate::percent(5)), Money::from_fen(52)) << "52.5";
  EXPECT_EQ(funding->general_expenditure(city, 2014, Rate::percent(5)), Money::from_fen(55)) << "54.6, not 55.125";
}

}  // namespace
}  // namespace liandong
