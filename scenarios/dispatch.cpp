#include "scenarios/dispatch.hpp"

#include <algorithm>

namespace liandong {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

}  // namespace

DrawnInputs planned_inputs(const DispatchModel& model) {
  const PlanningProblem& problem = model.problem();
  DrawnInputs inputs;
  inputs.cost_factor.assign(model.projects.size(), factor_one);
  inputs.longer.assign(model.projects.size(), 0);
  inputs.approval.assign(model.projects.size(), 0);
  for (int k = 0; k < model.sources_count; ++k)
    for (int t = 0; t < model.periods; ++t) inputs.inflow.push_back(problem.inflow(SourceId{k}, t).fen());
  inputs.quit.assign(model.offers.size(), 0);
  inputs.terms = problem.funding().contracts();
  return inputs;
}

Dispatch::Dispatch(const DispatchModel& model) : model_(model) {
  const auto sources = at(model.sources_count), periods = at(model.periods), nodes = at(model.node_count());
  outcome_.gap.resize(periods);
  outcome_.completion.resize(nodes);
  start_.resize(nodes);
  done_.resize(nodes);
  handed_over_.resize(model.projects.size());
  served_.resize(model.projects.size());
  balance_.resize(sources);
  due_.resize(sources * periods);
  paid_.resize(model.offers.size());
  drawn_.resize(model.contracts.size() * periods);
  foreseen_.resize(model.debtors.size() * at(model.years));
  service_.resize(foreseen_.size());
  lines_.reserve(model.projects.size());
  taken_.reserve(sources * 3);  // Planned, then from free money, then once more for matched money.
  draws_.reserve(periods);
  std::size_t most = 1;
  for (const DispatchContract& contract : model.contracts) most = std::max(most, at(contract.instalments));
  instalments_.resize(most);
}

void Dispatch::begin(const DrawnInputs& inputs, DispatchTrail* trail) {
  inputs_ = &inputs;
  trail_ = trail;
  if (trail != nullptr) *trail = {};
  for (auto* amounts : {&outcome_.gap, &balance_, &due_, &drawn_, &foreseen_, &service_}) std::fill(amounts->begin(), amounts->end(), 0);
  outcome_.gap_works = outcome_.gap_service = outcome_.paid = outcome_.later = outcome_.cost = 0;
  outcome_.service = outcome_.service_due = outcome_.over_ceiling = 0;
  std::fill(handed_over_.begin(), handed_over_.end(), std::uint8_t{0});
  std::fill(done_.begin(), done_.end(), 0);
  taken_.clear();
  now_ = -1;
  settle_dates();
}

/// (13), (14): the dates of the plan, later by what the draw delays and by what links then ask for.
void Dispatch::settle_dates() {
  std::fill(start_.begin(), start_.end(), never_complete);
  std::fill(outcome_.completion.begin(), outcome_.completion.end(), never_complete);
  const int count = static_cast<int>(model_.projects.size());
  for (const int v : model_.order) {
    if (v >= count) {
      settle_stage(v);
      continue;
    }
    const DispatchProject& project = model_.projects[at(v)];
    start_[at(v)] = std::max({project.start + inputs_->approval[at(v)], project.earliest, earliest_start(v)});
    outcome_.completion[at(v)] = start_[at(v)] + length_of(v) - 1;
  }
}

/// The earliest start that the links into a node allow, by the dates of what it waits for as they stand. (13)
int Dispatch::earliest_start(int v) const {
  const int length = v < static_cast<int>(model_.projects.size()) ? length_of(v) : 0;
  int earliest = 1 - length;  // A stage is reached at the end of the first period at the earliest.
  for (int l = model_.first_link[at(v)]; l < model_.first_link[at(v) + 1]; ++l) {
    const DispatchLink& link = model_.links[at(l)];
    const int from = start_of(link.from), to = completion_of(link.from);
    switch (link.kind) {
      case LinkKind::finish_to_start: earliest = std::max(earliest, to + 1 + link.lag); break;
      case LinkKind::start_to_start: earliest = std::max(earliest, from + link.lag); break;
      case LinkKind::finish_to_finish: earliest = std::max(earliest, to + link.lag - length + 1); break;
      case LinkKind::start_to_finish: earliest = std::max(earliest, from + link.lag - length); break;
    }
  }
  return earliest;
}

void Dispatch::settle_stage(int v) {
  const int earliest = earliest_start(v);
  start_[at(v)] = earliest < never_complete / 2 ? earliest : never_complete;
  outcome_.completion[at(v)] = earliest < never_complete / 2 ? earliest - 1 : never_complete;
}

void Dispatch::receive(int t) {
  const std::int64_t* inflow = inputs_->inflow.data() + t;
  for (std::size_t k = 0; k < balance_.size(); ++k, inflow += model_.periods)
    balance_[k] = (model_.carry[k] == Rate::one_unit ? balance_[k] : rate_of(model_.carry[k], balance_[k])) + *inflow;  // (6)
}

/// The next period of execution, after `done` of them. (12)
void Dispatch::open_line(int j, int done, Line& line) {
  const DispatchProject& project = model_.projects[at(j)];
  const int longer = inputs_->longer[at(j)];
  const std::int64_t* spent = model_.cumulative.data() + model_.profiles[at(project.first_profile + longer)] + done;
  line.project = j;
  line.spend = line.left = scaled(spent[1], inputs_->cost_factor[at(j)]) - scaled(spent[0], inputs_->cost_factor[at(j)]);
  const int planned = planned_period(j, done);
  line.first_share = model_.lines[at(project.first_line + planned)];
  line.last_share = model_.lines[at(project.first_line + planned) + 1];
  line.match = 0;
  std::fill_n(paid_.begin() + project.first_offer, project.offers, 0);
}

/// Puts what was taken since the last call into the trail.
void Dispatch::record(const Line& line, int t) {
  if (trail_ != nullptr)
    for (const Taken& taken : taken_) trail_->payments.push_back({line.project, model_.offers[at(taken.offer)].source, t, taken.amount});
  taken_.clear();
}

void Dispatch::close_period() {
  if (trail_ != nullptr) trail_->balances.insert(trail_->balances.end(), balance_.begin(), balance_.end());
}

/// What is left after the horizon, and the debts of works that are not complete by then, by their dates as they stand.
void Dispatch::finish() {
  for (std::size_t j = 0; j < model_.projects.size(); ++j) {
    const DispatchProject& project = model_.projects[j];
    if (project.start < 0) continue;
    const int longer = inputs_->longer[j];
    const std::int64_t* spent = model_.cumulative.data() + model_.profiles[at(project.first_profile + longer)];
    const std::int64_t cost = scaled(spent[project.duration + longer], inputs_->cost_factor[j]);
    outcome_.cost += cost;
    outcome_.later += cost - scaled(spent[done_[j]], inputs_->cost_factor[j]);
    if (handed_over_[j] == 0 && project.contracts_to > project.contracts_from)
      hand_over(static_cast<int>(j), outcome_.completion[j], never_complete);
  }
  for (std::size_t i = 0; i < service_.size(); ++i) outcome_.over_ceiling += std::max<std::int64_t>(0, service_[i] - model_.ceilings[i]);
  if (trail_ != nullptr) trail_->starts.assign(start_.begin(), start_.begin() + static_cast<std::ptrdiff_t>(model_.projects.size()));
}

const DispatchOutcome& Dispatch::hold_schedule(const DrawnInputs& inputs, DispatchTrail* trail) {
  begin(inputs, trail);
  const int count = static_cast<int>(model_.projects.size());
  for (int t = 0; t < model_.periods; ++t) {
    receive(t);
    lines_.clear();
    for (const int v : model_.order)
      if (v < count && start_[at(v)] <= t && t <= outcome_.completion[at(v)]) {
        open_line(v, done_[at(v)]++, lines_.emplace_back());
        pay_contracts(lines_.back(), t, false);
        record(lines_.back(), t);
      }
    for (const Line& line : lines_)
      if (outcome_.completion[at(line.project)] == t) hand_over(line.project, t, never_complete);
    pay_service(t);
    for (Line& line : lines_) {
      pay_as_planned(line, t, false);
      record(line, t);
    }
    for (Line& line : lines_) {
      if (line.left > 0) pay_from_free_money(line, t);
      record(line, t);
      outcome_.paid += line.spend - line.left;
      outcome_.gap_works += line.left;
      outcome_.gap[at(t)] += line.left;
    }
    close_period();
  }
  finish();
  return outcome_;
}

/// Is it late enough for the last period of the works, by the links that speak of their end? (20)
bool Dispatch::may_finish(int v, int t) const {
  for (int l = model_.first_link[at(v)]; l < model_.first_link[at(v) + 1]; ++l) {
    const DispatchLink& link = model_.links[at(l)];
    if (link.kind == LinkKind::finish_to_finish && t < completion_of(link.from) + link.lag) return false;
    if (link.kind == LinkKind::start_to_finish && t < start_of(link.from) + link.lag - 1) return false;
  }
  return true;
}

/// Pays the next period of the works in full, or nothing.
bool Dispatch::try_line(int j, int t, bool free_money) {
  const int period = planned_period(j, done_[at(j)]);
  if (!free_money && model_.has_gap(model_.projects[at(j)], period)) return false;  // Its sources of the plan never suffice.
  Line line;
  open_line(j, done_[at(j)], line);
  if (free_money) {
    if (most_payable(line, t) < line.spend) return false;
    pay_contracts(line, t, false);
    pay_as_planned(line, t, false);
    if (line.left > 0) pay_from_free_money(line, t);
  } else if (pay_contracts(line, t, true)) {
    pay_as_planned(line, t, true);
  }
  if (line.left > 0) {
    give_back(line, t);
    taken_.clear();
    return false;
  }
  record(line, t);
  outcome_.paid += line.spend;
  if (++done_[at(j)] == length_of(j)) hand_over(j, t, t);
  return true;
}

/// One turn of a period under a budget: whatever is due, can go on and can be paid does. (20)
void Dispatch::work(int t, bool free_money) {
  const int count = static_cast<int>(model_.projects.size());
  for (const int v : model_.order) {
    if (v >= count) {
      if (model_.stage_leads[at(v - count)] != 0) settle_stage(v);
      continue;
    }
    if (served_[at(v)] != 0 || done_[at(v)] == length_of(v) || start_[at(v)] > t) continue;
    if (done_[at(v)] == 0) {
      // Dates of what it waits for only move back, so until then it need not be asked again.
      start_[at(v)] = std::max(t, earliest_start(v));
      outcome_.completion[at(v)] = start_[at(v)] + length_of(v) - 1;
      if (start_[at(v)] > t) continue;
    }
    if (done_[at(v)] + 1 == length_of(v) && !may_finish(v, t)) continue;
    if (try_line(v, t, free_money)) served_[at(v)] = 1;
  }
}

/// (21): what was due and did not go on is a period later.
void Dispatch::wait(int t) {
  for (std::size_t j = 0; j < model_.projects.size(); ++j) {
    if (model_.projects[j].start < 0 || served_[j] != 0 || start_[j] > t || done_[j] == length_of(static_cast<int>(j))) continue;
    if (done_[j] == 0) {
      start_[j] = t + 1;
      outcome_.completion[j] = t + length_of(static_cast<int>(j));
    } else {
      ++outcome_.completion[j];
    }
  }
}

const DispatchOutcome& Dispatch::hold_budget(const DrawnInputs& inputs, DispatchTrail* trail) {
  begin(inputs, trail);
  for (int t = 0; t < model_.periods; ++t) {
    now_ = t;
    receive(t);
    pay_service(t);
    std::fill(served_.begin(), served_.end(), std::uint8_t{0});
    work(t, false);
    work(t, true);
    wait(t);
    close_period();
  }
  now_ = -1;
  finish();
  const int count = static_cast<int>(model_.projects.size());
  for (const int v : model_.order)
    if (v >= count)
      settle_stage(v);
    else if (done_[at(v)] < length_of(v))
      outcome_.completion[at(v)] = never_complete;
  return outcome_;
}

}  // namespace liandong
