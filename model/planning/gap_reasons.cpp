#include "model/planning/gap_reasons.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <utility>

namespace liandong {
namespace {

// Sums below this do not count as money that is left: whole-fen rounding leaves such dust behind.
constexpr std::int64_t dust_fen = 100'000;  // 1,000 yuan

bool is_dust(Money amount) { return amount.fen() < dust_fen; }

// The plan by cell and by debtor, looked up once for all gaps.
class PlanIndex {
 public:
  PlanIndex(const PlanningProblem& problem, const Plan& plan) : problem_(problem), plan_(plan), room_(cash_room(problem, plan)) {
    for (const Payment& payment : plan.payments) {
      paid_[{payment.project, payment.t}].push_back(&payment);
      if (is_contract(problem.funding()[payment.source].channel)) contracts_.insert({payment.project, payment.source});
    }
    for (const AffordabilityEntry& entry : plan.affordability) head_room_[{entry.unit, entry.year}] = entry.ceiling - entry.service;
    for (std::size_t k = 0; k < problem.funding().sources().size(); ++k) {
      const auto source = SourceId{static_cast<std::int32_t>(k)};
      int first = problem.periods();
      for (int t = problem.periods() - 1; t >= 0; --t)
        if (!problem.inflow(source, t).is_zero()) first = t;
      first_inflow_.push_back(first);
    }
  }

  [[nodiscard]] SourceState state(ProjectId project_id, int t, SourceId source_id) const {
    const Project& project = problem_.campaign()[project_id];
    const Source& source = problem_.funding()[source_id];
    const int start = *plan_.start[project_id.index()];
    const Money spend = project.profile[static_cast<std::size_t>(t - start)];
    SourceState state{.source = source_id, .t = t, .room = room_[source_id.index()][static_cast<std::size_t>(t)]};
    const auto is = [&](Obstacle obstacle) {
      state.obstacle = obstacle;
      return state;
    };
    state.eligibility = problem_.eligibility(project_id, source_id, start);
    if (state.eligibility != Eligibility::eligible) return is(Obstacle::not_eligible);
    const Rate share = problem_.max_share(project_id, source_id);
    if (share < Rate::one() && is_share_reached(share.floor_of(spend), paid(project_id, t, source_id))) return is(Obstacle::share_reached);
    if (first_inflow_[source_id.index()] > t) {
      state.t = first_inflow_[source_id.index()];
      return is(Obstacle::nothing_yet);
    }
    if (is_dust(state.room)) {
      state.t = first_tight(source_id, t);
      return is(state.t == t ? Obstacle::exhausted : Obstacle::held_for_later);
    }
    if (is_contract(source.channel))
      if (blocked_by_debtor(state, source, start + project.duration - 1)) return state;
    const Rate match = problem_.match_rate(project_id, source_id, t);
    if (match > Rate{} && is_dust(match_left(project_id, t))) return is(Obstacle::match_missing);
    if (is_contract(source.channel) && !contracts_.contains({project_id, source_id})) return is(Obstacle::not_signed);
    return is(Obstacle::room_left);
  }

 private:
  static bool is_share_reached(Money limit, Money paid) {
    const Money left = limit - paid;
    return is_dust(left) && left.fen() * 100 <= limit.fen();
  }

  [[nodiscard]] Money paid(ProjectId project, int t, SourceId source) const {
    const auto cell = paid_.find({project, t});
    if (cell != paid_.end())
      for (const Payment* payment : cell->second)
        if (payment->source == source) return payment->amount;
    return {};
  }

  // Own money on the cell beyond what the matched money on it asks for (5).
  [[nodiscard]] Money match_left(ProjectId project, int t) const {
    Money left;
    if (const auto cell = paid_.find({project, t}); cell != paid_.end())
      for (const Payment* payment : cell->second) {
        if (problem_.counts_as_match(payment->source)) left += payment->amount;
        left -= problem_.match_rate(project, payment->source, t).of(payment->amount);
      }
    return left;
  }

  [[nodiscard]] int first_tight(SourceId source, int t) const {
    const auto& row = plan_.balances[source.index()];
    for (int later = t; later < problem_.periods(); ++later)
      if (is_dust(row[static_cast<std::size_t>(later)].balance)) return later;
    return t;
  }

  [[nodiscard]] std::vector<int> due(const Contract& terms, int completion) const {
    std::vector<int> periods;
    const int per_year = problem_.campaign().horizon().per_year();
    if (terms.kind == ContractKind::bt) {
      const int count = terms.repayment == Repayment::given_shares ? static_cast<int>(terms.shares.size()) : terms.instalments;
      for (int i = 0; i < count; ++i) periods.push_back(completion + terms.first_after + i * terms.interval);
    } else {
      for (int n = 0; n < terms.subsidy_years; ++n) periods.push_back(completion + (n + 1) * per_year);
    }
    return periods;
  }

  bool blocked_by_debtor(SourceState& state, const Source& source, int completion) const {
    const SourceId payer = source.repaid_by;
    const UnitId unit = problem_.debtor(state.source);
    for (const int t : due(problem_.funding()[source.contract], completion)) {
      const int year = problem_.year_of(t);
      const auto entry = head_room_.find({unit, year});
      const Money head_room = entry != head_room_.end() ? entry->second : problem_.affordability_ceiling(unit, year);
      if (is_dust(head_room)) {
        state.obstacle = Obstacle::affordability_full;
        state.unit = unit;
        state.year = year;
        return true;
      }
      if (t < problem_.periods() && is_dust(room_[payer.index()][static_cast<std::size_t>(t)])) {
        state.obstacle = Obstacle::payer_short;
        state.unit = unit;
        state.t = t;
        return true;
      }
    }
    return false;
  }

  const PlanningProblem& problem_;
  const Plan& plan_;
  std::vector<std::vector<Money>> room_;
  std::vector<int> first_inflow_;
  std::map<std::pair<ProjectId, int>, std::vector<const Payment*>> paid_;
  std::set<std::pair<ProjectId, SourceId>> contracts_;
  std::map<std::pair<UnitId, int>, Money> head_room_;
};

// More money in the source would let it pay more: cash stands in the way, no rule does.
bool lacks_money_only(Obstacle obstacle) {
  return obstacle == Obstacle::nothing_yet || obstacle == Obstacle::exhausted || obstacle == Obstacle::held_for_later || obstacle == Obstacle::room_left;
}

}  // namespace

std::vector<std::vector<Money>> cash_room(const PlanningProblem& problem, const Plan& plan) {
  std::vector<std::vector<Money>> room;
  for (std::size_t k = 0; k < plan.balances.size(); ++k) {
    const std::int64_t kept = problem.funding().sources()[k].carry_over.billionths();
    std::vector<Money> row(plan.balances[k].size());
    for (std::size_t t = row.size(); t-- > 0;) {
      row[t] = plan.balances[k][t].balance;
      // A yuan drawn in t takes rho from the next balance.
      if (t + 1 < row.size() && kept > 0) row[t] = std::min(row[t], Money::muldiv_floor(row[t + 1], Rate::one_unit, kept));
    }
    room.push_back(std::move(row));
  }
  return room;
}

std::vector<SourceState> source_states(const PlanningProblem& problem, const Plan& plan, ProjectId project, int t) {
  const PlanIndex index(problem, plan);
  std::vector<SourceState> states;
  for (std::size_t k = 0; k < problem.funding().sources().size(); ++k) states.push_back(index.state(project, t, SourceId{static_cast<std::int32_t>(k)}));
  return states;
}

std::vector<GapReason> reasons_for_gap(const PlanningProblem& problem, const Plan& plan) {
  const PlanIndex index(problem, plan);
  std::map<std::pair<SourceId, int>, double> value;
  for (const PriceEntry& price : plan.prices) value[{price.source, price.t}] = price.value;
  std::vector<GapReason> reasons;
  for (const GapEntry& gap : plan.gaps) {
    GapReason reason{.project = gap.project, .t = gap.t, .amount = gap.amount, .sources = {}, .next = {}};
    double best = -1;
    for (std::size_t k = 0; k < problem.funding().sources().size(); ++k) {
      const SourceId source{static_cast<std::int32_t>(k)};
      reason.sources.push_back(index.state(gap.project, gap.t, source));
      if (!lacks_money_only(reason.sources.back().obstacle)) continue;
      reason.closable = true;
      const auto price = value.find({source, gap.t});
      const double saved = price == value.end() ? 0 : price->second;
      if (saved > best) {
        best = saved;
        reason.next = source;
        reason.next_value = saved;
      }
    }
    reasons.push_back(std::move(reason));
  }
  return reasons;
}

}  // namespace liandong
