#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/core/ids.hpp"
#include "model/core/money.hpp"
#include "model/core/text.hpp"
#include "model/funding/funding.hpp"
#include "model/funding/rule_pack.hpp"
#include "model/planning/modes.hpp"

namespace liandong {

/// Money of one source on one project in one period. Period indices t count from the horizon's first period.
struct Payment {
  ProjectId project;
  SourceId source;
  int t = 0;
  Money amount;
  friend bool operator==(const Payment&, const Payment&) = default;
};

struct GapEntry {
  ProjectId project;
  int t = 0;
  Money amount;
  friend bool operator==(const GapEntry&, const GapEntry&) = default;
};

/// What the owner pays for a contract on one project; t may lie beyond the horizon.
struct ServiceEntry {
  ProjectId project;
  SourceId contract_source;
  SourceId payer;
  int t = 0;
  Money amount;
};

struct BalanceEntry {
  Money inflow, drawn, debt_service, balance;
};

struct AffordabilityEntry {
  UnitId unit;
  int year = 0;
  Money service;  ///< Of this plan's contracts.
  Money ceiling;  ///< Room for it: limit x expenditure less earlier commitments.
};

/// What one more 万元 of a source in a period would save, with the schedule held; 0 where money is left over.
struct PriceEntry {
  SourceId source;
  int t = 0;
  double value = 0;               ///< 万元 of objective per 万元 of inflow.
  double range_low = 0, range_high = 0;  ///< Extra inflow (may be negative), in 万元, over which the price holds.
};

enum class ComplianceState { kept, broken, not_applicable, reported };

struct ComplianceEntry {
  std::string rule;
  Text article;
  ComplianceState state = ComplianceState::not_applicable;
  Verification verification = Verification::recalled;
  std::string margin;    ///< Such as "12.5 万元" or "3.1 %"; empty if the rule has none.
  Text deciding;         ///< The rows that decide.
};

/// An answer to "is the stage reached, or the project complete, by the end of period t?". One of the two is known.
struct BranchAnswer {
  StageId stage;
  ProjectId project;
  int t = 0;
  bool reached = false;
  friend bool operator==(const BranchAnswer&, const BranchAnswer&) = default;
};

/// What no plan that agrees with every answer can cost less than, and the multipliers that prove it.
struct CertificateBranch {
  std::vector<BranchAnswer> path;  ///< From the root of the tree of questions.
  double bound = 0;                ///< 万元.
  std::vector<std::vector<double>> cash;                   ///< kappa, [source][t].
  std::map<std::pair<UnitId, int>, double> affordability;  ///< alpha, by unit and year.
};

/// A leaf of the tree of one part of the campaign, which shares nothing but cash with the rest: for plans that agree with every answer it
/// raises the bound by `rise`, proven by other multipliers for the part's own money.
struct CertificateRise {
  std::vector<BranchAnswer> path;
  double rise = 0;                                         ///< 万元.
  std::map<SourceId, std::vector<double>> cash;            ///< kappa by t, of the sources whose multipliers differ.
  std::map<std::pair<UnitId, int>, double> affordability;  ///< alpha, the same.
};

/// ν of (M2), docs/maths/re-planning.md: what moving a project away from its approved date is charged.
struct MovePrices {
  double project = 0;  ///< 万元 for each project moved.
  double cost = 0;     ///< 万元 per 万元 of cost moved.
};

/// Multipliers that prove the bound (docs/maths/certificate.md): any non-negative values prove something, these prove `bound`. If there are
/// branches, their paths are the leaves of one tree of yes/no questions, and the least of their bounds is `bound`; the multipliers of the
/// certificate itself then prove less.
struct Certificate {
  double objective = 0;  ///< 万元.
  double bound = 0;      ///< 万元: no plan can cost less.
  std::vector<std::vector<double>> cash;                       ///< kappa, [source][t].
  std::map<std::pair<UnitId, int>, double> affordability;      ///< alpha, by unit and year.
  std::vector<CertificateBranch> branches;                     ///< Empty, or at least two.
  /// Trees of the parts of a large campaign; each adds the least rise of its leaves to what the multipliers prove. None if there are
  /// branches.
  std::vector<std::vector<CertificateRise>> parts;
  std::optional<MovePrices> moves{};  ///< Where an approved plan limits moves: ν, of all branches.
  [[nodiscard]] double relative_gap() const { return objective == 0 ? (bound == 0 ? 0.0 : 1.0) : (objective - bound) / (objective < 0 ? -objective : objective); }
};

/// The gap of the same schedule when only money at least this certain counts.
struct GapAtCertainty {
  Certainty level = Certainty::hoped;
  std::vector<Money> by_period;
};

/// A mode of a project (16), and what the plan would cost more with it.
struct ModeEntry {
  ProjectId project;
  int mode = 0;
  bool chosen = false;              ///< None of a project that is not built.
  std::optional<double> at_prices;  ///< 万元: at the plan's prices, dates moved as far as links ask; it cannot be less with these dates. Empty: impossible.
  std::optional<double> replanned;  ///< 万元: planned again with this mode; empty where that was not tried.
};

struct ObjectiveParts {
  double gap = 0, lateness = 0, never = 0, own_money = 0, debt_service = 0, other_money = 0;  ///< 万元.
  [[nodiscard]] double total() const { return gap + lateness + never + own_money + debt_service + other_money; }
};

struct Plan {
  Deliveries deliveries;           ///< By project, with the spend of elastic ones; empty if the problem has no modes. The rest is about `problem.delivered()` so.
  std::vector<ModeEntry> modes;    ///< Every mode, by project.
  std::vector<std::optional<int>> start;   ///< By project; empty = not built within the horizon.
  std::vector<std::optional<int>> stage;   ///< By stage: period of award; empty = not reached.
  std::vector<Payment> payments;           ///< Sorted by project, source, t; amounts > 0.
  std::vector<GapEntry> gaps;              ///< Sorted by project, t; amounts > 0.
  std::vector<ServiceEntry> service;       ///< Sorted by project, contract source, t.
  std::vector<std::vector<BalanceEntry>> balances;  ///< [source][t].
  std::vector<AffordabilityEntry> affordability;    ///< Sorted by unit, year; every year with service or within the horizon.
  std::vector<PriceEntry> prices;          ///< Sorted by source, t; every source and period.
  std::vector<ComplianceEntry> compliance;
  std::vector<GapAtCertainty> gap_at_certainty;     ///< In account or issued; approved; all.
  ObjectiveParts parts;
  double price_of_wholeness = 0;  ///< 万元 by which few, whole contracts (14) make the money of this schedule dearer.
  Certificate certificate;
};

}  // namespace liandong
