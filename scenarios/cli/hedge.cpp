#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <cmath>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>

#include "model/io/plan_folder.hpp"
#include "scenarios/cli/interrupt.hpp"
#include "scenarios/cli/load.hpp"
#include "scenarios/cli/open_uncertainty.hpp"
#include "scenarios/cli/print.hpp"
#include "scenarios/cli/progress.hpp"
#include "scenarios/cli/session.hpp"
#include "scenarios/cli/study.hpp"
#include "scenarios/cli/terminal.hpp"
#include "scenarios/hedge.hpp"

namespace liandong::cli {
namespace {

constexpr const char* mark_file = "hedge.csv";  // By which a folder of a hedged plan is known.

struct HedgeArguments : StudyArguments {
  HedgeArguments() { gap = 0.01; }
  int draws = 32, fresh = 128;
  std::uint64_t seed = 1;
  double level = 0.9;
  std::optional<double> limit, share;
};

std::optional<Text> trouble(const HedgeArguments& arguments) {
  if (arguments.draws < 2 || arguments.draws > 1000) return Text{"--draws must be 2 to 1000", "--draws 应为 2 至 1000"};
  if (arguments.fresh < 2 || arguments.fresh > 100'000) return Text{"--fresh must be 2 to 100000", "--fresh 应为 2 至 100000"};
  if (!(arguments.level > 0 && arguments.level < 1) || (1 - arguments.level) * arguments.draws < 1 - 1e-9)
    return Text{"--level is a share below 1 that leaves at least one draw above it, such as 0.9",
                "--level 是小于 1 的比例，其上至少应有一次抽样，例如 0.9"};
  if (arguments.limit && !(*arguments.limit >= 0 && *arguments.limit < 1e9))
    return Text{"--cvar is an amount in 万元, not below 0", "--cvar 为不小于 0 的金额（万元）"};
  if (arguments.share && !(*arguments.share >= 0 && *arguments.share <= 1))
    return Text{"--cvar-share is a share from 0 to 1, such as 0.9", "--cvar-share 是 0 至 1 的比例，例如 0.9"};
  return {};
}

Issues write_hedge(const HedgeArguments& arguments, const LoadedCampaign& loaded, const Hedge& hedge) {
  if (Issues issues = write_results(
          arguments.out, {{mark_file, hedge_csv(hedge)}, {"moves.csv", hedge_moves_csv(hedge)}, {"hedge.json", hedge_json(hedge)}});
      has_errors(issues))
    return issues;
  Provenance provenance = provenance_of(loaded);
  provenance.seed = arguments.seed;
  provenance.options["gap"] = fmt::format("{}", arguments.gap);
  provenance.options["draws"] = std::to_string(arguments.draws);
  return write_plan(std::filesystem::path(arguments.out) / "plan", hedge.problem, hedge.plan, provenance);
}

void print_summary(const Session& session, const HedgeArguments& arguments, const Hedge& hedge, MoneyUnit unit) {
  const auto say = [&](const Text& text) { std::cout << wrap(session.say(text), screen_width, 0) << "\n"; };
  const auto money = [&](double wan) { return figure(wan, unit); };
  const std::string name = session.say(name_of(unit)), moves = std::to_string(hedge.moves.size());
  const double distance = hedge.searched.hedged.cost > 0 ? (hedge.searched.hedged.cost - hedge.bound) / hedge.searched.hedged.cost : 0;
  if (hedge.searched.draws > 0)
    say({"No dates have a lower mean than " + money(hedge.bound) + " " + name + " on the draws searched on: the plan shown is within " +
             percent(distance) + " of that. Schedules priced: " + std::to_string(hedge.looked) + ".",
         "在搜索所用抽样上，任何日期安排的平均代价都不低于 " + money(hedge.bound) + " " + name + "：所示计划与之相差不超过 " +
             percent(distance) + "。共核算" + std::to_string(hedge.looked) + "种日期安排。"});
  const std::string saved = money(hedge.judged.saved) + " ± " + money(hedge.judged.saved_error);
  switch (hedge.end) {
    case HedgeEnd::hedged:
      if (hedge.limit) {
        const std::string before = money(hedge.judged.deterministic.cvar), after = money(hedge.judged.hedged.cvar),
                          costs = money(-hedge.judged.saved) + " ± " + money(hedge.judged.saved_error);
        say({"Limit on the mean gap of the worst draws: " + money(*hedge.limit) + " " + name +
                 ". On draws that took no part in the search or the choice it is " + after + " instead of " + before +
                 ", and the dates cost " + costs + " " + name + " more on average (± one standard error). " + moves + " starts move.",
             "最坏情况平均缺口的上限：" + money(*hedge.limit) + " " + name + "。未参与搜索和选择的抽样上，由 " + before + " 变为 " + after +
                 "，平均代价增加 " + costs + " " + name + "（± 一个标准误）。改变开工期的项目：" + moves + "个。"});
        break;
      }
      say({"Value of hedging, on draws that took no part in the search or the choice: " + saved + " " + name +
               " on average (± one standard error). " + moves + " starts move.",
           "未参与搜索和选择的抽样上，对冲的价值平均为 " + saved + " " + name + "（± 一个标准误）。改变开工期的项目：" + moves + "个。"});
      break;
    case HedgeEnd::no_better:
      say({"No dates were found that do better on fresh draws: the deterministic plan is shown.",
           "未找到在新的抽样上更好的日期安排：所示即确定性计划。"});
      break;
    case HedgeEnd::impossible:
      say({"No dates were found that keep the limit of " + money(*hedge.limit) + " " + name + "; the least CVaR found is " +
               money(hedge.least_cvar) + " " + name + ", and its plan is shown.",
           "未找到能守住 " + money(*hedge.limit) + " " + name + " 上限的日期安排；所得最小 CVaR 为 " + money(hedge.least_cvar) + " " +
               name + "，所示即其计划。"});
      break;
    case HedgeEnd::cancelled: break;
  }
  if (!arguments.out.empty())
    std::cout << session.say({"Written to ", "已写入 "}) << arguments.out
              << session.say({". Next: liandong verify ", "。下一步：liandong verify "}) << arguments.campaign << " " << arguments.out
              << "/plan\n";
}

int run_hedge(const Session& session, const HedgeArguments& arguments) {
  const std::optional<MoneyUnit> unit = check_study(session, arguments);
  if (!unit) return exit_bad_input;
  if (const auto wrong = trouble(arguments)) return report_misuse(session, *wrong);
  const auto loaded = load_campaign(session, arguments.campaign, arguments.scenario);
  if (!loaded) return exit_bad_input;
  const auto uncertainty = open_uncertainty(session, arguments.campaign, loaded->problem);
  if (!uncertainty) return exit_bad_input;
  if (const auto refused = refuse_folder(session, arguments, mark_file)) return *refused;

  Interrupt interrupt(session.language);
  ProgressLine progress;
  const Hedge hedge = hedge_plan(loaded->problem, *uncertainty,
                                 {.draws = arguments.draws,
                                  .fresh = arguments.fresh,
                                  .seed = arguments.seed,
                                  .level = arguments.level,
                                  .limit = arguments.limit ? std::optional(Money::nearest_wan(*arguments.limit)) : std::nullopt,
                                  .limit_share = arguments.share,
                                  .gap = arguments.gap,
                                  .time_limit = arguments.time,
                                  .threads = arguments.threads,
                                  .stop = interrupt.token(),
                                  .on_progress = [&](double objective, double bound, const Text& step) {
                                    std::string line = session.say(step);
                                    if (std::isfinite(objective) && objective != 0) line += "  " + figure(objective, *unit);
                                    if (std::isfinite(bound) && bound != 0) line += " / " + figure(bound, *unit);
                                    progress.show(line);
                                  }});
  progress.clear();
  if (!arguments.out.empty())
    if (const Issues unwritten = write_hedge(arguments, *loaded, hedge); has_errors(unwritten))
      return refuse(session, unwritten, arguments.out, 20);
  if (session.json) {
    std::cout << hedge_json(hedge);
  } else {
    if (uncertainty->defaults)
      std::cout << wrap(session.say({"The campaign has no uncertainty.toml: built-in defaults are used, all illustrative.",
                                     "未找到 uncertainty.toml：采用内置默认值，均为示意。"}),
                        screen_width, 0)
                << "\n";
    for (const Table& table : hedge_tables(hedge, {.language = session.language, .unit = *unit})) {
      print_table(std::cout, table);
      std::cout << "\n";
    }
    print_summary(session, arguments, hedge, *unit);
  }
  if (hedge.end != HedgeEnd::cancelled) return exit_ok;
  std::cerr << session.say({"Stopped: this is the best found so far.", "已停止：以上为目前所得最好结果。"}) << "\n";
  return exit_cancelled;
}

}  // namespace

void add_hedge(CLI::App& app, Session& session) {
  const auto arguments = std::make_shared<HedgeArguments>();
  CLI::App* sub =
      app.add_subcommand("hedge", session.say({"Dates that are best on average over what may happen, with a limit on the worst gaps",
                                               "按各种可能情况平均最优、并限制最坏缺口的日期安排"}));
  add_campaign(*sub, session, *arguments);
  sub->add_option("--draws", arguments->draws, session.say({"Draws to search on (32)", "搜索所用抽样次数（32）"}))->option_text("N");
  sub->add_option("--fresh", arguments->fresh,
                  session.say({"Draws to choose on, and as many again to judge by (128)", "选择与评判各用的新抽样次数（128）"}))
      ->option_text("N");
  sub->add_option("--seed", arguments->seed, session.say({"Same seed, same draws (1)", "种子相同则结果相同（1）"}))->option_text("S");
  sub->add_option(
         "--cvar", arguments->limit,
         session.say({"Most that the mean gap of the worst draws may be, 万元 (no limit)", "最坏情况平均缺口的上限，万元（不限）"}))
      ->option_text("WAN");
  sub->add_option("--cvar-share", arguments->share,
                  session.say({"The same as a share of the deterministic plan's (no limit)", "同上，占确定性计划的比例（不限）"}))
      ->option_text("SHARE");
  sub->add_option("--level", arguments->level,
                  session.say({"Share of the draws that the worst ones lie above (0.9)", "最坏情况之下的抽样比例（0.9）"}))
      ->option_text("SHARE");
  add_scenario(*sub, session, *arguments);
  add_study_options(*sub, session, *arguments,
                    {.gap = gap_of_each_plan("0.01"),
                     .out = {"Folder for a plan folder, hedge.csv, moves.csv and hedge.json (none)",
                             "写入计划文件夹、hedge.csv、moves.csv 和 hedge.json 的文件夹（不写）"},
                     .json = {"Print the result as JSON", "以 JSON 输出"}});
  sub->footer(session.say(
      {"What is uncertain stands in uncertainty.toml beside campaign.toml. Ctrl-C keeps the best so far. Exit status: 0, 2 bad input, 6 "
       "cancelled.\nExamples:\n  liandong hedge data/wuchuang --out hedge\n  liandong hedge data/wuchuang --cvar-share 0.9",
       "不确定性写在 campaign.toml 旁的 uncertainty.toml 中。Ctrl-C 保留目前最好结果。退出码：0，2 输入有误，6 已取消。\n示例：\n  "
       "liandong "
       "hedge data/wuchuang --out hedge\n  liandong hedge data/wuchuang --cvar-share 0.9"}));
  sub->callback([&session, arguments] { session.action = [&session, arguments] { return run_hedge(session, *arguments); }; });
}

}  // namespace liandong::cli
