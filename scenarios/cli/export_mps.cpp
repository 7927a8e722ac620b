#include <CLI/CLI.hpp>

#include <fstream>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "model/optimise/mps.hpp"
#include "model/planning/planning_program.hpp"
#include "scenarios/cli/load.hpp"
#include "scenarios/cli/session.hpp"

namespace liandong::cli {
namespace {

struct ExportArguments {
  std::string campaign, scenario, certainty, out;
  bool relax = false;
};

int run_export(const Session& session, const ExportArguments& arguments) {
  const auto certainty = parse_certainty(arguments.certainty);
  if (!arguments.certainty.empty() && !certainty)
    return report_misuse(session, {"--certainty is in_account, issued, approved, applied or hoped, not " + arguments.certainty, "--certainty 只能是 in_account、issued、approved、applied、hoped，不能是 " + arguments.certainty});
  const auto loaded = load_campaign(session, arguments.campaign, arguments.scenario, certainty);
  if (!loaded) return exit_bad_input;
  optimise::LinearProgram program = planning_program(loaded->problem);
  if (arguments.relax) program.integer.clear();
  std::ofstream out(arguments.out, std::ios::binary);
  optimise::write_mps(out, program);
  out.flush();
  if (!out) return report_misuse(session, {"cannot write " + arguments.out, "无法写入 " + arguments.out});
  const std::string rows = std::to_string(program.rows()), columns = std::to_string(program.columns()), entries = std::to_string(program.a.nonZeros());
  if (session.json)
    std::cout << nlohmann::ordered_json{{"file", arguments.out}, {"rows", program.rows()}, {"columns", program.columns()}, {"nonzeros", program.a.nonZeros()}, {"relaxed", arguments.relax}}.dump(2) << "\n";
  else
    std::cout << session.say({"Written to " + arguments.out + ": " + rows + " rows, " + columns + " columns, " + entries + " entries, in 万元.",
                              "已写入 " + arguments.out + "：" + rows + "行，" + columns + "列，" + entries + "个非零元，单位万元。"})
              << "\n";
  return exit_ok;
}

}  // namespace

void add_export_mps(CLI::App& app, Session& session) {
  const auto arguments = std::make_shared<ExportArguments>();
  CLI::App* sub = app.add_subcommand("export-mps", session.say({"Write the planning problem as an MPS file for other solvers", "将规划问题写成 MPS 文件，供其他求解器使用"}));
  sub->add_option("CAMPAIGN", arguments->campaign, session.say({"Campaign folder", "创建数据文件夹"}))->required()->option_text(" ");
  sub->add_option("--scenario", arguments->scenario, session.say({"Scenario to apply", "采用的方案"}))->option_text("NAME");
  sub->add_option("--certainty", arguments->certainty, session.say({"Count money at least this certain: in_account, issued, approved, applied or hoped", "计入不低于该确定性的资金：in_account、issued、approved、applied、hoped"}))->option_text("LEVEL");
  sub->add_flag("--relax", arguments->relax, session.say({"Leave out that decisions are whole", "不要求决策变量为整数"}));
  sub->add_option("--out", arguments->out, session.say({"File to write", "输出文件"}))->required()->option_text("FILE");
  sub->add_flag("--json", session.json, session.say({"Print JSON", "输出 JSON"}));
  sub->footer(session.say({"Example:\n  liandong export-mps data/wuchuang --out plan.mps", "示例：\n  liandong export-mps data/wuchuang --out plan.mps"}));
  sub->callback([&session, arguments] { session.action = [&session, arguments] { return run_export(session, *arguments); }; });
}

}  // namespace liandong::cli
