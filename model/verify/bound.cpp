#include "model/verify/bound.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>

#include "model/verify/moves.hpp"

namespace liandong::verify {
namespace {

long double wan(Money amount) { return static_cast<long double>(amount.fen()) / Money::fen_per_wan; }

/// By node, the smallest node that it is linked with over any number of links.
std::vector<int> component_of(const Facts& facts) {
  std::vector<int> root(static_cast<std::size_t>(facts.node_count()));
  std::iota(root.begin(), root.end(), 0);
  const auto find = [&](int v) {
    while (root[static_cast<std::size_t>(v)] != v)
      v = root[static_cast<std::size_t>(v)] = root[static_cast<std::size_t>(root[static_cast<std::size_t>(v)])];
    return v;
  };
  for (const Precedence& p : facts.weakest_precedences()) {
    const int a = find(p.from), b = find(p.to);
    root[static_cast<std::size_t>(std::max(a, b))] = std::min(a, b);
  }
  for (int v = 0; v < facts.node_count(); ++v) root[static_cast<std::size_t>(v)] = find(v);
  return root;
}

/// What (s, t) being reached at the end of t adds, by t; first what it costs never to reach s.
std::pair<long double, std::vector<long double>> stage_weights(const Facts& facts, StageId stage) {
  const long double late = wan(facts.late_price(stage)), never = wan(facts.never_price(stage));
  std::vector<long double> weights(static_cast<std::size_t>(facts.periods()));
  long double constant = never;
  for (std::size_t t = static_cast<std::size_t>(std::max(0, facts.deadline(stage))); t < weights.size(); ++t) {
    weights[t] -= late;
    constant += late;
  }
  weights.back() -= never;
  return {constant, std::move(weights)};
}

}  // namespace

Prover::Prover(const Facts& facts, const MoveRule* moves) : facts_(facts), moves_(moves), costs_(facts) {
  const int periods = facts.periods();
  const std::vector<int> component = component_of(facts);
  std::map<int, int> part_of;
  for (int v = 0; v < facts.node_count(); ++v) {
    const auto [found, added] = part_of.emplace(component[static_cast<std::size_t>(v)], static_cast<int>(parts_.size()));
    if (added) parts_.emplace_back();
    ClosureProblem& part = parts_[static_cast<std::size_t>(found->second)];
    const int at = static_cast<int>(part.weight.size());
    place_.push_back({found->second, at});
    const int earliest = v < facts.project_count() ? facts.earliest_start({v}) + facts.shortest(v) - 1 : 0;
    for (int t = 0; t < periods; ++t) {
      part.weight.push_back(0);
      part.barred.push_back(t < earliest);
      if (t + 1 < periods) part.obliges.emplace_back(at + t, at + t + 1);  // (1)
    }
  }
  for (const Precedence& p : facts.weakest_precedences()) {  // (2)
    const Place from = place_[static_cast<std::size_t>(p.from)], to = place_[static_cast<std::size_t>(p.to)];
    ClosureProblem& part = parts_[static_cast<std::size_t>(to.part)];
    for (int t = 0; t < periods; ++t) {
      const int at = std::min(t - p.delta, periods - 1);
      if (at < 0)
        part.barred[static_cast<std::size_t>(to.at + t)] = true;
      else
        part.obliges.emplace_back(to.at + t, from.at + at);
    }
  }
  for (ClosureProblem& part : parts_) part.forced.assign(part.weight.size(), false);
  for (const Lock& lock : facts.locks()) confine(lock);
}

/// (M2): the charge c for completing in another period than the approved one, q, is c less c for (j, q) plus c for (j, q - 1); for a
/// project that is approved as not built it is c for being complete at all. Gives the constant, less what the limits grant.
template <class WeightsOf>
long double Prover::charge_moves(const WeightsOf& weights_of) const {
  long double constant = -moves_->granted();
  for (int j = 0; j < facts_.project_count(); ++j) {
    const long double charge = moves_->charge(facts_, ProjectId{j});
    if (charge == 0) continue;
    const auto weight = weights_of(j);
    const auto& start = moves_->start[static_cast<std::size_t>(j)];
    if (!start) {
      weight[facts_.periods() - 1] += charge;
      continue;
    }
    constant += charge;
    const int completion = *start + facts_.duration(j) - 1;
    if (completion < facts_.periods()) weight[completion] -= charge;
    if (completion > 0 && completion <= facts_.periods()) weight[completion - 1] += charge;
  }
  return constant;
}

/// (15): what a lock says of a project's completion by the end of each period.
void Prover::confine(const Lock& lock) {
  const Place place = place_[lock.project.index()];
  ClosureProblem& part = parts_[static_cast<std::size_t>(place.part)];
  const int less = facts_.shortest(lock.project.value) - 1, more = facts_.longest(lock.project.value) - 1, periods = facts_.periods();
  const auto start_index = [&](Period period) { return facts_.campaign().horizon().index_of(period); };
  for (int t = 0; t < periods; ++t) {
    const auto item = static_cast<std::size_t>(place.at + t);
    if (lock.kind == LockKind::drop || (lock.kind == LockKind::start && lock.from && t < start_index(*lock.from) + less))
      part.barred[item] = true;
    const bool last = t == periods - 1;
    if ((lock.kind == LockKind::build && last) ||
        (lock.kind == LockKind::start && (last || (lock.to && t >= start_index(*lock.to) + more))))
      part.forced[item] = true;
  }
}

Prover::Parts Prover::prove_parts(const Multipliers& multipliers, const std::vector<Answer>& answers) const {
  Parts proven{.prices = DualPrices(facts_, multipliers, costs_.last_due()), .stages = 0, .closures = {}, .rounding = 0};
  proven.rounding = costs_.rounding(proven.prices);
  std::vector<ClosureProblem> parts = parts_;
  const auto weights_of = [&](int node) {
    const Place place = place_[static_cast<std::size_t>(node)];
    return parts[static_cast<std::size_t>(place.part)].weight.begin() + place.at;
  };
  const auto costs = costs_.under(proven.prices);
  for (int j = 0; j < facts_.project_count(); ++j) {  // So that a project complete from q on adds up to C_j(q).
    const auto& cost = costs[static_cast<std::size_t>(j)];
    auto weight = weights_of(j);
    for (std::size_t t = 0; t < cost.size(); ++t) *weight++ = cost[t] - (t + 1 < cost.size() ? cost[t + 1] : 0);
  }
  if (moves_ != nullptr) proven.stages += charge_moves(weights_of);
  for (int s = 0; s < facts_.stage_count(); ++s) {
    const auto [constant, weights] = stage_weights(facts_, {s});
    proven.stages += constant;
    std::copy(weights.begin(), weights.end(), weights_of(facts_.project_count() + s));
  }
  for (const Answer& answer : answers) {  // (C4)
    const Place place = place_[static_cast<std::size_t>(node_of(facts_, answer))];
    ClosureProblem& part = parts[static_cast<std::size_t>(place.part)];
    (answer.reached ? part.forced : part.barred)[static_cast<std::size_t>(place.at + answer.t)] = true;
  }
  for (const ClosureProblem& part : parts) proven.closures.push_back(min_closure(part));
  return proven;
}

ProvenBound Prover::Parts::sum() const {
  ProvenBound bound{.value = prices.paid_for() + stages, .slack = 0, .rounding = rounding};
  for (const ClosureBound& found : closures) {
    if (!found.possible) return {.value = std::numeric_limits<long double>::infinity(), .slack = 0, .rounding = 0};
    bound.value += found.value;
    bound.slack += found.slack;
  }
  return bound;
}

ProvenBound Prover::prove(const Multipliers& multipliers, const std::vector<Answer>& answers) const {
  return prove_parts(multipliers, answers).sum();
}

ProvenBound prove_bound(const Facts& facts, const Multipliers& multipliers) { return Prover(facts).prove(multipliers); }

}  // namespace liandong::verify
