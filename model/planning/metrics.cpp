#include "model/planning/metrics.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

namespace liandong {
namespace {

double ratio(Money part, Money whole, double if_nothing) {
  return whole.is_zero() ? if_nothing : static_cast<double>(part.fen()) / static_cast<double>(whole.fen());
}

std::size_t year_index(const PlanningProblem& problem, const PlanMetrics& metrics, int t) {
  return static_cast<std::size_t>(problem.year_of(t) - metrics.first_year);
}

void measure_cost(const PlanningProblem& problem, const Plan& plan, PlanMetrics& m) {
  const Campaign& campaign = problem.campaign();
  m.projects = static_cast<int>(campaign.projects().size());
  for (std::size_t j = 0; j < campaign.projects().size(); ++j) {
    const Project& project = campaign.projects()[j];
    m.cost += project.cost;
    if (!plan.start[j]) {
      m.cost_never += project.cost;
      continue;
    }
    ++m.projects_built;
    m.cost_built += project.cost;
    for (std::size_t u = 0; u < project.profile.size(); ++u)
      m.need_by_year[year_index(problem, m, *plan.start[j] + static_cast<int>(u))] += project.profile[u];
  }
}

void measure_money(const PlanningProblem& problem, const Plan& plan, PlanMetrics& m) {
  const Funding& funding = problem.funding();
  m.paid_by_source.resize(funding.sources().size());
  for (const Payment& payment : plan.payments) {
    const Source& source = funding[payment.source];
    m.paid += payment.amount;
    m.paid_by_channel[static_cast<std::size_t>(source.channel)] += payment.amount;
    m.paid_by_level[static_cast<std::size_t>(source.level)] += payment.amount;
    m.paid_by_source[payment.source.index()] += payment.amount;
    m.paid_by_year[year_index(problem, m, payment.t)] += payment.amount;
    if (problem.counts_as_match(payment.source)) m.present_value += problem.discount(payment.t) * payment.amount.wan();  // (4)
  }
  for (const ServiceEntry& entry : plan.service) {
    m.debt_service += entry.amount;
    m.present_value += problem.discount(entry.t) * entry.amount.wan();  // (4)
  }
  m.coverage = ratio(m.paid, m.cost_built, 1);
}

/// (1)-(3): splits the gap by comparing the spend and the money of all sources, both accumulated.
GapKinds kinds_of_gap(const PlanningProblem& problem, const Plan& plan, Money gap) {
  const auto periods = static_cast<std::size_t>(problem.periods());
  std::vector<Money> lacking(periods);  // Spend less money, by period.
  for (std::size_t j = 0; j < plan.start.size(); ++j)
    if (plan.start[j]) {
      const Project& project = problem.campaign().projects()[j];
      for (std::size_t u = 0; u < project.profile.size(); ++u) lacking[static_cast<std::size_t>(*plan.start[j]) + u] += project.profile[u];
    }
  for (const auto& row : plan.balances)
    for (std::size_t t = 0; t < periods && t < row.size(); ++t) lacking[t] -= row[t].inflow - row[t].debt_service;
  Money accumulated, worst;
  for (const Money amount : lacking) {
    accumulated += amount;
    worst = std::max(worst, accumulated);
  }
  GapKinds kinds;
  kinds.structural = std::min(gap, std::max(Money{}, accumulated));
  kinds.timing = std::min(gap, worst) - kinds.structural;
  kinds.tied = gap - kinds.structural - kinds.timing;
  return kinds;
}

void measure_gap(const PlanningProblem& problem, const Plan& plan, PlanMetrics& m) {
  const Campaign& campaign = problem.campaign();
  m.gap_by_unit.resize(campaign.units().size());
  for (const GapEntry& entry : plan.gaps) {
    m.gap += entry.amount;
    m.gap_by_year[year_index(problem, m, entry.t)] += entry.amount;
    m.gap_by_unit[campaign[entry.project].unit.index()] += entry.amount;
  }
  m.gap_kinds = kinds_of_gap(problem, plan, m.gap);
  for (const GapAtCertainty& level : plan.gap_at_certainty) {
    GapByCertainty entry{.level = level.level, .by_year = ByYear(static_cast<std::size_t>(m.years)), .total = {}, .coverage = 1};
    for (std::size_t t = 0; t < level.by_period.size(); ++t) {
      entry.by_year[year_index(problem, m, static_cast<int>(t))] += level.by_period[t];
      entry.total += level.by_period[t];
    }
    entry.coverage = 1 - ratio(entry.total, m.cost_built, 0);
    m.gap_by_certainty.push_back(std::move(entry));
  }
}

/// The i-th of n equal parts of `amount`; the first ones take the odd fen.
Money equal_part(Money amount, std::size_t i, std::size_t n) {
  const auto parts = static_cast<std::int64_t>(n);
  return Money::muldiv_floor(amount, 1, parts) + Money::from_fen(static_cast<std::int64_t>(i) < amount.fen() % parts ? 1 : 0);
}

void measure_programmes(const PlanningProblem& problem, const Plan& plan, PlanMetrics& m) {
  const Campaign& campaign = problem.campaign();
  std::vector<std::vector<ProgrammeId>> serves(campaign.projects().size());
  for (const Service& service : campaign.services()) serves[service.project.index()].push_back(campaign[service.task].programme);
  std::vector<Money> gap(campaign.projects().size());
  for (const GapEntry& entry : plan.gaps) gap[entry.project.index()] += entry.amount;
  for (std::size_t p = 0; p < campaign.programmes().size(); ++p)
    m.programmes.push_back({.programme = ProgrammeId{static_cast<std::int32_t>(p)}});
  for (std::size_t j = 0; j < serves.size(); ++j) {
    if (!plan.start[j]) continue;
    auto& own = serves[j];
    std::sort(own.begin(), own.end());
    own.erase(std::unique(own.begin(), own.end()), own.end());
    const Money cost = campaign.projects()[j].cost;
    if (own.empty()) {
      m.cost_no_programme += cost;
      m.gap_no_programme += gap[j];
    }
    if (own.size() > 1) {
      ++m.shared_projects;
      m.linkage_saving += cost * static_cast<std::int64_t>(own.size() - 1);  // (5)
    }
    for (std::size_t i = 0; i < own.size(); ++i) {
      ProgrammeMetrics& programme = m.programmes[own[i].index()];
      programme.cost_alone += cost;
      programme.cost_share += equal_part(cost, i, own.size());
      programme.gap_share += equal_part(gap[j], i, own.size());
      ++programme.projects;
    }
  }
}

void measure_stages(const PlanningProblem& problem, const Plan& plan, PlanMetrics& m) {
  const Campaign& campaign = problem.campaign();
  std::vector<bool> served(campaign.tasks().size());
  for (const Service& service : campaign.services()) served[service.task.index()] = true;
  for (std::size_t s = 0; s < campaign.stages().size(); ++s) {
    const Stage& stage = campaign.stages()[s];
    StageMetrics entry{.stage = StageId{static_cast<std::int32_t>(s)}};
    entry.deadline = campaign.horizon().index_of(stage.deadline);
    entry.forecast = plan.stage[s];
    if (entry.forecast) {
      entry.late = std::max(0, *entry.forecast - std::max(0, entry.deadline));
      entry.slack = std::max(0, entry.deadline - *entry.forecast);
      ++(entry.late > 0 ? m.stages_late : m.stages_on_time);
    } else {
      entry.late = std::max(0, problem.periods() - std::max(0, entry.deadline));
      ++m.stages_never;
    }
    for (std::size_t i = 0; i < campaign.tasks().size(); ++i) {
      const Task& task = campaign.tasks()[i];
      if (task.programme != stage.programme) continue;
      if (!task.closable)
        ++entry.not_closable;
      else if (!served[i])
        ++entry.without_project;
    }
    for (const ProjectId id : campaign.required_projects(entry.stage)) {
      ++entry.required_projects;
      entry.required_cost += campaign[id].cost;
      if (plan.start[id.index()]) ++entry.required_built;
    }
    m.stages.push_back(entry);
  }
}

void measure_debt(const PlanningProblem& problem, const Plan& plan, PlanMetrics& m) {
  const Funding& funding = problem.funding();
  const Rate growth = problem.settings().budget_growth;
  // Own spend of units that have no entry of affordability counts for the peak all the same.
  std::map<std::pair<UnitId, int>, Money> outlay;
  for (const Payment& payment : plan.payments)
    if (problem.counts_as_match(payment.source)) outlay[{funding[payment.source].owner, problem.year_of(payment.t)}] += payment.amount;
  for (const AffordabilityEntry& entry : plan.affordability) {
    DebtYear year{.unit = entry.unit,
                  .year = entry.year,
                  .service = entry.service,
                  .ceiling = entry.ceiling,
                  .head_room = entry.ceiling - entry.service,
                  .committed = funding.committed_service(entry.unit, entry.year),
                  .expenditure = funding.general_expenditure(entry.unit, entry.year, growth),
                  .share = {}};
    if (year.expenditure && !year.expenditure->is_zero()) year.share = ratio(year.service + year.committed, *year.expenditure, 0);
    m.debt.push_back(year);
    outlay[{entry.unit, entry.year}] += entry.service + year.committed;
  }
  for (const auto& [key, amount] : outlay) {  // (6)
    const std::optional<Money> expenditure = funding.general_expenditure(key.first, key.second, growth);
    if (!expenditure || expenditure->is_zero()) continue;
    const double share = ratio(amount, *expenditure, 0);
    if (!m.peak_load || share > m.peak_load->share)
      m.peak_load = YearLoad{.unit = key.first, .year = key.second, .outlay = amount, .share = share};
  }
}

}  // namespace

std::vector<ProgrammeId> programmes_of(const Campaign& campaign, ProjectId project) {
  std::vector<ProgrammeId> programmes;
  for (const Service& service : campaign.services())
    if (service.project == project) programmes.push_back(campaign[service.task].programme);
  std::sort(programmes.begin(), programmes.end());
  programmes.erase(std::unique(programmes.begin(), programmes.end()), programmes.end());
  return programmes;
}

PlanMetrics measure(const PlanningProblem& problem, const Plan& plan) {
  PlanMetrics m;
  m.first_year = problem.year_of(0);
  m.years = problem.periods() > 0 ? problem.year_of(problem.periods() - 1) - m.first_year + 1 : 0;
  const auto years = static_cast<std::size_t>(m.years);
  m.need_by_year.resize(years);
  m.paid_by_year.resize(years);
  m.gap_by_year.resize(years);
  measure_cost(problem, plan, m);
  measure_money(problem, plan, m);
  measure_gap(problem, plan, m);
  measure_programmes(problem, plan, m);
  measure_stages(problem, plan, m);
  measure_debt(problem, plan, m);
  return m;
}

int late_periods(const PlanMetrics& metrics) {
  int late = 0;
  for (const StageMetrics& stage : metrics.stages) late += stage.late;
  return late;
}

}  // namespace liandong
