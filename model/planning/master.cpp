#include "model/planning/master.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

#include "model/planning/parallel.hpp"

namespace liandong {
namespace {

constexpr double back = 0.95;   // Of the way to the boundary.
constexpr int corrections = 5;  // A correction is cheap beside the factorisation.

}  // namespace

void RestrictedMaster::evaluate() {
  const MoneyRows& money = model_.rows();
  std::vector<double> prices(rows_.size());
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    prices[r] = rows_[r].price;
    rows_[r].excess = 0;
  }
  std::vector<std::vector<double>> draws(blocks_.size());
  std::vector<double> objectives(blocks_.size()), torn(blocks_.size());
  for_each_index(static_cast<int>(blocks_.size()), threads_, [&](int b) {
    const auto place = static_cast<std::size_t>(b);
    blocks_[place].evaluate(prices);
    blocks_[place].draws(draws[place]);
    objectives[place] = blocks_[place].objective();
    torn[place] = blocks_[place].imbalance();
  });
  objective_ = stages_.constant;
  residual_ = excess_ = 0;
  for (std::size_t b = 0; b < blocks_.size(); ++b) {
    for (std::size_t i = 0; i < draws[b].size(); ++i) rows_[static_cast<std::size_t>(blocks_[b].rows[i])].excess += draws[b][i];
    objective_ += objectives[b];
    residual_ += torn[b];
  }
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    Row& row = rows_[r];
    if (!row.active) continue;
    row.residual =
        is_cash(r) ? row.price - (row.next >= 0 ? row.carry * rows_[static_cast<std::size_t>(row.next)].price : 0) - row.room.v : 0;
    row.excess += row.room.x - money.limit[r];
    if (row.next >= 0) rows_[static_cast<std::size_t>(row.next)].excess -= row.carry * row.room.x;
  }
  for (const Row& row : rows_)
    if (row.active) {
      objective_ += row.price * row.excess;
      excess_ += row.price * std::abs(row.excess);
    }
  for (const MasterBlock& block : blocks_) excess_ += block.shortfall();
  residual_ += excess_;
  std::vector<double> products(blocks_.size() + 1, 0.0);
  std::vector<std::size_t> counts(products.size(), 0);
  for_each_part([&](int part) {
    const auto place = static_cast<std::size_t>(part);
    for_each_pair_of(part, [&](const Pair& pair) {
      products[place] += pair.x * pair.v;
      ++counts[place];
    });
  });
  pairs_ = std::accumulate(counts.begin(), counts.end(), std::size_t{0});
  mu_ = pairs_ > 0 ? std::accumulate(products.begin(), products.end(), 0.0) / static_cast<double>(pairs_) : 0;
}

/// The matrices of this point, factorised (docs/maths/decomposition.md (5), (6)). False if that fails.
bool RestrictedMaster::assemble() {
  std::vector<std::uint8_t> sound(blocks_.size());
  for_each_index(static_cast<int>(blocks_.size()), threads_, [&](int b) {
    MasterBlock& block = blocks_[static_cast<std::size_t>(b)];
    block.assemble();
    for (int i = 0; i < block.own_rows; ++i) {
      const Row& row = rows_[static_cast<std::size_t>(block.rows[static_cast<std::size_t>(i)])];
      const double freedom = row.room.x / row.room.v;
      block.add_to_rows(i, i, freedom);
      if (row.next >= 0) {
        const int next = rows_[static_cast<std::size_t>(row.next)].place;
        block.add_to_rows(next, next, row.carry * row.carry * freedom);
        block.add_to_rows(next, i, -row.carry * freedom);
      }
    }
    sound[static_cast<std::size_t>(b)] = block.factorise();
  });
  if (std::find(sound.begin(), sound.end(), 0) != sound.end()) return false;
  const auto size = static_cast<Eigen::Index>(border_rows_.size());
  border_.setZero(size, size);
  for (const MasterBlock& block : blocks_) {
    const auto place = [&](Eigen::Index i) {
      return rows_[static_cast<std::size_t>(block.rows[static_cast<std::size_t>(block.own_rows + i)])].place;
    };
    for (Eigen::Index i = 0; i < block.border().rows(); ++i)
      for (Eigen::Index j = 0; j <= i; ++j) border_(std::max(place(i), place(j)), std::min(place(i), place(j))) += block.border()(i, j);
  }
  for (const int r : border_rows_) {
    const Row& row = rows_[static_cast<std::size_t>(r)];
    const double freedom = row.room.x / row.room.v;
    border_(row.place, row.place) += freedom;
    if (row.next >= 0) {
      const int next = rows_[static_cast<std::size_t>(row.next)].place;
      border_(next, next) += row.carry * row.carry * freedom;
      border_(std::max(next, row.place), std::min(next, row.place)) -= row.carry * freedom;
    }
  }
  return size == 0 || factor_in_place(border_);
}

/// Newton direction for the current targets.
void RestrictedMaster::direct() {
  std::vector<double> from_rows(rows_.size(), 0.0);
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    const Row& row = rows_[r];
    if (!row.active) continue;
    const double constant = (row.room.target - row.room.x * row.residual) / row.room.v;
    from_rows[r] += row.room.x - model_.rows().limit[r] + constant;
    if (row.next >= 0) from_rows[static_cast<std::size_t>(row.next)] -= row.carry * (row.room.x + constant);
  }
  for_each_index(static_cast<int>(blocks_.size()), threads_, [&](int b) {
    MasterBlock& block = blocks_[static_cast<std::size_t>(b)];
    Eigen::VectorXd own = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(block.rows.size()));
    for (int i = 0; i < block.own_rows; ++i) own[i] = from_rows[static_cast<std::size_t>(block.rows[static_cast<std::size_t>(i)])];
    block.reduce(own);
  });
  Eigen::VectorXd border(static_cast<Eigen::Index>(border_rows_.size()));
  for (std::size_t i = 0; i < border_rows_.size(); ++i)
    border[static_cast<Eigen::Index>(i)] = from_rows[static_cast<std::size_t>(border_rows_[i])];
  const auto place = [&](const MasterBlock& block, Eigen::Index i) {
    return rows_[static_cast<std::size_t>(block.rows[static_cast<std::size_t>(block.own_rows + i)])].place;
  };
  for (const MasterBlock& block : blocks_)
    for (Eigen::Index i = 0; i < block.border_right().size(); ++i) border[place(block, i)] += block.border_right()[i];
  if (border.size() > 0) {
    border_.triangularView<Eigen::Lower>().solveInPlace(border);
    border_.triangularView<Eigen::Lower>().transpose().solveInPlace(border);
  }
  for_each_index(static_cast<int>(blocks_.size()), threads_, [&](int b) {
    MasterBlock& block = blocks_[static_cast<std::size_t>(b)];
    Eigen::VectorXd shared(block.border_right().size());
    for (Eigen::Index i = 0; i < shared.size(); ++i) shared[i] = border[place(block, i)];
    block.back_substitute(shared);
  });
  for (const MasterBlock& block : blocks_)
    for (std::size_t i = 0; i < block.rows.size(); ++i)
      rows_[static_cast<std::size_t>(block.rows[i])].dprice = block.price_direction()[static_cast<Eigen::Index>(i)];
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    Row& row = rows_[r];
    if (!row.active) continue;
    const double change =
        is_cash(r) ? row.residual + row.dprice - (row.next >= 0 ? row.carry * rows_[static_cast<std::size_t>(row.next)].dprice : 0)
                   : row.dprice;
    row.room.dv = change;
    row.room.dx = (row.room.target - row.room.x * change) / row.room.v;
  }
}

void RestrictedMaster::for_each_part(const std::function<void(int)>& work) const {
  for_each_index(static_cast<int>(blocks_.size()) + 1, threads_, work);
}

RestrictedMaster::Reach RestrictedMaster::shortest(const std::vector<Reach>& reach) {
  Reach common{.primal = 1, .dual = 1};
  for (const Reach& one : reach) common = {.primal = std::min(common.primal, one.primal), .dual = std::min(common.dual, one.dual)};
  return common;
}

/// How far each part's direction may be followed, for amounts and for prices.
std::vector<RestrictedMaster::Reach> RestrictedMaster::longest() {
  std::vector<Reach> reach(blocks_.size() + 1);
  for_each_part([&](int part) {
    double primal = 1 / back, dual = 1 / back;
    for_each_pair_of(part, [&](const Pair& pair) {
      if (pair.dx < 0) primal = std::min(primal, -pair.x / pair.dx);
      if (pair.dv < 0) dual = std::min(dual, -pair.v / pair.dv);
    });
    reach[static_cast<std::size_t>(part)] = {std::min(1.0, back * primal), std::min(1.0, back * dual)};
  });
  if (in_step_) reach.assign(reach.size(), shortest(reach));
  return reach;
}

void RestrictedMaster::move(const std::vector<Reach>& reach) {
  for_each_part([&](int part) {
    const auto [primal, dual] = reach[static_cast<std::size_t>(part)];
    for_each_pair_of(part, [&](Pair& pair) {
      pair.x += primal * pair.dx;
      pair.v += dual * pair.dv;
    });
    const auto set_price = [&](int r) {
      Row& row = rows_[static_cast<std::size_t>(r)];
      row.price = is_cash(static_cast<std::size_t>(r)) ? row.price + dual * row.dprice : row.room.v;
    };
    if (part == static_cast<int>(blocks_.size())) {
      for (const int r : border_rows_) set_price(r);
      return;
    }
    MasterBlock& block = blocks_[static_cast<std::size_t>(part)];
    for (std::size_t g = 0; g < block.z.size(); ++g) block.z[g] += primal * block.dz[g];
    for (MasterBlock::Cell& cell : block.cells) cell.pi += dual * cell.dpi;
    for (int i = 0; i < block.own_rows; ++i) set_price(block.rows[static_cast<std::size_t>(i)]);
  });
}

bool RestrictedMaster::step(double least_complementarity) {
  if (pairs_ == 0) return true;
  if (!assemble()) return false;
  for_each_pair([](Pair& pair) { pair.target = -pair.x * pair.v; });
  direct();
  std::vector<Reach> reach = longest();
  std::vector<double> after(reach.size(), 0.0);
  for_each_part([&](int part) {
    const auto place = static_cast<std::size_t>(part);
    const auto [primal, dual] = reach[place];
    for_each_pair_of(part, [&, primal = primal, dual = dual](const Pair& pair) {
      after[place] += (pair.x + primal * pair.dx) * (pair.v + dual * pair.dv);
    });
  });
  const double ratio = std::accumulate(after.begin(), after.end(), 0.0) / (mu_ * static_cast<double>(pairs_));
  const double aim = std::max(std::clamp(ratio * ratio * ratio, 1e-4, 1.0) * mu_, least_complementarity / static_cast<double>(pairs_));
  // The second-order term only as far as the predictor can be followed: far from the path it misleads.
  for_each_part([&](int part) {
    const double second = reach[static_cast<std::size_t>(part)].primal * reach[static_cast<std::size_t>(part)].dual;
    for_each_pair_of(part, [&](Pair& pair) { pair.target = aim - pair.x * pair.v - second * pair.dx * pair.dv; });
  });
  direct();
  reach = longest();
  for (int round = 0; round < corrections; ++round) {  // Gondzio: pull outliers back, leave what is well centred.
    for_each_part([&](int part) {
      const auto [primal, dual] = reach[static_cast<std::size_t>(part)];
      const double far_primal = std::min(1.0, 1.1 * primal + 0.1), far_dual = std::min(1.0, 1.1 * dual + 0.1);
      for_each_pair_of(part, [&](Pair& pair) {
        pair.last_target = pair.target;
        const double product = (pair.x + far_primal * pair.dx) * (pair.v + far_dual * pair.dv);
        pair.target += std::max(std::clamp(product, 0.1 * aim, 10 * aim) - product, -10 * aim);
      });
    });
    direct();
    std::vector<Reach> longer = longest();
    double gain = 0;  // On average over the blocks.
    for (std::size_t b = 0; b < blocks_.size(); ++b) gain += longer[b].primal + longer[b].dual - reach[b].primal - reach[b].dual;
    if (gain < 0.02 * static_cast<double>(blocks_.size())) {
      for_each_pair([](Pair& pair) { pair.target = pair.last_target; });
      direct();
      break;
    }
    reach = std::move(longer);
  }
  const double before = mu_, residual = residual_, excess = excess_;
  move(reach);
  evaluate();
  // Where that tears the money apart, all go together.
  const double room = 2 * std::max(before * static_cast<double>(pairs_), 0.0);
  if (!in_step_ && blocks_.size() > 1 && !(residual_ < 2 * residual + room && excess_ < 2 * excess + room)) {
    const Reach common = shortest(reach);
    for (Reach& one : reach) one = {.primal = -one.primal, .dual = -one.dual};
    move(reach);
    reach.assign(reach.size(), common);
    move(reach);
    evaluate();
  }
  double farthest = 0;
  for (const Reach& one : reach) farthest = std::max({farthest, one.primal, one.dual});
  return std::isfinite(objective_ + residual_ + mu_) && mu_ < 20 * before && farthest > 1e-5;
}

RowPrices RestrictedMaster::prices() const {
  RowPrices prices(rows_.size());
  for (std::size_t r = 0; r < rows_.size(); ++r)
    prices[r] = rows_[r].active ? rows_[r].price : layout_.usable(static_cast<int>(r)) ? 0 : layout_.barred(static_cast<int>(r));
  repair(model_.rows(), prices);
  return prices;
}

double RestrictedMaster::gap() const {
  double total = 0;
  for (const MasterBlock& block : blocks_) total += block.gap();
  return total;
}

SharedDraws RestrictedMaster::shared_draws() const {
  SharedDraws draws(blocks_.size());
  std::vector<double> by_row;
  for (std::size_t b = 0; b < blocks_.size(); ++b) {
    const MasterBlock& block = blocks_[b];
    block.draws(by_row);
    for (std::size_t i = static_cast<std::size_t>(block.own_rows); i < by_row.size(); ++i)
      if (by_row[i] != 0) draws[b].emplace_back(block.rows[i], by_row[i]);
  }
  return draws;
}

std::vector<double> RestrictedMaster::x() const {
  std::vector<double> values(static_cast<std::size_t>(graph_.variable_count()));
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto g = static_cast<std::size_t>(partition_.group(static_cast<int>(i)));
    values[i] = blocks_[static_cast<std::size_t>(block_of_group_[g])].z[static_cast<std::size_t>(place_of_group_[g])];
  }
  return values;
}

}  // namespace liandong
