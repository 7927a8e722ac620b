#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>

#include "model/io/folder_transaction.hpp"
#include "model/io/plan_folder.hpp"
#include "scenarios/cli/interrupt.hpp"
#include "scenarios/cli/load.hpp"
#include "scenarios/cli/plan_limits.hpp"
#include "scenarios/cli/print.hpp"
#include "scenarios/cli/progress.hpp"
#include "scenarios/cli/session.hpp"
#include "scenarios/cli/threads.hpp"
#include "scenarios/frontier.hpp"

namespace liandong::cli {
namespace {

constexpr const char* mark_file = "frontier.csv";  // By which a folder of a frontier is known.

struct FrontierArguments {
  std::string campaign, scenario, unit = "wan", out;
  std::size_t plans = 24;
  double gap = 0.01, time = 0;
  int threads = all_threads();
};

/// The list of points; then, if it could be written, a plan folder for each.
Issues write_frontier(const FrontierArguments& arguments, const LoadedCampaign& loaded, const Frontier& frontier) {
  FolderTransaction folder(arguments.out, mark_file);
  folder.write(mark_file, frontier_csv(frontier));
  folder.write("frontier.json", frontier_json(frontier));
  folder.commit();
  if (!folder.ok()) return folder.issues();
  for (std::size_t i = 0; i < frontier.points.size(); ++i) {
    const FrontierPoint& point = frontier.points[i];
    Provenance provenance{
        .input_hash = loaded.input_hash, .scenario = loaded.scenario, .seed = {}, .version = LIANDONG_VERSION, .options = {}};
    provenance.options["gap_factor"] = fmt::format("{}", point.gap_factor);
    provenance.options["late_factor"] = fmt::format("{}", point.late_factor);
    const Issues issues = write_plan(std::filesystem::path(arguments.out) / point_name(i), point.problem, point.result, provenance);
    if (has_errors(issues)) return issues;
  }
  return {};
}

int run_frontier(const Session& session, const FrontierArguments& arguments) {
  if (const auto trouble = trouble_with_limits(arguments.gap, arguments.time, arguments.threads)) return report_misuse(session, *trouble);
  const std::optional<MoneyUnit> unit = parse_unit(arguments.unit);
  if (!unit) return report_misuse(session, not_a_unit(arguments.unit));
  if (arguments.plans < 2 || arguments.plans > 1000) return report_misuse(session, {"--plans must be 2 to 1000", "--plans 应为 2 至 1000"});
  const auto loaded = load_campaign(session, arguments.campaign, arguments.scenario);
  if (!loaded) return exit_bad_input;
  if (!arguments.out.empty())
    if (const Issues unwritten = FolderTransaction(arguments.out, mark_file).issues(); has_errors(unwritten))
      return refuse(session, unwritten, arguments.out, 20);

  Interrupt interrupt(session.language);
  ProgressLine progress;
  const Frontier frontier =
      trace_frontier(loaded->problem, {.plans = arguments.plans,
                                       .gap = arguments.gap,
                                       .time_limit = arguments.time,
                                       .threads = arguments.threads,
                                       .stop = interrupt.token(),
                                       .on_progress = [&](std::size_t done, std::size_t all) {
                                         progress.show(session.say({"plans: ", "方案："}) + fmt::format("{}/{}", done, all));
                                       }});
  progress.clear();
  if (!arguments.out.empty() && !frontier.points.empty())
    if (const Issues unwritten = write_frontier(arguments, *loaded, frontier); has_errors(unwritten))
      return refuse(session, unwritten, arguments.out, 20);
  if (session.json) {
    std::cout << frontier_json(frontier);
  } else if (!frontier.points.empty()) {
    print_table(std::cout, frontier_table(frontier, {.language = session.language, .unit = *unit}));
    const std::string plans = std::to_string(frontier.planned), kept = std::to_string(frontier.points.size());
    std::cout << "\n"
              << session.say(
                     {"Of " + plans + " plans, " + kept + " are beaten by no other in all three. Prices are times the campaign's own.",
                      "共编制" + plans + "个方案，其中" + kept + "个在三方面不被其他方案同时超过。价格为现行价格的倍数。"})
              << "\n";
    if (!arguments.out.empty())
      std::cout << session.say({"Written to ", "已写入 "}) << arguments.out
                << session.say({"; a plan folder for each point. Next: liandong verify ", "，每点一个计划文件夹。下一步：liandong verify "})
                << arguments.campaign << " " << arguments.out << "/" << point_name(0) << "\n";
  }
  if (frontier.complete) return exit_ok;
  std::cerr << session.say({"Stopped: these are the plans made so far.", "已停止：以上为已编制的方案。"}) << "\n";
  return exit_cancelled;
}

}  // namespace

void add_frontier(CLI::App& app, Session& session) {
  const auto arguments = std::make_shared<FrontierArguments>();
  CLI::App* sub = app.add_subcommand("frontier", session.say({"Plans that trade gap, public money and lateness against each other",
                                                              "缺口、公共资金与逾期之间取舍的一组方案"}));
  sub->add_option("CAMPAIGN", arguments->campaign, session.say({"Campaign folder", "创建数据文件夹"}))->required()->option_text(" ");
  sub->add_option("--plans", arguments->plans, session.say({"Plans to make at most (24)", "最多编制的方案数（24）"}))->option_text("N");
  sub->add_option("--scenario", arguments->scenario, session.say({"Scenario of the campaign", "情景"}))->option_text("NAME");
  sub->add_option("--gap", arguments->gap,
                  session.say({"Relative distance of each plan to its bound at which to stop (0.01)",
                               "各方案与下界的相对差距达到该值即停止（0.01）"}))
      ->option_text("SHARE");
  sub->add_option("--time", arguments->time, session.say({"Seconds for each plan (no limit)", "每个方案的秒数（不限）"}))
      ->option_text("SECONDS");
  sub->add_option(
         "--threads", arguments->threads,
         session.say({"Threads; results do not depend on it (as many as the machine has)", "线程数，不影响结果（默认为本机全部）"}))
      ->option_text("N");
  sub->add_option("--unit", arguments->unit,
                  session.say({"Unit of money on the screen: wan (万元) or yi (亿元)", "屏幕金额单位：wan（万元）或 yi（亿元）"}))
      ->option_text("UNIT");
  sub->add_option("--out", arguments->out,
                  session.say({"Folder for a plan folder of each point, frontier.csv and frontier.json (none)",
                               "写入各点计划文件夹、frontier.csv 和 frontier.json 的文件夹（不写）"}))
      ->option_text("DIR");
  sub->add_flag("--json", session.json, session.say({"Print the points as JSON", "以 JSON 输出"}));
  sub->footer(session.say(
      {"Ctrl-C keeps the plans made so far. Exit status: 0, 2 bad input, 6 cancelled.\nExample:\n  liandong frontier data/wuchuang --plans "
       "24 --out frontier",
       "Ctrl-C 保留已编制的方案。退出码：0，2 输入有误，6 已取消。\n示例：\n  liandong frontier data/wuchuang --plans 24 --out frontier"}));
  sub->callback([&session, arguments] { session.action = [&session, arguments] { return run_frontier(session, *arguments); }; });
}

}  // namespace liandong::cli
