#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

#include "model/campaign/checks.hpp"
#include "model/core/row_issues.hpp"

namespace liandong {
namespace {

/// Reports references that point outside their table.
class References {
 public:
  explicit References(Issues& issues) : issues_(issues) {}

  template <class Tag, class Row>
  void require(Id<Tag> id, const std::vector<Row>& table, std::string_view table_name, std::string_view file, int row,
               std::string_view field) {
    if (id.known() && id.index() < table.size()) return;
    report(file, row, field, fmt::format("refers to no row of {}.csv", table_name),
           fmt::format("没有指向 {}.csv 中的任何一行", table_name));
  }

  void report(std::string_view file, int row, std::string_view field, const std::string& en, const std::string& zh) {
    hold_ = false;
    RowIssues(file, row, issues_)
        .error("unknown-reference", field, {fmt::format("Field {} {}.", field, en), fmt::format("字段 {} {}。", field, zh)},
               {"Write a key that the table has, or add the missing row.", "请填写该表已有的编号，或补上缺少的行。"});
  }

  [[nodiscard]] bool hold() const { return hold_; }

 private:
  Issues& issues_;
  bool hold_ = true;
};

template <class Row>
void check_table_keys(const std::vector<Row>& table, std::string_view name, Issues& issues) {
  const std::string file = fmt::format("{}.csv", name);
  std::map<std::string_view, int> first_row;
  for (const Row& row : table) {
    const auto [place, fresh] = first_row.emplace(row.key, row.row);
    if (fresh) continue;
    RowIssues(file, row.row, issues)
        .error("duplicate-key", "id",
               {fmt::format("The key \"{}\" is already used in row {}.", row.key, place->second),
                fmt::format("编号“{}”已在第 {} 行使用。", row.key, place->second)},
               {"Give each row its own key, or delete the repeated row.", "请为每一行使用不同的编号，或删除重复的行。"});
  }
}

void compare_count(const std::optional<int>& declared, std::size_t found, std::string_view file, int row, std::string_view field,
                   const Text& whose, const Text& what, Issues& issues) {
  if (!declared || *declared == static_cast<int>(found)) return;
  RowIssues(file, row, issues)
      .error("declared-count", field,
             {fmt::format("{} declares {} {}, but the tables hold {}.", whose.en, *declared, what.en, found),
              fmt::format("{}申报{} {} 个，表中实有 {} 个。", whose.zh, what.zh, *declared, found)},
             {"Add the missing rows or remove the extra ones, or correct the declared number.",
              "请补齐缺少的行或删去多余的行，或更正申报数。"});
}

}  // namespace

bool check_references(const CampaignTables& tables, Issues& issues) {
  References references(issues);
  for (const Category& row : tables.categories)
    references.require(row.programme, tables.programmes, "programmes", "categories.csv", row.row, "programme");
  for (const Task& row : tables.tasks) {
    references.require(row.category, tables.categories, "categories", "tasks.csv", row.row, "category");
    references.require(row.programme, tables.programmes, "programmes", "tasks.csv", row.row, "category");
  }
  for (const Stage& row : tables.stages) {
    references.require(row.programme, tables.programmes, "programmes", "stages.csv", row.row, "programme");
    for (const UnitId unit : row.units) references.require(unit, tables.units, "units", "stages.csv", row.row, "units");
  }
  for (const Project& row : tables.projects) references.require(row.unit, tables.units, "units", "projects.csv", row.row, "unit");
  for (const Service& row : tables.services) {
    references.require(row.project, tables.projects, "projects", "serves.csv", row.row, "project");
    references.require(row.task, tables.tasks, "tasks", "serves.csv", row.row, "task");
    for (const StageId stage : row.stages) references.require(stage, tables.stages, "stages", "serves.csv", row.row, "stages");
  }
  const auto require_end = [&](const LinkEnd& end, const Link& row, std::string_view field) {
    if (end.project.has_value() == end.stage.has_value())
      references.report("links.csv", row.row, field, "must name one project or one stage", "必须填写一个项目或一个阶段");
    else if (end.project)
      references.require(*end.project, tables.projects, "projects", "links.csv", row.row, field);
    else
      references.require(*end.stage, tables.stages, "stages", "links.csv", row.row, field);
  };
  for (const Link& row : tables.links) {
    require_end(row.from, row, "from");
    require_end(row.to, row, "to");
  }
  return references.hold();
}

void check_horizon(const CampaignTables& tables, Issues& issues) {
  if (tables.horizon.count >= 1 && tables.horizon.count <= longest_sane) return;
  RowIssues("campaign.toml", 0, issues)
      .error("horizon-length", "campaign.periods",
             {fmt::format("The horizon has {} periods.", tables.horizon.count), fmt::format("规划期数为 {}。", tables.horizon.count)},
             {fmt::format("Plan over 1 to {} periods; 12 to 40 quarters are usual.", longest_sane),
              fmt::format("规划期数应在 1 至 {} 之间，一般为 12 至 40 个季度。", longest_sane)});
}

void check_keys(const CampaignTables& tables, Issues& issues) {
  check_table_keys(tables.units, "units", issues);
  check_table_keys(tables.programmes, "programmes", issues);
  check_table_keys(tables.categories, "categories", issues);
  check_table_keys(tables.tasks, "tasks", issues);
  check_table_keys(tables.stages, "stages", issues);
  check_table_keys(tables.projects, "projects", issues);

  std::map<std::string_view, int> stage_row;
  for (const Stage& stage : tables.stages) stage_row.emplace(stage.key, stage.row);
  for (const Project& project : tables.projects) {
    const auto stage = stage_row.find(project.key);
    if (stage == stage_row.end()) continue;
    RowIssues("projects.csv", project.row, issues)
        .error("duplicate-key", "id",
               {fmt::format("The project key \"{}\" is also a stage in stages.csv, row {}; links could mean either.", project.key,
                            stage->second),
                fmt::format("项目编号“{}”与 stages.csv 第 {} 行的阶段编号相同，关系表无法区分。", project.key, stage->second)},
               {"Rename one of the two, also in links.csv and serves.csv.", "请更改其中一个编号，并同步修改 links.csv 和 serves.csv。"});
  }
}

void check_counts(const CampaignTables& tables, Issues& issues) {
  const Text campaign{"The campaign", "本次创建"};
  const Text programmes{"programmes", "创建项目"};
  const Text categories{"categories", "大类"};
  const Text tasks{"tasks", "任务"};
  const Text stages{"stages", "授牌阶段"};
  const Declared& declared = tables.declared;
  compare_count(declared.programmes, tables.programmes.size(), "campaign.toml", 0, "declared.programmes", campaign, programmes, issues);
  compare_count(declared.categories, tables.categories.size(), "campaign.toml", 0, "declared.categories", campaign, categories, issues);
  compare_count(declared.tasks, tables.tasks.size(), "campaign.toml", 0, "declared.tasks", campaign, tasks, issues);
  compare_count(declared.stages, tables.stages.size(), "campaign.toml", 0, "declared.stages", campaign, stages, issues);

  std::vector<std::size_t> categories_of(tables.programmes.size(), 0);
  std::vector<std::size_t> tasks_of(tables.programmes.size(), 0);
  std::vector<std::size_t> tasks_in(tables.categories.size(), 0);
  for (const Category& category : tables.categories) ++categories_of[category.programme.index()];
  for (const Task& task : tables.tasks) {
    ++tasks_of[tables.categories[task.category.index()].programme.index()];
    ++tasks_in[task.category.index()];
  }
  for (std::size_t p = 0; p < tables.programmes.size(); ++p) {
    const Programme& row = tables.programmes[p];
    const Text whose{fmt::format("Programme \"{}\"", row.key), fmt::format("创建项目“{}”", row.key)};
    compare_count(row.declared_categories, categories_of[p], "programmes.csv", row.row, "declared_categories", whose, categories, issues);
    compare_count(row.declared_tasks, tasks_of[p], "programmes.csv", row.row, "declared_tasks", whose, tasks, issues);
  }
  for (std::size_t c = 0; c < tables.categories.size(); ++c) {
    const Category& row = tables.categories[c];
    const Text whose{fmt::format("Category \"{}\"", row.key), fmt::format("大类“{}”", row.key)};
    compare_count(row.declared_tasks, tasks_in[c], "categories.csv", row.row, "declared_tasks", whose, tasks, issues);
  }
}

}  // namespace liandong
