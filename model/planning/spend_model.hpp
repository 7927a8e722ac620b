#pragma once

#include <span>
#include <utility>
#include <vector>

#include "model/planning/windows.hpp"

namespace liandong {

/// Projects whose spend the same money may pay on the same terms: they aggregate exactly, since shares are pari passu.
struct SpendClass {
  UnitId unit;
  std::vector<SourceId> sources;              ///< Eligible, ascending.
  bool contract = false;                      ///< Some source is BT or BOT: terms depend on the completion period.
  double operating_ratio = 0, fee_ratio = 0;  ///< Per yuan of capital and year; only where a BOT source is eligible.
  ProjectId example;                          ///< Any project of the class, for eligibility and match.
};

/// Spend of one class in one period; where a contract may pay, of work that completes in `completion` (else -1).
struct SpendCell {
  int spend_class = 0;
  int t = 0;
  int completion = -1;
};

/// A part of a project's spend: `wan` 万元 in `cell`, its u-th period of execution.
struct SpendPiece {
  int cell = 0;
  int u = 0;
  double wan = 0;
};

/// One instalment or subsidy per yuan drawn: in period `t` (perhaps beyond the horizon), of `factor` yuan.
struct ServiceFactor {
  int t = 0;
  double factor = 0;
};

/// What a yuan of a source on a cell uses of a money row: a yuan of cash (6) or `factor` yuan of debt service (6), (8).
struct RowTerm {
  int row = 0;
  double factor = 0;
};

/// A source that may pay a cell, on the terms of (4), (5) and (10).
struct CellOffer {
  SourceId source;
  double cost = 0;                 ///< 万元 of objective per 万元: weighted and discounted, of the money itself or of its instalments.
  double share = 1;                ///< φ of (4).
  double match = 0;                ///< 1 for own fiscal money, less the match rate; Σ match y >= 0 is (5).
  std::span<const RowTerm> terms;  ///< By row, each once; the draw itself first.
};

/// The rows that money is short in: cash (6) of each source and period, source by source, then the ceilings (8) that a contract can reach.
struct MoneyRows {
  int periods = 0;
  int cash_count = 0;
  std::vector<std::pair<UnitId, int>> affordability;  ///< Debtor and fiscal year, sorted; row cash_count + i.
  std::vector<double> limit;                          ///< By row: the inflow or the ceiling, 万元.
  std::vector<double> carry;                          ///< By source: ρ.

  [[nodiscard]] int count() const { return static_cast<int>(limit.size()); }
  [[nodiscard]] int sources() const { return static_cast<int>(carry.size()); }
  [[nodiscard]] int cash(SourceId k, int t) const { return k.value * periods + t; }
};

/// Which money may pay which spend, and what it then uses: classes, cells, offers and rows of a planning problem. Doubles, for solvers.
class SpendModel {
 public:
  explicit SpendModel(const PlanningProblem& problem);
  /// The same where some money is not short but has a price: `charge` by cash row, 万元 per 万元, negative = no charge but a row. Offers
  /// cost more by what they use of such rows, and do without them.
  SpendModel(const PlanningProblem& problem, std::vector<double> charge);
  /// The same where a yuan of gap, whenever it arises, costs `gap_charge` more than its price.
  SpendModel(const PlanningProblem& problem, double gap_charge);
  SpendModel(const SpendModel&) = delete;  // Offers point into the model.
  SpendModel& operator=(const SpendModel&) = delete;

  [[nodiscard]] const PlanningProblem& problem() const { return *problem_; }
  [[nodiscard]] const std::vector<SpendClass>& classes() const { return classes_; }
  [[nodiscard]] const std::vector<SpendCell>& cells() const { return cells_; }
  [[nodiscard]] const SpendClass& class_of(const SpendCell& cell) const { return classes_[static_cast<std::size_t>(cell.spend_class)]; }
  /// Spend of `project` when it completes in `completion`, by cell. Starts at or after 0 only.
  [[nodiscard]] std::span<const SpendPiece> pieces(int project, int completion) const {
    const auto place = static_cast<std::size_t>(project) * static_cast<std::size_t>(rows_.periods) + static_cast<std::size_t>(completion);
    return {pieces_.data() + first_piece_[place], pieces_.data() + first_piece_[place + 1]};
  }
  [[nodiscard]] std::span<const CellOffer> offers(int cell) const {
    const auto place = static_cast<std::size_t>(cell);
    return {offers_.data() + first_offer_[place], offers_.data() + first_offer_[place + 1]};
  }
  [[nodiscard]] const MoneyRows& rows() const { return rows_; }
  /// What a yuan of gap costs in period t, (10), its charge included.
  [[nodiscard]] double gap_cost(int t) const { return gap_cost_[static_cast<std::size_t>(t)]; }
  /// Debt service per yuan that contract source `k` pays on `cell`; empty for other sources.
  [[nodiscard]] std::vector<ServiceFactor> service(const SpendCell& cell, SourceId k) const;

 private:
  SpendModel(const PlanningProblem& problem, std::vector<double> charge, double gap_charge);
  void collect_cells();
  void collect_offers();

  const PlanningProblem* problem_;
  std::vector<double> charge_;  ///< By cash row; empty = none.
  std::vector<SpendClass> classes_;
  std::vector<SpendCell> cells_;
  std::vector<SpendPiece> pieces_;  ///< By project, then completion.
  std::vector<std::size_t> first_piece_;
  std::vector<CellOffer> offers_;  ///< By cell, then source.
  std::vector<std::size_t> first_offer_;
  std::vector<RowTerm> terms_;
  std::vector<double> gap_cost_;
  MoneyRows rows_;
};

}  // namespace liandong
