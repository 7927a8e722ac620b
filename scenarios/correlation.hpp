#pragma once

#include <cstddef>
#include <vector>

namespace liandong {

/// A square matrix by rows.
class SquareMatrix {
 public:
  SquareMatrix() = default;
  explicit SquareMatrix(std::size_t size) : size_(size), values_(size * size) {}
  [[nodiscard]] static SquareMatrix identity(std::size_t size);

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] double& operator()(std::size_t row, std::size_t column) { return values_[row * size_ + column]; }
  [[nodiscard]] double operator()(std::size_t row, std::size_t column) const { return values_[row * size_ + column]; }
  friend bool operator==(const SquareMatrix&, const SquareMatrix&) = default;

 private:
  std::size_t size_ = 0;
  std::vector<double> values_;
};

/// What was done to a matrix that no random variables can have.
struct CorrelationRepair {
  bool needed = false;
  double lowest_eigenvalue = 0;  ///< Before.
  double largest_change = 0;     ///< Of any one correlation.
};

/// The correlation matrix nearest to the symmetric `given` (ones on its diagonal) in the sum of squared differences, by Higham's
/// alternating projections (2002); `given` itself if its eigenvalues are at least -1e-12.
[[nodiscard]] SquareMatrix nearest_correlation(const SquareMatrix& given, CorrelationRepair* repair = nullptr);

/// Lower triangular L with L L' = `correlation`, whose eigenvalues may be 0.
[[nodiscard]] SquareMatrix triangular_root(const SquareMatrix& correlation);

}  // namespace liandong
