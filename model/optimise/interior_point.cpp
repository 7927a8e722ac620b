#include "model/optimise/interior_point.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "model/optimise/newton_system.hpp"
#include "model/optimise/scaling.hpp"

namespace liandong::optimise {
namespace {

using Eigen::ArrayXd;
using Eigen::Index;
using Eigen::VectorXd;

/// A change of (v, y, s_l, s_u, z_l, z_u); v holds the columns x, then one activity per row.
struct Direction {
  ArrayXd v, sl, su, zl, zu;
  VectorXd y;
};

constexpr int most_corrections = 3;
constexpr double trusted = 1e-7;  // Relative residual of a direction up to which it is used as it is.
constexpr double least_delta = 1e-11, least_rho = 1e-9, least_share = 1e-15;  // Of equations, of free columns, of a row's diagonal.

double largest(const VectorXd& v) { return v.size() ? v.lpNorm<Eigen::Infinity>() : 0.0; }

/// Longest step, at most `longest`, that keeps both arrays at or above zero.
double step_length(const ArrayXd& a, const ArrayXd& da, const ArrayXd& b, const ArrayXd& db, double longest = 1) {
  double step = longest;
  for (Index k = 0; k < a.size(); ++k) {
    if (da[k] < 0) step = std::min(step, -a[k] / da[k]);
    if (db[k] < 0) step = std::min(step, -b[k] / db[k]);
  }
  return std::max(step, 0.0);
}

class Iteration {
 public:
  Iteration(const QuadraticProgram& problem, const InteriorOptions& options);
  InteriorResult run();

 private:
  struct Measures {
    double primal = infinity, dual = infinity, gap = infinity;  // relative, in the units of the problem given
    [[nodiscard]] double worst() const { return std::isfinite(primal + dual + gap) ? std::max({primal, dual, gap}) : infinity; }
  };

  void start_point();
  void update_residuals();
  void factorise();
  void strengthen();
  void relax();
  void regularise(double strength);
  void direction(const ArrayXd& target_l, const ArrayXd& target_u, Direction& d);
  void affine_targets();
  void correct_centrality(double mu_target);
  void accept(double alpha_p, double alpha_d);
  [[nodiscard]] double complementarity(double alpha_p, double alpha_d, const Direction& d) const;
  void unscale(VectorXd& x, VectorXd& y) const;
  [[nodiscard]] bool looks_infeasible() const;

  const QuadraticProgram& problem_;
  const InteriorOptions& options_;
  ScaledForm form_;
  NewtonSystem newton_;
  Index n_ = 0, m_ = 0;
  bool quadratic_ = false;
  double pairs_ = 0;                   // complementarity products
  ArrayXd lower_, upper_, has_l_, has_u_, slack_;  // bounds of v; 1 where a bound is kept by the barrier; 1 where a row has an activity of its own
  ArrayXd v_, sl_, su_, zl_, zu_;
  VectorXd y_;
  ArrayXd xi_l_, xi_u_, rd_, h_, f_;   // residuals (5), scaling matrix (6), right-hand side
  VectorXd rp_, qx_, at_y_, hx_, e_, fx_, g_, dx_, rho_;
  double strength_ = 1;
  double delta_ = 1e-9, residual_ = 0;
  ArrayXd tl_, tu_, try_l_, try_u_;    // targets for the changes of the products
  Direction affine_, step_, trial_;
  Measures now_;
  double mu_ = 0, primal_objective_ = 0, dual_objective_ = 0;
  double bound_scale_ = 1, cost_scale_ = 1;
  ArrayXd dual_unscale_, primal_unscale_;
};

Iteration::Iteration(const QuadraticProgram& problem, const InteriorOptions& options)
    : problem_(problem), options_(options), form_(scale(problem)), newton_(form_.a, form_.q, options.augmented ? NewtonSystem::Form::augmented : NewtonSystem::Form::cheapest), n_(form_.a.cols()), m_(form_.a.rows()), quadratic_(form_.q.nonZeros() > 0) {
  const Index k = n_ + m_;
  lower_.resize(k);
  upper_.resize(k);
  lower_ << form_.lower.array(), form_.row_lower.array();
  upper_ << form_.upper.array(), form_.row_upper.array();
  has_l_ = has_u_ = slack_ = ArrayXd::Zero(k);
  for (Index j = 0; j < k; ++j) {
    const bool equation = j >= n_ && lower_[j] == upper_[j];
    slack_[j] = j >= n_ && !equation;
    has_l_[j] = std::isfinite(lower_[j]) && !equation;
    has_u_[j] = std::isfinite(upper_[j]) && !equation;
  }
  pairs_ = has_l_.sum() + has_u_.sum();
  v_ = sl_ = su_ = zl_ = zu_ = xi_l_ = xi_u_ = rd_ = h_ = f_ = tl_ = tu_ = ArrayXd::Zero(k);
  y_ = rp_ = e_ = g_ = VectorXd::Zero(m_);
  qx_ = at_y_ = hx_ = fx_ = dx_ = VectorXd::Zero(n_);
  for (Direction* d : {&affine_, &step_, &trial_}) {
    d->v = d->sl = d->su = d->zl = d->zu = ArrayXd::Zero(k);
    d->y = VectorXd::Zero(m_);
  }
  rho_ = VectorXd::Constant(n_, 1e-18);
  regularise(1);
  const LinearProgram& p = problem.linear;
  double side = 0;
  for (const VectorXd* v : {&p.lower, &p.upper, &p.row_lower, &p.row_upper})
    for (const double entry : *v)
      if (std::isfinite(entry)) side = std::max(side, std::abs(entry));
  bound_scale_ = 1 + side;
  cost_scale_ = 1 + largest(p.c);
  primal_unscale_.resize(k);
  dual_unscale_.resize(k);
  primal_unscale_ << form_.column_scale.array() * form_.primal_unit, form_.row_scale.array().inverse() * form_.primal_unit;
  dual_unscale_ << form_.column_scale.array().inverse() * form_.dual_unit, form_.row_scale.array() * form_.dual_unit;
}

void Iteration::start_point() {
  // Least squares for x near the box and for y, then Mehrotra's shift (8).
  h_ = ArrayXd::Ones(n_ + m_);
  e_ = slack_.tail(m_).matrix();
  newton_.factorise(VectorXd::Ones(n_), e_, rho_, delta_, least_share * strength_);
  ArrayXd centre = ArrayXd::Zero(n_ + m_);
  for (Index j = 0; j < n_ + m_; ++j) centre[j] = std::clamp(0.0, std::min(lower_[j], 1e300), std::max(upper_[j], -1e300));
  // Rows with an activity: A dx + dy = centre of the row, an equation A dx = b.
  fx_ = centre.head(n_).matrix();
  g_ = centre.tail(m_).matrix();
  newton_.solve(fx_, g_, dx_, rp_);
  v_.head(n_) = dx_.array();
  const VectorXd activity = form_.a * dx_;
  for (Index i = 0; i < m_; ++i) v_[n_ + i] = slack_[n_ + i] != 0 ? activity[i] : lower_[n_ + i];
  newton_.solve(-form_.c, VectorXd::Zero(m_), dx_, y_);
  newton_.multiply_q(v_.head(n_).matrix(), qx_);
  at_y_ = form_.a.transpose() * y_;
  ArrayXd z(n_ + m_);
  z << (form_.c - at_y_ + qx_).array(), y_.array();

  double shift_p = 0, shift_d = 0;
  for (Index k = 0; k < n_ + m_; ++k) {
    const bool l = has_l_[k] != 0, u = has_u_[k] != 0;
    sl_[k] = l ? v_[k] - lower_[k] : 1;
    su_[k] = u ? upper_[k] - v_[k] : 1;
    zl_[k] = l ? (u ? std::max(z[k], 0.0) : z[k]) : 0;
    zu_[k] = u ? (l ? std::max(-z[k], 0.0) : -z[k]) : 0;
    if (l) shift_p = std::max(shift_p, -1.5 * sl_[k]), shift_d = std::max(shift_d, -1.5 * zl_[k]);
    if (u) shift_p = std::max(shift_p, -1.5 * su_[k]), shift_d = std::max(shift_d, -1.5 * zu_[k]);
  }
  if (pairs_ == 0) return;
  sl_ += shift_p * has_l_;
  su_ += shift_p * has_u_;
  zl_ += shift_d * has_l_;
  zu_ += shift_d * has_u_;
  const double product = (sl_ * zl_).sum() + (su_ * zu_).sum();
  const double total_s = (sl_ * has_l_).sum() + (su_ * has_u_).sum(), total_z = zl_.sum() + zu_.sum();
  const double more_p = std::max(total_z > 0 ? 0.5 * product / total_z : 1.0, 1e-2), more_d = std::max(total_s > 0 ? 0.5 * product / total_s : 1.0, 1e-2);
  sl_ += more_p * has_l_;
  su_ += more_p * has_u_;
  zl_ += more_d * has_l_;
  zu_ += more_d * has_u_;
}

void Iteration::update_residuals() {
  const auto x = v_.head(n_).matrix();
  rp_ = v_.tail(m_).matrix();
  rp_.noalias() -= form_.a * x;
  newton_.multiply_q(x, qx_);
  at_y_.noalias() = form_.a.transpose() * y_;
  rd_.head(n_) = (at_y_ - form_.c - qx_).array();
  rd_.tail(m_) = -y_.array() * slack_.tail(m_);
  rd_ += zl_ - zu_;
  double primal = 0, dual = 0;
  for (Index k = 0; k < n_ + m_; ++k) {
    xi_l_[k] = has_l_[k] != 0 ? v_[k] - sl_[k] - lower_[k] : 0;
    xi_u_[k] = has_u_[k] != 0 ? upper_[k] - v_[k] - su_[k] : 0;
    const double unit = primal_unscale_[k];
    primal = std::max({primal, std::abs(xi_l_[k]) * unit, std::abs(xi_u_[k]) * unit});
    if (k >= n_) primal = std::max(primal, std::abs(rp_[k - n_]) * unit);
    dual = std::max(dual, std::abs(rd_[k]) * dual_unscale_[k]);
  }
  mu_ = pairs_ > 0 ? ((sl_ * zl_).sum() + (su_ * zu_).sum()) / pairs_ : 0;
  const double unit = form_.primal_unit * form_.dual_unit, curvature = x.dot(qx_);
  double bound_value = 0;
  for (Index k = 0; k < n_ + m_; ++k) {
    if (has_l_[k] != 0) bound_value += zl_[k] * lower_[k];
    if (has_u_[k] != 0) bound_value -= zu_[k] * upper_[k];
    if (k >= n_ && slack_[k] == 0) bound_value += y_[k - n_] * lower_[k];
  }
  primal_objective_ = unit * (form_.c.dot(x) + 0.5 * curvature) + form_.constant;
  dual_objective_ = unit * (bound_value - 0.5 * curvature) + form_.constant;
  now_ = {primal / bound_scale_, dual / cost_scale_, std::abs(primal_objective_ - dual_objective_) / (1 + std::abs(primal_objective_))};
}

void Iteration::factorise() {
  h_ = zl_ / sl_ + zu_ / su_;  // (6)
  hx_ = h_.head(n_).matrix();
  for (Index i = 0; i < m_; ++i) e_[i] = slack_[n_ + i] != 0 ? 1 / std::max(h_[n_ + i], 1e-20) : 0;
  for (int attempt = 0; attempt < 4; ++attempt) {
    if (newton_.factorise(hx_, e_, rho_, delta_, least_share * strength_) == 0) break;
    strengthen();
  }
}

void Iteration::strengthen() { regularise(std::min(strength_ * 30, 1e5)); }

void Iteration::relax() {
  if (residual_ < 1e-10 && strength_ > 1) regularise(std::max(strength_ / 10, 1.0));
}

void Iteration::regularise(double strength) {
  strength_ = strength;
  if (options_.augmented) strength *= 10;
  delta_ = least_delta * strength;
  for (Index j = 0; j < n_; ++j)
    if (has_l_[j] + has_u_[j] == 0) rho_[j] = least_rho * strength;
}

void Iteration::direction(const ArrayXd& target_l, const ArrayXd& target_u, Direction& d) {
  f_ = rd_ + (target_l - zl_ * xi_l_) / sl_ - (target_u - zu_ * xi_u_) / su_;
  fx_ = f_.head(n_).matrix();
  g_ = rp_ + f_.tail(m_).matrix().cwiseProduct(e_);
  residual_ = newton_.solve(fx_, g_, dx_, d.y);
  d.v.head(n_) = dx_.array();
  g_ = -rp_;
  g_.noalias() += form_.a * dx_;
  for (Index i = 0; i < m_; ++i) {
    const Index k = n_ + i;
    if (slack_[k] == 0)
      d.v[k] = 0;
    else
      d.v[k] = h_[k] < 1 ? g_[i] : (f_[k] - d.y[i]) / h_[k];
  }
  d.sl = (d.v + xi_l_) * has_l_;
  d.su = (xi_u_ - d.v) * has_u_;
  d.zl = (target_l - zl_ * d.sl) / sl_ * has_l_;
  d.zu = (target_u - zu_ * d.su) / su_ * has_u_;
}

double Iteration::complementarity(double alpha_p, double alpha_d, const Direction& d) const {
  return (((sl_ + alpha_p * d.sl) * (zl_ + alpha_d * d.zl)) * has_l_ + ((su_ + alpha_p * d.su) * (zu_ + alpha_d * d.zu)) * has_u_).sum() / pairs_;
}

void Iteration::accept(double alpha_p, double alpha_d) {
  v_ += alpha_p * step_.v;
  sl_ += alpha_p * step_.sl;
  su_ += alpha_p * step_.su;
  y_ += alpha_d * step_.y;
  zl_ += alpha_d * step_.zl;
  zu_ += alpha_d * step_.zu;
}

void Iteration::unscale(VectorXd& x, VectorXd& y) const {
  const LinearProgram& p = problem_.linear;
  x.resize(p.columns());
  for (Index j = 0; j < p.columns(); ++j) x[j] = p.lower[j] == p.upper[j] ? p.lower[j] : 0;
  y = VectorXd::Zero(p.rows());
  for (Index j = 0; j < n_; ++j) {
    const int to = form_.columns[static_cast<std::size_t>(j)];
    x[to] = std::clamp(v_[j] * primal_unscale_[j], p.lower[to], p.upper[to]);
  }
  for (Index i = 0; i < m_; ++i) {
    const int to = form_.rows[static_cast<std::size_t>(i)];
    double value = y_[i] * dual_unscale_[n_ + i];
    if (!std::isfinite(p.row_lower[to])) value = std::min(value, 0.0);
    if (!std::isfinite(p.row_upper[to])) value = std::max(value, 0.0);
    y[to] = value;
  }
}

/// While the primal residual stands still and y grows, y alone may prove infeasibility: (12) in plain arithmetic, on the scaled problem.
bool Iteration::looks_infeasible() const {
  double value = 0, wrong = 0;
  for (Index k = 0; k < n_ + m_; ++k) {
    const double z = k < n_ ? -at_y_[k] : y_[k - n_];
    const double side = z > 0 ? lower_[k] : upper_[k];
    if (std::isfinite(side))
      value += z * side;
    else
      wrong = std::max(wrong, std::abs(z));
  }
  return value > 0 && wrong < 1e-9 * value;
}

InteriorResult Iteration::run() {
  InteriorResult result;
  start_point();
  Measures best;
  int since_best = 0, standing = 0;
  std::array<double, 4> mu_before{infinity, infinity, infinity, infinity};
  double stand = infinity;
  double alpha_p = 0, alpha_d = 0;
  int corrections = 0;
  for (int iteration = 0;; ++iteration) {
    update_residuals();
    result.iterations = iteration;
    if (options_.on_progress)
      options_.on_progress({.iteration = options_.first_iteration + iteration, .primal_residual = now_.primal, .dual_residual = now_.dual, .gap = now_.gap});
    if (now_.worst() < best.worst()) {
      if (now_.worst() < 0.9 * best.worst()) since_best = 0;
      best = now_;
      unscale(result.x, result.y);
    }
    if (now_.worst() <= options_.tolerance) {
      result.status = SolveStatus::optimal;
      return result;
    }
    result.status = SolveStatus::numerical;
    if (options_.stop.stop_requested()) {
      result.status = SolveStatus::cancelled;
      return result;
    }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - options_.start).count();
    if (iteration >= options_.max_iterations || (options_.deadline > 0 && seconds > options_.deadline)) {
      result.status = SolveStatus::limit;
      return result;
    }
    if (now_.primal < 0.5 * stand) {
      stand = now_.primal;
      standing = 0;
    } else if (++standing >= 5 && now_.primal > options_.tolerance && looks_infeasible()) {
      unscale(result.last_x, result.last_y);
      result.status = SolveStatus::infeasible;
      return result;
    }
    if (++since_best > 30 || !std::isfinite(now_.worst() + mu_)) {
      unscale(result.last_x, result.last_y);
      return result;
    }

    const bool cycling = mu_ >= 0.9 * mu_before[static_cast<std::size_t>(iteration) % mu_before.size()];  // Against four steps ago.
    mu_before[static_cast<std::size_t>(iteration) % mu_before.size()] = mu_;
    relax();
    factorise();
    tl_ = -sl_ * zl_;
    tu_ = -su_ * zu_;
    direction(tl_, tu_, affine_);
    for (int attempt = 0; attempt < 3 && !(residual_ <= trusted); ++attempt) {
      strengthen();
      factorise();
      direction(tl_, tu_, affine_);
    }
    alpha_p = step_length(sl_, affine_.sl, su_, affine_.su);
    alpha_d = step_length(zl_, affine_.zl, zu_, affine_.zu);
    if (quadratic_) alpha_p = alpha_d = std::min(alpha_p, alpha_d);
    corrections = 0;
    const double first_residual = residual_;
    if (pairs_ > 0) {
      const double ratio = complementarity(alpha_p, alpha_d, affine_) / mu_;
      const double sigma = std::clamp(ratio * ratio * ratio, 1e-6, 1.0);
      const double target = sigma * mu_;
      tl_ = (target - sl_ * zl_ - affine_.sl * affine_.zl) * has_l_;
      tu_ = (target - su_ * zu_ - affine_.su * affine_.zu) * has_u_;
      direction(tl_, tu_, step_);
      if (!(residual_ <= std::max(trusted, 10 * first_residual))) {
        step_ = affine_;
        corrections = most_corrections;
      }
      alpha_p = step_length(sl_, step_.sl, su_, step_.su);
      alpha_d = step_length(zl_, step_.zl, zu_, step_.zu);
      // Multiple centrality corrections (Gondzio 1996).
      for (; corrections < most_corrections; ++corrections) {
        const double try_p = std::min(1.0, 1.1 * alpha_p + 0.1), try_d = std::min(1.0, 1.1 * alpha_d + 0.1);
        const auto correction = [&](double product) {
          const double t = std::clamp(product, 0.1 * target, 10 * target) - product;
          return std::max(t, -10 * target);
        };
        for (Index k = 0; k < n_ + m_; ++k) {
          if (has_l_[k] != 0) f_[k] = tl_[k] + correction((sl_[k] + try_p * step_.sl[k]) * (zl_[k] + try_d * step_.zl[k]));
          else f_[k] = 0;
        }
        try_l_ = f_;
        for (Index k = 0; k < n_ + m_; ++k) {
          if (has_u_[k] != 0) f_[k] = tu_[k] + correction((su_[k] + try_p * step_.su[k]) * (zu_[k] + try_d * step_.zu[k]));
          else f_[k] = 0;
        }
        try_u_ = f_;
        direction(try_l_, try_u_, trial_);
        const double new_p = step_length(sl_, trial_.sl, su_, trial_.su), new_d = step_length(zl_, trial_.zl, zu_, trial_.zu);
        if (new_p + new_d < alpha_p + alpha_d + 0.02 || residual_ > trusted) break;
        std::swap(step_, trial_);
        tl_.swap(try_l_);
        tu_.swap(try_u_);
        alpha_p = new_p;
        alpha_d = new_d;
      }
      if (quadratic_) alpha_p = alpha_d = std::min(alpha_p, alpha_d);
      // The second-order term can make Mehrotra's method cycle (Cartis 2009): where complementarity would not fall, centre without it.
      const double predicted = complementarity(alpha_p, alpha_d, step_);
      if (predicted > 0.9 * mu_ && cycling) {
        tl_ = (0.2 * mu_ - sl_ * zl_) * has_l_;
        tu_ = (0.2 * mu_ - su_ * zu_) * has_u_;
        direction(tl_, tu_, trial_);
        double new_p = step_length(sl_, trial_.sl, su_, trial_.su), new_d = step_length(zl_, trial_.zl, zu_, trial_.zu);
        if (quadratic_) new_p = new_d = std::min(new_p, new_d);
        if (complementarity(new_p, new_d, trial_) < predicted && std::min(new_p, new_d) > 0.5 * std::min(alpha_p, alpha_d)) {
          std::swap(step_, trial_);
          alpha_p = new_p;
          alpha_d = new_d;
        }
      }
    } else {
      step_ = affine_;
    }
    if (quadratic_) alpha_p = alpha_d = std::min(alpha_p, alpha_d);
    constexpr double back = 0.995;  // Both arrays stay positive.
    alpha_p = std::min(1.0, back * step_length(sl_, step_.sl, su_, step_.su, 2));
    alpha_d = std::min(1.0, back * step_length(zl_, step_.zl, zu_, step_.zu, 2));
    if (quadratic_) alpha_p = alpha_d = std::min(alpha_p, alpha_d);
    accept(alpha_p, alpha_d);
  }
}

}  // namespace

InteriorResult interior_point(const QuadraticProgram& problem, const InteriorOptions& options) { return Iteration(problem, options).run(); }

}  // namespace liandong::optimise
