#include "scenarios/generate.hpp"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <iostream>
#include <memory>
#include <string>

#include "scenarios/cli/print.hpp"
#include "scenarios/cli/session.hpp"

namespace liandong::cli {
namespace {

struct GenerateArguments {
  int cities = 1, projects = 60, periods = 20;
  std::uint64_t seed = 1;
  std::string out;
};

int run_generate(const Session& session, const GenerateArguments& arguments) {
  const Issues issues =
      generate_campaign({.cities = arguments.cities, .projects = arguments.projects, .periods = arguments.periods, .seed = arguments.seed, .out = arguments.out});
  if (session.json)
    print_issues_json(std::cout, session, issues);
  else
    print_issues(std::cerr, session, issues, "", 20);
  if (has_errors(issues)) return exit_bad_input;
  if (!session.json)
    std::cout << session.say({"Campaign written to " + arguments.out + ". Next: liandong plan " + arguments.out, "已写入 " + arguments.out + "。下一步：liandong plan " + arguments.out}) << "\n";
  return exit_ok;
}

}  // namespace

void add_generate(CLI::App& app, Session& session) {
  const auto arguments = std::make_shared<GenerateArguments>();
  CLI::App* sub = app.add_subcommand("generate", session.say({"Make a synthetic campaign of any size", "生成任意规模的模拟创建数据"}));
  sub->add_option("--cities", arguments->cities, session.say({"Cities, 1 to 999 (1)", "城市数，1 至 999（1）"}))->option_text("N");
  sub->add_option("--projects", arguments->projects, session.say({"Projects in each city, at least 6 (60)", "每个城市的项目数，至少 6（60）"}))->option_text("N");
  sub->add_option("--periods", arguments->periods, session.say({"Quarters from 2012Q1, at least 6 (20)", "自 2012Q1 起的季度数，至少 6（20）"}))->option_text("N");
  sub->add_option("--seed", arguments->seed, session.say({"Same seed, same campaign (1)", "种子相同则数据相同（1）"}))->option_text("S");
  sub->add_option("--out", arguments->out, session.say({"Folder to write", "输出文件夹"}))->required()->option_text("DIR");
  sub->add_flag("--json", session.json, session.say({"Print issues as JSON", "以 JSON 输出问题"}));
  sub->footer(session.say({"Example:\n  liandong generate --cities 3 --projects 200 --periods 20 --seed 7 --out campaign",
                           "示例：\n  liandong generate --cities 3 --projects 200 --periods 20 --seed 7 --out campaign"}));
  sub->callback([&session, arguments] { session.action = [&session, arguments] { return run_generate(session, *arguments); }; });
}

}  // namespace liandong::cli
