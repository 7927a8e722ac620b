#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <memory>
#include <optional>
#include <string>

#include "model/io/read_campaign.hpp"
#include "scenarios/campaign_issues.hpp"
#include "scenarios/cli/print.hpp"
#include "scenarios/cli/session.hpp"

namespace liandong::cli {
namespace {

struct CheckArguments {
  std::string campaign, scenario;
  bool all = false;
};

int run_check(const Session& session, const CheckArguments& arguments) {
  const Checked<CampaignFile> file = read_campaign(arguments.campaign, arguments.scenario.empty() ? std::nullopt : std::optional<std::string>(arguments.scenario));
  const Issues issues = campaign_issues(arguments.campaign, file);
  if (session.json) {
    print_issues_json(std::cout, session, issues);
    return has_errors(issues) ? exit_bad_input : exit_ok;
  }
  print_issues(std::cout, session, issues, arguments.campaign, arguments.all ? 0 : 40);
  const auto errors = std::count_if(issues.begin(), issues.end(), [](const Issue& issue) { return issue.severity == Severity::error; });
  const std::string e = std::to_string(errors), w = std::to_string(static_cast<long>(issues.size()) - errors);
  if (errors > 0) {
    std::cout << session.say(file ? Text{e + (errors == 1 ? " error, " : " errors, ") + w + " warnings. Nothing can be simulated before the errors are mended.",
                                         e + "个错误，" + w + "条警告。错误改正之前无法模拟。"}
                                  : Text{e + (errors == 1 ? " error, " : " errors, ") + w + " warnings. Nothing can be planned before the errors are mended.",
                                         e + "个错误，" + w + "条警告。错误改正之前无法编制计划。"})
              << "\n";
    return exit_bad_input;
  }
  const Campaign& campaign = file->campaign;
  const auto n = [](std::size_t count) { return std::to_string(count); };
  std::cout << session.say(campaign.name())
            << session.say({": " + n(campaign.programmes().size()) + " programmes, " + n(campaign.stages().size()) + " stages, " + n(campaign.tasks().size()) + " tasks, " +
                                n(campaign.projects().size()) + " projects, " + n(file->funding.sources().size()) + " sources; no errors, " + w + " warnings.",
                            "：" + n(campaign.programmes().size()) + "项创建，" + n(campaign.stages().size()) + "个阶段，" + n(campaign.tasks().size()) + "项任务，" +
                                n(campaign.projects().size()) + "个项目，" + n(file->funding.sources().size()) + "项资金来源；没有错误，" + w + "条警告。"})
            << "\n";
  return exit_ok;
}

}  // namespace

void add_check(CLI::App& app, Session& session) {
  const auto arguments = std::make_shared<CheckArguments>();
  CLI::App* sub = app.add_subcommand("check", session.say({"Read a campaign folder and list everything wrong with it", "读取创建数据文件夹并列出全部问题"}));
  sub->add_option("CAMPAIGN", arguments->campaign, session.say({"Campaign folder", "创建数据文件夹"}))->required()->option_text(" ");
  sub->add_option("--scenario", arguments->scenario, session.say({"Check with this scenario applied", "按该方案检查"}))->option_text("NAME");
  sub->add_flag("--all", arguments->all, session.say({"List every issue, not the first page only", "列出全部问题，而不只是第一页"}));
  sub->add_flag("--json", session.json, session.say({"Print issues as JSON", "以 JSON 输出问题"}));
  sub->footer(session.say({"Exit status: 0 clean or warnings only, 2 errors.\nExample:\n  liandong check data/wuchuang", "退出码：0 无错误（可有警告），2 有错误。\n示例：\n  liandong check data/wuchuang"}));
  sub->callback([&session, arguments] { session.action = [&session, arguments] { return run_check(session, *arguments); }; });
}

}  // namespace liandong::cli
