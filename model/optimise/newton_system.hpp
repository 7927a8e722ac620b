#pragma once

#include <Eigen/SparseCore>
#include <cstdint>
#include <vector>

#include "model/optimise/factorisation.hpp"

namespace liandong::optimise {

/// The linear system of every interior-point step, docs/maths/interior-point.md (7):
///
///   (Q + H) dx - A' dy = f,   A dx + E dy = g,   H, E >= 0 diagonal.
///
/// Factorised with Q + H + ρ and E + δ, either as the quasi-definite matrix of order n + m or, where that costs less and Q is diagonal, as the normal
/// equations of order m. Refinement against the system without ρ and δ removes what they changed.
class NewtonSystem {
 public:
  enum class Form { cheapest, augmented, normal };

  /// `q` is the lower triangle or empty (0 x 0). Pattern, order and storage are fixed here, once.
  NewtonSystem(const Eigen::SparseMatrix<double>& a, const Eigen::SparseMatrix<double>& q, Form form = Form::cheapest);

  /// Returns how many pivots had to be replaced: 0 unless rounding spoilt their sign.
  int factorise(const Eigen::VectorXd& h, const Eigen::VectorXd& e, const Eigen::VectorXd& rho, double delta);

  /// Returns the largest residual left, relative to the right-hand side.
  double solve(const Eigen::VectorXd& f, const Eigen::VectorXd& g, Eigen::VectorXd& dx, Eigen::VectorXd& dy, int refinements = 8);

  [[nodiscard]] Form form() const { return form_; }
  [[nodiscard]] const Factorisation& factorisation() const { return factor_; }
  /// Multiplies by the full symmetric Q.
  void multiply_q(const Eigen::VectorXd& x, Eigen::VectorXd& out) const;

 private:
  void build_augmented();
  bool build_normal();
  void direct_solve(const Eigen::VectorXd& f, const Eigen::VectorXd& g, Eigen::VectorXd& dx, Eigen::VectorXd& dy);

  const Eigen::SparseMatrix<double>& a_;
  const Eigen::SparseMatrix<double>& q_;
  Eigen::SparseMatrix<double> at_;  ///< Rows of A, for products in both directions by columns.
  bool quadratic_ = false, diagonal_q_ = true;
  Form form_ = Form::augmented;
  Factorisation factor_;
  Eigen::SparseMatrix<double> matrix_;       ///< The lower triangle that is factorised.
  std::vector<std::int64_t> diagonal_;       ///< Places of its diagonal among the values.
  std::vector<int> product_place_;           ///< Normal equations: place of each product a_ik a_jk, column by column.
  Eigen::VectorXd q_diagonal_, h_, e_, inverse_;
  Eigen::VectorXd rhs_, rf_, rg_, cx_, cy_, best_x_, best_y_;
};

}  // namespace liandong::optimise
