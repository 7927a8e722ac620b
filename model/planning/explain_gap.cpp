#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/planning/alternatives.hpp"
#include "model/planning/explanation.hpp"
#include "model/planning/explanation_parts.hpp"
#include "model/planning/figures.hpp"
#include "model/planning/gap_reasons.hpp"
#include "model/planning/metrics.hpp"
#include "model/planning/wording.hpp"

namespace liandong {
namespace {

using namespace explaining;

// Cells belong together when the same sources are kept from paying by the same obstacles.
using Signature = std::vector<std::pair<SourceId, Obstacle>>;

struct Group {
  Money amount;
  std::vector<const GapReason*> cells;
};

Signature signature_of(const GapReason& reason) {
  Signature signature;
  for (const SourceState& state : reason.sources)
    if (state.obstacle != Obstacle::not_eligible || state.eligibility == Eligibility::barred_by_rule) signature.emplace_back(state.source, state.obstacle);
  return signature;
}

Text projects_of(const PlanningProblem& problem, const Group& group) {
  std::map<ProjectId, Money> by_project;
  for (const GapReason* cell : group.cells) by_project[cell->project] += cell->amount;
  std::vector<std::pair<ProjectId, Money>> order(by_project.begin(), by_project.end());
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<Text> names;
  for (const auto& [project, amount] : order) {
    const Project& row = problem.campaign()[project];
    names.push_back(naming(row.name, row.key) + both(" " + figure(amount)));
  }
  return listing(names, 3);
}

/// What it takes to close the group with the plan's dates: money by source, what no money closes, and what taking it elsewhere would lose.
void explain_closing(const PlanningProblem& problem, const Plan& plan, const Group& group, const GapReason& largest,
                     std::vector<Statement>& out) {
  struct Sum {
    Money amount;
    std::set<int> periods;
    double saves = std::numeric_limits<double>::infinity();
  };
  std::map<SourceId, Sum> by_source;
  Money barred;
  for (const GapReason* cell : group.cells) {
    const GapClosing closing = closing_of(problem, plan, *cell);
    barred += closing.barred;
    for (const MoneyNeed& need : closing.needs) {
      Sum& sum = by_source[need.source];
      sum.amount += need.amount;
      sum.periods.insert(need.t);
      sum.saves = std::min(sum.saves, need.saves);
    }
  }
  std::vector<std::pair<SourceId, Sum>> order(by_source.begin(), by_source.end());
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second.amount > b.second.amount; });
  std::vector<Text> items;
  for (const auto& [source, sum] : order) {
    const std::string amount = figure(sum.amount), saves = fmt::format("{:.2f}", sum.saves);
    const std::string when = period_ranges(problem.campaign().horizon(), {sum.periods.begin(), sum.periods.end()});
    const Text name = name_of_source(problem, source);
    items.push_back({amount + " more of " + name.en + " in " + when + " (each 万元 saves at least " + saves + ")",
                     name.zh + "在 " + when + " 增加" + amount + "（每万元至少节省" + saves + "万元）"});
  }
  if (!items.empty()) out.push_back({1, Text{"To close it with these dates, in 万元: ", "日期不变而弥补缺口所需资金（万元）："} + listing(items, 4) + Text{".", "。"}});
  if (!items.empty() && !barred.is_zero()) {
    const std::string amount = wan(barred);
    out.push_back({1, {amount + " of it no money in these sources could close: shares, matches, ceilings or purposes stand in the way.",
                       "其中" + amount + "即使这些来源增加资金也无法弥补：受比例、配套、承受能力或用途限制。"}});
  }
  if (const auto diversion = cheapest_diversion(problem, plan, largest)) {
    const std::string loss = fmt::format("{:.2f}", diversion->loss), when = period(problem, largest.t);
    const bool even = diversion->loss < 0.005;
    out.push_back({1, Text{"Without new money: ", "不增加资金时，可改用"} + name_of_source(problem, diversion->source) +
                          Text{" could pay in " + when + (even ? ", and leave other work without: the gap moves, nothing is lost or gained."
                                                               : ", and leave other work without: each 万元 moved here loses " + loss + "."),
                               "（" + when + "），但须从其他工作中调出：" + (even ? "缺口只是转移，得失相抵。" : "每调入1万元损失" + loss + "万元。")}});
  }
}

void explain_group(const PlanningProblem& problem, const Plan& plan, const Group& group, Money total, std::size_t number, std::vector<Statement>& out) {
  std::set<int> periods;
  for (const GapReason* cell : group.cells) periods.insert(cell->t);
  const GapReason& largest = **std::max_element(group.cells.begin(), group.cells.end(), [](const auto* a, const auto* b) { return a->amount < b->amount; });
  const std::string amount = wan(group.amount);
  const std::string share = percent(static_cast<double>(group.amount.fen()) / static_cast<double>(total.fen()));
  const std::string when = period_ranges(problem.campaign().horizon(), {periods.begin(), periods.end()});
  const std::string n = std::to_string(number);
  out.push_back({0, Text{n + ". " + amount + " (" + share + ") in " + when + ", on ", n + ". " + amount + "（" + share + "），" + when + "，涉及"} + projects_of(problem, group) + Text{".", "。"}});

  for (const SourceState& state : largest.sources)
    if (state.obstacle != Obstacle::not_eligible) out.push_back({1, sentence_for(problem, largest.project, state) + Text{".", "。"}});
  const int start = *plan.start[largest.project.index()];
  for (const Text& sentence : sentences_for_excluded(problem, largest.project, start, largest.sources)) out.push_back({1, sentence + Text{".", "。"}});

  explain_closing(problem, plan, group, largest, out);
  if (!largest.next) {
    const bool any = std::any_of(largest.sources.begin(), largest.sources.end(), [](const SourceState& state) { return state.obstacle != Obstacle::not_eligible; });
    out.push_back({1, any ? Text{"It cannot be closed inside the rules by more money in one source: shares, matches or the affordability ceiling stand in the way.",
                                 "在现行规则内，单靠某一项资金增加无法弥补：受最高比例、配套或承受能力限制。"}
                          : Text{"It cannot be closed inside the rules: no source may pay for this work. It needs a new source, or a wider purpose of one that exists.",
                                 "在现行规则内无法弥补：没有任何资金可用于该项目。需新增资金来源，或扩大现有资金的使用范围。"}});
    return;
  }
  // Across the group the next-best money may fall in several periods; name the cell where it is worth most.
  const GapReason* best = &largest;
  for (const GapReason* cell : group.cells)
    if (cell->next && cell->next_value > best->next_value) best = cell;
  const Text source = name_of_source(problem, *best->next);
  const std::string when_best = period(problem, best->t);
  if (best->next_value <= 0) {
    out.push_back({1, Text{"Inside the rules it can be closed by more money in ", "在规则内可通过增加"} + source + Text{" in " + when_best + ".", "（" + when_best + "）弥补。"}});
    return;
  }
  const std::string value = fmt::format("{:.2f}", best->next_value);
  Text sentence = Text{"Inside the rules it can be closed; the next-best money is ", "在规则内可以弥补；最值得增加的是"} + source +
                  Text{": each further 万元 in " + when_best + " saves " + value + " 万元", "：" + when_best + " 每增加1万元可节省" + value + "万元"};
  for (const PriceEntry& price : plan.prices)
    if (price.source == *best->next && price.t == best->t && price.range_high > 0) {
      const std::string high = figure(price.range_high, MoneyUnit::wan);
      sentence += Text{" (up to " + high + " 万元)", "（在增加" + high + "万元以内有效）"};
    }
  out.push_back({1, sentence + Text{".", "。"}});
}

}  // namespace

std::vector<Statement> explain_gap(const PlanningProblem& problem, const Plan& plan, std::size_t most) {
  const PlanMetrics metrics = measure(problem, plan);
  if (metrics.gap.is_zero())
    return {{0, {"There is no gap: every period of every project that is built is paid for.", "没有资金缺口：所建项目各期支出均已落实资金。"}}};

  const Money kinds[] = {metrics.gap_kinds.structural, metrics.gap_kinds.timing, metrics.gap_kinds.tied};
  const auto shown = figures(kinds);
  const std::string total = figure(metrics.gap);
  std::vector<Statement> out;
  out.push_back({0,
                 {"The gap is " + total + " 万元: " + shown[0] + " because all money together does not suffice (structural), " + shown[1] +
                      " because money comes later than the spend (timing), " + shown[2] + " because money that is there may not pay for this work (tied).",
                  "资金缺口" + total + "万元：其中总量不足（结构性）" + shown[0] + "万元，资金到位晚于支出（时间性）" + shown[1] +
                      "万元，有资金但按规定不能用于这些项目（限制性）" + shown[2] + "万元。"}});

  const std::vector<GapReason> reasons = reasons_for_gap(problem, plan);
  std::map<Signature, Group> by_signature;
  for (const GapReason& reason : reasons) {
    Group& group = by_signature[signature_of(reason)];
    group.amount += reason.amount;
    group.cells.push_back(&reason);
  }
  std::vector<const Group*> groups;
  for (const auto& [signature, group] : by_signature) groups.push_back(&group);
  std::stable_sort(groups.begin(), groups.end(), [](const Group* a, const Group* b) { return a->amount > b->amount; });
  Money rest;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (most > 0 && i >= most)
      rest += groups[i]->amount;
    else
      explain_group(problem, plan, *groups[i], metrics.gap, i + 1, out);
  }
  if (!rest.is_zero()) {
    const std::string count = std::to_string(groups.size() - most), amount = wan(rest);
    out.push_back({0, {"And " + count + " more groups of reasons, " + amount + " together.", "另有" + count + "组原因，合计" + amount + "。"}});
  }
  tidy(out);
  return out;
}

}  // namespace liandong
