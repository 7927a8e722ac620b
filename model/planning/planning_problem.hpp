#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/campaign/campaign.hpp"
#include "model/campaign/dependency_graph.hpp"
#include "model/funding/funding.hpp"
#include "model/funding/rule_pack.hpp"
#include "model/planning/locks.hpp"
#include "model/planning/modes.hpp"
#include "model/planning/settings.hpp"

namespace liandong {

/// Why a source may or may not pay for a project, for explanations; `eligible` is the only state that lets money flow.
enum class Eligibility {
  eligible,
  other_unit,
  other_sector,
  other_kind,
  not_commercial,
  not_bt,
  barred_by_rule,
  no_user_fees,
  barred_by_lock,       ///< (15)
  reserved_for_others,  ///< (15)
  barred_by_mode        ///< (16)
};

struct MoveLimit;

/// Everything that a plan must satisfy (docs/maths/planning-problem.md), read from a campaign, its money and the settings. Immutable.
class PlanningProblem {
 public:
  /// `locks` must not contradict each other or the links (find_lock_conflict()).
  /// Projects with modes are delivered in the first of them until `delivered()` says otherwise.
  PlanningProblem(Campaign campaign, Funding funding, Settings settings, std::vector<Lock> locks = {}, std::vector<Mode> modes = {});

  [[nodiscard]] const Campaign& campaign() const { return campaign_; }
  [[nodiscard]] const Funding& funding() const { return funding_; }
  [[nodiscard]] const Settings& settings() const { return settings_; }
  [[nodiscard]] const Locks& locks() const { return locks_; }
  [[nodiscard]] const Modes& modes() const { return *modes_; }
  /// How each project is delivered here; empty if no project has modes. `campaign()` has their costs, durations and profiles.
  [[nodiscard]] const Deliveries& deliveries() const { return deliveries_; }
  [[nodiscard]] const RulePack& rules() const { return rules_; }
  [[nodiscard]] const DependencyGraph& graph() const { return graph_; }
  [[nodiscard]] int periods() const { return campaign_.horizon().count; }

  /// May `source` pay for `project` if it starts in period `start`? (9), (15), (16)
  [[nodiscard]] Eligibility eligibility(ProjectId project, SourceId source, int start) const;
  /// The most that `source` may pay of a period's spend of `project`: its own largest share, or that of the mode if it is smaller. (4),
  /// (16)
  [[nodiscard]] Rate max_share(ProjectId project, SourceId source) const;
  /// Match rate of `source` on spend of `project` in period `t`, after waivers. (5)
  [[nodiscard]] Rate match_rate(ProjectId project, SourceId source, int t) const;
  /// Counts towards the local match on `project`: own fiscal money of city or county. (5)
  [[nodiscard]] bool counts_as_match(SourceId source) const;
  /// Inflow of each source in each period at the settings' certainty. (6)
  [[nodiscard]] Money inflow(SourceId source, int t) const { return inflow_[source.index()][static_cast<std::size_t>(t)]; }
  /// The ceiling on new debt service of `unit` in `year`: limit x expenditure, less what is committed, not below 0; 0 if unknown. (8)
  [[nodiscard]] Money affordability_ceiling(UnitId unit, int year) const;
  /// Who repays: the owner of `repaid_by`.
  [[nodiscard]] UnitId debtor(SourceId contract_source) const;
  /// Fiscal year of period index `t`, which may lie beyond the horizon.
  [[nodiscard]] int year_of(int t) const { return campaign_.horizon().at(t).year(); }
  /// beta^t. (10)
  [[nodiscard]] double discount(int t) const;
  /// Weight of a source's money in public cost. (10)
  [[nodiscard]] double cost_weight(SourceId source) const;
  /// Period index of the deadline, at least 0: lateness counts from the first period on. (10)
  [[nodiscard]] int deadline(StageId stage) const;
  [[nodiscard]] Money late_price(StageId stage) const;
  [[nodiscard]] Money never_price(StageId stage) const;

  /// How far a plan may depart from an approved one; null = as far as it likes. (M1) of docs/maths/re-planning.md
  [[nodiscard]] const MoveLimit* move_limit() const { return move_limit_.get(); }
  [[nodiscard]] PlanningProblem with_move_limit(MoveLimit limit) const;

  /// The same campaign and money under other settings.
  [[nodiscard]] PlanningProblem with(Settings settings) const;
  /// The same with projects delivered otherwise.
  [[nodiscard]] PlanningProblem delivered(Deliveries deliveries) const;
  /// The same money for another form of the campaign's projects and links, under other locks.
  [[nodiscard]] PlanningProblem revised(Campaign campaign, std::vector<Lock> locks) const;
  /// The same with another inflow of one source in one period at the settings' certainty; not below 0. What is least certain changes first.
  [[nodiscard]] PlanningProblem with_inflow(SourceId source, int t, Money amount) const;

 private:
  Campaign campaign_;
  Funding funding_;
  Settings settings_;
  Locks locks_;
  std::shared_ptr<const Modes> modes_;
  Deliveries deliveries_;
  RulePack rules_;
  DependencyGraph graph_;
  std::vector<std::vector<Money>> inflow_;
  std::shared_ptr<const MoveLimit> move_limit_;
};

}  // namespace liandong
