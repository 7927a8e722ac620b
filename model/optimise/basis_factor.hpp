#pragma once

#include <utility>
#include <vector>

namespace liandong::optimise {

/// Columns of a sparse matrix by index arrays: entries of column j are start[j]..start[j+1].
struct SparseColumns {
  std::vector<int> start{0}, index;
  std::vector<double> value;
};

/// The basis of the simplex method as sparse factors (docs/maths/simplex.md (4)-(6)): Markowitz LU, then one eta column per exchange (product form).
/// One object serves one thread, as solving uses its work space. Vectors over rows of the problem are "by row", vectors over places of the basis are "by place"; both have m entries.
class BasisFactor {
 public:
  /// Factorises the columns `head` of the matrix; entries from n on are the negated unit columns of the rows' logicals.
  /// Where columns depend on others they are replaced: the result lists (place, row whose logical stands there now).
  std::vector<std::pair<int, int>> factorise(const SparseColumns& columns, int n, int m, const std::vector<int>& head, double threshold);

  /// B x = b: by row on entry, by place on return.
  void ftran(std::vector<double>& vector) const;
  /// B'y = c: by place on entry, by row on return.
  void btran(std::vector<double>& vector) const;
  /// The column at `place` is exchanged for the one whose ftran is `alpha`.
  void update(int place, const std::vector<double>& alpha);

  [[nodiscard]] int updates() const { return static_cast<int>(etas_.place.size()); }
  /// Entries of the etas, to tell when factorising anew pays.
  [[nodiscard]] std::size_t eta_entries() const { return etas_.index.size(); }
  [[nodiscard]] std::size_t factor_entries() const { return lower_.index.size() + upper_.index.size(); }

 private:
  /// Sparse triangular factor stored by steps in both orientations.
  struct Factor {
    std::vector<int> start, index;
    std::vector<double> value;
    std::vector<int> row_start, row_index;
    std::vector<double> row_value;
    std::vector<int> filled, row_filled;  ///< Steps that have entries.
    void transpose(int m);
  };
  struct Etas {
    std::vector<int> place, start{0}, index;
    std::vector<double> pivot, value;
  };

  int m_ = 0;
  std::vector<int> row_of_, place_of_;    ///< Of each elimination step.
  std::vector<double> diagonal_;          ///< By step.
  Factor lower_, upper_;                  ///< Unit lower triangle without its diagonal; upper triangle without its diagonal. By step.
  Etas etas_;
  mutable std::vector<double> work_;
};

}  // namespace liandong::optimise
