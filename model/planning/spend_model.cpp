#include "model/planning/spend_model.hpp"

namespace liandong {
namespace {

using ClassKey = std::tuple<int, std::vector<int>, double, double>;  // unit, sources, operating ratio, fee ratio
using CellKey = std::tuple<int, int, int>;

SpendClass class_at(const PlanningProblem& problem, ProjectId id, int start) {
  const Project& project = problem.campaign()[id];
  SpendClass spend_class{.unit = project.unit, .example = id};
  for (int k = 0; k < static_cast<int>(problem.funding().sources().size()); ++k) {
    const SourceId source{k};
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

}  // namespace

SpendModel::SpendModel(const PlanningProblem& problem) : problem_(&problem) {
  const int periods = problem.periods();
  std::map<ClassKey, int> class_numbers;
  std::map<CellKey, int> cell_numbers;
  const auto& projects = problem.campaign().projects();
  const auto& earliest = problem.graph().earliest_completion();
  pieces_.resize(projects.size());
  for (std::size_t j = 0; j < projects.size(); ++j) {
    const Project& project = projects[j];
    pieces_[j].resize(static_cast<std::size_t>(periods));
    for (int q = earliest[j]; q < periods; ++q) {
      const int start = q - project.duration + 1;
      SpendClass here = class_at(problem, ProjectId{static_cast<int>(j)}, start);
      std::vector<int> source_numbers;
      for (const SourceId k : here.sources) source_numbers.push_back(k.value);
      const ClassKey key{here.unit.value, source_numbers, here.operating_ratio, here.fee_ratio};
      const auto [place, fresh] = class_numbers.try_emplace(key, static_cast<int>(classes_.size()));
      if (fresh) classes_.push_back(here);
      for (int u = 0; u < project.duration; ++u) {
        const Money amount = project.profile[static_cast<std::size_t>(u)];
        if (amount.is_zero()) continue;
        const SpendCell cell{.spend_class = place->second, .t = start + u, .completion = here.contract ? q : -1};
        const auto [cell_place, fresh_cell] =
            cell_numbers.try_emplace({cell.spend_class, cell.t, cell.completion}, static_cast<int>(cells_.size()));
        if (fresh_cell) cells_.push_back(cell);
        pieces_[j][static_cast<std::size_t>(q)].push_back({.cell = cell_place->second, .u = u, .wan = amount.wan()});
      }
    }
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
