#include "scenarios/reach_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "model/io/csv.hpp"

namespace liandong {
namespace {

constexpr std::array words{std::pair{ReachGoal::firm, "firm"}, std::pair{ReachGoal::stages, "stages"}, std::pair{ReachGoal::gap, "gap"}};

Table by_unit(const PlanningProblem& problem, const Reach& reach, const ReachTableOptions& options) {
  const int first = problem.year_of(0), years = problem.year_of(problem.periods() - 1) - first + 1;
  Table table{.title = in_unit({"Extra money by year", "分年度新增资金"}, options.unit).in(options.language),
              .head = {""},
              .figures = {false},
              .rows = {}};
  for (int y = 0; y < years; ++y) table.head.push_back(std::to_string(first + y));
  table.head.push_back(Text{"in all", "合计"}.in(options.language));
  table.figures.resize(table.head.size(), true);
  std::map<UnitId, std::vector<Money>> amounts;
  for (const ExtraMoney& extra : reach.by_unit) {
    auto& row = amounts[extra.unit];
    row.resize(static_cast<std::size_t>(years));
    row[static_cast<std::size_t>(problem.year_of(extra.t) - first)] += extra.amount;
  }
  // Every cell is rounded once, all together; sums of rows and columns are those of what is shown.
  std::vector<Money> cells;
  for (const auto& [unit, row] : amounts) cells.insert(cells.end(), row.begin(), row.end());
  const std::vector<Money> shown = round_parts(cells, options.unit);
  std::vector<Money> sums(static_cast<std::size_t>(years));
  std::size_t next = 0;
  const auto line = [&](const std::string& name, const std::vector<Money>& row) {
    std::vector<std::string> text{name};
    Money sum;
    for (const Money amount : row) {
      text.push_back(amount.is_zero() ? "–" : figure(amount, options.unit));
      sum += amount;
    }
    text.push_back(figure(sum, options.unit));
    table.rows.push_back(std::move(text));
  };
  for (const auto& [unit, row] : amounts) {
    std::vector<Money> here(shown.begin() + static_cast<std::ptrdiff_t>(next),
                            shown.begin() + static_cast<std::ptrdiff_t>(next + row.size()));
    next += row.size();
    for (std::size_t y = 0; y < here.size(); ++y) sums[y] += here[y];
    line(problem.campaign()[unit].name.in(options.language), here);
  }
  line(Text{"in all", "合计"}.in(options.language), sums);
  return table;
}

Table by_project(const PlanningProblem& problem, const Reach& reach, const ReachTableOptions& options) {
  struct Row {
    Money amount;
    int first = 0, last = 0;
  };
  std::map<ProjectId, Row> rows;
  for (const ExtraForProject& extra : reach.by_project) {
    const auto [place, fresh] = rows.try_emplace(extra.project, Row{.amount = {}, .first = extra.t, .last = extra.t});
    place->second.amount += extra.amount;
    place->second.last = extra.t;
  }
  std::vector<std::pair<ProjectId, Row>> order(rows.begin(), rows.end());
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second.amount > b.second.amount; });
  Table table{.title = in_unit({"What it pays for", "用于"}, options.unit).in(options.language),
              .head = {"", Text{"from", "自"}.in(options.language), Text{"to", "至"}.in(options.language),
                       Text{"extra", "新增"}.in(options.language)},
              .figures = {false, false, false, true},
              .rows = {}};
  const Horizon& horizon = problem.campaign().horizon();
  const std::size_t most = std::min(order.size(), options.most_projects);
  std::vector<Money> amounts;
  Money rest;
  for (std::size_t i = 0; i < order.size(); ++i) (i < most ? amounts.emplace_back() : rest) += order[i].second.amount;
  if (order.size() > most) amounts.push_back(rest);
  const std::vector<std::string> shown = figures(amounts, options.unit);
  for (std::size_t i = 0; i < most; ++i) {
    const auto& [project, row] = order[i];
    table.rows.push_back({problem.campaign()[project].key + " " + problem.campaign()[project].name.in(options.language),
                          horizon.at(row.first).text(), horizon.at(row.last).text(), shown[i]});
  }
  if (order.size() > most) {
    const std::string n = std::to_string(order.size() - most);
    table.rows.push_back({Text{n + " others", "其余" + n + "个"}.in(options.language), "", "", shown.back()});
  }
  return table;
}

Table by_stage(const PlanningProblem& problem, const Reach& reach, const ReachTableOptions& options) {
  Table table{.title = Text{"Stages", "阶段"}.in(options.language),
              .head = {"", Text{"asked for", "要求达到"}.in(options.language), Text{"deadline", "期限"}.in(options.language),
                       Text{"reached", "达到"}.in(options.language), Text{"late", "逾期"}.in(options.language)},
              .figures = {false, false, false, false, true},
              .rows = {}};
  const Horizon& horizon = problem.campaign().horizon();
  for (const ReachedStage& stage : reach.stages) {
    const Stage& row = problem.campaign()[stage.stage];
    const int late = stage.reached ? std::max(0, *stage.reached - stage.deadline) : 0;
    table.rows.push_back({row.key + " " + row.name.in(options.language), stage.held ? Text{"yes", "是"}.in(options.language) : "–",
                          row.deadline.text(),
                          stage.reached ? horizon.at(*stage.reached).text() : Text{"never", "未达到"}.in(options.language),
                          !stage.reached ? "–" : std::to_string(late)});
  }
  return table;
}

}  // namespace

const char* word_for(ReachGoal goal) {
  for (const auto& [value, word] : words)
    if (value == goal) return word;
  return "";
}

std::optional<ReachGoal> parse_reach_goal(const std::string& word) {
  for (const auto& [value, known] : words)
    if (word == known) return value;
  return {};
}

std::vector<Text> reach_sentences(const PlanningProblem& problem, const Reach& reach, MoneyUnit unit) {
  const Text& name = name_of(unit);
  const std::string extra = figure(reach.extra, unit), least = figure(reach.at_least, unit);
  Text goal;
  switch (reach.goal) {
    case ReachGoal::firm:
      goal = {"For every firm stage to be on time, or as soon after as links allow",
              "要使全部必达阶段按期（或在衔接关系允许的最早时间）达到"};
      break;
    case ReachGoal::stages:
      goal = {"For every stage to be on time, or as soon after as links allow", "要使全部阶段按期（或在衔接关系允许的最早时间）达到"};
      break;
    case ReachGoal::gap:
      goal = {"For no gap at all, with no stage later than without extra money", "要使资金缺口为零、且各阶段不晚于现有资金下的时间"};
      break;
  }
  std::vector<Text> text;
  if (reach.extra.is_zero()) {
    text.push_back({goal.en + ", no extra money is needed.", goal.zh + "，无需新增资金。"});
  } else {
    const bool exactly = extra == least;
    text.push_back({goal.en + ", " + extra + " " + name.en + " of extra own money are enough, when and where the table says; " +
                        (exactly ? "that is the least." : "less than " + least + " cannot be (proven)."),
                    goal.zh + "，按下表的单位和时间新增自有资金" + extra + name.zh + "即可；" +
                        (exactly ? "这是最少数额（已证明）。" : "少于" + least + "则不可能（已证明）。")});
    text.push_back(
        {"It counts as local match: grants that wait for one come with it.", "新增资金计入地方配套，可带动等待配套的上级资金。"});
  }
  if (!reach.unpayable.is_zero()) {
    const std::string gap = figure(reach.unpayable, unit);
    text.push_back({gap + " " + name.en + " are left that no money may pay: liandong explain --gap says why.",
                    "仍有" + gap + name.zh + "没有资金可以支付，见 liandong explain --gap。"});
  }
  int late = 0;
  for (const ReachedStage& stage : reach.stages)
    late += stage.held && stage.reached && *stage.reached > problem.deadline(stage.stage) ? 1 : 0;
  if (late > 0 && reach.goal != ReachGoal::gap) {
    const std::string n = std::to_string(late);
    text.push_back({n + (late == 1 ? " stage that is asked for is" : " stages that are asked for are") +
                        " late all the same: links and durations alone forbid an earlier date.",
                    "其中" + n + "个阶段仍会逾期：仅衔接关系与工期即不允许更早。"});
  }
  return text;
}

std::vector<Table> reach_tables(const PlanningProblem& problem, const Reach& reach, const ReachTableOptions& options) {
  std::vector<Table> tables;
  if (!reach.extra.is_zero()) {
    tables.push_back(by_unit(problem, reach, options));
    tables.push_back(by_project(problem, reach, options));
  }
  tables.push_back(by_stage(problem, reach, options));
  return tables;
}

std::string extra_csv(const PlanningProblem& problem, const Reach& reach) {
  std::string text = "unit,period,amount_wan\n";
  for (const ExtraMoney& extra : reach.by_unit)
    text += csv_field(problem.campaign()[extra.unit].key) + "," + problem.campaign().horizon().at(extra.t).text() + "," +
            extra.amount.wan_text() + "\n";
  return text;
}

std::string extra_projects_csv(const PlanningProblem& problem, const Reach& reach) {
  std::string text = "project,period,amount_wan\n";
  for (const ExtraForProject& extra : reach.by_project)
    text += csv_field(problem.campaign()[extra.project].key) + "," + problem.campaign().horizon().at(extra.t).text() + "," +
            extra.amount.wan_text() + "\n";
  return text;
}

std::string reach_json(const PlanningProblem& problem, const Reach& reach) {
  using Json = nlohmann::ordered_json;
  const Horizon& horizon = problem.campaign().horizon();
  Json units = Json::array(), projects = Json::array(), stages = Json::array();
  for (const ExtraMoney& extra : reach.by_unit)
    units.push_back(
        {{"unit", problem.campaign()[extra.unit].key}, {"period", horizon.at(extra.t).text()}, {"amount_wan", extra.amount.wan()}});
  for (const ExtraForProject& extra : reach.by_project)
    projects.push_back(
        {{"project", problem.campaign()[extra.project].key}, {"period", horizon.at(extra.t).text()}, {"amount_wan", extra.amount.wan()}});
  for (const ReachedStage& stage : reach.stages)
    stages.push_back({{"stage", problem.campaign()[stage.stage].key},
                      {"held", stage.held},
                      {"deadline", problem.campaign()[stage.stage].deadline.text()},
                      {"reached", stage.reached ? Json(horizon.at(*stage.reached).text()) : Json()}});
  return Json{{"goal", word_for(reach.goal)},
              {"extra_wan", reach.extra.wan()},
              {"at_least_wan", reach.at_least},
              {"unpayable_wan", reach.unpayable.wan()},
              {"cost_built_wan", reach.cost_built.wan()},
              {"extra", std::move(units)},
              {"projects", std::move(projects)},
              {"stages", std::move(stages)}}
             .dump(2) +
         "\n";
}

}  // namespace liandong
