#include <CLI/CLI.hpp>

#include <array>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "scenarios/bridge.hpp"
#include "scenarios/cli/interrupt.hpp"
#include "scenarios/cli/print.hpp"
#include "scenarios/cli/progress.hpp"
#include "scenarios/cli/session.hpp"
#include "scenarios/cli/study.hpp"

namespace liandong::cli {
namespace {

constexpr const char* mark_file = "bridge.csv";  // By which a folder of a bridge is known.

struct BridgeArguments : StudyArguments {
  std::string from, to, by;
  int pairs = 16;
  std::uint64_t seed = 1;
};

std::optional<BridgeGrouping> grouping_of(const std::string& word) {
  constexpr std::array words{std::pair{"", BridgeGrouping::fitting}, std::pair{"difference", BridgeGrouping::difference},
                             std::pair{"section", BridgeGrouping::section}, std::pair{"scenario", BridgeGrouping::scenario}};
  for (const auto& [name, grouping] : words)
    if (word == name) return grouping;
  return {};
}

Issues write_bridge(const std::string& out, const Bridge& bridge) {
  return write_results(out, {{mark_file, bridge_csv(bridge)}, {"bridge.json", bridge_json(bridge)}});
}

/// How much the figures can be trusted.
Text reliability(const Bridge& bridge) {
  const std::string plans = std::to_string(bridge.plans), worst = percent(bridge.worst_gap);
  Text text{plans + " plans, each within " + worst + " of its bound. ", "共编制" + plans + "个方案，距各自下界不超过 " + worst + "。"};
  if (bridge.exact) {
    text.en += "The steps are Shapley shares; the best possible objective changes by what stands under \"proven\".";
    text.zh += "各步为沙普利份额；“可证范围”为最优目标值的变动范围。";
  } else {
    const std::string orders = std::to_string(bridge.orders);
    text.en += "The steps are Shapley shares from " + orders + " orders, ± one standard error.";
    text.zh += "各步为" + orders + "种次序抽样得到的沙普利份额，± 为一个标准误。";
  }
  return text;
}

int run_bridge(const Session& session, const BridgeArguments& arguments) {
  const std::optional<MoneyUnit> unit = check_study(session, arguments);
  if (!unit) return exit_bad_input;
  const std::optional<BridgeGrouping> grouping = grouping_of(arguments.by);
  if (!grouping)
    return report_misuse(session, {arguments.by + " is not a grouping; difference, section and scenario are",
                                   arguments.by + " 不是分组方式，可用 difference、section、scenario"});
  if (arguments.pairs < 1) return report_misuse(session, {"--pairs must be at least 1", "--pairs 至少为 1"});
  if (const auto refused = refuse_folder(session, arguments, mark_file)) return *refused;

  Interrupt interrupt(session.language);
  ProgressLine progress;
  const CampaignFolder folder(arguments.campaign);
  const auto bridge = make_bridge(folder, arguments.from, arguments.to,
                                  {.grouping = *grouping,
                                   .pairs = arguments.pairs,
                                   .seed = arguments.seed,
                                   .gap = arguments.gap,
                                   .time_limit = arguments.time,
                                   .threads = arguments.threads,
                                   .stop = interrupt.token(),
                                   .on_progress = show_count(session, progress, {"plans: ", "方案："})});
  progress.clear();
  if (!bridge) {
    refuse(session, bridge.issues(), arguments.campaign);
    return exit_bad_input;
  }
  if (!*bridge) {
    std::cerr << session.say({"Stopped before there was anything to show.", "已停止，尚无可显示的结果。"}) << "\n";
    return exit_cancelled;
  }
  if (!arguments.out.empty())
    if (const Issues unwritten = write_bridge(arguments.out, **bridge); has_errors(unwritten))
      return refuse(session, unwritten, arguments.out, 20);
  if (session.json) {
    std::cout << bridge_json(**bridge);
  } else {
    for (const Table& table : bridge_tables(**bridge, {.language = session.language, .unit = *unit})) {
      print_table(std::cout, table);
      std::cout << "\n";
    }
    std::cout << session.say(reliability(**bridge)) << "\n";
    if (!arguments.out.empty()) std::cout << session.say({"Written to ", "已写入 "}) << arguments.out << "\n";
  }
  return interrupt.token().stop_requested() ? exit_cancelled : exit_ok;
}

}  // namespace

void add_bridge(CLI::App& app, Session& session) {
  const auto arguments = std::make_shared<BridgeArguments>();
  CLI::App* sub = app.add_subcommand("bridge", session.say({"Say which differences explain what changes from one scenario to another",
                                                            "说明两个情景之间的变化由哪些差别造成"}));
  add_campaign(*sub, session, *arguments);
  sub->add_option("FROM", arguments->from,
                  session.say({"Scenario to start from; baseline is the campaign itself", "起点情景；baseline 为原数据"}))
      ->required()
      ->option_text(" ");
  sub->add_option("TO", arguments->to, session.say({"Scenario to arrive at", "终点情景"}))->required()->option_text(" ");
  sub->add_option("--by", arguments->by,
                  session.say({"What goes together: difference, section or scenario (each difference by itself up to 8, else section)",
                               "分组方式：difference、section 或 scenario（差别不超过 8 个时逐个，否则按 section）"}))
      ->option_text("WHAT");
  sub->add_option("--pairs", arguments->pairs,
                  session.say({"Pairs of orders that are drawn for more than 8 groups (16)", "超过 8 组时抽取的次序对数（16）"}))
      ->option_text("N");
  sub->add_option("--seed", arguments->seed, session.say({"Of the orders (1)", "次序的随机种子（1）"}))->option_text("S");
  add_study_options(*sub, session, *arguments,
                    {.gap = gap_of_each_plan("0.005"),
                     .out = {"Folder for bridge.csv and bridge.json (none)", "写入 bridge.csv 和 bridge.json 的文件夹（不写）"},
                     .json = {"Print the bridge as JSON", "以 JSON 输出"}});
  sub->footer(
      session.say({"The steps add up to the difference of the two scenarios to the fen; the way back is the same with the opposite "
                   "sign.\nExit status: 0, 2 bad input, 6 cancelled.\n"
                   "Example:\n  liandong bridge data/wuchuang baseline bt_barred --gap 0.01",
                   "各步之和与两情景之差分毫不差；反方向为其相反数。\n退出码：0，2 输入有误，6 已取消。\n示例：\n  liandong bridge "
                   "data/wuchuang baseline bt_barred --gap 0.01"}));
  sub->callback([&session, arguments] { session.action = [&session, arguments] { return run_bridge(session, *arguments); }; });
}

}  // namespace liandong::cli
