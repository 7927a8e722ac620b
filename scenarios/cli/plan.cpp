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
#include "model/io/sha256.hpp"
#include "model/io/text_file.hpp"
#include "model/planning/figures.hpp"
#include "model/planning/goal_order.hpp"
#include "model/planning/make_plan.hpp"
#include "model/planning/metrics.hpp"
#include "model/planning/move_search.hpp"
#include "scenarios/approved_plan.hpp"
#include "scenarios/cli/interrupt.hpp"
#include "scenarios/cli/load.hpp"
#include "scenarios/cli/plan_limits.hpp"
#include "scenarios/cli/print.hpp"
#include "scenarios/cli/print_moves.hpp"
#include "scenarios/cli/progress.hpp"
#include "scenarios/cli/session.hpp"
#include "scenarios/cli/terminal.hpp"
#include "scenarios/cli/threads.hpp"
#include "scenarios/summary.hpp"

namespace liandong::cli {
namespace {

struct PlanArguments {
  std::string campaign, scenario, certainty, order, unit = "wan", out = "plan", from, moves_cost;
  double gap = 0.005, time = 0;
  int threads = all_threads(), moves = -1;
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

/// An approved plan and how far the new one may depart from it.
std::optional<MoveLimit> read_limit(const Session& session, const PlanArguments& arguments, const PlanningProblem& problem) {
  const Checked<PlanFiles> approved = read_plan_folder(arguments.from);
  if (!approved) {
    refuse(session, approved.issues(), arguments.from);
    return {};
  }
  MoveLimit limit = approved_starts(problem, *approved);
  if (arguments.moves >= 0) limit.most_projects = arguments.moves;
  if (!arguments.moves_cost.empty()) limit.most_cost = Money::parse_wan(arguments.moves_cost);
  return limit;
}

int run_plan(const Session& session, const PlanArguments& arguments) {
  const std::optional<Certainty> certainty = parse_certainty(arguments.certainty);
  if (!arguments.certainty.empty() && !certainty)
    return report_misuse(session, {"--certainty is in_account, issued, approved, applied or hoped, not " + arguments.certainty, "--certainty 只能是 in_account、issued、approved、applied、hoped，不能是 " + arguments.certainty});
  if (const auto trouble = trouble_with_limits(arguments.gap, arguments.time, arguments.threads)) return report_misuse(session, *trouble);
  if (!arguments.order.empty() && arguments.order != "priced" && arguments.order != "strict")
    return report_misuse(session, {"--order is priced or strict, not " + arguments.order, "--order 为 priced（按价格合计）或 strict（按次序），不能是 " + arguments.order});
  const std::optional<MoneyUnit> unit = parse_unit(arguments.unit);
  if (!unit) return report_misuse(session, not_a_unit(arguments.unit));
  if (arguments.from.empty() && (arguments.moves >= 0 || !arguments.moves_cost.empty()))
    return report_misuse(
        session, {"--moves and --moves-cost need the approved plan: --from DIR", "--moves 与 --moves-cost 需要用 --from 指明已批准的方案"});
  if (const auto most = Money::parse_wan(arguments.moves_cost); !arguments.moves_cost.empty() && (!most || *most < Money{}))
    return report_misuse(session, {"--moves-cost is an amount in 万元, such as 500", "--moves-cost 为以万元计的金额，例如 500"});
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
  PlanningProblem problem = loaded->problem;
  LimitedPlan planned;
  if (arguments.from.empty()) {
    planned.result = strict ? plan_in_order(problem, options) : make_plan(problem, options);
  } else {
    if (strict)
      return report_misuse(session, {"--from weighs goals by their prices: give --order priced with it", "--from 按价格权衡目标：请同时指定 --order priced"});
    if (!problem.modes().empty())
      return report_misuse(session, {"--from does not work on campaigns with modes.csv yet", "有 modes.csv 的数据暂不支持 --from"});
    const auto limit = read_limit(session, arguments, problem);
    if (!limit) return exit_bad_input;
    problem = problem.with_move_limit(*limit);
    Planner planner;
    planned = plan_within_limit(planner, loaded->problem, *limit, options);
  }
  progress.clear();
  if (!planned.result) {
    const std::string least = moves_text(session, planned.moves), most = limit_text(session, *problem.move_limit());
    return report_misuse(session, {"no plan moves only " + most + ": locks, links and earliest starts ask for " + least + " at least",
                                   "没有任何方案的调整能限于" + most + "：锁定、前置关系和最早开工期至少要求调整" + least});
  }
  const PlanResult& result = *planned.result;
  if (!problem.modes().empty()) problem = problem.delivered(result.plan.deliveries);

  Provenance provenance = provenance_of(*loaded);
  provenance.options["gap"] = fmt::format("{}", arguments.gap);
  if (arguments.time > 0) provenance.options["time"] = fmt::format("{}", arguments.time);
  if (!arguments.order.empty()) provenance.options["order"] = arguments.order;
  if (certainty) provenance.options["certainty"] = arguments.certainty;
  if (!arguments.from.empty()) {
    const auto schedule = read_bytes(std::filesystem::path(arguments.from) / "schedule.csv", "schedule.csv");
    if (schedule) {
      Sha256 hash;
      hash.add(*schedule);
      provenance.options["from"] = hash.hex();
    }
    if (arguments.moves >= 0) provenance.options["moves"] = std::to_string(arguments.moves);
    if (!arguments.moves_cost.empty()) provenance.options["moves-cost"] = arguments.moves_cost;
  }
  const Issues issues = write_plan(arguments.out, problem, result, provenance);
  if (has_errors(issues)) {
    print_issues(std::cerr, session, issues, arguments.out, 20);
    return exit_bad_input;
  }
  const PlanMetrics metrics = measure(problem, result.plan);
  if (session.json) {
    const std::string summary = summary_json(problem, result, metrics, loaded->scenario);
    std::cout << (arguments.from.empty() ? summary : with_moves(summary, problem, planned)) << "\n";
  } else {
    print_summary(session,
                  summarise(problem, result, metrics, {.language = session.language, .unit = *unit}));
    if (!arguments.from.empty()) print_moves(session, arguments.from, problem, planned);
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
  sub->add_option("--threads", arguments->threads, session.say({"Threads; the plan does not depend on it (as many as the machine has)", "线程数，不影响结果（默认为本机全部）"}))->option_text("N");
  sub->add_option("--unit", arguments->unit, session.say({"Unit of money on the screen: wan (万元) or yi (亿元)", "屏幕金额单位：wan（万元）或 yi（亿元）"}))->option_text("UNIT");
  sub->add_option("--out", arguments->out, session.say({"Folder for the plan (plan)", "计划文件夹（plan）"}))->option_text("DIR");
  sub->add_option("--from", arguments->from,
                  session.say({"Folder of the approved plan that the new one starts from", "新方案所依据的已批准方案文件夹"}))
      ->option_text("DIR");
  sub->add_option("--moves", arguments->moves,
                  session.say({"So many of its projects may start in another period (no limit)", "其中最多可有多少个项目改期（不限）"}))
      ->option_text("N")
      ->check(CLI::NonNegativeNumber);
  sub->add_option("--moves-cost", arguments->moves_cost,
                  session.say({"So much cost may they have together, in 万元 (no limit)", "改期项目的投资合计上限，万元（不限）"}))
      ->option_text("WAN");
  sub->add_flag("--json", session.json, session.say({"Print the summary as JSON", "以 JSON 输出摘要"}));
  sub->footer(
      session.say({"Ctrl-C stops and keeps the best plan so far. Exit status: 0, 2 bad input, 6 cancelled.\n"
                   "Examples:\n  liandong plan data/wuchuang --out plan\n  liandong plan data/wuchuang --certainty approved --unit yi "
                   "--out plan-approved\n  liandong plan data/wuchuang --from plan --moves 10 --out plan-2",
                   "Ctrl-C 停止并保留目前最好的计划。退出码：0，2 输入有误，6 已取消。\n"
                   "示例：\n  liandong plan data/wuchuang --out plan\n  liandong plan data/wuchuang --certainty approved --unit yi --out "
                   "plan-approved\n  liandong plan data/wuchuang --from plan --moves 10 --out plan-2"}));
  sub->callback([&session, arguments] { session.action = [&session, arguments] { return run_plan(session, *arguments); }; });
}

}  // namespace liandong::cli
