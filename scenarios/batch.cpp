#include "scenarios/batch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <optional>
#include <utility>

#include "model/io/issue_log.hpp"
#include "model/io/plan_folder.hpp"
#include "model/io/read_campaign.hpp"
#include "model/planning/metrics.hpp"
#include "scenarios/reopen_plan.hpp"
#include "scenarios/run.hpp"

namespace liandong {
namespace {

constexpr std::size_t most_issues = 20;  ///< Of one piece.

bool same(const Provenance& a, const Provenance& b) {
  return a.input_hash == b.input_hash && a.scenario == b.scenario && a.version == b.version && a.options == b.options;
}

/// The measures of the plan in a folder, if it is the one that would be made.
std::optional<BatchRow> read_row(const BatchPiece& piece, const CampaignFile& file, const Provenance& wanted,
                                 const std::filesystem::path& folder) {
  const Checked<PlanFiles> files = read_plan_folder(folder);
  if (!files || !same(files->summary.provenance, wanted) || files->summary.outcome == "cancelled") return {};
  PlanningProblem problem(file.campaign, file.funding, file.settings, file.locks, file.modes);
  const Checked<Plan> plan = reopen_plan(problem, *files);
  if (!plan) return {};
  if (!problem.modes().empty()) problem = problem.delivered(plan->deliveries);
  const PlanMetrics metrics = measure(problem, *plan);
  return BatchRow{.piece = piece,
                  .state = files->summary.outcome,
                  .input_hash = file.input_hash,
                  .objective = plan->certificate.objective,
                  .bound = plan->certificate.bound,
                  .distance = plan->certificate.relative_gap(),
                  .coverage = metrics.coverage,
                  .gap = metrics.gap,
                  .public_money = Money::nearest_wan(metrics.present_value),
                  .cost_built = metrics.cost_built,
                  .debt_service = metrics.debt_service,
                  .late_periods = late_periods(metrics),
                  .stages = static_cast<int>(metrics.stages.size()),
                  .stages_on_time = metrics.stages_on_time,
                  .stages_late = metrics.stages_late,
                  .stages_never = metrics.stages_never,
                  .projects_built = metrics.projects_built};
}

BatchRow failed(const BatchPiece& piece, const Issues& issues) {
  Issues errors;
  for (const Issue& issue : issues)
    if (issue.severity == Severity::error) errors.push_back(issue);
  return {.piece = piece, .state = "failed", .issues = most_important(std::move(errors), most_issues)};
}

BatchRow failed(const BatchPiece& piece, std::string_view code, Text sentence, Text mend) {
  return failed(piece, {make_issue(Severity::error, code, "", 0, 0, "", std::move(sentence), std::move(mend))});
}

BatchRow plan_piece(const BatchPiece& piece, const std::filesystem::path& folder, const BatchOptions& options, int threads) {
  const Checked<CampaignFile> file = read_campaign(piece.campaign, piece.scenario);
  if (!file) return failed(piece, file.issues());
  Provenance provenance{.input_hash = file->input_hash,
                        .scenario = file->scenario ? file->scenario->key : "",
                        .seed = {},
                        .version = options.version,
                        .options = {{"gap", fmt::format("{}", options.gap)}}};
  if (options.time_limit > 0) provenance.options["time"] = fmt::format("{}", options.time_limit);
  if (auto row = read_row(piece, *file, provenance, folder)) {
    row->known = true;
    return *std::move(row);
  }
  const ScenarioRun run = ScenarioPlanner().first(
      {.key = piece.name, .file = *file}, {.gap = options.gap, .time_limit = options.time_limit, .threads = threads, .stop = options.stop});
  if (cut_short(run.result, options.stop)) return {.piece = piece};
  if (const Issues issues = write_plan(folder, run.problem, run.result, provenance); has_errors(issues)) return failed(piece, issues);
  if (auto row = read_row(piece, *file, provenance, folder)) return *std::move(row);
  return failed(piece, "batch-lost", {"The plan in " + folder.string() + " does not read back", folder.string() + " 中的计划无法读回"},
                {"Does something else write there? Plan again", "是否有其他程序写入该处？请重新编制"});
}

/// A piece's mishap is its own, whatever it is.
BatchRow try_piece(const BatchPiece& piece, const std::filesystem::path& folder, const BatchOptions& options, int threads) {
  const auto started = std::chrono::steady_clock::now();
  BatchRow row;
  try {
    row = plan_piece(piece, folder, options, threads);
  } catch (const std::exception& error) {
    row = failed(piece, "batch-failed", {error.what(), ""}, {"Look at the figures of its campaign", "请检查该数据中的数字"});
  }
  row.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  return row;
}

}  // namespace

std::vector<BatchRow> plan_batch(const std::vector<BatchPiece>& pieces, const std::filesystem::path& out, const BatchOptions& options) {
  std::vector<BatchRow> rows;
  for (const BatchPiece& piece : pieces) rows.push_back({.piece = piece});
  const auto count = static_cast<int>(pieces.size()), ranks = options.ranks->size();
  const int lanes = std::clamp((count + ranks - 1) / ranks, 1, options.threads), threads = options.threads / lanes;
  std::size_t done = 0;
  options.ranks->share({.count = count,
                        .lanes = lanes,
                        .stop = options.stop,
                        .make =
                            [&](int i) {
                              const BatchPiece& piece = pieces[static_cast<std::size_t>(i)];
                              return bytes_of(try_piece(piece, out / piece.name, options, threads));
                            },
                        .take =
                            [&](int i, const std::string& bytes) {
                              BatchRow& row = rows[static_cast<std::size_t>(i)] = batch_row(bytes);
                              if (row.state != "not_done") ++done;
                              if (options.on_row) options.on_row(row, done);
                              return true;
                            }});
  return rows;
}

}  // namespace liandong
