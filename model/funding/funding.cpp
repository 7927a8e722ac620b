#include "model/funding/funding.hpp"

#include "model/funding/checks.hpp"

namespace liandong {

Checked<Funding> Funding::build(FundingTables tables, const Horizon& horizon) {
  Issues issues;
  check_sources(tables, issues);
  check_inflows(tables, horizon, issues);
  check_contracts(tables, horizon.per_year(), issues);
  check_budgets(tables, horizon, issues);
  if (has_errors(issues)) return issues;
  return {Funding(std::move(tables)), std::move(issues)};
}

std::vector<Money> Funding::inflow(SourceId source, const Horizon& horizon, Certainty level) const {
  std::vector<Money> amounts(static_cast<std::size_t>(horizon.count));
  for (const Inflow& row : tables_.inflows)
    if (row.source == source && row.certainty <= level && row.period.unit() == horizon.first.unit() && horizon.contains(row.period))
      amounts[static_cast<std::size_t>(horizon.index_of(row.period))] += row.amount;
  return amounts;
}

std::optional<Money> Funding::general_expenditure(UnitId unit, int year, Rate growth) const {
  const Budget* last = nullptr;
  for (const Budget& budget : tables_.budgets) {
    if (budget.unit != unit) continue;
    if (budget.year == year) return budget.general_expenditure;
    if (!last || budget.year > last->year) last = &budget;
  }
  if (!last || year < last->year) return std::nullopt;  // before the first year, or in a hole between two
  Money amount = last->general_expenditure;
  for (int grown = last->year; grown < year; ++grown) amount = Money::muldiv(amount, Rate::one_unit + growth.billionths(), Rate::one_unit);
  return amount;
}

Money Funding::committed_service(UnitId unit, int year) const {
  for (const Budget& budget : tables_.budgets)
    if (budget.unit == unit && budget.year == year) return budget.committed_service;
  return {};
}

}  // namespace liandong
