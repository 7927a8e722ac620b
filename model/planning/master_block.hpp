#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "model/optimise/linear_program.hpp"
#include "model/planning/cell_barrier.hpp"
#include "model/planning/spend_model.hpp"

namespace liandong {

/// A number >= 0 and its multiplier on the central path, with the Newton direction of both and the target of their product.
struct Pair {
  double x = 0, v = 0;
  double dx = 0, dv = 0;
  double target = 0;       ///< Wanted change of x v, second order included.
  double last_target = 0;  ///< The one before, to return to.
};

/// Cholesky in place (lower). Where rounding has eaten a pivot, once more with a slightly heavier diagonal. False if that never helps.
[[nodiscard]] bool factor_in_place(Eigen::Ref<Eigen::MatrixXd> matrix);

/// One block of the restricted master: the groups and cells of one part of the dependency graph, with the money rows that only they use
/// (own) and those they share with other blocks. Eliminates its cells one by one, then its own rows, which are sparse, then its groups
/// (docs/maths/decomposition.md (3)-(6)). Amounts in 万元.
class MasterBlock {
 public:
  struct Arc {
    int low = -1, high = -1;  ///< z_low <= z_high, block numbers; -1 stands for 0 as `low`, for 1 as `high`.
    Pair slack;
    double residual = 0;
  };
  struct Cell {
    int number = 0;    ///< Of the spend model.
    double fixed = 0;  ///< Spend that no group decides.
    int first_coef = 0, last_coef = 0, first_offer = 0, last_offer = 0, first_row = 0, last_row = 0;
    double spend = 0, gap_cost = 0;
    bool matched = false;
    Pair gap, match;  ///< The multiplier of the match is tau.
    double pi = 0, dpi = 0;
    double balance_residual = 0, gap_residual = 0, match_residual = 0;
    double a11 = 0, a12 = 0, a22 = 0;  // Inverse of the system in (pi, tau).
    double s1 = 0, s2 = 0, q1 = 0, q2 = 0;
  };
  struct Coef {
    int group = 0;
    double value = 0;
  };
  struct Offer {
    double cost = 0, price = 0, share = 1, match = 0;
    int first_term = 0, last_term = 0;
    Pair amount, room;  ///< y; what is left of the share.
    double residual = 0, room_residual = 0;
    double d = 0, curve = 0, constant = 0;  ///< 1 / (v/y + l/u), l/u, and the right-hand side of the elimination.
    [[nodiscard]] bool limited() const { return share < 1; }
  };
  struct Term {
    int place = 0;  ///< In the cell's rows.
    double factor = 0;
  };

  std::vector<int> groups;  ///< Global numbers.
  std::vector<double> z, dz, cost;
  std::vector<Arc> arcs;
  std::vector<Cell> cells;
  std::vector<Coef> coefs;
  std::vector<Offer> offers;
  std::vector<Term> terms;
  std::vector<int> cell_rows;  ///< Block numbers of the rows each cell touches.
  std::vector<int> rows;       ///< Global rows: own ones first, ascending, then shared.
  int own_rows = 0;

  /// Spend of every cell at the current group values.
  void spend_now();
  /// Cell `cell` begins as `from` of `old` was, amounts times `ratio`.
  void take_over(Cell& cell, const MasterBlock& old, const Cell& from, double ratio);
  /// Cell `cell` begins at its central point; `space` is room to work in.
  void centre_cell(Cell& cell, double mu, std::vector<BarrierOffer>& space);
  /// Spend and prices at the current point, for given prices of all rows.
  void evaluate(const std::vector<double>& row_price);
  /// What the block draws on each of its rows.
  void draws(std::vector<double>& by_row) const;
  /// Objective 万元, of groups and money.
  [[nodiscard]] double objective() const;
  [[nodiscard]] double gap() const;  ///< 万元.
  /// What keeps each group from moving: cost, and the price of the spend that goes with it.
  [[nodiscard]] Eigen::VectorXd gradient() const;
  /// What of the gradient the arcs' multipliers leave unbalanced.
  [[nodiscard]] Eigen::VectorXd torn() const;
  /// What the groups' unbalanced gradients may be worth, 万元.
  [[nodiscard]] double imbalance() const;
  /// What spend that is paid too little or too much may be worth, 万元.
  [[nodiscard]] double shortfall() const;
  /// Moves the arcs' multipliers, each by a factor between 1 / most and most, so that they balance the gradient as well as they can.
  void balance_arcs(double most, int rounds);
  /// Eliminates cells: fills the matrices of groups and rows.
  void assemble();
  /// Adds the diagonal and carry-over part of an own row before factorising.
  void add_to_rows(int block_row, int other, double value) {  // Rows of one source, one period apart: in the pattern.
    row_matrix_(std::max(block_row, other), std::min(block_row, other)) += value;
  }
  /// False if the point is too near a boundary for its matrices to be factorised: then there is no direction.
  [[nodiscard]] bool factorise();
  /// Right-hand sides from residuals and targets; `from_rows` is what the rows themselves contribute (block numbers).
  void reduce(const Eigen::VectorXd& from_rows);
  /// Directions, given those of the shared prices.
  void back_substitute(const Eigen::VectorXd& shared);

  [[nodiscard]] const Eigen::MatrixXd& border() const { return border_; }
  [[nodiscard]] const Eigen::VectorXd& border_right() const { return border_right_; }
  [[nodiscard]] const Eigen::VectorXd& price_direction() const { return dkappa_; }
  /// Calls `visit` for every Pair.
  template <class Visit>
  void for_each_pair(const Visit& visit) {
    for (Arc& arc : arcs) visit(arc.slack);
    for (Cell& cell : cells) {
      visit(cell.gap);
      if (cell.matched) visit(cell.match);
    }
    for (Offer& offer : offers) {
      visit(offer.amount);
      if (offer.limited()) visit(offer.room);
    }
  }

 private:
  struct RowFactor;  ///< Sparse Cholesky of the own rows.

  void assemble_cell(Cell& cell);
  void find_row_pattern();

  Eigen::MatrixXd group_matrix_, cross_, row_matrix_, border_;
  Eigen::MatrixXd halfway_;  ///< L^-1 P of the own rows' factor, times what couples them to groups and shared rows.
  Eigen::VectorXd group_right_, row_right_, dkappa_, border_right_;
  std::shared_ptr<RowFactor> row_factor_;
  std::vector<double> row_price_, small_, line1_, line2_, line3_;
};

}  // namespace liandong
