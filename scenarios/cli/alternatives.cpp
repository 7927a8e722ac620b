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
#include "scenarios/cli/terminal.hpp"
#include "scenarios/variety.hpp"

namespace liandong::cli {
namespace {

constexpr const char* mark_file = "alternatives.csv";  // By which a folder of alternatives is known.

struct AlternativesArguments : StudyArguments {
  AlternativesArguments() { gap = 0.01; }
  std::size_t count = 6;
  double within = 0.02;
  std::uint64_t seed = 1;
};

Issues write_alternatives(const AlternativesArguments& arguments, const LoadedCampaign& loaded, const Variety& variety) {
  if (Issues issues = write_results(arguments.out, {{mark_file, alternatives_csv(variety)},
                                                    {"shared.csv", shared_csv(loaded.problem, variety)},
                                                    {"alternatives.json", variety_json(loaded.problem, variety)}});
      has_errors(issues))
    return issues;
  for (std::size_t i = 0; i < variety.plans.size(); ++i) {
    Provenance provenance = provenance_of(loaded);
    provenance.seed = arguments.seed;
    provenance.options["gap"] = fmt::format("{}", arguments.gap);
    provenance.options["within"] = fmt::format("{}", arguments.within);
    const Issues issues =
        write_plan(std::filesystem::path(arguments.out) / alternative_name(i), loaded.problem, variety.plans[i].result, provenance);
    if (has_errors(issues)) return issues;
  }
  return {};
}

int run_alternatives(const Session& session, const AlternativesArguments& arguments) {
  const std::optional<MoneyUnit> unit = check_study(session, arguments);
  if (!unit) return exit_bad_input;
  if (arguments.count < 2 || arguments.count > 20) return report_misuse(session, {"--count must be 2 to 20", "--count 应为 2 至 20"});
  if (!(arguments.within > 0 && arguments.within < 1))
    return report_misuse(session, {"--within must lie between 0 and 1", "--within 应在 0 与 1 之间"});
  const auto loaded = load_campaign(session, arguments.campaign, arguments.scenario);
  if (!loaded) return exit_bad_input;
  if (!loaded->problem.modes().empty())
    return report_misuse(session, {"alternatives cannot be sought yet where projects have modes (modes.csv)",
                                   "项目有多种实施方式（modes.csv）时尚不能求备选方案"});
  if (const auto refused = refuse_folder(session, arguments, mark_file)) return *refused;

  Interrupt interrupt(session.language);
  ProgressLine progress;
  const Variety variety = find_alternatives(loaded->problem, {.count = arguments.count,
                                                              .within = arguments.within,
                                                              .gap = arguments.gap,
                                                              .time_limit = arguments.time,
                                                              .seed = arguments.seed,
                                                              .threads = arguments.threads,
                                                              .stop = interrupt.token(),
                                                              .on_progress = show_count(session, progress, {"plans: ", "方案："})});
  progress.clear();
  if (!arguments.out.empty() && !variety.plans.empty())
    if (const Issues unwritten = write_alternatives(arguments, *loaded, variety); has_errors(unwritten))
      return refuse(session, unwritten, arguments.out, 20);
  if (session.json) {
    std::cout << variety_json(loaded->problem, variety);
  } else if (!variety.plans.empty()) {
    for (const Table& table : variety_tables(loaded->problem, variety, {.language = session.language, .unit = *unit})) {
      print_table(std::cout, table);
      std::cout << "\n";
    }
    const std::string shared = std::to_string(variety.shared.size()), built = std::to_string(variety.built_in_all),
                      none = std::to_string(variety.built_in_none);
    std::cout << wrap(session.say({"All of these plans start " + shared + " projects in the same period; all build " + built +
                                       ", none builds " + none + " others.",
                                   "各方案有" + shared + "个项目开工期一致；" + built + "个项目均建设，" + none + "个项目均不建设。"}),
                      screen_width, 0)
              << "\n";
    if (!arguments.out.empty())
      std::cout << session.say({"Written to ", "已写入 "}) << arguments.out
                << session.say({"; a plan folder for each. Next: liandong verify ", "，每个方案一个计划文件夹。下一步：liandong verify "})
                << arguments.campaign << " " << arguments.out << "/" << alternative_name(variety.plans.size() - 1) << "\n";
  }
  if (variety.complete) return exit_ok;
  std::cerr << session.say({"Stopped: these are the plans found so far.", "已停止：以上为已得到的方案。"}) << "\n";
  return exit_cancelled;
}

}  // namespace

void add_alternatives(CLI::App& app, Session& session) {
  const auto arguments = std::make_shared<AlternativesArguments>();
  CLI::App* sub =
      app.add_subcommand("alternatives", session.say({"Clearly different plans that cost about the same, and what all of them share",
                                                      "代价相近而明显不同的方案及其共同部分"}));
  add_campaign(*sub, session, *arguments);
  sub->add_option("--count", arguments->count, session.say({"Plans to show, the best included (6)", "方案数，含最优（6）"}))
      ->option_text("N");
  sub->add_option(
         "--within", arguments->within,
         session.say({"How much more than the best plan one may cost, relative to it (0.02)", "方案可比最优方案多花的比例（0.02）"}))
      ->option_text("SHARE");
  sub->add_option("--seed", arguments->seed, session.say({"Of what is drawn to be different (1)", "抽取差异的随机种子（1）"}))
      ->option_text("S");
  add_scenario(*sub, session, *arguments);
  add_study_options(*sub, session, *arguments,
                    {.gap = gap_of_each_plan("0.01"),
                     .out = {"Folder for a plan folder of each, alternatives.csv, shared.csv and alternatives.json (none)",
                             "写入各计划文件夹、alternatives.csv、shared.csv 和 alternatives.json 的文件夹（不写）"},
                     .json = {"Print the plans as JSON", "以 JSON 输出"}});
  sub->footer(
      session.say({"Ctrl-C keeps what is done. Exit status: 0, 2 bad input, 6 cancelled.\nExample:\n  liandong alternatives data/wuchuang "
                   "--count 6 --out alternatives",
                   "Ctrl-C 保留已完成的部分。退出码：0，2 输入有误，6 已取消。\n示例：\n  liandong alternatives data/wuchuang --count 6 "
                   "--out alternatives"}));
  sub->callback([&session, arguments] { session.action = [&session, arguments] { return run_alternatives(session, *arguments); }; });
}

}  // namespace liandong::cli
