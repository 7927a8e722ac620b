#include "model/verify/verify.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "model/io/plan_folder.hpp"
#include "model/io/read_campaign.hpp"
#include "scenarios/cli/load.hpp"
#include "scenarios/cli/print.hpp"
#include "scenarios/cli/session.hpp"
#include "scenarios/cli/terminal.hpp"

namespace liandong::cli {
namespace {

struct VerifyArguments {
  std::string campaign, plan, from;
  std::size_t most = 40;
};

void print_report(const Session& session, const VerifyArguments& arguments, const PlanFiles& plan, const VerifyReport& report) {
  std::size_t shown = 0;
  for (const Finding& finding : report.findings) {
    if (arguments.most > 0 && shown == arguments.most) break;
    ++shown;
    std::cout << arguments.plan << "/" << finding.file << (finding.row > 0 ? ":" + std::to_string(finding.row) : "") << ": " << paint(session.say({"does not hold", "不成立"}), Colour::red);
    if (finding.constraint > 0) std::cout << " (" << finding.constraint << ")";
    std::cout << ": " << session.say(finding.sentence) << "\n";
  }
  if (shown < report.findings.size()) {
    const std::string rest = std::to_string(report.findings.size() - shown);
    std::cout << session.say({"... and " + rest + " more", "……另有" + rest + "条"}) << "\n";
  }
  const std::string objective = fmt::format("{:.6f}", report.objective), bound = fmt::format("{:.6f}", report.proven_bound);
  const std::string distance = report.objective > 0 ? fmt::format("{:.4f} %", (report.objective - report.proven_bound) / report.objective * 100) : "-";
  std::cout << session.say({"objective: " + objective + " 万元, recomputed\nbound: " + bound + " 万元, proven by the certificate's multipliers; distance " + distance + "\n",
                            "目标值：" + objective + "万元（重新计算）\n下界：" + bound + "万元（由证书乘子证明）；差距 " + distance + "\n"});
  if (report.branches > 0) {
    const std::string branches = std::to_string(report.branches);
    std::cout << session.say({"branches: " + branches + ", each proven by multipliers of its own; together they speak of every plan\n",
                              "分支：" + branches + "个，各由其乘子证明，合起来涵盖所有方案\n"});
  }
  if (plan.certificate.moves) {
    const std::string moved = std::to_string(report.moved);
    std::cout << session.say({"moves: " + moved + " from the approved plan; the bound is about plans within the same limit\n",
                              "调整：相对已批准方案共" + moved + "项；下界针对同一限额之内的方案\n"});
  }
  if (report.holds())
    std::cout << paint(session.say({"The plan holds: every constraint in whole fen, the objective and the bound.", "计划成立：各项约束逐分满足，目标值与下界均得到核实。"}), Colour::green) << "\n";
  else
    std::cout << paint(session.say({"The plan does not hold: " + std::to_string(report.findings.size()) + " findings.", "计划不成立：发现" + std::to_string(report.findings.size()) + "处问题。"}), Colour::red) << "\n";
}

void print_report_json(const Session& session, const VerifyReport& report) {
  nlohmann::ordered_json findings = nlohmann::ordered_json::array();
  for (const Finding& finding : report.findings)
    findings.push_back({{"file", finding.file}, {"row", finding.row}, {"constraint", finding.constraint}, {"sentence", session.say(finding.sentence)}});
  const nlohmann::ordered_json document = {{"holds", report.holds()},
                                           {"objective_wan", report.objective},
                                           {"proven_bound_wan", report.proven_bound},
                                           {"rounding_wan", report.rounding},
                                           {"branches", report.branches},
                                           {"moved", report.moved},
                                           {"findings", findings}};
  std::cout << document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << "\n";
}

int run_verify(const Session& session, const VerifyArguments& arguments) {
  const Checked<PlanFiles> plan = read_plan_folder(arguments.plan);
  if (!plan) return refuse(session, plan.issues(), arguments.plan);
  // The plan says with which scenario and certainty it was made; it is measured by those.
  const Provenance& made = plan->summary.provenance;
  Checked<CampaignFile> file = read_campaign(arguments.campaign, made.scenario.empty() ? std::nullopt : std::optional<std::string>(made.scenario));
  if (!file) return refuse(session, file.issues(), arguments.campaign);
  if (const auto option = made.options.find("certainty"); option != made.options.end())
    if (const auto certainty = parse_certainty(option->second)) (*file).settings.certainty = *certainty;
  std::optional<Checked<PlanFiles>> approved;
  if (!arguments.from.empty()) {
    approved = read_plan_folder(arguments.from);
    if (!*approved) return refuse(session, approved->issues(), arguments.from);
  }
  const VerifyReport report = verify_plan(*file, *plan, approved ? &**approved : nullptr);
  if (session.json)
    print_report_json(session, report);
  else
    print_report(session, arguments, *plan, report);
  return report.holds() ? exit_ok : exit_does_not_hold;
}

}  // namespace

void add_verify(CLI::App& app, Session& session) {
  const auto arguments = std::make_shared<VerifyArguments>();
  CLI::App* sub = app.add_subcommand("verify", session.say({"Re-check a plan folder by code that shares nothing with the planner", "用独立于规划程序的代码复核计划文件夹"}));
  sub->add_option("CAMPAIGN", arguments->campaign, session.say({"Campaign folder that the plan was made from", "编制该计划所用的创建数据文件夹"}))->required()->option_text(" ");
  sub->add_option("PLAN", arguments->plan, session.say({"Plan folder", "计划文件夹"}))->required()->option_text(" ");
  sub->add_option("--from", arguments->from,
                  session.say({"The approved plan that PLAN starts from: its dates are compared", "PLAN 所依据的已批准方案，核对其日期"}))
      ->option_text("DIR");
  sub->add_option("--most", arguments->most, session.say({"Findings to show, 0 = all (40)", "显示问题条数，0 为全部（40）"}))->option_text("N");
  sub->add_flag("--json", session.json, session.say({"Print JSON", "输出 JSON"}));
  sub->footer(session.say({"Exit status: 0 the plan holds, 1 it does not, 2 bad input.\nExample:\n  liandong verify data/wuchuang plan",
                           "退出码：0 计划成立，1 不成立，2 输入有误。\n示例：\n  liandong verify data/wuchuang plan"}));
  sub->callback([&session, arguments] { session.action = [&session, arguments] { return run_verify(session, *arguments); }; });
}

}  // namespace liandong::cli
