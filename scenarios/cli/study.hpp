#pragma once

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>

#include "model/core/issue.hpp"
#include "model/core/text.hpp"
#include "model/planning/figures.hpp"
#include "scenarios/cli/progress.hpp"
#include "scenarios/cli/session.hpp"
#include "scenarios/cli/threads.hpp"

namespace liandong::cli {

/// What commands have in common that plan a campaign again and again and show what they found, or write it into a folder.
struct StudyArguments {
  std::string campaign, scenario, unit = "wan", out;
  double gap = 0.005, time = 0;
  int threads = all_threads();
};

void add_campaign(CLI::App& sub, const Session& session, StudyArguments& arguments);
void add_scenario(CLI::App& sub, const Session& session, StudyArguments& arguments);

struct StudyHelp {
  Text gap, out, json;
};
/// --gap, --time, --threads, --unit, --out and --json.
void add_study_options(CLI::App& sub, Session& session, StudyArguments& arguments, const StudyHelp& help);
/// --gap of a command that makes many plans, `by_itself` if it is not given.
[[nodiscard]] Text gap_of_each_plan(const std::string& by_itself);

/// The unit to show money in; nothing once what is wrong with these options has been said.
[[nodiscard]] std::optional<MoneyUnit> check_study(const Session& session, const StudyArguments& arguments);

/// The exit status if the folder asked for cannot be written, once that has been said: hours of planning must not end so.
[[nodiscard]] std::optional<ExitStatus> refuse_folder(const Session& session, const StudyArguments& arguments, const std::string& mark);

/// Writes files by name and text, the first of them that by which such a folder is known, whole or not at all.
[[nodiscard]] Issues write_results(const std::string& out, std::initializer_list<std::pair<std::string, std::string>> files);

/// Shows how far a command is: "plans: 3/24".
[[nodiscard]] std::function<void(std::size_t done, std::size_t all)> show_count(const Session& session, ProgressLine& progress,
                                                                                const Text& what);

}  // namespace liandong::cli
