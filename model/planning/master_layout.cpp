#include "model/planning/master_layout.hpp"

#include <algorithm>
#include <limits>

#include "model/planning/union_find.hpp"

namespace liandong {

MasterLayout::MasterLayout(const SpendModel& model, int together) : model_(model) {
  find_usable();
  find_blocks(together);
}

void MasterLayout::find_usable() {
  available_ = model_.rows().limit;
  barred_.assign(available_.size(), 0.0);
  const MoneyRows& money = model_.rows();
  for (int k = 0; k < money.sources(); ++k) {
    double available = 0;
    for (int t = 0; t < money.periods; ++t) {
      const auto row = static_cast<std::size_t>(money.cash(SourceId{k}, t));
      available = money.carry[static_cast<std::size_t>(k)] * available + money.limit[row];
      available_[row] = available;
    }
  }
  constexpr std::size_t crowd = 300;  // Sources of one cell.
  for (int c = 0; c < static_cast<int>(model_.cells().size()); ++c) crowded_ |= model_.offers(c).size() > crowd;
  for (int c = 0; c < static_cast<int>(model_.cells().size()); ++c) {
    // Match that a yuan asks for: cheap money must not pay dear money's way either.
    double least = std::numeric_limits<double>::infinity();
    for (const CellOffer& offer : model_.offers(c))
      if (offer.match < 0) least = std::min(least, -offer.match);
    for (const CellOffer& offer : model_.offers(c))
      for (const RowTerm& term : offer.terms)
        if (const auto r = static_cast<std::size_t>(term.row); available_[r] <= 0 && term.factor > 0)
          barred_[r] = std::max(barred_[r], (2 + std::max(0.0, offer.match) / least) *
                                                model_.gap_cost(model_.cells()[static_cast<std::size_t>(c)].t) / term.factor);
  }
}

void MasterLayout::find_blocks(int together) {
  const PlanningProblem& problem = model_.problem();
  const std::vector<int> component = problem.graph().components();
  const int components = component.empty() ? 0 : *std::max_element(component.begin(), component.end()) + 1;
  UnionFind joined(components);
  // Components whose projects share a cell stay together.
  std::vector<int> component_of_cell(model_.cells().size(), -1);
  for (int j = 0; j < problem.graph().project_count(); ++j)
    for (int q = 0; q < problem.periods(); ++q)
      for (const SpendPiece& piece : model_.pieces(j, q)) {
        int& owner = component_of_cell[static_cast<std::size_t>(piece.cell)];
        if (owner < 0) owner = component[static_cast<std::size_t>(j)];
        joined.join(owner, component[static_cast<std::size_t>(j)]);
      }
  // So do those that share a row, as long as the block stays small.
  std::vector<int> weight(static_cast<std::size_t>(components), 0);
  for (const int c : component) ++weight[static_cast<std::size_t>(c)];
  std::vector<std::vector<int>> users(available_.size());
  for (int c = 0; c < static_cast<int>(model_.cells().size()); ++c)
    for (const CellOffer& offer : model_.offers(c))
      for (const RowTerm& term : offer.terms) {
        // All periods of a source hang together by its balance.
        const int key = term.row < model_.rows().cash_count ? term.row - term.row % model_.rows().periods : term.row;
        auto& list = users[static_cast<std::size_t>(key)];
        if (list.empty() || list.back() != component_of_cell[static_cast<std::size_t>(c)])
          list.push_back(component_of_cell[static_cast<std::size_t>(c)]);
      }
  std::vector<int> size(static_cast<std::size_t>(components), 0);
  const auto recount = [&] {
    std::fill(size.begin(), size.end(), 0);
    for (int c = 0; c < components; ++c) size[static_cast<std::size_t>(joined.root(c))] += weight[static_cast<std::size_t>(c)];
  };
  for (auto& list : users) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  }
  std::vector<int> keys;
  for (std::size_t r = 0; r < users.size(); ++r)
    if (users[r].size() > 1) keys.push_back(static_cast<int>(r));
  std::stable_sort(keys.begin(), keys.end(),
                   [&](int a, int b) { return users[static_cast<std::size_t>(a)].size() < users[static_cast<std::size_t>(b)].size(); });
  for (const int key : keys) {
    recount();
    std::vector<int> tops;
    for (const int c : users[static_cast<std::size_t>(key)]) tops.push_back(joined.root(c));
    std::sort(tops.begin(), tops.end());
    tops.erase(std::unique(tops.begin(), tops.end()), tops.end());
    int total = 0;
    for (const int top : tops) total += size[static_cast<std::size_t>(top)];
    if (total <= together)
      for (const int top : tops) joined.join(tops.front(), top);
  }
  std::vector<int> number(static_cast<std::size_t>(components), -1);
  std::vector<int> block_of_component(static_cast<std::size_t>(components));
  int count = 0;
  for (int c = 0; c < components; ++c) {
    int& place = number[static_cast<std::size_t>(joined.root(c))];
    if (place < 0) place = count++;
    block_of_component[static_cast<std::size_t>(c)] = place;
  }
  block_of_node_.resize(component.size());
  for (std::size_t v = 0; v < component.size(); ++v) block_of_node_[v] = block_of_component[static_cast<std::size_t>(component[v])];
  cells_.resize(static_cast<std::size_t>(count));
  projects_.resize(cells_.size());
  for (std::size_t c = 0; c < component_of_cell.size(); ++c)
    if (component_of_cell[c] >= 0)
      cells_[static_cast<std::size_t>(block_of_component[static_cast<std::size_t>(component_of_cell[c])])].push_back(static_cast<int>(c));
  for (int j = 0; j < problem.graph().project_count(); ++j)
    projects_[static_cast<std::size_t>(block_of_node_[static_cast<std::size_t>(j)])].push_back(j);
  block_of_row_.assign(available_.size(), -1);
  for (std::size_t r = 0; r < available_.size(); ++r) {
    const int cash = model_.rows().cash_count, periods = model_.rows().periods;
    const auto& list = users[static_cast<int>(r) < cash ? r - r % static_cast<std::size_t>(periods) : r];
    if (list.empty()) continue;
    const int block = block_of_component[static_cast<std::size_t>(list.front())];
    if (std::all_of(list.begin(), list.end(), [&](int c) { return block_of_component[static_cast<std::size_t>(c)] == block; }))
      block_of_row_[r] = block;
  }
}

}  // namespace liandong
