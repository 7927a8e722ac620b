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

CompletionCosts::CompletionCosts(const Facts& facts) : facts_(facts), ways_(static_cast<std::size_t>(facts.project_count())) {
  for (int j = 0; j < facts.project_count(); ++j) {
    const ProjectId project{j};
    std::map<SourceId, std::vector<int>> handovers;
    std::vector<const Mode*> modes = facts.modes(project);
    if (modes.empty()) modes.push_back(nullptr);
    for (const Mode* mode : modes) ways_[project.index()].push_back(way_of(project, mode, handovers));
    for (auto& [source, list] : handovers) handovers_.push_back(std::move(list));
  }
  for (const Debt& debt : debts_)
    for (const auto& [t, factor] : debt.due) last_due_ = std::max(last_due_, t);
}

CompletionCosts::Way CompletionCosts::way_of(ProjectId project, const Mode* mode, std::map<SourceId, std::vector<int>>& handovers) {
  const Project& p = facts_.campaign()[project];
  const int duration = mode != nullptr ? mode->duration : p.duration;
  const Money cost = mode != nullptr ? mode->cost : p.cost;
  const auto& least = mode == nullptr ? p.profile : mode->elastic() ? mode->least : mode->profile;
  const auto& most = mode == nullptr ? p.profile : mode->elastic() ? mode->most : mode->profile;
  Way way{.cost = cost, .parts = {}, .earliest = facts_.earliest_start(project) + duration - 1};
  way.parts.resize(static_cast<std::size_t>(facts_.periods()));
  for (int start = facts_.earliest_start(project); start + duration <= facts_.periods(); ++start) {
    const int completion = start + duration - 1;
    const auto debt_of = [&](SourceId k, int t) {
      return number_of(debt_numbers_, debts_, {k, facts_.service_factors(project, k, completion, t, cost)});
    };
    std::vector<SourceId> sources;
    for (int k = 0; k < facts_.source_count(); ++k) {
      if (!facts_.eligible(project, {k}, start, mode)) continue;
      sources.push_back({k});
      if (facts_.is_contract({k})) handovers[{k}].push_back(debt_of({k}, completion));
    }
    for (int t = start; t <= completion; ++t) {
      const auto u = static_cast<std::size_t>(t - start);
      if (most[u].is_zero()) continue;
      Cell cell{.t = t, .money = 0, .contracts = {}};
      std::vector<Payer> money;
      for (const SourceId k : sources) {
        const bool contract = facts_.is_contract(k);
        (contract ? cell.contracts : money)
            .push_back({.source = k,
                        .debt = contract ? debt_of(k, t) : -1,
                        .share = ratio(facts_.max_share(k, mode)),
                        .match = ratio(facts_.match_rate(project, k, t)) - (facts_.own_fiscal(k) ? 1 : 0)});
      }
      cell.money = number_of(list_numbers_, lists_, std::move(money));
      way.parts[static_cast<std::size_t>(completion)].push_back({number_of(cell_numbers_, cells_, std::move(cell)), least[u], most[u]});
    }
  }
  return way;
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
  // (17): what must be spent in each period, and the rest where it is cheapest.
  const auto cost_of = [&](const Way& way, const std::vector<Part>& parts) {
    long double sum = 0;
    Money left = way.cost;
    std::vector<std::pair<long double, Money>> open;
    for (const Part& part : parts) {
      const long double yuan = price[static_cast<std::size_t>(part.cell)];
      sum += wan(part.least) * yuan;
      left -= part.least;
      if (part.least < part.most) open.emplace_back(yuan, part.most - part.least);
    }
    std::sort(open.begin(), open.end());
    for (const auto& [yuan, room] : open) {
      const Money more = std::min(left, room);
      sum += wan(more) * yuan;
      left -= more;
    }
    return sum;
  };
  std::vector<std::vector<long double>> costs;
  for (const std::vector<Way>& ways : ways_) {
    std::vector<long double>& cost = costs.emplace_back(static_cast<std::size_t>(facts_.periods()), 0);
    for (std::size_t q = 0; q < cost.size(); ++q) {
      bool found = false;
      for (const Way& way : ways) {
        if (static_cast<int>(q) < way.earliest) continue;
        const long double here = cost_of(way, way.parts[q]);
        if (!found || here < cost[q]) cost[q] = here;  // (16)
        found = true;
      }
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
