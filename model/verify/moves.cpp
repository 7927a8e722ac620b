#include "model/verify/moves.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <set>
#include <string>

namespace liandong::verify {
namespace {

constexpr const char* file = "moves.csv";
constexpr int number = 18;

std::string shown(const std::optional<Period>& period) { return period ? period->text() : "-"; }

std::optional<Period> start_of(const Facts& facts, const Claims& claims, ProjectId project) {
  const auto& start = claims.start[project.index()];
  return start ? std::optional(facts.campaign().horizon().at(*start)) : std::nullopt;
}

/// One row against the plan and the input. What it says of the approved plan goes into the rule.
void check_row(const Facts& facts, const Claims& claims, const MoveRow& row, ProjectId project, MoveRule& rule, Money& cost,
               Findings& findings) {
  const auto add = [&](std::string en, std::string zh) { findings.add(number, file, row.row, {std::move(en), std::move(zh)}); };
  const auto start = start_of(facts, claims, project);
  if (row.start != start)
    add(fmt::format("Project {} starts in {}, not in {}.", row.project, shown(start), shown(row.start)),
        fmt::format("项目 {} 的开工期为 {}，表中为 {}。", row.project, shown(start), shown(row.start)));
  const Money own = facts.campaign()[project].cost;
  if (row.cost != own)
    add(fmt::format("Project {} costs {} 万元, not {}.", row.project, own.wan_text(), row.cost.wan_text()),
        fmt::format("项目 {} 的投资为 {} 万元，表中为 {}。", row.project, own.wan_text(), row.cost.wan_text()));
  const bool fresh = row.change == "new";
  const std::string change = fresh ? "new" : !row.approved ? "taken_up" : !start ? "dropped" : "moved";
  if (row.change != change || (fresh && row.approved) || (!fresh && row.approved == start))
    add(fmt::format("Project {} is called \"{}\": approved for {}, it starts in {}.", row.project, row.change, shown(row.approved),
                    shown(start)),
        fmt::format("项目 {} 标为“{}”：原定 {} 开工，现为 {}。", row.project, row.change, shown(row.approved), shown(start)));
  rule.counted[project.index()] = !fresh;
  rule.start[project.index()].reset();
  if (fresh) return;
  ++rule.moved;
  cost += own;
  if (!row.approved) return;
  rule.start[project.index()] = facts.index(*row.approved);
  if (!rule.start[project.index()])
    add(fmt::format("The approved start of project {}, {}, lies outside the horizon.", row.project, row.approved->text()),
        fmt::format("项目 {} 的原定开工期 {} 不在规划期内。", row.project, row.approved->text()));
}

void check_against(const Facts& facts, const MoveRule& rule, const PlanFiles& approved, Findings& findings) {
  std::map<std::string, const ScheduleRow*> rows;
  for (const ScheduleRow& row : approved.schedule)
    if (row.kind == "project") rows.emplace(row.node, &row);
  for (int j = 0; j < facts.project_count(); ++j) {
    const auto found = rows.find(facts.key(j));
    const bool known = found != rows.end() && (!found->second->start || facts.index(*found->second->start));
    const auto start = known && found->second->start ? facts.index(*found->second->start) : std::nullopt;
    const auto index = static_cast<std::size_t>(j);
    if (rule.counted[index] == known && (!known || rule.start[index] == start)) continue;
    const auto period = [&](const std::optional<int>& t) { return t ? facts.campaign().horizon().at(*t).text() : std::string("-"); };
    findings.add(number, file, 0,
                 {fmt::format("The approved plan has project {} start in {}; moves are counted from {}.", facts.key(j),
                              known ? period(start) : "no plan", rule.counted[index] ? period(rule.start[index]) : "no plan"),
                  fmt::format("原方案中项目 {} 的开工期为 {}，调整却按 {} 计算。", facts.key(j), known ? period(start) : "无",
                              rule.counted[index] ? period(rule.start[index]) : "无")});
  }
}

}  // namespace

long double MoveRule::charge(const Facts& facts, ProjectId project) const {
  if (!counted[project.index()]) return 0;
  return per_project + static_cast<long double>(per_wan) * facts.campaign()[project].cost.fen() / Money::fen_per_wan;
}

long double MoveRule::granted() const {
  return static_cast<long double>(per_project) * most_projects.value_or(0) +
         static_cast<long double>(per_wan) * most_cost.value_or(Money{}).fen() / Money::fen_per_wan;
}

std::optional<MoveRule> check_moves(const Facts& facts, const Keys& keys, const Claims& claims, const PlanFiles& plan,
                                    const PlanFiles* approved, Findings& findings) {
  if (!plan.certificate.moves) {
    if (approved != nullptr)
      findings.add(0, "certificate.json", 0,
                   {"The plan does not say that it starts from an approved one.", "该方案未说明依据已批准的方案。"});
    return std::nullopt;
  }
  const MoveLimitFile& stated = *plan.certificate.moves;
  MoveRule rule{.start = claims.start,
                .counted = std::vector<bool>(claims.start.size(), true),
                .most_projects = stated.most_projects,
                .most_cost = stated.most_cost,
                .per_project = stated.per_project,
                .per_wan = stated.per_wan};
  const auto sound = [](double charge, bool limited) { return std::isfinite(charge) && charge >= 0 && (limited || charge == 0); };
  if (!sound(rule.per_project, rule.most_projects.has_value()) || !sound(rule.per_wan, rule.most_cost.has_value())) {
    findings.add(13, "certificate.json", 0,
                 {fmt::format("The charges for moves are {:g} and {:g}; they are not negative, and 0 where there is no limit.",
                              rule.per_project, rule.per_wan),
                  fmt::format("调整的乘子为 {:g} 和 {:g}；不得为负，未设限额的应为 0。", rule.per_project, rule.per_wan)});
    rule.per_project = rule.per_wan = 0;
  }
  Money cost;
  std::set<ProjectId> seen;
  for (const MoveRow& row : plan.moves) {
    const auto project = keys.project(row.project);
    if (!project)
      findings.add(0, file, row.row, unknown_key("project", "项目", row.project));
    else if (!seen.insert(*project).second)
      findings.add(number, file, row.row, stated_twice(row.project, row.project));
    else
      check_row(facts, claims, row, *project, rule, cost, findings);
  }
  if (rule.most_projects && rule.moved > *rule.most_projects)
    findings.add(number, file, 0,
                 {fmt::format("{} projects are moved; {} may be.", rule.moved, *rule.most_projects),
                  fmt::format("共调整 {} 个项目，限额为 {} 个。", rule.moved, *rule.most_projects)});
  if (rule.most_cost && cost > *rule.most_cost)
    findings.add(number, file, 0,
                 {fmt::format("Projects of {} 万元 are moved; {} 万元 may be.", cost.wan_text(), rule.most_cost->wan_text()),
                  fmt::format("所调整项目的投资合计 {} 万元，限额为 {} 万元。", cost.wan_text(), rule.most_cost->wan_text())});
  if (approved != nullptr) check_against(facts, rule, *approved, findings);
  return rule;
}

}  // namespace liandong::verify
