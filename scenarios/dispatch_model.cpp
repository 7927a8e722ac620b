#include "scenarios/dispatch_model.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <queue>
#include <span>
#include <tuple>

#include "model/campaign/spending_profile.hpp"
#include "model/funding/repayment.hpp"

namespace liandong {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// Payments of one project; they are sorted by project.
std::span<const Payment> payments_of(const Plan& plan, int project) {
  const auto [first, last] = std::equal_range(plan.payments.begin(), plan.payments.end(),
                                              Payment{.project = ProjectId{project}, .source = {}, .t = 0, .amount = {}},
                                              [](const Payment& a, const Payment& b) { return a.project < b.project; });
  return {first, last};
}

bool is_contract_offer(const DispatchOffer& offer) { return offer.contract >= 0; }

}  // namespace

DispatchModel::DispatchModel(const PlanningProblem& problem, const Plan& plan, int longest) : problem_(&problem) {
  periods = problem.periods();
  per_year = problem.campaign().horizon().per_year();
  first_year_offset = problem.campaign().horizon().first.index_in_year();
  sources_count = static_cast<int>(problem.funding().sources().size());
  stages = problem.campaign().stages().size();
  for (const Source& source : problem.funding().sources()) carry.push_back(source.carry_over.billionths());
  projects.resize(problem.campaign().projects().size());
  for (int j = 0; j < static_cast<int>(projects.size()); ++j) {
    DispatchProject& project = projects[at(j)];
    const Project& input = problem.campaign().projects()[at(j)];
    project.start = plan.start[at(j)].value_or(-1);
    if (input.earliest_start) project.earliest = std::max(0, problem.campaign().horizon().index_of(*input.earliest_start));
    project.duration = input.duration;
    project.cost = input.cost.fen();
    project.first_offer = static_cast<int>(offers.size());
    project.first_fallback = static_cast<int>(fallbacks.size());
    project.contracts_from = static_cast<int>(contracts.size());
    if (project.start >= 0) add_offers(plan, j);
    project.contracts_to = static_cast<int>(contracts.size());
    project.offers = static_cast<int>(offers.size()) - project.first_offer;
    project.fallbacks = static_cast<int>(fallbacks.size()) - project.first_fallback;
    add_lines(plan, j);
    add_profiles(j, longest);
  }
  lines.push_back(static_cast<int>(shares.size()));
  add_links(plan);
  add_order(plan);
  add_reserve(plan);
  add_ceilings(longest);
}

/// Sources that may pay for the project at its planned start or later; of contracts those of the plan alone: none is signed in passing.
void DispatchModel::add_offers(const Plan& plan, int j) {
  const ProjectId id{j};
  const int start = projects[at(j)].start, first = static_cast<int>(offers.size());
  std::vector<std::uint8_t> used(at(sources_count));
  for (const Payment& payment : payments_of(plan, j)) used[payment.source.index()] = 1;
  for (int k = 0; k < sources_count; ++k) {
    const SourceId source{k};
    const bool contract = is_contract(problem_->funding()[source].channel);
    if (contract && used[at(k)] == 0) continue;
    if (!contract && problem_->eligibility(id, source, start) != Eligibility::eligible) continue;
    DispatchOffer offer{.source = k, .max_share = problem_->max_share(id, source).billionths()};
    if (problem_->counts_as_match(source)) offer.own = Rate::one_unit;
    if (problem_->funding()[source].match_rate != Rate{}) {
      offer.match = static_cast<int>(match_rates.size());
      for (int t = 0; t < periods; ++t) match_rates.push_back(problem_->match_rate(id, source, t).billionths());
    }
    if (contract) {
      offer.lawful = static_cast<int>(lawful_starts.size());
      for (int t = 0; t < periods; ++t) lawful_starts.push_back(problem_->eligibility(id, source, t) == Eligibility::eligible ? 1 : 0);
      offer.contract = static_cast<int>(contracts.size());
    }
    offers.push_back(offer);
    if (contract) add_contract(j, static_cast<int>(offers.size()) - 1);
  }
  std::vector<int> turn;
  for (int o = first; o < static_cast<int>(offers.size()); ++o)
    if (!is_contract_offer(offers[at(o)])) turn.push_back(o);
  std::stable_sort(turn.begin(), turn.end(), [&](int a, int b) {
    const auto rank = [&](int o) { return std::tuple(offers[at(o)].own, problem_->cost_weight(SourceId{offers[at(o)].source})); };
    return rank(a) < rank(b);
  });
  fallbacks.insert(fallbacks.end(), turn.begin(), turn.end());
}

void DispatchModel::add_contract(int j, int o) {
  const SourceId source{offers[at(o)].source};
  const Source& input = problem_->funding()[source];
  const Contract& terms = problem_->funding()[input.contract];
  const Project& project = problem_->campaign().projects()[at(j)];
  const UnitId debtor = problem_->debtor(source);
  const auto row = std::find(debtors.begin(), debtors.end(), debtor);
  DispatchContract contract{.project = j,
                            .source = source.value,
                            .terms = input.contract.value,
                            .payer = input.repaid_by.value,
                            .debtor = static_cast<int>(row - debtors.begin()),
                            .instalments = 0,
                            .first_factor = static_cast<int>(service_factors.size()),
                            .first_after = static_cast<int>(instalment_dates.size()),
                            .most_before = input.channel == Channel::bt ? periods : 0,
                            .first_capital_factor = static_cast<int>(capital_factors.size())};
  if (input.channel == Channel::bot)
    for (const long double factor : bot_capital_factors(terms)) capital_factors.push_back(factor);
  if (row == debtors.end()) debtors.push_back(debtor);
  for (int before = 0; before <= contract.most_before; ++before) {
    const double cost = project.cost.wan();
    const std::vector<double> factors = input.channel == Channel::bt
                                            ? bt_factors(terms, before, per_year)
                                            : bot_factors(terms, project.operating_cost->wan() / cost, project.user_fees->wan() / cost);
    contract.instalments = static_cast<int>(factors.size());
    for (const double factor : factors) service_factors.push_back(std::llround(factor * static_cast<double>(factor_one)));
  }
  for (int i = 0; i < contract.instalments; ++i)
    instalment_dates.push_back(input.channel == Channel::bt ? terms.first_after + i * terms.interval : (i + 1) * per_year);
  contracts.push_back(contract);
}

void DispatchModel::add_lines(const Plan& plan, int j) {
  DispatchProject& project = projects[at(j)];
  project.first_line = static_cast<int>(lines.size());
  if (project.start < 0) return;
  const std::span<const Payment> all = payments_of(plan, j);
  const std::vector<Money>& profile = problem_->campaign().projects()[at(j)].profile;
  for (int u = 0; u < project.duration; ++u) {
    lines.push_back(static_cast<int>(shares.size()));
    const std::int64_t spend = profile[at(u)].fen();
    if (spend <= 0) continue;
    // A share is rounded up so that the spend of the plan itself gives its payments back exactly.
    const auto share = [&](std::int64_t paid) {
      return static_cast<std::int64_t>((static_cast<Int128>(paid) * share_one + spend - 1) / spend);
    };
    std::int64_t paid = 0;
    for (int turn = 0; turn < 3; ++turn)
      for (const Payment& payment : all) {
        if (payment.t != project.start + u) continue;
        int o = project.first_offer;
        while (o < static_cast<int>(offers.size()) && offers[at(o)].source != payment.source.value) ++o;
        if (o == static_cast<int>(offers.size())) continue;  // The plan was made under other rules: the source may not pay here.
        const int its_turn = is_contract_offer(offers[at(o)]) ? 0 : offers[at(o)].match < 0 ? 1 : 2;
        if (its_turn != turn) continue;
        shares.push_back({.offer = o, .from = share(paid), .to = share(paid + payment.amount.fen())});
        paid += payment.amount.fen();
      }
  }
}

void DispatchModel::add_profiles(int j, int longest) {
  const Project& project = problem_->campaign().projects()[at(j)];
  projects[at(j)].first_profile = static_cast<int>(profiles.size());
  for (int longer = 0; longer <= longest; ++longer) {
    profiles.push_back(static_cast<int>(cumulative.size()));
    const std::vector<Money> profile = longer == 0 ? project.profile : stretched(project.profile, project.duration + longer);
    std::int64_t sum = 0;
    cumulative.push_back(0);
    for (const Money spend : profile) cumulative.push_back(sum += spend.fen());
  }
}

void DispatchModel::add_links(const Plan& plan) {
  const Campaign& campaign = problem_->campaign();
  const DependencyGraph& graph = problem_->graph();
  const int nodes = graph.node_count();
  std::vector<std::vector<DispatchLink>> into(at(nodes));
  const auto node = [&](const LinkEnd& end) { return end.project ? graph.node(*end.project) : graph.node(*end.stage); };
  stage_leads.assign(stages, 0);
  for (const Link& link : campaign.links()) {
    into[at(node(link.to))].push_back({.from = node(link.from), .kind = link.kind, .lag = link.lag});
    if (link.from.stage) stage_leads[link.from.stage->index()] = 1;
  }
  for (std::size_t s = 0; s < stages; ++s) {
    const StageId id{static_cast<int>(s)};
    for (const ProjectId project : campaign.required_projects(id))
      into[at(graph.node(id))].push_back(
          {.from = graph.node(project), .kind = LinkKind::finish_to_finish, .lag = campaign[id].assessment_lag});
  }
  for (const auto& list : into) {
    first_link.push_back(static_cast<int>(links.size()));
    links.insert(links.end(), list.begin(), list.end());
  }
  first_link.push_back(static_cast<int>(links.size()));
  never.assign(at(nodes), 0);
  for (const int v : graph.topological_order()) {
    if (v < graph.project_count() && !plan.start[at(v)]) never[at(v)] = 1;
    for (int l = first_link[at(v)]; l < first_link[at(v) + 1]; ++l)
      if (never[at(links[at(l)].from)] != 0) never[at(v)] = 1;
  }
}

/// Earlier planned start first, then less slack to the deadlines behind, then as in projects.csv; nothing before what it waits for. (17)
void DispatchModel::add_order(const Plan& plan) {
  const DependencyGraph& graph = problem_->graph();
  const int nodes = graph.node_count(), count = graph.project_count();
  std::vector<int> slack(at(nodes), std::numeric_limits<int>::max());
  for (std::size_t s = 0; s < stages; ++s) {
    const StageId id{static_cast<int>(s)};
    const auto latest = graph.latest_completion(id, problem_->deadline(id));
    for (int v = 0; v < count; ++v)
      if (latest[at(v)] && plan.start[at(v)])
        slack[at(v)] = std::min(slack[at(v)], *latest[at(v)] - (*plan.start[at(v)] + graph.duration(v) - 1));
  }
  using Key = std::tuple<int, int, int>;
  const auto key = [&](int v) {
    if (v < count) return Key{plan.start[at(v)].value_or(0), slack[at(v)], v};
    return Key{plan.stage[at(v - count)].value_or(periods), 0, v};
  };
  std::vector<int> waits(at(nodes));
  std::vector<std::vector<int>> behind(at(nodes));
  for (int v = 0; v < nodes; ++v)
    for (int l = first_link[at(v)]; l < first_link[at(v) + 1]; ++l) {
      ++waits[at(v)];
      behind[at(links[at(l)].from)].push_back(v);
    }
  std::priority_queue<Key, std::vector<Key>, std::greater<>> ready;
  for (int v = 0; v < nodes; ++v)
    if (waits[at(v)] == 0) ready.push(key(v));
  while (!ready.empty()) {
    const int v = std::get<2>(ready.top());
    ready.pop();
    if (never[at(v)] == 0) order.push_back(v);
    for (const int next : behind[at(v)])
      if (--waits[at(next)] == 0) ready.push(key(next));
  }
}

void DispatchModel::add_reserve(const Plan& plan) {
  reserve.assign(at(sources_count) * at(periods), 0);
  std::vector<std::int64_t> need(reserve.size());
  for (const Payment& payment : plan.payments) need[payment.source.index() * at(periods) + at(payment.t)] += payment.amount.fen();
  for (const ServiceEntry& service : plan.service)
    if (service.t < periods) need[service.payer.index() * at(periods) + at(service.t)] += service.amount.fen();
  for (int k = 0; k < sources_count; ++k)
    for (int t = periods - 2; t >= 0; --t) {
      const auto next = at(k) * at(periods) + at(t) + 1;
      const std::int64_t lacks = need[next] - problem_->inflow(SourceId{k}, t + 1).fen() + reserve[next];
      const std::int64_t rho = carry[at(k)];
      if (lacks <= 0 || rho == 0) continue;
      reserve[next - 1] = static_cast<std::int64_t>((static_cast<Int128>(lacks) * Rate::one_unit + rho - 1) / rho);
    }
}

void DispatchModel::add_ceilings(int longest) {
  int last = periods;
  for (const DispatchContract& contract : contracts)
    for (int i = 0; i < contract.instalments; ++i)
      last = std::max(last, periods + longest + instalment_dates[at(contract.first_after + i)]);
  years = year_index(last + periods) + 1;  // Completion may slip beyond the horizon by as much as there is.
  for (const UnitId debtor : debtors)
    for (int year = 0; year < years; ++year) ceilings.push_back(problem_->affordability_ceiling(debtor, problem_->year_of(0) + year).fen());
}

}  // namespace liandong
