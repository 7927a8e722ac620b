#include "model/planning/lagrangian.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "model/planning/closure.hpp"
#include "model/planning/move_limit.hpp"

namespace liandong {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

/// One way to pay for a cell: its cost a yuan, its share, and what a yuan adds to "match given - match wanted".
struct Way {
  double cost = 0;
  double share = 1;
  double match = 0;
  int offer = -1;  ///< Number of the offer; -1 = the gap.
};

/// Value at tau of the concave piecewise linear function of (12), and a slope of it there.
struct Tangent {
  double tau = 0, value = 0, slope = 0;
};

/// The shares filled in order of cost - tau match. The gap is the way without a limit.
Tangent fill(std::vector<Way>& ways, double tau) {
  std::sort(ways.begin(), ways.end(), [tau](const Way& a, const Way& b) { return a.cost - tau * a.match < b.cost - tau * b.match; });
  Tangent at{.tau = tau};
  double left = 1;
  for (const Way& way : ways) {
    const double used = std::min(left, way.share);
    at.value += used * (way.cost - tau * way.match);
    at.slope -= used * way.match;
    left -= used;
    if (left <= 0) break;
  }
  return at;
}

/// A tangent with what is used of each offer there.
struct Filling : Tangent {
  std::vector<double> shares;
};

Filling fill_shares(std::vector<Way>& ways, double tau) {
  Filling filling{fill(ways, tau), std::vector<double>(ways.size() - 1, 0.0)};
  double left = 1;
  for (const Way& way : ways) {
    const double used = std::min(left, way.share);
    if (way.offer >= 0) filling.shares[static_cast<std::size_t>(way.offer)] = used;
    left -= used;
    if (left <= 0) break;
  }
  return filling;
}

/// (12): the maximum over tau, by tangents from both sides. Any tau gives a valid price, the last one the exact one.
template <class Line>
struct Maximum {
  Line low, high;  ///< The tangents nearest to it.
  double value = 0;
  bool between = false;  ///< False: it lies where tau ends, and `low` is the tangent there.
};

template <class Fill>
auto maximum_of(std::vector<Way>& ways, const Fill& fill_at) {
  using Line = decltype(fill_at(ways, 0.0));
  Line low = fill_at(ways, 0);
  if (const double value = low.value; low.slope <= 0) return Maximum<Line>{.low = std::move(low), .high = {}, .value = value};
  double far = 1;
  for (const Way& a : ways)
    for (const Way& b : ways)
      if (a.match < b.match) far = std::max(far, (b.cost - a.cost) / (b.match - a.match) + 1);
  Line high = fill_at(ways, far);
  double best = std::max(low.value, high.value);
  if (high.slope >= 0) return Maximum<Line>{.low = std::move(high), .high = {}, .value = best};
  for (int round = 0; round < 64; ++round) {
    const double tau = (low.value - low.slope * low.tau - high.value + high.slope * high.tau) / (high.slope - low.slope);
    if (!(tau > low.tau && tau < high.tau)) break;
    const double roof = low.value + low.slope * (tau - low.tau);
    Line at = fill_at(ways, tau);
    best = std::max(best, at.value);
    if (at.value >= roof - 1e-14 * (1 + std::abs(roof))) break;
    (at.slope > 0 ? low : high) = std::move(at);
  }
  return Maximum<Line>{.low = std::move(low), .high = std::move(high), .value = best, .between = true};
}

/// What is used of each offer at the maximum: the fillings on both sides of it, mixed so that the match is met.
std::vector<double> shares_at(Maximum<Filling> maximum) {
  std::vector<double> shares = std::move(maximum.low.shares);
  if (maximum.between) {
    const double of_low = -maximum.high.slope / (maximum.low.slope - maximum.high.slope);
    for (std::size_t i = 0; i < shares.size(); ++i) shares[i] = of_low * shares[i] + (1 - of_low) * maximum.high.shares[i];
  }
  return shares;
}

void list_ways(const SpendModel& model, int cell, const RowPrices& prices, std::vector<Way>& ways) {
  ways.clear();
  for (const CellOffer& offer : model.offers(cell)) {
    double cost = offer.cost;
    for (const RowTerm& term : offer.terms) cost += term.factor * prices[static_cast<std::size_t>(term.row)];  // (11)
    ways.push_back({.cost = cost, .share = offer.share, .match = offer.match, .offer = static_cast<int>(ways.size())});
  }
  ways.push_back({.cost = model.gap_cost(model.cells()[static_cast<std::size_t>(cell)].t), .share = infinite, .match = 0});
}

double priced(const SpendModel& model, int cell, const RowPrices& prices, std::vector<Way>& ways) {
  list_ways(model, cell, prices, ways);
  return maximum_of(ways, fill).value;
}

}  // namespace

void repair(const MoneyRows& rows, RowPrices& prices) {
  for (double& price : prices) price = std::max(price, 0.0);
  for (int k = 0; k < rows.sources(); ++k)
    for (int t = rows.periods - 2; t >= 0; --t) {
      const auto row = static_cast<std::size_t>(rows.cash(SourceId{k}, t));
      prices[row] = std::max(prices[row], rows.carry[static_cast<std::size_t>(k)] * prices[row + 1]);
    }
}

Multipliers multipliers_of(const MoneyRows& rows, const RowPrices& prices) {
  Multipliers m;
  for (int k = 0; k < rows.sources(); ++k) {
    const auto first = prices.begin() + rows.cash(SourceId{k}, 0);
    m.cash.emplace_back(first, first + rows.periods);
  }
  for (std::size_t i = 0; i < rows.affordability.size(); ++i)
    m.affordability[rows.affordability[i]] = prices[static_cast<std::size_t>(rows.cash_count) + i];
  return m;
}

RowPrices row_prices(const MoneyRows& rows, const Multipliers& m) {
  RowPrices prices;
  prices.reserve(static_cast<std::size_t>(rows.count()));
  for (const auto& cash : m.cash) prices.insert(prices.end(), cash.begin(), cash.end());
  for (const auto& key : rows.affordability) {
    const auto alpha = m.affordability.find(key);
    prices.push_back(alpha == m.affordability.end() ? 0 : alpha->second);
  }
  return prices;
}

Multipliers multipliers_of(const SpendModel& model, const PlanningProgram& program, const Eigen::VectorXd& y) {
  const MoneyRows& rows = model.rows();
  RowPrices prices(static_cast<std::size_t>(rows.count()), 0.0);
  for (std::size_t k = 0; k < program.cash_row.size(); ++k)
    for (int t = 0; t < rows.periods; ++t)
      if (const int row = program.cash_row[k][static_cast<std::size_t>(t)]; row >= 0)
        prices[static_cast<std::size_t>(rows.cash(SourceId{static_cast<int>(k)}, t))] = -y[row];
  for (std::size_t i = 0; i < rows.affordability.size(); ++i)
    if (const auto row = program.affordability_row.find(rows.affordability[i]); row != program.affordability_row.end())
      prices[static_cast<std::size_t>(rows.cash_count) + i] = -y[row->second];
  repair(rows, prices);
  return multipliers_of(rows, prices);
}

double spend_price(const SpendModel& model, int cell, const RowPrices& prices) {
  std::vector<Way> ways;
  return priced(model, cell, prices, ways);
}

double spend_price(const SpendModel& model, int cell, const RowPrices& prices, std::vector<double>& shares) {
  std::vector<Way> ways;
  list_ways(model, cell, prices, ways);
  Maximum<Filling> maximum = maximum_of(ways, fill_shares);
  const double price = maximum.value;
  shares = shares_at(std::move(maximum));
  return price;
}

std::vector<double> cheapest_draws(const SpendModel& model, const RowPrices& prices, const Schedule& schedule) {
  std::vector<double> spend(model.cells().size(), 0.0);
  for (int j = 0; j < model.problem().graph().project_count(); ++j)
    if (const auto& q = schedule[static_cast<std::size_t>(j)])
      for (const SpendPiece& piece : model.pieces(j, *q)) spend[static_cast<std::size_t>(piece.cell)] += piece.wan;
  std::vector<double> draws(prices.size(), 0.0);
  std::vector<Way> ways;
  for (std::size_t c = 0; c < spend.size(); ++c) {
    if (spend[c] <= 0) continue;
    const int cell = static_cast<int>(c);
    list_ways(model, cell, prices, ways);
    const std::vector<double> shares = shares_at(maximum_of(ways, fill_shares));
    const auto offers = model.offers(cell);
    for (std::size_t i = 0; i < shares.size(); ++i)
      if (shares[i] > 0)
        for (const RowTerm& term : offers[i].terms) draws[static_cast<std::size_t>(term.row)] += spend[c] * shares[i] * term.factor;
  }
  return draws;
}

CompletionCosts completion_costs(const SpendModel& model, const Multipliers& multipliers) {
  return completion_costs(model, row_prices(model.rows(), multipliers));
}

CompletionCosts stage_costs(const PlanningProblem& problem) {
  const auto& campaign = problem.campaign();
  const int periods = problem.periods();
  CompletionCosts costs;
  const auto nodes = static_cast<std::size_t>(problem.graph().node_count());
  costs.at.assign(nodes, std::vector<double>(static_cast<std::size_t>(periods), 0.0));
  costs.never.assign(nodes, 0.0);
  for (int s = 0; s < static_cast<int>(campaign.stages().size()); ++s) {
    const StageId id{s};
    const auto node = static_cast<std::size_t>(problem.graph().node(id));
    const int deadline = problem.deadline(id);
    const double late = problem.late_price(id).wan();
    for (int q = 0; q < periods; ++q) costs.at[node][static_cast<std::size_t>(q)] = late * std::max(0, q - deadline);
    costs.never[node] = late * std::max(0, periods - deadline) + problem.never_price(id).wan();
  }
  if (const MoveLimit* limit = problem.move_limit()) charge_moves(problem, *limit, limit->price, costs);
  return costs;
}

CompletionCosts completion_costs(const SpendModel& model, const RowPrices& prices) {
  const PlanningProblem& problem = model.problem();
  const int periods = problem.periods();
  const int projects = problem.graph().project_count();
  std::vector<double> price(model.cells().size());
  std::vector<Way> ways;
  for (std::size_t c = 0; c < price.size(); ++c) price[c] = priced(model, static_cast<int>(c), prices, ways);

  CompletionCosts costs = stage_costs(problem);
  for (int j = 0; j < projects; ++j) {
    auto& at = costs.at[static_cast<std::size_t>(j)];
    const int earliest = problem.graph().earliest_completion()[static_cast<std::size_t>(j)];
    std::fill(at.begin(), at.begin() + std::min(earliest, periods), infinite);
    for (int q = earliest; q < periods; ++q) {
      double total = 0;
      for (const SpendPiece& piece : model.pieces(j, q)) total += piece.wan * price[static_cast<std::size_t>(piece.cell)];
      at[static_cast<std::size_t>(q)] += total;
    }
  }
  for (std::size_t r = 0; r < prices.size(); ++r)
    if (prices[r] > 0) costs.constant -= model.rows().limit[r] * prices[r];
  return costs;
}

double CompletionCosts::of(const Schedule& schedule) const {
  double total = constant;
  for (std::size_t v = 0; v < schedule.size(); ++v) total += schedule[v] ? at[v][static_cast<std::size_t>(*schedule[v])] : never[v];
  return total;
}

PricedNodes priced_nodes(const ExpandedGraph& graph, const CompletionCosts& costs) {
  PricedNodes priced{.constant = costs.constant, .weight = std::vector<double>(static_cast<std::size_t>(graph.variable_count()), 0.0)};
  for (int v = 0; v < graph.node_count(); ++v) {
    const auto node = static_cast<std::size_t>(v);
    const Window& w = graph.windows()[node];
    const auto cost = [&](int t) { return t > w.last ? costs.never[node] : costs.at[node][static_cast<std::size_t>(t)]; };
    if (w.empty()) {
      priced.constant += costs.never[node];
      continue;
    }
    priced.constant += w.may_never ? costs.never[node] : cost(w.last);
    for (int t = w.first; t <= w.last; ++t) {
      const int x = graph.variable(v, t);
      if (x >= 0) priced.weight[static_cast<std::size_t>(x)] = cost(t) - cost(t + 1);
    }
  }
  return priced;
}

double bound_of(const PricedNodes& priced, double closure_value) {
  constexpr double rounding = 4e-15;
  return priced.constant + closure_value - rounding * (std::abs(priced.constant) + std::abs(closure_value));
}

CheapestSchedule cheapest_schedule(const PlanningProblem& problem, const ExpandedGraph& graph, const CompletionCosts& costs) {
  const PricedNodes priced = priced_nodes(graph, costs);
  const ClosureSolver::Closure closure = ClosureSolver(problem, graph).solve(priced.weight);
  const std::vector<double> x(closure.smallest.begin(), closure.smallest.end());
  return {.value = bound_of(priced, closure.value), .schedule = graph.round(x.data(), 0.5)};
}

}  // namespace liandong
