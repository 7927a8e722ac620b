#include "model/verify/parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "model/verify/multiplier_reader.hpp"

namespace liandong::verify {
namespace {

constexpr const char* file = "certificate.json";
constexpr long double infinity = std::numeric_limits<long double>::infinity();

/// One part's leaves, keys resolved.
struct Tree {
  std::vector<Path> paths;
  std::vector<Multipliers> multipliers;  ///< Of each leaf: what differs from the base.
  std::set<int> components;              ///< That questions or money touch.
};

/// Components with projects that may use a source or make its owner pay, by what the input says of units alone: perhaps more than do.
class Users {
 public:
  Users(const Facts& facts, const Prover& prover) : facts_(facts), of_unit_(facts.campaign().units().size()) {
    for (int j = 0; j < facts.project_count(); ++j) of_unit_[facts.campaign()[ProjectId{j}].unit.index()].insert(prover.component(j));
    for (const auto& some : of_unit_) all_.insert(some.begin(), some.end());
  }

  /// Of the source itself and of the contracts that it repays.
  void add_source(SourceId id, std::set<int>& components) const {
    add_units(facts_.funding()[id], components);
    for (const Source& source : facts_.funding().sources())
      if (source.repaid_by == id) add_units(source, components);
  }
  /// Of the contracts whose debts fall under the unit's ceiling.
  void add_debtor(UnitId unit, std::set<int>& components) const {
    for (int k = 0; k < facts_.source_count(); ++k)
      if (facts_.is_contract({k}) && facts_.debtor({k}) == unit) add_units(facts_.funding()[SourceId{k}], components);
  }

 private:
  void add_units(const Source& source, std::set<int>& components) const {
    if (source.units.empty()) components.insert(all_.begin(), all_.end());
    for (const UnitId unit : source.units) components.insert(of_unit_[unit.index()].begin(), of_unit_[unit.index()].end());
  }
  const Facts& facts_;
  std::vector<std::set<int>> of_unit_;
  std::set<int> all_;
};

Multipliers changed_to(const Multipliers& base, const Multipliers& leaf) {
  Multipliers all = base;
  for (std::size_t k = 0; k < leaf.cash.size(); ++k)
    if (!leaf.cash[k].empty()) all.cash[k] = leaf.cash[k];
  for (const auto& [where, value] : leaf.affordability) all.affordability[where] = value;
  return all;
}

std::optional<std::vector<Tree>> read_trees(const Facts& facts, const Keys& keys, const Prover& prover,
                                            const std::vector<std::vector<RiseFile>>& parts, Findings& findings) {
  const Users users(facts, prover);
  MultiplierReader reader(facts, keys, findings);
  std::vector<Tree> trees;
  std::vector<int> taken(static_cast<std::size_t>(prover.component_count()), -1);
  bool sound = true;
  for (std::size_t p = 0; p < parts.size(); ++p) {
    Tree& tree = trees.emplace_back();
    auto paths = resolve_paths(facts, keys, parts[p], findings);
    if (!paths || paths->empty() || !check_tree(facts, *paths, findings)) return std::nullopt;
    tree.paths = std::move(*paths);
    std::set<SourceId> sources;
    std::set<UnitId> units;
    for (std::size_t i = 0; i < parts[p].size(); ++i) {
      const Multipliers& leaf = tree.multipliers.emplace_back(reader.read(parts[p][i], static_cast<int>(p) + 1, static_cast<int>(i) + 1));
      for (std::size_t k = 0; k < leaf.cash.size(); ++k)
        if (!leaf.cash[k].empty()) sources.insert(SourceId{static_cast<int>(k)});
      for (const auto& [where, value] : leaf.affordability) units.insert(where.first);
      for (const Answer& answer : tree.paths[i])
        tree.components.insert(
            prover.component(answer.project.known() ? answer.project.value : facts.project_count() + answer.stage.value));
    }
    for (const SourceId k : sources) users.add_source(k, tree.components);
    for (const UnitId unit : units) users.add_debtor(unit, tree.components);
    for (const int c : tree.components) {
      int& owner = taken[static_cast<std::size_t>(c)];
      if (owner >= 0 && sound) {
        findings.add(13, file, 0,
                     {fmt::format("Parts {} and {} touch the same projects, so that what they prove cannot be added up.", owner + 1, p + 1),
                      fmt::format("第 {} 部分与第 {} 部分涉及相同的项目，其所证明的下界不能相加。", owner + 1, p + 1)});
        sound = false;
      }
      owner = static_cast<int>(p);
    }
  }
  if (!sound) return std::nullopt;
  return trees;
}

}  // namespace

std::optional<BranchProofs> check_parts(const Facts& facts, const Keys& keys, const Claims& claims, const Multipliers& base,
                                        const std::vector<std::vector<RiseFile>>& parts, Findings& findings) {
  const Prover prover(facts);
  const auto trees = read_trees(facts, keys, prover, parts, findings);
  if (!trees) return std::nullopt;
  const Prover::Parts root = prover.prove_parts(base, {});
  ProvenBound start{.value = root.prices.paid_for() + root.stages, .slack = 0, .rounding = root.rounding};
  for (const ClosureBound& found : root.closures) {
    if (!found.possible) return std::nullopt;
    start.value += found.value;
    start.slack += found.slack;
  }
  BranchProofs proofs{.whole = start, .here = start};
  std::vector<long double> least(trees->size(), infinity), slack(trees->size(), 0);
  std::size_t layers = 0;
  for (const Tree& tree : *trees) layers = std::max(layers, tree.paths.size());
  for (std::size_t i = 0; i < layers; ++i) {  // The i-th leaf of every part at once: they do not meet.
    Multipliers multipliers = base;
    std::vector<Answer> answers;
    for (const Tree& tree : *trees) {
      if (i >= tree.paths.size()) continue;
      multipliers = changed_to(multipliers, tree.multipliers[i]);
      answers.insert(answers.end(), tree.paths[i].begin(), tree.paths[i].end());
    }
    const Prover::Parts layer = prover.prove_parts(multipliers, answers);
    const long double rounding = std::max(0.0L, layer.rounding - root.rounding);
    proofs.whole.rounding += rounding;
    proofs.here.rounding += rounding;
    for (std::size_t p = 0; p < trees->size(); ++p) {
      const Tree& tree = (*trees)[p];
      if (i >= tree.paths.size()) continue;
      const DualPrices alone(facts, changed_to(base, tree.multipliers[i]), prover.last_due());
      const long double paid = alone.paid_for() - root.prices.paid_for();
      long double rise = paid, uncertain = 0, size = 1 + std::fabs(paid);
      for (const int c : tree.components) {  // (C6)
        const ClosureBound &now = layer.closures[static_cast<std::size_t>(c)], &before = root.closures[static_cast<std::size_t>(c)];
        rise += now.possible ? now.value - before.value : infinity;
        uncertain += now.slack + before.slack;
        size += std::fabs(before.value);
      }
      const double claimed = parts[p][i].bound;
      if (!(claimed <= rise + uncertain + 1e-9L * size))
        findings.add(13, file, 0,
                     {fmt::format("Part {}, branch {} claims to raise the bound by {:.12g} 万元; its multipliers prove only {:.12g} 万元.",
                                  p + 1, i + 1, claimed, static_cast<double>(rise)),
                      fmt::format("第 {} 部分分支 {} 称可将下界提高 {:.12g} 万元，其乘子只能证明 {:.12g} 万元。", p + 1, i + 1, claimed,
                                  static_cast<double>(rise))});
      least[p] = std::min(least[p], rise);
      slack[p] = std::max(slack[p], uncertain);
      if (agrees(facts, claims, tree.paths[i])) proofs.here.value += rise;
    }
  }
  for (std::size_t p = 0; p < least.size(); ++p) {
    proofs.whole.value += least[p];
    proofs.whole.slack += slack[p];
  }
  return proofs;
}

}  // namespace liandong::verify
