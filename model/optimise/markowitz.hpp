#pragma once

#include <vector>

namespace liandong::optimise {

/// What remains of a basis once its singletons are eliminated, eliminated by Markowitz's rule with threshold pivoting along rows
/// (Markowitz 1957; Suhl and Suhl 1990). docs/maths/simplex.md (4).
class Markowitz {
 public:
  struct Entry {
    int index;  ///< A column of the kernel.
    double value;
  };
  struct Step {
    int row, column;
    double pivot;
  };

  /// Rows and columns are numbered from 0 within the kernel.
  Markowitz(int size, double threshold);
  void add(int row, int column, double value);
  /// Pivots in order; fewer than `size` where the kernel is singular.
  void eliminate();

  std::vector<Step> steps;
  std::vector<std::vector<Entry>> upper;       ///< By step: the rest of the pivot row, over columns.
  std::vector<std::vector<Entry>> lower;       ///< By step: multipliers, `index` being a row.

 private:
  struct Lists {  ///< Rows or columns by count, doubly linked.
    std::vector<int> head, next, previous, count;
    void link(int item, int entries);
    void unlink(int item);
  };
  bool choose(int& row, int& column) const;
  void eliminate(int row, int column);
  void set_largest(int row);

  int size_;
  double threshold_;
  std::vector<std::vector<Entry>> rows_;
  std::vector<std::vector<int>> columns_;      ///< Pattern: rows with an entry.
  std::vector<double> largest_;                ///< By row.
  Lists row_lists_, column_lists_;
  std::vector<int> place_in_row_;              ///< Work: place of a column in the row being changed.
};

}  // namespace liandong::optimise
