#include <fmt/format.h>

#include <algorithm>

#include "model/verify/checks.hpp"

namespace liandong::verify {
namespace {

constexpr const char* file = "schedule.csv";

std::string period(const Facts& facts, int t) { return facts.campaign().horizon().at(t).text(); }
std::string when(const Facts& facts, const std::optional<int>& t, const char* never) { return t ? period(facts, *t) : never; }

Text kind(const Facts& facts, int node, bool capital) {
  const bool project = node < facts.project_count();
  return {project ? (capital ? "Project " : "project ") : (capital ? "Stage " : "stage "), project ? "项目" : "阶段"};
}

/// (2) for two projects, or a project behind a stage: the sentence names the dates that the link compares.
Text too_early(const Facts& facts, const Claims& claims, const Precedence& p) {
  const auto from = claims.completion(facts, p.from), to = claims.completion(facts, p.to);
  const Text first = kind(facts, p.from, false), second = kind(facts, p.to, true);
  if (!from)
    return {fmt::format("{}{} is complete in {}, but {}{}, which comes before it, never is.", second.en, facts.key(p.to),
                        period(facts, *to), first.en, facts.key(p.from)),
            fmt::format("{} {} 于 {} 完成，而其前置{} {} 未完成。", second.zh, facts.key(p.to), period(facts, *to), first.zh,
                        facts.key(p.from))};
  const int start = *to - std::max(1, facts.duration(p.to)) + 1;
  if (p.to < facts.project_count() && p.follows)
    return {fmt::format("{}{} starts in {}, before {}{} finishes ({}).", second.en, facts.key(p.to), period(facts, start), first.en,
                        facts.key(p.from), period(facts, *from)),
            fmt::format("{} {} 于 {} 开工，早于前置{} {} 的完工（{}）。", second.zh, facts.key(p.to), period(facts, start), first.zh,
                        facts.key(p.from), period(facts, *from))};
  return {fmt::format("{}{} is complete in {}; {}{} being complete in {}, it cannot be before {}.", second.en, facts.key(p.to),
                      period(facts, *to), first.en, facts.key(p.from), period(facts, *from), period(facts, *from + p.delta)),
          fmt::format("{} {} 于 {} 完成；前置{} {} 于 {} 完成，最早只能在 {}。", second.zh, facts.key(p.to), period(facts, *to), first.zh,
                      facts.key(p.from), period(facts, *from), period(facts, *from + p.delta))};
}

void check_locks(const Facts& facts, const Claims& claims, Findings& findings) {
  for (const Lock& lock : facts.locks()) {
    const int j = lock.project.value;
    const auto& start = claims.start[lock.project.index()];
    const bool wants = lock.kind == LockKind::start || lock.kind == LockKind::build;
    if (!wants && lock.kind != LockKind::drop) continue;  // Money is looked at with the allocation.
    const auto add = [&](const std::string& en, const std::string& zh) {
      findings.add(15, file, claims.row[lock.project.index()],
                   {fmt::format("Project {} {} (row {} of locks.csv).", facts.key(j), en, lock.row),
                    fmt::format("项目 {} {}（locks.csv 第 {} 行）。", facts.key(j), zh, lock.row)});
    };
    if (!wants && start)
      add("is locked not to be built, but starts in " + period(facts, *start), "锁定为不建，却于 " + period(facts, *start) + " 开工");
    if (wants && !start) add("is locked to be built, but is not", "锁定为必建，却未安排建设");
    if (!wants || !start) continue;
    if (lock.from && facts.campaign().horizon().at(*start) < *lock.from)
      add("is locked to start in " + lock.from->text() + " or later, but starts in " + period(facts, *start),
          "锁定为 " + lock.from->text() + " 起开工，却于 " + period(facts, *start) + " 开工");
    if (lock.to && facts.campaign().horizon().at(*start) > *lock.to)
      add("is locked to start by " + lock.to->text() + ", but starts in " + period(facts, *start),
          "锁定为不晚于 " + lock.to->text() + " 开工，却于 " + period(facts, *start) + " 开工");
  }
}

void check_stage_dates(const Facts& facts, const Claims& claims, Findings& findings) {
  for (int s = 0; s < facts.stage_count(); ++s) {
    const int node = facts.project_count() + s;
    std::optional<int> soonest = 0;
    for (const Precedence& p : facts.precedences()) {
      if (p.to != node) continue;
      const auto from = claims.completion(facts, p.from);
      soonest = from && soonest ? std::optional(std::max(*soonest, *from + p.delta)) : std::nullopt;
    }
    if (soonest && *soonest >= facts.periods()) soonest.reset();
    const auto& stated = claims.stage[static_cast<std::size_t>(s)];
    // An earlier date is a finding of (2) already.
    if (stated == soonest || (stated && (!soonest || *stated < *soonest))) continue;
    findings.add(2, file, claims.row[static_cast<std::size_t>(node)],
                 {fmt::format("Stage {} is reached in {} by what it waits for, but stated as {}.", facts.key(node),
                              when(facts, soonest, "no period"), when(facts, stated, "never")),
                  fmt::format("按其所依赖的项目，阶段 {} 于 {} 达成，表中为 {}。", facts.key(node), when(facts, soonest, "无"),
                              when(facts, stated, "未达成"))});
  }
}

struct Span {
  std::optional<Period> start, finish;
  bool whole = true;
};

void check_tasks(const Facts& facts, const Keys& keys, const Claims& claims, const PlanFiles& plan, Findings& findings) {
  const Campaign& campaign = facts.campaign();
  std::vector<Span> spans(campaign.tasks().size());
  for (const Service& service : campaign.services()) {
    Span& span = spans[service.task.index()];
    const auto start = claims.start[service.project.index()], finish = claims.completion(facts, service.project.value);
    if (!start || !finish) {
      span.whole = false;
      continue;
    }
    const Period first = campaign.horizon().at(*start), last = campaign.horizon().at(*finish);
    span.start = span.start ? std::min(*span.start, first) : first;
    span.finish = span.finish ? std::max(*span.finish, last) : last;
  }
  for (Span& span : spans)
    if (!span.whole) span.finish.reset();
  std::vector<bool> seen(spans.size());
  for (const ScheduleRow& row : plan.schedule) {
    if (row.kind != "task") continue;
    const auto task = keys.task(row.node);
    if (!task) {
      findings.add(0, file, row.row, unknown_key("task", "任务", row.node));
      continue;
    }
    if (seen[task->index()]) findings.add(0, file, row.row, stated_twice(row.node, row.node));
    seen[task->index()] = true;
    const Span& span = spans[task->index()];
    if (row.start != span.start || row.finish != span.finish)
      findings.add(0, file, row.row,
                   {fmt::format("The dates of task {} are not those of the projects that serve it.", row.node),
                    fmt::format("任务 {} 的日期与服务于它的项目不符。", row.node)});
  }
  for (std::size_t i = 0; i < seen.size(); ++i)
    if (!seen[i])
      findings.add(0, file, 0,
                   {fmt::format("Task {} has no row in the schedule.", campaign.tasks()[i].key),
                    fmt::format("进度表缺少任务 {}。", campaign.tasks()[i].key)});
}

/// The columns that restate a stage's dates: deadline, periods late.
void check_stage_columns(const Facts& facts, const Keys& keys, const Claims& claims, const PlanFiles& plan, Findings& findings) {
  for (const ScheduleRow& row : plan.schedule) {
    const auto stage = row.kind == "stage" ? keys.stage(row.node) : std::nullopt;
    if (!stage) continue;
    if (row.deadline != facts.campaign()[*stage].deadline)
      findings.add(10, file, row.row,
                   {fmt::format("Stage {} is due by {}, not by {}.", row.node, facts.campaign()[*stage].deadline.text(),
                                row.deadline ? row.deadline->text() : "-"),
                    fmt::format("阶段 {} 的完成时限为 {}，表中为 {}。", row.node, facts.campaign()[*stage].deadline.text(),
                                row.deadline ? row.deadline->text() : "-")});
    const int due = std::max(0, facts.deadline(*stage));
    const int late = std::max(0, claims.stage[stage->index()].value_or(facts.periods()) - due);
    if (row.late != late)
      findings.add(10, file, row.row,
                   {fmt::format("Stage {} is {} periods late, not {}.", row.node, late, row.late ? std::to_string(*row.late) : "-"),
                    fmt::format("阶段 {} 逾期 {} 期，表中为 {}。", row.node, late, row.late ? std::to_string(*row.late) : "-")});
  }
}

}  // namespace

void check_schedule(const Facts& facts, const Keys& keys, const Claims& claims, const PlanFiles& plan, Findings& findings) {
  for (int j = 0; j < facts.project_count(); ++j) {  // (1)
    const auto& start = claims.start[static_cast<std::size_t>(j)];
    const int earliest = facts.earliest_start({j});
    if (start && *start < earliest)
      findings.add(
          1, file, claims.row[static_cast<std::size_t>(j)],
          {fmt::format("Project {} starts in {}, before its earliest start ({}).", facts.key(j), period(facts, *start),
                       period(facts, earliest)),
           fmt::format("项目 {} 于 {} 开工，早于最早开工期（{}）。", facts.key(j), period(facts, *start), period(facts, earliest))});
    if (start && *start + facts.duration(j) > facts.periods())
      findings.add(1, file, claims.row[static_cast<std::size_t>(j)],
                   {fmt::format("Project {} starts in {} and is not complete within the horizon.", facts.key(j), period(facts, *start)),
                    fmt::format("项目 {} 于 {} 开工，规划期内不能完成。", facts.key(j), period(facts, *start))});
  }
  for (const Precedence& p : facts.precedences()) {  // (2)
    const auto from = claims.completion(facts, p.from), to = claims.completion(facts, p.to);
    if (to && (!from || *to < *from + p.delta))
      findings.add(2, file, claims.row[static_cast<std::size_t>(p.to)], too_early(facts, claims, p));
  }
  check_locks(facts, claims, findings);
  check_stage_dates(facts, claims, findings);
  check_stage_columns(facts, keys, claims, plan, findings);
  check_tasks(facts, keys, claims, plan, findings);
}

}  // namespace liandong::verify
