#include "model/planning/master_block.hpp"

#include <Eigen/Cholesky>
#include <Eigen/SparseCholesky>
#include <algorithm>

namespace liandong {

void MasterBlock::spend_now() {
  for (Cell& cell : cells) {
    cell.spend = cell.fixed;
    for (int i = cell.first_coef; i < cell.last_coef; ++i) {
      const Coef& coef = coefs[static_cast<std::size_t>(i)];
      cell.spend += coef.value * z[static_cast<std::size_t>(coef.group)];
    }
  }
}

void MasterBlock::take_over(Cell& cell, const MasterBlock& old, const Cell& from, double ratio) {
  cell.pi = from.pi;
  cell.gap = from.gap;
  cell.match = from.match;
  cell.gap.x *= ratio;
  cell.match.x *= ratio;
  for (int i = 0; i < cell.last_offer - cell.first_offer; ++i) {
    Offer& offer = offers[static_cast<std::size_t>(cell.first_offer + i)];
    const Offer& was = old.offers[static_cast<std::size_t>(from.first_offer + i)];
    offer.amount = was.amount;
    offer.room = was.room;
    offer.amount.x *= ratio;
    offer.room.x *= ratio;
  }
}

void MasterBlock::centre_cell(Cell& cell, double mu, std::vector<BarrierOffer>& space) {
  space.clear();
  for (int i = cell.first_offer; i < cell.last_offer; ++i) {
    const Offer& offer = offers[static_cast<std::size_t>(i)];
    space.push_back({.price = offer.price, .share = offer.share, .match = offer.match});
  }
  BarrierCell state{.spend = cell.spend, .gap_cost = cell.gap_cost, .matched = cell.matched, .pi = cell.gap_cost};
  centre(state, space, mu);
  cell.pi = state.pi;
  cell.gap.x = state.g;
  cell.gap.v = state.vg;
  cell.match.x = state.m;
  cell.match.v = state.tau;
  for (int i = cell.first_offer; i < cell.last_offer; ++i) {
    Offer& offer = offers[static_cast<std::size_t>(i)];
    const BarrierOffer& from = space[static_cast<std::size_t>(i - cell.first_offer)];
    offer.amount.x = from.y;
    offer.amount.v = from.v;
    offer.room.x = from.u;
    offer.room.v = from.l;
  }
}

void MasterBlock::evaluate(const std::vector<double>& row_price) {
  row_price_.resize(rows.size());
  for (std::size_t r = 0; r < rows.size(); ++r) row_price_[r] = row_price[static_cast<std::size_t>(rows[r])];
  const auto value = [&](int group, double otherwise) { return group < 0 ? otherwise : z[static_cast<std::size_t>(group)]; };
  for (Arc& arc : arcs) arc.residual = value(arc.high, 1) - value(arc.low, 0) - arc.slack.x;
  spend_now();
  for (Cell& cell : cells) {
    double paid = cell.gap.x, matched = 0;
    const double tau = cell.matched ? cell.match.v : 0;
    for (int i = cell.first_offer; i < cell.last_offer; ++i) {
      Offer& offer = offers[static_cast<std::size_t>(i)];
      offer.price = offer.cost;
      for (int e = offer.first_term; e < offer.last_term; ++e) {
        const Term& term = terms[static_cast<std::size_t>(e)];
        offer.price += term.factor * row_price_[static_cast<std::size_t>(cell_rows[static_cast<std::size_t>(cell.first_row + term.place)])];
      }
      offer.residual = offer.price - offer.match * tau - cell.pi - offer.amount.v;
      if (offer.limited()) {
        offer.residual += offer.room.v;
        offer.room_residual = offer.share * cell.spend - offer.amount.x - offer.room.x;
      }
      paid += offer.amount.x;
      matched += offer.match * offer.amount.x;
    }
    cell.balance_residual = paid - cell.spend;
    cell.gap_residual = cell.gap_cost - cell.pi - cell.gap.v;
    cell.match_residual = cell.matched ? matched - cell.match.x : 0;
  }
}

void MasterBlock::draws(std::vector<double>& by_row) const {
  by_row.assign(rows.size(), 0.0);
  for (const Cell& cell : cells)
    for (int i = cell.first_offer; i < cell.last_offer; ++i) {
      const Offer& offer = offers[static_cast<std::size_t>(i)];
      for (int e = offer.first_term; e < offer.last_term; ++e) {
        const Term& term = terms[static_cast<std::size_t>(e)];
        by_row[static_cast<std::size_t>(cell_rows[static_cast<std::size_t>(cell.first_row + term.place)])] += term.factor * offer.amount.x;
      }
    }
}

double MasterBlock::gap() const {
  double total = 0;
  for (const Cell& cell : cells) total += cell.gap.x;
  return total;
}

double MasterBlock::objective() const {
  double total = 0;
  for (std::size_t g = 0; g < z.size(); ++g) total += cost[g] * z[g];
  for (const Cell& cell : cells) total += cell.gap_cost * cell.gap.x;
  for (const Offer& offer : offers) total += offer.cost * offer.amount.x;
  return total;
}

Eigen::VectorXd MasterBlock::gradient() const {
  Eigen::VectorXd total = Eigen::Map<const Eigen::VectorXd>(cost.data(), static_cast<Eigen::Index>(cost.size()));
  for (const Cell& cell : cells) {
    double price = cell.pi;
    for (int i = cell.first_offer; i < cell.last_offer; ++i)
      if (const Offer& offer = offers[static_cast<std::size_t>(i)]; offer.limited()) price -= offer.share * offer.room.v;
    for (int i = cell.first_coef; i < cell.last_coef; ++i)
      total[coefs[static_cast<std::size_t>(i)].group] += coefs[static_cast<std::size_t>(i)].value * price;
  }
  return total;
}

Eigen::VectorXd MasterBlock::torn() const {
  Eigen::VectorXd torn = gradient();
  for (const Arc& arc : arcs) {
    if (arc.high >= 0) torn[arc.high] -= arc.slack.v;
    if (arc.low >= 0) torn[arc.low] += arc.slack.v;
  }
  return torn;
}

double MasterBlock::imbalance() const { return torn().cwiseAbs().sum(); }

double MasterBlock::shortfall() const {
  double total = 0;
  for (const Cell& cell : cells) {
    total += cell.gap_cost * std::abs(cell.balance_residual);
    if (cell.matched) total += cell.match.v * std::abs(cell.match_residual);
  }
  return total;
}

void MasterBlock::balance_arcs(double most, int rounds) {
  if (z.empty()) return;
  const Eigen::VectorXd wanted = gradient();
  std::vector<double> start;
  for (const Arc& arc : arcs) start.push_back(arc.slack.v);
  for (int round = 0; round < rounds; ++round) {
    Eigen::VectorXd residual = -wanted;
    std::vector<Eigen::Triplet<double>> entries;
    for (const Arc& arc : arcs) {
      const double weight = arc.slack.v * arc.slack.v;
      if (arc.high >= 0) {
        residual[arc.high] += arc.slack.v;
        entries.emplace_back(arc.high, arc.high, weight);
      }
      if (arc.low >= 0) {
        residual[arc.low] -= arc.slack.v;
        entries.emplace_back(arc.low, arc.low, weight);
      }
      if (arc.low >= 0 && arc.high >= 0) entries.emplace_back(std::max(arc.low, arc.high), std::min(arc.low, arc.high), -weight);
    }
    Eigen::SparseMatrix<double> laplacian(wanted.size(), wanted.size());
    laplacian.setFromTriplets(entries.begin(), entries.end());
    const Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>> factor(laplacian);
    if (factor.info() != Eigen::Success) return;
    const Eigen::VectorXd move = factor.solve(residual);
    double length = 1;
    std::vector<double> change(arcs.size());
    for (std::size_t a = 0; a < arcs.size(); ++a) {
      const Arc& arc = arcs[a];
      const double high = arc.high >= 0 ? move[arc.high] : 0, low = arc.low >= 0 ? move[arc.low] : 0;
      change[a] = -arc.slack.v * arc.slack.v * (high - low);
      if (change[a] < 0) length = std::min(length, -0.7 * arc.slack.v / change[a]);
    }
    for (std::size_t a = 0; a < arcs.size(); ++a)
      arcs[a].slack.v = std::clamp(arcs[a].slack.v + length * change[a], start[a] / most, start[a] * most);
    if (length == 1) return;
  }
}

}  // namespace liandong
