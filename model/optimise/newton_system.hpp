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
/// equations of order m. Iterative refinement against the system without ρ and δ removes what they changed.
class NewtonSystem {
 public:
  enum class Form { cheapest, augmented, normal };

  /// `q` is the lower triangle or empty (0 x 0). Pattern, order and storage are fixed here, once.
  NewtonSystem(const Eigen::SparseMatrix<double>& a, const Eigen::SparseMatrix<double>& q, Form form = Form::cheapest);

  /// δ of a row is `delta` plus `share` of what the elimination of the columns adds to its diagonal.
  /// Returns how many pivots had to be replaced: 0 unless rounding spoilt their sign.
  int factorise(const Eigen::VectorXd& h, const Eigen::VectorXd& e, const Eigen::VectorXd& rho, double delta, double share);

  /// Generalised minimal residuals (Saad and Schultz 1986), preconditioned by the factor, until 1e-12 or `most` steps: what rounding and regularisation
  /// spoil lies in few directions. Returns the norm of the residual left, relative to the right-hand side.
  double solve(const Eigen::VectorXd& f, const Eigen::VectorXd& g, Eigen::VectorXd& dx, Eigen::VectorXd& dy, int most = 10);

  [[nodiscard]] Form form() const { return form_; }
  [[nodiscard]] const Factorisation& factorisation() const { return factor_; }
  /// Multiplies by the full symmetric Q.
  void multiply_q(const Eigen::VectorXd& x, Eigen::VectorXd& out) const;

 private:
  void build_augmented();
  bool build_normal();
  void precondition(const Eigen::VectorXd& in, Eigen::VectorXd& out);  ///< Both of length n + m: (f, g) to (dx, dy).
  void multiply(const Eigen::VectorXd& in, Eigen::VectorXd& out) const;

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
  Eigen::VectorXd rhs_, row_size_, smallest_, substitute_, solution_, right_, residual_, image_;
  Eigen::MatrixXd krylov_, preconditioned_;
};

}  // namespace liandong::optimise
