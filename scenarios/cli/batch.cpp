#include "scenarios/batch.hpp"

#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/io/sha256.hpp"
#include "model/io/whole_file.hpp"
#include "scenarios/cli/interrupt.hpp"
#include "scenarios/cli/print.hpp"
#include "scenarios/cli/session.hpp"
#include "scenarios/cli/study.hpp"
#include "scenarios/cli/together.hpp"

namespace liandong::cli {
namespace {

struct BatchArguments : StudyArguments {
  std::vector<std::string> scenarios;
};

/// All pieces, alike on every rank, and a folder for them that every rank sees. Nothing once it has been said why not.
std::optional<std::vector<BatchPiece>> open_batch(const Session& session, const BatchArguments& arguments) {
  const Checked<std::vector<BatchPiece>> pieces = list_pieces(arguments.campaign, arguments.scenarios);
  Sha256 list;
  if (!pieces)
    refuse(session, pieces.issues(), "");
  else
    for (const BatchPiece& piece : *pieces) list.add(piece.name + "\n" + piece.campaign + "\n" + piece.scenario + "\n");
  const std::filesystem::path mark = std::filesystem::path(arguments.out) / batch_mark;
  bool ready = pieces.ok();
  if (ready && session.ranks->leads()) {
    ready = !refuse_folder(session, arguments, batch_mark);
    std::error_code error;
    if (ready && !std::filesystem::exists(mark, error)) {  // An older summary stays until there is a newer one.
      std::filesystem::create_directories(arguments.out, error);
      const Issues issues = write_whole(mark, batch_csv({}));
      ready = issues.empty();
      if (!ready) refuse(session, issues, arguments.out, 20);
    }
  }
  if (!agree(session, ready ? list.hex() : "")) return {};
  std::error_code error;
  if (!agree(session, std::filesystem::exists(mark, error) ? "there" : "")) return {};
  return *pieces;
}

std::string line_about(const Session& session, const BatchRow& row, std::size_t done, std::size_t all) {
  const std::string at = fmt::format("{}/{} {}", done, all, row.piece.name);
  if (!row.planned()) {
    const std::string why = row.issues.empty() ? std::string() : session.say(row.issues.front().sentence);
    return at + session.say({": failed: ", "：失败："}) + why;
  }
  if (row.known) return at + session.say({": planned before", "：此前已编制"});
  const std::string distance = percent(row.distance), seconds = fmt::format("{:.1f}", row.seconds);
  return at + session.say({": " + distance + " from the bound, " + seconds + " s", "：距下界 " + distance + "，用时 " + seconds + " 秒"});
}

Issues write_batch(const std::string& out, const std::vector<BatchRow>& rows) {
  const std::filesystem::path folder(out);
  const Issues issues = write_whole(folder / "batch.json", batch_json(rows));
  return issues.empty() ? write_whole(folder / batch_mark, batch_csv(rows)) : issues;
}

/// What failed, and how to mend it.
void print_failures(const Session& session, const std::vector<BatchRow>& rows) {
  for (const BatchRow& row : rows)
    if (!row.issues.empty()) {
      std::cerr << row.piece.name << session.say({" failed:", " 失败："}) << "\n";
      print_issues(std::cerr, session, row.issues, row.piece.campaign, 5);
    }
}

int run_batch(const Session& session, const BatchArguments& arguments) {
  const std::optional<MoneyUnit> unit = check_study(session, arguments);
  if (!unit) return exit_bad_input;
  std::atomic<std::size_t> done = 0, all = 0;
  std::function<std::string()> notice;
  if (session.ranks->size() > 1)
    notice = [&] { return farewell(session, arguments.out, session.ranks->leads() ? std::optional(done.load()) : std::nullopt, all); };
  Interrupt interrupt(session.language, notice);
  const auto pieces = open_batch(session, arguments);
  if (!pieces) return exit_bad_input;
  all = pieces->size();
  announce_ranks(session, arguments.threads, arguments.out);

  const std::vector<BatchRow> rows = plan_batch(*pieces, arguments.out,
                                                {.gap = arguments.gap,
                                                 .time_limit = arguments.time,
                                                 .threads = arguments.threads,
                                                 .version = LIANDONG_VERSION,
                                                 .stop = interrupt.token(),
                                                 .ranks = session.ranks,
                                                 .on_row = [&](const BatchRow& row, std::size_t count) {
                                                   done = count;
                                                   if (row.state != "not_done")
                                                     std::cerr << line_about(session, row, count, pieces->size()) << "\n";
                                                 }});
  if (!session.ranks->leads()) return exit_ok;
  if (const Issues issues = write_batch(arguments.out, rows); has_errors(issues)) return refuse(session, issues, arguments.out, 20);
  const bool any_failed = std::any_of(rows.begin(), rows.end(), [](const BatchRow& row) { return row.state == "failed"; });
  if (session.json) {
    std::cout << batch_json(rows);
  } else {
    print_table(std::cout, batch_table(rows, {.language = session.language, .unit = *unit}));
    std::cout << "\n"
              << session.say({"Written to ", "已写入 "}) << arguments.out
              << session.say({": batch.csv, batch.json and a plan folder for each", "：batch.csv、batch.json 及各计划文件夹"}) << "\n";
    print_failures(session, rows);
  }
  if (done < all) {
    const std::string n = std::to_string(done), of = std::to_string(all);
    std::cerr << session.say({"Stopped: " + n + " of " + of + " pieces are done; the same command goes on from them.",
                              "已停止：" + of + "份中已完成" + n + "份；再次运行同一命令即可继续。"})
              << "\n";
    return exit_cancelled;
  }
  return any_failed ? exit_bad_input : exit_ok;
}

}  // namespace

void add_batch(CLI::App& app, Session& session) {
  const auto arguments = std::make_shared<BatchArguments>();
  CLI::App* sub = app.add_subcommand("batch", session.say({"Plan many scenarios or campaigns, on one machine or under mpirun",
                                                           "批量编制多个情景或多份创建数据，可用单机或 mpirun"}));
  sub->add_option(
         "WHAT", arguments->campaign,
         session.say({"Campaign folder (it and all its scenarios), a folder of such folders, or a table with the columns campaign, "
                      "scenario (* = all) and name",
                      "数据文件夹（原数据及全部情景）、存放多个数据文件夹的文件夹，或含 "
                      "campaign（数据）、scenario（情景，* 为全部）、name（名称）列的表"}))
      ->required()
      ->option_text(" ");
  sub->add_option("--scenario", arguments->scenarios,
                  session.say({"Only this scenario of each campaign; may be given again; baseline is the campaign itself",
                               "只编制该情景，可多次使用；baseline 为原数据"}))
      ->option_text("NAME")
      ->expected(1)
      ->take_all();
  add_study_options(
      *sub, session, *arguments,
      {.gap = gap_of_each_plan("0.005"),
       .out = {"Folder for batch.csv, batch.json and a plan folder for each piece; plans that are there and still hold are not "
               "made again",
               "写入 batch.csv、batch.json 及各计划文件夹；其中仍然有效的计划不再重编"},
       .json = {"Print the pieces as JSON", "以 JSON 输出"}});
  sub->get_option("--out")->required();
  sub->footer(
      session.say({"A piece that fails does not stop the others. With --time plans depend on the machine. Ctrl-C keeps finished plans; the "
                   "same command "
                   "goes on. Exit status: 0, 2 bad input or a piece failed, 6 cancelled.\nExamples:\n  liandong batch data/wuchuang --out "
                   "runs\n  mpirun "
                   "-n 4 liandong batch province --out runs",
                   "某一份失败不影响其他份。使用 --time 时结果与机器有关。Ctrl-C 保留已完成的计划，再次运行同一命令即可继续。退出码：0，2 "
                   "输入有误或有失败，6 已取消。\n示例：\n  liandong batch data/wuchuang --out runs\n  mpirun -n 4 liandong batch province "
                   "--out runs"}));
  sub->callback([&session, arguments] { session.action = [&session, arguments] { return run_batch(session, *arguments); }; });
}

}  // namespace liandong::cli
