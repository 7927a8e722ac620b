#include "model/planning/money_parts.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

namespace liandong {
namespace {

/// Units that hang together, each set by its smallest member.
class Ties {
 public:
  explicit Ties(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }
  std::size_t root(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void tie(std::size_t a, std::size_t b) {
    a = root(a);
    b = root(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::size_t> parent_;
};

/// The part of each group, by the unit of its class.
std::vector<std::size_t> parts_of_groups(const MoneyProgram& whole, const std::vector<MoneyPart>& parts) {
  std::map<UnitId, std::size_t> part_of_unit;
  for (std::size_t p = 0; p < parts.size(); ++p)
    for (const ProjectId project : parts[p].projects) part_of_unit[whole.problem().campaign()[project].unit] = p;
  std::vector<std::size_t> part;
  for (const MoneyGroup& group : whole.groups())
    part.push_back(part_of_unit.at(whole.model().class_of(whole.model().cells()[static_cast<std::size_t>(group.cell)]).unit));
  return part;
}

/// Draws below 100 yuan, as an interior solution leaves them everywhere, wait for a later one, or are left out where money does not wait.
std::vector<double> without_dust(const std::vector<double>& drawn, bool waits) {
  constexpr double dust = 0.01;  // 万元
  std::vector<double> amounts;
  double waiting = 0;
  for (const double amount : drawn) {
    const double now = amount + waiting;
    amounts.push_back(now < dust ? 0 : now);
    waiting = waits && now < dust ? now : 0;
  }
  return amounts;
}

/// What a part receives of money in common: `amounts` at the programme's certainty, a share of each inflow at others.
void hand_over(const MoneyProgram& whole, SourceId source, const std::vector<double>& amounts, double share, MoneyPart& part) {
  const Funding& funding = whole.problem().funding();
  for (int level = 0; level < 5; ++level) {
    auto& inflow = part.inflow[static_cast<std::size_t>(level)][source];
    if (static_cast<Certainty>(level) == whole.options().certainty) {
      inflow = without_dust(amounts, funding[source].carry_over == Rate::one());
      continue;
    }
    for (const Money amount : funding.inflow(source, whole.problem().campaign().horizon(), static_cast<Certainty>(level)))
      inflow.push_back(std::max(0.0, amount.wan() - whole.options().reserve_wan) * share);
  }
}

}  // namespace

std::vector<MoneyPart> money_parts(const MoneyProgram& whole) {
  const PlanningProblem& problem = whole.problem();
  Ties ties(problem.campaign().units().size());
  for (const Source& source : problem.funding().sources()) {
    const bool contract = is_contract(source.channel);
    if (!contract && !source.owner.known()) continue;
    const std::size_t owner = (contract ? problem.funding()[source.repaid_by].owner : source.owner).index();
    if (source.units.empty())
      for (std::size_t u = 0; u < problem.campaign().units().size(); ++u) ties.tie(owner, u);
    for (const UnitId unit : source.units) ties.tie(owner, unit.index());
  }
  std::vector<MoneyPart> parts;
  std::map<std::size_t, std::size_t> part_of_root;
  for (const MoneyLine& line : whole.lines()) {
    const auto [place, fresh] = part_of_root.try_emplace(ties.root(problem.campaign()[line.project].unit.index()), parts.size());
    if (fresh) parts.emplace_back();
    auto& projects = parts[place->second].projects;
    if (projects.empty() || projects.back() != line.project) projects.push_back(line.project);
  }
  return parts;
}

void divide(const MoneyProgram& whole, const Eigen::VectorXd& x, std::vector<MoneyPart>& parts) {
  const auto periods = static_cast<std::size_t>(whole.problem().periods());
  const std::vector<std::size_t> part_of = parts_of_groups(whole, parts);
  struct Use {
    std::map<std::size_t, std::vector<double>> drawn;  ///< By part and period.
    std::map<std::size_t, double> spend;               ///< Of the groups that it may pay.
  };
  std::map<SourceId, Use> uses;
  for (std::size_t g = 0; g < whole.groups().size(); ++g) {
    const MoneyGroup& group = whole.groups()[g];
    const auto t = static_cast<std::size_t>(whole.model().cells()[static_cast<std::size_t>(group.cell)].t);
    for (const GroupColumn& column : group.columns) {
      Use& use = uses[column.source];
      auto& drawn = use.drawn[part_of[g]];
      drawn.resize(periods);
      drawn[t] += std::max(0.0, x[column.column]);
      use.spend[part_of[g]] += group.spend;
    }
  }
  for (auto& [source, use] : uses) {
    if (use.drawn.size() < 2) continue;
    double all_drawn = 0, all_spend = 0;
    for (const auto& [part, drawn] : use.drawn) all_drawn += std::accumulate(drawn.begin(), drawn.end(), 0.0);
    for (const auto& [part, spend] : use.spend) all_spend += spend;
    for (const auto& [part, drawn] : use.drawn) {
      const double own = std::accumulate(drawn.begin(), drawn.end(), 0.0);
      hand_over(whole, source, drawn, all_drawn > 0 ? own / all_drawn : all_spend > 0 ? use.spend[part] / all_spend : 0.0, parts[part]);
    }
  }
}

void divide(const MoneyProgram& whole, const MoneyDivision& division, std::vector<MoneyPart>& parts) {
  const auto periods = static_cast<std::size_t>(whole.problem().periods());
  std::map<SourceId, std::map<std::size_t, std::vector<double>>> amounts;  // By part and period.
  for (std::size_t p = 0; p < parts.size(); ++p) {
    std::set<int> blocks;
    for (const ProjectId project : parts[p].projects) blocks.insert(division.block[project.index()]);
    for (const int block : blocks)
      for (const auto& [source, inflow] : division.inflow[static_cast<std::size_t>(block)]) {
        auto& here = amounts[source][p];
        here.resize(periods);
        for (std::size_t t = 0; t < periods; ++t) here[t] += inflow[t];
      }
  }
  for (auto& [source, by_part] : amounts) {
    std::vector<double> all(periods);
    for (const auto& [part, amount] : by_part)
      for (std::size_t t = 0; t < periods; ++t) all[t] += amount[t];
    const double sum = std::accumulate(all.begin(), all.end(), 0.0);
    for (auto& [part, amount] : by_part) {
      const double own = std::accumulate(amount.begin(), amount.end(), 0.0);
      for (std::size_t t = 0; t < periods; ++t) amount[t] *= all[t] > 0 ? std::max(0.0, 1 - whole.options().reserve_wan / all[t]) : 0;
      hand_over(whole, source, amount, sum > 0 ? own / sum : 0, parts[part]);
    }
  }
}

}  // namespace liandong
