#include <algorithm>
#include <vector>

#include "model/planning/master.hpp"
#include "model/planning/parallel.hpp"

namespace liandong {
namespace {

constexpr double kept_change = 20;  // A cell whose spend changes by a larger factor begins anew.

}  // namespace

/// Cells with spend that a group decides, or fixed; their offers, and the rows these use.
void RestrictedMaster::build_cells(int number) {
  MasterBlock& block = blocks_[static_cast<std::size_t>(number)];
  const auto& cell_numbers = layout_.cells(number);
  std::vector<double> fixed(cell_numbers.size(), 0.0);
  std::vector<std::vector<MasterBlock::Coef>> coefs(cell_numbers.size());
  const auto place_of = [&](int cell) {
    return static_cast<std::size_t>(std::lower_bound(cell_numbers.begin(), cell_numbers.end(), cell) - cell_numbers.begin());
  };
  const auto group_of = [&](int x) { return x >= 0 ? partition_.group(x) : x; };
  for (const int j : layout_.projects(number)) {
    const Window& w = graph_.windows()[static_cast<std::size_t>(j)];
    for (int q = w.first; q <= w.last; ++q) {
      const int now = group_of(graph_.variable(j, q)), before = group_of(graph_.variable(j, q - 1));
      if (now == before) continue;
      for (const SpendPiece& piece : model_.pieces(j, q)) {
        const std::size_t c = place_of(piece.cell);
        if (now >= 0) coefs[c].push_back({place_of_group_[static_cast<std::size_t>(now)], piece.wan});
        if (now == ExpandedGraph::one) fixed[c] += piece.wan;
        if (before >= 0) coefs[c].push_back({place_of_group_[static_cast<std::size_t>(before)], -piece.wan});
      }
    }
  }
  std::vector<int> row_place(rows_.size(), -1);
  std::vector<int> own, shared;
  const auto activate = [&](int r) {
    if (row_place[static_cast<std::size_t>(r)] >= 0) return;
    row_place[static_cast<std::size_t>(r)] = 0;
    (layout_.block_of_row(r) == number ? own : shared).push_back(r);
  };
  const MoneyRows& money = model_.rows();
  for (std::size_t c = 0; c < cell_numbers.size(); ++c) {
    auto& list = coefs[c];
    std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.group < b.group; });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (kept > 0 && list[kept - 1].group == list[i].group)
        list[kept - 1].value += list[i].value;
      else
        list[kept++] = list[i];
    }
    list.resize(kept);
    std::erase_if(list, [](const auto& coef) { return coef.value == 0; });
    if (list.empty() && fixed[c] <= 0) continue;
    MasterBlock::Cell cell;
    cell.number = cell_numbers[c];
    cell.fixed = fixed[c];
    cell.gap_cost = model_.gap_cost(model_.cells()[static_cast<std::size_t>(cell.number)].t);
    cell.first_coef = static_cast<int>(block.coefs.size());
    block.coefs.insert(block.coefs.end(), list.begin(), list.end());
    cell.last_coef = static_cast<int>(block.coefs.size());
    cell.first_offer = static_cast<int>(block.offers.size());
    cell.first_row = static_cast<int>(block.cell_rows.size());
    const auto offers = model_.offers(cell.number);
    const auto can_pay = [&](const CellOffer& offer) {
      return offer.share > 0 && std::none_of(offer.terms.begin(), offer.terms.end(),
                                             [&](const RowTerm& term) { return term.factor > 0 && !layout_.usable(term.row); });
    };
    const bool can_match =
        std::any_of(offers.begin(), offers.end(), [&](const CellOffer& offer) { return offer.match > 0 && can_pay(offer); });
    for (const CellOffer& from : offers) {
      if (!can_pay(from) || (from.match < 0 && !can_match)) continue;
      MasterBlock::Offer offer;
      offer.cost = from.cost;
      offer.share = from.share;
      offer.match = from.match;
      offer.first_term = static_cast<int>(block.terms.size());
      for (const RowTerm& term : from.terms) {
        if (term.factor == 0) continue;
        if (term.row < money.cash_count) {
          const int first = term.row - term.row % money.periods;
          for (int r = first; r < first + money.periods; ++r)
            if (layout_.usable(r)) activate(r);
        } else {
          activate(term.row);
        }
        const auto begin = block.cell_rows.begin() + cell.first_row;
        const auto same = std::find(begin, block.cell_rows.end(), term.row);
        const int place = static_cast<int>(same - begin);
        if (same == block.cell_rows.end()) block.cell_rows.push_back(term.row);
        block.terms.push_back({.place = place, .factor = term.factor});
      }
      offer.last_term = static_cast<int>(block.terms.size());
      block.offers.push_back(offer);
    }
    cell.last_offer = static_cast<int>(block.offers.size());
    cell.last_row = static_cast<int>(block.cell_rows.size());
    for (int i = cell.first_offer; i < cell.last_offer; ++i) cell.matched |= block.offers[static_cast<std::size_t>(i)].match < 0;
    block.cells.push_back(cell);
  }
  std::sort(own.begin(), own.end());
  std::sort(shared.begin(), shared.end());
  block.rows = own;
  block.rows.insert(block.rows.end(), shared.begin(), shared.end());
  block.own_rows = static_cast<int>(own.size());
  for (std::size_t i = 0; i < block.rows.size(); ++i) row_place[static_cast<std::size_t>(block.rows[i])] = static_cast<int>(i);
  for (int& row : block.cell_rows) row = row_place[static_cast<std::size_t>(row)];
}

/// Cells go on as they were, in proportion to their spend; new ones begin at the central point of the present prices.
void RestrictedMaster::start_cells(const std::vector<MasterBlock>& old) {
  std::vector<double> prices(rows_.size());
  for (std::size_t r = 0; r < rows_.size(); ++r) prices[r] = rows_[r].price;
  for_each_index(static_cast<int>(blocks_.size()), threads_, [&](int b) {
    MasterBlock& block = blocks_[static_cast<std::size_t>(b)];
    const MasterBlock& before = old[static_cast<std::size_t>(b)];
    block.evaluate(prices);
    std::size_t next = 0;
    std::vector<BarrierOffer> offers;
    for (MasterBlock::Cell& cell : block.cells) {
      while (next < before.cells.size() && before.cells[next].number < cell.number) ++next;
      if (next < before.cells.size() && before.cells[next].number == cell.number) {
        const MasterBlock::Cell& from = before.cells[next];
        const double ratio = cell.spend / from.spend;
        if (ratio > 1 / kept_change && ratio < kept_change) {
          block.take_over(cell, before, from, ratio);
          continue;
        }
      }
      block.centre_cell(cell, mu_, offers);
    }
  });
}

}  // namespace liandong
