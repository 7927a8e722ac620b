#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/planning/alternatives.hpp"
#include "model/planning/explanation.hpp"
#include "model/planning/explanation_parts.hpp"
#include "model/planning/figures.hpp"
#include "model/planning/finish.hpp"
#include "model/planning/metrics.hpp"
#include "model/planning/wording.hpp"

namespace liandong {
namespace {

using namespace explaining;

void explain_dates(const PlanningProblem& problem, const StageMetrics& metrics, std::vector<Statement>& out) {
  const Stage& stage = problem.campaign()[metrics.stage];
  const PeriodUnit unit = problem.campaign().horizon().first.unit();
  const std::string deadline = stage.deadline.text();
  Text text = naming(stage.name, stage.key) + Text{": deadline " + deadline + " (", "：时限 " + deadline + "（"} + name_of(stage.firmness) + Text{"), ", "），"};
  if (!metrics.forecast)
    text += Text{"not reached within the horizon.", "规划期内未达成。"};
  else {
    const std::string forecast = period(problem, *metrics.forecast);
    text += Text{"forecast " + forecast + ": ", "预计 " + forecast + "："};
    if (metrics.late > 0) {
      const Text late = period_count(metrics.late, unit);
      text += Text{late.en + " late.", "逾期" + late.zh + "。"};
    } else if (metrics.slack > 0) {
      const Text slack = period_count(metrics.slack, unit);
      text += Text{slack.en + " before the deadline.", "提前" + slack.zh + "。"};
    } else {
      text += Text{"just on time.", "恰好按时。"};
    }
  }
  out.push_back({0, text});

  const int earliest = problem.graph().earliest_completion()[static_cast<std::size_t>(problem.graph().node(metrics.stage))];
  const std::string when = period(problem, earliest);
  if (earliest >= problem.periods())
    out.push_back({1, {"Links and durations alone put it in " + when + ", beyond the horizon.", "仅按前置关系和工期，最早为 " + when + "，已超出规划期。"}});
  else if (earliest > metrics.deadline)
    out.push_back({1, {"Even with unlimited money it cannot be reached before " + when + ": the links decide.", "即使资金不受限制，最早也要 " + when + " 才能达成：由前置关系决定。"}});
  else if (!metrics.forecast || *metrics.forecast > earliest)
    out.push_back({1, {"With unlimited money it could be reached in " + when + ": money decides the rest.", "若资金不受限制，最早可在 " + when + " 达成：其余由资金决定。"}});
}

void explain_requirements(const PlanningProblem& problem, const Plan& plan, const StageMetrics& metrics, std::vector<Statement>& out) {
  Money gap;
  const auto& required = problem.campaign().required_projects(metrics.stage);
  for (const GapEntry& entry : plan.gaps)
    if (std::binary_search(required.begin(), required.end(), entry.project)) gap += entry.amount;
  const std::string count = std::to_string(metrics.required_projects), built = std::to_string(metrics.required_built), cost = wan(metrics.required_cost), lacking = wan(gap);
  out.push_back({0, {"It needs " + count + " projects of " + cost + " in all; " + built + " are built within the horizon, with a gap of " + lacking + ".",
                     "需要" + count + "个项目，总投资" + cost + "；规划期内建成" + built + "个，资金缺口" + lacking + "。"}});
}

/// What the deadline would cost that the plan does not keep, or the first date after it that links allow, and which money decides.
void explain_delay(const PlanningProblem& problem, const Plan& plan, const StageMetrics& metrics, std::vector<Statement>& out) {
  if (metrics.forecast && metrics.late <= 0) return;
  const auto sooner = reach_sooner(problem, plan, metrics.stage, metrics.deadline);
  if (!sooner) return;
  const std::string when = period(problem, sooner->t), count = std::to_string(sooner->moved.size());
  const std::string amount = figure(std::abs(sooner->dearer), MoneyUnit::wan);
  const Text lead{"Inside the rules it could be reached in " + when + ", with " + count + (sooner->moved.size() == 1 ? " project" : " projects") + " drawn forward and all others as planned: ",
                  "在规则内可于 " + when + " 达成，须提前" + count + "个项目，其余不变："};
  out.push_back({1, lead + (sooner->dearer >= 0 ? Text{"that would cost " + amount + " 万元 more than it saves.", "扣除所省的代价后，目标值仍增加" + amount + "万元。"}
                                                : Text{"that would cost " + amount + " 万元 less; plan again with a smaller --gap.", "目标值反而减少" + amount + "万元；可用更小的 --gap 重新编制计划。"})});

  // The dearest money that may pay for what is drawn forward, when it would be spent.
  std::vector<PriceEntry> dearest;
  for (const PriceEntry& price : plan.prices) {
    const bool wanted = std::any_of(sooner->moved.begin(), sooner->moved.end(), [&](const SoonerDate::Start& start) {
      return price.t >= start.t && price.t < start.t + problem.campaign()[start.project].duration &&
             problem.eligibility(start.project, price.source, start.t) == Eligibility::eligible;
    });
    if (!wanted || price.value <= 0) continue;
    const auto same = std::find_if(dearest.begin(), dearest.end(), [&](const PriceEntry& e) { return e.source == price.source; });
    if (same == dearest.end())
      dearest.push_back(price);
    else if (price.value > same->value)
      *same = price;
  }
  std::stable_sort(dearest.begin(), dearest.end(), [](const PriceEntry& a, const PriceEntry& b) { return a.value > b.value; });
  std::vector<Text> names;
  for (const PriceEntry& price : dearest)
    if (names.size() < 3) names.push_back(name_of_source(problem, price.source) + both(" " + fmt::format("{:.2f}", price.value) + " " + period(problem, price.t)));
  if (!names.empty())
    out.push_back({1, Text{"The money that decides, with what a further 万元 would save: ", "起决定作用的资金及每增加1万元可节省："} + listing(names) +
                          Text{"; liandong prices tells what enough of it would be worth.", "；liandong prices 可计算足量增加时的价值。"}});
}

void explain_chain(const PlanningProblem& problem, const Plan& plan, const StageMetrics& metrics, std::vector<Statement>& out) {
  const DependencyGraph& graph = problem.graph();
  const auto completion = schedule_of(problem, plan);
  const std::vector<int> chain = graph.deciding_chain(graph.node(metrics.stage), completion);
  if (chain.size() < 2) return;
  out.push_back({0, Text{"The chain that decides the date: ", "决定日期的关键链："} + chain_sentence(problem, chain, completion) + Text{".", "。"}});
  const int lag = problem.campaign()[metrics.stage].assessment_lag;
  if (lag > 0) {
    const Text wait = period_count(lag, problem.campaign().horizon().first.unit());
    out.push_back({1, Text{"The assessment takes ", "考核验收需"} + wait + Text{" after the last project.", "（自最后一个项目完成起）。"}});
  }
  for (const int node : chain) {
    if (graph.is_stage(node)) continue;
    const ProjectId id{node};
    const auto possible = earliest_start_as_planned(problem, plan, id);
    const auto start = plan.start[id.index()];
    if (!possible || !start || *possible >= *start) continue;
    const Text wait = period_count(*start - *possible, problem.campaign().horizon().first.unit());
    out.push_back({1, name_of_node(problem, node) + Text{" starts ", "比前置条件允许的时间晚"} + wait + Text{" later than its links allow: see explain --project.", "开工：可用 explain --project 查看原因。"}});
  }
}

void explain_blockers(const PlanningProblem& problem, const Plan& plan, const StageMetrics& metrics, std::vector<Statement>& out) {
  const Campaign& campaign = problem.campaign();
  std::vector<ProjectId> missing;
  for (const ProjectId id : campaign.required_projects(metrics.stage))
    if (!plan.start[id.index()]) missing.push_back(id);
  std::stable_sort(missing.begin(), missing.end(), [&](ProjectId a, ProjectId b) { return campaign[a].cost > campaign[b].cost; });
  std::vector<Text> names;
  Money cost;
  for (const ProjectId id : missing) {
    cost += campaign[id].cost;
    names.push_back(naming(campaign[id].name, campaign[id].key));
  }
  if (!names.empty()) {
    const std::string amount = wan(cost);
    out.push_back({0, Text{"Not built, and so in the way: ", "未建设，因而阻碍达成："} + listing(names, 5) + Text{", " + amount + " together.", "，合计" + amount + "。"}});
  }
  std::vector<Text> stages;
  for (const CompletionArc& arc : problem.graph().arcs_to(problem.graph().node(metrics.stage))) {
    if (!problem.graph().is_stage(arc.from)) continue;
    const StageId before{arc.from - problem.graph().project_count()};
    if (!plan.stage[before.index()]) stages.push_back(campaign[before].name);
  }
  if (!stages.empty()) out.push_back({0, Text{"It waits for stages that are not reached: ", "所依赖的阶段未达成："} + listing(stages) + Text{".", "。"}});
  if (!metrics.forecast && names.empty() && stages.empty())
    out.push_back({0, {"All its projects are built, but too late for an award within the horizon.", "所需项目均已建成，但时间已来不及在规划期内达成。"}});
  if (!metrics.forecast) {
    const std::string never = wan(problem.never_price(metrics.stage)), late = wan(problem.late_price(metrics.stage));
    out.push_back({1, {"The plan pays " + never + " for not reaching it, beside " + late + " for each period late: signed prices, see the settings.",
                       "计划承担未达成价格" + never + "，另每逾期一期" + late + "：均为设定中确认的价格。"}});
  }
}

void explain_indicators(const PlanningProblem& problem, const StageMetrics& metrics, std::vector<Statement>& out) {
  const Campaign& campaign = problem.campaign();
  std::vector<Text> names;
  for (const Task& task : campaign.tasks())
    if (task.programme == campaign[metrics.stage].programme && !task.closable) names.push_back(naming(task.name, task.key));
  if (!names.empty()) {
    const std::string count = std::to_string(names.size());
    out.push_back({0, Text{count + (names.size() == 1 ? " indicator" : " indicators") + " of its programme cannot be closed by any project: ", "所属创建有" + count + "项指标无法由项目完成："} + listing(names, 5) +
                          Text{". They do not block the date here, but the award needs them.", "。此处不阻断日期，但达成称号仍需满足。"}});
  }
  if (metrics.without_project > 0) {
    const std::string count = std::to_string(metrics.without_project);
    out.push_back({0, {count + (metrics.without_project == 1 ? " task" : " tasks") + " of its programme that a project could close have none.", "所属创建有" + count + "项可由项目完成的任务尚未落实项目。"}});
  }
}

}  // namespace

std::vector<Statement> explain_stage(const PlanningProblem& problem, const Plan& plan, StageId id) {
  const StageMetrics metrics = measure(problem, plan).stages[id.index()];
  std::vector<Statement> out;
  explain_dates(problem, metrics, out);
  explain_requirements(problem, plan, metrics, out);
  explain_delay(problem, plan, metrics, out);
  if (metrics.forecast) explain_chain(problem, plan, metrics, out);
  explain_blockers(problem, plan, metrics, out);
  explain_indicators(problem, metrics, out);
  tidy(out);
  return out;
}

}  // namespace liandong
