#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "model/planning/explanation.hpp"
#include "scenarios/cli/find_row.hpp"
#include "scenarios/cli/open_plan.hpp"
#include "scenarios/cli/print.hpp"
#include "scenarios/cli/session.hpp"
#include "scenarios/cli/terminal.hpp"

namespace liandong::cli {
namespace {

struct ExplainArguments {
  std::string campaign, plan, project, stage;
  bool gap = false;
  std::size_t most = 10;
};

void print_statements(const Session& session, const std::vector<Statement>& statements) {
  if (session.json) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const Statement& statement : statements) list.push_back({{"depth", statement.depth}, {"sentence", session.say(statement.text)}});
    std::cout << nlohmann::ordered_json{{"statements", list}}.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << "\n";
    return;
  }
  for (const Statement& statement : statements) {
    const auto indent = static_cast<std::size_t>(statement.depth) * 3;
    const std::string lead = statement.depth > 0 ? std::string(indent, ' ') + "- " : "";
    std::cout << wrap(lead + session.say(statement.text), screen_width, indent + 2) << "\n";
  }
}

int run_explain(const Session& session, const ExplainArguments& arguments) {
  const int asked = (arguments.gap ? 1 : 0) + (arguments.project.empty() ? 0 : 1) + (arguments.stage.empty() ? 0 : 1);
  if (asked != 1) return report_misuse(session, {"say what to explain: one of --gap, --project ID, --stage ID", "请指明要解释的内容：--gap、--project ID、--stage ID 之一"});
  const auto opened = open_plan(session, arguments.campaign, arguments.plan);
  if (!opened) return exit_bad_input;
  const PlanningProblem& problem = opened->loaded.problem;
  const Plan& plan = opened->plan;
  if (arguments.gap) {
    print_statements(session, explain_gap(problem, plan, arguments.most));
  } else if (!arguments.project.empty()) {
    const auto id = find_row<ProjectId>(session, problem.campaign().projects(), arguments.project, {"project", "项目"});
    if (!id) return exit_bad_input;
    print_statements(session, explain_project(problem, plan, *id));
  } else {
    const auto id = find_row<StageId>(session, problem.campaign().stages(), arguments.stage, {"stage", "阶段"});
    if (!id) return exit_bad_input;
    print_statements(session, explain_stage(problem, plan, *id));
  }
  return exit_ok;
}

}  // namespace

void add_explain(CLI::App& app, Session& session) {
  const auto arguments = std::make_shared<ExplainArguments>();
  CLI::App* sub = app.add_subcommand("explain", session.say({"Give reasons for the gap, a project or a stage, in sentences", "用文字说明缺口、项目或阶段的原因"}));
  sub->add_option("CAMPAIGN", arguments->campaign, session.say({"Campaign folder", "创建数据文件夹"}))->required()->option_text(" ");
  sub->add_option("PLAN", arguments->plan, session.say({"Plan folder, as `liandong plan` wrote it", "由 liandong plan 写出的计划文件夹"}))->required()->option_text(" ");
  sub->add_flag("--gap", arguments->gap, session.say({"Which money, rule or link makes the gap", "缺口由哪些资金、规则或关系造成"}));
  sub->add_option("--project", arguments->project, session.say({"When it is built, why then, and who pays", "何时建设、为何此时、由谁支付"}))->option_text("ID");
  sub->add_option("--stage", arguments->stage, session.say({"What decides its date, and what blocks it", "日期由什么决定、受什么阻碍"}))->option_text("ID");
  sub->add_option("--most", arguments->most, session.say({"Groups of reasons to show for --gap, 0 = all (10)", "--gap 显示的原因组数，0 为全部（10）"}))->option_text("N");
  sub->add_flag("--json", session.json, session.say({"Print JSON", "输出 JSON"}));
  sub->footer(session.say({"Examples:\n  liandong explain data/wuchuang plan --gap\n  liandong explain data/wuchuang plan --stage EP",
                           "示例：\n  liandong explain data/wuchuang plan --gap\n  liandong explain data/wuchuang plan --stage EP"}));
  sub->callback([&session, arguments] { session.action = [&session, arguments] { return run_explain(session, *arguments); }; });
}

}  // namespace liandong::cli
