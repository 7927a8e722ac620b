#include "model/planning/planning_problem.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "model/planning/move_limit.hpp"

namespace liandong {
namespace {

RulePack rules_of(const Settings& settings) {
  RulePack rules = RulePack::china();
  for (const auto& [id, state] : settings.rule_states)
    if (auto changed = rules.with_state(id, state)) rules = *std::move(changed);
  return rules;
}

template <class T>
bool admits(const std::vector<T>& list, const T& item) {
  return list.empty() || std::find(list.begin(), list.end(), item) != list.end();
}

const char* kind_word(ProjectKind kind) {
  switch (kind) {
    case ProjectKind::hardware: return "hardware";
    case ProjectKind::software: return "software";
    case ProjectKind::management: return "management";
  }
  return "";
}

}  // namespace

PlanningProblem::PlanningProblem(Campaign campaign, Funding funding, Settings settings, std::vector<Lock> locks, std::vector<Mode> modes)
    : campaign_(std::move(campaign)),
      funding_(std::move(funding)),
      settings_(std::move(settings)),
      locks_(std::move(locks), campaign_.horizon()),
      modes_(std::make_shared<const Modes>(std::move(modes), campaign_.projects().size())),
      deliveries_(modes_->first()),
      rules_(rules_of(settings_)),
      graph_(campaign_) {
  if (!deliveries_.empty()) {
    campaign_ = campaign_.revised(modes_->deliver(campaign_.projects(), deliveries_), campaign_.links());
    graph_ = DependencyGraph(campaign_);
  }
  inflow_.reserve(funding_.sources().size());
  for (std::size_t k = 0; k < funding_.sources().size(); ++k)
    inflow_.push_back(funding_.inflow(SourceId{static_cast<int>(k)}, campaign_.horizon(), settings_.certainty));
}

Eligibility PlanningProblem::eligibility(ProjectId project_id, SourceId source_id, int start) const {
  const Project& project = campaign_[project_id];
  const Source& source = funding_[source_id];
  if (locks_.bars(project_id, source_id)) return Eligibility::barred_by_lock;
  if (locks_.reserved_for_others(project_id, source_id)) return Eligibility::reserved_for_others;
  if (!admits(source.units, project.unit)) return Eligibility::other_unit;
  if (!admits(source.sectors, project.sector)) return Eligibility::other_sector;
  if (!admits(source.kinds, std::string(kind_word(project.kind)))) return Eligibility::other_kind;
  const Mode* mode = deliveries_.empty() ? nullptr : modes_->find(project_id, deliveries_[project_id.index()]);
  if (mode != nullptr && !mode->admits(source.channel)) return Eligibility::barred_by_mode;
  const auto day = campaign_.horizon().at(start).first_day();
  switch (source.channel) {
    case Channel::fiscal:
    case Channel::bundled: return Eligibility::eligible;
    case Channel::investment: return project.commercial ? Eligibility::eligible : Eligibility::not_commercial;
    case Channel::bt:
      if (!project.bt) return Eligibility::not_bt;
      return rules_.bt_lawful(project.sector, day) ? Eligibility::eligible : Eligibility::barred_by_rule;
    case Channel::bot:
      if (!project.operating_cost || !project.user_fees || project.user_fees->fen() <= 0 || project.cost.fen() <= 0)
        return Eligibility::no_user_fees;
      return rules_.bot_subsidy_lawful(project.sector, day) ? Eligibility::eligible : Eligibility::barred_by_rule;
  }
  return Eligibility::other_kind;
}

Rate PlanningProblem::max_share(ProjectId project, SourceId source_id) const {
  const Source& source = funding_[source_id];
  const Mode* mode = deliveries_.empty() ? nullptr : modes_->find(project, deliveries_[project.index()]);
  return mode == nullptr ? source.max_share : std::min(source.max_share, mode->share(source.channel));
}

Rate PlanningProblem::match_rate(ProjectId project, SourceId source, int t) const {
  const Rate rate = funding_[source].match_rate;
  if (rate == Rate{}) return rate;
  const Unit& unit = campaign_[campaign_[project].unit];
  const auto day = campaign_.horizon().at(t).first_day();
  return rules_.match_waived(unit.level == UnitLevel::county, unit.poor_area, day) ? Rate{} : rate;
}

bool PlanningProblem::counts_as_match(SourceId id) const {
  const Source& source = funding_[id];
  return source.channel == Channel::fiscal && source.owner.known() &&
         (source.level == FundLevel::city || source.level == FundLevel::county);
}

Money PlanningProblem::affordability_ceiling(UnitId unit, int year) const {
  const auto expenditure = funding_.general_expenditure(unit, year, settings_.budget_growth);
  if (!expenditure) return Money{};
  return std::max(Money{}, settings_.affordability_limit.floor_of(*expenditure) - funding_.committed_service(unit, year));
}

UnitId PlanningProblem::debtor(SourceId contract_source) const { return funding_[funding_[contract_source].repaid_by].owner; }

double PlanningProblem::discount(int t) const {
  return std::pow(1.0 + settings_.discount_rate.value(), -static_cast<double>(t) / campaign_.horizon().per_year());
}

double PlanningProblem::cost_weight(SourceId id) const {
  const Source& source = funding_[id];
  if (source.cost_weight) return source.cost_weight->value();
  switch (source.channel) {
    case Channel::fiscal: return (source.owner.known() ? settings_.prices.own_fiscal : settings_.prices.superior).value();
    case Channel::bundled: return settings_.prices.bundled.value();
    case Channel::investment: return settings_.prices.investment.value();
    case Channel::bt:
    case Channel::bot: return 0.0;  // The owner pays later: (10) counts the instalments instead.
  }
  return 0.0;
}

int PlanningProblem::deadline(StageId id) const { return std::max(0, campaign_.horizon().index_of(campaign_[id].deadline)); }

Money PlanningProblem::late_price(StageId id) const {
  const Stage& stage = campaign_[id];
  return stage.late_price.value_or(stage.firmness == Firmness::firm ? settings_.prices.firm_late : settings_.prices.strive_late);
}

Money PlanningProblem::never_price(StageId id) const {
  const Stage& stage = campaign_[id];
  return stage.never_price.value_or(stage.firmness == Firmness::firm ? settings_.prices.firm_never : settings_.prices.strive_never);
}

PlanningProblem PlanningProblem::with_inflow(SourceId source, int t, Money amount) const {
  const Period period = campaign_.horizon().at(t);
  FundingTables tables = funding_.tables();
  std::vector<Inflow*> counted;  // The surest first.
  for (Inflow& inflow : tables.inflows)
    if (inflow.source == source && inflow.period == period && inflow.certainty <= settings_.certainty) counted.push_back(&inflow);
  std::stable_sort(counted.begin(), counted.end(), [](const Inflow* a, const Inflow* b) { return a->certainty < b->certainty; });
  Money left = std::max(Money{}, amount);
  for (Inflow* inflow : counted) {
    if (inflow != counted.back())
      inflow->amount = std::min(inflow->amount, left);
    else
      inflow->amount = left;
    left -= inflow->amount;
  }
  if (counted.empty() && left > Money{})
    tables.inflows.push_back({.source = source, .period = period, .certainty = settings_.certainty, .amount = left});
  auto funding = Funding::build(std::move(tables), campaign_.horizon());
  PlanningProblem changed = *this;
  if (funding) changed.funding_ = *std::move(funding);  // Always: only an amount has changed, and it is not negative.
  changed.inflow_[source.index()] = changed.funding_.inflow(source, campaign_.horizon(), settings_.certainty);
  return changed;
}

PlanningProblem PlanningProblem::delivered(Deliveries deliveries) const {
  PlanningProblem changed = *this;
  changed.campaign_ = campaign_.revised(modes_->deliver(campaign_.projects(), deliveries), campaign_.links());
  changed.deliveries_ = std::move(deliveries);
  changed.graph_ = DependencyGraph(changed.campaign_);
  return changed;
}

PlanningProblem PlanningProblem::revised(Campaign campaign, std::vector<Lock> locks) const {
  PlanningProblem changed = *this;
  changed.campaign_ = std::move(campaign);
  changed.locks_ = Locks(std::move(locks), changed.campaign_.horizon());
  changed.graph_ = DependencyGraph(changed.campaign_);
  return changed;
}

PlanningProblem PlanningProblem::with_move_limit(MoveLimit limit) const {
  PlanningProblem limited = *this;
  limited.move_limit_ = std::make_shared<const MoveLimit>(std::move(limit));
  return limited;
}

PlanningProblem PlanningProblem::with(Settings settings) const {
  PlanningProblem changed(campaign_, funding_, std::move(settings), locks_.rows(), modes_->rows());
  changed.move_limit_ = move_limit_;
  return deliveries_.empty() ? changed : changed.delivered(deliveries_);
}

}  // namespace liandong
