#include "model/verify/completion_costs.hpp"

#include <algorithm>

#include "model/verify/bound.hpp"

namespace liandong::verify {
namespace {

long double wan(Money amount) { return static_cast<long double>(amount.fen()) / Money::fen_per_wan; }
long double ratio(Rate rate) { return static_cast<long double>(rate.billionths()) / Rate::one_unit; }

/// The number of `item` in `list`, put at its end if it is new there.
template <class Item>
int number_of(std::map<Item, int>& numbers, std::vector<Item>& list, Item item) {
  const auto [found, added] = numbers.emplace(std::move(item), static_cast<int>(list.size()));
  if (added) list.push_back(found->first);
  return found->second;
}

}  // namespace

CompletionCosts::CompletionCosts(const Facts& facts) : facts_(facts), parts_(static_cast<std::size_t>(facts.project_count())) {
  std::map<Debt, int> debts;
  std::map<std::vector<Payer>, int> lists;
  std::map<Cell, int> cells;
  for (int j = 0; j < facts.project_count(); ++j) {
    const ProjectId project{j};
    const Project& p = facts.campaign()[project];
    auto& by_completion = parts_[project.index()];
    by_completion.resize(static_cast<std::size_t>(facts.periods()));
    std::map<SourceId, std::vector<int>> handovers;
    for (int start = facts.earliest_start(project); start + p.duration <= facts.periods(); ++start) {
      const int completion = start + p.duration - 1;
      const auto debt_of = [&](SourceId k, int t) {
        return number_of(debts, debts_, {k, facts.service_factors(project, k, completion, t)});
      };
      std::vector<SourceId> sources;
      for (int k = 0; k < facts.source_count(); ++k) {
        if (!facts.eligible(project, {k}, start)) continue;
        sources.push_back({k});
        if (facts.is_contract({k})) handovers[{k}].push_back(debt_of({k}, completion));
      }
      for (int t = start; t <= completion; ++t) {
        const Money spend = p.profile[static_cast<std::size_t>(t - start)];
        if (spend.is_zero()) continue;
        Cell cell{.t = t, .money = 0, .contracts = {}};
        std::vector<Payer> money;
        for (const SourceId k : sources) {
          const bool contract = facts.is_contract(k);
          (contract ? cell.contracts : money)
              .push_back({.source = k,
                          .debt = contract ? debt_of(k, t) : -1,
                          .share = ratio(facts.funding()[k].max_share),
                          .match = ratio(facts.match_rate(project, k, t)) - (facts.own_fiscal(k) ? 1 : 0)});
        }
        cell.money = number_of(lists, lists_, std::move(money));
        by_completion[static_cast<std::size_t>(completion)].push_back({number_of(cells, cells_, std::move(cell)), spend});
      }
    }
    for (auto& [source, list] : handovers) handovers_.push_back(std::move(list));
  }
  for (const Debt& debt : debts_)
    for (const auto& [t, factor] : debt.due) last_due_ = std::max(last_due_, t);
}

std::vector<std::vector<long double>> CompletionCosts::under(const DualPrices& prices) const {
  std::vector<long double> debt(debts_.size());
  for (std::size_t d = 0; d < debts_.size(); ++d)
    for (const auto& [t, factor] : debts_[d].due) debt[d] += factor * prices.service(debts_[d].source, t);
  std::vector<long double> price(cells_.size());
  std::vector<Offer> offers;
  for (std::size_t c = 0; c < cells_.size(); ++c) {
    const int t = cells_[c].t;
    offers.clear();
    for (const Payer& payer : lists_[static_cast<std::size_t>(cells_[c].money)])  // (11)
      offers.push_back({prices.yuan(payer.source, t), payer.share, payer.match});
    for (const Payer& payer : cells_[c].contracts)
      offers.push_back({prices.cash(payer.source, t) + debt[static_cast<std::size_t>(payer.debt)], payer.share, payer.match});
    price[c] = cell_price(offers, prices.gap(t));
  }
  std::vector<std::vector<long double>> costs;
  for (const auto& by_completion : parts_) {
    auto& cost = costs.emplace_back();
    for (const auto& parts : by_completion) {
      long double sum = 0;
      for (const Part& part : parts) sum += wan(part.spend) * price[static_cast<std::size_t>(part.cell)];
      cost.push_back(sum);
    }
  }
  return costs;
}

/// Half a fen per rounding: the price base, then each instalment's interest and principal, of which the last makes up for the others.
long double CompletionCosts::rounding(const DualPrices& prices) const {
  std::vector<long double> worst(debts_.size(), -1);
  const auto of = [&](int d) {
    const Debt& debt = debts_[static_cast<std::size_t>(d)];
    long double& sum = worst[static_cast<std::size_t>(d)];
    if (sum >= 0) return sum;
    sum = 0;
    for (const auto& [t, factor] : debt.due) sum += 2 * prices.service(debt.source, t);
    if (!debt.due.empty()) sum += static_cast<long double>(debt.due.size()) * prices.service(debt.source, debt.due.back().first);
    return sum;
  };
  long double sum = 0;
  for (const std::vector<int>& handovers : handovers_) {
    long double most = 0;
    for (const int debt : handovers) most = std::max(most, of(debt));
    sum += most;
  }
  return sum / Money::fen_per_wan;
}

}  // namespace liandong::verify
