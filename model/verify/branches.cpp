#include "model/verify/branches.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "model/verify/multiplier_reader.hpp"

namespace liandong::verify {
namespace {

constexpr const char* file = "certificate.json";

bool same_question(const Answer& a, const Answer& b) { return a.stage == b.stage && a.project == b.project && a.t == b.t; }

class Tree {
 public:
  Tree(const Facts& facts, const std::vector<Path>& paths, Findings& findings) : facts_(facts), paths_(paths), findings_(findings) {}

  /// Follows the questions down from the root. The branches that come to a node have given the same answers so far.
  [[nodiscard]] bool check() {
    std::vector<Group> waiting(1);
    for (std::size_t b = 0; b < paths_.size(); ++b) waiting.back().branches.push_back(b);
    while (!waiting.empty()) {
      const Group group = std::move(waiting.back());
      waiting.pop_back();
      if (group.branches.size() == 1 && paths_[group.branches.front()].size() == group.depth) continue;  // A leaf.
      if (!one_question(group)) continue;
      Group yes{.branches = {}, .depth = group.depth + 1}, no = yes;
      for (const std::size_t b : group.branches) (paths_[b][group.depth].reached ? yes : no).branches.push_back(b);
      if (yes.branches.empty())
        missing(no, true);
      else
        waiting.push_back(std::move(yes));
      if (no.branches.empty())
        missing(waiting.back(), false);
      else
        waiting.push_back(std::move(no));
    }
    return whole_;
  }

 private:
  struct Group {
    std::vector<std::size_t> branches;
    std::size_t depth = 0;
  };

  void fault(Text sentence) {
    findings_.add(13, file, 0, std::move(sentence));
    whole_ = false;
  }

  bool one_question(const Group& group) {
    const std::size_t first = group.branches.front();
    for (const std::size_t b : group.branches)
      if (paths_[b].size() == group.depth) {
        const std::size_t other = b == first ? group.branches[1] : first;
        fault({fmt::format("Branches {} and {} are about the same plans: the answers of branch {} are among those of the other.",
                           std::min(b, other) + 1, std::max(b, other) + 1, b + 1),
               fmt::format("分支 {} 与分支 {} 所述方案重复：分支 {} 的各项回答均包含在另一分支之中。", std::min(b, other) + 1,
                           std::max(b, other) + 1, b + 1)});
        return false;
      }
    const Answer& asked = paths_[first][group.depth];
    for (const std::size_t b : group.branches) {
      const Answer& other = paths_[b][group.depth];
      if (same_question(asked, other)) continue;
      fault({fmt::format("Branches {} and {} belong to no tree: {}one asks for {} by {}, the other for {} by {}.", first + 1, b + 1,
                         group.depth == 0 ? "" : fmt::format("after {} equal answers ", group.depth), named(asked).en, period(asked),
                         named(other).en, period(other)),
             fmt::format("分支 {} 与分支 {} 不属于同一棵树：{}一个询问{} 至 {} 末，另一个询问{} 至 {} 末。", first + 1, b + 1,
                         group.depth == 0 ? "" : fmt::format("前 {} 项回答相同，其后", group.depth), named(asked).zh, period(asked),
                         named(other).zh, period(other))});
      return false;
    }
    return true;
  }

  /// `answered` has all the branches that come to a node; they agree in the last answer, and none gives the other one.
  void missing(const Group& answered, bool reached) {
    const std::size_t b = answered.branches.front();
    const Answer& last = paths_[b][answered.depth - 1];
    const std::size_t before = answered.depth - 1;
    fault({fmt::format("No branch is about the plans {}in which {} is {}{} by {}.",
                       before == 0 ? "" : fmt::format("that share the first {} answers of branch {} and ", before, b + 1), named(last).en,
                       reached ? "" : "not ", last.project.known() ? "complete" : "reached", period(last)),
           fmt::format("没有任何分支涉及{}{} 至 {} 末{}{}的方案。",
                       before == 0 ? "" : fmt::format("与分支 {} 前 {} 项回答相同、且", b + 1, before), named(last).zh, period(last),
                       reached ? "已" : "未", last.project.known() ? "完成" : "达成")});
  }

  [[nodiscard]] Text named(const Answer& answer) const {
    const std::string& key = answer.project.known() ? facts_.campaign()[answer.project].key : facts_.campaign()[answer.stage].key;
    return answer.project.known() ? Text{"project " + key, "项目 " + key} : Text{"stage " + key, "阶段 " + key};
  }
  [[nodiscard]] std::string period(const Answer& answer) const { return facts_.campaign().horizon().at(answer.t).text(); }

  const Facts& facts_;
  const std::vector<Path>& paths_;
  Findings& findings_;
  bool whole_ = true;
};

}  // namespace

std::optional<std::vector<Path>> resolve_paths(const Facts& facts, const Keys& keys, const std::vector<BranchFile>& branches,
                                               Findings& findings) {
  bool sound = true;
  const auto fault = [&](Text sentence) {
    findings.add(13, file, 0, std::move(sentence));
    sound = false;
  };
  std::vector<Path> paths;
  for (std::size_t b = 0; b < branches.size(); ++b) {
    Path& path = paths.emplace_back();
    for (const BranchAnswerFile& answer : branches[b].path) {
      const bool project = !answer.project.empty();
      const std::string& key = project ? answer.project : answer.stage;
      const char *en = project ? "project" : "stage", *zh = project ? "项目" : "阶段";
      const auto found_project = project ? keys.project(key) : std::nullopt;
      const auto found_stage = project ? std::nullopt : keys.stage(key);
      const auto t = facts.index(answer.by);
      if (!found_project && !found_stage)
        fault({fmt::format("Branch {} asks for {} \"{}\", which the campaign does not have.", b + 1, en, key),
               fmt::format("分支 {} 询问{}“{}”，输入数据中没有该{}。", b + 1, zh, key, zh)});
      else if (!t)
        fault({fmt::format("Branch {} asks for {} {} by {}, which lies outside the horizon.", b + 1, en, key, answer.by.text()),
               fmt::format("分支 {} 询问{} {} 至 {} 末，超出规划期。", b + 1, zh, key, answer.by.text())});
      else
        path.push_back({found_stage.value_or(StageId{}), *t, answer.reached, found_project.value_or(ProjectId{})});
    }
  }
  if (!sound) return std::nullopt;
  return paths;
}

bool check_tree(const Facts& facts, const std::vector<Path>& paths, Findings& findings) { return Tree(facts, paths, findings).check(); }

bool agrees(const Facts& facts, const Claims& claims, const Path& path) {
  return std::all_of(path.begin(), path.end(), [&](const Answer& answer) {
    const auto reached = claims.completion(facts, node_of(facts, answer));
    return answer.reached == (reached && *reached <= answer.t);
  });
}

std::optional<BranchProofs> check_branches(const Facts& facts, const Keys& keys, const Claims& claims, const MoveRule* moves,
                                           const std::vector<BranchFile>& branches, Findings& findings) {
  const auto paths = resolve_paths(facts, keys, branches, findings);
  if (!paths || !check_tree(facts, *paths, findings)) return std::nullopt;
  const Prover prover(facts, moves);
  MultiplierReader reader(facts, keys, findings);
  constexpr long double infinity = std::numeric_limits<long double>::infinity();
  BranchProofs proofs{.whole = {.value = infinity}, .here = {.value = -infinity}};
  long double surely = infinity;  // Whatever instalments are rounded to.
  for (std::size_t b = 0; b < branches.size(); ++b) {
    const BranchFile& branch = branches[b];
    const ProvenBound proven = prover.prove(reader.read(branch, static_cast<int>(b) + 1), (*paths)[b]);
    const long double tolerance = std::isfinite(proven.value) ? proven.slack + 1e-9L * std::max(1.0L, std::fabs(proven.value)) : 0;
    if (!(branch.bound <= proven.value + tolerance))  // (C4)
      findings.add(
          13, file, 0,
          {fmt::format(
               "Branch {} claims that no plan with its answers costs less than {:.12g} 万元; its multipliers prove only {:.12g} 万元.",
               b + 1, branch.bound, static_cast<double>(proven.value)),
           fmt::format("分支 {} 称符合其回答的任何方案不低于 {:.12g} 万元，其乘子只能证明 {:.12g} 万元。", b + 1, branch.bound,
                       static_cast<double>(proven.value))});
    proofs.whole.value = std::min(proofs.whole.value, proven.value);
    surely = std::min(surely, proven.value - proven.rounding);
    if (agrees(facts, claims, (*paths)[b])) proofs.here = proven;
  }
  proofs.whole.rounding = proofs.whole.value - surely;  // Finite: nothing ever reached agrees with one of the paths.
  return proofs;
}

}  // namespace liandong::verify
