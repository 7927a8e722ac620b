// Boost.Graph keeps a pair of iterators in a boost::optional, which g++ 12 takes for uninitialised.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"

#include "model/planning/lagrangian.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/boykov_kolmogorov_max_flow.hpp>
#include <cmath>
#include <cstdint>
#include <limits>

namespace liandong {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

/// One way to pay for a cell: its cost a yuan, its share, and what a yuan adds to "match wanted - match given".
struct Offer {
  double cost = 0;
  double share = 1;
  double match = 0;
};

/// Cost of one yuan when the shares are filled in order of cost + tau * match. The gap is the offer without a limit.
double filled(std::vector<Offer>& offers, double tau) {
  std::sort(offers.begin(), offers.end(), [tau](const Offer& a, const Offer& b) { return a.cost + tau * a.match < b.cost + tau * b.match; });
  double left = 1, total = 0;
  for (const Offer& offer : offers) {
    const double used = std::min(left, offer.share);
    total += used * (offer.cost + tau * offer.match);
    left -= used;
    if (left <= 0) break;
  }
  return total;
}

/// (12): the maximum over tau of a concave piecewise linear function lies at 0 or where two offers change places.
double price_of(std::vector<Offer> offers) {
  double best = filled(offers, 0);
  const bool matched = std::any_of(offers.begin(), offers.end(), [](const Offer& o) { return o.match > 0; });
  if (!matched) return best;
  const std::vector<Offer> fixed = offers;
  for (std::size_t a = 0; a < fixed.size(); ++a)
    for (std::size_t b = a + 1; b < fixed.size(); ++b) {
      const double slope = fixed[a].match - fixed[b].match;
      if (slope == 0) continue;
      const double tau = (fixed[b].cost - fixed[a].cost) / slope;
      if (tau > 0) best = std::max(best, filled(offers, tau));
    }
  return best;
}

void repair(const SpendModel& model, Multipliers& m) {
  const auto& sources = model.problem().funding().sources();
  for (std::size_t k = 0; k < m.cash.size(); ++k) {
    auto& kappa = m.cash[k];
    for (std::size_t t = kappa.size(); t-- > 0;) {
      kappa[t] = std::max(kappa[t], 0.0);
      if (t + 1 < kappa.size()) kappa[t] = std::max(kappa[t], sources[k].carry_over.value() * kappa[t + 1]);
    }
  }
  for (auto& [key, alpha] : m.affordability) alpha = std::max(alpha, 0.0);
}

std::vector<Offer> offers_of(const SpendModel& model, const SpendCell& cell, const Multipliers& multipliers) {
  const PlanningProblem& problem = model.problem();
  const SpendClass& spend_class = model.class_of(cell);
  std::vector<Offer> offers;
  offers.reserve(spend_class.sources.size() + 1);
  for (const SourceId k : spend_class.sources) {
    const Source& source = problem.funding()[k];
    Offer offer{.cost = multipliers.cash[k.index()][static_cast<std::size_t>(cell.t)], .share = source.max_share.value()};
    offer.match = problem.match_rate(spend_class.example, k, cell.t).value() - (problem.counts_as_match(k) ? 1.0 : 0.0);
    if (is_contract(source.channel)) {
      const double weight = problem.cost_weight(source.repaid_by);
      for (const ServiceFactor& service : model.service(cell, k)) {  // (11)
        double price = weight * problem.discount(service.t);
        if (service.t < problem.periods()) price += multipliers.cash[source.repaid_by.index()][static_cast<std::size_t>(service.t)];
        const auto alpha = multipliers.affordability.find({problem.debtor(k), problem.year_of(service.t)});
        if (alpha != multipliers.affordability.end()) price += alpha->second;
        offer.cost += service.factor * price;
      }
    } else {
      offer.cost += problem.cost_weight(k) * problem.discount(cell.t);
    }
    offers.push_back(offer);
  }
  offers.push_back({.cost = problem.settings().prices.gap.value() * problem.discount(cell.t), .share = infinite, .match = 0});
  return offers;
}

}  // namespace

Multipliers multipliers_of(const SpendModel& model, const PlanningProgram& program, const Eigen::VectorXd& y) {
  Multipliers m;
  m.cash.assign(program.cash_row.size(), std::vector<double>(static_cast<std::size_t>(model.problem().periods()), 0.0));
  for (std::size_t k = 0; k < m.cash.size(); ++k)
    for (std::size_t t = 0; t < m.cash[k].size(); ++t)
      if (program.cash_row[k][t] >= 0) m.cash[k][t] = -y[program.cash_row[k][t]];
  for (const auto& [key, row] : program.affordability_row) m.affordability[key] = -y[row];
  repair(model, m);
  return m;
}

double spend_price(const SpendModel& model, const SpendCell& cell, const Multipliers& multipliers) {
  return price_of(offers_of(model, cell, multipliers));
}

CompletionCosts completion_costs(const SpendModel& model, const Multipliers& multipliers) {
  const PlanningProblem& problem = model.problem();
  const auto& campaign = problem.campaign();
  const int periods = problem.periods();
  const int projects = problem.graph().project_count();
  std::vector<double> price(model.cells().size());
  for (std::size_t c = 0; c < price.size(); ++c) price[c] = spend_price(model, model.cells()[c], multipliers);

  CompletionCosts costs;
  const auto nodes = static_cast<std::size_t>(problem.graph().node_count());
  costs.at.assign(nodes, std::vector<double>(static_cast<std::size_t>(periods), infinite));
  costs.never.assign(nodes, 0.0);
  for (int j = 0; j < projects; ++j)
    for (int q = problem.graph().earliest_completion()[static_cast<std::size_t>(j)]; q < periods; ++q) {
      double total = 0;
      for (const SpendPiece& piece : model.pieces(j, q)) total += piece.wan * price[static_cast<std::size_t>(piece.cell)];
      costs.at[static_cast<std::size_t>(j)][static_cast<std::size_t>(q)] = total;
    }
  for (int s = 0; s < static_cast<int>(campaign.stages().size()); ++s) {
    const StageId id{s};
    const auto node = static_cast<std::size_t>(problem.graph().node(id));
    const int deadline = problem.deadline(id);
    const double late = problem.late_price(id).wan();
    for (int q = 0; q < periods; ++q) costs.at[node][static_cast<std::size_t>(q)] = late * std::max(0, q - deadline);
    costs.never[node] = late * std::max(0, periods - deadline) + problem.never_price(id).wan();
  }
  for (std::size_t k = 0; k < multipliers.cash.size(); ++k)
    for (int t = 0; t < periods; ++t)
      costs.constant -= problem.inflow(SourceId{static_cast<int>(k)}, t).wan() * multipliers.cash[k][static_cast<std::size_t>(t)];
  for (const auto& [key, alpha] : multipliers.affordability)
    if (alpha > 0) costs.constant -= problem.affordability_ceiling(key.first, key.second).wan() * alpha;
  return costs;
}

double CompletionCosts::of(const Schedule& schedule) const {
  double total = constant;
  for (std::size_t v = 0; v < schedule.size(); ++v) total += schedule[v] ? at[v][static_cast<std::size_t>(*schedule[v])] : never[v];
  return total;
}

CheapestSchedule cheapest_schedule(const ExpandedGraph& graph, const CompletionCosts& costs) {
  using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
  using Capacity = std::int64_t;
  using Graph = boost::adjacency_list<
      boost::vecS, boost::vecS, boost::directedS,
      boost::property<boost::vertex_index_t, int,
                      boost::property<boost::vertex_color_t, boost::default_color_type,
                                      boost::property<boost::vertex_distance_t, int, boost::property<boost::vertex_predecessor_t, Traits::edge_descriptor>>>>,
      boost::property<boost::edge_capacity_t, Capacity,
                      boost::property<boost::edge_residual_capacity_t, Capacity, boost::property<boost::edge_reverse_t, Traits::edge_descriptor>>>>;
  const int variables = graph.variable_count();
  Graph flow(static_cast<std::size_t>(variables) + 2);
  const auto source = static_cast<std::size_t>(variables), sink = source + 1;
  auto capacity = boost::get(boost::edge_capacity, flow);
  auto reverse = boost::get(boost::edge_reverse, flow);
  const auto connect = [&](std::size_t from, std::size_t to, Capacity amount) {
    const auto forward = boost::add_edge(from, to, flow).first;
    const auto backward = boost::add_edge(to, from, flow).first;
    capacity[forward] = amount;
    capacity[backward] = 0;
    reverse[forward] = backward;
    reverse[backward] = forward;
  };

  double constant = costs.constant;
  std::vector<double> saving(static_cast<std::size_t>(variables), 0.0);
  for (int v = 0; v < graph.node_count(); ++v) {
    const auto node = static_cast<std::size_t>(v);
    const Window& w = graph.windows()[node];
    const auto cost = [&](int t) { return t > w.last ? costs.never[node] : costs.at[node][static_cast<std::size_t>(t)]; };
    if (w.first > w.last) {
      constant += costs.never[node];
      continue;
    }
    constant += w.may_never ? costs.never[node] : cost(w.last);
    for (int t = w.first; t <= w.last; ++t) {
      const int x = graph.variable(v, t);
      if (x >= 0) saving[static_cast<std::size_t>(x)] = cost(t) - cost(t + 1);
    }
  }
  // Integer capacities, so that the cut is exact and its rounding known: 1e-9 万元, coarser only where 64 bits ask for it.
  double scale = 1e9, sum = 0;
  for (const double s : saving) sum += std::abs(s);
  while (sum * scale > 1e18) scale /= 10;
  Capacity negative = 0, most = 1;
  for (std::size_t x = 0; x < saving.size(); ++x) {
    const auto weight = static_cast<Capacity>(std::floor(saving[x] * scale));  // Down: the bound stays valid.
    if (weight < 0) {
      negative += weight;
      connect(source, x, -weight);
    } else if (weight > 0) {
      connect(x, sink, weight);
    }
    most += std::abs(weight);
  }
  for (const auto& arc : graph.arcs()) connect(static_cast<std::size_t>(arc.chosen), static_cast<std::size_t>(arc.implied), most);

  const Capacity cut = boost::boykov_kolmogorov_max_flow(flow, source, sink);
  const auto color = boost::get(boost::vertex_color, flow);
  std::vector<double> x(static_cast<std::size_t>(variables));
  for (std::size_t i = 0; i < x.size(); ++i) x[i] = color[i] == color[source] ? 1.0 : 0.0;
  CheapestSchedule result;
  result.value = constant + static_cast<double>(negative + cut) / scale;
  result.schedule = graph.round(x.data(), 0.5);
  return result;
}

}  // namespace liandong
