#include "model/planning/explanation_parts.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <map>
#include <utility>

#include "model/planning/figures.hpp"
#include "model/planning/finish.hpp"
#include "model/planning/wording.hpp"

namespace liandong::explaining {

Text name_of_node(const PlanningProblem& problem, int node) {
  const Campaign& campaign = problem.campaign();
  const DependencyGraph& graph = problem.graph();
  if (graph.is_stage(node)) {
    const Stage& stage = campaign[StageId{node - graph.project_count()}];
    return naming(stage.name, stage.key);
  }
  const Project& project = campaign[ProjectId{node}];
  return naming(project.name, project.key);
}

Text name_of_source(const PlanningProblem& problem, SourceId source) {
  const Source& row = problem.funding()[source];
  return naming(row.name, row.key);
}

std::string period(const PlanningProblem& problem, int t) { return problem.campaign().horizon().at(t).text(); }

Text sentence_for(const PlanningProblem& problem, ProjectId project, const SourceState& state) {
  const Source& source = problem.funding()[state.source];
  const Text name = name_of_source(problem, state.source);
  switch (state.obstacle) {
    case Obstacle::not_eligible: return name + Text{": ", "："} + name_of(state.eligibility);
    case Obstacle::share_reached: {
      const std::string share = percent(problem.max_share(project, state.source).value());
      return name + Text{" pays the largest share it may, " + share, "已付到单个项目最高比例 " + share};
    }
    case Obstacle::nothing_yet: {
      if (state.t >= problem.periods()) return name + Text{" receives nothing within the horizon", "在规划期内没有资金到位"};
      const std::string first = period(problem, state.t);
      return name + Text{" receives its first money in " + first, "首笔资金 " + first + " 才到位"};
    }
    case Obstacle::exhausted: return name + Text{" has nothing left", "已用尽"};
    case Obstacle::held_for_later: {
      const std::string later = period(problem, state.t);
      return name + Text{" has money left, but all of it is needed by " + later, "尚有余额，但到 " + later + " 前已全部排定用途"};
    }
    case Obstacle::affordability_full: {
      const std::string year = std::to_string(state.year);
      const Text& unit = problem.campaign()[state.unit].name;
      return name + Text{" would add debt service in " + year + ", when ", "将增加 " + year + " 年支出责任，而"} + unit + Text{" is at its affordability ceiling", "当年承受能力已满"};
    }
    case Obstacle::payer_short: {
      const std::string due = period(problem, state.t);
      return name + Text{" would have to be repaid in " + due + ", when ", "需在 " + due + " 偿付，而"} + name_of_source(problem, source.repaid_by) + Text{" has nothing left", "届时已无余额"};
    }
    case Obstacle::match_missing: {
      const std::string rate = percent(problem.match_rate(project, state.source, state.t).value());
      return name + Text{" needs own fiscal money of " + rate + " beside it, and none is left", "要求 " + rate + " 的本级配套，而本级财政已无资金配套"};
    }
    case Obstacle::not_signed: {
      const Money least = problem.funding()[source.contract].min_size;
      if (least.is_zero()) return name + Text{": a contract on this project would not be worth its while", "：该项目不值得单独签一份合同"};
      const std::string minimum = wan(least);
      return name + Text{": a contract on this project would be below its minimum of " + minimum + ", or not worth its while", "：该项目签约规模达不到最低 " + minimum + "，或不值得单独签约"};
    }
    case Obstacle::room_left: {
      const std::string room = wan(state.room);
      return name + Text{" could still pay up to " + room + "; the plan found leaves it", "尚可支付 " + room + "，本计划未动用"};
    }
  }
  return name;
}

std::vector<Text> sentences_for_excluded(const PlanningProblem& problem, ProjectId project, int start, const std::vector<SourceState>& states) {
  // BT and BOT are barred by different rules, so they are told apart there.
  std::map<std::pair<Eligibility, bool>, std::vector<SourceId>> excluded;
  for (const SourceState& state : states)
    if (state.obstacle == Obstacle::not_eligible)
      excluded[{state.eligibility, state.eligibility == Eligibility::barred_by_rule && problem.funding()[state.source].channel == Channel::bot}].push_back(state.source);
  std::vector<Text> sentences;
  for (const auto& [key, sources] : excluded) {
    const auto& [eligibility, bot] = key;
    std::vector<Text> names;
    for (const SourceId source : sources) names.push_back(problem.funding()[source].name);
    const Text subject = listing(names, 3);
    Text reason = name_of(eligibility);
    if (eligibility == Eligibility::barred_by_rule) {
      const Project& row = problem.campaign()[project];
      const auto day = problem.campaign().horizon().at(start).first_day();
      const Rule* why = nullptr;
      if (bot)
        (void)problem.rules().bot_subsidy_lawful(row.sector, day, &why);
      else
        (void)problem.rules().bt_lawful(row.sector, day, &why);
      if (why != nullptr)
        reason += Text{" (" + why->id + ", " + why->article.in(Language::english) + ")", "（" + why->id + "，" + why->article.in(Language::chinese) + "）"};
    }
    sentences.push_back(reason + Text{": ", "："} + subject);
  }
  return sentences;
}

std::optional<int> earliest_start_as_planned(const PlanningProblem& problem, const Plan& plan, ProjectId project) {
  const Project& row = problem.campaign()[project];
  const auto completion = schedule_of(problem, plan);
  int start = 0;
  if (row.earliest_start) start = std::max(start, problem.campaign().horizon().index_of(*row.earliest_start));
  for (const CompletionArc& arc : problem.graph().arcs_to(problem.graph().node(project))) {
    const auto before = completion[static_cast<std::size_t>(arc.from)];
    if (!before) return std::nullopt;
    start = std::max(start, *before + arc.delta - row.duration + 1);
  }
  return start;
}

Text chain_sentence(const PlanningProblem& problem, const std::vector<int>& chain, const std::vector<std::optional<int>>& completion) {
  Text text;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    const auto done = completion[static_cast<std::size_t>(chain[i])];
    if (i > 0) text += both(" → ");
    text += name_of_node(problem, chain[i]);
    text += both(" ");
    text += done ? both(period(problem, *done)) : Text{"never", "不建"};
  }
  return text;
}

void tidy(std::vector<Statement>& statements) {
  for (Statement& statement : statements) close_up(statement.text);
}

}  // namespace liandong::explaining
