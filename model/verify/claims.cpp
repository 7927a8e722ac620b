#include "model/verify/claims.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace liandong::verify {
namespace {

template <class Rows>
std::map<std::string, int> index(const Rows& rows) {
  std::map<std::string, int> found;
  for (std::size_t i = 0; i < rows.size(); ++i) found.emplace(rows[i].key, static_cast<int>(i));
  return found;
}

class Reader {
 public:
  Reader(const Facts& facts, const Keys& keys, const PlanFiles& plan, Findings& findings)
      : facts_(facts), keys_(keys), plan_(plan), findings_(findings) {}

  Claims read() {
    claims_.start.resize(static_cast<std::size_t>(facts_.project_count()));
    claims_.stage.resize(static_cast<std::size_t>(facts_.stage_count()));
    claims_.row.resize(static_cast<std::size_t>(facts_.node_count()));
    for (const ScheduleRow& row : plan_.schedule) schedule(row);
    for (int v = 0; v < facts_.node_count(); ++v)
      if (claims_.row[static_cast<std::size_t>(v)] == 0)
        findings_.add(1, "schedule.csv", 0,
                      {fmt::format("{} has no row in the schedule.", facts_.key(v)), fmt::format("进度表缺少 {}。", facts_.key(v))});
    for (const AllocationRow& row : plan_.allocation) allocation(row);
    for (const GapRow& row : plan_.gap) gap(row);
    return std::move(claims_);
  }

 private:
  std::optional<int> index_of(const std::optional<Period>& period, const char* file, int row) {
    if (!period) return std::nullopt;
    if (const auto t = facts_.index(*period)) return t;
    findings_.add(1, file, row,
                  {fmt::format("{} lies outside the horizon.", period->text()), fmt::format("{} 超出规划期。", period->text())});
    return std::nullopt;
  }

  void schedule(const ScheduleRow& row) {
    const auto project = keys_.project(row.node);
    const auto stage = keys_.stage(row.node);
    if (row.kind == "task") return;  // check_schedule compares these with their projects
    int node = -1;
    if (row.kind == "project" && project) node = project->value;
    if (row.kind == "stage" && stage) node = facts_.project_count() + stage->value;
    if (node < 0) return findings_.add(0, "schedule.csv", row.row, unknown_key("node", "节点", row.node));
    int& seen = claims_.row[static_cast<std::size_t>(node)];
    if (seen != 0) return findings_.add(0, "schedule.csv", row.row, stated_twice(row.node, row.node));
    seen = row.row;
    if (row.kind == "stage") {
      claims_.stage[stage->index()] = index_of(row.finish, "schedule.csv", row.row);
      return;
    }
    const auto start = claims_.start[project->index()] = index_of(row.start, "schedule.csv", row.row);
    const auto finish = index_of(row.finish, "schedule.csv", row.row);
    const int duration = facts_.duration(node);
    if (start.has_value() != finish.has_value() || (start && *finish != *start + duration - 1))
      findings_.add(
          1, "schedule.csv", row.row,
          {fmt::format("Project {} takes {} periods, but its start and finish are stated as {} and {}.", row.node, duration,
                       text(row.start), text(row.finish)),
           fmt::format("项目 {} 工期为 {} 期，表中开工、完工为 {}、{}。", row.node, duration, text(row.start), text(row.finish))});
  }

  void allocation(const AllocationRow& row) {
    const auto project = keys_.project(row.project);
    const auto source = keys_.source(row.source);
    if (!project) return findings_.add(0, "allocation.csv", row.row, unknown_key("project", "项目", row.project));
    if (!source) return findings_.add(0, "allocation.csv", row.row, unknown_key("source", "资金来源", row.source));
    const auto t = index_of(row.period, "allocation.csv", row.row);
    if (!t || !positive(row.amount, "allocation.csv", row.row)) return;
    if (!claims_.payments.insert({{*project, *source, *t}, {row.amount, row.row}}).second)
      findings_.add(0, "allocation.csv", row.row,
                    stated_twice(fmt::format("{} from {} in {}", row.project, row.source, row.period.text()),
                                 fmt::format("{} 使用 {}（{}）", row.project, row.source, row.period.text())));
  }

  void gap(const GapRow& row) {
    const auto project = keys_.project(row.project);
    if (!project) return findings_.add(0, "gap.csv", row.row, unknown_key("project", "项目", row.project));
    const auto t = index_of(row.period, "gap.csv", row.row);
    if (!t || !positive(row.amount, "gap.csv", row.row)) return;
    if (!claims_.gaps.insert({{*project, *t}, {row.amount, row.row}}).second)
      findings_.add(0, "gap.csv", row.row,
                    stated_twice(fmt::format("The gap of {} in {}", row.project, row.period.text()),
                                 fmt::format("{} 在 {} 的缺口", row.project, row.period.text())));
  }

  bool positive(Money amount, const char* file, int row) {
    if (amount > Money{}) return true;
    findings_.add(3, file, row,
                  {fmt::format("An amount of {} 万元 is stated; only amounts above zero are.", amount.wan_text()),
                   fmt::format("金额 {} 万元不大于零，不应列出。", amount.wan_text())});
    return false;
  }

  static std::string text(const std::optional<Period>& period) { return period ? period->text() : "-"; }

  const Facts& facts_;
  const Keys& keys_;
  const PlanFiles& plan_;
  Findings& findings_;
  Claims claims_;
};

}  // namespace

bool Findings::any_of(int constraint) const {
  return std::any_of(found_.begin(), found_.end(), [&](const Finding& finding) { return finding.constraint == constraint; });
}

std::optional<int> Claims::completion(const Facts& facts, int node) const {
  if (node >= facts.project_count()) return stage[static_cast<std::size_t>(node - facts.project_count())];
  const auto& begun = start[static_cast<std::size_t>(node)];
  return begun ? std::optional(*begun + facts.duration(node) - 1) : std::nullopt;
}

Keys::Keys(const Facts& facts)
    : projects_(index(facts.campaign().projects())),
      stages_(index(facts.campaign().stages())),
      tasks_(index(facts.campaign().tasks())),
      sources_(index(facts.funding().sources())),
      units_(index(facts.campaign().units())) {}

Claims read_claims(const Facts& facts, const Keys& keys, const PlanFiles& plan, Findings& findings) {
  return Reader(facts, keys, plan, findings).read();
}

Text unknown_key(const char* en, const char* zh, const std::string& key) {
  return {fmt::format("The campaign has no {} \"{}\".", en, key), fmt::format("方案所依据的数据中没有{}“{}”。", zh, key)};
}

Text stated_twice(const std::string& en, const std::string& zh) {
  return {fmt::format("{} is stated twice.", en), fmt::format("{} 重复列出。", zh)};
}

}  // namespace liandong::verify
