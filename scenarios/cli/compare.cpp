#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/io/folder_transaction.hpp"
#include "model/io/plan_folder.hpp"
#include "model/planning/figures.hpp"
#include "scenarios/bridge.hpp"
#include "scenarios/cli/interrupt.hpp"
#include "scenarios/cli/plan_limits.hpp"
#include "scenarios/cli/print.hpp"
#include "scenarios/cli/progress.hpp"
#include "scenarios/cli/session.hpp"
#include "scenarios/cli/study.hpp"
#include "scenarios/cli/terminal.hpp"
#include "scenarios/cli/threads.hpp"
#include "scenarios/comparison.hpp"
#include "scenarios/comparison_table.hpp"
#include "scenarios/run.hpp"
#include "scenarios/summary.hpp"

namespace liandong::cli {
namespace {

constexpr const char* mark_file = "comparison.csv";  // By which a folder of comparisons is known.
constexpr std::size_t most_scenarios = 8;

struct CompareArguments {
  std::string campaign, unit = "wan", out;
  std::vector<std::string> names;
  double gap = 0.005, time = 0;
  int threads = all_threads();
  bool bridges = false;
};

/// All inputs, or nothing once everything wrong with any of them has been said.
std::optional<std::vector<NamedInput>> read_inputs(const Session& session, const CompareArguments& arguments,
                                                   const CampaignFolder& folder) {
  std::vector<NamedInput> inputs;
  Issues wrong;
  std::size_t warnings = 0;
  for (const std::string& name : arguments.names) {
    Checked<CampaignFile> file = folder.file(name);
    warnings += file.issues().size();
    if (file) {
      inputs.push_back({.key = name, .file = std::move(*file)});
      continue;
    }
    for (const Issue& issue : file.issues())  // What is wrong with the tables is so under every scenario.
      if (std::none_of(wrong.begin(), wrong.end(), [&](const Issue& other) {
            return other.file == issue.file && other.row == issue.row && other.column == issue.column && other.code == issue.code;
          }))
        wrong.push_back(issue);
  }
  if (!wrong.empty()) {
    refuse(session, wrong, arguments.campaign);
    return {};
  }
  if (warnings > 0 && !session.json) {
    const std::string n = std::to_string(warnings);
    std::cerr << session.say({n + (warnings == 1 ? " warning" : " warnings") + " in the input; liandong scenarios " + arguments.campaign +
                                  " A B lists them.",
                              "输入有" + n + "条警告；用 liandong scenarios " + arguments.campaign + " 甲 乙 查看。"})
              << "\n";
  }
  return inputs;
}

std::string progress_text(const Session& session, const std::string& key, std::size_t i, std::size_t all, const PlanProgress& at) {
  std::string text = fmt::format("{}/{} {}  {:.1f} s  ", i + 1, all, key, at.seconds) + session.say(at.step);
  if (std::isfinite(at.objective) && std::isfinite(at.bound) && at.objective > 0)
    text += fmt::format("  {:.2f} %", (at.objective - at.bound) / at.objective * 100);
  return text;
}

/// What has been compared so far, so that a stop keeps it.
Issues write_comparison(const std::string& out, const Comparison& comparison, std::span<const ScenarioRun> runs,
                        std::span<const Bridge> bridges) {
  FolderTransaction folder(out, mark_file);
  folder.write(mark_file, comparison_csv(comparison));
  for (const Bridge& bridge : bridges) folder.write("bridge_" + bridge.to + ".csv", bridge_csv(bridge));
  folder.write("comparison.json", comparison_json(comparison, runs, bridges));
  folder.commit();
  return folder.issues();
}

std::string report_line(const Session& session, const ScenarioRun& run) {
  const std::string distance = fmt::format("{:.2f} %", run.result.plan.certificate.relative_gap() * 100),
                    seconds = fmt::format("{:.1f}", run.seconds);
  return session.say({run.key + ": " + distance + " from the bound, " + seconds + " s. ",
                      run.key + "：距下界 " + distance + "，用时 " + seconds + " 秒。"}) +
         session.say(meaning_of(run.result.outcome));
}

/// From the first run to each other, as far as there is time; nothing once what stands in the way has been said.
std::optional<std::vector<Bridge>> make_bridges(const Session& session, const CompareArguments& arguments, const CampaignFolder& campaign,
                                                const ScenarioPlanner& planner, std::span<const ScenarioRun> runs,
                                                const Interrupt& interrupt, ProgressLine& progress) {
  std::vector<Bridge> bridges;
  for (std::size_t i = 1; arguments.bridges && i < runs.size() && !interrupt.token().stop_requested(); ++i) {
    const auto bridge = make_bridge(
        campaign, runs.front().key, runs[i].key,
        {.gap = arguments.gap,
         .time_limit = arguments.time,
         .threads = arguments.threads,
         .stop = interrupt.token(),
         .on_progress = show_count(session, progress, {"plans of the bridge to " + runs[i].key + ": ", "归因至 " + runs[i].key + "："}),
         .ends = BridgeEnds{.planner = planner, .from = runs.front(), .to = runs[i]}});
    progress.clear();
    if (!bridge) {
      refuse(session, bridge.issues(), arguments.campaign);
      return {};
    }
    if (*bridge) bridges.push_back(**bridge);
  }
  return bridges;
}

int run_compare(const Session& session, const CompareArguments& arguments) {
  if (arguments.names.size() < 2 || arguments.names.size() > most_scenarios)
    return report_misuse(
        session, {"compare takes 2 to 8 scenarios; baseline is the campaign itself", "compare 可比较 2 至 8 个情景；baseline 为原数据"});
  for (std::size_t i = 0; i < arguments.names.size(); ++i)
    if (std::find(arguments.names.begin() + static_cast<std::ptrdiff_t>(i) + 1, arguments.names.end(), arguments.names[i]) !=
        arguments.names.end())
      return report_misuse(session, {arguments.names[i] + " is named twice", arguments.names[i] + " 重复"});
  if (const auto trouble = trouble_with_limits(arguments.gap, arguments.time, arguments.threads)) return report_misuse(session, *trouble);
  const std::optional<MoneyUnit> unit = parse_unit(arguments.unit);
  if (!unit) return report_misuse(session, not_a_unit(arguments.unit));

  Interrupt interrupt(session.language);
  const CampaignFolder campaign(arguments.campaign);
  const auto inputs = read_inputs(session, arguments, campaign);
  if (!inputs) return exit_bad_input;
  Issues unwritten;
  if (!arguments.out.empty()) {  // Hours of planning must not end in a folder that cannot be written.
    std::error_code none;        // An older comparison stays until there is a newer one.
    unwritten = std::filesystem::exists(std::filesystem::path(arguments.out) / mark_file, none)
                    ? FolderTransaction(arguments.out, mark_file).issues()
                    : write_comparison(arguments.out, {}, {}, {});
    if (has_errors(unwritten)) return refuse(session, unwritten, arguments.out, 20);
  }
  ProgressLine progress;
  ScenarioPlanner planner;
  const std::vector<ScenarioRun> runs = plan_scenarios(
      *inputs,
      {.gap = arguments.gap,
       .time_limit = arguments.time,
       .threads = arguments.threads,
       .stop = interrupt.token(),
       .on_progress = [&](std::size_t i,
                          const PlanProgress& at) { progress.show(progress_text(session, (*inputs)[i].key, i, inputs->size(), at)); },
       .on_planned =
           [&](const ScenarioRun& run) {
             progress.clear();
             std::cerr << report_line(session, run) << "\n";
             if (arguments.out.empty()) return true;
             Provenance provenance = provenance_of(run, LIANDONG_VERSION);
             provenance.options["gap"] = fmt::format("{}", arguments.gap);
             if (arguments.time > 0) provenance.options["time"] = fmt::format("{}", arguments.time);
             if (run.key != arguments.names.front()) provenance.options["after"] = arguments.names.front();
             unwritten = write_plan(std::filesystem::path(arguments.out) / run.key, run.problem, run.result, provenance);
             return !has_errors(unwritten);
           }},
      planner);
  progress.clear();
  if (has_errors(unwritten)) return refuse(session, unwritten, arguments.out, 20);
  const Comparison comparison = compare(runs);
  const auto bridges = make_bridges(session, arguments, campaign, planner, runs, interrupt, progress);
  if (!bridges) return exit_bad_input;
  if (!arguments.out.empty() && !runs.empty()) {
    unwritten = write_comparison(arguments.out, comparison, runs, *bridges);
    if (has_errors(unwritten)) return refuse(session, unwritten, arguments.out, 20);
  }
  if (session.json) {
    std::cout << comparison_json(comparison, runs, *bridges);
  } else if (runs.size() >= 2) {
    bool first = true;
    for (const Table& table : comparison_tables(comparison, {.language = session.language, .unit = *unit})) {
      if (!first) std::cout << "\n";
      first = false;
      print_table(std::cout, table);
    }
    for (const Bridge& bridge : *bridges) {
      const std::vector<Table> tables = bridge_tables(bridge, {.language = session.language, .unit = *unit});
      for (std::size_t t = 0; t < 2; ++t) {  // What differs, and the way.
        std::cout << "\n";
        print_table(std::cout, tables[t]);
      }
    }
    if (!arguments.out.empty())
      std::cout << "\n"
                << session.say({"Written to ", "已写入 "}) << arguments.out
                << session.say(
                       {"; a plan folder for each scenario. Next: liandong verify ", "，每个情景一个计划文件夹。下一步：liandong verify "})
                << arguments.campaign << " " << arguments.out << "/" << runs.back().key << "\n";
  }
  if (runs.size() == inputs->size()) return exit_ok;
  const std::string done = std::to_string(runs.size()), all = std::to_string(inputs->size());
  std::cerr << session.say(
                   {"Stopped: " + done + " of " + all + " scenarios are planned.", "已停止：" + all + "个情景中已编制" + done + "个。"})
            << "\n";
  return exit_cancelled;
}

}  // namespace

void add_compare(CLI::App& app, Session& session) {
  const auto arguments = std::make_shared<CompareArguments>();
  CLI::App* sub = app.add_subcommand("compare", session.say({"Plan several scenarios and lay them side by side", "编制多个情景并对照"}));
  sub->add_option("CAMPAIGN", arguments->campaign, session.say({"Campaign folder", "创建数据文件夹"}))->required()->option_text(" ");
  sub->add_option("NAME", arguments->names,
                  session.say({"2 to 8 scenarios; the others are compared with the first; baseline is the campaign itself",
                               "2 至 8 个情景，其余与第一个对照；baseline 为原数据"}))
      ->required()
      ->option_text(" ");
  sub->add_option(
         "--gap", arguments->gap,
         session.say({"Relative distance to the proven bound at which to stop (0.005)", "与已证明下界的相对差距达到该值即停止（0.005）"}))
      ->option_text("SHARE");
  sub->add_option(
         "--time", arguments->time,
         session.say({"Seconds for each plan, after which the best is taken (no limit)", "每个方案的秒数，超过即取目前最好的（不限）"}))
      ->option_text("SECONDS");
  sub->add_option("--threads", arguments->threads,
                  session.say({"Threads; plans do not depend on it (as many as the machine has)", "线程数，不影响结果（默认为本机全部）"}))
      ->option_text("N");
  sub->add_option("--unit", arguments->unit,
                  session.say({"Unit of money on the screen: wan (万元) or yi (亿元)", "屏幕金额单位：wan（万元）或 yi（亿元）"}))
      ->option_text("UNIT");
  sub->add_option("--out", arguments->out,
                  session.say({"Folder for a plan folder of each scenario, comparison.csv and comparison.json (none)",
                               "写入各情景计划文件夹、comparison.csv 和 comparison.json 的文件夹（不写）"}))
      ->option_text("DIR");
  sub->add_flag("--bridge", arguments->bridges,
                session.say({"Say also which differences explain the change from the first to each other; takes many more plans",
                             "并说明由第一个到其余各个的变化由哪些差别造成，需多编制若干方案"}));
  sub->add_flag("--json", session.json, session.say({"Print the comparison as JSON", "以 JSON 输出对照"}));
  sub->footer(
      session.say({"Ctrl-C stops and keeps what is done. Exit status: 0, 2 bad input, 6 cancelled.\n"
                   "Examples:\n  liandong compare data/wuchuang baseline province_cut_30 bt_barred --out runs\n  liandong compare "
                   "data/wuchuang baseline in_hand --gap 0.01 --unit yi",
                   "Ctrl-C 停止并保留已完成的部分。退出码：0，2 输入有误，6 已取消。\n"
                   "示例：\n  liandong compare data/wuchuang baseline province_cut_30 bt_barred --out runs\n  liandong compare "
                   "data/wuchuang baseline in_hand --gap 0.01 --unit yi"}));
  sub->callback([&session, arguments] { session.action = [&session, arguments] { return run_compare(session, *arguments); }; });
}

}  // namespace liandong::cli
