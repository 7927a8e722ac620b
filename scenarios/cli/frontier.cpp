#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>

#include "model/io/plan_folder.hpp"
#include "scenarios/cli/interrupt.hpp"
#include "scenarios/cli/load.hpp"
#include "scenarios/cli/print.hpp"
#include "scenarios/cli/progress.hpp"
#include "scenarios/cli/session.hpp"
#include "scenarios/cli/study.hpp"
#include "scenarios/frontier.hpp"

namespace liandong::cli {
namespace {

constexpr const char* mark_file = "frontier.csv";  // By which a folder of a frontier is known.

struct FrontierArguments : StudyArguments {
  FrontierArguments() { gap = 0.01; }
  std::size_t plans = 24;
};

/// The list of points; then, if it could be written, a plan folder for each.
Issues write_frontier(const FrontierArguments& arguments, const LoadedCampaign& loaded, const Frontier& frontier) {
  if (Issues issues = write_results(arguments.out, {{mark_file, frontier_csv(frontier)}, {"frontier.json", frontier_json(frontier)}});
      has_errors(issues))
    return issues;
  for (std::size_t i = 0; i < frontier.points.size(); ++i) {
    const FrontierPoint& point = frontier.points[i];
    Provenance provenance = provenance_of(loaded);
    provenance.options["gap_factor"] = fmt::format("{}", point.gap_factor);
    provenance.options["late_factor"] = fmt::format("{}", point.late_factor);
    const Issues issues = write_plan(std::filesystem::path(arguments.out) / point_name(i), point.problem, point.result, provenance);
    if (has_errors(issues)) return issues;
  }
  return {};
}

int run_frontier(const Session& session, const FrontierArguments& arguments) {
  const std::optional<MoneyUnit> unit = check_study(session, arguments);
  if (!unit) return exit_bad_input;
  if (arguments.plans < 2 || arguments.plans > 1000) return report_misuse(session, {"--plans must be 2 to 1000", "--plans 应为 2 至 1000"});
  const auto loaded = load_campaign(session, arguments.campaign, arguments.scenario);
  if (!loaded) return exit_bad_input;
  if (const auto refused = refuse_folder(session, arguments, mark_file)) return *refused;

  Interrupt interrupt(session.language);
  ProgressLine progress;
  const Frontier frontier = trace_frontier(loaded->problem, {.plans = arguments.plans,
                                                             .gap = arguments.gap,
                                                             .time_limit = arguments.time,
                                                             .threads = arguments.threads,
                                                             .stop = interrupt.token(),
                                                             .on_progress = show_count(session, progress, {"plans: ", "方案："})});
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
  add_campaign(*sub, session, *arguments);
  sub->add_option("--plans", arguments->plans, session.say({"Plans to make at most (24)", "最多编制的方案数（24）"}))->option_text("N");
  add_scenario(*sub, session, *arguments);
  add_study_options(*sub, session, *arguments,
                    {.gap = gap_of_each_plan("0.01"),
                     .out = {"Folder for a plan folder of each point, frontier.csv and frontier.json (none)",
                             "写入各点计划文件夹、frontier.csv 和 frontier.json 的文件夹（不写）"},
                     .json = {"Print the points as JSON", "以 JSON 输出"}});
  sub->footer(session.say(
      {"Ctrl-C keeps the plans made so far. Exit status: 0, 2 bad input, 6 cancelled.\nExample:\n  liandong frontier data/wuchuang --plans "
       "24 --out frontier",
       "Ctrl-C 保留已编制的方案。退出码：0，2 输入有误，6 已取消。\n示例：\n  liandong frontier data/wuchuang --plans 24 --out frontier"}));
  sub->callback([&session, arguments] { session.action = [&session, arguments] { return run_frontier(session, *arguments); }; });
}

}  // namespace liandong::cli
