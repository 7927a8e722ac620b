#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "scenarios/cli/print.hpp"
#include "scenarios/cli/print_inputs.hpp"
#include "scenarios/cli/session.hpp"
#include "scenarios/input_changes.hpp"

namespace liandong::cli {
namespace {

struct ScenariosArguments {
  std::string campaign;
  std::vector<std::string> names;
  std::size_t rows = 20;
};

/// Issues of several scenarios, each once.
class Collected {
 public:
  void add(const Issues& issues) {
    for (const Issue& issue : issues)
      if (seen_.emplace(issue.file, issue.row, issue.column, issue.code).second) issues_.push_back(issue);
  }
  [[nodiscard]] const Issues& issues() const { return issues_; }

 private:
  std::set<std::tuple<std::string, int, int, std::string>> seen_;
  Issues issues_;
};

/// All scenarios, the campaign itself first. Nothing once what is wrong with any of them has been said.
std::optional<std::vector<ScenarioInput>> read_all(const Session& session, const CampaignFolder& folder, const std::string& path,
                                                   const std::vector<std::string>& names) {
  Collected collected;
  std::vector<ScenarioInput> inputs;
  for (const std::string& name : names) {
    Checked<ScenarioInput> input = read_input(folder, name);
    collected.add(input.issues());
    if (input) inputs.push_back(std::move(*input));
  }
  if (has_errors(collected.issues())) {
    refuse(session, collected.issues(), path);
    return {};
  }
  if (!session.json) print_issues(std::cerr, session, collected.issues(), path, 10);
  return inputs;
}

int run_scenarios(const Session& session, const ScenariosArguments& arguments) {
  if (arguments.names.size() > 2)
    return report_misuse(session, {"scenarios shows the differences of two; compare plans up to eight",
                                   "scenarios 对照两个情景的差别；compare 可比较多至八个"});
  const CampaignFolder folder(arguments.campaign);
  std::vector<std::string> names = arguments.names;
  const bool list = names.empty();
  if (list) names = folder.scenarios();
  if (list || names.size() == 1) names.insert(names.begin(), std::string(baseline));
  const auto inputs = read_all(session, folder, arguments.campaign, names);
  if (!inputs) return exit_bad_input;
  if (list) {
    if (session.json)
      list_json(session, *inputs);
    else
      list_tree(session, *inputs);
    return exit_ok;
  }
  const InputComparison change = compare_inputs((*inputs)[0].file, (*inputs)[1].file);
  if (session.json)
    print_two_json(session, (*inputs)[0], (*inputs)[1], change);
  else
    print_two(session, (*inputs)[0], (*inputs)[1], change, arguments.rows);
  return exit_ok;
}

}  // namespace

void add_scenarios(CLI::App& app, Session& session) {
  const auto arguments = std::make_shared<ScenariosArguments>();
  CLI::App* sub = app.add_subcommand("scenarios", session.say({"List a campaign's scenarios, or what differs in the inputs of two",
                                                               "列出各情景，或对照两个情景的输入差别"}));
  sub->add_option("CAMPAIGN", arguments->campaign, session.say({"Campaign folder", "创建数据文件夹"}))->required()->option_text(" ");
  sub->add_option("NAME", arguments->names,
                  session.say({"One scenario, to see it against the campaign itself, or two; baseline is the campaign itself",
                               "一个情景（与原数据对照）或两个情景；baseline 为原数据"}))
      ->option_text(" ");
  sub->add_option("--rows", arguments->rows, session.say({"Rows to show of each table, 0 = all (20)", "各表显示行数，0 为全部（20）"}))
      ->option_text("N");
  sub->add_flag("--json", session.json, session.say({"Print JSON, with every figure that differs", "输出 JSON，含每个不同的数字"}));
  sub->footer(
      session.say({"Reads every scenario; exit status 2 if one cannot be read.\nExamples:\n  liandong scenarios data/wuchuang\n  liandong "
                   "scenarios data/wuchuang province_cut_30 bt_barred",
                   "读取全部情景；有情景无法读取时退出码为 2。\n示例：\n  liandong scenarios data/wuchuang\n  liandong scenarios "
                   "data/wuchuang province_cut_30 bt_barred"}));
  sub->callback([&session, arguments] { session.action = [&session, arguments] { return run_scenarios(session, *arguments); }; });
}

}  // namespace liandong::cli
