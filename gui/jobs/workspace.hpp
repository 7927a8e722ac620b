#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <memory>
#include <string>
#include <vector>

#include "gui/jobs/job_line.hpp"
#include "gui/models/campaign_tables.hpp"
#include "gui/models/plan_tables.hpp"
#include "gui/models/what_if.hpp"
#include "model/core/issue.hpp"
#include "model/planning/explanation.hpp"
#include "scenarios/comparison.hpp"

namespace liandong::gui {

/// A scenario that can be chosen.
struct ScenarioName {
  std::string key;
  Text name, reason;
};

/// Plans side by side, the first being what the others are compared with.
struct ComparedPlans {
  std::vector<RunPtr> runs;
  Comparison comparison;
};

/// What is open, and the jobs that change it: a campaign folder under one scenario, its plan, and plans compared. Values are immutable and
/// shared; a page that holds one may go on using it. Lives on the GUI thread.
class Workspace : public QObject {
  Q_OBJECT
 public:
  explicit Workspace(QObject* parent = nullptr);

  /// Reads the folder as `liandong check` does. With errors there is no campaign, and the issues say why.
  void open(const QString& folder, const std::string& scenario = {});
  void choose_scenario(const std::string& scenario);
  void plan();
  void compare(const std::vector<std::string>& scenarios);
  /// Ends planning and comparing; what they have so far is kept.
  void stop();
  /// Plans the campaign under other assumptions, from what is known of the plan; `what_if_changed` says when it is there. To be called as
  /// often as a slider moves: each call stops the one before.
  void ask_what_if(const Levers& values);
  /// Why there is a gap ("gap"), or why a project or stage ("project", "stage") is when and as it is; `explained` says it.
  void explain(const QString& kind, const std::string& key);
  /// Writes the plan as the command line does; empty if all went well.
  [[nodiscard]] Issues save_plan(const QString& folder) const;

  void set_gap(double gap) { gap_ = gap; }  ///< Distance to the bound at which planning stops.
  void set_threads(int threads) { threads_ = threads; }
  [[nodiscard]] double gap() const { return gap_; }

  [[nodiscard]] const QString& folder() const { return folder_; }
  [[nodiscard]] const std::string& scenario() const { return scenario_; }
  [[nodiscard]] const CampaignPtr& campaign() const { return campaign_; }
  [[nodiscard]] const Issues& issues() const { return issues_; }
  [[nodiscard]] const std::vector<ScenarioName>& scenarios() const { return scenarios_; }
  [[nodiscard]] const RunPtr& run() const { return run_; }
  [[nodiscard]] const RunPtr& what_if() const { return what_if_; }  ///< Null before the first was asked for.
  [[nodiscard]] const std::shared_ptr<const ComparedPlans>& compared() const { return compared_; }

  [[nodiscard]] JobLine& reading() { return reading_; }
  [[nodiscard]] JobLine& planning() { return planning_; }
  [[nodiscard]] JobLine& comparing() { return comparing_; }
  [[nodiscard]] JobLine& asking() { return asking_; }
  [[nodiscard]] JobLine& explaining() { return explaining_; }

 signals:
  void campaign_changed();  ///< Another campaign or scenario, or none; the issues too.
  void run_changed();
  void compared_changed();
  void what_if_changed();
  void explained(const liandong::Text& heading, const std::vector<liandong::Statement>& statements);

 private:
  void drop_results();

  QString folder_;
  std::string scenario_;
  double gap_ = 0.005;
  int threads_ = 1;
  CampaignPtr campaign_;
  Issues issues_;
  std::vector<ScenarioName> scenarios_;
  RunPtr run_, what_if_;
  std::shared_ptr<const ScenarioPlanner> planner_;  ///< What is known from making `run_`.
  std::shared_ptr<const ComparedPlans> compared_;
  JobLine reading_, planning_, comparing_, explaining_, asking_;  // Last: their threads end before what they land on goes.
};

}  // namespace liandong::gui
