#include <fmt/format.h>

#include <algorithm>

#include "model/campaign/checks.hpp"
#include "model/core/row_issues.hpp"

namespace liandong {

void check_services(const CampaignTables& tables, Issues& issues) {
  std::vector<const Service*> sorted;
  for (const Service& service : tables.services) sorted.push_back(&service);
  const auto same_pair = [](const Service* a, const Service* b) { return a->project == b->project && a->task == b->task; };
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Service* a, const Service* b) { return std::pair(a->project, a->task) < std::pair(b->project, b->task); });
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    const Service* twin = nullptr;
    for (std::size_t j = i; j-- > 0 && same_pair(sorted[j], sorted[i]);) {
      const std::vector<StageId>& stages = sorted[j]->stages;
      const bool overlap = stages.empty() || sorted[i]->stages.empty() || std::any_of(stages.begin(), stages.end(), [&](StageId stage) {
                             return std::find(sorted[i]->stages.begin(), sorted[i]->stages.end(), stage) != sorted[i]->stages.end();
                           });
      if (overlap) twin = sorted[j];
    }
    if (!twin) continue;
    const std::string& project = tables.projects[sorted[i]->project.index()].key;
    const std::string& task = tables.tasks[sorted[i]->task.index()].key;
    RowIssues("serves.csv", sorted[i]->row, issues)
        .error("duplicate-service", "task",
               {fmt::format("Row {} already says that project \"{}\" serves task \"{}\".", twin->row, project, task),
                fmt::format("第 {} 行已填写项目“{}”服务于任务“{}”。", twin->row, project, task)},
               {"Delete one of the rows, or limit them to different stages.", "请删除其中一行，或分别限于不同阶段。"});
  }

  for (const Service& service : tables.services) {
    const RowIssues row("serves.csv", service.row, issues);
    const Project& project = tables.projects[service.project.index()];
    const Task& task = tables.tasks[service.task.index()];
    if (!task.closable)
      row.warning(
          "serves-unclosable-task", "task",
          {fmt::format("Project \"{}\" serves task \"{}\", which no project can close; the row blocks no stage.", project.key, task.key),
           fmt::format("项目“{}”服务于任务“{}”，但该任务不能由项目完成，此行不影响任何阶段。", project.key, task.key)},
          {"Mark the task closable, or delete the row.", "请将该任务标为可由项目完成，或删除此行。"});
    for (const StageId id : service.stages) {
      const Stage& stage = tables.stages[id.index()];
      const bool same_programme = stage.programme == task.programme;
      if (same_programme && std::find(stage.units.begin(), stage.units.end(), project.unit) != stage.units.end()) continue;
      row.warning("stage-without-effect", "stages",
                  same_programme
                      ? Text{fmt::format("Stage \"{}\" does not include the unit of project \"{}\", so it does not wait for it.", stage.key,
                                         project.key),
                             fmt::format("阶段“{}”不涉及项目“{}”的所属单位，因此不等待该项目。", stage.key, project.key)}
                      : Text{fmt::format("Stage \"{}\" belongs to another programme than task \"{}\", so it does not wait for it.",
                                         stage.key, task.key),
                             fmt::format("阶段“{}”与任务“{}”不属于同一创建项目，因此不受其约束。", stage.key, task.key)},
                  {"Take the stage out of the row, or correct it.", "请从此行删去该阶段，或予以更正。"});
    }
  }
}

void check_coverage(const CampaignTables& tables, const std::vector<std::vector<ProjectId>>& required, Issues& issues) {
  for (std::size_t s = 0; s < tables.stages.size(); ++s) {
    const Stage& stage = tables.stages[s];
    if (required[s].empty())
      RowIssues("stages.csv", stage.row, issues)
          .warning("stage-without-project", "",
                   {fmt::format("Stage \"{}\" requires no project, so nothing but its predecessors decides when it is reached.", stage.key),
                    fmt::format("阶段“{}”没有任何需要完成的项目，其达成时间只取决于前置阶段。", stage.key)},
                   {"Add rows to serves.csv, or correct its programme or units.",
                    "请在 serves.csv 中补充对应关系，或更正其创建项目、涉及单位。"});
  }

  std::vector<bool> served(tables.tasks.size(), false);
  std::vector<bool> counts(tables.projects.size(), false);
  for (const Service& service : tables.services) {
    served[service.task.index()] = true;
    counts[service.project.index()] = true;
  }
  for (std::size_t t = 0; t < tables.tasks.size(); ++t)
    if (tables.tasks[t].closable && !served[t])
      RowIssues("tasks.csv", tables.tasks[t].row, issues)
          .warning("task-without-project", "",
                   {fmt::format("No project serves task \"{}\", so nothing in the plan makes sure that it is done.", tables.tasks[t].key),
                    fmt::format("没有项目服务于任务“{}”，规划无法保证其完成。", tables.tasks[t].key)},
                   {"Name the project in serves.csv, or mark the task as one that no project can close.",
                    "请在 serves.csv 中指明项目，或将该任务标为不能由项目完成。"});
  // A project that others wait for (a plan, a land clearance) earns its place without a task of its own.
  for (const Link& link : tables.links)
    if (link.from.project) counts[link.from.project->index()] = true;
  for (std::size_t j = 0; j < tables.projects.size(); ++j)
    if (!counts[j])
      RowIssues("projects.csv", tables.projects[j].row, issues)
          .warning("project-without-task", "",
                   {fmt::format("Project \"{}\" serves no task and nothing waits for it, so no stage needs it.", tables.projects[j].key),
                    fmt::format("项目“{}”不服务于任何任务，也没有后续项目，任何阶段都不需要它。", tables.projects[j].key)},
                   {"Add it to serves.csv or links.csv, or take it out.", "请在 serves.csv 或 links.csv 中补充，或移出该项目。"});
}

}  // namespace liandong
