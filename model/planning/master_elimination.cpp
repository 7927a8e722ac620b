#include <Eigen/Cholesky>
#include <Eigen/SparseCholesky>
#include <algorithm>

#include "model/planning/master_block.hpp"

namespace liandong {

void MasterBlock::assemble_cell(Cell& cell) {
  const std::size_t count = static_cast<std::size_t>(cell.last_row - cell.first_row);
  double sum_d = 0, sum_dm = 0, sum_dmm = 0, pairs = 0, sum_dl = 0, sum_dml = 0, curvature = 0;
  for (int i = cell.first_offer; i < cell.last_offer; ++i) {
    Offer& offer = offers[static_cast<std::size_t>(i)];
    const double theta = offer.amount.v / offer.amount.x;
    offer.curve = offer.limited() ? offer.room.v / offer.room.x : 0;
    offer.d = 1 / (theta + offer.curve);
    if (cell.matched)
      for (int other = cell.first_offer; other < i; ++other) {
        const double difference = offer.match - offers[static_cast<std::size_t>(other)].match;
        pairs += offer.d * offers[static_cast<std::size_t>(other)].d * difference * difference;
      }
    sum_d += offer.d;
    sum_dm += offer.d * offer.match;
    sum_dmm += offer.d * offer.match * offer.match;
    const double pull = offer.d * offer.curve * offer.share;
    sum_dl += pull;
    sum_dml += pull * offer.match;
    curvature += offer.share * pull * theta;
  }
  const double gap_d = cell.gap.x / cell.gap.v;
  if (cell.matched) {
    const double match_d = cell.match.x / cell.match.v;
    const double det = pairs + gap_d * sum_dmm + match_d * (sum_d + gap_d);  // Lagrange's identity: nothing cancels.
    cell.a11 = (sum_dmm + match_d) / det;
    cell.a12 = -sum_dm / det;
    cell.a22 = (sum_d + gap_d) / det;
  } else {
    cell.a11 = 1 / (sum_d + gap_d);
    cell.a12 = cell.a22 = 0;
  }
  cell.s1 = 1 - sum_dl;
  cell.s2 = -sum_dml;
  const double as1 = cell.a11 * cell.s1 + cell.a12 * cell.s2, as2 = cell.a12 * cell.s1 + cell.a22 * cell.s2;
  const double h = cell.s1 * as1 + cell.s2 * as2 + curvature;

  line1_.assign(count, 0.0);
  line2_.assign(count, 0.0);
  line3_.assign(count, 0.0);
  small_.assign(count * count, 0.0);
  for (int i = cell.first_offer; i < cell.last_offer; ++i) {
    const Offer& offer = offers[static_cast<std::size_t>(i)];
    const double with_spend = offer.d * (offer.curve * offer.share + as1 + offer.match * as2);
    for (int e = offer.first_term; e < offer.last_term; ++e) {
      const Term& term = terms[static_cast<std::size_t>(e)];
      const auto row = static_cast<std::size_t>(term.place);
      line1_[row] += term.factor * offer.d;
      line2_[row] += term.factor * offer.d * offer.match;
      line3_[row] += term.factor * with_spend;
      for (int f = offer.first_term; f <= e; ++f) {
        const Term& other = terms[static_cast<std::size_t>(f)];
        const auto [low, high] = std::minmax(term.place, other.place);
        small_[static_cast<std::size_t>(high) * count + static_cast<std::size_t>(low)] += offer.d * term.factor * other.factor;
      }
    }
  }
  const int* row = cell_rows.data() + cell.first_row;
  for (std::size_t a = 0; a < count; ++a) {
    const double left1 = cell.a11 * line1_[a] + cell.a12 * line2_[a], left2 = cell.a12 * line1_[a] + cell.a22 * line2_[a];
    for (std::size_t b = 0; b <= a; ++b) {
      const double value = small_[a * count + b] - left1 * line1_[b] - left2 * line2_[b];
      row_matrix_(std::max(row[a], row[b]), std::min(row[a], row[b])) += value;
    }
  }
  for (int i = cell.first_coef; i < cell.last_coef; ++i) {
    const Coef& coef = coefs[static_cast<std::size_t>(i)];
    for (std::size_t a = 0; a < count; ++a) cross_(coef.group, row[a]) += coef.value * line3_[a];
    for (int e = cell.first_coef; e <= i; ++e) {
      const Coef& other = coefs[static_cast<std::size_t>(e)];
      group_matrix_(std::max(coef.group, other.group), std::min(coef.group, other.group)) += coef.value * other.value * h;
    }
  }
}

void MasterBlock::assemble() {
  const auto group_count = static_cast<Eigen::Index>(z.size());
  const auto row_count = static_cast<Eigen::Index>(rows.size());
  group_matrix_.setZero(group_count, group_count);
  cross_.setZero(group_count, row_count);
  row_matrix_.setZero(row_count, row_count);
  for (Cell& cell : cells) assemble_cell(cell);
  for (const Arc& arc : arcs) {
    const double theta = arc.slack.v / arc.slack.x;
    if (arc.low >= 0) group_matrix_(arc.low, arc.low) += theta;
    if (arc.high >= 0) group_matrix_(arc.high, arc.high) += theta;
    if (arc.low >= 0 && arc.high >= 0) group_matrix_(std::max(arc.low, arc.high), std::min(arc.low, arc.high)) -= theta;
  }
}

bool factor_in_place(Eigen::Ref<Eigen::MatrixXd> matrix) {
  const Eigen::MatrixXd copy = matrix;
  for (double weight = 1e-14; weight < 1; weight *= 100) {
    Eigen::LLT<Eigen::Ref<Eigen::MatrixXd>> factor(matrix);
    if (factor.info() == Eigen::Success) return true;
    matrix = copy;
    matrix.diagonal() *= 1 + weight;
  }
  return false;
}

struct MasterBlock::RowFactor {
  Eigen::SparseMatrix<double> matrix;  ///< Lower triangle.
  Eigen::SimplicialLLT<Eigen::SparseMatrix<double>, Eigen::Lower, Eigen::AMDOrdering<int>> factor;
};

/// Rows that some cell uses together, and neighbours in time, which cash is carried between.
void MasterBlock::find_row_pattern() {
  row_factor_ = std::make_shared<RowFactor>();
  const auto own = static_cast<std::size_t>(own_rows);
  std::vector<std::uint8_t> used(own * own, 0);
  for (const Cell& cell : cells)
    for (int i = cell.first_row; i < cell.last_row; ++i)
      for (int j = cell.first_row; j < cell.last_row; ++j) {
        const auto a = static_cast<std::size_t>(cell_rows[static_cast<std::size_t>(i)]),
                   b = static_cast<std::size_t>(cell_rows[static_cast<std::size_t>(j)]);
        if (a < own && b <= a) used[b * own + a] = 1;
      }
  std::vector<Eigen::Triplet<double>> entries;
  for (std::size_t b = 0; b < own; ++b)
    for (std::size_t a = b; a < own; ++a)
      if (used[b * own + a] || a - b <= 1) entries.emplace_back(static_cast<int>(a), static_cast<int>(b), 0.0);
  row_factor_->matrix.resize(own_rows, own_rows);
  row_factor_->matrix.setFromTriplets(entries.begin(), entries.end());
  row_factor_->factor.analyzePattern(row_factor_->matrix);
}

bool MasterBlock::factorise() {
  const auto own = static_cast<Eigen::Index>(own_rows);
  const Eigen::Index shared = static_cast<Eigen::Index>(rows.size()) - own;
  const Eigen::Index group_count = group_matrix_.rows();
  auto border = row_matrix_.bottomRightCorner(shared, shared);
  if (own > 0) {
    if (!row_factor_) find_row_pattern();
    auto& matrix = row_factor_->matrix;
    for (int column = 0; column < matrix.outerSize(); ++column)
      for (Eigen::SparseMatrix<double>::InnerIterator entry(matrix, column); entry; ++entry)
        entry.valueRef() = row_matrix_(entry.row(), entry.col());
    row_factor_->factor.factorize(matrix);
    for (double weight = 1e-14; row_factor_->factor.info() != Eigen::Success && weight < 1; weight *= 100) {
      for (int i = 0; i < own_rows; ++i) matrix.coeffRef(i, i) *= 1 + weight;
      row_factor_->factor.factorize(matrix);
    }
    if (row_factor_->factor.info() != Eigen::Success) return false;
    // [K_o | N_os]' through half the factor; then what the groups and the shared rows see of the own rows.
    halfway_.resize(own, group_count + shared);
    halfway_.leftCols(group_count) = cross_.leftCols(own).transpose();
    halfway_.rightCols(shared) = row_matrix_.bottomLeftCorner(shared, own).transpose();
    halfway_ = row_factor_->factor.permutationP() * halfway_;
    row_factor_->factor.matrixL().solveInPlace(halfway_);
    const auto of_groups = halfway_.leftCols(group_count);
    const auto of_shared = halfway_.rightCols(shared);
    if (group_count > 0) group_matrix_.selfadjointView<Eigen::Lower>().rankUpdate(of_groups.transpose());
    if (shared > 0) {
      cross_.rightCols(shared).noalias() -= of_groups.transpose() * of_shared;
      border.selfadjointView<Eigen::Lower>().rankUpdate(of_shared.transpose(), -1.0);
    }
  }
  if (group_count > 0) {
    if (!factor_in_place(group_matrix_)) return false;
    if (shared > 0) {
      auto between = cross_.rightCols(shared);
      group_matrix_.triangularView<Eigen::Lower>().solveInPlace(between);
      border.selfadjointView<Eigen::Lower>().rankUpdate(between.transpose());
    }
  }
  border_ = border;
  return true;
}

void MasterBlock::reduce(const Eigen::VectorXd& from_rows) {
  const auto own = static_cast<Eigen::Index>(own_rows);
  const Eigen::Index shared = static_cast<Eigen::Index>(rows.size()) - own;
  group_right_.resize(static_cast<Eigen::Index>(z.size()));
  for (std::size_t g = 0; g < z.size(); ++g) group_right_[static_cast<Eigen::Index>(g)] = -cost[g];
  for (const Arc& arc : arcs) {
    const double push = arc.slack.v + (arc.slack.target - arc.slack.v * arc.residual) / arc.slack.x;
    if (arc.high >= 0) group_right_[arc.high] += push;
    if (arc.low >= 0) group_right_[arc.low] -= push;
  }
  row_right_ = from_rows;
  for (Cell& cell : cells) {
    cell.q1 = -cell.balance_residual - (cell.gap.target - cell.gap.x * cell.gap_residual) / cell.gap.v;
    cell.q2 = cell.matched ? cell.match.target / cell.match.v - cell.match_residual : 0;
    double gradient = cell.pi;
    for (int i = cell.first_offer; i < cell.last_offer; ++i) {
      Offer& offer = offers[static_cast<std::size_t>(i)];
      offer.constant = -offer.residual + offer.amount.target / offer.amount.x;
      if (offer.limited()) {
        const double room_part = offer.room.target / offer.room.x - offer.curve * offer.room_residual;
        offer.constant -= room_part;
        gradient -= offer.share * (offer.room.v + room_part);
      }
      cell.q1 -= offer.d * offer.constant;
      cell.q2 -= cell.matched ? offer.d * offer.match * offer.constant : 0;
    }
    const double pi = cell.a11 * cell.q1 + cell.a12 * cell.q2, tau = cell.a12 * cell.q1 + cell.a22 * cell.q2;
    gradient += pi;
    for (int i = cell.first_offer; i < cell.last_offer; ++i) {
      const Offer& offer = offers[static_cast<std::size_t>(i)];
      const double dy = offer.d * (offer.constant + pi + offer.match * tau);
      gradient -= offer.curve * offer.share * dy;
      const double amount = offer.amount.x + dy;
      for (int e = offer.first_term; e < offer.last_term; ++e) {
        const Term& term = terms[static_cast<std::size_t>(e)];
        row_right_[cell_rows[static_cast<std::size_t>(cell.first_row + term.place)]] += term.factor * amount;
      }
    }
    for (int i = cell.first_coef; i < cell.last_coef; ++i) {
      const Coef& coef = coefs[static_cast<std::size_t>(i)];
      group_right_[coef.group] -= coef.value * gradient;
    }
  }
  // Own rows, groups, shared rows: each hands on what it leaves.
  border_right_ = row_right_.tail(shared);
  if (own > 0) {
    Eigen::VectorXd half = row_factor_->factor.permutationP() * row_right_.head(own);
    row_factor_->factor.matrixL().solveInPlace(half);
    group_right_.noalias() -= halfway_.leftCols(group_right_.size()).transpose() * half;
    border_right_.noalias() -= halfway_.rightCols(shared).transpose() * half;
    row_right_.head(own) = half;
  }
  if (group_right_.size() > 0) {
    group_matrix_.triangularView<Eigen::Lower>().solveInPlace(group_right_);
    border_right_.noalias() += cross_.rightCols(shared).transpose() * group_right_;
  }
}

void MasterBlock::back_substitute(const Eigen::VectorXd& shared_direction) {
  const auto own = static_cast<Eigen::Index>(own_rows);
  const Eigen::Index shared = static_cast<Eigen::Index>(rows.size()) - own;
  dz.resize(z.size());
  Eigen::Map<Eigen::VectorXd> direction(dz.data(), static_cast<Eigen::Index>(dz.size()));
  if (!z.empty()) {
    direction = group_right_;
    direction.noalias() -= cross_.rightCols(shared) * shared_direction;
    group_matrix_.triangularView<Eigen::Lower>().transpose().solveInPlace(direction);
  }
  dkappa_.resize(static_cast<Eigen::Index>(rows.size()));
  dkappa_.tail(shared) = shared_direction;
  if (own > 0) {
    Eigen::VectorXd half = row_right_.head(own);
    half.noalias() += halfway_.leftCols(direction.size()) * direction;
    half.noalias() -= halfway_.rightCols(shared) * shared_direction;
    row_factor_->factor.matrixU().solveInPlace(half);
    dkappa_.head(own) = row_factor_->factor.permutationPinv() * half;
  }
  for (Arc& arc : arcs) {
    const double high = arc.high < 0 ? 0 : dz[static_cast<std::size_t>(arc.high)],
                 low = arc.low < 0 ? 0 : dz[static_cast<std::size_t>(arc.low)];
    arc.slack.dx = high - low + arc.residual;
    arc.slack.dv = (arc.slack.target - arc.slack.v * arc.slack.dx) / arc.slack.x;
  }
  for (Cell& cell : cells) {
    double ds = 0;
    for (int i = cell.first_coef; i < cell.last_coef; ++i) {
      const Coef& coef = coefs[static_cast<std::size_t>(i)];
      ds += coef.value * dz[static_cast<std::size_t>(coef.group)];
    }
    double right1 = cell.q1 + cell.s1 * ds, right2 = cell.q2 + cell.s2 * ds;
    for (int i = cell.first_offer; i < cell.last_offer; ++i) {
      Offer& offer = offers[static_cast<std::size_t>(i)];
      double dp = 0;
      for (int e = offer.first_term; e < offer.last_term; ++e) {
        const Term& term = terms[static_cast<std::size_t>(e)];
        dp += term.factor * dkappa_[cell_rows[static_cast<std::size_t>(cell.first_row + term.place)]];
      }
      offer.amount.dx = offer.constant + offer.curve * offer.share * ds - dp;
      right1 += offer.d * dp;
      right2 += offer.d * offer.match * dp;
    }
    cell.dpi = cell.a11 * right1 + cell.a12 * right2;
    const double dtau = cell.a12 * right1 + cell.a22 * right2;
    double matched = cell.match_residual;
    for (int i = cell.first_offer; i < cell.last_offer; ++i) {
      Offer& offer = offers[static_cast<std::size_t>(i)];
      offer.amount.dx = offer.d * (offer.amount.dx + cell.dpi + offer.match * dtau);
      offer.amount.dv = (offer.amount.target - offer.amount.v * offer.amount.dx) / offer.amount.x;
      matched += offer.match * offer.amount.dx;
      if (offer.limited()) {
        offer.room.dx = offer.share * ds - offer.amount.dx + offer.room_residual;
        offer.room.dv = (offer.room.target - offer.room.v * offer.room.dx) / offer.room.x;
      }
    }
    cell.gap.dx = (cell.gap.x / cell.gap.v) * (cell.dpi - cell.gap_residual) + cell.gap.target / cell.gap.v;
    cell.gap.dv = (cell.gap.target - cell.gap.v * cell.gap.dx) / cell.gap.x;
    if (cell.matched) {
      cell.match.dx = matched;
      cell.match.dv = dtau;
    }
  }
}

}  // namespace liandong
