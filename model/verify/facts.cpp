#include "model/verify/facts.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <utility>

namespace liandong::verify {
namespace {

RulePack rules_under(const Settings& settings) {
  RulePack rules = RulePack::china();
  for (const auto& [id, state] : settings.rule_states) rules = rules.with_state(id, state).value_or(rules);
  return rules;
}

template <class T>
bool listed(const std::vector<T>& list, const T& value) {
  return list.empty() || std::count(list.begin(), list.end(), value) > 0;
}

std::string word(ProjectKind kind) {
  return kind == ProjectKind::hardware ? "hardware" : kind == ProjectKind::software ? "software" : "management";
}

/// The table under (2).
int completion_delta(LinkKind kind, int lag, int from_duration, int to_duration) {
  switch (kind) {
    case LinkKind::finish_to_start: return to_duration + lag;
    case LinkKind::start_to_start: return to_duration - from_duration + lag;
    case LinkKind::finish_to_finish: return lag;
    case LinkKind::start_to_finish: return lag - from_duration;
  }
  return lag;
}

/// A stage waits for every project in one of its units that serves a closable task of its programme and is not limited to other stages.
std::vector<Precedence> stage_needs(const Campaign& campaign) {
  std::set<std::pair<int, int>> found;
  for (const Service& service : campaign.services()) {
    const Task& task = campaign[service.task];
    if (!task.closable) continue;
    for (int s = 0; s < static_cast<int>(campaign.stages().size()); ++s) {
      const Stage& stage = campaign[StageId{s}];
      const bool here = std::count(stage.units.begin(), stage.units.end(), campaign[service.project].unit) > 0;
      if (stage.programme == task.programme && here && listed(service.stages, StageId{s})) found.insert({service.project.value, s});
    }
  }
  std::vector<Precedence> needs;
  const int projects = static_cast<int>(campaign.projects().size());
  for (const auto& [project, s] : found) needs.push_back({project, projects + s, campaign[StageId{s}].assessment_lag, false});
  return needs;
}

}  // namespace

Facts::Facts(const Campaign& campaign, const Funding& funding, const Settings& settings, std::vector<Lock> locks, std::vector<Mode> modes, std::vector<int> chosen)
    : campaign_(&campaign),
      funding_(&funding),
      settings_(&settings),
      locks_(std::move(locks)),
      rules_(rules_under(settings)),
      modes_(std::move(modes)),
      chosen_(std::move(chosen)),
      precedences_(stage_needs(campaign)),
      weakest_precedences_(precedences_) {
  const auto node = [&](const LinkEnd& end) { return end.project ? end.project->value : project_count() + end.stage->value; };
  for (const Link& link : campaign.links()) {
    const int from = node(link.from), to = node(link.to);
    precedences_.push_back({from, to, completion_delta(link.kind, link.lag, duration(from), duration(to)), link.kind == LinkKind::finish_to_start && link.lag == 0});
    weakest_precedences_.push_back({from, to, completion_delta(link.kind, link.lag, longest(from), shortest(to)), false});
  }
  inflow_.assign(funding.sources().size(), std::vector<Money>(static_cast<std::size_t>(periods())));
  for (const Inflow& inflow : funding.inflows())
    if (inflow.certainty <= settings.certainty && campaign.horizon().contains(inflow.period))
      inflow_[inflow.source.index()][static_cast<std::size_t>(campaign.horizon().index_of(inflow.period))] += inflow.amount;
  std::vector<long double> discounts;
  for (int t = 0; t < periods() + 40 * per_year(); ++t) discounts.push_back(discount(t));
  discount_ = std::move(discounts);
}

int Facts::duration(int node) const { return node < project_count() ? (*campaign_)[ProjectId{node}].duration : 0; }

int Facts::shortest(int node) const {
  int least = duration(node);
  if (node < project_count())
    for (const Mode* mode : modes({node})) least = std::min(least, mode->duration);
  return least;
}

int Facts::longest(int node) const {
  int most = duration(node);
  if (node < project_count())
    for (const Mode* mode : modes({node})) most = std::max(most, mode->duration);
  return most;
}

std::vector<const Mode*> Facts::modes(ProjectId project) const {
  std::vector<const Mode*> found;
  for (const Mode& mode : modes_)
    if (mode.project == project) found.push_back(&mode);
  return found;
}

const Mode* Facts::chosen(ProjectId project) const {
  if (modes_.empty()) return nullptr;
  const auto all = modes(project);
  return all.empty() ? nullptr : all[static_cast<std::size_t>(chosen_[project.index()])];
}

int Facts::earliest_start(ProjectId project) const {
  const auto& earliest = (*campaign_)[project].earliest_start;
  return earliest ? std::max(0, campaign_->horizon().index_of(*earliest)) : 0;
}

int Facts::deadline(StageId stage) const { return campaign_->horizon().index_of((*campaign_)[stage].deadline); }

std::optional<int> Facts::index(Period period) const {
  const Horizon& horizon = campaign_->horizon();
  return period.unit() == horizon.first.unit() && horizon.contains(period) ? std::optional(horizon.index_of(period)) : std::nullopt;
}

const std::string& Facts::key(int node) const {
  return node < project_count() ? (*campaign_)[ProjectId{node}].key : (*campaign_)[StageId{node - project_count()}].key;
}

bool Facts::eligible(ProjectId project_id, SourceId source_id, int start, const Mode* mode) const {
  const Project& project = (*campaign_)[project_id];
  const Source& source = (*funding_)[source_id];
  bool reserved = false, for_this = false;
  for (const Lock& lock : locks_) {
    if (lock.source != source_id) continue;
    if (lock.kind == LockKind::bar && lock.project == project_id) return false;
    if (lock.kind != LockKind::reserve) continue;
    reserved = true;
    for_this = for_this || lock.project == project_id;
  }
  if (reserved && !for_this) return false;
  if (!listed(source.units, project.unit) || !listed(source.sectors, project.sector) || !listed(source.kinds, word(project.kind)))
    return false;
  if (mode != nullptr && !mode->admits(source.channel)) return false;
  const auto signing = campaign_->horizon().at(start).first_day();
  switch (source.channel) {
    case Channel::fiscal:
    case Channel::bundled: return true;
    case Channel::investment: return project.commercial;
    case Channel::bt: return project.bt && rules_.bt_lawful(project.sector, signing);
    case Channel::bot:
      return project.operating_cost && project.user_fees && *project.user_fees > Money{} && (mode != nullptr ? mode->cost : project.cost) > Money{} &&
             rules_.bot_subsidy_lawful(project.sector, signing);
  }
  return false;
}

Rate Facts::max_share(SourceId id, const Mode* mode) const {
  const Source& source = (*funding_)[id];
  return mode == nullptr ? source.max_share : std::min(source.max_share, mode->share(source.channel));
}

Rate Facts::match_rate(ProjectId project, SourceId source, int t) const {
  const Unit& unit = (*campaign_)[(*campaign_)[project].unit];
  const bool waived = rules_.match_waived(unit.level == UnitLevel::county, unit.poor_area, campaign_->horizon().at(t).first_day());
  return waived ? Rate{} : (*funding_)[source].match_rate;
}

bool Facts::own_fiscal(SourceId id) const {
  const Source& source = (*funding_)[id];
  return source.channel == Channel::fiscal && (source.level == FundLevel::city || source.level == FundLevel::county) &&
         source.owner.known();
}

bool Facts::is_contract(SourceId id) const {
  const Channel channel = (*funding_)[id].channel;
  return channel == Channel::bt || channel == Channel::bot;
}

Money Facts::ceiling(UnitId unit, int year) const {
  const auto expenditure = funding_->general_expenditure(unit, year, settings_->budget_growth);
  if (!expenditure) return {};
  return std::max(Money{}, settings_->affordability_limit.floor_of(*expenditure) - funding_->committed_service(unit, year));
}

UnitId Facts::debtor(SourceId contract_source) const { return (*funding_)[(*funding_)[contract_source].repaid_by].owner; }

long double Facts::discount(int t) const {
  if (t >= 0 && static_cast<std::size_t>(t) < discount_.size()) return discount_[static_cast<std::size_t>(t)];
  const long double annual = static_cast<long double>(settings_->discount_rate.billionths()) / Rate::one_unit;
  return std::exp(-std::log1p(annual) * static_cast<long double>(t) / static_cast<long double>(per_year()));
}

long double Facts::weight(SourceId id) const {
  const Source& source = (*funding_)[id];
  const Prices& prices = settings_->prices;
  Rate weight;
  if (source.cost_weight) weight = *source.cost_weight;
  else if (source.channel == Channel::fiscal) weight = source.owner.known() ? prices.own_fiscal : prices.superior;
  else if (source.channel == Channel::bundled) weight = prices.bundled;
  else if (source.channel == Channel::investment) weight = prices.investment;
  return static_cast<long double>(weight.billionths()) / Rate::one_unit;
}

long double Facts::gap_price() const { return static_cast<long double>(settings_->prices.gap.billionths()) / Rate::one_unit; }

Money Facts::late_price(StageId id) const {
  const Stage& stage = (*campaign_)[id];
  if (stage.late_price) return *stage.late_price;
  return stage.firmness == Firmness::firm ? settings_->prices.firm_late : settings_->prices.strive_late;
}

Money Facts::never_price(StageId id) const {
  const Stage& stage = (*campaign_)[id];
  if (stage.never_price) return *stage.never_price;
  return stage.firmness == Firmness::firm ? settings_->prices.firm_never : settings_->prices.strive_never;
}

std::vector<std::pair<int, Money>> Facts::service(ProjectId project_id, SourceId source, int completion,
                                                  const std::map<int, Money>& draws) const {
  const Contract& terms = (*funding_)[(*funding_)[source].contract];
  std::vector<Instalment> instalments;
  if ((*funding_)[source].channel == Channel::bt) {
    std::vector<Draw> drawn;
    for (const auto& [t, amount] : draws) drawn.push_back({.before = completion - t, .amount = amount});
    instalments = bt_instalments(terms, bt_price_base(terms, drawn, per_year()), per_year());
  } else {
    const Project& project = (*campaign_)[project_id];
    Money capital;
    for (const auto& [t, amount] : draws) capital += amount;
    const auto part = [&](Money whole) { return Money::muldiv(whole, capital.fen(), project.cost.fen()); };
    instalments = bot_subsidies(terms, capital, part(*project.operating_cost), part(*project.user_fees), per_year());
  }
  std::vector<std::pair<int, Money>> due;
  for (const Instalment& instalment : instalments) due.emplace_back(completion + instalment.after, instalment.amount);
  return due;
}

std::vector<std::pair<int, long double>> Facts::service_factors(ProjectId project_id, SourceId source, int completion, int t, Money whole) const {
  const Contract& terms = (*funding_)[(*funding_)[source].contract];
  std::vector<std::pair<int, long double>> due;
  if ((*funding_)[source].channel == Channel::bt) {
    const std::vector<double> factors = bt_factors(terms, completion - t, per_year());
    for (std::size_t i = 0; i < factors.size(); ++i)
      due.emplace_back(completion + terms.first_after + static_cast<int>(i) * terms.interval, factors[i]);
  } else {
    const Project& project = (*campaign_)[project_id];
    const double cost = static_cast<double>(whole.fen());
    const std::vector<double> factors =
        bot_factors(terms, static_cast<double>(project.operating_cost->fen()) / cost, static_cast<double>(project.user_fees->fen()) / cost);
    for (std::size_t i = 0; i < factors.size(); ++i) due.emplace_back(completion + (static_cast<int>(i) + 1) * per_year(), factors[i]);
  }
  return due;
}

}  // namespace liandong::verify
