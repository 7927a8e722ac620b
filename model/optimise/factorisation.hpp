#pragma once

#include <Eigen/SparseCore>
#include <cstdint>
#include <vector>

namespace liandong::optimise {

/// LDL' of a sparse symmetric quasi-definite matrix, of which every symmetric permutation has such a factor (Vanderbei 1995).
///
/// `analyse` does once all that depends on the pattern: an approximate minimum degree order, elimination tree, supernodes, storage.
/// `factorise` and `solve` then run as often as wanted without allocating (multifrontal: Duff and Reid 1983). docs/maths/interior-point.md, (9).
class Factorisation {
 public:
  /// `lower` is the lower triangle with every diagonal entry present; `signs` holds the sign, +1 or -1, each pivot must have.
  void analyse(const Eigen::SparseMatrix<double>& lower, std::vector<signed char> signs);

  /// `values` are in the order of the analysed matrix. A pivot of wrong sign or below its `smallest` is replaced by sign x its `substitute`;
  /// returns how many were.
  int factorise(const double* values, const Eigen::VectorXd& smallest, const Eigen::VectorXd& substitute);

  /// Overwrites b by the solution.
  void solve(Eigen::VectorXd& b);

  [[nodiscard]] int size() const { return size_; }
  [[nodiscard]] std::int64_t nonzeros() const { return nonzeros_; }  ///< Of L, relaxed zeros included.
  [[nodiscard]] double operations() const { return operations_; }    ///< Multiplications of one factorisation.

 private:
  struct Supernode {
    int first = 0, columns = 0, rows = 0;  ///< `rows` of the front, its pivots first.
    int parent = -1;
    std::int64_t panel = 0;  ///< Where its columns of L lie in `panels_`, leading dimension `rows`.
    std::int64_t index = 0;  ///< Where its row numbers lie in `row_indices_`; the same place in `in_parent_`.
    int children = 0;
  };

  void order(const Eigen::SparseMatrix<double>& lower);
  void find_fronts(const Eigen::SparseMatrix<double>& lower);
  void place_values(const Eigen::SparseMatrix<double>& lower);
  void eliminate_panel(const Supernode& node, const Eigen::VectorXd& smallest, const Eigen::VectorXd& substitute);

  int size_ = 0, replaced_ = 0;
  std::int64_t nonzeros_ = 0;
  double operations_ = 0;
  std::vector<int> order_, position_;  ///< order_[k] is the k-th pivot; position_ its inverse.
  std::vector<signed char> signs_;     ///< In pivot order.
  std::vector<Supernode> nodes_;
  std::vector<int> row_indices_, in_parent_;
  std::vector<std::int64_t> destination_;  ///< Of each value of the matrix, in `panels_`.
  std::vector<int> parent_, counts_;        ///< Elimination tree and column counts.
  std::vector<double> panels_, pivots_;
  std::vector<double> stack_, scaled_, work_, solution_;  ///< Update matrices waiting; L D of one front; its update; a right-hand side.
  std::vector<int> waiting_;                              ///< Supernodes whose updates wait.
};

}  // namespace liandong::optimise
