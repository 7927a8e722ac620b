#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "model/core/text.hpp"
#include "scenarios/ranks.hpp"

namespace CLI {
class App;
}

namespace liandong::cli {

/// What the exit status says; scripts rely on these.
enum ExitStatus : int {
  exit_ok = 0,
  exit_does_not_hold = 1,  ///< verify: a rule, figure or bound does not hold.
  exit_bad_input = 2,      ///< Of the command line or of a file.
  exit_infeasible = 3,
  exit_unbounded = 4,
  exit_not_solved = 5,
  exit_cancelled = 6,  ///< Stopped by a signal; what was reached is written.
};

/// One run of the program: how to talk, and what the command line asks for.
struct Session {
  Language language = Language::english;
  bool json = false;
  Ranks* ranks = &alone();        ///< The processes that share the work.
  std::function<int()> action{};  ///< Set by the command that the command line names; returns the exit status.

  [[nodiscard]] const std::string& say(const Text& text) const { return text.in(language); }
};

/// Chinese if the first of LC_ALL, LC_MESSAGES and LANG that is set says so, otherwise English.
[[nodiscard]] Language language_of_environment();

/// Prints "liandong: error: ..." to standard error; returns `exit_bad_input`.
int report_misuse(const Session& session, const Text& sentence);

void add_check(CLI::App& app, Session& session);
void add_plan(CLI::App& app, Session& session);
void add_scenarios(CLI::App& app, Session& session);
void add_compare(CLI::App& app, Session& session);
void add_bridge(CLI::App& app, Session& session);
void add_reach(CLI::App& app, Session& session);
void add_frontier(CLI::App& app, Session& session);
void add_stress(CLI::App& app, Session& session);
void add_alternatives(CLI::App& app, Session& session);
void add_hedge(CLI::App& app, Session& session);
void add_verify(CLI::App& app, Session& session);
void add_explain(CLI::App& app, Session& session);
void add_prices(CLI::App& app, Session& session);
void add_simulate(CLI::App& app, Session& session);
void add_batch(CLI::App& app, Session& session);
void add_graph(CLI::App& app, Session& session);
void add_solve(CLI::App& app, Session& session);
void add_export_mps(CLI::App& app, Session& session);
void add_generate(CLI::App& app, Session& session);

}  // namespace liandong::cli
