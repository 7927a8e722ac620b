#include "gui/jobs/workspace.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <optional>
#include <thread>
#include <utility>

#include "model/io/plan_folder.hpp"
#include "model/io/text_file.hpp"
#include "scenarios/campaign_issues.hpp"

namespace liandong::gui {
namespace {

std::filesystem::path path_of(const QString& folder) { return std::filesystem::path(folder.toStdString()); }

/// Names alone; what else is wrong with a scenario is said when it is opened.
std::vector<ScenarioName> names_of(const std::filesystem::path& folder) {
  std::vector<ScenarioName> names;
  for (const std::string& key : scenario_names(folder)) {
    ScenarioName name{key, {key, key}, {}};
    const std::string file = "scenarios/" + key + ".toml";
    IssueLog log;
    if (const auto text = read_bytes(folder / file, file))
      if (const auto document = parse_toml(*text, file)) {
        const Scenario scenario = read_scenario(*document, key, log);
        if (!scenario.name.en.empty() || !scenario.name.zh.empty()) name.name = scenario.name;
        name.reason = scenario.reason;
      }
    names.push_back(std::move(name));
  }
  return names;
}

std::optional<double> finite(double value) { return std::isfinite(value) ? std::optional(value) : std::nullopt; }

JobProgress progress_of(const PlanProgress& at, const Text& what) {
  return {.seconds = at.seconds, .objective = finite(at.objective), .bound = finite(at.bound), .what = what, .step = at.step};
}

Text name_of_input(const NamedInput& input) { return input.file.scenario ? input.file.scenario->name : input.file.campaign.name(); }

}  // namespace

Workspace::Workspace(QObject* parent) : QObject(parent), threads_(static_cast<int>(std::max(1U, std::thread::hardware_concurrency()))) {}

void Workspace::drop_results() {
  planning_.abandon();
  comparing_.abandon();
  explaining_.abandon();
  asking_.abandon();
  what_if_.reset();
  planner_.reset();
  run_.reset();
  compared_.reset();
}

void Workspace::open(const QString& folder, const std::string& scenario) {
  reading_.start([this, folder, scenario](const Job&) -> JobLine::Landing {
    const std::filesystem::path path = path_of(folder);
    auto file = std::make_shared<Checked<CampaignFile>>(read_campaign(path, scenario.empty() ? std::nullopt : std::optional(scenario)));
    Issues issues = campaign_issues(path, *file);
    std::vector<ScenarioName> names = names_of(path);
    CampaignPtr campaign;
    if (*file) campaign = CampaignPtr(file, &**file);
    return [this, folder, scenario, campaign = std::move(campaign), issues = std::move(issues), names = std::move(names)] {
      drop_results();
      folder_ = folder;
      scenario_ = scenario;
      campaign_ = campaign;
      issues_ = issues;
      scenarios_ = names;
      emit campaign_changed();
      emit run_changed();
      emit compared_changed();
    };
  });
}

void Workspace::choose_scenario(const std::string& scenario) {
  if (scenario != scenario_ && !folder_.isEmpty()) open(folder_, scenario);
}

void Workspace::plan() {
  if (!campaign_) return;
  const NamedInput input{.key = scenario_.empty() ? std::string(baseline) : scenario_, .file = *campaign_};
  planning_.start([this, input, gap = gap_, threads = threads_](const Job& job) -> JobLine::Landing {
    const Text what = name_of_input(input);
    auto planner = std::make_shared<ScenarioPlanner>();
    auto run = std::make_shared<const ScenarioRun>(
        planner->first(input, {.gap = gap, .threads = threads, .stop = job.stop, .on_progress = [&](const PlanProgress& at) {
                                 job.report(progress_of(at, what));
                               }}));
    return [this, run, planner] {
      asking_.abandon();
      what_if_.reset();
      planner_ = planner;
      run_ = run;
      emit run_changed();
    };
  });
}

void Workspace::compare(const std::vector<std::string>& scenarios) {
  if (!campaign_) return;
  comparing_.start([this, scenarios, folder = path_of(folder_), gap = gap_, threads = threads_](const Job& job) -> JobLine::Landing {
    const CampaignFolder campaign(folder);
    std::vector<NamedInput> inputs;
    Issues wrong;
    for (const std::string& key : scenarios) {
      Checked<CampaignFile> file = campaign.file(key);
      if (file)
        inputs.push_back({.key = key, .file = std::move(*file)});
      else
        wrong.insert(wrong.end(), file.issues().begin(), file.issues().end());
    }
    if (!wrong.empty())
      return [this, wrong] {
        issues_ = wrong;
        emit campaign_changed();
      };
    std::vector<ScenarioRun> runs = plan_scenarios(
        inputs, {.gap = gap, .threads = threads, .stop = job.stop, .on_progress = [&](std::size_t i, const PlanProgress& at) {
                   job.report(progress_of(at, name_of_input(inputs[i])));
                 }});
    auto compared = std::make_shared<ComparedPlans>();
    compared->comparison = liandong::compare(runs);
    for (ScenarioRun& run : runs) compared->runs.push_back(std::make_shared<const ScenarioRun>(std::move(run)));
    return [this, compared] {
      if (compared->runs.empty()) return;  // Stopped before the first plan was there.
      compared_ = compared;
      emit compared_changed();
    };
  });
}

void Workspace::stop() {
  planning_.stop();
  comparing_.stop();
}

void Workspace::ask_what_if(const Levers& values) {
  if (!run_ || !planner_ || !campaign_) return;
  asking_.start([this, values, campaign = campaign_, planner = planner_, key = run_->key, gap = gap_,
                 threads = threads_](const Job& job) -> JobLine::Landing {
    std::optional<CampaignFile> file = pulled(*campaign, values);
    if (!file) return {};
    ScenarioRun made = planner->next({.key = key, .file = *std::move(file)}, {.gap = gap, .threads = threads, .stop = job.stop});
    if (job.stop.stop_requested()) return {};  // Another question has come: half an answer to this one is of no use.
    auto run = std::make_shared<const ScenarioRun>(std::move(made));
    return [this, run] {
      what_if_ = run;
      emit what_if_changed();
    };
  });
}

void Workspace::explain(const QString& kind, const std::string& key) {
  if (!run_) return;
  explaining_.start([this, run = run_, kind, key](const Job&) -> JobLine::Landing {
    const Campaign& campaign = run->problem.campaign();
    const auto find = [&key](const auto& rows) {
      const auto at = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.key == key; });
      return at == rows.end() ? -1 : static_cast<int>(at - rows.begin());
    };
    Text heading;
    std::vector<Statement> statements;
    if (kind == QLatin1String("gap")) {
      heading = {"The funding gap", "资金缺口"};
      statements = explain_gap(run->problem, run->result.plan);
    } else if (kind == QLatin1String("stage")) {
      const StageId stage{find(campaign.stages())};
      if (!stage.known()) return {};
      heading = campaign[stage].name;
      statements = explain_stage(run->problem, run->result.plan, stage);
    } else {
      const ProjectId project{find(campaign.projects())};
      if (!project.known()) return {};
      heading = campaign[project].name;
      statements = explain_project(run->problem, run->result.plan, project);
    }
    return [this, heading, statements] { emit explained(heading, statements); };
  });
}

Issues Workspace::save_plan(const QString& folder) const {
  if (!run_) return {};
  Provenance provenance = provenance_of(*run_, LIANDONG_VERSION);
  provenance.options["gap"] = QString::number(gap_).toStdString();
  return write_plan(path_of(folder), run_->problem, run_->result, provenance);
}

}  // namespace liandong::gui
