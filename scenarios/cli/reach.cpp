#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <cmath>
#include <iostream>
#include <memory>
#include <optional>
#include <string>

#include "scenarios/cli/interrupt.hpp"
#include "scenarios/cli/load.hpp"
#include "scenarios/cli/print.hpp"
#include "scenarios/cli/progress.hpp"
#include "scenarios/cli/session.hpp"
#include "scenarios/cli/study.hpp"
#include "scenarios/cli/terminal.hpp"
#include "scenarios/reach_table.hpp"

namespace liandong::cli {
namespace {

constexpr const char* mark_file = "extra.csv";  // By which a folder of an answer is known.

struct ReachArguments : StudyArguments {
  ReachArguments() { gap = 0.05; }
  std::string goal = "firm";
};

Issues write_reach(const std::string& out, const PlanningProblem& problem, const Reach& reach) {
  return write_results(out, {{mark_file, extra_csv(problem, reach)},
                             {"extra_projects.csv", extra_projects_csv(problem, reach)},
                             {"reach.json", reach_json(problem, reach)}});
}

int run_reach(const Session& session, const ReachArguments& arguments) {
  const std::optional<MoneyUnit> unit = check_study(session, arguments);
  if (!unit) return exit_bad_input;
  const std::optional<ReachGoal> goal = parse_reach_goal(arguments.goal);
  if (!goal)
    return report_misuse(session, {arguments.goal + " is not something to reach; firm, stages and gap are",
                                   arguments.goal + " 不是可求的目标，可用 firm、stages、gap"});
  const auto loaded = load_campaign(session, arguments.campaign, arguments.scenario);
  if (!loaded) return exit_bad_input;
  if (const auto refused = refuse_folder(session, arguments, mark_file)) return *refused;

  Interrupt interrupt(session.language);
  ProgressLine progress;
  const Reach reach = least_extra(loaded->problem, {.goal = *goal,
                                                    .gap = arguments.gap,
                                                    .time_limit = arguments.time,
                                                    .threads = arguments.threads,
                                                    .stop = interrupt.token(),
                                                    .on_progress = [&](const PlanProgress& at) {
                                                      progress.show(fmt::format("{:.1f} s  ", at.seconds) + session.say(at.step));
                                                    }});
  progress.clear();
  if (!arguments.out.empty())
    if (const Issues unwritten = write_reach(arguments.out, loaded->problem, reach); has_errors(unwritten))
      return refuse(session, unwritten, arguments.out, 20);
  if (session.json) {
    std::cout << reach_json(loaded->problem, reach);
  } else {
    for (const Text& sentence : reach_sentences(loaded->problem, reach, *unit))
      std::cout << wrap(session.say(sentence), screen_width, 0) << "\n";
    for (const Table& table : reach_tables(loaded->problem, reach, {.language = session.language, .unit = *unit})) {
      std::cout << "\n";
      print_table(std::cout, table);
    }
    if (!arguments.out.empty()) std::cout << "\n" << session.say({"Written to ", "已写入 "}) << arguments.out << "\n";
  }
  if (!interrupt.token().stop_requested()) return exit_ok;
  std::cerr << session.say({"Stopped: with more time less might do.", "已停止：继续计算可能得到更少的数额。"}) << "\n";
  return exit_cancelled;
}

}  // namespace

void add_reach(CLI::App& app, Session& session) {
  const auto arguments = std::make_shared<ReachArguments>();
  CLI::App* sub = app.add_subcommand("reach", session.say({"Say the least extra money, where and when, that reaches a goal",
                                                           "求达到目标所需的最少新增资金及其单位和时间"}));
  add_campaign(*sub, session, *arguments);
  sub->add_option("--goal", arguments->goal,
                  session.say({"firm: every firm stage on time; stages: every stage; gap: no gap, and no stage later than it is (firm)",
                               "firm：必达阶段全部按期；stages：全部阶段按期；gap：缺口为零且各阶段不更晚（firm）"}))
      ->option_text("GOAL");
  add_scenario(*sub, session, *arguments);
  add_study_options(*sub, session, *arguments,
                    {.gap = {"Relative distance to the proven least amount at which to stop (0.05)",
                             "与已证明的最少数额的相对差距达到该值即停止（0.05）"},
                     .out = {"Folder for extra.csv, extra_projects.csv and reach.json (none)",
                             "写入 extra.csv、extra_projects.csv 和 reach.json 的文件夹（不写）"},
                     .json = {"Print the answer as JSON", "以 JSON 输出"}});
  sub->footer(
      session.say({"Exit status: 0, 2 bad input, 6 cancelled.\nExamples:\n  liandong reach data/wuchuang\n  liandong reach data/wuchuang "
                   "--goal gap --scenario province_cut_30 --unit yi",
                   "退出码：0，2 输入有误，6 已取消。\n示例：\n  liandong reach data/wuchuang\n  liandong reach data/wuchuang --goal gap "
                   "--scenario province_cut_30 --unit yi"}));
  sub->callback([&session, arguments] { session.action = [&session, arguments] { return run_reach(session, *arguments); }; });
}

}  // namespace liandong::cli
