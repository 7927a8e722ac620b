#include "scenarios/cli/study.hpp"

#include <CLI/CLI.hpp>

#include "model/io/folder_transaction.hpp"
#include "scenarios/cli/plan_limits.hpp"
#include "scenarios/cli/print.hpp"

namespace liandong::cli {

void add_campaign(CLI::App& sub, const Session& session, StudyArguments& arguments) {
  sub.add_option("CAMPAIGN", arguments.campaign, session.say({"Campaign folder", "创建数据文件夹"}))->required()->option_text(" ");
}

void add_scenario(CLI::App& sub, const Session& session, StudyArguments& arguments) {
  sub.add_option("--scenario", arguments.scenario, session.say({"Scenario of the campaign", "情景"}))->option_text("NAME");
}

void add_study_options(CLI::App& sub, Session& session, StudyArguments& arguments, const StudyHelp& help) {
  sub.add_option("--gap", arguments.gap, session.say(help.gap))->option_text("SHARE");
  sub.add_option("--time", arguments.time, session.say({"Seconds for each plan (no limit)", "每个方案的秒数（不限）"}))
      ->option_text("SECONDS");
  sub.add_option("--threads", arguments.threads,
                 session.say({"Threads; results do not depend on it (as many as the machine has)", "线程数，不影响结果（默认为本机全部）"}))
      ->option_text("N");
  sub.add_option("--unit", arguments.unit,
                 session.say({"Unit of money on the screen: wan (万元) or yi (亿元)", "屏幕金额单位：wan（万元）或 yi（亿元）"}))
      ->option_text("UNIT");
  sub.add_option("--out", arguments.out, session.say(help.out))->option_text("DIR");
  sub.add_flag("--json", session.json, session.say(help.json));
}

Text gap_of_each_plan(const std::string& by_itself) {
  return {"Relative distance of each plan to its bound at which to stop (" + by_itself + ")",
          "各方案与下界的相对差距达到该值即停止（" + by_itself + "）"};
}

std::optional<MoneyUnit> check_study(const Session& session, const StudyArguments& arguments) {
  std::optional<Text> trouble = trouble_with_limits(arguments.gap, arguments.time, arguments.threads);
  const std::optional<MoneyUnit> unit = parse_unit(arguments.unit);
  if (!trouble && !unit) trouble = not_a_unit(arguments.unit);
  if (!trouble) return unit;
  report_misuse(session, *trouble);
  return {};
}

std::optional<ExitStatus> refuse_folder(const Session& session, const StudyArguments& arguments, const std::string& mark) {
  if (arguments.out.empty()) return {};
  const Issues unwritten = FolderTransaction(arguments.out, mark).issues();
  return has_errors(unwritten) ? std::optional(refuse(session, unwritten, arguments.out, 20)) : std::nullopt;
}

Issues write_results(const std::string& out, std::initializer_list<std::pair<std::string, std::string>> files) {
  FolderTransaction folder(out, files.begin()->first);
  for (const auto& [name, text] : files) folder.write(name, text);
  folder.commit();
  return folder.issues();
}

std::function<void(std::size_t, std::size_t)> show_count(const Session& session, ProgressLine& progress, const Text& what) {
  return [&progress, label = session.say(what)](std::size_t done, std::size_t all) {
    progress.show(label + std::to_string(done) + "/" + std::to_string(all));
  };
}

}  // namespace liandong::cli
