#include "scenarios/risk_model.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "scenarios/normal.hpp"

namespace liandong {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// The last row whose filter admits it; -1 = none.
template <class Row, class Admits>
int last_row(const std::vector<Row>& rows, const Admits& admits) {
  for (std::size_t r = rows.size(); r-- > 0;)
    if (admits(rows[r])) return static_cast<int>(r);
  return -1;
}

/// The delay below whose chances `p` lies. (8)
int delay_of(const DelayChances& chances, double p) {
  double sum = 0;
  for (std::size_t periods = 0; periods + 1 < chances.size(); ++periods)
    if (p < (sum += chances[periods])) return static_cast<int>(periods);
  return static_cast<int>(chances.size()) - 1;
}

bool certain(const DelayChances& chances) {
  return std::any_of(chances.begin(), chances.end(), [](double chance) { return chance >= 1; });
}

std::int64_t fixed(double factor) { return std::llround(factor * static_cast<double>(factor_one)); }

const char* word_of(Certainty certainty) {
  static const char* const words[] = {"in_account", "issued", "approved", "applied", "hoped"};
  return words[static_cast<std::size_t>(certainty)];
}

}  // namespace

int longest_delay(const Uncertainty& uncertainty) {
  std::size_t longest = 1;
  for (const DelayRisk& risk : uncertainty.durations) longest = std::max(longest, risk.delay.size());
  return static_cast<int>(longest) - 1;
}

RiskModel::RiskModel(const DispatchModel& model, const Uncertainty& uncertainty)
    : model_(model), uncertainty_(uncertainty), root_(triangular_root(uncertainty.correlation)) {
  // What many things follow comes first: the first variables are the best spread ones of a Sobol sampler.
  for (const Driver& driver : uncertainty.drivers) variables_.push_back("driver/" + driver.key);
  add_incomes();
  add_interest();
  add_costs();
  add_partners();
  add_arrivals();
  add_delays(uncertainty.durations, "duration/", durations_);
  add_delays(uncertainty.approvals, "approval/", approvals_);
  add_influences();
}

RiskModel::Score RiskModel::score(const std::string& name, const Loading& loading, bool uncertain) {
  Score made{.variable = -1, .loading = {}, .rest = 1};
  if (!uncertain) return made;
  made.loading = loading;
  made.rest = std::sqrt(std::max(0.0, 1 - loading.value * loading.value));
  if (made.rest > 0) {
    made.variable = static_cast<int>(variables_.size());
    variables_.push_back(name);
  }
  return made;
}

void RiskModel::add_incomes() {
  const Funding& funding = model_.problem().funding();
  for (int k = 0; k < model_.sources_count; ++k) {
    const int row = last_row(uncertainty_.incomes, [&](const IncomeRisk& risk) { return risk.which.admits(funding, SourceId{k}); });
    if (row < 0 || uncertainty_.incomes[at(row)].volatility <= 0) continue;
    incomes_.push_back(
        {.about = k, .row = row, .score = score("income/" + funding.sources()[at(k)].key, uncertainty_.incomes[at(row)].loading, true)});
  }
}

void RiskModel::add_interest() {
  const std::vector<Contract>& contracts = model_.problem().funding().contracts();
  for (int c = 0; c < static_cast<int>(contracts.size()); ++c) {
    const int row = last_row(uncertainty_.interest, [&](const InterestRisk& risk) {
      return risk.contracts.empty() || std::find(risk.contracts.begin(), risk.contracts.end(), ContractId{c}) != risk.contracts.end();
    });
    if (row < 0 || contracts[at(c)].kind != ContractKind::bt) continue;
    const InterestRisk& risk = uncertainty_.interest[at(row)];
    interest_.push_back({.about = c, .row = row, .score = score("interest/" + contracts[at(c)].key, risk.loading, !risk.add.certain())});
  }
}

void RiskModel::add_partners() {
  const PlanningProblem& problem = model_.problem();
  for (int j = 0; j < static_cast<int>(model_.projects.size()); ++j) {
    const DispatchProject& project = model_.projects[at(j)];
    for (int o = project.first_offer; o < project.first_offer + project.offers; ++o) {
      const SourceId k{model_.offers[at(o)].source};
      const Channel channel = problem.funding()[k].channel;
      if (!is_contract(channel) && channel != Channel::investment) continue;
      const int row = last_row(uncertainty_.partners, [&](const PartnerRisk& risk) { return risk.which.admits(problem.funding(), k); });
      if (row < 0 || uncertainty_.partners[at(row)].quit <= 0) continue;
      const std::string name = "partner/" + problem.campaign().projects()[at(j)].key + "/" + problem.funding()[k].key;
      partners_.push_back({.about = o, .row = row, .score = score(name, uncertainty_.partners[at(row)].loading, true)});
    }
  }
}

void RiskModel::add_costs() {
  const Campaign& campaign = model_.problem().campaign();
  for (int j = 0; j < static_cast<int>(model_.projects.size()); ++j) {
    const int row = last_row(uncertainty_.costs, [&](const CostRisk& risk) { return risk.which.admits(campaign, ProjectId{j}); });
    if (row < 0 || model_.projects[at(j)].start < 0) continue;
    const CostRisk& risk = uncertainty_.costs[at(row)];
    costs_.push_back(
        {.about = j, .row = row, .score = score("cost/" + campaign.projects()[at(j)].key, risk.loading, !risk.factor.certain())});
  }
}

void RiskModel::add_delays(const std::vector<DelayRisk>& rows, const char* name, std::vector<Item>& items) {
  const Campaign& campaign = model_.problem().campaign();
  for (int j = 0; j < static_cast<int>(model_.projects.size()); ++j) {
    const int row = last_row(rows, [&](const DelayRisk& risk) { return risk.which.admits(campaign, ProjectId{j}); });
    if (row < 0 || model_.projects[at(j)].start < 0) continue;
    const DelayRisk& risk = rows[at(row)];
    items.push_back({.about = j, .row = row, .score = score(name + campaign.projects()[at(j)].key, risk.loading, !certain(risk.delay))});
  }
}

void RiskModel::add_arrivals() {
  const PlanningProblem& problem = model_.problem();
  const Funding& funding = problem.funding();
  certain_.assign(at(model_.sources_count) * at(model_.periods), 0);
  planned_.assign(at(model_.sources_count), 0);
  std::map<std::tuple<int, Certainty, int>, int> group_of;
  std::vector<int> income_of(at(model_.sources_count), -1);
  for (std::size_t i = 0; i < incomes_.size(); ++i) income_of[at(incomes_[i].about)] = static_cast<int>(i);
  for (const Inflow& inflow : funding.inflows()) {
    const int t = problem.campaign().horizon().index_of(inflow.period), k = inflow.source.value;
    if (inflow.certainty > problem.settings().certainty || t < 0 || t >= model_.periods) continue;
    planned_[at(k)] += inflow.amount.wan();
    const int row = last_row(uncertainty_.arrivals, [&](const ArrivalRisk& risk) {
      return (!risk.certainty || *risk.certainty == inflow.certainty) && risk.which.admits(funding, inflow.source);
    });
    int group = -1;
    if (row >= 0) {
      const ArrivalRisk& risk = uncertainty_.arrivals[at(row)];
      const auto [place, fresh] = group_of.try_emplace({k, inflow.certainty, inflow.period.year()}, static_cast<int>(groups_.size()));
      group = place->second;
      if (fresh) {
        const std::string name =
            "/" + funding[inflow.source].key + "/" + word_of(inflow.certainty) + "/" + std::to_string(inflow.period.year());
        ArrivalGroup made{.row = row, .drop = {}, .share = {}, .late = {}};
        made.drop = score("drop" + name, risk.loading, risk.drop > 0);
        made.share = score("share" + name, risk.loading, !risk.share.certain());
        made.late = score("late" + name, risk.loading, !certain(risk.delay));
        groups_.push_back(made);
      }
    }
    if (group < 0 && income_of[at(k)] < 0)
      certain_[at(k) * at(model_.periods) + at(t)] += inflow.amount.fen();
    else
      uncertain_.push_back({.source = k, .t = t, .group = group, .income = income_of[at(k)], .amount = inflow.amount.fen()});
  }
}

void RiskModel::add_influences() {
  const PlanningProblem& problem = model_.problem();
  for (const Driver& driver : uncertainty_.drivers) influences_.push_back({InfluenceKind::driver, driver.key, driver.name});
  const auto project = [&](int j) -> const Project& { return problem.campaign().projects()[at(j)]; };
  for (const Item& item : costs_) influences_.push_back({InfluenceKind::cost, project(item.about).key, project(item.about).name});
  std::vector<std::uint8_t> delayed(model_.projects.size());
  for (const auto* items : {&durations_, &approvals_})
    for (const Item& item : *items) delayed[at(item.about)] = 1;
  for (std::size_t j = 0; j < delayed.size(); ++j)
    if (delayed[j] != 0) {
      delayed_.push_back(static_cast<int>(j));
      influences_.push_back({InfluenceKind::delay, project(delayed_.back()).key, project(delayed_.back()).name});
    }
  const auto source = [&](int k) -> const Source& { return problem.funding().sources()[at(k)]; };
  for (const UncertainInflow& inflow : uncertain_)
    if (paying_.empty() || std::find(paying_.begin(), paying_.end(), inflow.source) == paying_.end()) paying_.push_back(inflow.source);
  std::sort(paying_.begin(), paying_.end());
  for (const int k : paying_) influences_.push_back({InfluenceKind::money, source(k).key, source(k).name});
  for (const Item& item : interest_) {
    const std::string& key = problem.funding().contracts()[at(item.about)].key;
    influences_.push_back({InfluenceKind::interest, key, {key, key}});
  }
  for (const Item& item : partners_) {
    const int k = model_.offers[at(item.about)].source;
    if (std::find(partnered_.begin(), partnered_.end(), k) == partnered_.end()) partnered_.push_back(k);
  }
  std::sort(partnered_.begin(), partnered_.end());
  for (const int k : partnered_) influences_.push_back({InfluenceKind::partner, source(k).key, source(k).name});
}

RiskModel::Scratch RiskModel::scratch() const {
  return {.driver_scores = std::vector<double>(uncertainty_.drivers.size()),
          .incomes = std::vector<double>(incomes_.size()),
          .arrival = std::vector<std::int64_t>(groups_.size()),
          .late = std::vector<int>(groups_.size()),
          .interest = std::vector<double>(interest_.size())};
}

/// (5)
double RiskModel::normal(const Score& score, const Sampler& sampler, std::int64_t i, const Scratch& scratch) const {
  const double own = score.variable < 0 ? 0 : normal_quantile(sampler.at(i, at(score.variable)));
  if (score.loading.driver < 0) return own;
  return score.loading.value * scratch.driver_scores[at(score.loading.driver)] + score.rest * own;
}

double RiskModel::probability(const Score& score, const Sampler& sampler, std::int64_t i, const Scratch& scratch) const {
  if (score.loading.driver < 0) return score.variable < 0 ? 0.5 : sampler.at(i, at(score.variable));
  return std::clamp(normal_probability(normal(score, sampler, i, scratch)), 0x1p-60, 1 - 0x1p-53);
}

void RiskModel::draw(const Sampler& sampler, std::int64_t i, Scratch& scratch, DrawnInputs& inputs) const {
  const std::size_t drivers = uncertainty_.drivers.size();
  std::fill(scratch.driver_scores.begin(), scratch.driver_scores.end(), 0.0);
  for (std::size_t d = 0; d < drivers; ++d) {
    const double z = normal_quantile(sampler.at(i, d));
    for (std::size_t row = d; row < drivers; ++row) scratch.driver_scores[row] += root_(row, d) * z;  // (5)
  }
  const auto p = [&](const Score& score) { return probability(score, sampler, i, scratch); };

  for (const Item& item : costs_)
    inputs.cost_factor[at(item.about)] = fixed(uncertainty_.costs[at(item.row)].factor.quantile(p(item.score)));
  for (const Item& item : durations_) inputs.longer[at(item.about)] = delay_of(uncertainty_.durations[at(item.row)].delay, p(item.score));
  for (const Item& item : approvals_) inputs.approval[at(item.about)] = delay_of(uncertainty_.approvals[at(item.row)].delay, p(item.score));
  for (const Item& item : partners_) inputs.quit[at(item.about)] = p(item.score) < uncertainty_.partners[at(item.row)].quit ? 1 : 0;
  for (std::size_t n = 0; n < interest_.size(); ++n) {
    const Item& item = interest_[n];
    const Rate planned = model_.problem().funding().contracts()[at(item.about)].annual_rate;
    scratch.interest[n] = uncertainty_.interest[at(item.row)].add.quantile(p(item.score));
    const auto add = std::llround(scratch.interest[n] * static_cast<double>(Rate::one_unit));
    inputs.terms[at(item.about)].annual_rate = Rate::from_billionths(std::max<std::int64_t>(0, planned.billionths() + add));
  }
  for (std::size_t n = 0; n < incomes_.size(); ++n) {  // (9)
    const double volatility = uncertainty_.incomes[at(incomes_[n].row)].volatility;
    scratch.incomes[n] = std::exp(volatility * normal(incomes_[n].score, sampler, i, scratch) - volatility * volatility / 2);
  }
  for (std::size_t g = 0; g < groups_.size(); ++g) {  // (10)
    const ArrivalGroup& group = groups_[g];
    const ArrivalRisk& risk = uncertainty_.arrivals[at(group.row)];
    const bool dropped = risk.drop > 0 && p(group.drop) < risk.drop;
    scratch.arrival[g] = dropped ? 0 : fixed(risk.share.quantile(p(group.share)));
    scratch.late[g] = dropped ? 0 : delay_of(risk.delay, 1 - p(group.late));
  }
  std::copy(certain_.begin(), certain_.end(), inputs.inflow.begin());
  for (const UncertainInflow& inflow : uncertain_) {  // (11)
    const int t = inflow.t + (inflow.group < 0 ? 0 : scratch.late[at(inflow.group)]);
    if (t >= model_.periods) continue;
    std::int64_t amount = inflow.amount;
    if (inflow.group >= 0) amount = scaled(amount, scratch.arrival[at(inflow.group)]);
    if (inflow.income >= 0) amount = scaled(amount, fixed(scratch.incomes[at(inflow.income)]));
    inputs.inflow[at(inflow.source) * at(model_.periods) + at(t)] += amount;
  }
}

void RiskModel::note_influences(const Scratch& scratch, const DrawnInputs& inputs, std::span<float> out) const {
  std::size_t next = 0;
  const auto note = [&](double value) { out[next++] = static_cast<float>(value); };
  for (const double score : scratch.driver_scores) note(score);
  for (const Item& item : costs_) note(static_cast<double>(inputs.cost_factor[at(item.about)]) / static_cast<double>(factor_one));
  for (const int j : delayed_) note(inputs.longer[at(j)] + inputs.approval[at(j)]);
  for (const int k : paying_) {
    const auto first = inputs.inflow.begin() + k * model_.periods;
    std::int64_t sum = 0;
    for (auto amount = first; amount != first + model_.periods; ++amount) sum += *amount;
    note(planned_[at(k)] > 0 ? static_cast<double>(sum) / static_cast<double>(Money::fen_per_wan) / planned_[at(k)] : 0.0);
  }
  for (const double add : scratch.interest) note(add);
  for (const int k : partnered_) {
    int count = 0;
    for (const Item& item : partners_)
      if (model_.offers[at(item.about)].source == k) count += inputs.quit[at(item.about)];
    note(count);
  }
}

}  // namespace liandong
