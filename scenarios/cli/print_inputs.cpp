#include "scenarios/cli/print_inputs.hpp"

#include <algorithm>
#include <functional>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "model/io/words.hpp"
#include "model/planning/figures.hpp"
#include "scenarios/cli/print.hpp"
#include "scenarios/cli/terminal.hpp"

namespace liandong::cli {
namespace {

using Json = nlohmann::ordered_json;

/// "+1,234.5", "-0.5", and nothing for no change.
std::string change_text(Money change) {
  if (change.is_zero()) return "";
  return (change > Money{} ? "+" : "") + figure(change);
}

std::string mark_text(const Session& session, SourceMark mark) { return session.say(word_of("mark", static_cast<int>(mark))); }

Json difference_json(const Session& session, const Difference& difference, const DifferenceEffect& effect) {
  return {{"scenario", difference.scenario},
          {"file", difference.file()},
          {"row", difference.row},
          {"column", difference.column},
          {"section", difference.section},
          {"difference", session.say(text_of(difference))},
          {"mark", word_of("mark", static_cast<int>(difference.mark)).en},
          {"note", difference.note},
          {"figures", effect.figures},
          {"inflow_change_wan", effect.inflow.wan()},
          {"cost_change_wan", effect.cost.wan()}};
}

Json scenario_json(const Session& session, const ScenarioInput& input) {
  Json differences = Json::array();
  for (std::size_t i = 0; i < input.effects.size(); ++i)
    differences.push_back(difference_json(session, input.file.differences[i], input.effects[i]));
  const Scenario* scenario = input.file.scenario ? &*input.file.scenario : nullptr;
  return {{"scenario", input.key},
          {"name", scenario ? session.say(scenario->name) : ""},
          {"reason", scenario ? session.say(scenario->reason) : ""},
          {"author", scenario ? scenario->author : ""},
          {"date", scenario ? scenario->date : ""},
          {"based_on", scenario ? Json(scenario->based_on.empty() ? std::string(baseline) : scenario->based_on) : Json()},
          {"differences", differences}};
}

/// The differences of both, those that they share once.
Table differences_table(const Session& session, const ScenarioInput& a, const ScenarioInput& b) {
  Table table{.title = session.say({"Differences, in order of application", "各项调整，按生效顺序"}),
              .head = {session.say({"of", "属于"}), session.say({"from", "来自"}), session.say({"difference", "调整"}),
                       session.say({"figures", "数字"}), session.say({"money", "资金"}), session.say({"cost", "投资"}),
                       session.say({"source", "出处"})},
              .figures = {false, false, false, true, true, true, false},
              .rows = {},
              .shrinks = 2};
  const auto same = [](const Difference& x, const Difference& y) {
    return x.scenario == y.scenario && x.row == y.row && x.column == y.column && text_of(x) == text_of(y);
  };
  const auto add = [&](const std::string& whose, const ScenarioInput& input, std::size_t i) {
    const Difference& difference = input.file.differences[i];
    const DifferenceEffect& effect = input.effects[i];
    table.rows.push_back({whose, difference.scenario, session.say(text_of(difference)), std::to_string(effect.figures),
                          change_text(effect.inflow), change_text(effect.cost), mark_text(session, difference.mark)});
  };
  const auto in = [&](const Difference& difference, const ScenarioInput& other) {
    return std::any_of(other.file.differences.begin(), other.file.differences.end(),
                       [&](const Difference& d) { return same(d, difference); });
  };
  for (std::size_t i = 0; i < a.effects.size(); ++i) add(in(a.file.differences[i], b) ? session.say({"both", "两者"}) : a.key, a, i);
  for (std::size_t i = 0; i < b.effects.size(); ++i)
    if (!in(b.file.differences[i], a)) add(b.key, b, i);
  return table;
}

}  // namespace

void list_json(const Session& session, const std::vector<ScenarioInput>& inputs) {
  Json list = Json::array();
  for (const ScenarioInput& input : inputs) {
    Json scenario = scenario_json(session, input);
    const InputComparison change = compare_inputs(inputs.front().file, input.file);
    scenario["figures"] = change.figures.size();
    scenario["inflow_change_wan"] = (change.inflow_after - change.inflow_before).wan();
    scenario["cost_change_wan"] = (change.cost_after - change.cost_before).wan();
    list.push_back(std::move(scenario));
  }
  std::cout << Json{{"campaign", inputs.front().file.campaign.key()}, {"scenarios", list}}.dump(2, ' ', false,
                                                                                                Json::error_handler_t::replace)
            << "\n";
}

void list_tree(const Session& session, const std::vector<ScenarioInput>& inputs) {
  const CampaignFile& base = inputs.front().file;
  Table table;
  table.title = session.say(base.campaign.name()) +
                session.say({": scenarios; what differs from the campaign itself (万元)", "：情景及其与原数据的差别（万元）"});
  table.head = {session.say({"scenario", "情景"}),
                session.say({"name", "名称"}),
                session.say({"differences", "调整"}),
                session.say({"figures", "数字"}),
                session.say({"money that counts", "计入的资金"}),
                session.say({"cost", "投资"})};
  table.figures = {false, false, true, true, true, true};
  table.shrinks = 1;
  std::map<std::string, std::vector<const ScenarioInput*>> children;
  for (const ScenarioInput& input : inputs)
    if (input.file.scenario) children[input.file.scenario->based_on].push_back(&input);
  std::vector<const ScenarioInput*> order;
  const std::function<void(const ScenarioInput&, const std::string&, const std::string&)> add = [&](const ScenarioInput& input,
                                                                                                    const std::string& lead,
                                                                                                    const std::string& below) {
    const InputComparison change = compare_inputs(base, input.file);
    const auto own = std::count_if(input.file.differences.begin(), input.file.differences.end(),
                                   [&](const Difference& d) { return d.scenario == input.key; });
    const bool root = !input.file.scenario;
    table.rows.push_back(
        {lead + input.key, root ? session.say({"the campaign itself", "原数据"}) : session.say(input.file.scenario->name),
         root ? ""
              : std::to_string(own) + (own == static_cast<long>(input.effects.size()) ? "" : "/" + std::to_string(input.effects.size())),
         root ? "" : std::to_string(change.figures.size()),
         root ? figure(change.inflow_after) : change_text(change.inflow_after - change.inflow_before),
         root ? figure(change.cost_after) : change_text(change.cost_after - change.cost_before)});
    order.push_back(&input);
    const auto& under = children[root ? "" : input.key];
    for (std::size_t i = 0; i < under.size(); ++i) {
      const bool last = i + 1 == under.size();
      add(*under[i], below + (last ? "└ " : "├ "), below + (last ? "  " : "│ "));
    }
  };
  add(inputs.front(), "", "");
  print_table(std::cout, table);
  for (const ScenarioInput* input : order) {
    if (!input->file.scenario) continue;
    const Scenario& scenario = *input->file.scenario;
    std::string whose = scenario.author;
    if (!scenario.date.empty()) whose += (whose.empty() ? "" : session.say({", ", "，"})) + scenario.date;
    std::cout << wrap(input->key + session.say({": ", "："}) + session.say(scenario.reason) +
                          (whose.empty() ? "" : session.say({" (", "（"}) + whose + session.say({")", "）"})),
                      screen_width, 2)
              << "\n";
  }
}

void print_two(const Session& session, const ScenarioInput& a, const ScenarioInput& b, const InputComparison& change, std::size_t most) {
  std::cout << wrap(session.say({"From " + a.key + " to " + b.key + ": " + std::to_string(change.figures.size()) +
                                     (change.figures.size() == 1 ? " input figure differs; money" : " input figures differ; money") +
                                     " that counts goes from " + figure(change.inflow_before) + " to " + figure(change.inflow_after) +
                                     " 万元, cost from " + figure(change.cost_before) + " to " + figure(change.cost_after) + " 万元.",
                                 "由 " + a.key + " 到 " + b.key + "：" + std::to_string(change.figures.size()) +
                                     "个输入数字不同；计入的资金由" + figure(change.inflow_before) + "变为" + figure(change.inflow_after) +
                                     "万元，投资由" + figure(change.cost_before) + "变为" + figure(change.cost_after) + "万元。"}),
                    screen_width, 2)
            << "\n\n";
  Table table = differences_table(session, a, b);
  if (!table.rows.empty()) print_table(std::cout, table), std::cout << "\n";
  const auto rest = [&](std::size_t all) {
    if (most > 0 && all > most) {
      const std::string n = std::to_string(all - most);
      std::cout << session.say({"  ... and " + n + " more (--rows 0 shows all)", "  ……另有" + n + "项（--rows 0 显示全部）"}) << "\n";
    }
  };
  const auto full = [&](const Table& shown) { return most > 0 && shown.rows.size() >= most; };
  if (!change.sources.empty()) {
    Table money{.title = session.say({"Money that counts, by source (万元)", "计入的资金，分来源（万元）"}),
                .head = {session.say({"source", "资金来源"}), a.key, b.key, session.say({"change", "变化"})},
                .figures = {false, true, true, true},
                .rows = {},
                .shrinks = 0};
    for (const SourceChange& source : change.sources) {
      if (full(money)) break;
      const Source& row = a.file.funding[source.source];
      money.rows.push_back(
          {row.key + " " + session.say(row.name), figure(source.before), figure(source.after), change_text(source.after - source.before)});
    }
    money.rows.push_back({session.say({"all sources", "全部来源"}), figure(change.inflow_before), figure(change.inflow_after),
                          change_text(change.inflow_after - change.inflow_before)});
    print_table(std::cout, money);
    rest(change.sources.size());
    std::cout << "\n";
  }
  Table others{.title = session.say({"Other figures", "其他数字"}),
               .head = {session.say({"table", "表"}), session.say({"row", "行"}), session.say({"field", "项"}), a.key, b.key},
               .figures = {false, false, false, true, true},
               .rows = {},
               .shrinks = 1};
  std::size_t all = 0;
  for (const FigureChange& figure_change : change.figures) {
    if (figure_change.place.table == "inflows") continue;
    ++all;
    if (!full(others))
      others.rows.push_back({figure_change.place.table, figure_change.place.row, figure_change.place.field,
                             figure_change.before.empty() ? "–" : figure_change.before,
                             figure_change.after.empty() ? "–" : figure_change.after});
  }
  if (all > 0) print_table(std::cout, others);
  rest(all);
}

void print_two_json(const Session& session, const ScenarioInput& a, const ScenarioInput& b, const InputComparison& change) {
  Json figures = Json::array(), sources = Json::array();
  for (const FigureChange& one : change.figures)
    figures.push_back({{"table", one.place.table},
                       {"row", one.place.row},
                       {"field", one.place.field},
                       {"before", one.before.empty() ? Json() : Json(one.before)},
                       {"after", one.after.empty() ? Json() : Json(one.after)},
                       {"change_wan", one.change ? Json(one.change->wan()) : Json()}});
  for (const SourceChange& source : change.sources)
    sources.push_back(
        {{"source", a.file.funding[source.source].key}, {"before_wan", source.before.wan()}, {"after_wan", source.after.wan()}});
  const Json document = {{"campaign", a.file.campaign.key()},
                         {"before", scenario_json(session, a)},
                         {"after", scenario_json(session, b)},
                         {"inflow_wan", {{"before", change.inflow_before.wan()}, {"after", change.inflow_after.wan()}}},
                         {"cost_wan", {{"before", change.cost_before.wan()}, {"after", change.cost_after.wan()}}},
                         {"sources", sources},
                         {"figures", figures}};
  std::cout << document.dump(2, ' ', false, Json::error_handler_t::replace) << "\n";
}

}  // namespace liandong::cli
