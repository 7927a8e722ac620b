#pragma once

#include <cstdint>
#include <vector>

#include "model/campaign/campaign.hpp"
#include "model/core/wide.hpp"
#include "model/funding/contract.hpp"
#include "model/planning/plan.hpp"
#include "model/planning/planning_problem.hpp"

namespace liandong {

/// Factors on amounts are held in units of 2^-32, shares of a spend in units of 2^-62.
inline constexpr std::int64_t factor_one = std::int64_t{1} << 32;
inline constexpr std::int64_t share_one = std::int64_t{1} << 62;

/// An amount times a factor, to the nearest fen, halves up. docs/maths/simulation.md (12)
[[nodiscard]] inline std::int64_t scaled(std::int64_t fen, std::int64_t factor) {
  return static_cast<std::int64_t>((static_cast<Int128>(fen) * factor + factor_one / 2) >> 32);
}
/// The whole fen of a share of a spend. (15)
[[nodiscard]] inline std::int64_t part_of(std::int64_t fen, std::int64_t share) {
  return static_cast<std::int64_t>((static_cast<Int128>(fen) * share) >> 62);
}
/// floor(rate x fen) for 0 <= rate <= 1 in billionths and fen >= 0: what `Rate::floor_of` gives, without a wide division.
[[nodiscard]] inline std::int64_t rate_of(std::int64_t billionths, std::int64_t fen) {
  return billionths * (fen / Rate::one_unit) + billionths * (fen % Rate::one_unit) / Rate::one_unit;
}

/// A source that may pay for one project.
struct DispatchOffer {
  int source = 0;
  std::int64_t max_share = 0;  ///< φ of (4), billionths.
  std::int64_t own = 0;        ///< Billionths: one if its money counts as the local match of (5).
  int match = -1;              ///< Where its match rates by period begin; -1 = none.
  int lawful = -1;             ///< Where its answers by start begin; -1 = lawful whenever the project starts.
  int contract = -1;           ///< Number of the contract; -1 = it is none.
};

/// What a source pays of one period's spend in the plan: the part of it between two shares.
struct PlannedShare {
  int offer = 0;
  std::int64_t from = 0, to = 0;
};

/// A contract of the plan: on one project, with one source.
struct DispatchContract {
  int project = 0, source = 0, terms = 0, payer = 0;
  int debtor = 0;  ///< Row of `ceilings`.
  int instalments = 0;
  int first_factor = 0;  ///< Where its factors begin: by periods before completion, then instalment.
  int first_after = 0;   ///< Where the dates of its instalments begin, in periods after completion.
  int most_before = 0;
  int first_capital_factor = 0;  ///< BOT.
};

/// "to" may not start or finish before "from" has started or finished, with a lag; nodes as in `DependencyGraph`.
struct DispatchLink {
  int from = 0;
  LinkKind kind = LinkKind::finish_to_start;
  int lag = 0;
};

struct DispatchProject {
  int start = -1;  ///< In the plan; -1 = not built.
  int earliest = 0;  ///< Not before this: under another scenario it may lie after the plan's start.
  int duration = 1;
  std::int64_t cost = 0;
  int first_offer = 0, offers = 0;
  int first_fallback = 0, fallbacks = 0;  ///< In `fallbacks`.
  int first_line = 0;                     ///< In `lines`: by period of execution in the plan.
  int first_profile = 0;                  ///< In `profiles`: for each number of periods longer.
  int contracts_from = 0, contracts_to = 0;
};

/// A plan and its problem laid out for being carried out many times: what may pay for what, in whole fen and by number.
class DispatchModel {
 public:
  /// `longest`: by how many periods works may take longer. `problem` must be delivered as the plan says.
  DispatchModel(const PlanningProblem& problem, const Plan& plan, int longest);

  [[nodiscard]] const PlanningProblem& problem() const { return *problem_; }
  [[nodiscard]] int node_count() const { return static_cast<int>(projects.size() + stages); }

  int periods = 0, per_year = 4, sources_count = 0;
  std::size_t stages = 0;
  std::vector<DispatchProject> projects;
  std::vector<DispatchOffer> offers;        ///< Project by project.
  std::vector<int> fallbacks;               ///< Offers in the order in which they fill what the planned ones leave.
  std::vector<int> lines;                   ///< Where a line's planned shares begin; one more at the end.
  std::vector<PlannedShare> shares;         ///< Of a line: contracts, then own and unmatched money, then money with a match.
  std::vector<std::int64_t> match_rates;    ///< m of (5), billionths, by period.
  std::vector<std::uint8_t> lawful_starts;  ///< By start, 0 .. periods - 1.
  std::vector<int> profiles;                ///< Where a cumulative spend begins in `cumulative`.
  std::vector<std::int64_t> cumulative;     ///< Spend up to each period of execution, from 0 to the cost.
  std::vector<DispatchContract> contracts;
  std::vector<std::int64_t> service_factors;  ///< Instalment per yuan drawn, 2^-32.
  std::vector<long double> capital_factors;   ///< Of BOT, by subsidy year.
  std::vector<int> instalment_dates;
  std::vector<DispatchLink> links;
  std::vector<int> first_link;            ///< By node the links into it; one more at the end.
  std::vector<int> order;                 ///< Built projects and all stages: no node before what it waits for, else by priority.
  std::vector<std::uint8_t> never;        ///< By node: not built or not reached in the plan.
  std::vector<std::uint8_t> stage_leads;  ///< By stage: something waits for it.
  std::vector<std::int64_t> carry;        ///< ρ by source, billionths.
  std::vector<std::int64_t> reserve;      ///< By source and period: what the plan needs later of what is left then. (16)
  std::vector<UnitId> debtors;            ///< Rows of `ceilings`.
  int years = 0;                          ///< From the horizon's first year to the last instalment possible.
  int first_year_offset = 0;              ///< Index of the first period in its year.
  std::vector<std::int64_t> ceilings;     ///< (8), by debtor and year.

  /// Does the plan leave some of the spend of this period of execution unpaid?
  [[nodiscard]] bool has_gap(const DispatchProject& project, int period) const {
    const auto line = static_cast<std::size_t>(project.first_line + period);
    const auto planned = static_cast<std::size_t>(project.first_profile);
    const std::int64_t* spent = cumulative.data() + profiles[planned] + period;
    return spent[1] > spent[0] && (lines[line] == lines[line + 1] || shares[static_cast<std::size_t>(lines[line + 1]) - 1].to < share_one);
  }
  [[nodiscard]] int year_index(int t) const { return (first_year_offset + t) / per_year; }

 private:
  void add_offers(const Plan& plan, int project);
  void add_contract(int project, int offer);
  void add_lines(const Plan& plan, int project);
  void add_profiles(int project, int longest);
  void add_links(const Plan& plan);
  void add_order(const Plan& plan);
  void add_reserve(const Plan& plan);
  void add_ceilings(int longest);

  const PlanningProblem* problem_;
};

}  // namespace liandong
