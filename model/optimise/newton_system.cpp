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

constexpr int krylov_width = 10;

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
  h_ = inverse_ = VectorXd::Zero(n);
  e_ = row_size_ = VectorXd::Zero(m);
  rhs_ = VectorXd::Zero(m);
  solution_ = right_ = residual_ = image_ = VectorXd::Zero(n + m);
  krylov_.resize(n + m, krylov_width + 1);
  preconditioned_.resize(n + m, krylov_width);
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

int NewtonSystem::factorise(const VectorXd& h, const VectorXd& e, const VectorXd& rho, double delta, double share) {
  const Index n = a_.cols(), m = a_.rows();
  h_ = h + q_diagonal_;
  e_ = e;
  inverse_ = (h_ + rho).cwiseInverse();
  // What the elimination of the columns brings to each row: its rounding must not outweigh δ.
  row_size_.setConstant(delta);
  for (Index j = 0; j < n; ++j) {
    const double weight = share * inverse_[j];
    for (Sparse::InnerIterator it(a_, j); it; ++it) row_size_[it.row()] += weight * it.value() * it.value();
  }
  double* const values = matrix_.valuePtr();
  if (form_ == Form::augmented) {
    for (Index j = 0; j < n; ++j) values[diagonal_[static_cast<std::size_t>(j)]] = -(h_[j] + rho[j]);
    for (Index i = 0; i < m; ++i) values[diagonal_[static_cast<std::size_t>(n + i)]] = e[i] + std::min(row_size_[i], 1e-6);
    smallest_.setConstant(n + m, 1e-30);
    substitute_.setConstant(n + m, 1e-4);
    return factor_.factorise(values, smallest_, substitute_);
  }
  std::fill(values, values + matrix_.nonZeros(), 0.0);
  for (Index i = 0; i < m; ++i) values[diagonal_[static_cast<std::size_t>(i)]] = e[i] + row_size_[i];
  const int* place = product_place_.data();
  for (Index k = 0; k < n; ++k) {
    const double weight = inverse_[k];
    const int end = a_.outerIndexPtr()[k + 1];
    for (int p = a_.outerIndexPtr()[k]; p < end; ++p) {
      const double left = a_.valuePtr()[p] * weight;
      for (int r = p; r < end; ++r) values[*place++] += left * a_.valuePtr()[r];
    }
  }
  smallest_ = 0.3 * row_size_;
  substitute_ = row_size_ * (1e-8 / share);
  return factor_.factorise(values, smallest_, substitute_);
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

void NewtonSystem::precondition(const VectorXd& in, VectorXd& out) {
  const Index n = a_.cols(), m = a_.rows();
  if (form_ == Form::augmented) {
    out.head(n) = -in.head(n);
    out.tail(m) = in.tail(m);
    factor_.solve(out);
    return;
  }
  out.head(n) = inverse_.cwiseProduct(in.head(n));
  rhs_ = in.tail(m);
  rhs_.noalias() -= a_ * out.head(n);
  factor_.solve(rhs_);
  out.tail(m) = rhs_;
  out.head(n) = in.head(n);
  out.head(n).noalias() += a_.transpose() * rhs_;
  out.head(n).array() *= inverse_.array();
}

void NewtonSystem::multiply(const VectorXd& in, VectorXd& out) const {
  const Index n = a_.cols(), m = a_.rows();
  out.head(n) = h_.cwiseProduct(in.head(n));
  if (!diagonal_q_)
    for (Index j = 0; j < q_.outerSize(); ++j)
      for (Sparse::InnerIterator it(q_, j); it; ++it)
        if (it.row() > j) {
          out[it.row()] += it.value() * in[j];
          out[j] += it.value() * in[it.row()];
        }
  out.head(n).noalias() -= a_.transpose() * in.tail(m);
  out.tail(m) = e_.cwiseProduct(in.tail(m));
  out.tail(m).noalias() += a_ * in.head(n);
}

double NewtonSystem::solve(const VectorXd& f, const VectorXd& g, VectorXd& dx, VectorXd& dy, int most) {
  const Index n = a_.cols(), m = a_.rows();
  right_.head(n) = f;
  right_.tail(m) = g;
  const double scale = right_.norm();
  constexpr double target = 1e-12;
  precondition(right_, solution_);
  multiply(solution_, image_);
  residual_ = right_ - image_;
  double left = residual_.norm();
  for (int cycle = 0; cycle < 3 && scale > 0 && left > target * scale && most > 0; ++cycle) {
    const int width = std::min(most, static_cast<int>(preconditioned_.cols()));
    Eigen::Matrix<double, krylov_width + 1, krylov_width> hessenberg = Eigen::Matrix<double, krylov_width + 1, krylov_width>::Zero();
    Eigen::Matrix<double, krylov_width + 1, 1> rotated = Eigen::Matrix<double, krylov_width + 1, 1>::Zero();
    double cosine[krylov_width], sine[krylov_width];
    rotated[0] = left;
    krylov_.col(0) = residual_ / left;
    int used = 0;
    for (int k = 0; k < width; ++k) {
      image_ = krylov_.col(k);
      precondition(image_, residual_);
      if (!residual_.allFinite()) break;
      preconditioned_.col(k) = residual_;
      multiply(residual_, image_);
      for (int i = 0; i <= k; ++i) {
        hessenberg(i, k) = krylov_.col(i).dot(image_);
        image_ -= hessenberg(i, k) * krylov_.col(i);
      }
      const double length = image_.norm();
      hessenberg(k + 1, k) = length;
      for (int i = 0; i < k; ++i) {
        const double upper = cosine[i] * hessenberg(i, k) + sine[i] * hessenberg(i + 1, k);
        hessenberg(i + 1, k) = -sine[i] * hessenberg(i, k) + cosine[i] * hessenberg(i + 1, k);
        hessenberg(i, k) = upper;
      }
      const double radius = std::hypot(hessenberg(k, k), length);
      if (!(radius > 0)) break;
      cosine[k] = hessenberg(k, k) / radius;
      sine[k] = length / radius;
      hessenberg(k, k) = radius;
      hessenberg(k + 1, k) = 0;
      rotated[k + 1] = -sine[k] * rotated[k];
      rotated[k] *= cosine[k];
      used = k + 1;
      if (std::abs(rotated[k + 1]) <= 0.3 * target * scale || length <= 1e-300) break;
      krylov_.col(k + 1) = image_ / length;
    }
    if (used == 0) break;
    VectorXd weights = rotated.head(used);
    hessenberg.topLeftCorner(used, used).triangularView<Eigen::Upper>().solveInPlace(weights);
    image_ = solution_;
    image_.noalias() += preconditioned_.leftCols(used) * weights;
    multiply(image_, residual_);
    residual_ = right_ - residual_;
    const double now = residual_.norm();
    if (!(now < left)) break;
    solution_.swap(image_);
    const bool slow = now > 0.1 * left;
    left = now;
    if (slow) break;
  }
  dx = solution_.head(n);
  dy = solution_.tail(m);
  if (!std::isfinite(scale + left)) return std::numeric_limits<double>::infinity();
  return scale > 0 ? left / scale : 0;
}

}  // namespace liandong::optimise
