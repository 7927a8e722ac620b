#include "scenarios/cli/program.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <new>
#include <ostream>
#include <streambuf>
#include <string>
#include <string_view>
#include <vector>

#include "model/core/money.hpp"
#include "scenarios/cli/closest.hpp"
#include "scenarios/cli/session.hpp"
#include "scenarios/cli/terminal.hpp"

#ifndef LIANDONG_VERSION
#define LIANDONG_VERSION "0.1.0"
#endif

namespace liandong::cli {

Language language_of_environment() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0')
      return std::string_view(value).substr(0, 2) == "zh" ? Language::chinese : Language::english;
  return Language::english;
}

int report_misuse(const Session& session, const Text& sentence) {
  std::cerr << "liandong: " << paint_error(session.say({"error", "错误"}), Colour::red) << session.say({": ", "："})
            << session.say(sentence) << "\n";
  return exit_bad_input;
}

namespace {

// Help is written while the command line is being taken apart, so its language is looked for beforehand.
Language language_of_arguments(const std::vector<std::string>& arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::string value;
    if (arguments[i] == "--lang" && i + 1 < arguments.size()) value = arguments[i + 1];
    if (arguments[i].rfind("--lang=", 0) == 0) value = arguments[i].substr(7);
    if (value.rfind("zh", 0) == 0) return Language::chinese;
    if (value.rfind("en", 0) == 0) return Language::english;
  }
  return language_of_environment();
}

void speak_chinese(CLI::App& app) {
  const auto formatter = app.get_formatter();
  formatter->label("Usage", "用法");
  formatter->label("OPTIONS", "选项");
  formatter->label("SUBCOMMAND", "命令");
  formatter->label("Positionals", "参数");
  formatter->label("REQUIRED", "（必填）");
  formatter->label("TEXT", "文字");
  formatter->label("Needs", "需要");
  formatter->label("Excludes", "不能同用");
}

const CLI::App& chosen(const CLI::App& app) {
  const auto subs = app.get_subcommands();
  return subs.empty() ? app : *subs.front();
}

std::vector<std::string> names_of_commands(CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; })) names.push_back(sub->get_name());
  return names;
}

std::vector<std::string> names_of_options(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* level = &app; level != nullptr; level = level->get_parent())
    for (const CLI::Option* option : level->get_options())
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

// The option that a message of CLI11 is about: its first word with dashes, or in capitals for a positional.
std::string subject_of(const std::string& message) {
  std::size_t start = message.find("--");
  if (start == std::string::npos) start = 0;
  const std::size_t end = message.find_first_of(" :=,", start);
  return message.substr(start, end == std::string::npos ? end : end - start);
}

Text explain_misuse(CLI::App& app, const CLI::ParseError& error) {
  const auto kind = static_cast<CLI::ExitCodes>(error.get_exit_code());
  const std::string message = error.what(), subject = subject_of(message);
  std::vector<std::string> extras = app.remaining(true);
  // An unknown option hides that a word after it has no place; say the option first.
  std::stable_partition(extras.begin(), extras.end(), [](const std::string& word) { return word.rfind("-", 0) == 0; });
  const bool unknown_command = kind == CLI::ExitCodes::RequiredError && app.get_subcommands().empty() && !extras.empty();
  if (kind == CLI::ExitCodes::ExtrasError || unknown_command) {
    const std::string word = extras.empty() ? subject : extras.front();
    const bool option = word.rfind("-", 0) == 0;
    const std::string bare = word.substr(0, word.find('='));
    const bool command = !option && app.get_subcommands().empty();
    const std::string guess = option ? closest(bare, names_of_options(chosen(app))) : command ? closest(bare, names_of_commands(app)) : "";
    Text text;
    text.en = (option ? "unknown option " : command ? "unknown command " : "superfluous argument ") + word;
    text.zh = std::string(option ? "没有选项 " : command ? "没有命令 " : "多余的参数 ") + word;
    if (!guess.empty()) {
      text.en += "; did you mean " + guess + "?";
      text.zh += "；是否要用 " + guess + "？";
    }
    return text;
  }
  if (kind == CLI::ExitCodes::RequiredError) {
    if (app.get_subcommands().empty()) return {"a command is missing", "缺少命令"};
    return {subject + " is missing", "缺少 " + subject};
  }
  if (kind == CLI::ExitCodes::ArgumentMismatch) return {subject + " needs a value", subject + " 需要一个值"};
  if (kind == CLI::ExitCodes::ConversionError) return {subject + " needs a number", subject + " 需要数字"};
  if (kind == CLI::ExitCodes::ExcludesError) return {message, "选项不能同用：" + message};
  return {message, "命令行有误：" + message};
}

int run(const std::vector<std::string>& arguments, Ranks& ranks) {
  Session session{.language = language_of_arguments(arguments), .ranks = &ranks};
  CLI::App app{session.say({"Liandong plans a city's creation campaigns: what is built when, which money pays for each quarter of it,\n"
                            "whether the titles are won on time, and where the money runs short.",
                            "联动：城市多创联动的预算与融资模拟。何时建什么、每个季度由哪笔资金支付、\n"
                            "各项称号能否按时拿到、资金缺口在哪里。"}),
               "liandong"};
  if (session.language == Language::chinese) speak_chinese(app);
  app.set_help_flag("-h,--help", session.say({"Show this help and leave", "显示帮助并退出"}));
  app.set_version_flag("--version", "liandong " LIANDONG_VERSION, session.say({"Show the version and leave", "显示版本并退出"}));
  app.get_option("--help")->group(session.say({"Options", "选项"}));
  app.get_option("--version")->group(session.say({"Options", "选项"}));
  app.option_defaults()->group(session.say({"Options", "选项"}));
  std::string language;
  app.add_option("--lang", language, session.say({"Language: zh or en (default: of the locale)", "语言：zh 或 en（默认随系统区域设置）"}))
      ->option_text("zh|en");
  app.require_subcommand(1);
  app.footer(
      session.say({"Examples:\n"
                   "  liandong check data/wuchuang\n"
                   "  liandong plan data/wuchuang --out plan\n"
                   "  liandong explain data/wuchuang plan --gap\n"
                   "liandong COMMAND --help tells more of a command.",
                   "示例：\n"
                   "  liandong check data/wuchuang\n"
                   "  liandong plan data/wuchuang --out plan\n"
                   "  liandong explain data/wuchuang plan --gap\n"
                   "liandong 命令 --help 查看该命令的说明。"}));

  add_check(app, session);
  add_plan(app, session);
  add_scenarios(app, session);
  add_compare(app, session);
  add_bridge(app, session);
  add_reach(app, session);
  add_frontier(app, session);
  add_stress(app, session);
  add_alternatives(app, session);
  add_hedge(app, session);
  add_verify(app, session);
  add_explain(app, session);
  add_prices(app, session);
  add_simulate(app, session);
  add_batch(app, session);
  add_graph(app, session);
  add_solve(app, session);
  add_export_mps(app, session);
  add_generate(app, session);
  for (CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
    sub->fallthrough();
    sub->group(session.say({"Commands", "命令"}));
    sub->get_option("--help")->group(session.say({"Options", "选项"}));
    sub->set_help_flag("-h,--help", session.say({"Show this help and leave", "显示帮助并退出"}))->group(session.say({"Options", "选项"}));
  }

  try {
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    app.parse(reversed);
  } catch (const CLI::CallForHelp&) {
    std::cout << chosen(app).help(app.get_subcommands().empty() ? "" : "liandong");
    return exit_ok;
  } catch (const CLI::CallForVersion&) {
    std::cout << app.version() << "\n";
    return exit_ok;
  } catch (const CLI::ParseError& error) {
    const int status = report_misuse(session, explain_misuse(app, error));
    const std::string command = app.get_subcommands().empty() ? "liandong" : "liandong " + chosen(app).get_name();
    std::cerr << session.say({"Try: ", "请看："}) << command << " --help\n";
    return status;
  }
  if (!language.empty() && language != "zh" && language != "en")
    return report_misuse(session, {"--lang is zh or en, not " + language, "--lang 只能是 zh 或 en，不能是 " + language});
  if (const std::string name = chosen(app).get_name(); ranks.size() > 1 && name != "simulate" && name != "batch")
    return report_misuse(session, {name + " works in one process: start it without mpirun", name + " 只用一个进程：请不用 mpirun 启动"});
  return session.action();
}

/// Swallows what is written to it.
struct Silence : std::streambuf {
  int overflow(int character) override { return traits_type::not_eof(character); }
  std::streamsize xsputn(const char*, std::streamsize count) override { return count; }
};

}  // namespace

int run_program(int argc, char** argv, Ranks& ranks) {
  static Silence silence;  // Lives as long as the streams do.
  if (!ranks.leads())
    for (std::ostream* stream : {&std::cout, &std::cerr}) stream->rdbuf(&silence);
  const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
  try {
    const int status = run(arguments, ranks);
    std::cout.flush();
    if (std::cout) return status;  // A full disk must not look like success.
    std::cerr << "liandong: standard output cannot be written / 无法写入标准输出\n";
    return exit_bad_input;
  } catch (const MoneyOverflow& error) {
    std::cerr << "liandong: " << error.what() << "\n";
  } catch (const std::bad_alloc&) {
    std::cerr << "liandong: out of memory / 内存不足\n";
  } catch (const std::exception& error) {
    std::cerr << "liandong: " << error.what() << "\n";
  }
  ranks.abandon();
  return exit_bad_input;
}

}  // namespace liandong::cli
