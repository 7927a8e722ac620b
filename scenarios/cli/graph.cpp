#include <CLI/CLI.hpp>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "model/campaign/dependency_graph.hpp"
#include "scenarios/cli/find_row.hpp"
#include "scenarios/cli/load.hpp"
#include "scenarios/cli/print.hpp"
#include "scenarios/cli/session.hpp"
#include "scenarios/table.hpp"

namespace liandong::cli {
namespace {

struct GraphArguments {
  std::string campaign, scenario, dot, critical;
  std::size_t rows = 60;
};

/// Dates of a node by links alone. Latest: so that every stage behind it is on time, or as early as links allow where its deadline
/// cannot be kept anyway.
struct NodeDates {
  int node = 0;
  int earliest = 0;
  std::optional<int> latest;  ///< Empty: no stage waits for it.
  [[nodiscard]] std::optional<int> slack() const { return latest ? std::optional<int>(*latest - earliest) : std::nullopt; }
};

const std::string& key_of(const Campaign& campaign, const DependencyGraph& graph, int node) {
  return graph.is_stage(node) ? campaign[StageId{node - graph.project_count()}].key : campaign[ProjectId{node}].key;
}

const Text& name_of_node(const Campaign& campaign, const DependencyGraph& graph, int node) {
  return graph.is_stage(node) ? campaign[StageId{node - graph.project_count()}].name : campaign[ProjectId{node}].name;
}

std::vector<NodeDates> dates_of(const Campaign& campaign, const DependencyGraph& graph) {
  std::vector<NodeDates> dates;
  for (int node = 0; node < graph.node_count(); ++node) dates.push_back({.node = node, .earliest = graph.earliest_completion()[static_cast<std::size_t>(node)], .latest = {}});
  for (std::size_t s = 0; s < campaign.stages().size(); ++s) {
    const StageId stage{static_cast<int>(s)};
    const int earliest = graph.earliest_completion()[static_cast<std::size_t>(graph.node(stage))];
    const auto latest = graph.latest_completion(stage, std::max(earliest, campaign.horizon().index_of(campaign[stage].deadline)));
    for (NodeDates& row : dates)
      if (const auto& at = latest[static_cast<std::size_t>(row.node)]; at && (!row.latest || *at < *row.latest)) row.latest = at;
  }
  return dates;
}

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

bool write_dot(const std::string& file, const Session& session, const Campaign& campaign, const DependencyGraph& graph, const std::vector<NodeDates>& dates) {
  std::ofstream out(file, std::ios::binary);
  out << "digraph " << quoted(campaign.key()) << " {\n  rankdir=LR;\n  node [shape=box, fontname=\"Noto Sans CJK SC\"];\n";
  for (const NodeDates& row : dates) {
    const bool tight = row.slack() && *row.slack() <= 0;
    out << "  " << quoted(key_of(campaign, graph, row.node)) << " [label="
        << quoted(session.say(name_of_node(campaign, graph, row.node)) + "\n" + campaign.horizon().at(row.earliest).text())
        << (graph.is_stage(row.node) ? ", shape=doubleoctagon" : "") << (tight ? ", color=red" : "") << "];\n";
  }
  for (const CompletionArc& arc : graph.transitive_reduction()) {
    out << "  " << quoted(key_of(campaign, graph, arc.from)) << " -> " << quoted(key_of(campaign, graph, arc.to));
    const int lag = arc.delta - graph.duration(arc.to);
    if (lag != 0) out << " [label=\"" << (lag > 0 ? "+" : "") << lag << "\"]";
    out << ";\n";
  }
  out << "}\n";
  out.flush();
  return static_cast<bool>(out);
}

int print_critical(const Session& session, const Campaign& campaign, const DependencyGraph& graph, StageId stage) {
  const std::vector<int> chain = graph.critical_chain(stage);
  const int earliest = graph.earliest_completion()[static_cast<std::size_t>(graph.node(stage))];
  const int slack = campaign.horizon().index_of(campaign[stage].deadline) - earliest;
  if (session.json) {
    nlohmann::ordered_json nodes = nlohmann::ordered_json::array();
    for (const int node : chain)
      nodes.push_back({{"node", key_of(campaign, graph, node)}, {"earliest", campaign.horizon().at(graph.earliest_completion()[static_cast<std::size_t>(node)]).text()}});
    const nlohmann::ordered_json document = {{"stage", campaign[stage].key}, {"earliest", campaign.horizon().at(earliest).text()}, {"deadline", campaign[stage].deadline.text()},
                                             {"slack_periods", slack},       {"chain", nodes}};
    std::cout << document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << "\n";
    return exit_ok;
  }
  const std::string when = campaign.horizon().at(earliest).text(), deadline = campaign[stage].deadline.text(), n = std::to_string(slack);
  std::cout << session.say(campaign[stage].name)
            << session.say({": by links and durations alone in " + when + ", deadline " + deadline + ", slack " + n + " periods.\n", "：仅按前置关系和工期最早 " + when + " 达成，时限 " + deadline + "，时差" + n + "期。\n"});
  Table table{.title = session.say({"Chain that decides it", "关键链"}),
              .head = {session.say({"node", "节点"}), session.say({"name", "名称"}), session.say({"start", "开工"}), session.say({"complete", "完成"})},
              .figures = {false, false, false, false},
              .rows = {},
              .shrinks = 1};
  for (const int node : chain) {
    const int done = graph.earliest_completion()[static_cast<std::size_t>(node)];
    table.rows.push_back({key_of(campaign, graph, node), session.say(name_of_node(campaign, graph, node)),
                          graph.is_stage(node) ? "" : campaign.horizon().at(done - graph.duration(node) + 1).text(), campaign.horizon().at(done).text()});
  }
  print_table(std::cout, table);
  return exit_ok;
}

void print_dates_json(const Campaign& campaign, const DependencyGraph& graph, const std::vector<NodeDates>& dates) {
  nlohmann::ordered_json nodes = nlohmann::ordered_json::array(), arcs = nlohmann::ordered_json::array();
  const auto text = [&](int t) { return campaign.horizon().at(t).text(); };
  for (const NodeDates& row : dates)
    nodes.push_back({{"node", key_of(campaign, graph, row.node)},
                     {"kind", graph.is_stage(row.node) ? "stage" : "project"},
                     {"duration", graph.duration(row.node)},
                     {"earliest", text(row.earliest)},
                     {"latest", row.latest ? nlohmann::ordered_json(text(*row.latest)) : nlohmann::ordered_json()},
                     {"slack_periods", row.slack() ? nlohmann::ordered_json(*row.slack()) : nlohmann::ordered_json()}});
  for (const CompletionArc& arc : graph.transitive_reduction())
    arcs.push_back({{"from", key_of(campaign, graph, arc.from)}, {"to", key_of(campaign, graph, arc.to)}, {"periods_between_completions", arc.delta}});
  const nlohmann::ordered_json document = {{"campaign", campaign.key()}, {"nodes", nodes}, {"arcs", arcs}};
  std::cout << document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << "\n";
}

void print_dates(const Session& session, const Campaign& campaign, const DependencyGraph& graph, std::vector<NodeDates> dates, std::size_t most) {
  std::stable_sort(dates.begin(), dates.end(), [](const NodeDates& a, const NodeDates& b) { return a.slack().value_or(1'000'000) < b.slack().value_or(1'000'000); });
  const std::size_t shown = most == 0 ? dates.size() : std::min(most, dates.size());
  Table table{.title = session.say({"Completion by links alone, least slack first (slack in periods)", "仅按前置关系的完成期，时差小者在前（单位：期）"}),
              .head = {session.say({"node", "节点"}), session.say({"name", "名称"}), session.say({"kind", "类型"}), session.say({"earliest", "最早"}), session.say({"latest", "最迟"}),
                       session.say({"slack", "时差"})},
              .figures = {false, false, false, false, false, true},
              .rows = {},
              .shrinks = 1};
  for (std::size_t i = 0; i < shown; ++i) {
    const NodeDates& row = dates[i];
    table.rows.push_back({key_of(campaign, graph, row.node), session.say(name_of_node(campaign, graph, row.node)),
                          session.say(graph.is_stage(row.node) ? Text{"stage", "阶段"} : Text{"project", "项目"}), campaign.horizon().at(row.earliest).text(),
                          row.latest ? campaign.horizon().at(*row.latest).text() : "-", row.slack() ? std::to_string(*row.slack()) : "-"});
  }
  print_table(std::cout, table);
  const std::string nodes = std::to_string(graph.node_count()), arcs = std::to_string(graph.arcs().size()), drawn = std::to_string(graph.transitive_reduction().size());
  if (shown < dates.size()) {
    const std::string rest = std::to_string(dates.size() - shown);
    std::cout << session.say({"  ... and " + rest + " more (--rows 0 shows all)\n", "  ……另有" + rest + "个（--rows 0 显示全部）\n"});
  }
  std::cout << session.say({nodes + " nodes, " + arcs + " dependencies, " + drawn + " of them not implied by others.\n", "共" + nodes + "个节点，" + arcs + "条依赖关系，其中" + drawn + "条不被其他关系包含。\n"});
}

int run_graph(const Session& session, const GraphArguments& arguments) {
  const auto loaded = load_campaign(session, arguments.campaign, arguments.scenario);
  if (!loaded) return exit_bad_input;
  const Campaign& campaign = loaded->problem.campaign();
  const DependencyGraph& graph = loaded->problem.graph();
  std::optional<StageId> stage;
  if (!arguments.critical.empty()) {
    stage = find_row<StageId>(session, campaign.stages(), arguments.critical, {"stage", "阶段"});
    if (!stage) return exit_bad_input;
  }
  const std::vector<NodeDates> dates = dates_of(campaign, graph);
  if (!arguments.dot.empty() && !write_dot(arguments.dot, session, campaign, graph, dates))
    return report_misuse(session, {"cannot write " + arguments.dot, "无法写入 " + arguments.dot});
  if (stage) return print_critical(session, campaign, graph, *stage);
  if (session.json)
    print_dates_json(campaign, graph, dates);
  else if (arguments.dot.empty())
    print_dates(session, campaign, graph, dates, arguments.rows);
  else
    std::cout << session.say({"Graph written to " + arguments.dot + "; draw it with: dot -Tsvg " + arguments.dot, "已写入 " + arguments.dot + "；绘图：dot -Tsvg " + arguments.dot}) << "\n";
  return exit_ok;
}

}  // namespace

void add_graph(CLI::App& app, Session& session) {
  const auto arguments = std::make_shared<GraphArguments>();
  CLI::App* sub = app.add_subcommand("graph", session.say({"Show the dependency graph: earliest and latest dates, slack, critical chain", "查看依赖关系图：最早与最迟日期、时差、关键链"}));
  sub->add_option("CAMPAIGN", arguments->campaign, session.say({"Campaign folder", "创建数据文件夹"}))->required()->option_text(" ");
  sub->add_option("--scenario", arguments->scenario, session.say({"Scenario to apply", "采用的方案"}))->option_text("NAME");
  sub->add_option("--dot", arguments->dot, session.say({"Write the graph for Graphviz, implied arcs left out", "写出 Graphviz 图，略去可由其他关系推出的箭头"}))->option_text("FILE");
  sub->add_option("--critical", arguments->critical, session.say({"Show the chain that decides this stage", "显示决定该阶段日期的关键链"}))->option_text("STAGE");
  sub->add_option("--rows", arguments->rows, session.say({"Rows to show, 0 = all (60)", "显示行数，0 为全部（60）"}))->option_text("N");
  sub->add_flag("--json", session.json, session.say({"Print JSON", "输出 JSON"}));
  sub->footer(session.say({"Examples:\n  liandong graph data/wuchuang --critical EC-city\n  liandong graph data/wuchuang --dot graph.dot",
                           "示例：\n  liandong graph data/wuchuang --critical EC-city\n  liandong graph data/wuchuang --dot graph.dot"}));
  sub->callback([&session, arguments] { session.action = [&session, arguments] { return run_graph(session, *arguments); }; });
}

}  // namespace liandong::cli
