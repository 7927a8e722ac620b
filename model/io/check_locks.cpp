#include <fmt/format.h>

#include <map>
#include <tuple>

#include "model/io/cross_checks.hpp"
#include "model/planning/lock_conflict.hpp"
#include "model/planning/planning_problem.hpp"

namespace liandong {
namespace {

constexpr const char* file = "locks.csv";

class LockChecks {
 public:
  LockChecks(const FolderTables& tables, const Campaign& campaign, IssueLog& log)
      : tables_(tables), campaign_(campaign), locks_(tables.locks, campaign.horizon()), log_(log) {}

  /// True if the dates are possible one by one.
  bool check_rows() {
    bool sound = true;
    for (const Lock& lock : tables_.locks) sound = check_dates(lock) && sound;
    return check_pairs() && sound;
  }

  void check_chains() {
    const DependencyGraph graph(campaign_);
    const auto conflict = find_lock_conflict(campaign_, graph, locks_);
    if (!conflict) return;
    add(Severity::error, "lock-impossible", row_of(locks_, conflict->last, true), "lock", sentence_for(campaign_, graph, locks_, *conflict),
        {"Move a lock, or the link or earliest start that stands in its way", "请调整锁定，或调整与之冲突的前置关系、最早开工期"});
  }

  void check_money(const PlanningProblem& open) {
    for (const Lock& lock : tables_.locks) {
      if (lock.kind != LockKind::bar && lock.kind != LockKind::reserve) continue;
      bool pays = false;
      for (int t = 0; t < open.periods() && !pays; ++t) pays = open.eligibility(lock.project, lock.source, t) == Eligibility::eligible;
      if (pays) continue;
      const std::string& project = campaign_[lock.project].key;
      const std::string& source = open.funding()[lock.source].key;
      const bool bar = lock.kind == LockKind::bar;
      add(Severity::warning, "lock-without-effect", lock.row, "source",
          {fmt::format("Source \"{}\" cannot pay for project \"{}\" anyway{}", source, project,
                       bar ? "" : ": reserved for it, it may pay for nothing"),
           fmt::format("资金“{}”本就不能用于项目“{}”{}", source, project, bar ? "" : "，锁定为专用后将无处可用")},
          {"Take the row out, or correct project or source", "请删去该行，或改正项目、资金来源"});
    }
  }

 private:
  void add(Severity severity, std::string_view code, int row, const char* field, Text sentence, Text mend) {
    if (log_.row_has_error(file, row)) return;
    int column = 0;
    if (const auto columns = tables_.columns.find(file); columns != tables_.columns.end())
      if (const auto place = columns->second.find(field); place != columns->second.end()) column = place->second;
    log_.add(make_issue(severity, code, file, row, column, field, std::move(sentence), std::move(mend)));
  }

  bool check_dates(const Lock& lock) {
    if (lock.kind != LockKind::start) return true;
    if (lock.from && lock.to && *lock.to < *lock.from) {
      add(Severity::error, "lock-order", lock.row, "to",
          {fmt::format("The last start {} lies before the first, {}", lock.to->text(), lock.from->text()),
           fmt::format("最晚开工期 {} 早于最早开工期 {}", lock.to->text(), lock.from->text())},
          {"Exchange the two periods or correct one", "请对调或改正两个期间"});
      return false;
    }
    const Project& project = campaign_[lock.project];
    const Horizon& horizon = campaign_.horizon();
    const bool late = lock.from && horizon.index_of(*lock.from) + project.duration > horizon.count;
    const bool early = lock.to && horizon.index_of(*lock.to) < 0;
    if (!late && !early) return true;
    add(Severity::error, "lock-outside-horizon", lock.row, early ? "to" : "from",
        {fmt::format("With this start project \"{}\" would not lie within the horizon ({} to {})", project.key, horizon.first.text(),
                     horizon.at(horizon.count - 1).text()),
         fmt::format("按此开工期，项目“{}”不在规划期（{} 至 {}）之内", project.key, horizon.first.text(),
                     horizon.at(horizon.count - 1).text())},
        {"Correct the period, or lengthen the horizon in campaign.toml", "请改正期间，或延长 campaign.toml 中的规划期"});
    return false;
  }

  /// Two rows about one project.
  bool check_pairs() {
    bool sound = true;
    std::map<ProjectId, const Lock*> dropped, asked;
    std::map<std::tuple<ProjectId, SourceId>, const Lock*> barred;
    for (const Lock& lock : tables_.locks) {
      if (lock.kind == LockKind::drop) dropped.emplace(lock.project, &lock);
      if (lock.kind == LockKind::start || lock.kind == LockKind::build) asked.emplace(lock.project, &lock);
      if (lock.kind == LockKind::bar) barred.emplace(std::tuple(lock.project, lock.source), &lock);
    }
    const auto contradicts = [&](const Lock& lock, const Lock& other) {
      const std::string& project = campaign_[lock.project].key;
      add(Severity::error, "lock-conflict", lock.row, "lock",
          {fmt::format("Row {} locks project \"{}\" otherwise", other.row, project),
           fmt::format("第 {} 行对项目“{}”另有锁定", other.row, project)},
          {"Keep one of the two rows", "请保留其中一行"});
      sound = false;
    };
    for (const Lock& lock : tables_.locks) {
      if (lock.kind == LockKind::start || lock.kind == LockKind::build) {
        if (const auto other = dropped.find(lock.project); other != dropped.end()) contradicts(lock, *other->second);
        const Locks::Dates& dates = *locks_.dates(lock.project);
        if (dates.first > dates.last && &lock != asked.at(lock.project)) contradicts(lock, *asked.at(lock.project));
      } else if (lock.kind == LockKind::reserve) {
        if (const auto other = barred.find({lock.project, lock.source}); other != barred.end()) contradicts(lock, *other->second);
      }
    }
    return sound;
  }

  const FolderTables& tables_;
  const Campaign& campaign_;
  Locks locks_;
  IssueLog& log_;
};

}  // namespace

void check_locks(const FolderTables& tables, const Campaign& campaign, const Funding& funding, const Settings& settings, IssueLog& log) {
  if (tables.locks.empty()) return;
  LockChecks checks(tables, campaign, log);
  if (!checks.check_rows()) return;
  checks.check_chains();
  checks.check_money(PlanningProblem(campaign, funding, settings));
}

}  // namespace liandong
