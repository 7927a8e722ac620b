// What one line of spend is paid with, and what its contracts cost later.
#include <algorithm>
#include <span>

#include "scenarios/dispatch.hpp"

namespace liandong {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// Service may exceed a ceiling by a yuan before a draw is refused: factors per yuan differ from whole instalments by some fen.
constexpr std::int64_t ceiling_tolerance = 100;

}  // namespace

/// (9): as the rules are when the project really starts, and the partner still there.
bool Dispatch::may_pay(int o, int j) const {
  const DispatchOffer& offer = model_.offers[at(o)];
  if (inputs_->quit[at(o)] != 0) return false;
  return offer.lawful < 0 || model_.lawful_starts[at(offer.lawful + std::clamp(start_[at(j)], 0, model_.periods - 1))] != 0;
}

std::int64_t Dispatch::share_room(const Line& line, int o) const {  // (4)
  return rate_of(model_.offers[at(o)].max_share, line.spend) - paid_[at(o)];
}

std::int64_t Dispatch::match_room(const Line& line, int o, int t) const {  // (5)
  const DispatchOffer& offer = model_.offers[at(o)];
  if (offer.match < 0) return line.left;
  const std::int64_t weight = offer.own - model_.match_rates[at(offer.match + t)];
  return weight >= 0 ? line.left : static_cast<std::int64_t>(std::min<Int128>(line.match / -weight, line.left));
}

void Dispatch::take(Line& line, int o, std::int64_t amount, int t) {
  if (amount <= 0) return;
  const DispatchOffer& offer = model_.offers[at(o)];
  paid_[at(o)] += amount;
  balance_[at(offer.source)] -= amount;
  line.left -= amount;
  line.match += static_cast<Int128>(amount) * (offer.own - (offer.match < 0 ? 0 : model_.match_rates[at(offer.match + t)]));
  if (offer.contract >= 0) {
    drawn_[at(offer.contract) * at(model_.periods) + at(t)] += amount;
    note_service(model_.contracts[at(offer.contract)], amount, t);
  }
  taken_.push_back({o, amount});
}

/// Undoes what was taken since the line was opened.
void Dispatch::give_back(Line& line, int t) {
  for (const Taken& taken : taken_) {
    const DispatchOffer& offer = model_.offers[at(taken.offer)];
    balance_[at(offer.source)] += taken.amount;
    if (offer.contract >= 0) {
      drawn_[at(offer.contract) * at(model_.periods) + at(t)] -= taken.amount;
      note_service(model_.contracts[at(offer.contract)], -taken.amount, t);
    }
  }
  line.left = line.spend;
}

/// How much of `amount` the ceilings (8) leave room for, by the factors of the planned terms and the completion as it stands. (18)
std::int64_t Dispatch::service_room(const DispatchContract& contract, std::int64_t amount, int t) const {
  const int completion = outcome_.completion[at(contract.project)];
  const int before = std::min(std::max(0, completion - t), contract.most_before);
  const std::int64_t* factor = model_.service_factors.data() + contract.first_factor + before * contract.instalments;
  const int* after = model_.instalment_dates.data() + contract.first_after;
  const std::size_t row = at(contract.debtor) * at(model_.years);
  for (int i = 0; i < contract.instalments;) {
    const int year = std::min(model_.year_index(completion + after[i]), model_.years - 1);
    std::int64_t sum = 0;  // Of the year's instalments.
    for (; i < contract.instalments && std::min(model_.year_index(completion + after[i]), model_.years - 1) == year; ++i) sum += factor[i];
    const std::int64_t room = model_.ceilings[row + at(year)] - foreseen_[row + at(year)] + ceiling_tolerance;
    if (room <= 0 && sum > 0) return 0;
    if (scaled(amount, sum) > room) amount = static_cast<std::int64_t>(static_cast<Int128>(room) * factor_one / sum);
  }
  return amount;
}

void Dispatch::note_service(const DispatchContract& contract, std::int64_t amount, int t) {
  const int completion = outcome_.completion[at(contract.project)];
  const int before = std::min(std::max(0, completion - t), contract.most_before);
  const std::int64_t* factor = model_.service_factors.data() + contract.first_factor + before * contract.instalments;
  const int* after = model_.instalment_dates.data() + contract.first_after;
  std::int64_t* foreseen = foreseen_.data() + at(contract.debtor) * at(model_.years);
  const std::int64_t size = amount < 0 ? -amount : amount;  // What is given back is rounded as it was taken.
  for (int i = 0; i < contract.instalments; ++i) {
    const std::int64_t instalment = scaled(size, factor[i]);
    foreseen[std::min(model_.year_index(completion + after[i]), model_.years - 1)] += amount < 0 ? -instalment : instalment;
  }
}

/// No more than this can be paid of a line that nothing has been paid of. Most of what waits is told by it to wait on.
std::int64_t Dispatch::most_payable(const Line& line, int t) const {
  const DispatchProject& project = model_.projects[at(line.project)];
  std::int64_t most = 0;
  const auto add = [&](int o, std::int64_t held) {
    if (held > 0) most += std::min(held, rate_of(model_.offers[at(o)].max_share, line.spend));
  };
  for (int s = line.first_share; s < line.last_share && most < line.spend; ++s) {
    const int o = model_.shares[at(s)].offer;
    add(o, balance_[at(model_.offers[at(o)].source)]);
  }
  for (int f = 0; f < project.fallbacks && most < line.spend; ++f) {
    const int o = model_.fallbacks[at(project.first_fallback + f)];
    const auto k = at(model_.offers[at(o)].source);
    add(o, balance_[k] - model_.reserve[k * at(model_.periods) + at(t)]);
  }
  return most;
}

/// (15), first turn: the contracts of the plan, for their part of the spend. With `whole` it gives up at the first part not paid in full.
bool Dispatch::pay_contracts(Line& line, int t, bool whole) {
  for (int s = line.first_share; s < line.last_share; ++s) {
    const PlannedShare& share = model_.shares[at(s)];
    const DispatchOffer& offer = model_.offers[at(share.offer)];
    if (offer.contract < 0) break;  // They stand first.
    const std::int64_t part = part_of(line.spend, share.to) - part_of(line.spend, share.from);
    std::int64_t amount = 0;
    if (may_pay(share.offer, line.project)) amount = std::min({part, share_room(line, share.offer), balance_[at(offer.source)], line.left});
    if (amount > 0) amount = service_room(model_.contracts[at(offer.contract)], amount, t);
    if (whole && amount < part) return false;
    take(line, share.offer, amount, t);
  }
  return true;
}

/// (15), second turn: the other sources of the plan, each for its part; money that needs a match after the money that is one.
bool Dispatch::pay_as_planned(Line& line, int t, bool whole) {
  for (int s = line.first_share; s < line.last_share; ++s) {
    const PlannedShare& share = model_.shares[at(s)];
    const DispatchOffer& offer = model_.offers[at(share.offer)];
    if (offer.contract >= 0) continue;
    const std::int64_t part = part_of(line.spend, share.to) - part_of(line.spend, share.from);
    std::int64_t amount = 0;
    if (may_pay(share.offer, line.project))
      amount = std::min({part, share_room(line, share.offer), balance_[at(offer.source)], line.left, match_room(line, share.offer, t)});
    if (whole && amount < part) return false;
    take(line, share.offer, amount, t);
  }
  return true;
}

/// (16): what is left, from money that the plan does not need later: its own sources first, then the others, the dear ones last.
void Dispatch::pay_from_free_money(Line& line, int t) {
  const DispatchProject& project = model_.projects[at(line.project)];
  const auto fill = [&](int o) {
    const DispatchOffer& offer = model_.offers[at(o)];
    const std::int64_t free = balance_[at(offer.source)] - model_.reserve[at(offer.source) * at(model_.periods) + at(t)];
    if (free <= 0 || !may_pay(o, line.project)) return;
    take(line, o, std::min({free, share_room(line, o), line.left, match_room(line, o, t)}), t);
  };
  for (int s = line.first_share; s < line.last_share && line.left > 0; ++s)
    if (const int o = model_.shares[at(s)].offer; model_.offers[at(o)].contract < 0) fill(o);
  for (int f = 0; f < project.fallbacks && line.left > 0; ++f) fill(model_.fallbacks[at(project.first_fallback + f)]);
  for (int f = 0; f < project.fallbacks && line.left > 0; ++f)  // Own money paid just now may be the match of more.
    if (const int o = model_.fallbacks[at(project.first_fallback + f)]; model_.offers[at(o)].match >= 0) fill(o);
}

/// The contracts of a project that completes become debts: whole instalments, to the fen. Those due at `now` are paid at once. (19)
void Dispatch::hand_over(int j, int completion, int now) {
  const DispatchProject& project = model_.projects[at(j)];
  handed_over_[at(j)] = 1;
  for (int c = project.contracts_from; c < project.contracts_to; ++c) {
    const DispatchContract& contract = model_.contracts[at(c)];
    const Contract& terms = inputs_->terms[at(contract.terms)];
    draws_.clear();
    Money capital;
    for (int t = 0; t < model_.periods; ++t)
      if (const std::int64_t amount = drawn_[at(c) * at(model_.periods) + at(t)]; amount > 0) {
        draws_.push_back({.before = completion - t, .amount = Money::from_fen(amount)});
        capital += draws_.back().amount;
      }
    if (draws_.empty()) continue;
    int count = 0;
    if (terms.kind == ContractKind::bt) {
      count = bt_instalments(terms, bt_price_base(terms, draws_, model_.per_year), model_.per_year, instalments_);
    } else {
      const Project& input = model_.problem().campaign().projects()[at(j)];
      count = bot_subsidies(terms, std::span(model_.capital_factors).subspan(at(contract.first_capital_factor)), capital,
                            Money::muldiv(*input.operating_cost, capital.fen(), input.cost.fen()),
                            Money::muldiv(*input.user_fees, capital.fen(), input.cost.fen()), model_.per_year, instalments_);
    }
    for (int i = 0; i < count; ++i) {
      const std::int64_t amount = instalments_[at(i)].amount.fen();
      const int t = completion + instalments_[at(i)].after;
      outcome_.service += amount;
      service_[at(contract.debtor) * at(model_.years) + at(std::min(model_.year_index(t), model_.years - 1))] += amount;
      if (t < model_.periods) due_[at(contract.payer) * at(model_.periods) + at(t)] += amount;
    }
  }
  if (now == completion) pay_service(now);
}

void Dispatch::pay_service(int t) {
  for (std::size_t k = 0; k < balance_.size(); ++k) {
    std::int64_t& due = due_[k * at(model_.periods) + at(t)];
    if (due <= 0) continue;
    const std::int64_t paid = std::min(due, balance_[k]);
    balance_[k] -= paid;
    outcome_.service_due += due;
    outcome_.gap_service += due - paid;
    outcome_.gap[at(t)] += due - paid;
    due = 0;
  }
}

}  // namespace liandong
