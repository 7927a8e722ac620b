#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "model/optimise/mps.hpp"
#include "model/optimise/solve.hpp"
#include "scenarios/cli/interrupt.hpp"
#include "scenarios/cli/print.hpp"
#include "scenarios/cli/progress.hpp"
#include "scenarios/cli/session.hpp"

namespace liandong::cli {
namespace {

struct SolveArguments {
  std::string file;
  double tolerance = 1e-9;
  double time = 0;
  bool vertex = false;
  bool no_presolve = false;
};

const char* word_for(optimise::SolveStatus status) {
  switch (status) {
    case optimise::SolveStatus::optimal: return "optimal";
    case optimise::SolveStatus::infeasible: return "infeasible";
    case optimise::SolveStatus::unbounded: return "unbounded";
    case optimise::SolveStatus::limit: return "limit";
    case optimise::SolveStatus::cancelled: return "cancelled";
    case optimise::SolveStatus::numerical: return "numerical";
  }
  return "numerical";
}

ExitStatus exit_for(optimise::SolveStatus status) {
  switch (status) {
    case optimise::SolveStatus::optimal: return exit_ok;
    case optimise::SolveStatus::infeasible: return exit_infeasible;
    case optimise::SolveStatus::unbounded: return exit_unbounded;
    case optimise::SolveStatus::limit:
    case optimise::SolveStatus::cancelled:
    case optimise::SolveStatus::numerical: return exit_not_solved;
  }
  return exit_not_solved;
}

int run_solve(const Session& session, const SolveArguments& arguments) {
  const Checked<optimise::QuadraticProgram> problem = optimise::read_mps(arguments.file);
  if (!problem) {
    if (session.json)
      print_issues_json(std::cout, session, problem.issues());
    else
      print_issues(std::cerr, session, problem.issues(), "", 20);
    return exit_bad_input;
  }
  if (!session.json) print_issues(std::cerr, session, problem.issues(), "", 20);

  Interrupt interrupt(session.language);
  ProgressLine progress;
  optimise::SolveOptions options;
  options.tolerance = arguments.tolerance;
  options.time_limit = arguments.time;
  options.vertex = arguments.vertex;
  options.presolve = !arguments.no_presolve;
  options.stop = interrupt.token();
  options.on_progress = [&](const optimise::SolveProgress& at) {
    progress.show(fmt::format("{:4d}  {:.1e}  {:.1e}  {:.1e}", at.iteration, at.primal_residual, at.dual_residual, at.gap));
  };
  const bool linear = problem->q.nonZeros() == 0;
  const optimise::Solution solution = linear ? optimise::solve(problem->linear, options) : optimise::solve(*problem, options);
  progress.clear();

  const optimise::KktReport& kkt = solution.kkt;
  const bool certificate = solution.status == optimise::SolveStatus::infeasible || solution.status == optimise::SolveStatus::unbounded;
  if (session.json) {
    nlohmann::ordered_json document = {{"status", word_for(solution.status)},      {"objective", solution.objective},       {"iterations", solution.iterations},
                                       {"primal_residual", kkt.primal_residual},   {"dual_residual", kkt.dual_residual},    {"gap", kkt.gap},
                                       {"rows", problem->linear.rows()},           {"columns", problem->linear.columns()}};
    if (certificate) document["certificate_violation"] = solution.certificate_violation;
    std::cout << document.dump(2) << "\n";
  } else {
    // The words before the colons are read by scripts and stay English.
    std::cout << "status: " << word_for(solution.status) << "\n"
              << fmt::format("objective: {:#.12g}\n", solution.objective) << "iterations: " << solution.iterations << "\n"
              << fmt::format("primal residual: {:.2e}\ndual residual: {:.2e}\ngap: {:.2e}\n", kkt.primal_residual, kkt.dual_residual, kkt.gap);
    if (certificate) std::cout << fmt::format("certificate violation: {:.2e}\n", solution.certificate_violation);
  }
  return exit_for(solution.status);
}

}  // namespace

void add_solve(CLI::App& app, Session& session) {
  const auto arguments = std::make_shared<SolveArguments>();
  CLI::App* sub = app.add_subcommand("solve", session.say({"Solve a linear or convex quadratic programme in an MPS file", "求解 MPS 文件中的线性或凸二次规划"}));
  sub->add_option("FILE", arguments->file, session.say({"MPS or QPS file, free or fixed, also .gz", "MPS 或 QPS 文件，自由或固定格式，可为 .gz"}))->required()->option_text(" ");
  sub->add_option("--tolerance", arguments->tolerance, session.say({"Relative residuals and gap to reach (1e-9)", "要达到的相对残差与间隙（1e-9）"}))->option_text("X");
  sub->add_option("--time", arguments->time, session.say({"Seconds after which to give up (none)", "超过该秒数即停止（无）"}))->option_text("SECONDS");
  sub->add_flag("--vertex", arguments->vertex, session.say({"End in a vertex with a basis", "以顶点解（含基）结束"}));
  sub->add_flag("--no-presolve", arguments->no_presolve, session.say({"Solve the problem exactly as it stands", "不做预处理"}));
  sub->add_flag("--json", session.json, session.say({"Print JSON", "输出 JSON"}));
  sub->footer(session.say({"Exit status: 0 optimal, 2 bad input, 3 infeasible, 4 unbounded, 5 not solved.\n"
                           "Example:\n  liandong solve afiro.mps",
                           "退出码：0 最优，2 输入有误，3 不可行，4 无界，5 未解出。\n"
                           "示例：\n  liandong solve afiro.mps"}));
  sub->callback([&session, arguments] { session.action = [&session, arguments] { return run_solve(session, *arguments); }; });
}

}  // namespace liandong::cli
