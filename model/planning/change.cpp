#include "model/planning/change.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "model/campaign/spending_profile.hpp"
#include "model/planning/lock_conflict.hpp"
#include "model/planning/move_limit.hpp"

namespace liandong {
namespace {

/// The same mode at another cost: its profile and its limits keep their shape.
void set_cost(Mode& mode, Money cost) {
  const Money before = mode.cost;
  mode.profile = in_proportion(cost, mode.profile);
  mode.cost = cost;
  for (std::size_t u = 0; u < mode.least.size(); ++u) {
    const Money spend = mode.profile[u];
    const auto scaled = [&](Money limit) { return before.is_zero() ? spend : Money::muldiv_floor(limit, cost.fen(), before.fen()); };
    mode.least[u] = std::min(spend, scaled(mode.least[u]));  // Rounding does not leave the profile outside of its limits.
    mode.most[u] = std::max(spend, scaled(mode.most[u]));
  }
}

/// The tables of a problem while they are being changed.
class Changing {
 public:
  explicit Changing(const PlanningProblem& problem)
      : problem_(problem),
        tables_(problem.campaign().tables()),
        settings_(problem.settings()),
        locks_(problem.locks().rows()),
        modes_(problem.modes().rows()),
        deliveries_(problem.deliveries()) {
    if (problem.move_limit() != nullptr) limit_ = *problem.move_limit();
  }

  Checked<PlanningProblem> finish() {
    auto campaign = Campaign::build(std::move(tables_));
    if (!campaign) return campaign.issues();
    const Locks locks(locks_, campaign->horizon());
    const Modes modes(modes_, campaign->projects().size());
    const Campaign soonest = campaign->revised(modes.deliver(campaign->projects(), modes.shortest()), campaign->links());
    const DependencyGraph graph(soonest);
    if (const auto conflict = find_lock_conflict(soonest, graph, locks)) {
      Text sentence = sentence_for(soonest, graph, locks, *conflict);
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
    PlanningProblem changed(*std::move(campaign), problem_.funding(), std::move(settings_), std::move(locks_), std::move(modes_));
    if (!changed.modes().empty()) changed = changed.delivered(std::move(deliveries_));
    return limit_ ? changed.with_move_limit(*std::move(limit_)) : changed;
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
    const Money before = project.cost;
    project.profile = in_proportion(change.cost, project.profile);
    project.cost = change.cost;
    for (Mode& mode : modes_)
      if (mode.project == change.project)
        set_cost(mode, before.is_zero() ? change.cost : Money::muldiv_floor(mode.cost, change.cost.fen(), before.fen()));
    if (!deliveries_.empty()) deliveries_[change.project.index()].profile.clear();
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
    if (!deliveries_.empty()) deliveries_.emplace_back();
    if (limit_) {  // The approved plan does not know it.
      limit_->counted.push_back(false);
      limit_->start.emplace_back();
    }
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
    std::erase_if(modes_, [&](const Mode& mode) { return mode.project == gone; });
    if (!deliveries_.empty()) deliveries_.erase(deliveries_.begin() + gone.value);
    if (limit_) {
      limit_->counted.erase(limit_->counted.begin() + gone.value);
      limit_->start.erase(limit_->start.begin() + gone.value);
    }
    for (Mode& mode : modes_) moved_up(mode.project);
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
  std::vector<Mode> modes_;
  Deliveries deliveries_;  ///< Empty without modes.
  std::optional<MoveLimit> limit_;
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
