#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>

#include "model/io/folder_transaction.hpp"
#include "model/planning/figures.hpp"
#include "scenarios/cli/interrupt.hpp"
#include "scenarios/cli/open_plan.hpp"
#include "scenarios/cli/open_uncertainty.hpp"
#include "scenarios/cli/plan_limits.hpp"
#include "scenarios/cli/print.hpp"
#include "scenarios/cli/progress.hpp"
#include "scenarios/cli/session.hpp"
#include "scenarios/cli/terminal.hpp"
#include "scenarios/cli/threads.hpp"
#include "scenarios/simulation_report.hpp"
#include "scenarios/simulation_table.hpp"

namespace liandong::cli {
namespace {

constexpr std::int64_t most_draws = 1'000'000;  // Some gigabyte of results.

struct SimulateArguments {
  std::string campaign, plan, scenario, sampling = "sobol", unit = "wan", out;
  std::int64_t draws = 10'000;
  std::uint64_t seed = 1;
  double until = 0;
  int threads = all_threads();
  bool inputs = false;
};

std::optional<Text> trouble(const SimulateArguments& arguments) {
  if (arguments.draws < 1 || arguments.draws > most_draws) return Text{"--draws is from 1 to 1000000", "--draws 取 1 至 1000000"};
  if (!(arguments.until >= 0 && arguments.until < 1))
    return Text{"--until is a share from 0 to below 1, such as 0.01", "--until 是比例，取 0 至 1（不含），例如 0.01"};
  if (auto limits = trouble_with_limits(0, 0, arguments.threads)) return limits;
  if (!parse_sampling(arguments.sampling))
    return Text{"--sampling is sobol, latin or plain, not " + arguments.sampling,
                "--sampling 为 sobol、latin 或 plain，不能是 " + arguments.sampling};
  if (!parse_unit(arguments.unit)) return not_a_unit(arguments.unit);
  return {};
}

void print_heading(const Session& session, const SimulateArguments& arguments, const SimulationReport& report) {
  const SimulationDraws& draws = report.draws;
  const std::string count = std::to_string(draws.draws), seed = std::to_string(arguments.seed),
                    seconds = fmt::format("{:.1f}", draws.seconds), variables = std::to_string(report.risks->variables().size());
  std::cout << wrap(session.say({count + " draws (" + arguments.sampling + ", seed " + seed + ") of " + variables +
                                     " uncertain quantities, " + seconds + " s.",
                                 count + "次抽样（" + arguments.sampling + "，种子 " + seed + "），" + variables + "个不确定量，用时 " +
                                     seconds + " 秒。"}),
                    screen_width, 0)
            << "\n";
  const std::string file = arguments.campaign + "/" + std::string(uncertainty_file);
  std::cout << wrap(session.say(
                        report.uncertainty->defaults
                            ? Text{"The campaign has no " + file + ": built-in defaults are used, all illustrative. --inputs lists them.",
                                   "未找到 " + file + "：采用内置默认值，均为示意；用 --inputs 列出。"}
                            : Text{"Uncertain is what " + file + " says; --inputs lists it with its marks.",
                                   "不确定性取自 " + file + "；用 --inputs 列出各项及出处。"}),
                    screen_width, 0)
            << "\n";
  const MoneyUnit money = *parse_unit(arguments.unit);
  const std::string gap = figure(Money::from_fen(report.planned[0].gap), money), unit = session.say(name_of(money));
  const PlanningProblem& problem = report.model->problem();
  int in_time = 0;
  for (std::size_t s = 0; s < report.model->stages; ++s)
    if (report.planned[1].completion[s] <= problem.deadline(StageId{static_cast<int>(s)})) ++in_time;
  const std::string kept = std::to_string(in_time), stages = std::to_string(report.model->stages);
  std::cout << wrap(session.say(
                        {"Hold the schedule: dates stay but for what is delayed, and what cannot be paid is gap; without uncertainty " +
                             gap + " " + unit +
                             ". Hold the budget: what cannot be paid in full waits, and so does what waits for it; without uncertainty " +
                             kept + " of " + stages + " stages are then on time.",
                         "保工期：除延误外日期不变，付不出的为缺口；无不确定性时缺口为" + gap + unit +
                             "。保预算：当期付不足的工程等待，后续随之顺延；无不确定性时" + stages + "个阶段中有" + kept + "个按时。"}),
                    screen_width, 0)
            << "\n\n";
}

int run_simulate(const Session& session, const SimulateArguments& arguments) {
  if (const auto wrong = trouble(arguments)) return report_misuse(session, *wrong);
  Interrupt interrupt(session.language);
  const auto opened =
      open_plan(session, arguments.campaign, arguments.plan, arguments.scenario.empty() ? std::nullopt : std::optional(arguments.scenario));
  if (!opened) return exit_bad_input;
  const auto uncertainty = open_uncertainty(session, arguments.campaign, opened->loaded.problem);
  if (!uncertainty) return exit_bad_input;
  if (!arguments.out.empty())  // Minutes of drawing must not end in a folder that cannot be written.
    if (const FolderTransaction probe(arguments.out, simulation_mark); !probe.ok())
      return refuse(session, probe.issues(), arguments.out, 20);

  const DispatchModel model(opened->loaded.problem, opened->plan, longest_delay(*uncertainty));
  const RiskModel risks(model, *uncertainty);
  ProgressLine progress;
  SimulationDraws draws = simulate(risks, model,
                                   {.draws = arguments.draws,
                                    .seed = arguments.seed,
                                    .sampling = *parse_sampling(arguments.sampling),
                                    .threads = arguments.threads,
                                    .until = arguments.until,
                                    .cvar_level = 0.95,
                                    .stop = interrupt.token(),
                                    .on_progress = [&](const SimulationProgress& at) {
                                      progress.show(fmt::format("{:6.1f} s  ", at.seconds) + session.say({"draws ", "抽样 "}) +
                                                    std::to_string(at.done) + "/" + std::to_string(at.draws));
                                    }});
  progress.clear();
  if (draws.draws == 0) {
    std::cerr << session.say({"liandong: stopped before the first draws were done", "liandong：首批抽样完成前已停止"}) << "\n";
    return exit_cancelled;
  }
  const SimulationReport report = report_simulation(model, risks, *uncertainty, std::move(draws),
                                                    {.campaign = opened->loaded.problem.campaign().key(),
                                                     .input_hash = opened->loaded.input_hash,
                                                     .scenario = opened->loaded.scenario,
                                                     .plan = arguments.plan,
                                                     .version = LIANDONG_VERSION,
                                                     .draws_asked = arguments.draws,
                                                     .seed = arguments.seed,
                                                     .until = arguments.until > 0 ? std::optional(arguments.until) : std::nullopt},
                                                    arguments.threads);
  if (!arguments.out.empty())
    if (const Issues issues = write_simulation(arguments.out, report); has_errors(issues))
      return refuse(session, issues, arguments.out, 20);
  if (session.json) {
    std::cout << simulation_json(report);
  } else {
    print_heading(session, arguments, report);
    if (arguments.inputs) {
      print_table(std::cout, uncertainty_table(*uncertainty, model, session.language));
      std::cout << "\n";
    }
    bool first = true;
    for (const Table& table : simulation_tables(report, {.language = session.language, .unit = *parse_unit(arguments.unit)})) {
      if (!first) std::cout << "\n";
      first = false;
      print_table(std::cout, table);
    }
    if (!arguments.out.empty()) std::cout << "\n" << session.say({"Written to ", "已写入 "}) << arguments.out << "\n";
  }
  if (report.draws.end == SimulationEnd::precise && !session.json)
    std::cerr << session.say({"Stopped as precise enough.", "已达到要求的精度，停止抽样。"}) << "\n";
  if (report.draws.end != SimulationEnd::cancelled) return exit_ok;
  const std::string done = std::to_string(report.draws.draws), all = std::to_string(arguments.draws);
  std::cerr << session.say({"Stopped: " + done + " of " + all + " draws are done and kept.",
                            "已停止：" + all + "次抽样中已完成并保留" + done + "次。"})
            << "\n";
  return exit_cancelled;
}

}  // namespace

void add_simulate(CLI::App& app, Session& session) {
  const auto arguments = std::make_shared<SimulateArguments>();
  CLI::App* sub =
      app.add_subcommand("simulate", session.say({"Carry a plan out many times under uncertainty: gap, dates, debts and what drives them",
                                                  "在不确定条件下反复执行计划：缺口、日期、偿债及其主要影响"}));
  sub->add_option("CAMPAIGN", arguments->campaign, session.say({"Campaign folder", "创建数据文件夹"}))->required()->option_text(" ");
  sub->add_option("--plan", arguments->plan, session.say({"Plan folder, as `liandong plan` wrote it", "由 liandong plan 写出的计划文件夹"}))
      ->required()
      ->option_text("DIR");
  sub->add_option("--scenario", arguments->scenario,
                  session.say({"Inputs of this scenario; baseline is the campaign itself (that of the plan)",
                               "采用该情景的数据，baseline 为原数据（同原计划）"}))
      ->option_text("NAME");
  sub->add_option("--draws", arguments->draws, session.say({"How often (10000)", "抽样次数（10000）"}))->option_text("N");
  sub->add_option("--seed", arguments->seed, session.say({"Same seed, same draws (1)", "种子相同则结果相同（1）"}))->option_text("S");
  sub->add_option("--sampling", arguments->sampling,
                  session.say({"sobol, latin or plain (sobol)", "抽样方法：sobol、latin 或 plain（sobol）"}))
      ->option_text("METHOD");
  sub->add_option("--until", arguments->until,
                  session.say({"Stop once the standard errors of the 95 % shortfall (relative) and of the chance that all stages are on "
                               "time are below this (0: all draws)",
                               "95 % 预期短缺额（相对）与全部阶段按时概率的标准误差低于该值即停止（0：全部抽样）"}))
      ->option_text("SHARE");
  sub->add_option(
         "--threads", arguments->threads,
         session.say({"Threads; the result does not depend on it (as many as the machine has)", "线程数，不影响结果（默认为本机全部）"}))
      ->option_text("N");
  sub->add_option("--unit", arguments->unit, session.say({"wan (万元) or yi (亿元) (wan)", "金额单位：wan（万元）或 yi（亿元）（wan）"}))
      ->option_text("wan|yi");
  sub->add_flag("--inputs", arguments->inputs, session.say({"Also list what is uncertain, with its marks", "同时列出不确定的内容及出处"}));
  sub->add_option("--out", arguments->out, session.say({"Folder for the files (none)", "输出文件夹（默认不写）"}))->option_text("DIR");
  sub->add_flag("--json", session.json, session.say({"Print JSON", "输出 JSON"}));
  sub->footer(
      session.say({"What is uncertain stands in uncertainty.toml beside campaign.toml. Ctrl-C stops and keeps what is done. Exit status: "
                   "0, 2 bad input, "
                   "6 cancelled.\nExamples:\n  liandong simulate data/wuchuang --plan plan --draws 10000 --seed 7 --out simulation\n  "
                   "liandong simulate "
                   "data/wuchuang --plan plan --scenario land_slump --until 0.01",
                   "不确定性写在 campaign.toml 旁的 uncertainty.toml 中。Ctrl-C 停止并保留已得结果。退出码：0，2 输入有误，6 "
                   "已取消。\n示例：\n  liandong simulate "
                   "data/wuchuang --plan plan --draws 10000 --seed 7 --out simulation\n  liandong simulate data/wuchuang --plan plan "
                   "--scenario land_slump --until 0.01"}));
  sub->callback([&session, arguments] { session.action = [&session, arguments] { return run_simulate(session, *arguments); }; });
}

}  // namespace liandong::cli
