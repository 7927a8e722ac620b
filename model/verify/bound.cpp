#include "model/verify/bound.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "model/verify/min_closure.hpp"

namespace liandong::verify {
namespace {

long double usable(double multiplier) { return std::isfinite(multiplier) && multiplier > 0 ? multiplier : 0; }

/// Multipliers made admissible, and the price (11) of every yuan under them.
class Prices {
 public:
  Prices(const Facts& facts, const Multipliers& multipliers) : facts_(facts) {
    const auto periods = static_cast<std::size_t>(facts.periods());
    for (std::size_t k = 0; k < facts.funding().sources().size(); ++k) {
      std::vector<long double> cash(periods);
      for (std::size_t t = 0; t < periods; ++t)
        if (k < multipliers.cash.size() && t < multipliers.cash[k].size()) cash[t] = usable(multipliers.cash[k][t]);
      const long double carry = static_cast<long double>(facts.funding().sources()[k].carry_over.billionths()) / Rate::one_unit;
      for (std::size_t t = periods; t-- > 1;) cash[t - 1] = std::max(cash[t - 1], carry * cash[t]);
      cash_.push_back(std::move(cash));
    }
    for (const auto& [where, value] : multipliers.affordability) affordability_[where] = usable(value);
  }

  /// - Σ A κ - Σ ceiling α of (13).
  [[nodiscard]] long double paid_for() const {
    long double sum = 0;
    for (std::size_t k = 0; k < cash_.size(); ++k)
      for (std::size_t t = 0; t < cash_[k].size(); ++t) sum -= cash_[k][t] * wan(facts_.inflow({static_cast<int>(k)}, static_cast<int>(t)));
    for (const auto& [where, value] : affordability_) sum -= value * wan(facts_.ceiling(where.first, where.second));
    return sum;
  }

  /// What a yuan of debt service in `t` costs, `source` being the contract.
  [[nodiscard]] long double service(SourceId source, int t) const {
    const SourceId payer = facts_.funding()[source].repaid_by;
    long double price = facts_.weight(payer) * facts_.discount(t);
    if (t < facts_.periods()) price += cash(payer, t);
    const auto found = affordability_.find({facts_.debtor(source), facts_.year_of(t)});
    return found == affordability_.end() ? price : price + found->second;
  }

  /// (11).
  [[nodiscard]] long double yuan(ProjectId project, SourceId source, int t, int completion) const {
    if (!facts_.is_contract(source)) return facts_.weight(source) * facts_.discount(t) + cash(source, t);
    long double price = cash(source, t);
    for (const auto& [due, factor] : facts_.service_factors(project, source, completion, t)) price += factor * service(source, due);
    return price;
  }

  [[nodiscard]] static long double wan(Money amount) { return static_cast<long double>(amount.fen()) / Money::fen_per_wan; }

 private:
  [[nodiscard]] long double cash(SourceId source, int t) const { return cash_[source.index()][static_cast<std::size_t>(t)]; }
  const Facts& facts_;
  std::vector<std::vector<long double>> cash_;
  std::map<std::pair<UnitId, int>, long double> affordability_;
};

/// C_j(q) of (13).
long double completion_cost(const Facts& facts, const Prices& prices, ProjectId project, int completion) {
  const Project& p = facts.campaign()[project];
  const int start = completion - p.duration + 1;
  std::vector<SourceId> sources;
  for (int k = 0; k < facts.source_count(); ++k)
    if (facts.eligible(project, {k}, start)) sources.push_back({k});
  long double cost = 0;
  for (int t = start; t <= completion; ++t) {
    const Money spend = p.profile[static_cast<std::size_t>(t - start)];
    if (spend.is_zero()) continue;
    std::vector<Offer> offers;
    for (const SourceId k : sources) {
      const Source& source = facts.funding()[k];
      offers.push_back(
          {prices.yuan(project, k, t, completion), static_cast<long double>(source.max_share.billionths()) / Rate::one_unit,
           static_cast<long double>(facts.match_rate(project, k, t).billionths()) / Rate::one_unit - (facts.own_fiscal(k) ? 1 : 0)});
    }
    cost += Prices::wan(spend) * cell_price(offers, facts.gap_price() * facts.discount(t));
  }
  return cost;
}

/// Half a fen per rounding: the price base, then each instalment's interest and principal, of which the last makes up for the others.
long double rounding_of(const Facts& facts, const Prices& prices, ProjectId project, SourceId source) {
  const int duration = facts.duration(project.value);
  long double worst = 0;
  for (int start = facts.earliest_start(project); start + duration <= facts.periods(); ++start) {
    if (!facts.eligible(project, source, start)) continue;
    const int completion = start + duration - 1;
    const auto due = facts.service_factors(project, source, completion, completion);
    long double sum = 0;
    for (const auto& [t, factor] : due) sum += 2 * prices.service(source, t);
    if (!due.empty()) sum += static_cast<long double>(due.size()) * prices.service(source, due.back().first);
    worst = std::max(worst, sum);
  }
  return worst / Money::fen_per_wan;
}

std::vector<int> component_of(const Facts& facts) {
  std::vector<int> root(static_cast<std::size_t>(facts.node_count()));
  std::iota(root.begin(), root.end(), 0);
  const auto find = [&](int v) {
    while (root[static_cast<std::size_t>(v)] != v)
      v = root[static_cast<std::size_t>(v)] = root[static_cast<std::size_t>(root[static_cast<std::size_t>(v)])];
    return v;
  };
  for (const Precedence& p : facts.precedences()) {
    const int a = find(p.from), b = find(p.to);
    root[static_cast<std::size_t>(std::max(a, b))] = std::min(a, b);
  }
  for (int v = 0; v < facts.node_count(); ++v) root[static_cast<std::size_t>(v)] = find(v);
  return root;
}

/// By node and period: what x_vt = 1 adds, so that a node complete from q on adds up to its cost at q. First constant: nothing complete.
struct Weights {
  std::vector<std::vector<long double>> of;
  std::vector<int> earliest;  ///< First period in which the node may be complete, links aside (1).
  long double constant = 0;
};

Weights weigh(const Facts& facts, const Prices& prices) {
  const auto periods = static_cast<std::size_t>(facts.periods()), nodes = static_cast<std::size_t>(facts.node_count());
  Weights weights{.of = {nodes, std::vector<long double>(periods, 0)}, .earliest = std::vector<int>(nodes, 0)};
  for (int j = 0; j < facts.project_count(); ++j) {
    const auto v = static_cast<std::size_t>(j);
    weights.earliest[v] = facts.earliest_start({j}) + facts.duration(j) - 1;
    std::vector<long double> cost(periods + 1, 0);
    for (int q = weights.earliest[v]; q < facts.periods(); ++q) cost[static_cast<std::size_t>(q)] = completion_cost(facts, prices, {j}, q);
    for (std::size_t t = 0; t < periods; ++t) weights.of[v][t] = cost[t] - cost[t + 1];
  }
  for (int s = 0; s < facts.stage_count(); ++s) {
    const long double late = Prices::wan(facts.late_price({s})), never = Prices::wan(facts.never_price({s}));
    auto& of = weights.of[static_cast<std::size_t>(facts.project_count() + s)];
    for (std::size_t t = static_cast<std::size_t>(std::max(0, facts.deadline({s}))); t < periods; ++t) {
      of[t] -= late;
      weights.constant += late;
    }
    of.back() -= never;
    weights.constant += never;
  }
  return weights;
}

/// The closure problem of each component over the pairs (v, t), in order of its smallest node.
std::map<int, ClosureProblem> expand(const Facts& facts, const Weights& weights) {
  const int periods = facts.periods();
  const std::vector<int> component = component_of(facts);
  std::map<int, ClosureProblem> parts;
  std::vector<int> first(static_cast<std::size_t>(facts.node_count()));
  for (std::size_t v = 0; v < first.size(); ++v) {
    ClosureProblem& part = parts[component[v]];
    first[v] = static_cast<int>(part.weight.size());
    part.weight.insert(part.weight.end(), weights.of[v].begin(), weights.of[v].end());
    for (int t = 0; t < periods; ++t) {
      part.barred.push_back(t < weights.earliest[v]);
      if (t + 1 < periods) part.obliges.emplace_back(first[v] + t, first[v] + t + 1);  // (1)
    }
  }
  for (const Precedence& p : facts.precedences()) {  // (2)
    ClosureProblem& part = parts[component[static_cast<std::size_t>(p.to)]];
    for (int t = 0; t < periods; ++t) {
      const int to = first[static_cast<std::size_t>(p.to)] + t, at = std::min(t - p.delta, periods - 1);
      if (at < 0) part.barred[static_cast<std::size_t>(to)] = true;
      else part.obliges.emplace_back(to, first[static_cast<std::size_t>(p.from)] + at);
    }
  }
  return parts;
}

}  // namespace

ProvenBound prove_bound(const Facts& facts, const Multipliers& multipliers) {
  const Prices prices(facts, multipliers);
  const Weights weights = weigh(facts, prices);
  ProvenBound bound{.value = prices.paid_for() + weights.constant};
  for (const auto& [root, part] : expand(facts, weights)) {
    const ClosureBound found = min_closure(part);
    bound.value += found.value;
    bound.slack += found.slack;
  }
  for (int j = 0; j < facts.project_count(); ++j)
    for (int k = 0; k < facts.source_count(); ++k)
      if (facts.is_contract({k})) bound.rounding += rounding_of(facts, prices, {j}, {k});
  return bound;
}

}  // namespace liandong::verify
