#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>

#include "model/io/plan_folder.hpp"
#include "model/planning/figures.hpp"
#include "model/planning/goal_order.hpp"
#include "model/planning/make_plan.hpp"
#include "model/planning/metrics.hpp"
#include "scenarios/cli/interrupt.hpp"
#include "scenarios/cli/load.hpp"
#include "scenarios/cli/print.hpp"
#include "scenarios/cli/progress.hpp"
#include "scenarios/cli/session.hpp"
#include "scenarios/cli/terminal.hpp"
#include "scenarios/summary.hpp"

namespace liandong::cli {
namespace {

struct PlanArguments {
  std::string campaign, scenario, certainty, order, unit = "wan", out = "plan";
  double gap = 0.005, time = 0;
  int threads = 1;
};

// Hours of planning must not end in a folder that cannot be written.
std::optional<Text> trouble_with(const std::filesystem::path& out) {
  std::error_code error;
  const auto status = std::filesystem::status(out, error);
  if (!std::filesystem::exists(status)) {
    const auto parent = std::filesystem::absolute(out, error).parent_path();
    if (std::filesystem::exists(parent, error) && !std::filesystem::is_directory(parent, error)) return Text{parent.string() + " is not a folder", parent.string() + " 不是文件夹"};
    return {};
  }
  if (!std::filesystem::is_directory(status)) return Text{out.string() + " is a file, not a folder", out.string() + " 是文件，不是文件夹"};
  if (!std::filesystem::is_empty(out, error) && !std::filesystem::exists(out / "plan.json", error))
    return Text{out.string() + " holds other things than a plan; choose another folder with --out", out.string() + " 中已有其他内容；请用 --out 另选文件夹"};
  return {};
}

std::string progress_text(const Session& session, const PlanProgress& at) {
  std::string text = fmt::format("{:6.1f} s  ", at.seconds) + session.say(at.step);
  if (std::isfinite(at.objective)) text += session.say({"  plan ", "  计划 "}) + figure(at.objective, MoneyUnit::wan);
  if (std::isfinite(at.bound)) text += session.say({"  bound ", "  下界 "}) + figure(at.bound, MoneyUnit::wan);
  if (std::isfinite(at.objective) && std::isfinite(at.bound) && at.objective > 0) text += fmt::format("  {:.2f} %", (at.objective - at.bound) / at.objective * 100);
  return text;
}

void print_summary(const Session& session, const Summary& summary) {
  for (const std::string& line : summary.opening) std::cout << wrap(line, screen_width, 2) << "\n";
  for (const Table& table : summary.tables) {
    std::cout << "\n";
    print_table(std::cout, table);
  }
  std::cout << "\n";
  for (const std::string& line : summary.closing) std::cout << wrap(line, screen_width, 2) << "\n";
  (void)session;
}

int run_plan(const Session& session, const PlanArguments& arguments) {
  const std::optional<Certainty> certainty = parse_certainty(arguments.certainty);
  if (!arguments.certainty.empty() && !certainty)
    return report_misuse(session, {"--certainty is in_account, issued, approved, applied or hoped, not " + arguments.certainty, "--certainty 只能是 in_account、issued、approved、applied、hoped，不能是 " + arguments.certainty});
  if (!(arguments.gap >= 0 && arguments.gap < 1)) return report_misuse(session, {"--gap is a share of the objective, from 0 to below 1, such as 0.005", "--gap 是占目标值的比例，取 0 至 1（不含），例如 0.005"});
  if (!(arguments.time >= 0)) return report_misuse(session, {"--time is a number of seconds, 0 = no limit", "--time 为秒数，0 表示不限"});
  if (arguments.threads < 1 || arguments.threads > 1024) return report_misuse(session, {"--threads is from 1 to 1024", "--threads 取 1 至 1024"});
  if (!arguments.order.empty() && arguments.order != "priced" && arguments.order != "strict")
    return report_misuse(session, {"--order is priced or strict, not " + arguments.order, "--order 为 priced（按价格合计）或 strict（按次序），不能是 " + arguments.order});
  const bool yi = arguments.unit == "yi" || arguments.unit == "亿元";
  if (!yi && arguments.unit != "wan" && arguments.unit != "万元") return report_misuse(session, {"--unit is wan (万元) or yi (亿元), not " + arguments.unit, "--unit 为 wan（万元）或 yi（亿元），不能是 " + arguments.unit});
  if (const auto trouble = trouble_with(arguments.out)) return report_misuse(session, *trouble);

  Interrupt interrupt(session.language);  // Before reading: a stop during it counts too.
  const auto loaded = load_campaign(session, arguments.campaign, arguments.scenario, certainty);
  if (!loaded) return exit_bad_input;
  ProgressLine progress;
  const bool strict = arguments.order.empty() ? loaded->problem.settings().order == GoalOrder::strict : arguments.order == "strict";
  const PlanOptions options{.gap = arguments.gap,
                            .time_limit = arguments.time,
                            .threads = arguments.threads,
                            .stop = interrupt.token(),
                            .on_progress = [&](const PlanProgress& at) { progress.show(progress_text(session, at)); }};
  const PlanResult result = strict ? plan_in_order(loaded->problem, options) : make_plan(loaded->problem, options);
  progress.clear();
  const PlanningProblem problem = loaded->problem.modes().empty() ? loaded->problem : loaded->problem.delivered(result.plan.deliveries);

  Provenance provenance{.input_hash = loaded->input_hash, .scenario = loaded->scenario, .seed = {}, .version = LIANDONG_VERSION, .options = {}};
  provenance.options["gap"] = fmt::format("{}", arguments.gap);
  if (arguments.time > 0) provenance.options["time"] = fmt::format("{}", arguments.time);
  if (!arguments.order.empty()) provenance.options["order"] = arguments.order;
  if (certainty) provenance.options["certainty"] = arguments.certainty;
  const Issues issues = write_plan(arguments.out, problem, result, provenance);
  if (has_errors(issues)) {
    print_issues(std::cerr, session, issues, arguments.out, 20);
    return exit_bad_input;
  }
  const PlanMetrics metrics = measure(problem, result.plan);
  if (session.json) {
    std::cout << summary_json(problem, result, metrics, loaded->scenario) << "\n";
  } else {
    print_summary(session, summarise(problem, result, metrics, {.language = session.language, .unit = yi ? MoneyUnit::yi : MoneyUnit::wan}));
    std::cout << session.say({"Written to ", "已写入 "}) << arguments.out
              << session.say({". Next: liandong verify ", "。下一步：liandong verify "}) << arguments.campaign << " " << arguments.out << "\n";
  }
  return interrupt.stopped() && result.outcome != Outcome::proven ? exit_cancelled : exit_ok;
}

}  // namespace

void add_plan(CLI::App& app, Session& session) {
  const auto arguments = std::make_shared<PlanArguments>();
  CLI::App* sub = app.add_subcommand("plan", session.say({"Decide what is built when and which money pays for it", "编制计划：何时建什么、由哪笔资金支付"}));
  sub->add_option("CAMPAIGN", arguments->campaign, session.say({"Campaign folder", "创建数据文件夹"}))->required()->option_text(" ");
  sub->add_option("--scenario", arguments->scenario, session.say({"Scenario of the campaign to plan", "采用的方案"}))->option_text("NAME");
  sub->add_option("--gap", arguments->gap, session.say({"Relative distance to the proven bound at which to stop (0.005)", "与已证明下界的相对差距达到该值即停止（0.005）"}))->option_text("SHARE");
  sub->add_option("--time", arguments->time, session.say({"Seconds after which the best plan is taken (no limit)", "超过该秒数即取目前最好的计划（不限）"}))->option_text("SECONDS");
  sub->add_option("--certainty", arguments->certainty, session.say({"Count money at least this certain: in_account, issued, approved, applied or hoped", "计入不低于该确定性的资金：in_account、issued、approved、applied、hoped"}))->option_text("LEVEL");
  sub->add_option("--order", arguments->order, session.say({"How goals are weighed: priced (one sum) or strict (one after the other); default as the campaign says", "目标的权衡：priced 按价格合计，strict 按次序逐项满足；默认按创建数据的设定"}))->option_text("ORDER");
  sub->add_option("--threads", arguments->threads, session.say({"Threads; the plan does not depend on it (1)", "线程数，不影响结果（1）"}))->option_text("N");
  sub->add_option("--unit", arguments->unit, session.say({"Unit of money on the screen: wan (万元) or yi (亿元)", "屏幕金额单位：wan（万元）或 yi（亿元）"}))->option_text("UNIT");
  sub->add_option("--out", arguments->out, session.say({"Folder for the plan (plan)", "计划文件夹（plan）"}))->option_text("DIR");
  sub->add_flag("--json", session.json, session.say({"Print the summary as JSON", "以 JSON 输出摘要"}));
  sub->footer(session.say({"Ctrl-C stops and keeps the best plan so far. Exit status: 0, 2 bad input, 6 cancelled.\n"
                           "Examples:\n  liandong plan data/wuchuang --out plan\n  liandong plan data/wuchuang --certainty approved --unit yi --out plan-approved",
                           "Ctrl-C 停止并保留目前最好的计划。退出码：0，2 输入有误，6 已取消。\n"
                           "示例：\n  liandong plan data/wuchuang --out plan\n  liandong plan data/wuchuang --certainty approved --unit yi --out plan-approved"}));
  sub->callback([&session, arguments] { session.action = [&session, arguments] { return run_plan(session, *arguments); }; });
}

}  // namespace liandong::cli
