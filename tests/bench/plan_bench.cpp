// Measures the planner from inside, for run.py; prints one line of JSON.
//   plan_bench model FOLDER            reading and the problem's own structures
//   plan_bench relax FOLDER            the relaxation, proven to 1e-6
//   plan_bench plan FOLDER PLAN        seconds until the plan is within 1 %, 0.5 %, 0.1 % of the bound; writes the plan
//   plan_bench replan FOLDER CHANGED PLAN   plans FOLDER to --first-gap, then, going on from there, CHANGED, the same campaign with other
//                                      amounts, to --gap; says how long each step of that took and writes the second plan
//   plan_bench kernel FOLDER NAME      one piece of work between the marks that callgrind counts
// --time SECONDS  --gap SHARE  --first-gap SHARE  --threads N

#include <sys/resource.h>

#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/io/plan_folder.hpp"
#include "model/io/read_campaign.hpp"
#include "model/planning/lagrangian.hpp"
#include "model/planning/make_plan.hpp"
#include "model/planning/master_layout.hpp"
#include "model/planning/planner.hpp"
#include "model/planning/relaxation.hpp"

namespace {

using namespace liandong;
using Json = nlohmann::ordered_json;

struct Arguments {
  std::vector<std::string> words;
  double time = 0, gap = 0.001, first_gap = 0.003;
  int threads = 1;
};

/// Wall and processor seconds since it was made.
class Watch {
 public:
  [[nodiscard]] double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count(); }
  [[nodiscard]] double cpu() const { return used() - used_; }
  [[nodiscard]] static double peak_mib() { return static_cast<double>(usage().ru_maxrss) / 1024; }

 private:
  static rusage usage() {
    rusage use{};
    getrusage(RUSAGE_SELF, &use);
    return use;
  }
  static double used() {
    const rusage use = usage();
    return static_cast<double>(use.ru_utime.tv_sec + use.ru_stime.tv_sec) +
           static_cast<double>(use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e6;
  }
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  double used_ = used();
};

struct Input {
  PlanningProblem problem;
  std::string hash;
};

std::optional<Input> read(const std::string& folder) {
  Checked<CampaignFile> file = read_campaign(folder);
  if (!file) {
    std::fprintf(stderr, "%s: %s\n", folder.c_str(), file.issues().front().sentence.en.c_str());
    return {};
  }
  std::string hash = file->input_hash;
  return Input{PlanningProblem(std::move(file->campaign), std::move(file->funding), std::move(file->settings)), std::move(hash)};
}

int print(Json json, const Watch& watch) {
  json["cpu"] = watch.cpu();
  json["peak_mib"] = Watch::peak_mib();
  std::cout << json.dump() << std::endl;
  return 0;
}

/// When the distance to the bound first fell to each of these.
class GapClock {
 public:
  void note(double seconds, double objective, double bound) {
    if (!std::isfinite(objective) || !std::isfinite(bound)) return;
    const double gap = objective == bound ? 0 : (objective - bound) / std::abs(objective);
    for (std::size_t i = 0; i < gaps.size(); ++i)
      if (gap <= gaps[i] && !reached_[i]) reached_[i] = seconds;
  }
  [[nodiscard]] Json json() const {
    Json out = Json::object();
    for (std::size_t i = 0; i < gaps.size(); ++i) out[names[i]] = reached_[i] ? Json(*reached_[i]) : Json();
    return out;
  }

 private:
  static constexpr std::array gaps{0.01, 0.005, 0.003, 0.001};
  static constexpr std::array names{"0.01", "0.005", "0.003", "0.001"};
  std::array<std::optional<double>, gaps.size()> reached_{};
};

const char* name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::proven: return "proven";
    case Outcome::best_found: return "best_found";
    case Outcome::cancelled: return "cancelled";
  }
  return "?";
}

/// Plans with `planner`, writes the plan, and says when it got how far.
Json plan(Planner& planner, const Input& input, const Arguments& arguments, double gap, const std::string& out) {
  const Watch watch;
  GapClock clock;
  Json steps = Json::array();
  const PlanResult result = planner.plan(
      input.problem, {.gap = gap, .time_limit = arguments.time, .threads = arguments.threads, .on_progress = [&](const PlanProgress& at) {
                        const double seconds = watch.seconds();
                        clock.note(seconds, at.objective, at.bound);
                        if (steps.empty() || steps.back()[0] != at.step.en) steps.push_back({at.step.en, seconds});
                      }});
  const double seconds = watch.seconds(), cpu = watch.cpu(), objective = result.plan.certificate.objective,
               bound = result.plan.certificate.bound;
  clock.note(seconds, objective, bound);
  const Issues issues =
      write_plan(out, input.problem, result, {.input_hash = input.hash, .scenario = {}, .seed = {}, .version = "bench", .options = {}});
  if (has_errors(issues)) std::fprintf(stderr, "%s: %s\n", out.c_str(), issues.front().sentence.en.c_str());
  Json found{{"seconds", seconds},
             {"plan_cpu", cpu},
             {"outcome", name_of(result.outcome)},
             {"objective", objective},
             {"bound", bound},
             {"gap", objective == bound ? 0 : (objective - bound) / std::abs(objective)},
             {"relaxation", result.relaxation ? Json(*result.relaxation) : Json()},
             {"reached", clock.json()}};
  if (steps.size() < 50) found["steps"] = std::move(steps);  // Each step's name and when it began.
  return found;
}

int model(const Arguments& arguments) {
  Watch watch;
  const auto input = read(arguments.words[1]);
  if (!input) return 2;
  const double reading = watch.seconds();
  const SpendModel spend(input->problem);
  const double spending = watch.seconds();
  const ExpandedGraph graph(input->problem, open_windows(input->problem));
  const double expanding = watch.seconds();
  const Campaign& campaign = input->problem.campaign();
  return print({{"projects", campaign.projects().size()},
                {"sources", input->problem.funding().sources().size()},
                {"periods", input->problem.periods()},
                {"classes", spend.classes().size()},
                {"cells", spend.cells().size()},
                {"variables", graph.variable_count()},
                {"read_seconds", reading},
                {"spend_seconds", spending - reading},
                {"graph_seconds", expanding - spending}},
               watch);
}

int relax(const Arguments& arguments) {
  const auto input = read(arguments.words[1]);
  if (!input) return 2;
  const Watch watch;
  const SpendModel spend(input->problem);
  const ExpandedGraph graph(input->problem, open_windows(input->problem));
  const MasterLayout layout(spend);
  const double built = watch.seconds();
  std::vector<std::pair<double, double>> bounds;  // The master's objective on the way is no upper bound: only the proven side is kept.
  const Relaxation found = solve_relaxation(
      layout, graph, {.time_limit = arguments.time, .threads = arguments.threads, .on_progress = [&](const RelaxationProgress& at) {
                        bounds.emplace_back(watch.seconds(), at.bound);
                      }});
  const double seconds = watch.seconds();
  bounds.emplace_back(seconds, found.bound);
  GapClock clock;
  for (const auto& [when, bound] : bounds) clock.note(when, found.objective, bound);
  return print({{"seconds", seconds},
                {"status", found.converged ? "optimal" : "limit"},
                {"objective", found.objective},
                {"bound", found.bound},
                {"build_seconds", built},
                {"master_seconds", found.master_seconds},
                {"pricing_seconds", found.pricing_seconds},
                {"steps", found.steps},
                {"cuts", found.cuts},
                {"groups", found.groups},
                {"reached", clock.json()}},
               watch);
}

int plan_once(const Arguments& arguments) {
  const auto input = read(arguments.words[1]);
  if (!input) return 2;
  const Watch watch;
  Planner planner;
  return print(plan(planner, *input, arguments, arguments.gap, arguments.words[2]), watch);
}

/// Seconds to the relaxation of `after`, from that of `before`; null if it did not converge.
Json relax_again(const PlanningProblem& before, const PlanningProblem& after, const Arguments& arguments) {
  const SpendModel spend_before(before);
  const ExpandedGraph graph_before(before, open_windows(before));
  const Relaxation first =
      solve_relaxation(MasterLayout(spend_before), graph_before, {.time_limit = arguments.time, .threads = arguments.threads});
  const Watch watch;
  const SpendModel spend(after);
  const ExpandedGraph graph(after, open_windows(after));
  const Relaxation again = solve_relaxation(
      MasterLayout(spend), graph,
      {.time_limit = arguments.time, .threads = arguments.threads, .warm = WarmStart{.graph = &graph_before, .relaxed = &first}});
  return first.converged && again.converged ? Json(watch.seconds()) : Json();
}

int replan(const Arguments& arguments) {
  const auto before = read(arguments.words[1]), after = read(arguments.words[2]);
  if (!before || !after) return 2;
  const Watch watch;
  Planner planner;
  const Json first = plan(planner, *before, arguments, arguments.first_gap, arguments.words[3]);
  Json again = plan(planner, *after, arguments, arguments.gap, arguments.words[3]);
  again["first_seconds"] = first["seconds"];
  again["relax_seconds"] = relax_again(before->problem, after->problem, arguments);
  return print(again, watch);
}

/// The prices of nothing being scarce but the first half of the rows, so that there is something to weigh in the cut.
RowPrices some_prices(const SpendModel& model) {
  RowPrices prices(static_cast<std::size_t>(model.rows().count()), 0);
  for (std::size_t i = 0; i < prices.size() / 2; ++i) prices[i] = 0.05 * static_cast<double>(i % 7);
  repair(model.rows(), prices);
  return prices;
}

}  // namespace

// What callgrind counts: --toggle-collect=measured_*.
extern "C" {
__attribute__((noinline)) void measured_model(const PlanningProblem* problem) {
  const SpendModel spend(*problem);
  const ExpandedGraph graph(*problem, open_windows(*problem));
}
__attribute__((noinline)) double measured_closure(const SpendModel* spend, const ExpandedGraph* graph, const RowPrices* prices) {
  return cheapest_schedule(spend->problem(), *graph, completion_costs(*spend, *prices)).value;
}
__attribute__((noinline)) double measured_relax(const SpendModel* spend, const ExpandedGraph* graph) {
  return solve_relaxation(MasterLayout(*spend), *graph).objective;
}
}

namespace {

int kernel(const Arguments& arguments) {
  const auto input = read(arguments.words[1]);
  if (!input) return 2;
  const std::string& name = arguments.words[2];
  const Watch watch;
  double value = 0;
  const SpendModel spend(input->problem);
  const ExpandedGraph graph(input->problem, open_windows(input->problem));
  if (name == "model") {
    measured_model(&input->problem);
  } else if (name == "closure") {
    const RowPrices prices = some_prices(spend);
    value = measured_closure(&spend, &graph, &prices);
  } else if (name == "relax") {
    value = measured_relax(&spend, &graph);
  } else {
    std::fprintf(stderr, "no kernel %s: model, closure, relax\n", name.c_str());
    return 2;
  }
  return print({{"kernel", name}, {"value", value}, {"seconds", watch.seconds()}}, watch);
}

int misuse() {
  std::fprintf(stderr,
               "plan_bench model|relax FOLDER, plan FOLDER PLAN, replan FOLDER CHANGED PLAN, kernel FOLDER NAME; --time --gap --first-gap "
               "--threads\n");
  return 2;
}

}  // namespace

int main(int count, char** given) {
  Arguments arguments;
  for (int i = 1; i < count; ++i) {
    const std::string word = given[i];
    if (!word.starts_with("--")) {
      arguments.words.push_back(word);
      continue;
    }
    if (i + 1 == count) return misuse();
    const double value = std::atof(given[++i]);
    if (word == "--time")
      arguments.time = value;
    else if (word == "--gap")
      arguments.gap = value;
    else if (word == "--first-gap")
      arguments.first_gap = value;
    else if (word == "--threads")
      arguments.threads = static_cast<int>(value);
    else
      return misuse();
  }
  const std::string what = arguments.words.empty() ? "" : arguments.words[0];
  const std::size_t words = arguments.words.size();
  if (what == "model" && words == 2) return model(arguments);
  if (what == "relax" && words == 2) return relax(arguments);
  if (what == "plan" && words == 3) return plan_once(arguments);
  if (what == "replan" && words == 4) return replan(arguments);
  if (what == "kernel" && words == 3) return kernel(arguments);
  return misuse();
}
