#include "model/funding/contract.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <random>

namespace liandong {
namespace {

constexpr int quarters = 4;
constexpr int months = 12;

Money wan(const char* text) { return Money::parse_wan(text).value(); }
Money yuan(double amount) { return Money::from_fen(std::llround(amount * 100)); }

std::vector<Rate> shares(std::initializer_list<int> tenths) {
  std::vector<Rate> list;
  for (const int tenth : tenths) list.push_back(Rate::percent(10 * tenth));
  return list;
}

Contract bt_at(Repayment repayment) {
  Contract terms;
  terms.repayment = repayment;
  terms.annual_rate = Rate::parse("7.68%").value();
  return terms;
}

std::vector<Draw> even_draws() {
  std::vector<Draw> draws;
  for (const int before : {3, 2, 1, 0}) draws.push_back({.before = before, .amount = wan("2500")});
  return draws;
}

std::vector<Money> amounts(const std::vector<Instalment>& instalments) {
  std::vector<Money> list;
  for (const Instalment& instalment : instalments) list.push_back(instalment.amount);
  return list;
}

Money sum(const std::vector<Instalment>& instalments) {
  Money total;
  for (const Instalment& instalment : instalments) total += instalment.amount;
  return total;
}

// 10,000 万元 drawn evenly over a year at 7.68 %: the average draw waits half a year, so 384 万元 of interest.
TEST(PriceBase, EvenDrawsInTheMiddleWaitHalfTheYear) {
  EXPECT_EQ(bt_price_base(bt_at(Repayment::given_shares), even_draws(), quarters), wan("10384"));
}

TEST(PriceBase, TimingMovesEveryDrawByHalfAPeriod) {
  Contract terms = bt_at(Repayment::given_shares);
  terms.draw_timing = DrawTiming::start;
  EXPECT_EQ(bt_price_base(terms, even_draws(), quarters), wan("10480")) << "10 quarters of 2500 in all";
  terms.draw_timing = DrawTiming::end;
  EXPECT_EQ(bt_price_base(terms, even_draws(), quarters), wan("10288")) << "6 quarters";
}

TEST(PriceBase, ConstructionReturnRunsOnTheDrawsAlone) {
  Contract terms = bt_at(Repayment::given_shares);
  terms.construction_return = Rate::percent(6);
  EXPECT_EQ(bt_price_base(terms, even_draws(), quarters), wan("10984"));
}

TEST(PriceBase, CompoundInterest) {
  Contract terms;
  terms.annual_rate = Rate::percent(10);
  terms.capitalisation = Capitalisation::compound;
  terms.draw_timing = DrawTiming::start;
  const std::vector<Draw> two_years{{.before = 7, .amount = wan("100")}};
  EXPECT_EQ(bt_price_base(terms, two_years, quarters), wan("121"));
  // 2500 x (1.0768^(7/8) + 1.0768^(5/8) + 1.0768^(3/8) + 1.0768^(1/8)) in fifty digits: 10379.11685067...
  terms = bt_at(Repayment::given_shares);
  terms.capitalisation = Capitalisation::compound;
  EXPECT_EQ(bt_price_base(terms, even_draws(), quarters), wan("10379.116851"));
}

TEST(PriceBase, RoundsOnceAtTheEnd) {
  Contract terms;
  terms.annual_rate = Rate::percent(10);
  terms.draw_timing = DrawTiming::end;
  // Three draws of one fen, one quarter each: 3 x 0.025 = 0.075 fen; nineteen more make 22 x 0.025 = 0.55 fen, one fen in all.
  EXPECT_EQ(bt_price_base(terms, std::vector<Draw>(3, {.before = 1, .amount = Money::from_fen(1)}), quarters), Money::from_fen(3));
  EXPECT_EQ(bt_price_base(terms, std::vector<Draw>(22, {.before = 1, .amount = Money::from_fen(1)}), quarters), Money::from_fen(23));
  EXPECT_EQ(bt_price_base(terms, std::vector<Draw>(20, {.before = 1, .amount = Money::from_fen(1)}), quarters), Money::from_fen(20))
      << "20.5 ties to even";
  EXPECT_EQ(bt_price_base(terms, {}, quarters), Money{});
}

// 4:3:3 at handover, one year and two years later: 4153.6; 3115.2 + 6230.4 x 7.68 %; 3115.2 + 3115.2 x 7.68 %.
TEST(Instalments, GivenShares) {
  Contract terms = bt_at(Repayment::given_shares);
  terms.shares = shares({4, 3, 3});
  const std::vector<Instalment> expected{
      {.after = 0, .amount = wan("4153.6")}, {.after = 4, .amount = wan("3593.69472")}, {.after = 8, .amount = wan("3354.44736")}};
  EXPECT_EQ(bt_instalments(terms, wan("10384"), quarters), expected);
  EXPECT_EQ(sum(expected), wan("11101.74208"));
}

TEST(Instalments, EqualPaymentOverFourYears) {
  Contract terms = bt_at(Repayment::equal_payment);
  terms.instalments = 4;
  terms.first_after = 4;
  const std::vector<Instalment> expected{{.after = 4, .amount = wan("3112.843863")},
                                         {.after = 8, .amount = wan("3112.843863")},
                                         {.after = 12, .amount = wan("3112.843863")},
                                         {.after = 16, .amount = wan("3112.843861")}};
  EXPECT_EQ(bt_instalments(terms, wan("10384"), quarters), expected);
}

TEST(Instalments, EqualPaymentFromTheHandoverOrAfterHalfAYear) {
  Contract terms = bt_at(Repayment::equal_payment);
  terms.instalments = 3;
  EXPECT_EQ(bt_instalments(terms, wan("10384"), quarters)[0].amount, wan("3720.370878")) << "an annuity-due";
  terms.first_after = 2;
  EXPECT_EQ(bt_instalments(terms, wan("10384"), quarters)[0].amount, wan("3863.233120"));
}

TEST(Instalments, EqualPrincipalOverFourYears) {
  Contract terms = bt_at(Repayment::equal_principal);
  terms.instalments = 4;
  terms.first_after = 4;
  const std::vector<Money> expected{wan("3393.4912"), wan("3194.1184"), wan("2994.7456"), wan("2795.3728")};
  EXPECT_EQ(amounts(bt_instalments(terms, wan("10384"), quarters)), expected);
}

struct PublishedLoan {
  double principal_yuan;
  const char* annual_rate;
  int instalments;
  double payment_yuan;
  double last_yuan;  ///< 0 = not published.
};

// Published level-payment loans, monthly: a bank's mortgage table, the same after two prepayments, and textbook cases.
TEST(Instalments, EqualPaymentAgreesWithPublishedLoans) {
  for (const PublishedLoan& loan :
       {PublishedLoan{1'249'000, "5.88%", 360, 7392.30, 0}, PublishedLoan{1'046'005.01, "5.88%", 242, 7389.47, 0},
        PublishedLoan{936'752.29, "5.88%", 198, 7402.25, 0}, PublishedLoan{100'000, "12%", 360, 1028.61, 0},
        PublishedLoan{398'483, "3.12%", 10, 40420.35, 40420.36}}) {
    Contract terms;
    terms.repayment = Repayment::equal_payment;
    terms.annual_rate = Rate::parse(loan.annual_rate).value();
    terms.instalments = loan.instalments;
    terms.interval = 1;
    terms.first_after = 1;
    const std::vector<Instalment> instalments = bt_instalments(terms, yuan(loan.principal_yuan), months);
    ASSERT_EQ(instalments.size(), static_cast<std::size_t>(loan.instalments));
    EXPECT_EQ(instalments.front().amount, yuan(loan.payment_yuan));
    EXPECT_TRUE(loan.last_yuan == 0 || instalments.back().amount == yuan(loan.last_yuan));
  }
}

TEST(Instalments, WithoutInterestTheyAreThePriceBase) {
  for (const Repayment repayment : {Repayment::given_shares, Repayment::equal_principal, Repayment::equal_payment}) {
    Contract terms;
    terms.repayment = repayment;
    terms.shares = shares({3, 3, 4});
    const Money base = Money::from_fen(1'000'001);
    EXPECT_EQ(sum(bt_instalments(terms, base, quarters)), base);
  }
}

Contract random_bt(std::mt19937_64& random) {
  Contract terms;
  terms.repayment = static_cast<Repayment>(random() % 3);
  terms.shares = std::vector<std::vector<Rate>>{shares({4, 3, 3}), shares({5, 3, 2}), shares({3, 3, 2, 2}), shares({10})}[random() % 4];
  terms.instalments =
      terms.repayment == Repayment::given_shares ? static_cast<int>(terms.shares.size()) : 1 + static_cast<int>(random() % 6);
  terms.interval = 1 + static_cast<int>(random() % 6);
  terms.first_after = static_cast<int>(random() % 5);
  terms.annual_rate = Rate::from_billionths(static_cast<std::int64_t>(random() % 150'000'000));
  terms.construction_return = Rate::percent(static_cast<std::int64_t>(random() % 12));
  terms.capitalisation = static_cast<Capitalisation>(random() % 2);
  terms.draw_timing = static_cast<DrawTiming>(random() % 3);
  return terms;
}

// Replayed as a bank would: interest on the balance since the last payment, less the payment; nothing is left after the last.
TEST(Instalments, PayTheDebtOffExactly) {
  std::mt19937_64 random(6);
  for (int i = 0; i < 5'000; ++i) {
    const Contract terms = random_bt(random);
    const Money base = Money::from_fen(static_cast<std::int64_t>(random() % 100'000'000'000));
    Money balance = base;
    int last = 0;
    for (const Instalment& instalment : bt_instalments(terms, base, quarters)) {
      balance += Money::muldiv(balance, terms.annual_rate.billionths() * (instalment.after - last), 4 * Rate::one_unit);
      balance -= instalment.amount;
      last = instalment.after;
    }
    EXPECT_TRUE(balance.is_zero()) << balance.fen();
  }
}

TEST(BtFactors, TimesDrawsGiveTheInstalments) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 5'000; ++i) {
    const Contract terms = random_bt(random);
    std::vector<Draw> draws;
    for (int before = 0; before < 6; ++before)
      draws.push_back({.before = before, .amount = Money::from_fen(static_cast<std::int64_t>(random() % 50'000'000'000))});
    const std::vector<Instalment> exact = bt_instalments(terms, bt_price_base(terms, draws, quarters), quarters);
    std::vector<double> expected(exact.size(), 0);
    for (const Draw& draw : draws) {
      const std::vector<double> factors = bt_factors(terms, draw.before, quarters);
      ASSERT_EQ(factors.size(), exact.size());
      for (std::size_t k = 0; k < factors.size(); ++k) expected[k] += factors[k] * static_cast<double>(draw.amount.fen());
    }
    for (std::size_t k = 0; k < exact.size(); ++k) EXPECT_NEAR(static_cast<double>(exact[k].amount.fen()), expected[k], 8);
  }
}

Contract bot(const char* profit, const char* discount, int years) {
  Contract terms;
  terms.kind = ContractKind::bot;
  terms.profit_rate = Rate::parse(profit).value();
  terms.discount_rate = Rate::parse(discount).value();
  terms.subsidy_years = years;
  return terms;
}

// C 11,500, m 6.5 %, d 4.5 %, N 25, O 600, U 547.5: first year 11500 x 1.065 x 1.045 / 25 + 600 x 1.065 - 547.5 = 603.4455.
TEST(BotSubsidy, TestVectorOverTwentyFiveYears) {
  const std::vector<Instalment> years = bot_subsidies(bot("6.5%", "4.5%", 25), wan("11500"), wan("600"), wan("547.5"), quarters);
  ASSERT_EQ(years.size(), 25U);
  EXPECT_EQ(years[0], (Instalment{.after = 4, .amount = wan("603.4455")}));
  EXPECT_EQ(years[1], (Instalment{.after = 8, .amount = wan("626.483048")}));
  EXPECT_EQ(years[9], (Instalment{.after = 40, .amount = wan("852.299720")}));
  EXPECT_EQ(years[24], (Instalment{.after = 100, .amount = wan("1563.862340")}));
  EXPECT_EQ(sum(years), wan("25102.458790"));
}

TEST(BotSubsidy, SmallerCasesByYear) {
  const std::vector<Instalment> gap = bot_subsidies(bot("6.5%", "4.5%", 10), wan("50000"), wan("1200"), wan("800"), 1);
  EXPECT_EQ(gap[0], (Instalment{.after = 1, .amount = wan("6042.625")}));
  EXPECT_EQ(gap[1].amount, wan("6293.033125"));
  EXPECT_EQ(gap[9].amount, wan("8747.562171"));
  const std::vector<Instalment> paid = bot_subsidies(bot("7%", "5%", 15), wan("120000"), wan("2500"), Money{}, 1);
  EXPECT_EQ(paid[0].amount, wan("11663"));
  EXPECT_EQ(paid[14].amount, wan("20470.625216"));
}

TEST(BotSubsidy, TheFirstExponentIsASetting) {
  Contract terms = bot("6.5%", "4.5%", 25);
  terms.first_exponent = 2;
  const std::vector<Instalment> later = bot_subsidies(terms, wan("11500"), wan("600"), wan("547.5"), quarters);
  EXPECT_EQ(later[0], (Instalment{.after = 4, .amount = wan("626.483048")})) << "dearer, on the same day";
}

TEST(BotSubsidy, FeesAboveCostLeaveNothingToPay) {
  const Contract terms = bot("0", "0", 10);
  EXPECT_EQ(bot_subsidies(terms, wan("1000"), wan("50"), wan("150"), quarters)[0].amount, Money{});
  EXPECT_EQ(bot_subsidies(terms, wan("1000"), wan("50"), wan("149.999999"), quarters)[0].amount, Money::from_fen(1));
  EXPECT_EQ(bot_subsidies(terms, wan("1000"), wan("50"), wan("400"), quarters)[0].amount, Money{}) << "the owner is never paid";
}

TEST(BotFactors, TimesCapitalGiveTheSubsidies) {
  const Contract terms = bot("6.5%", "4.5%", 25);
  const std::vector<Instalment> exact = bot_subsidies(terms, wan("11500"), wan("600"), wan("547.5"), quarters);
  const std::vector<double> factors = bot_factors(terms, 600.0 / 11500, 547.5 / 11500);
  ASSERT_EQ(factors.size(), exact.size());
  for (std::size_t k = 0; k < exact.size(); ++k) EXPECT_NEAR(factors[k] * 11500e6, static_cast<double>(exact[k].amount.fen()), 1);
}

}  // namespace
}  // namespace liandong
