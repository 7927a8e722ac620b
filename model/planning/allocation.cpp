#include "model/planning/allocation.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "model/planning/contract_choice.hpp"

namespace liandong {
namespace {

/// Less than 1 万元 is not worth a source of its own, unless it is a tenth of all.
bool is_sliver(Money amount, Money spend) { return amount.fen() < Money::fen_per_wan && amount.fen() < spend.fen() / 10; }

class Allocator {
 public:
  Allocator(const PlanningProblem& problem, const Schedule& schedule, Certainty certainty, std::vector<PaidLine> lines)
      : problem_(problem), schedule_(schedule), certainty_(certainty), lines_(std::move(lines)) {}

  Allocation run() {
    settle();
    for (int round = 0; round < 50 && !mend_overdrafts(); ++round) settle();
    give_up_small_contracts();
    join_slivers();
    hand_out_reserve();
    settle();
    allocation_.exact = sound();
    fill_affordability();
    return std::move(allocation_);
  }

 private:
  /// Payments, service and balances that follow from the lines.
  void settle() {
    allocation_.payments.clear();
    allocation_.gaps.clear();
    for (const PaidLine& line : lines_) {
      for (const auto& [k, amount] : line.paid)
        if (!amount.is_zero()) allocation_.payments.push_back({line.project, k, line.t, amount});
      if (!line.gap.is_zero()) allocation_.gaps.push_back({line.project, line.t, line.gap});
    }
    std::sort(allocation_.payments.begin(), allocation_.payments.end(), [](const Payment& a, const Payment& b) {
      return std::tie(a.project, a.source, a.t) < std::tie(b.project, b.source, b.t);
    });
    std::sort(allocation_.gaps.begin(), allocation_.gaps.end(), [](const GapEntry& a, const GapEntry& b) {
      return std::tie(a.project, a.t) < std::tie(b.project, b.t);
    });
    allocation_.service = contract_service(problem_, schedule_, allocation_.payments);
    const auto periods = static_cast<std::size_t>(problem_.periods());
    const std::size_t sources = problem_.funding().sources().size();
    allocation_.balances.assign(sources, std::vector<BalanceEntry>(periods));
    for (const Payment& p : allocation_.payments) allocation_.balances[p.source.index()][static_cast<std::size_t>(p.t)].drawn += p.amount;
    for (const ServiceEntry& s : allocation_.service)
      if (s.t < problem_.periods()) allocation_.balances[s.payer.index()][static_cast<std::size_t>(s.t)].debt_service += s.amount;
    for (std::size_t k = 0; k < sources; ++k) {
      Money balance;
      const Rate carry = problem_.funding().sources()[k].carry_over;
      const auto inflow = problem_.funding().inflow(SourceId{static_cast<int>(k)}, problem_.campaign().horizon(), certainty_);
      for (std::size_t t = 0; t < periods; ++t) {  // (6)
        BalanceEntry& entry = allocation_.balances[k][t];
        entry.inflow = inflow[t];
        balance = carry.floor_of(balance) + entry.inflow - entry.drawn - entry.debt_service;
        entry.balance = balance;
      }
    }
    service_by_year_.clear();
    for (const ServiceEntry& s : allocation_.service)
      service_by_year_[{problem_.debtor(s.contract_source), problem_.year_of(s.t)}] += s.amount;
  }

  [[nodiscard]] bool sound() const {
    for (const auto& source : allocation_.balances)
      for (const BalanceEntry& entry : source)
        if (entry.balance.fen() < 0) return false;
    for (const auto& [key, amount] : service_by_year_)
      if (amount > problem_.affordability_ceiling(key.first, key.second)) return false;
    return true;
  }

  /// Takes fen that rounding overdrew from the last draws before the overdraft. True when there is none left.
  bool mend_overdrafts() {
    bool clean = true;
    for (std::size_t k = 0; k < allocation_.balances.size(); ++k)
      for (int t = 0; t < problem_.periods(); ++t) {
        Money missing = -allocation_.balances[k][static_cast<std::size_t>(t)].balance;
        if (missing.fen() <= 0) continue;
        clean = false;
        for (int earlier = t; earlier >= 0 && missing.fen() > 0; --earlier)
          for (PaidLine& line : lines_) {
            if (line.t != earlier || missing.fen() <= 0) continue;
            for (auto& [source, amount] : line.paid) {
              if (source.index() != k) continue;
              const Money taken = std::min(missing, amount);
              amount -= taken;
              if (match_balance(problem_, line) < 0) {  // This money carries a match: leave it.
                amount += taken;
                continue;
              }
              line.gap += taken;
              missing -= taken;
            }
          }
        break;  // Later balances of this source follow from the mended one.
      }
    return clean;
  }

  /// A contract that mending took below its minimum (14) leaves its amounts to the gap: it gives no match, so that (5) holds.
  void give_up_small_contracts() {
    const auto small = undersized(problem_, lines_);
    if (small.empty()) return;
    for (PaidLine& line : lines_)
      for (auto& [k, amount] : line.paid)
        if (std::find(small.begin(), small.end(), std::pair(line.project, k)) != small.end()) {
          line.gap += amount;
          amount = Money{};
        }
    settle();
  }

  /// Balances of a source from t on if it paid `more` in t (6).
  [[nodiscard]] std::vector<Money> balances_after(SourceId k, int t, Money more) const {
    const Rate carry = problem_.funding()[k].carry_over;
    const auto& now = allocation_.balances[k.index()];
    std::vector<Money> after{now[static_cast<std::size_t>(t)].balance - more};
    for (auto s = static_cast<std::size_t>(t) + 1; s < now.size(); ++s)
      after.push_back(now[s].balance - carry.floor_of(now[s - 1].balance) + carry.floor_of(after.back()));
    return after;
  }
  [[nodiscard]] bool can_pay(SourceId k, int t, Money more) const {
    const auto after = balances_after(k, t, more);
    return std::all_of(after.begin(), after.end(), [](Money balance) { return balance >= Money{}; });
  }
  /// What a source could pay more in period t without want of it later: a fen drawn takes a fen at most from any later balance.
  [[nodiscard]] Money spare(SourceId k, int t) const {
    const auto& balances = allocation_.balances[k.index()];
    Money least = balances[static_cast<std::size_t>(t)].balance;
    if (problem_.funding()[k].carry_over > Rate{})
      for (auto later = static_cast<std::size_t>(t); later < balances.size(); ++later) least = std::min(least, balances[later].balance);
    return least;
  }
  [[nodiscard]] Money share_left(const PaidLine& line, SourceId k) const {  // (4)
    return problem_.max_share(line.project, k).floor_of(line.spend) - line.from(k);
  }

  /// Puts `line` into the place of what it was if shares and match hold, and moves the balances of `k` by `drawn`. False if they do not.
  bool redraw(PaidLine& line, PaidLine changed, SourceId k, Money drawn) {
    if (match_balance(problem_, changed) < 0) return false;
    line = std::move(changed);
    const auto after = balances_after(k, line.t, drawn);
    for (std::size_t i = 0; i < after.size(); ++i) allocation_.balances[k.index()][static_cast<std::size_t>(line.t) + i].balance = after[i];
    return true;
  }

  /// An amount below 1 万元 gives way to another source of the line that costs no more and has as much to spare: what the reserve kept back,
  /// mostly.
  void join_slivers() {
    for (PaidLine& line : lines_) {
      if (line.paid.size() < 2) continue;
      for (const auto& [a, small] : std::vector(line.paid)) {
        if (small.is_zero() || !is_sliver(small, line.spend) || is_contract(problem_.funding()[a].channel)) continue;
        for (const auto& [b, amount] : std::vector(line.paid)) {
          if (a == b || amount.is_zero() || is_contract(problem_.funding()[b].channel)) continue;
          if (problem_.cost_weight(b) > problem_.cost_weight(a) || share_left(line, b) < small || !can_pay(b, line.t, small)) continue;
          PaidLine changed = line;
          changed.add(a, -small);
          changed.add(b, small);
          if (redraw(line, std::move(changed), b, small)) break;  // What `a` then holds is left to the next settling.
        }
      }
    }
    settle();
  }

  /// Fills gaps from balances that nobody needs later: what the reserve kept back. From the sources that pay the line already; others only
  /// where they pay 1 万元 or all that lacks.
  void hand_out_reserve() {
    std::vector<std::vector<SourceId>> sources_of(problem_.campaign().units().size());
    for (std::size_t k = 0; k < problem_.funding().sources().size(); ++k) {
      const Source& source = problem_.funding().sources()[k];
      if (source.units.empty())
        for (auto& list : sources_of) list.push_back(SourceId{static_cast<int>(k)});
      for (const UnitId unit : source.units)
        if (auto& list = sources_of[unit.index()]; list.empty() || list.back().index() != k) list.push_back(SourceId{static_cast<int>(k)});
    }
    for (PaidLine& line : lines_) {
      for (const auto& [k, amount] : std::vector(line.paid))
        if (!amount.is_zero()) fill_gap(line, k, false);
      for (const SourceId k : sources_of[problem_.campaign()[line.project].unit.index()]) fill_gap(line, k, true);
    }
  }

  void fill_gap(PaidLine& line, SourceId k, bool new_on_line) {
    if (problem_.cost_weight(k) > problem_.settings().prices.gap.value()) return;  // Dearer than the gap.
    if (line.gap.is_zero() || is_contract(problem_.funding()[k].channel)) return;
    const Money given = std::min({line.gap, share_left(line, k), spare(k, line.t)});
    if (given.fen() <= 0 || (new_on_line && given < line.gap && is_sliver(given, line.spend))) return;
    const int start = *schedule_[line.project.index()] - problem_.campaign()[line.project].duration + 1;
    if (problem_.eligibility(line.project, k, start) != Eligibility::eligible) return;
    PaidLine changed = line;
    changed.add(k, given);
    changed.gap -= given;
    (void)redraw(line, std::move(changed), k, given);
  }

  void fill_affordability() {
    std::set<UnitId> debtors;
    for (std::size_t k = 0; k < problem_.funding().sources().size(); ++k)
      if (is_contract(problem_.funding().sources()[k].channel)) debtors.insert(problem_.debtor(SourceId{static_cast<int>(k)}));
    for (const UnitId unit : debtors) {
      int last = problem_.year_of(problem_.periods() - 1);
      for (const auto& [key, amount] : service_by_year_)
        if (key.first == unit) last = std::max(last, key.second);
      for (int year = problem_.year_of(0); year <= last; ++year) {
        const auto service = service_by_year_.find({unit, year});
        allocation_.affordability.push_back({.unit = unit,
                                             .year = year,
                                             .service = service == service_by_year_.end() ? Money{} : service->second,
                                             .ceiling = problem_.affordability_ceiling(unit, year)});
      }
    }
  }

  const PlanningProblem& problem_;
  const Schedule& schedule_;
  Certainty certainty_;
  std::vector<PaidLine> lines_;
  std::map<std::pair<UnitId, int>, Money> service_by_year_;
  Allocation allocation_;
};

}  // namespace

Allocation allocate(const PlanningProblem& problem, const Schedule& schedule, Certainty certainty, std::vector<PaidLine> lines) {
  return Allocator(problem, schedule, certainty, std::move(lines)).run();
}

std::vector<ServiceEntry> contract_service(const PlanningProblem& problem, const Schedule& schedule, const std::vector<Payment>& payments) {
  const int per_year = problem.campaign().horizon().per_year();
  std::map<std::pair<ProjectId, SourceId>, std::vector<Draw>> contracts;
  for (const Payment& p : payments)
    if (is_contract(problem.funding()[p.source].channel))
      contracts[{p.project, p.source}].push_back({.before = *schedule[p.project.index()] - p.t, .amount = p.amount});
  std::vector<ServiceEntry> service;
  for (const auto& [key, draws] : contracts) {
    const auto& [id, source_id] = key;
    const Source& source = problem.funding()[source_id];
    const Contract& terms = problem.funding()[source.contract];
    const Project& project = problem.campaign()[id];
    std::vector<Instalment> instalments;
    if (source.channel == Channel::bt) {
      instalments = bt_instalments(terms, bt_price_base(terms, draws, per_year), per_year);
    } else {
      Money capital;
      for (const Draw& draw : draws) capital += draw.amount;
      instalments = bot_subsidies(terms, capital, Money::muldiv(*project.operating_cost, capital.fen(), project.cost.fen()),
                                  Money::muldiv(*project.user_fees, capital.fen(), project.cost.fen()), per_year);
    }
    for (const Instalment& instalment : instalments)
      if (!instalment.amount.is_zero())
        service.push_back({.project = id, .contract_source = source_id, .payer = source.repaid_by,
                           .t = *schedule[id.index()] + instalment.after, .amount = instalment.amount});
  }
  std::sort(service.begin(), service.end(), [](const ServiceEntry& a, const ServiceEntry& b) {
    return std::tie(a.project, a.contract_source, a.t) < std::tie(b.project, b.contract_source, b.t);
  });
  return service;
}

}  // namespace liandong
