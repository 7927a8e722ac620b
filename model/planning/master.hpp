#pragma once

#include <functional>
#include <vector>

#include "model/planning/lagrangian.hpp"
#include "model/planning/master_block.hpp"
#include "model/planning/master_layout.hpp"
#include "model/planning/partition.hpp"

namespace liandong {

/// The relaxation of (1)-(10) with one variable for each group of x_vt, and all money: the restricted master of the decomposition
/// (docs/maths/decomposition.md). A structured primal-dual interior point (Mehrotra 1992, Gondzio 1996) that stays near its central path
/// while its groups are cut and merged. Blocks are worked on in parallel; the result does not depend on the number of threads.
class RestrictedMaster {
 public:
  /// Where to begin. `near` = 1 lies far from every boundary; the smaller, the nearer to the optimum the prices and values should be.
  struct Start {
    RowPrices prices;                                 ///< By money row.
    std::vector<std::vector<std::uint8_t>> closures;  ///< Nested closed sets that make the first groups.
    std::vector<double> x;                            ///< By variable; empty = evenly by the sets.
    double near = 1;
    bool in_step = false;  ///< All parts take steps of one length: slower far from the optimum, surer near it.
  };
  /// Layout and graph must outlive the master.
  RestrictedMaster(const MasterLayout& layout, const ExpandedGraph& graph, const Start& start, int threads);

  /// A closed set of least weight under the prices of a point, and what proves it (ClosureSolver).
  struct Cut {
    std::vector<std::uint8_t> closure;  ///< By variable.
    std::vector<double> weight;         ///< By variable.
    std::vector<double> flow;           ///< By arc of the graph.
  };
  /// Merges groups that have grown together and cuts them by `cut`; `distance` is the relative distance to the bound. False if
  /// that leaves them as they were.
  bool recut(const Cut& cut, double distance, bool merge);
  /// Keeps the groups, and begins again far from every boundary with the prices given.
  void restart(const RowPrices& prices);
  /// One predictor-corrector step, towards a complementarity of no less than that given. False if the point is lost: then `restart()`.
  bool step(double least_complementarity = 0);

  [[nodiscard]] double objective() const { return objective_; }  ///< 万元; what is drawn too much is charged at its price.
  [[nodiscard]] double mu() const { return mu_; }
  [[nodiscard]] double complementarity() const { return mu_ * static_cast<double>(pairs_); }  ///< The master's own distance to its optimum.
  [[nodiscard]] double excess() const { return excess_; }      ///< Of the residual, what amounts that do not add up may be worth.
  [[nodiscard]] double residual() const { return residual_; }  ///< What the unbalanced rows and groups may be worth, 万元.
  [[nodiscard]] RowPrices prices() const;                      ///< Repaired: they prove a bound.
  [[nodiscard]] std::vector<double> x() const;                 ///< By variable of the graph.
  [[nodiscard]] SharedDraws shared_draws() const;
  [[nodiscard]] double gap() const;  ///< 万元.
  [[nodiscard]] int group_count() const { return partition_.count(); }

 private:
  /// A money row in the master.
  struct Row {
    bool active = false;  ///< Some offer of the master uses the row, or its source's cash flows on into it.
    double price = 0, dprice = 0;
    Pair room;            ///< Balance (cash) or head-room (ceiling); of the latter the multiplier is the price itself.
    double residual = 0;  ///< Cash: kappa_t - rho kappa_t+1 - v.
    double excess = 0;    ///< Drawn and carried, less what there is.
    double carry = 0;
    int next = -1;   ///< Active row that the balance is carried to.
    int block = -1;  ///< Whose own row it is; -1 = shared.
    int place = -1;  ///< In its block, or in the border.
  };

  // Building (master_build.cpp).
  /// What a cut says of the new groups; nothing at a start.
  struct Push {
    std::vector<double> flow;  ///< By arc of the graph.
    std::vector<double> pull;  ///< By group: what it would gain by falling, 万元.
  };
  void build(std::vector<double> value, const Push& push);
  void build_groups(const std::vector<double>& value, const Push& push);
  void make_room(MasterBlock& block, const std::vector<std::pair<int, int>>& arcs, const std::vector<double>& pull) const;
  void build_cells(int block);
  void place_rows();
  void start_rows(bool anew);
  void start_arcs(const std::vector<double>& flow);
  void start_cells(const std::vector<MasterBlock>& old);
  [[nodiscard]] bool is_cash(std::size_t row) const { return static_cast<int>(row) < model_.rows().cash_count; }

  // Iterating (master.cpp).
  void evaluate();
  [[nodiscard]] bool assemble();
  void direct();
  /// Shares of a direction.
  struct Reach {
    double primal = 0, dual = 0;
  };
  // Parts: the blocks, each with its own rows; then the shared rows. Each goes as far as it can: what then no longer adds up between
  // them is a residual of the next step.
  [[nodiscard]] std::vector<Reach> longest();
  [[nodiscard]] static Reach shortest(const std::vector<Reach>& reach);
  void move(const std::vector<Reach>& reach);
  void for_each_part(const std::function<void(int)>& work) const;
  template <class Visit>
  void for_each_pair_of(int part, const Visit& visit) {
    const auto place = static_cast<std::size_t>(part);
    if (place == blocks_.size()) {
      for (const int r : border_rows_) visit(rows_[static_cast<std::size_t>(r)].room);
      return;
    }
    MasterBlock& block = blocks_[place];
    block.for_each_pair(visit);
    for (int i = 0; i < block.own_rows; ++i) visit(rows_[static_cast<std::size_t>(block.rows[static_cast<std::size_t>(i)])].room);
  }
  template <class Visit>
  void for_each_pair(const Visit& visit) {
    for_each_part([&](int part) { for_each_pair_of(part, visit); });
  }

  const MasterLayout& layout_;
  const SpendModel& model_;
  const ExpandedGraph& graph_;
  int threads_;
  double near_ = 1;           ///< Of `Start`.
  bool in_step_ = false;      ///< Of `Start`.
  double least_room_ = 1e-4;  ///< Between group values that an arc orders.
  double mu_ = 0, objective_ = 0, residual_ = 0, excess_ = 0;
  Partition partition_;
  PricedNodes stages_;
  std::vector<int> block_of_group_, place_of_group_;
  std::vector<Row> rows_;
  std::vector<int> border_rows_;
  std::vector<MasterBlock> blocks_;
  Eigen::MatrixXd border_;
  std::size_t pairs_ = 0;
};

}  // namespace liandong
