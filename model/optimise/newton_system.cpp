#include "model/optimise/newton_system.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace liandong::optimise {
namespace {

using Eigen::Index;
using Eigen::VectorXd;
using Sparse = Eigen::SparseMatrix<double>;

constexpr double products_allowed = 4e7;  // Normal equations with more products than this hold a dense column: not worth forming.

}  // namespace

NewtonSystem::NewtonSystem(const Sparse& a, const Sparse& q, Form form) : a_(a), q_(q) {
  const Index n = a.cols(), m = a.rows();
  at_ = a.transpose();
  quadratic_ = q.nonZeros() > 0;
  q_diagonal_ = VectorXd::Zero(n);
  for (Index j = 0; j < q.outerSize(); ++j)
    for (Sparse::InnerIterator it(q, j); it; ++it) {
      if (it.row() == j)
        q_diagonal_[j] += it.value();
      else if (it.row() > j)
        diagonal_q_ = false;
    }
  bool built = false;
  if (form != Form::augmented && a.rows() > 0 && diagonal_q_ && build_normal()) {
    built = true;
    if (form == Form::cheapest) {
      // Fronts of one column are slow per operation, so the augmented form must be clearly cheaper to be chosen.
      Factorisation normal = std::move(factor_);
      Sparse normal_matrix = std::move(matrix_);
      std::vector<std::int64_t> normal_diagonal = std::move(diagonal_);
      const double work = normal.operations() + 4.0 * static_cast<double>(normal.nonzeros() + static_cast<std::int64_t>(product_place_.size()));
      factor_ = {};
      diagonal_ = {};
      build_augmented();
      const double other = factor_.operations() + 4.0 * static_cast<double>(factor_.nonzeros());
      if (other > 0.7 * work) {
        factor_ = std::move(normal);
        matrix_ = std::move(normal_matrix);
        diagonal_ = std::move(normal_diagonal);
        form_ = Form::normal;
      } else {
        product_place_ = {};
      }
    }
  }
  if (!built) build_augmented();
  h_ = inverse_ = rf_ = cx_ = best_x_ = VectorXd::Zero(n);
  e_ = rg_ = cy_ = best_y_ = VectorXd::Zero(m);
  rhs_ = VectorXd::Zero(form_ == Form::normal ? m : n + m);
}

void NewtonSystem::build_augmented() {
  const int n = static_cast<int>(a_.cols()), m = static_cast<int>(a_.rows());
  form_ = Form::augmented;
  std::vector<Eigen::Triplet<double, int>> entries;
  entries.reserve(static_cast<std::size_t>(a_.nonZeros() + q_.nonZeros() + n + m));
  for (int k = 0; k < n + m; ++k) entries.emplace_back(k, k, 1.0);
  for (int j = 0; j < n; ++j) {
    if (quadratic_)
      for (Sparse::InnerIterator it(q_, j); it; ++it)
        if (it.row() > j) entries.emplace_back(static_cast<int>(it.row()), j, -it.value());
    for (Sparse::InnerIterator it(a_, j); it; ++it) entries.emplace_back(n + static_cast<int>(it.row()), j, it.value());
  }
  matrix_.resize(n + m, n + m);
  matrix_.setFromTriplets(entries.begin(), entries.end());
  diagonal_.resize(static_cast<std::size_t>(n + m));
  for (int k = 0; k < n + m; ++k) diagonal_[static_cast<std::size_t>(k)] = matrix_.outerIndexPtr()[k];  // First of its column: rows ascend.
  std::vector<signed char> signs(static_cast<std::size_t>(n + m), 1);
  std::fill(signs.begin(), signs.begin() + n, static_cast<signed char>(-1));
  factor_.analyse(matrix_, std::move(signs));
}

bool NewtonSystem::build_normal() {
  const int n = static_cast<int>(a_.cols()), m = static_cast<int>(a_.rows());
  double products = 0;
  for (int j = 0; j < n; ++j) {
    const double count = a_.outerIndexPtr()[j + 1] - a_.outerIndexPtr()[j];
    products += count * (count + 1) / 2;
  }
  if (products > products_allowed) return false;
  form_ = Form::normal;
  // Pattern of A A', lower triangle, column by column with a marker.
  std::vector<int> mark(static_cast<std::size_t>(m), -1), start(static_cast<std::size_t>(m) + 1, 0), rows;
  for (int i = 0; i < m; ++i) {
    const auto begin = static_cast<std::ptrdiff_t>(rows.size());
    rows.push_back(i);
    mark[static_cast<std::size_t>(i)] = i;
    for (Sparse::InnerIterator column(at_, i); column; ++column)
      for (Sparse::InnerIterator it(a_, column.row()); it; ++it)
        if (it.row() > i && mark[static_cast<std::size_t>(it.row())] != i) {
          mark[static_cast<std::size_t>(it.row())] = i;
          rows.push_back(static_cast<int>(it.row()));
        }
    std::sort(rows.begin() + begin, rows.end());
    start[static_cast<std::size_t>(i) + 1] = static_cast<int>(rows.size());
  }
  const std::vector<double> ones(rows.size(), 1.0);
  matrix_ = Eigen::Map<const Sparse>(m, m, static_cast<Index>(rows.size()), start.data(), rows.data(), ones.data());
  diagonal_.resize(static_cast<std::size_t>(m));
  for (int i = 0; i < m; ++i) diagonal_[static_cast<std::size_t>(i)] = start[static_cast<std::size_t>(i)];
  product_place_.clear();
  product_place_.reserve(static_cast<std::size_t>(products));
  for (int k = 0; k < n; ++k)
    for (int p = a_.outerIndexPtr()[k]; p < a_.outerIndexPtr()[k + 1]; ++p) {
      const int column = a_.innerIndexPtr()[p];
      auto from = rows.begin() + start[static_cast<std::size_t>(column)];
      const auto to = rows.begin() + start[static_cast<std::size_t>(column) + 1];
      for (int r = p; r < a_.outerIndexPtr()[k + 1]; ++r) {
        from = std::lower_bound(from, to, a_.innerIndexPtr()[r]);
        product_place_.push_back(static_cast<int>(from - rows.begin()));
      }
    }
  factor_.analyse(matrix_, std::vector<signed char>(static_cast<std::size_t>(m), 1));
  return true;
}

int NewtonSystem::factorise(const VectorXd& h, const VectorXd& e, const VectorXd& rho, double delta) {
  const Index n = a_.cols(), m = a_.rows();
  h_ = h + q_diagonal_;
  e_ = e;
  double* const values = matrix_.valuePtr();
  if (form_ == Form::augmented) {
    for (Index j = 0; j < n; ++j) values[diagonal_[static_cast<std::size_t>(j)]] = -(h_[j] + rho[j]);
    for (Index i = 0; i < m; ++i) values[diagonal_[static_cast<std::size_t>(n + i)]] = e[i] + delta;
    return factor_.factorise(values, 1e-30, 1e-4);
  }
  inverse_ = (h_ + rho).cwiseInverse();
  std::fill(values, values + matrix_.nonZeros(), 0.0);
  for (Index i = 0; i < m; ++i) values[diagonal_[static_cast<std::size_t>(i)]] = e[i] + delta;
  const int* place = product_place_.data();
  for (Index k = 0; k < n; ++k) {
    const double weight = inverse_[k];
    const int end = a_.outerIndexPtr()[k + 1];
    for (int p = a_.outerIndexPtr()[k]; p < end; ++p) {
      const double left = a_.valuePtr()[p] * weight;
      for (int r = p; r < end; ++r) values[*place++] += left * a_.valuePtr()[r];
    }
  }
  return factor_.factorise(values, 1e-30, 1e128);
}

void NewtonSystem::multiply_q(const VectorXd& x, VectorXd& out) const {
  out.setZero(a_.cols());
  if (!quadratic_) return;
  for (Index j = 0; j < q_.outerSize(); ++j)
    for (Sparse::InnerIterator it(q_, j); it; ++it) {
      if (it.row() < j) continue;
      out[it.row()] += it.value() * x[j];
      if (it.row() != j) out[j] += it.value() * x[it.row()];
    }
}

void NewtonSystem::direct_solve(const VectorXd& f, const VectorXd& g, VectorXd& dx, VectorXd& dy) {
  const Index n = a_.cols(), m = a_.rows();
  if (form_ == Form::augmented) {
    rhs_.head(n) = -f;
    rhs_.tail(m) = g;
    factor_.solve(rhs_);
    dx = rhs_.head(n);
    dy = rhs_.tail(m);
    return;
  }
  dx = inverse_.cwiseProduct(f);
  rhs_ = g;
  rhs_.noalias() -= a_ * dx;
  factor_.solve(rhs_);
  dy = rhs_;
  dx.noalias() = a_.transpose() * dy;
  dx = inverse_.cwiseProduct(f + dx);
}

double NewtonSystem::solve(const VectorXd& f, const VectorXd& g, VectorXd& dx, VectorXd& dy, int refinements) {
  const double f_scale = f.lpNorm<Eigen::Infinity>(), g_scale = g.lpNorm<Eigen::Infinity>();
  const double scale = std::max({f_scale, g_scale, 1e-300});
  direct_solve(f, g, dx, dy);
  double best = std::numeric_limits<double>::infinity();
  for (int round = 0;; ++round) {
    // rf = f - (Q + H) dx + A' dy,  rg = g - A dx - E dy
    rf_ = f - h_.cwiseProduct(dx);
    if (quadratic_ && !diagonal_q_)
      for (Index j = 0; j < q_.outerSize(); ++j)
        for (Sparse::InnerIterator it(q_, j); it; ++it)
          if (it.row() > j) {
            rf_[it.row()] -= it.value() * dx[j];
            rf_[j] -= it.value() * dx[it.row()];
          }
    rf_.noalias() += a_.transpose() * dy;
    rg_ = g - e_.cwiseProduct(dy);
    rg_.noalias() -= a_ * dx;
    const double residual = std::max(rf_.size() ? rf_.lpNorm<Eigen::Infinity>() : 0.0, rg_.size() ? rg_.lpNorm<Eigen::Infinity>() : 0.0) / scale;
    if (!(residual < best)) {
      if (round > 0) {
        dx = best_x_;
        dy = best_y_;
      }
      return best;
    }
    const bool slow = residual > 0.5 * best;
    best = residual;
    if (round == refinements || residual < 1e-13 || slow) return best;
    best_x_ = dx;
    best_y_ = dy;
    direct_solve(rf_, rg_, cx_, cy_);
    dx += cx_;
    dy += cy_;
  }
}

}  // namespace liandong::optimise
