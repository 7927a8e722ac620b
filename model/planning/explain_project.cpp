#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/planning/alternatives.hpp"
#include "model/planning/explanation.hpp"
#include "model/planning/explanation_parts.hpp"
#include "model/planning/figures.hpp"
#include "model/planning/finish.hpp"
#include "model/planning/gap_reasons.hpp"
#include "model/planning/metrics.hpp"
#include "model/planning/wording.hpp"

namespace liandong {
namespace {

using namespace explaining;

Text introduce(const PlanningProblem& problem, ProjectId id) {
  const Campaign& campaign = problem.campaign();
  const Project& project = campaign[id];
  const Text unit = campaign[project.unit].name;
  std::size_t tasks = 0;
  for (const Service& service : campaign.services()) tasks += service.project == id ? 1 : 0;
  std::vector<Text> programmes;
  for (const ProgrammeId programme : programmes_of(campaign, id)) programmes.push_back(campaign[programme].name);
  const Text duration = period_count(project.duration, campaign.horizon().first.unit());
  const std::string cost = wan(project.cost), n = std::to_string(tasks);
  Text text = naming(project.name, project.key) + Text{": ", "："} + name_of(project.kind) + Text{", ", "，"} + unit + Text{", " + cost + ", ", "，" + cost + "，工期"} + duration;
  if (programmes.empty()) return text + Text{"; serves no task.", "；不服务于任何考核任务。"};
  text += Text{"; serves " + n + (tasks == 1 ? " task of " : " tasks of "), "；服务于"} + listing(programmes, 5) + Text{".", "的" + n + "项任务。"};
  if (programmes.size() > 1) text += Text{" Its result is shared: it is paid for once.", "成果共享，只付一次钱。"};
  return text;
}

/// What is locked (15).
void explain_locks(const PlanningProblem& problem, ProjectId id, std::vector<Statement>& out) {
  for (const Lock& lock : problem.locks().rows()) {
    if (lock.project != id) continue;
    Text what;
    switch (lock.kind) {
      case LockKind::start:
        if (lock.from && lock.to)
          what = *lock.from == *lock.to ? Text{"it starts in " + lock.from->text(), "于 " + lock.from->text() + " 开工"}
                                        : Text{"it starts between " + lock.from->text() + " and " + lock.to->text(),
                                               "于 " + lock.from->text() + " 至 " + lock.to->text() + " 之间开工"};
        else if (lock.from)
          what = {"it starts in " + lock.from->text() + " or later", "不早于 " + lock.from->text() + " 开工"};
        else
          what = {"it starts by " + lock.to->text(), "不晚于 " + lock.to->text() + " 开工"};
        break;
      case LockKind::build: what = {"it is built", "必须建设"}; break;
      case LockKind::drop: what = {"it is not built", "不建设"}; break;
      case LockKind::reserve: what = problem.funding()[lock.source].name + Text{" is reserved for it", "为其专用"}; break;
      case LockKind::bar: what = problem.funding()[lock.source].name + Text{" does not pay for it", "不得用于该项目"}; break;
    }
    const std::string row = std::to_string(lock.row);
    out.push_back({0, Text{"Locked (locks.csv, row " + row + "): ", "已锁定（locks.csv 第 " + row + " 行）："} + what + Text{".", "。"}});
  }
}

/// How it is delivered (16), and what each other mode would have cost.
void explain_modes(const PlanningProblem& problem, const Plan& plan, ProjectId id, std::vector<Statement>& out) {
  const auto modes = problem.modes().of(id);
  if (modes.empty()) return;
  const PeriodUnit unit = problem.campaign().horizon().first.unit();
  const auto called = [&](const Mode& mode) { return mode.name.en.empty() && mode.name.zh.empty() ? both(mode.key) : naming(mode.name, mode.key); };
  const auto terms = [&](const Mode& mode) { return both(wan(mode.cost)) + Text{", ", "，工期"} + period_count(mode.duration, unit); };
  for (const ModeEntry& entry : plan.modes) {
    if (entry.project != id || !entry.chosen) continue;
    const Mode& mode = modes[static_cast<std::size_t>(entry.mode)];
    out.push_back({0, Text{"Delivered as ", "实施方式："} + called(mode) + Text{" (", "（"} + terms(mode) + Text{").", "）。"}});
    if (mode.elastic()) out.push_back({1, {"Its spend is elastic: within its limits it goes where money costs least.", "支出有弹性：在上下限之内安排在资金成本最低的期间。"}});
  }
  for (const ModeEntry& entry : plan.modes) {
    if (entry.project != id || entry.chosen || !plan.start[id.index()]) continue;
    const Mode& mode = modes[static_cast<std::size_t>(entry.mode)];
    const Text opening = Text{"Delivered as ", "如采用"} + called(mode) + Text{" (", "（"} + terms(mode) + Text{"), ", "），"};
    const auto more = [](double amount) { return figure(std::max(0.0, amount), MoneyUnit::wan); };
    if (entry.replanned)
      out.push_back({1, opening + Text{"the plan would cost " + more(*entry.replanned) + " 万元 more, everything planned again.", "重新编制后的计划多费" + more(*entry.replanned) + "万元。"}});
    else if (entry.at_prices)
      out.push_back({1, opening + Text{"the plan would cost at least " + more(*entry.at_prices) + " 万元 more at its prices, on dates like these.", "按本计划的价格和相近的日期，至少多费" + more(*entry.at_prices) + "万元。"}});
    else
      out.push_back({1, opening + Text{"it could not be complete within the horizon and the locks.", "在规划期和锁定之内无法完成。"}});
  }
}

/// The latest start that keeps everything after it as planned; empty if nothing that is built waits for it.
std::optional<int> latest_start_as_planned(const PlanningProblem& problem, const Plan& plan, ProjectId id) {
  const auto completion = schedule_of(problem, plan);
  const int duration = problem.campaign()[id].duration;
  std::optional<int> latest;
  for (const CompletionArc& arc : problem.graph().arcs_from(problem.graph().node(id))) {
    const auto after = completion[static_cast<std::size_t>(arc.to)];
    if (after && (!latest || *after - arc.delta - duration + 1 < *latest)) latest = *after - arc.delta - duration + 1;
  }
  return latest;
}

void explain_never(const PlanningProblem& problem, const Plan& plan, ProjectId id, std::vector<Statement>& out) {
  const DependencyGraph& graph = problem.graph();
  const Campaign& campaign = problem.campaign();
  out.push_back({0, {"It is not built within the horizon, so it spends nothing.", "规划期内不建设，不发生支出。"}});
  const int earliest = graph.earliest_completion()[static_cast<std::size_t>(graph.node(id))];
  if (earliest >= problem.periods()) {
    const std::string when = period(problem, earliest);
    out.push_back({1, {"By links and durations alone it could not be complete before " + when + ", which lies beyond the horizon.", "仅按前置关系和工期，最早也要到 " + when + " 才能完成，已超出规划期。"}});
    return;
  }
  std::vector<Text> unreached;
  bool required = false;
  for (std::size_t s = 0; s < campaign.stages().size(); ++s) {
    const auto& projects = campaign.required_projects(StageId{static_cast<std::int32_t>(s)});
    if (!std::binary_search(projects.begin(), projects.end(), id)) continue;
    required = true;
    if (!plan.stage[s]) unreached.push_back(campaign.stages()[s].name);
  }
  bool before_built = false;
  for (const CompletionArc& arc : graph.arcs_from(graph.node(id)))
    if (!graph.is_stage(arc.to)) before_built = true;
  if (!required && !before_built)
    out.push_back({1, {"No stage and no other project needs it, and building it would cost money.", "没有任何阶段或其他项目需要它，建设只会增加支出。"}});
  else if (!unreached.empty())
    out.push_back({1, Text{"It serves ", "它服务于"} + listing(unreached) + Text{", which the plan does not reach: the money for everything that is still missing would cost more than the stage is priced at.",
                                                                      "，本计划未达成该阶段：补齐全部所缺项目的代价高于该阶段的价格。"}});
  else
    out.push_back({1, {"What needs it is not built either.", "需要它的项目也未安排建设。"}});
}

// Sources that may pay and have nothing left in every period of [from, to).
std::vector<Text> sources_without_money(const PlanningProblem& problem, const Plan& plan, ProjectId id, int from, int to) {
  const auto room = cash_room(problem, plan);
  const Money first_spend = problem.campaign()[id].profile.front();
  std::vector<Text> names;
  for (std::size_t k = 0; k < room.size(); ++k) {
    const SourceId source{static_cast<std::int32_t>(k)};
    if (problem.eligibility(id, source, from) != Eligibility::eligible) continue;
    bool short_of_money = true;
    for (int t = from; t < to; ++t) short_of_money = short_of_money && room[k][static_cast<std::size_t>(t)] < first_spend;
    if (short_of_money) names.push_back(problem.funding()[source].name);
  }
  return names;
}

void explain_date(const PlanningProblem& problem, const Plan& plan, ProjectId id, std::vector<Statement>& out) {
  const Project& project = problem.campaign()[id];
  const int start = *plan.start[id.index()], finish = start + project.duration - 1;
  const PeriodUnit unit = problem.campaign().horizon().first.unit();
  out.push_back({0, {"Built " + period(problem, start) + " to " + period(problem, finish) + ".", period(problem, start) + " 开工，" + period(problem, finish) + " 完成。"}});

  const int possible = earliest_start_as_planned(problem, plan, id).value_or(start);
  const auto completion = schedule_of(problem, plan);
  const std::vector<int> chain = problem.graph().deciding_chain(problem.graph().node(id), completion);
  if (possible < start) {
    const Text wait = period_count(start - possible, unit);
    const std::string from = period(problem, possible);
    out.push_back({1, Text{"What it waits for would let it start in " + from + "; it starts ", "前置条件允许在 " + from + " 开工；计划晚"} + wait + Text{" later.", "开工。"}});
    const std::vector<Text> poor = sources_without_money(problem, plan, id, possible, start);
    if (!poor.empty())
      out.push_back({1, Text{"It waits for money: in that time ", "等待资金：在此期间"} + listing(poor) + Text{poor.size() == 1 ? " does not hold its first instalment of spend." : " do not hold its first period's spend.", "余额不足以支付其首期支出。"}});
    else
      out.push_back({1, {"Money would be there; paying later costs less, or keeps the money for work that is more urgent.", "资金本可安排；推迟支出成本更低，或将资金留给更紧迫的项目。"}});
    if (const auto sooner = start_sooner(problem, plan, id, possible)) {
      const std::string when = period(problem, sooner->t - project.duration + 1), amount = figure(std::max(0.0, sooner->dearer), MoneyUnit::wan);
      out.push_back({1, {"Inside the rules it could start in " + when + ", all others as planned: that would cost " + amount + " 万元 more.",
                         "在规则内可于 " + when + " 开工，其余不变：目标值增加" + amount + "万元。"}});
    }
  } else if (chain.size() > 1) {
    out.push_back({1, Text{"It starts as soon as its links allow: ", "在前置条件允许的最早时间开工："} + chain_sentence(problem, chain, completion) + Text{".", "。"}});
  } else if (project.earliest_start && problem.campaign().horizon().index_of(*project.earliest_start) == start) {
    out.push_back({1, {"It starts on its earliest date.", "在其最早开工期开工。"}});
  } else if (start == 0) {
    out.push_back({1, {"It starts in the first period of the horizon.", "在规划首期开工。"}});
  }
  if (const std::optional<int> latest = latest_start_as_planned(problem, plan, id)) {
    if (*latest <= start)
      out.push_back({1, {"It has no slack: what follows waits for it.", "没有时差：后续工作在等它完成。"}});
    else {
      const Text slack = period_count(*latest - start, unit);
      out.push_back({1, Text{"It could start ", "可推迟"} + slack + Text{" later without moving anything that follows.", "而不影响后续安排。"}});
    }
  } else {
    out.push_back({1, {"Nothing that is planned waits for it.", "计划中没有工作在等待它。"}});
  }
}

void explain_payers(const PlanningProblem& problem, const Plan& plan, ProjectId id, std::vector<Statement>& out) {
  const Project& project = problem.campaign()[id];
  const int start = *plan.start[id.index()];
  std::map<SourceId, Money> by_source;
  std::map<int, std::vector<std::pair<Text, Money>>> by_period;
  Money gap;
  for (const Payment& payment : plan.payments)
    if (payment.project == id) {
      by_source[payment.source] += payment.amount;
      by_period[payment.t].emplace_back(problem.funding()[payment.source].name, payment.amount);
    }
  for (const GapEntry& entry : plan.gaps)
    if (entry.project == id) {
      gap += entry.amount;
      by_period[entry.t].emplace_back(Text{"gap", "缺口"}, entry.amount);
    }
  std::vector<Money> parts;
  std::vector<Text> names;
  for (const auto& [source, amount] : by_source) {
    parts.push_back(amount);
    names.push_back(problem.funding()[source].name);
  }
  if (!gap.is_zero()) {
    parts.push_back(gap);
    names.push_back({"gap (nobody pays)", "缺口（无资金）"});
  }
  const auto shown = figures(parts);
  std::vector<Text> items;
  for (std::size_t i = 0; i < parts.size(); ++i) items.push_back(names[i] + both(" " + shown[i]));
  const std::string cost = figure(project.cost);
  out.push_back({0, Text{"Who pays, of " + cost + " 万元: ", "资金构成（共" + cost + "万元）："} + listing(items, items.size()) + Text{".", "。"}});
  for (int t = start; t < start + project.duration; ++t) {
    const auto cell = by_period.find(t);
    if (cell == by_period.end()) continue;
    std::vector<Money> amounts;
    for (const auto& [name, amount] : cell->second) amounts.push_back(amount);
    const auto texts = figures(amounts);
    std::vector<Text> cells;
    for (std::size_t i = 0; i < texts.size(); ++i) cells.push_back(cell->second[i].first + both(" " + texts[i]));
    const std::string spend = figure(project.profile[static_cast<std::size_t>(t - start)]);
    out.push_back({1, both(period(problem, t) + ": " + spend + " = ") + listing(cells, cells.size()) + Text{".", "。"}});
  }
}

void explain_contracts(const PlanningProblem& problem, const Plan& plan, ProjectId id, std::vector<Statement>& out) {
  std::map<SourceId, std::vector<const ServiceEntry*>> by_contract;
  for (const ServiceEntry& entry : plan.service)
    if (entry.project == id) by_contract[entry.contract_source].push_back(&entry);
  for (const auto& [source, entries] : by_contract) {
    Money drawn, repaid;
    for (const Payment& payment : plan.payments)
      if (payment.project == id && payment.source == source) drawn += payment.amount;
    std::vector<Text> items;
    for (const ServiceEntry* entry : entries) {
      repaid += entry->amount;
      items.push_back(both(period(problem, entry->t) + " " + figure(entry->amount)));
    }
    const bool bt = problem.funding()[source].channel == Channel::bt;
    const std::string drawn_text = wan(drawn), repaid_text = wan(repaid);
    const Text payer = name_of_source(problem, entries.front()->payer);
    out.push_back({0, name_of_source(problem, source) + Text{bt ? " builds for " + drawn_text + "; " : " puts up " + drawn_text + "; ", bt ? "投入" + drawn_text + "，由" : "出资" + drawn_text + "，由"} + payer +
                          Text{bt ? " buys back for " + repaid_text + " in all" : " pays subsidies of " + repaid_text + " in all", bt ? "回购，共付" + repaid_text : "补贴，共付" + repaid_text} +
                          Text{": ", "："} + listing(items, 6) + Text{".", "。"}});
  }
}

}  // namespace

std::vector<Statement> explain_project(const PlanningProblem& problem, const Plan& plan, ProjectId id) {
  std::vector<Statement> out = {{0, introduce(problem, id)}};
  explain_locks(problem, id, out);
  explain_modes(problem, plan, id, out);
  if (!plan.start[id.index()]) {
    explain_never(problem, plan, id, out);
    tidy(out);
    return out;
  }
  explain_date(problem, plan, id, out);
  explain_payers(problem, plan, id, out);
  explain_contracts(problem, plan, id, out);
  Money gap;
  const GapEntry* largest = nullptr;
  for (const GapEntry& entry : plan.gaps)
    if (entry.project == id) {
      gap += entry.amount;
      if (largest == nullptr || entry.amount > largest->amount) largest = &entry;
    }
  if (largest != nullptr) {
    const std::string amount = wan(gap), when = period(problem, largest->t);
    out.push_back({0, {"Why " + amount + " are missing, in " + when + " where most is:", "缺" + amount + "的原因（以缺口最大的 " + when + " 为例）："}});
    const auto states = source_states(problem, plan, id, largest->t);
    for (const SourceState& state : states)
      if (state.obstacle != Obstacle::not_eligible) out.push_back({1, sentence_for(problem, id, state) + Text{".", "。"}});
    for (const Text& sentence : sentences_for_excluded(problem, id, *plan.start[id.index()], states)) out.push_back({1, sentence + Text{".", "。"}});
  }
  tidy(out);
  return out;
}

}  // namespace liandong
