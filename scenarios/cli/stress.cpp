#include <CLI/CLI.hpp>

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
#include "scenarios/stress.hpp"

namespace liandong::cli {
namespace {

constexpr const char* mark_file = "stress.csv";  // By which a folder of stresses is known.

struct StressArguments : StudyArguments {};

Issues write_stresses(const std::string& out, const PlanningProblem& problem, const StressStudy& study) {
  return write_results(out, {{mark_file, stress_csv(study)},
                             {"stress_moves.csv", stress_moves_csv(problem, study)},
                             {"stress.json", stress_json(problem, study)}});
}

int run_stress(const Session& session, const StressArguments& arguments) {
  const std::optional<MoneyUnit> unit = check_study(session, arguments);
  if (!unit) return exit_bad_input;
  const auto loaded = load_campaign(session, arguments.campaign, arguments.scenario);
  if (!loaded) return exit_bad_input;
  if (const auto refused = refuse_folder(session, arguments, mark_file)) return *refused;

  Interrupt interrupt(session.language);
  ProgressLine progress;
  const StressStudy study = study_stresses(loaded->problem, {.gap = arguments.gap,
                                                             .time_limit = arguments.time,
                                                             .threads = arguments.threads,
                                                             .stop = interrupt.token(),
                                                             .on_progress = show_count(session, progress, {"stresses: ", "冲击："})});
  progress.clear();
  if (!arguments.out.empty() && !study.results.empty())
    if (const Issues unwritten = write_stresses(arguments.out, loaded->problem, study); has_errors(unwritten))
      return refuse(session, unwritten, arguments.out, 20);
  if (session.json) {
    std::cout << stress_json(loaded->problem, study);
  } else if (!study.results.empty()) {
    print_table(std::cout, stress_table(study, {.language = session.language, .unit = *unit}));
    std::cout << "\n"
              << wrap(session.say({"Damage and cure are what the objective loses beside the plan's " +
                                       figure(study.plan.plan.certificate.objective, *unit) +
                                       "; no cure costs less than \"at least\". Late: quarters or years more, all stages together.",
                                   "损失和重编后的数字为目标值相对原计划 " + figure(study.plan.plan.certificate.objective, *unit) +
                                       " 的增加；任何补救都不少于“至少”一栏。逾期为各阶段合计增加的期数。"}),
                      screen_width, 0)
              << "\n";
    if (!arguments.out.empty()) std::cout << session.say({"Written to ", "已写入 "}) << arguments.out << "\n";
  }
  if (study.complete) return exit_ok;
  std::cerr << session.say({"Stopped: these are the stresses studied so far.", "已停止：以上为已完成的部分。"}) << "\n";
  return exit_cancelled;
}

}  // namespace

void add_stress(CLI::App& app, Session& session) {
  const auto arguments = std::make_shared<StressArguments>();
  CLI::App* sub = app.add_subcommand(
      "stress", session.say({"What named mishaps do to the plan, and what the cheapest cure costs", "各种冲击对计划的损失与最省的补救"}));
  add_campaign(*sub, session, *arguments);
  add_scenario(*sub, session, *arguments);
  add_study_options(*sub, session, *arguments,
                    {.gap = gap_of_each_plan("0.005"),
                     .out = {"Folder for stress.csv, stress_moves.csv and stress.json (none)",
                             "写入 stress.csv、stress_moves.csv 和 stress.json 的文件夹（不写）"},
                     .json = {"Print the stresses as JSON", "以 JSON 输出"}});
  sub->footer(session.say(
      {"Ctrl-C keeps what is done. Exit status: 0, 2 bad input, 6 cancelled.\nExample:\n  liandong stress data/wuchuang --out stress",
       "Ctrl-C 保留已完成的部分。退出码：0，2 输入有误，6 已取消。\n示例：\n  liandong stress data/wuchuang --out stress"}));
  sub->callback([&session, arguments] { session.action = [&session, arguments] { return run_stress(session, *arguments); }; });
}

}  // namespace liandong::cli
