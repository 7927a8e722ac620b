#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/core/ids.hpp"
#include "model/core/issue.hpp"
#include "model/core/money.hpp"
#include "model/core/period.hpp"
#include "model/core/rate.hpp"
#include "model/core/text.hpp"
#include "model/funding/contract.hpp"

namespace liandong {

/// The certainty ladder, surest first. Money "at least as certain as L" counts every rung up to L.
enum class Certainty { in_account, issued, approved, applied, hoped };

enum class Channel {
  fiscal,      ///< A level's own budget or fund money: spends, matches, and repays contracts if it belongs to their owner.
  bundled,     ///< Earmarked project money by sector, bundled; may need a local match.
  bt,          ///< Build-transfer: inflows are contract capacity, repaid after handover.
  bot,         ///< Build-operate-transfer: inflows are contract capacity, owner pays a viability-gap subsidy.
  investment,  ///< Attracted private and outside money, commercial projects only.
};

/// Is money of this channel a contract that its owner pays for later?
[[nodiscard]] constexpr bool is_contract(Channel channel) { return channel == Channel::bt || channel == Channel::bot; }

enum class FundLevel { central, province, city, county, market };

/// One fund: what it holds, and what it may pay for.
struct Source {
  std::string key;
  Text name;
  Channel channel = Channel::fiscal;
  FundLevel level = FundLevel::city;
  UnitId owner;                      ///< Unknown (-1) for money from above and from the market.
  std::vector<UnitId> units;         ///< Projects of these units; empty = all.
  std::vector<std::string> sectors;  ///< Projects of these sectors; empty = all.
  std::vector<std::string> kinds;    ///< Of "hardware", "software", "management"; empty = all.
  Rate max_share = Rate::one();      ///< phi: largest share of a project's spend in any period.
  Rate match_rate;                   ///< m: own-level fiscal money on the same work >= m x this money. 0 = no match.
  Rate carry_over = Rate::one();     ///< rho: what of a balance is still there in the next period.
  std::optional<Rate> cost_weight;   ///< Weight of this money in public cost; unknown = the default of its channel and level.
  ContractId contract;               ///< BT and BOT: the terms.
  SourceId repaid_by;                ///< BT and BOT: the owner's fiscal source that pays instalments or subsidies.
  int row = 0;
};

/// Money that a source receives (for BT and BOT: contract capacity that is signed) in a period, on one rung of the ladder.
struct Inflow {
  SourceId source;
  Period period;
  Certainty certainty = Certainty::hoped;
  Money amount;
  int row = 0;
};

/// A unit's general public budget, for the affordability test.
struct Budget {
  UnitId unit;
  int year = 0;
  Money general_expenditure;
  Money committed_service;  ///< Debt service and subsidies of earlier contracts, already claimed.
  int row = 0;
};

struct FundingTables {
  std::vector<Source> sources;
  std::vector<Inflow> inflows;
  std::vector<Contract> contracts;
  std::vector<Budget> budgets;
};

/// Validated money side of a campaign. Immutable.
class Funding {
 public:
  /// Checks what can be checked without the projects: shares, duplicates, contract references, repaying sources, missing years, ...
  [[nodiscard]] static Checked<Funding> build(FundingTables tables, const Horizon& horizon);

  [[nodiscard]] const std::vector<Source>& sources() const { return tables_.sources; }
  [[nodiscard]] const std::vector<Inflow>& inflows() const { return tables_.inflows; }
  [[nodiscard]] const std::vector<Contract>& contracts() const { return tables_.contracts; }
  [[nodiscard]] const std::vector<Budget>& budgets() const { return tables_.budgets; }
  [[nodiscard]] const FundingTables& tables() const { return tables_; }
  [[nodiscard]] const Source& operator[](SourceId id) const { return tables_.sources[id.index()]; }
  [[nodiscard]] const Contract& operator[](ContractId id) const { return tables_.contracts[id.index()]; }

  /// Inflow of `source` in each of the horizon's periods, counting money at least as certain as `level`.
  [[nodiscard]] std::vector<Money> inflow(SourceId source, const Horizon& horizon, Certainty level) const;
  /// General expenditure of `unit` in `year`; beyond the last year given it grows by `growth` a year (rule P4 is checked on it),
  /// rounded half to even each year; before the first year given, and for a unit without budgets: unknown.
  [[nodiscard]] std::optional<Money> general_expenditure(UnitId unit, int year, Rate growth) const;
  [[nodiscard]] Money committed_service(UnitId unit, int year) const;  ///< 0 where no row says otherwise.

 private:
  explicit Funding(FundingTables tables) : tables_(std::move(tables)) {}
  FundingTables tables_;
};

}  // namespace liandong
