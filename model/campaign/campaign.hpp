#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/core/ids.hpp"
#include "model/core/issue.hpp"
#include "model/core/money.hpp"
#include "model/core/period.hpp"
#include "model/core/text.hpp"

namespace liandong {

/// Where a value comes from: the speech, a page, recalled general knowledge, derived, or illustrative.
enum class SourceMark { speech, page, recalled, derived, illustrative };

enum class UnitLevel { central, province, city, county };  ///< A district counts as `county`.
enum class ProjectKind { hardware, software, management };
enum class Firmness { firm, strive };  ///< 必须完成 / 力争.
enum class LinkKind { finish_to_start, start_to_start, finish_to_finish, start_to_finish };

/// A city, county or district that owns projects, money and debts.
struct Unit {
  std::string key;
  Text name;
  UnitLevel level = UnitLevel::county;
  bool poor_area = false;  ///< Match waivers for poor areas apply (rules.md M2).
  SourceMark mark = SourceMark::illustrative;
  int row = 0;
};

struct Programme {
  std::string key;
  Text name;
  Text level_wording;
  Text group;  ///< The single-creation group that leads it.
  std::optional<int> declared_categories, declared_tasks;
  SourceMark mark = SourceMark::illustrative;
  int row = 0;
};

struct Category {
  std::string key;
  ProgrammeId programme;
  Text name;
  std::optional<int> declared_tasks;
  SourceMark mark = SourceMark::illustrative;
  int row = 0;
};

struct Task {
  std::string key;
  CategoryId category;
  ProgrammeId programme;
  Text name;
  ProjectKind kind = ProjectKind::hardware;
  std::string responsible;    ///< Bureaus, "/" between them; the first leads.
  std::string measure;        ///< Unit of the indicator; empty = unknown.
  std::string target;         ///< Target value as published; empty = unknown.
  std::string shared_result;  ///< Key of the result shared with other programmes; empty = none.
  bool closable = true;       ///< False: no project can close it (GDP per head, for example); shown, never blocks a stage.
  SourceMark mark = SourceMark::illustrative;
  int row = 0;
};

/// An award: reached when every closable task that it requires is done and its predecessors are reached.
struct Stage {
  std::string key;
  ProgrammeId programme;
  Text name;
  std::string title_level;    ///< county, city, province, ministry, national: as the title reads.
  std::vector<UnitId> units;  ///< Whose projects it requires.
  Period deadline;            ///< Reached by the end of this period = on time.
  Firmness firmness = Firmness::firm;
  int assessment_lag = 0;            ///< Periods between the last project's completion and the award.
  std::optional<Money> late_price;   ///< Per period late; unknown = the default of the settings.
  std::optional<Money> never_price;  ///< If not reached within the horizon, beside the late price; unknown = default.
  SourceMark mark = SourceMark::illustrative;
  int row = 0;
};

struct Project {
  std::string key;
  Text name;
  ProjectKind kind = ProjectKind::hardware;
  UnitId unit;
  std::string sector;  ///< Such as sewage, roads, waste: what sources and rules select by.
  std::string responsible;
  Money cost;
  int duration = 1;  ///< Periods, at least 1.
  std::optional<Period> earliest_start;
  std::vector<Money> profile;           ///< Spend per period of execution, `duration` entries that sum to `cost` to the fen.
  std::vector<std::string> tags;        ///< Parent campaigns.
  bool commercial = false;              ///< Attracted investment may pay.
  bool bt = false;                      ///< Fit for build-transfer, where the rules allow it.
  std::optional<Money> operating_cost;  ///< A year, once built; unknown is not zero.
  std::optional<Money> user_fees;       ///< A year, once built; BOT needs both known and fees above zero.
  Text basis;                           ///< How the cost was arrived at.
  SourceMark mark = SourceMark::illustrative;
  int row = 0;
};

/// `project` serves `task`; done when every project that serves it is done. `stages` empty = every stage of the task's
/// programme whose units include the project's unit.
struct Service {
  ProjectId project;
  TaskId task;
  std::vector<StageId> stages;
  SourceMark mark = SourceMark::illustrative;
  int row = 0;
};

/// A project or a stage as an end of a link.
struct LinkEnd {
  std::optional<ProjectId> project;
  std::optional<StageId> stage;
  friend bool operator==(const LinkEnd&, const LinkEnd&) = default;
};

struct Link {
  LinkEnd from, to;
  LinkKind kind = LinkKind::finish_to_start;
  int lag = 0;  ///< Minimum lag in periods; may be negative.
  SourceMark mark = SourceMark::illustrative;
  int row = 0;
};

/// What the campaign declares about itself, checked against what is there.
struct Declared {
  std::optional<int> programmes, categories, tasks, stages;
};

/// Everything a campaign is made of, references resolved. Not yet checked.
struct CampaignTables {
  std::string key;
  Text name;
  Horizon horizon;
  Declared declared;
  std::vector<Unit> units;
  std::vector<Programme> programmes;
  std::vector<Category> categories;
  std::vector<Task> tasks;
  std::vector<Stage> stages;
  std::vector<Project> projects;
  std::vector<Service> services;
  std::vector<Link> links;
};

/// A validated campaign. Immutable; every reference in it holds and the dependency graph has no cycle.
class Campaign {
 public:
  /// Checks the tables as a whole (counts, profiles, cycles, stages without tasks, ...); reports every issue it finds.
  /// Row numbers and field names are the tables'; file names are those of the campaign folder (docs of io).
  [[nodiscard]] static Checked<Campaign> build(CampaignTables tables);
  /// The same with other costs, durations and profiles, and with other links: for projects delivered otherwise. Units, sectors and keys must be as
  /// they were, durations at least 1, the links without a cycle; nothing is checked again.
  [[nodiscard]] Campaign revised(std::vector<Project> projects, std::vector<Link> links) const;

  [[nodiscard]] const std::string& key() const { return tables_.key; }
  [[nodiscard]] const Text& name() const { return tables_.name; }
  [[nodiscard]] const Horizon& horizon() const { return tables_.horizon; }
  [[nodiscard]] const std::vector<Unit>& units() const { return tables_.units; }
  [[nodiscard]] const std::vector<Programme>& programmes() const { return tables_.programmes; }
  [[nodiscard]] const std::vector<Category>& categories() const { return tables_.categories; }
  [[nodiscard]] const std::vector<Task>& tasks() const { return tables_.tasks; }
  [[nodiscard]] const std::vector<Stage>& stages() const { return tables_.stages; }
  [[nodiscard]] const std::vector<Project>& projects() const { return tables_.projects; }
  [[nodiscard]] const std::vector<Service>& services() const { return tables_.services; }
  [[nodiscard]] const std::vector<Link>& links() const { return tables_.links; }
  [[nodiscard]] const CampaignTables& tables() const { return tables_; }

  [[nodiscard]] const Unit& operator[](UnitId id) const { return tables_.units[id.index()]; }
  [[nodiscard]] const Programme& operator[](ProgrammeId id) const { return tables_.programmes[id.index()]; }
  [[nodiscard]] const Category& operator[](CategoryId id) const { return tables_.categories[id.index()]; }
  [[nodiscard]] const Task& operator[](TaskId id) const { return tables_.tasks[id.index()]; }
  [[nodiscard]] const Stage& operator[](StageId id) const { return tables_.stages[id.index()]; }
  [[nodiscard]] const Project& operator[](ProjectId id) const { return tables_.projects[id.index()]; }

  /// Projects that `stage` waits for: those that serve a closable task of it (see `Service`). Sorted, each once.
  [[nodiscard]] const std::vector<ProjectId>& required_projects(StageId stage) const { return required_[stage.index()]; }
  [[nodiscard]] Money total_cost() const;

 private:
  explicit Campaign(CampaignTables tables);
  CampaignTables tables_;
  std::vector<std::vector<ProjectId>> required_;
};

}  // namespace liandong
