#pragma once

#include <vector>

#include "model/optimise/linear_program.hpp"

namespace liandong {

/// A linear programme being put together: one triplet list, one pass to compress.
class ProgramRows {
 public:
  int add_column(double cost, double lower, double upper) {
    cost_.push_back(cost);
    lower_.push_back(lower);
    upper_.push_back(upper);
    return static_cast<int>(cost_.size()) - 1;
  }
  int add_row(double lower, double upper) {
    row_lower_.push_back(lower);
    row_upper_.push_back(upper);
    return static_cast<int>(row_lower_.size()) - 1;
  }
  void add(int row, int column, double value) {
    if (value != 0) triplets_.emplace_back(row, column, value);
  }
  double& cost(int column) { return cost_[static_cast<std::size_t>(column)]; }
  [[nodiscard]] int columns() const { return static_cast<int>(cost_.size()); }
  [[nodiscard]] int rows() const { return static_cast<int>(row_lower_.size()); }

  [[nodiscard]] optimise::LinearProgram finish(double offset) const {
    optimise::LinearProgram lp;
    lp.a.resize(rows(), columns());
    lp.a.setFromTriplets(triplets_.begin(), triplets_.end());
    lp.a.prune([](Eigen::Index, Eigen::Index, double value) { return value != 0; });
    lp.a.makeCompressed();
    const auto vector = [](const std::vector<double>& v) {
      return Eigen::Map<const Eigen::VectorXd>(v.data(), static_cast<Eigen::Index>(v.size()));
    };
    lp.c = vector(cost_);
    lp.lower = vector(lower_);
    lp.upper = vector(upper_);
    lp.row_lower = vector(row_lower_);
    lp.row_upper = vector(row_upper_);
    lp.offset = offset;
    return lp;
  }

 private:
  std::vector<double> cost_, lower_, upper_, row_lower_, row_upper_;
  std::vector<Eigen::Triplet<double>> triplets_;
};

}  // namespace liandong
