#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/core/money.hpp"
#include "model/core/rate.hpp"

namespace liandong {

enum class ContractKind { bt, bot };
enum class Repayment { equal_payment, equal_principal, given_shares };  ///< 等额本息, 等额本金, 4:3:3 and the like.
enum class Capitalisation { simple, compound };                         ///< Interest from the draw to the handover.
enum class DrawTiming { start, middle, end };                           ///< When within its period a draw counts.

/// Terms of a build-transfer or build-operate-transfer contract. Rates are per year.
struct Contract {
  std::string key;
  ContractKind kind = ContractKind::bt;
  Money min_size;  ///< The least that a contract may draw on one project, if it draws at all; 0 = no minimum.

  // BT
  Repayment repayment = Repayment::given_shares;
  std::vector<Rate> shares;  ///< given_shares: sum to 1.
  int instalments = 3;       ///< n.
  int interval = 4;          ///< Periods between instalments.
  int first_after = 0;       ///< Periods from the handover (end of the completion period) to the first instalment.
  Rate annual_rate;          ///< r.
  Rate construction_return;  ///< Agreed return on the construction cost, added to the price base; often 0.
  Capitalisation capitalisation = Capitalisation::simple;
  DrawTiming draw_timing = DrawTiming::middle;

  // BOT (viability-gap subsidy, 财金〔2015〕21号)
  Rate profit_rate;        ///< m.
  Rate discount_rate;      ///< d.
  int subsidy_years = 25;  ///< N.
  int first_exponent = 1;  ///< n of the first subsidy year; the start year is disputed, so a setting.
  int row = 0;
};

/// What an owner pays back: `after` periods after the completion period, `amount` fen.
struct Instalment {
  int after = 0;
  Money amount;
  friend bool operator==(const Instalment&, const Instalment&) = default;
};

/// A builder's draw: `before` periods before the completion period (0 = in it).
struct Draw {
  int before = 0;
  Money amount;
};

/// Buy-back price at handover: draws plus capitalised interest plus agreed return, rounded half to even once at the end
/// (docs/maths/contracts.md (1)).
[[nodiscard]] Money bt_price_base(const Contract& terms, std::span<const Draw> draws, int periods_per_year);

/// Instalments on a price base, in whole fen; principal parts sum to the base exactly (docs/maths/contracts.md (2)-(4)).
/// The i-th falls `first_after + i * interval` periods after the completion period. Interest runs on what is outstanding since
/// the handover or the last instalment.
[[nodiscard]] std::vector<Instalment> bt_instalments(const Contract& terms, Money price_base, int periods_per_year);

/// Per yuan drawn `before` periods before completion: what each instalment pays, in doubles, for solvers (same order and dates as above).
[[nodiscard]] std::vector<double> bt_factors(const Contract& terms, int before, int periods_per_year);

/// Yearly viability-gap subsidy of BOT for `capital` borne by the concessionaire, with that part's yearly operating cost and user
/// fees: max(0, C (1+m)(1+d)^n / N + O (1+m) - U), n = first_exponent, first_exponent + 1, ... (docs/maths/contracts.md (5)).
/// The k-th (from 0) falls (k + 1) * periods_per_year periods after the completion period. Rounded half to even per year.
[[nodiscard]] std::vector<Instalment> bot_subsidies(const Contract& terms, Money capital, Money operating_cost, Money user_fees,
                                                    int periods_per_year);

/// Per yuan of capital, with operating cost and fees as ratios to capital: what each subsidy year pays, for solvers.
[[nodiscard]] std::vector<double> bot_factors(const Contract& terms, double operating_ratio, double fee_ratio);

}  // namespace liandong
