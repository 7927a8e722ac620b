#include "model/planning/change.hpp"

#include <algorithm>
#include <utility>

#include "model/campaign/spending_profile.hpp"
#include "model/planning/lock_conflict.hpp"

namespace liandong {
namespace {

/// The tables of a problem while they are being changed.
class Changing {
 public:
  explicit Changing(const PlanningProblem& problem)
      : problem_(problem), tables_(problem.campaign().tables()), settings_(problem.settings()), locks_(problem.locks().rows()) {}

  Checked<PlanningProblem> finish() {
    auto campaign = Campaign::build(std::move(tables_));
    if (!campaign) return campaign.issues();
    const Locks locks(locks_, campaign->horizon());
    const DependencyGraph graph(*campaign);
    if (const auto conflict = find_lock_conflict(*campaign, graph, locks)) {
      Text sentence = sentence_for(*campaign, graph, locks, *conflict);
      sentence.en += ".";
      sentence.zh += "。";
      return Issues{{.severity = Severity::error,
                     .code = "lock-impossible",
                     .file = "locks.csv",
                     .field = "lock",
                     .sentence = std::move(sentence),
                     .mend = {"Move a lock, or the link or earliest start that stands in its way.",
                              "请调整锁定，或调整与之冲突的前置关系、最早开工期。"}}};
    }
    return PlanningProblem(*std::move(campaign), problem_.funding(), std::move(settings_), std::move(locks_));
  }

  void operator()(const NewInflow&) {}  // Needs no new campaign.
  void operator()(const PriceChange& change) { settings_.prices = change.prices; }
  void operator()(const StagePriceChange& change) {
    Stage& stage = tables_.stages[change.stage.index()];
    stage.late_price = change.late;
    stage.never_price = change.never;
  }
  void operator()(const DeadlineChange& change) { tables_.stages[change.stage.index()].deadline = change.deadline; }
  void operator()(const CostChange& change) {
    Project& project = tables_.projects[change.project.index()];
    project.profile = in_proportion(change.cost, project.profile);
    project.cost = change.cost;
  }
  void operator()(const LockChange& change) { locks_.push_back(change.lock); }
  void operator()(const UnlockChange& change) {
    std::erase_if(locks_, [&](const Lock& lock) { return lock.project == change.project; });
  }
  void operator()(const NewProject& change) {
    tables_.projects.push_back(change.project);
    Project& project = tables_.projects.back();
    if (project.profile.empty())
      project.profile = in_proportion(project.cost, std::vector<Money>(static_cast<std::size_t>(std::max(1, project.duration))));
    tables_.services.insert(tables_.services.end(), change.services.begin(), change.services.end());
    tables_.links.insert(tables_.links.end(), change.links.begin(), change.links.end());
  }
  void operator()(const RemovedProject& change) {
    const ProjectId gone = change.project;
    const auto is_gone = [&](const LinkEnd& end) { return end.project == gone; };
    const auto moved_up = [&](ProjectId& id) { id.value -= id > gone ? 1 : 0; };
    tables_.projects.erase(tables_.projects.begin() + gone.value);
    std::erase_if(tables_.services, [&](const Service& service) { return service.project == gone; });
    std::erase_if(tables_.links, [&](const Link& link) { return is_gone(link.from) || is_gone(link.to); });
    std::erase_if(locks_, [&](const Lock& lock) { return lock.project == gone; });
    for (Service& service : tables_.services) moved_up(service.project);
    for (Lock& lock : locks_) moved_up(lock.project);
    for (Link& link : tables_.links)
      for (LinkEnd* end : {&link.from, &link.to})
        if (end->project) moved_up(*end->project);
  }

 private:
  const PlanningProblem& problem_;
  CampaignTables tables_;
  Settings settings_;
  std::vector<Lock> locks_;
};

}  // namespace

Checked<PlanningProblem> apply_change(const PlanningProblem& problem, const Change& change) {
  if (const auto* inflow = std::get_if<NewInflow>(&change)) return problem.with_inflow(inflow->source, inflow->t, inflow->amount);
  Changing changing(problem);
  std::visit(changing, change);
  return changing.finish();
}

Checked<PlanningProblem> apply_changes(const PlanningProblem& problem, std::span<const Change> changes) {
  Checked<PlanningProblem> now(problem);
  for (const Change& change : changes)
    if (now) now = apply_change(*now, change);
  return now;
}

}  // namespace liandong
