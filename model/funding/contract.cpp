#include "model/funding/contract.hpp"

#include <algorithm>
#include <cmath>

#include "model/core/wide.hpp"
#include "model/funding/repayment.hpp"

namespace liandong {
namespace {

/// Half periods of interest on a draw up to the handover at the end of the completion period.
int half_periods(const Contract& terms, int before) {
  switch (terms.draw_timing) {
    case DrawTiming::start: return 2 * before + 2;
    case DrawTiming::middle: return 2 * before + 1;
    case DrawTiming::end: break;
  }
  return 2 * before;
}

int instalment_count(const Contract& terms) {
  return terms.repayment == Repayment::given_shares ? static_cast<int>(terms.shares.size()) : terms.instalments;
}

/// Periods over which instalment i bears interest: since the handover, or since the instalment before.
int periods_of_interest(const Contract& terms, int i) { return i == 0 ? terms.first_after : terms.interval; }

/// Simple interest within an interval, contracts.md (3).
Money interest(Money outstanding, Rate annual_rate, int periods, int periods_per_year) {
  return Money::muldiv(outstanding, annual_rate.billionths() * periods, Rate::one_unit * periods_per_year);
}

/// A level instalment per yuan of price base, contracts.md (4): the debt at the first instalment is paid by an annuity-due.
long double level_payment(const Contract& terms, int periods_per_year) {
  const auto years = [&](int periods) { return static_cast<long double>(periods) / static_cast<long double>(periods_per_year); };
  const long double annual = static_cast<long double>(terms.annual_rate.billionths()) / static_cast<long double>(Rate::one_unit);
  const long double step = annual * years(terms.interval);
  const auto n = static_cast<long double>(terms.instalments);
  if (step == 0) return 1 / n;
  const long double debt = 1 + annual * years(terms.first_after);
  const long double annuity = -std::expm1(-n * std::log1p(step)) / step;
  return debt / (annuity * (1 + step));
}

Money price_base_simple(const Contract& terms, std::span<const Draw> draws, int periods_per_year) {
  const Int128 unit = static_cast<Int128>(Rate::one_unit) * 2 * periods_per_year;
  Int128 total = 0;
  for (const Draw& draw : draws) {
    const Int128 factor = unit + static_cast<Int128>(terms.annual_rate.billionths()) * half_periods(terms, draw.before) +
                          static_cast<Int128>(terms.construction_return.billionths()) * 2 * periods_per_year;
    total += draw.amount.fen() * factor;
  }
  return whole_fen(divide_half_even(total, unit));
}

long double compound_growth(const Contract& terms, int before, int periods_per_year) {
  const long double annual = static_cast<long double>(terms.annual_rate.billionths()) / static_cast<long double>(Rate::one_unit);
  return std::pow(1 + annual, static_cast<long double>(half_periods(terms, before)) / static_cast<long double>(2 * periods_per_year));
}

/// (1+m)(1+d)^n / N and 1+m of contracts.md (5).
long double subsidy_capital_factor(const Contract& terms, int year) {
  const auto one = static_cast<long double>(Rate::one_unit);
  const long double discount = 1 + static_cast<long double>(terms.discount_rate.billionths()) / one;
  const long double margin = 1 + static_cast<long double>(terms.profit_rate.billionths()) / one;
  return margin * std::pow(discount, static_cast<long double>(terms.first_exponent + year)) / static_cast<long double>(terms.subsidy_years);
}

long double profit_factor(const Contract& terms) {
  return 1 + static_cast<long double>(terms.profit_rate.billionths()) / static_cast<long double>(Rate::one_unit);
}

}  // namespace

Money bt_price_base(const Contract& terms, std::span<const Draw> draws, int periods_per_year) {
  if (terms.capitalisation == Capitalisation::simple) return price_base_simple(terms, draws, periods_per_year);
  const long double agreed = static_cast<long double>(terms.construction_return.billionths()) / static_cast<long double>(Rate::one_unit);
  long double total = 0;
  for (const Draw& draw : draws)
    total += static_cast<long double>(draw.amount.fen()) * (compound_growth(terms, draw.before, periods_per_year) + agreed);
  return nearest_fen(total);
}

std::vector<Instalment> bt_instalments(const Contract& terms, Money price_base, int periods_per_year) {
  std::vector<Instalment> instalments(static_cast<std::size_t>(instalment_count(terms)));
  bt_instalments(terms, price_base, periods_per_year, instalments);
  return instalments;
}

int bt_instalments(const Contract& terms, Money price_base, int periods_per_year, std::span<Instalment> out) {
  const int count = instalment_count(terms);
  const Money level = terms.repayment == Repayment::equal_payment
                          ? nearest_fen(static_cast<long double>(price_base.fen()) * level_payment(terms, periods_per_year))
                          : Money{};
  Money outstanding = price_base;
  for (int i = 0; i < count; ++i) {
    const Money due = interest(outstanding, terms.annual_rate, periods_of_interest(terms, i), periods_per_year);
    Money principal = outstanding;  // the last part takes what rounding left
    if (i + 1 < count) {
      switch (terms.repayment) {
        case Repayment::given_shares: principal = terms.shares[static_cast<std::size_t>(i)].of(price_base); break;
        case Repayment::equal_principal: principal = Money::muldiv(price_base, 1, count); break;
        case Repayment::equal_payment: principal = level - due; break;
      }
    }
    out[static_cast<std::size_t>(i)] = {.after = terms.first_after + i * terms.interval, .amount = principal + due};
    outstanding -= principal;
  }
  return count;
}

std::vector<double> bt_factors(const Contract& terms, int before, int periods_per_year) {
  const double annual = terms.annual_rate.value();
  const double growth = terms.capitalisation == Capitalisation::simple
                            ? 1 + annual * half_periods(terms, before) / (2.0 * periods_per_year)
                            : static_cast<double>(compound_growth(terms, before, periods_per_year));
  const double base = growth + terms.construction_return.value();
  const int count = instalment_count(terms);
  std::vector<double> factors;
  double outstanding = 1;
  for (int i = 0; i < count; ++i) {
    const double due = outstanding * annual * periods_of_interest(terms, i) / periods_per_year;
    double principal = outstanding;
    if (i + 1 < count) {
      switch (terms.repayment) {
        case Repayment::given_shares: principal = terms.shares[static_cast<std::size_t>(i)].value(); break;
        case Repayment::equal_principal: principal = 1.0 / count; break;
        case Repayment::equal_payment: principal = static_cast<double>(level_payment(terms, periods_per_year)) - due; break;
      }
    }
    factors.push_back(base * (principal + due));
    outstanding -= principal;
  }
  return factors;
}

std::vector<Instalment> bot_subsidies(const Contract& terms, Money capital, Money operating_cost, Money user_fees, int periods_per_year) {
  std::vector<Instalment> subsidies(static_cast<std::size_t>(terms.subsidy_years));
  bot_subsidies(terms, bot_capital_factors(terms), capital, operating_cost, user_fees, periods_per_year, subsidies);
  return subsidies;
}

std::vector<long double> bot_capital_factors(const Contract& terms) {
  std::vector<long double> factors;
  for (int year = 0; year < terms.subsidy_years; ++year) factors.push_back(subsidy_capital_factor(terms, year));
  return factors;
}

int bot_subsidies(const Contract& terms, std::span<const long double> capital_factors, Money capital, Money operating_cost, Money user_fees,
                  int periods_per_year, std::span<Instalment> out) {
  for (int year = 0; year < terms.subsidy_years; ++year) {
    const long double subsidy = static_cast<long double>(capital.fen()) * capital_factors[static_cast<std::size_t>(year)] +
                                static_cast<long double>(operating_cost.fen()) * profit_factor(terms) -
                                static_cast<long double>(user_fees.fen());
    out[static_cast<std::size_t>(year)] = {.after = (year + 1) * periods_per_year, .amount = nearest_fen(std::max(0.0L, subsidy))};
  }
  return terms.subsidy_years;
}

std::vector<double> bot_factors(const Contract& terms, double operating_ratio, double fee_ratio) {
  std::vector<double> factors;
  for (int year = 0; year < terms.subsidy_years; ++year)
    factors.push_back(std::max(0.0, static_cast<double>(subsidy_capital_factor(terms, year)) +
                                        operating_ratio * static_cast<double>(profit_factor(terms)) - fee_ratio));
  return factors;
}

}  // namespace liandong
