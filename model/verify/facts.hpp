#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "model/campaign/campaign.hpp"
#include "model/campaign/lock.hpp"
#include "model/funding/funding.hpp"
#include "model/funding/mode.hpp"
#include "model/funding/rule_pack.hpp"
#include "model/planning/settings.hpp"

namespace liandong::verify {

/// `to` completes at least `delta` periods after `from` (2). Nodes: projects by id, then stages.
struct Precedence {
  int from = 0, to = 0, delta = 0;
  bool follows = false;  ///< A finish-to-start link without lag: what people mean by "before".
};

/// The numbers that (1) to (13) of docs/maths/planning-problem.md speak of, worked out afresh from the input: nothing here is shared with
/// the planner, so that a mistake there does not confirm itself. Keeps references to what it is given.
class Facts {
 public:
  /// `chosen`: by project, the mode that it is delivered in; `campaign` states the costs, durations and profiles of these.
  Facts(const Campaign& campaign, const Funding& funding, const Settings& settings, std::vector<Lock> locks = {}, std::vector<Mode> modes = {},
        std::vector<int> chosen = {});

  [[nodiscard]] const Campaign& campaign() const { return *campaign_; }
  [[nodiscard]] const Funding& funding() const { return *funding_; }
  [[nodiscard]] const Settings& settings() const { return *settings_; }
  [[nodiscard]] const std::vector<Lock>& locks() const { return locks_; }  ///< (15).
  [[nodiscard]] const RulePack& rules() const { return rules_; }
  [[nodiscard]] int periods() const { return campaign_->horizon().count; }
  [[nodiscard]] int per_year() const { return campaign_->horizon().per_year(); }
  [[nodiscard]] int project_count() const { return static_cast<int>(campaign_->projects().size()); }
  [[nodiscard]] int stage_count() const { return static_cast<int>(campaign_->stages().size()); }
  [[nodiscard]] int source_count() const { return static_cast<int>(funding_->sources().size()); }
  [[nodiscard]] int node_count() const { return project_count() + stage_count(); }

  [[nodiscard]] const std::vector<Precedence>& precedences() const { return precedences_; }  ///< (2).
  /// (16), (2): what any choice of modes keeps.
  [[nodiscard]] const std::vector<Precedence>& weakest_precedences() const { return weakest_precedences_; }
  [[nodiscard]] int duration(int node) const;
  [[nodiscard]] int shortest(int node) const;  ///< Of the modes.
  [[nodiscard]] int longest(int node) const;
  /// The modes of a project; empty if it is delivered as projects.csv says.
  [[nodiscard]] std::vector<const Mode*> modes(ProjectId project) const;
  [[nodiscard]] const Mode* chosen(ProjectId project) const;  ///< Null if it has no modes.
  [[nodiscard]] int earliest_start(ProjectId project) const;  ///< (1).
  [[nodiscard]] int deadline(StageId stage) const;            ///< Period index; may lie outside the horizon.
  [[nodiscard]] const std::string& key(int node) const;
  [[nodiscard]] std::optional<int> index(Period period) const;  ///< Empty outside the horizon and for another unit of time.
  [[nodiscard]] int year_of(int t) const { return campaign_->horizon().at(t).year(); }

  [[nodiscard]] bool eligible(ProjectId project, SourceId source, int start) const {  ///< (9), (15), (16), as it is delivered.
    return eligible(project, source, start, chosen(project));
  }
  [[nodiscard]] bool eligible(ProjectId project, SourceId source, int start, const Mode* mode) const;
  [[nodiscard]] Rate max_share(ProjectId project, SourceId source) const { return max_share(source, chosen(project)); }  ///< (4), (16).
  [[nodiscard]] Rate max_share(SourceId source, const Mode* mode) const;
  /// The rates that (5) and (12) need.
  [[nodiscard]] Rate match_rate(ProjectId project, SourceId source, int t) const;
  [[nodiscard]] bool own_fiscal(SourceId source) const;
  [[nodiscard]] bool is_contract(SourceId source) const;
  [[nodiscard]] Money inflow(SourceId source, int t) const { return inflow_[source.index()][static_cast<std::size_t>(t)]; }  ///< (6).
  [[nodiscard]] Money ceiling(UnitId unit, int year) const;                                                                  ///< (8).
  [[nodiscard]] UnitId debtor(SourceId contract_source) const;

  [[nodiscard]] long double discount(int t) const;  ///< β^t of (10).
  [[nodiscard]] long double weight(SourceId source) const;
  [[nodiscard]] long double gap_price() const;
  [[nodiscard]] Money late_price(StageId stage) const;
  [[nodiscard]] Money never_price(StageId stage) const;

  /// What the owner repays for draws of one project and contract source, in whole fen: (period, amount), the project complete in
  /// `completion`.
  [[nodiscard]] std::vector<std::pair<int, Money>> service(ProjectId project, SourceId source, int completion,
                                                           const std::map<int, Money>& draws) const;
  /// The same per yuan drawn in `t`, unrounded: (period, factor), for (11).
  [[nodiscard]] std::vector<std::pair<int, long double>> service_factors(ProjectId project, SourceId source, int completion, int t, Money cost) const;

 private:
  const Campaign* campaign_;
  const Funding* funding_;
  const Settings* settings_;
  std::vector<Lock> locks_;
  RulePack rules_;
  std::vector<Mode> modes_;
  std::vector<int> chosen_;
  std::vector<Precedence> precedences_, weakest_precedences_;
  std::vector<std::vector<Money>> inflow_;
  std::vector<long double> discount_;  ///< Of the first periods; it is asked for often.
};

}  // namespace liandong::verify
