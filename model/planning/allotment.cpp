#include "model/planning/allotment.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <utility>

namespace liandong {

namespace {

/// By source, the blocks with projects in its units, whether or not these can use it, and those of the contracts that it repays: so that
/// whoever checks a plan can see at a glance whose money it is.
std::vector<std::set<int>> blocks_by_source(const MasterLayout& layout) {
  const PlanningProblem& problem = layout.model().problem();
  std::vector<std::set<int>> of_unit(problem.campaign().units().size());
  std::set<int> all;
  for (int j = 0; j < problem.graph().project_count(); ++j) {
    of_unit[problem.campaign()[ProjectId{j}].unit.index()].insert(layout.block_of_node(j));
    all.insert(layout.block_of_node(j));
  }
  const auto& sources = problem.funding().sources();
  std::vector<std::set<int>> users(sources.size());
  for (std::size_t k = 0; k < sources.size(); ++k) {
    if (sources[k].units.empty()) users[k] = all;
    for (const UnitId unit : sources[k].units) users[k].insert(of_unit[unit.index()].begin(), of_unit[unit.index()].end());
  }
  for (std::size_t k = 0; k < sources.size(); ++k)
    if (sources[k].repaid_by.known()) users[sources[k].repaid_by.index()].insert(users[k].begin(), users[k].end());
  return users;
}

}  // namespace

bool Allotment::possible(const MasterLayout& layout) {
  const PlanningProblem& problem = layout.model().problem();
  const std::vector<std::set<int>> users = blocks_by_source(layout);
  std::map<UnitId, std::set<int>> under;  // A ceiling: the blocks whose contracts it is for.
  for (std::size_t k = 0; k < users.size(); ++k) {
    const SourceId id{static_cast<int>(k)};
    if (!is_contract(problem.funding()[id].channel)) continue;
    auto& blocks = under[problem.debtor(id)];
    blocks.insert(users[k].begin(), users[k].end());
    if (blocks.size() > 1) return false;
  }
  return layout.block_count() > 1;
}

Allotment::Allotment(const MasterLayout& layout) : layout_(layout) {
  const SpendModel& model = layout.model();
  const PlanningProblem& problem = model.problem();
  const auto blocks = static_cast<std::size_t>(layout.block_count());
  nodes_.resize(blocks);
  sources_.resize(blocks);
  weight_.assign(blocks, 1.0);  // A free block may still want money.
  for (int v = 0; v < problem.graph().node_count(); ++v) nodes_[static_cast<std::size_t>(layout.block_of_node(v))].push_back(v);
  const int periods = model.rows().periods;
  users_.resize(static_cast<std::size_t>(model.rows().sources()));
  for (int b = 0; b < layout.block_count(); ++b) {
    const auto block = static_cast<std::size_t>(b);
    for (const int j : layout.projects(b)) weight_[block] += problem.campaign().projects()[static_cast<std::size_t>(j)].cost.wan();
    std::vector<bool> used(users_.size(), false);
    for (const int cell : layout.cells(b))
      for (const CellOffer& offer : model.offers(cell)) {
        used[offer.source.index()] = true;
        const SourceId payer = problem.funding()[offer.source].repaid_by;
        if (payer.known()) used[payer.index()] = true;
      }
    for (std::size_t k = 0; k < used.size(); ++k)
      if (used[k]) sources_[block].push_back(SourceId{static_cast<int>(k)});
  }
  const std::vector<std::set<int>> users = blocks_by_source(layout);
  for (std::size_t k = 0; k < users.size(); ++k) users_[k].assign(users[k].begin(), users[k].end());
  share_.resize(users_.size());
  for (std::size_t k = 0; k < users_.size(); ++k) {
    if (users_[k].size() < 2) users_[k].clear();
    share_[k].assign(users_[k].size(), std::vector<double>(static_cast<std::size_t>(periods), 0.0));
  }
}

ProblemPart Allotment::part(int b) const {
  const auto block = static_cast<std::size_t>(b);
  std::vector<std::vector<Money>> inflow;
  for (const SourceId k : sources_[block]) {
    std::vector<Money>& here = inflow.emplace_back();
    const auto& users = users_[k.index()];
    const auto place = std::find(users.begin(), users.end(), b);
    for (int t = 0; t < layout_.model().rows().periods; ++t) {
      if (place == users.end())
        here.push_back(layout_.model().problem().inflow(k, t));
      else
        here.push_back(Money::from_fen(static_cast<std::int64_t>(
            share_[k.index()][static_cast<std::size_t>(place - users.begin())][static_cast<std::size_t>(t)] * Money::fen_per_wan)));
    }
  }
  return part_of(layout_.model().problem(), nodes_[block], sources_[block], inflow);
}

void Allotment::divide_by_cost() {
  for (std::size_t k = 0; k < users_.size(); ++k)
    hand_out(static_cast<int>(k),
             std::vector(users_[k].size(), std::vector<double>(static_cast<std::size_t>(layout_.model().rows().periods), 0.0)));
}

void Allotment::divide(const SharedDraws& draws) {
  const MoneyRows& rows = layout_.model().rows();
  std::vector<std::vector<std::vector<double>>> wanted(users_.size());
  for (std::size_t k = 0; k < users_.size(); ++k)
    wanted[k].assign(users_[k].size(), std::vector<double>(static_cast<std::size_t>(rows.periods), 0.0));
  for (std::size_t b = 0; b < draws.size(); ++b)
    for (const auto& [row, amount] : draws[b]) {
      if (row >= rows.cash_count) continue;
      const auto k = static_cast<std::size_t>(row / rows.periods);
      const auto place = std::find(users_[k].begin(), users_[k].end(), static_cast<int>(b));
      if (place != users_[k].end())
        wanted[k][static_cast<std::size_t>(place - users_[k].begin())][static_cast<std::size_t>(row % rows.periods)] +=
            std::max(0.0, amount);
    }
  for (std::size_t k = 0; k < users_.size(); ++k) hand_out(static_cast<int>(k), wanted[k]);
}

MoneyDivision Allotment::division() const {
  MoneyDivision division{.block = {}, .inflow = {}, .prices = {}};
  for (int j = 0; j < layout_.model().problem().graph().project_count(); ++j) division.block.push_back(layout_.block_of_node(j));
  division.inflow.resize(nodes_.size());
  for (std::size_t k = 0; k < users_.size(); ++k)
    for (std::size_t i = 0; i < users_[k].size(); ++i)
      division.inflow[static_cast<std::size_t>(users_[k][i])].emplace(SourceId{static_cast<int>(k)}, share_[k][i]);
  return division;
}

/// First what is wanted, as far as the balance (6) goes, then in each period whatever no later one needs.
void Allotment::hand_out(int source, const std::vector<std::vector<double>>& wanted) {
  const auto k = static_cast<std::size_t>(source);
  if (users_[k].empty()) return;
  const MoneyRows& rows = layout_.model().rows();
  const auto periods = static_cast<std::size_t>(rows.periods);
  const double carry = rows.carry[k];
  const auto limit = [&](std::size_t t) { return rows.limit[static_cast<std::size_t>(rows.cash(SourceId{source}, static_cast<int>(t)))]; };
  share_[k] = wanted;
  std::vector<double> taken(periods, 0.0);
  double balance = 0;
  for (std::size_t t = 0; t < periods; ++t) {
    balance = carry * balance + limit(t);
    double sum = 0;
    for (const auto& one : wanted) sum += one[t];
    const double part = sum > balance ? balance / sum : 1;
    for (auto& one : share_[k]) one[t] *= part;
    taken[t] = sum * part;
    balance -= taken[t];
  }
  double weights = 0;
  for (const int b : users_[k]) weights += weight_[static_cast<std::size_t>(b)];
  for (std::size_t t = 0; t < periods; ++t) {
    // What can be taken now without leaving a later period short: of each balance, what reaches it.
    double spare = std::numeric_limits<double>::infinity(), at = 0, reach = 1;
    for (std::size_t s = 0; s < periods && reach > 0; ++s) {
      at = carry * at + limit(s) - taken[s];
      if (s > t) reach *= carry;
      if (s >= t) spare = std::min(spare, reach > 0 ? at / reach : spare);
    }
    spare = std::max(0.0, spare) * (1 - 1e-9);
    taken[t] += spare;
    for (std::size_t i = 0; i < users_[k].size(); ++i) share_[k][i][t] += spare * weight_[static_cast<std::size_t>(users_[k][i])] / weights;
  }
}

}  // namespace liandong
