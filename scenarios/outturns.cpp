#include "scenarios/outturns.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "model/campaign/spending_profile.hpp"
#include "model/planning/parallel.hpp"

namespace liandong {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// A plan that builds all that can be built, with every contract that might be signed: what is drawn for it is drawn for any plan.
Plan of_everything(const PlanningProblem& problem) {
  const std::vector<Window> windows = open_windows(problem);
  Plan plan;
  for (int j = 0; j < problem.graph().project_count(); ++j) {
    const Window& w = windows[at(j)];
    const int more = problem.graph().duration(j) - 1;
    plan.start.push_back(w.empty() ? std::nullopt : std::optional(w.first - more));
    if (w.empty()) continue;
    for (int k = 0; k < static_cast<int>(problem.funding().sources().size()); ++k) {
      const SourceId source{k};
      if (!is_contract(problem.funding()[source].channel)) continue;
      for (int start = w.first - more; start <= w.last - more; ++start)
        if (problem.eligibility(ProjectId{j}, source, start) == Eligibility::eligible) {
          plan.payments.push_back({.project = ProjectId{j}, .source = source, .t = w.first - more, .amount = Money::from_fen(1)});
          break;
        }
    }
  }
  plan.stage.assign(problem.campaign().stages().size(), std::optional(0));
  return plan;
}

Funding funding_of(const PlanningProblem& problem, const std::vector<std::int64_t>& inflow, std::vector<Contract> terms) {
  FundingTables tables = problem.funding().tables();
  tables.inflows.clear();
  const Horizon& horizon = problem.campaign().horizon();
  for (int k = 0; k < static_cast<int>(tables.sources.size()); ++k)
    for (int t = 0; t < problem.periods(); ++t)
      if (const std::int64_t amount = inflow[at(k) * at(problem.periods()) + at(t)]; amount > 0)
        tables.inflows.push_back(
            {.source = SourceId{k}, .period = horizon.at(t), .certainty = Certainty::in_account, .amount = Money::from_fen(amount)});
  tables.contracts = std::move(terms);
  Checked<Funding> funding = Funding::build(std::move(tables), horizon);
  if (!funding) throw std::logic_error("a campaign with drawn money is refused");
  return *std::move(funding);
}

/// Locks on money stay; dates are the plan's.
std::vector<Lock> money_locks(const PlanningProblem& problem) {
  std::vector<Lock> locks;
  for (const Lock& lock : problem.locks().rows())
    if (lock.kind == LockKind::bar || lock.kind == LockKind::reserve) locks.push_back(lock);
  return locks;
}

PlanningProblem changed(const PlanningProblem& problem, std::vector<Project> projects, Funding funding, std::vector<Lock> locks) {
  Campaign campaign = problem.campaign().revised(std::move(projects), problem.campaign().links());
  PlanningProblem made(problem.campaign(), std::move(funding), problem.settings(), {}, problem.modes().rows());
  if (!problem.deliveries().empty()) made = made.delivered(problem.deliveries());
  return made.revised(std::move(campaign), std::move(locks));
}

}  // namespace

OutturnDraws::OutturnDraws(const PlanningProblem& problem, const Uncertainty& uncertainty)
    : problem_(problem),
      model_(std::make_unique<DispatchModel>(problem, of_everything(problem), longest_delay(uncertainty))),
      risks_(std::make_unique<RiskModel>(*model_, uncertainty)) {}

std::vector<Outturn> OutturnDraws::make(std::uint64_t seed, int first, int count, int threads) const {
  const Sampler sampler(Sampling::plain, seed, std::max(1, count), risks_->variables());
  std::vector<Outturn> outturns(at(count), Outturn{.problem = problem_, .wait = {}});
  for_each_index(count, threads, [&](int i) {
    RiskModel::Scratch scratch = risks_->scratch();
    DrawnInputs drawn = risks_->inputs();
    risks_->draw(sampler, first + i, scratch, drawn);
    outturns[at(i)] = outturn(drawn);
  });
  return outturns;
}

Outturn OutturnDraws::outturn(const DrawnInputs& drawn) const {
  std::vector<Project> projects = problem_.campaign().projects();
  for (std::size_t j = 0; j < projects.size(); ++j) {
    Project& project = projects[j];
    const int longer = drawn.longer[j];
    if (longer > 0) project.profile = stretched(project.profile, project.duration + longer);
    project.duration += longer;
    std::int64_t planned = 0, spent = 0;
    for (Money& spend : project.profile) {  // simulation.md (12)
      planned += spend.fen();
      const std::int64_t now = scaled(planned, drawn.cost_factor[j]);
      spend = Money::from_fen(now - spent);
      spent = now;
    }
    project.cost = Money::from_fen(spent);
  }
  std::vector<Lock> locks = money_locks(problem_);
  for (int j = 0; j < static_cast<int>(projects.size()); ++j) {
    const DispatchProject& project = model_->projects[at(j)];
    for (int o = project.first_offer; o < project.first_offer + project.offers; ++o) {
      if (drawn.quit[at(o)] == 0) continue;
      Lock bar;
      bar.kind = LockKind::bar;
      bar.project = ProjectId{j};
      bar.source = SourceId{model_->offers[at(o)].source};
      locks.push_back(bar);
    }
  }
  return {.problem = changed(problem_, std::move(projects), funding_of(problem_, drawn.inflow, drawn.terms), std::move(locks)),
          .wait = drawn.approval};
}

PlanningProblem mean_problem(const PlanningProblem& planned, const std::vector<Outturn>& outturns) {
  const auto count = static_cast<std::int64_t>(outturns.size());
  std::vector<Project> projects = planned.campaign().projects();
  for (std::size_t j = 0; j < projects.size(); ++j) {
    Money cost;
    for (const Outturn& outturn : outturns) cost += outturn.problem.campaign().projects()[j].cost;
    cost = Money::muldiv(cost, 1, count);
    projects[j].profile = in_proportion(cost, projects[j].profile);
    projects[j].cost = cost;
  }
  std::vector<std::int64_t> inflow;
  for (int k = 0; k < static_cast<int>(planned.funding().sources().size()); ++k)
    for (int t = 0; t < planned.periods(); ++t) {
      std::int64_t sum = 0;
      for (const Outturn& outturn : outturns) sum += outturn.problem.inflow(SourceId{k}, t).fen();
      inflow.push_back(sum / count);
    }
  std::vector<Contract> terms = planned.funding().contracts();
  for (std::size_t c = 0; c < terms.size(); ++c) {
    std::int64_t rate = 0;
    for (const Outturn& outturn : outturns) rate += outturn.problem.funding().contracts()[c].annual_rate.billionths();
    terms[c].annual_rate = Rate::from_billionths(rate / count);
  }
  PlanningProblem mean = changed(planned, std::move(projects), funding_of(planned, inflow, std::move(terms)), money_locks(planned));
  return mean.revised(mean.campaign(), planned.locks().rows());
}

}  // namespace liandong
