#include "model/optimise/crossover.hpp"

#include <cmath>
#include <numeric>

#include "model/optimise/simplex.hpp"

namespace liandong::optimise {

namespace {

/// The interior point in scaled terms, and which variables it holds at a bound.
struct InteriorPoint {
  std::vector<double> x, d;
  std::vector<double> distance;  ///< To the nearest bound; infinite for a free variable.
  std::vector<char> inside;      ///< Further from its bound than its multiplier is from zero.
};

InteriorPoint scaled_point(const Simplex& s, const LinearProgram& problem, const Solution& interior) {
  InteriorPoint point;
  const Eigen::VectorXd activity = problem.a * interior.x;
  for (int j = 0; j < s.size(); ++j) {
    const bool column = j < s.n;
    const double value = (column ? interior.x[j] : activity[j - s.n]) / s.scale[j];
    const double multiplier = (column ? interior.z[j] : interior.y[j - s.n]) * s.scale[j] * s.cost_unit;
    point.x.push_back(std::clamp(std::isfinite(value) ? value : 0.0, s.lower[j], s.upper[j]));
    point.d.push_back(std::isfinite(multiplier) ? multiplier : 0.0);
    point.distance.push_back(std::min(point.x.back() - s.lower[j], s.upper[j] - point.x.back()));
    point.inside.push_back(point.distance.back() > std::max(std::abs(point.d.back()), s.primal_tolerance));
  }
  return point;
}

/// (13) Crash: rows whose logical is held at a bound are given to inside columns while the basis stays triangular; each column given a row needs no push.
class Crash {
 public:
  Crash(Simplex& simplex, const InteriorPoint& point) : s_(simplex), point_(point), open_(simplex.m) {
    for (int i = 0; i < s_.m; ++i) open_[i] = !point.inside[s_.n + i];
  }

  void run(const std::vector<int>& order) {
    // First columns that meet one open row only, then the next ones, and so on: they leave the open rows untouched.
    std::vector<int> count(s_.n, 0), queue;
    for (const int j : order) {
      for (int e = s_.columns.start[j]; e < s_.columns.start[j + 1]; ++e) count[j] += open_[s_.columns.index[e]];
      if (count[j] == 1) queue.push_back(j);
    }
    for (std::size_t next = 0; next < queue.size(); ++next) {
      const int row = give_row(queue[next]);
      if (row < 0) continue;
      for (int e = s_.rows.start[row]; e < s_.rows.start[row + 1]; ++e)
        if (const int other = s_.rows.index[e]; count[other] > 0 && --count[other] == 1) queue.push_back(other);
    }
    // Then columns that meet an open row no such column has met before: triangular the other way.
    for (const int j : order) {
      if (s_.basic(j) || give_row(j) < 0) continue;
      for (int e = s_.columns.start[j]; e < s_.columns.start[j + 1]; ++e) open_[s_.columns.index[e]] = 0;
    }
  }

 private:
  /// The column takes the place of the logical of the open row with its largest entry; -1 where there is no steady pivot.
  int give_row(int j) {
    constexpr double steady = 0.1;
    int row = -1;
    double pivot = 0, largest = 0;
    for (int e = s_.columns.start[j]; e < s_.columns.start[j + 1]; ++e) {
      const double size = std::abs(s_.columns.value[e]);
      largest = std::max(largest, size);
      if (!open_[s_.columns.index[e]] || size <= pivot) continue;
      row = s_.columns.index[e];
      pivot = size;
    }
    if (row < 0 || pivot < steady * largest) return -1;
    const int logical = s_.n + row, place = s_.place[logical];
    s_.head[place] = j;
    s_.place[j] = place;
    s_.status[j] = BasisStatus::basic;
    s_.place[logical] = -1;
    s_.x[logical] = point_.x[logical];
    s_.settle(logical);
    open_[row] = 0;
    return row;
  }

  Simplex& s_;
  const InteriorPoint& point_;
  std::vector<char> open_;
};

/// (13) Primal push: every nonbasic variable between its bounds is moved towards the nearer one; where a basic variable reaches its own bound
/// first, the two change places.
class PrimalPush {
 public:
  PrimalPush(Simplex& simplex, const InteriorPoint& point) : s_(simplex), point_(point), column_(simplex.m) {}

  void run(const std::vector<int>& order) {
    for (const int j : order) {
      if (s_.basic(j) || s_.stop.stop_requested() || s_.out_of_time()) continue;
      if (s_.factor.updates() >= 100 || s_.factor.eta_entries() > 3 * (s_.factor.factor_entries() + static_cast<std::size_t>(s_.m))) refactor(s_);
      push(j);
    }
  }

 private:
  void push(int j) {
    const double down = s_.x[j] - s_.lower[j], up = s_.upper[j] - s_.x[j];
    const bool to_lower = down <= up;
    const double distance = std::min(down, up);  // Infinite for a free variable: it enters if anything can leave.
    const double direction = to_lower ? -1 : 1;
    if (distance == 0) {
      s_.status[j] = to_lower ? BasisStatus::at_lower : BasisStatus::at_upper;
      s_.settle(j);
      return;
    }
    std::fill(column_.begin(), column_.end(), 0.0);
    add_column(s_, j, 1, column_);
    s_.factor.ftran(column_);
    double step = infinity;
    const int place = blocking(direction, distance, step);
    if (place < 0 && distance == infinity) return;  // Nothing depends on it: it may stay where it is.
    const double move = direction * (place < 0 ? distance : step);
    for (int p = 0; p < s_.m; ++p)
      if (column_[p] != 0) s_.x[s_.head[p]] -= move * column_[p];
    s_.x[j] += move;
    if (place < 0) {
      s_.status[j] = to_lower ? BasisStatus::at_lower : BasisStatus::at_upper;
      s_.settle(j);
      return;
    }
    exchange(s_, place, j, direction * column_[place] > 0 ? BasisStatus::at_lower : BasisStatus::at_upper, column_);
  }

  [[nodiscard]] int blocking(double direction, double distance, double& step) const {
    constexpr double smallest = 1e-7;
    const double tolerance = 10 * s_.primal_tolerance;
    const auto room_at = [&](int p, double rate) {
      const int j = s_.head[p];
      const double room = rate > 0 ? s_.x[j] - s_.lower[j] : s_.upper[j] - s_.x[j];
      // Held at a bound by the interior point up to its accuracy: it gives way at once.
      if (!point_.inside[j] && room <= 10 * (point_.distance[j] + tolerance)) return 0.0;
      return std::max(room, 0.0);
    };
    double longest = distance;
    for (int p = 0; p < s_.m; ++p) {
      const double rate = direction * column_[p];
      if (std::abs(rate) >= smallest) longest = std::min(longest, (room_at(p, rate) + tolerance) / std::abs(rate));
    }
    int best = -1;
    double best_size = 0;
    for (int p = 0; p < s_.m; ++p) {
      const double rate = direction * column_[p], size = std::abs(rate);
      if (size < smallest || size <= best_size) continue;
      const double room = room_at(p, rate);
      if (room == infinity || room / size > longest || room / size >= distance) continue;
      best = p;
      best_size = size;
      step = room / size;
    }
    return best;
  }

  Simplex& s_;
  const InteriorPoint& point_;
  std::vector<double> column_;
};

}  // namespace

Solution crossover(const LinearProgram& problem, const Solution& interior, const SolveOptions& options) {
  Simplex s = make_simplex(problem, options);
  set_slack_basis(s);
  if (interior.x.size() != s.n || interior.y.size() != s.m || interior.z.size() != s.n) return finish(s, problem, options);
  const InteriorPoint point = scaled_point(s, problem, interior);

  std::vector<int> order;
  for (int j = 0; j < s.n; ++j) {
    s.x[j] = point.x[j];
    if (point.inside[j]) {
      order.push_back(j);
    } else {
      s.status[j] = point.x[j] - s.lower[j] <= s.upper[j] - point.x[j] ? BasisStatus::at_lower : BasisStatus::at_upper;
      s.settle(j);
    }
  }
  // The furthest from their bounds first: they belong in the basis.
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return point.distance[a] > point.distance[b]; });
  Crash(s, point).run(order);
  refactor(s);
  PrimalPush(s, point).run(order);
  return finish(s, problem, options);
}

}  // namespace liandong::optimise
