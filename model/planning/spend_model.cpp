#include "model/planning/spend_model.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace liandong {
namespace {

using ClassKey =
    std::tuple<int, std::vector<int>, double, double, std::vector<Rate>>;  // unit, sources, operating ratio, fee ratio, shares of a mode
using CellKey = std::tuple<int, int, int>;
using ServiceKey = std::tuple<int, int, double, double>;  // contract, periods before completion (BT), operating and fee ratio (BOT)

/// Sources that could pay for something in each unit: few of a nation's thousands.
std::vector<std::vector<SourceId>> sources_by_unit(const PlanningProblem& problem) {
  std::vector<std::vector<SourceId>> found(problem.campaign().units().size());
  const auto& sources = problem.funding().sources();
  for (std::size_t k = 0; k < sources.size(); ++k) {
    const SourceId id{static_cast<int>(k)};
    if (sources[k].units.empty())
      for (auto& list : found) list.push_back(id);
    else
      for (const UnitId unit : std::set<UnitId>(sources[k].units.begin(), sources[k].units.end())) found[unit.index()].push_back(id);
  }
  return found;
}

SpendClass class_at(const PlanningProblem& problem, ProjectId id, int start, const std::vector<SourceId>& candidates) {
  const Project& project = problem.campaign()[id];
  SpendClass spend_class{.unit = project.unit, .example = id};
  for (const SourceId source : candidates) {
    if (problem.eligibility(id, source, start) != Eligibility::eligible) continue;
    spend_class.sources.push_back(source);
    const Channel channel = problem.funding()[source].channel;
    if (is_contract(channel)) spend_class.contract = true;
    if (channel == Channel::bot) {
      spend_class.operating_ratio = project.operating_cost->wan() / project.cost.wan();
      spend_class.fee_ratio = project.user_fees->wan() / project.cost.wan();
    }
  }
  return spend_class;
}

/// Adds up terms of the same row; the first keeps its place.
void add_term(std::vector<RowTerm>& terms, std::size_t first, RowTerm term) {
  const auto same =
      std::find_if(terms.begin() + static_cast<std::ptrdiff_t>(first), terms.end(), [&](const RowTerm& t) { return t.row == term.row; });
  if (same != terms.end())
    same->factor += term.factor;
  else
    terms.push_back(term);
}

}  // namespace

SpendModel::SpendModel(const PlanningProblem& problem) : SpendModel(problem, {}, 0) {}
SpendModel::SpendModel(const PlanningProblem& problem, std::vector<double> charge) : SpendModel(problem, std::move(charge), 0) {}
SpendModel::SpendModel(const PlanningProblem& problem, double gap_charge) : SpendModel(problem, {}, gap_charge) {}

SpendModel::SpendModel(const PlanningProblem& problem, std::vector<double> charge, double gap_charge)
    : problem_(&problem), charge_(std::move(charge)) {
  const int periods = problem.periods();
  rows_.periods = periods;
  for (int t = 0; t < periods; ++t) gap_cost_.push_back(problem.settings().prices.gap.value() * problem.discount(t) + gap_charge);
  const auto& sources = problem.funding().sources();
  for (std::size_t k = 0; k < sources.size(); ++k) {
    rows_.carry.push_back(sources[k].carry_over.value());
    for (int t = 0; t < periods; ++t) rows_.limit.push_back(problem.inflow(SourceId{static_cast<int>(k)}, t).wan());
  }
  rows_.cash_count = static_cast<int>(rows_.limit.size());
  collect_cells();
  collect_offers();
}

void SpendModel::collect_cells() {
  const PlanningProblem& problem = *problem_;
  const int periods = problem.periods();
  std::map<ClassKey, int> class_numbers;
  std::map<CellKey, int> cell_numbers;
  const auto candidates = sources_by_unit(problem);
  const auto& projects = problem.campaign().projects();
  const auto& earliest = problem.graph().earliest_completion();
  first_piece_.reserve(projects.size() * static_cast<std::size_t>(periods) + 1);
  first_piece_.push_back(0);
  for (std::size_t j = 0; j < projects.size(); ++j) {
    const Project& project = projects[j];
    const ProjectId id{static_cast<int>(j)};
    for (int q = 0; q < periods; ++q) {
      if (q >= earliest[j]) {
        const int start = q - project.duration + 1;
        SpendClass here = class_at(problem, id, start, candidates[project.unit.index()]);
        std::vector<int> source_numbers;
        for (const SourceId k : here.sources) source_numbers.push_back(k.value);
        std::vector<Rate> shares;
        if (!problem.modes().of(id).empty())
          for (const SourceId k : here.sources) shares.push_back(problem.max_share(id, k));
        ClassKey key{here.unit.value, std::move(source_numbers), here.operating_ratio, here.fee_ratio, std::move(shares)};
        const auto [place, fresh] = class_numbers.try_emplace(std::move(key), static_cast<int>(classes_.size()));
        const bool contract = here.contract;
        if (fresh) classes_.push_back(std::move(here));
        for (int u = 0; u < project.duration; ++u) {
          const Money amount = project.profile[static_cast<std::size_t>(u)];
          if (amount.is_zero()) continue;
          const SpendCell cell{.spend_class = place->second, .t = start + u, .completion = contract ? q : -1};
          const auto [cell_place, fresh_cell] =
              cell_numbers.try_emplace({cell.spend_class, cell.t, cell.completion}, static_cast<int>(cells_.size()));
          if (fresh_cell) cells_.push_back(cell);
          pieces_.push_back({.cell = cell_place->second, .u = u, .wan = amount.wan()});
        }
      }
      first_piece_.push_back(pieces_.size());
    }
  }
}

void SpendModel::collect_offers() {
  const PlanningProblem& problem = *problem_;
  std::map<ServiceKey, std::vector<ServiceFactor>> known;  // Periods counted from the completion.
  std::vector<double> discounts;
  const auto discount = [&](int t) {
    while (static_cast<int>(discounts.size()) <= t) discounts.push_back(problem.discount(static_cast<int>(discounts.size())));
    return discounts[static_cast<std::size_t>(t)];
  };
  const auto service_of = [&](const SpendCell& cell, SourceId k) -> const std::vector<ServiceFactor>& {
    const Source& source = problem.funding()[k];
    const SpendClass& spend_class = class_of(cell);
    const bool bt = source.channel == Channel::bt;
    const ServiceKey key = bt ? ServiceKey{source.contract.value, cell.completion - cell.t, 0, 0}
                              : ServiceKey{source.contract.value, -1, spend_class.operating_ratio, spend_class.fee_ratio};
    const auto [place, fresh] = known.try_emplace(key);
    if (fresh) {
      place->second = service(cell, k);
      for (ServiceFactor& factor : place->second) factor.t -= cell.completion;
    }
    return place->second;
  };

  // Ceilings first: their rows are numbered in the order of debtor and year.
  std::set<std::pair<UnitId, int>> ceilings;
  for (const SpendCell& cell : cells_)
    if (cell.completion >= 0)
      for (const SourceId k : class_of(cell).sources)
        if (is_contract(problem.funding()[k].channel))
          for (const ServiceFactor& service : service_of(cell, k))
            ceilings.insert({problem.debtor(k), problem.year_of(cell.completion + service.t)});
  rows_.affordability.assign(ceilings.begin(), ceilings.end());
  std::map<std::pair<UnitId, int>, int> ceiling_row;
  for (const auto& [unit, year] : rows_.affordability) {
    ceiling_row[{unit, year}] = rows_.count();
    rows_.limit.push_back(problem.affordability_ceiling(unit, year).wan());
  }

  // What a draw costs and uses depends on source, period and completion only (and, for BOT, on the project's ratios): few lists, many
  // offers.
  struct Terms {
    double cost = 0;
    std::size_t first = 0, last = 0;
  };
  std::map<std::tuple<int, int, int, double, double>, int> numbers;
  std::vector<Terms> lists;
  std::vector<int> list_of;
  const auto terms_of = [&](const SpendCell& cell, SourceId k) {
    const Source& source = problem.funding()[k];
    const SpendClass& spend_class = class_of(cell);
    const bool contract = is_contract(source.channel), bot = source.channel == Channel::bot;
    const auto [place, fresh] = numbers.try_emplace(
        {k.value, cell.t, contract ? cell.completion : -1, bot ? spend_class.operating_ratio : 0, bot ? spend_class.fee_ratio : 0},
        static_cast<int>(lists.size()));
    if (!fresh) return place->second;
    Terms list{.cost = contract ? 0 : problem.cost_weight(k) * discount(cell.t), .first = terms_.size()};
    terms_.push_back({.row = rows_.cash(k, cell.t), .factor = 1});
    if (contract) {
      const double weight = problem.cost_weight(source.repaid_by);
      const UnitId debtor = problem.debtor(k);
      for (const ServiceFactor& service : service_of(cell, k)) {
        const int t = cell.completion + service.t;
        list.cost += service.factor * weight * discount(t);
        if (t < rows_.periods) add_term(terms_, list.first, {.row = rows_.cash(source.repaid_by, t), .factor = service.factor});
        add_term(terms_, list.first, {.row = ceiling_row.at({debtor, problem.year_of(t)}), .factor = service.factor});
      }
    }
    std::size_t kept = list.first;
    for (std::size_t i = list.first; i < terms_.size(); ++i) {
      const auto row = static_cast<std::size_t>(terms_[i].row);
      if (row < charge_.size() && charge_[row] >= 0)
        list.cost += terms_[i].factor * charge_[row];
      else
        terms_[kept++] = terms_[i];
    }
    terms_.resize(kept);
    list.last = terms_.size();
    lists.push_back(list);
    return place->second;
  };
  first_offer_.push_back(0);
  for (const SpendCell& cell : cells_) {
    const SpendClass& spend_class = class_of(cell);
    for (const SourceId k : spend_class.sources) {
      CellOffer offer{.source = k, .share = problem.max_share(spend_class.example, k).value()};
      offer.match = (problem.counts_as_match(k) ? 1.0 : 0.0) - problem.match_rate(spend_class.example, k, cell.t).value();
      list_of.push_back(terms_of(cell, k));
      offer.cost = lists[static_cast<std::size_t>(list_of.back())].cost;
      offers_.push_back(offer);
    }
    first_offer_.push_back(offers_.size());
  }
  for (std::size_t i = 0; i < offers_.size(); ++i) {
    const Terms& list = lists[static_cast<std::size_t>(list_of[i])];
    offers_[i].terms = {terms_.data() + list.first, terms_.data() + list.last};
  }
}

std::vector<ServiceFactor> SpendModel::service(const SpendCell& cell, SourceId k) const {
  const Source& source = problem_->funding()[k];
  if (!is_contract(source.channel)) return {};
  const Contract& terms = problem_->funding()[source.contract];
  const int per_year = problem_->campaign().horizon().per_year();
  std::vector<ServiceFactor> factors;
  if (source.channel == Channel::bt) {
    const auto amounts = bt_factors(terms, cell.completion - cell.t, per_year);
    for (std::size_t i = 0; i < amounts.size(); ++i)
      factors.push_back({.t = cell.completion + terms.first_after + static_cast<int>(i) * terms.interval, .factor = amounts[i]});
  } else {
    const SpendClass& spend_class = class_of(cell);
    const auto amounts = bot_factors(terms, spend_class.operating_ratio, spend_class.fee_ratio);
    for (std::size_t n = 0; n < amounts.size(); ++n)
      factors.push_back({.t = cell.completion + (static_cast<int>(n) + 1) * per_year, .factor = amounts[n]});
  }
  return factors;
}

}  // namespace liandong
