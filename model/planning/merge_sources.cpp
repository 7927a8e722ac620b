#include "model/planning/merge_sources.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace liandong {
namespace {

constexpr std::size_t most_partners = 400;  ///< Lines tried for one exchange: keeps the work in proportion to the plan.
constexpr int most_rounds = 6;

using Amounts = std::map<SourceId, Money>;

class Merging {
 public:
  Merging(const PlanningProblem& problem, std::vector<PaidLine>& lines) : problem_(problem), lines_(lines) {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      std::erase_if(lines_[i].paid, [](const auto& p) { return p.second.is_zero(); });
      lines_of_[lines_[i].project].push_back(i);
      for (const auto& [k, amount] : lines_[i].paid) {
        total_[lines_[i].project][k] += amount;
        payers_of_[{lines_[i].t, k}].push_back(i);
      }
    }
  }

  void run() {
    for (int round = 0; round < most_rounds; ++round)
      if (!drop_sources() && !drop_amounts()) return;
  }

 private:
  struct Undo {
    std::size_t line;
    PaidLine before;
  };

  [[nodiscard]] bool contract(SourceId k) const { return is_contract(problem_.funding()[k].channel); }
  [[nodiscard]] bool has(ProjectId project, SourceId k) const {
    const auto& amounts = total_.at(project);
    const auto found = amounts.find(k);
    return found != amounts.end() && !found->second.is_zero();
  }
  [[nodiscard]] Money room(const PaidLine& line, SourceId k) const { return problem_.max_share(line.project, k).floor_of(line.spend) - line.from(k); }

  /// Takes every fen of a source from a project, the smallest sources first. True if that worked for some.
  bool drop_sources() {
    std::vector<std::tuple<Money, ProjectId, SourceId>> order;
    for (const auto& [project, amounts] : total_)
      for (const auto& [k, amount] : amounts)
        if (!amount.is_zero() && !contract(k)) order.emplace_back(amount, project, k);
    std::sort(order.begin(), order.end());
    bool any = false;
    for (const auto& [amount, project, k] : order) {
      if (total_[project][k] != amount) continue;  // Changed meanwhile.
      undo_.clear();
      bool gone = true;
      for (const std::size_t i : lines_of_[project]) gone = gone && move_away(i, k, false);
      if (gone)
        any = true;
      else
        roll_back();
    }
    return any;
  }

  /// Takes a source from one line where that leaves fewer amounts in all.
  bool drop_amounts() {
    bool any = false;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const auto paid = lines_[i].paid;
      for (const auto& [k, amount] : paid) {
        if (contract(k)) continue;
        undo_.clear();
        if (move_away(i, k, true))
          any = true;
        else
          roll_back();
      }
    }
    return any;
  }

  /// Replaces all money of source `a` on line `i` by sources that its project has (within the line, if `strictly`); the partners have `a` already.
  bool move_away(std::size_t i, SourceId a, bool strictly) {
    if (lines_[i].from(a).is_zero()) return true;
    const ProjectId project = lines_[i].project;
    for (const auto& [b, amount] : Amounts(total_[project])) {
      if (b == a || amount.is_zero() || contract(b)) continue;
      if (strictly && lines_[i].from(b).is_zero()) continue;
      const auto payers = payers_of_.find({lines_[i].t, b});
      if (payers == payers_of_.end()) continue;
      const std::vector<std::size_t> partners = payers->second;
      for (std::size_t n = 0; n < std::min(partners.size(), most_partners); ++n) {
        const std::size_t j = partners[n];
        if (lines_[j].project == project || lines_[j].from(b).is_zero()) continue;
        if (strictly ? lines_[j].from(a).is_zero() : !has(lines_[j].project, a)) continue;
        exchange(i, j, a, b);
        if (lines_[i].from(a).is_zero()) return true;
      }
    }
    return false;
  }

  /// Line `i` gives `a` to line `j` and takes `b`, as much as shares and match allow.
  void exchange(std::size_t i, std::size_t j, SourceId a, SourceId b) {
    const PaidLine &one = lines_[i], &other = lines_[j];
    const Money most = std::min({one.from(a), other.from(b), room(one, b), room(other, a)});
    if (most.fen() <= 0 || !match_holds(one, a, b, most) || !match_holds(other, b, a, most)) return;
    store(i, swapped(one, a, b, most));
    store(j, swapped(other, b, a, most));
  }

  /// (5) on a line once `amount` of it comes from `in` instead of `out`.
  [[nodiscard]] bool match_holds(const PaidLine& line, SourceId out, SourceId in, Money amount) const {
    const std::int64_t gain = match_weight(problem_, line, in) - match_weight(problem_, line, out);
    return gain >= 0 || match_balance(problem_, line) + Int128{gain} * amount.fen() >= 0;
  }
  [[nodiscard]] static PaidLine swapped(PaidLine line, SourceId out, SourceId in, Money amount) {
    line.add(out, -amount);
    line.add(in, amount);
    return line;
  }

  void store(std::size_t i, PaidLine line) {
    undo_.push_back({i, lines_[i]});
    replace(i, std::move(line));
  }
  void replace(std::size_t i, PaidLine line) {
    std::erase_if(line.paid, [](const auto& p) { return p.second.is_zero(); });
    auto& total = total_[line.project];
    for (const auto& [k, amount] : lines_[i].paid) total[k] -= amount;
    for (const auto& [k, amount] : line.paid) {
      total[k] += amount;
      auto& payers = payers_of_[{line.t, k}];
      if (lines_[i].from(k).is_zero() && std::find(payers.begin(), payers.end(), i) == payers.end()) payers.push_back(i);
    }
    lines_[i] = std::move(line);
  }
  void roll_back() {
    for (; !undo_.empty(); undo_.pop_back()) replace(undo_.back().line, std::move(undo_.back().before));
  }

  const PlanningProblem& problem_;
  std::vector<PaidLine>& lines_;
  std::map<ProjectId, std::vector<std::size_t>> lines_of_;
  std::map<ProjectId, Amounts> total_;
  std::map<std::pair<int, SourceId>, std::vector<std::size_t>> payers_of_;  ///< By period; may name lines that no longer have the source.
  std::vector<Undo> undo_;
};

}  // namespace

void merge_sources(const PlanningProblem& problem, std::vector<PaidLine>& lines) { Merging(problem, lines).run(); }

}  // namespace liandong
