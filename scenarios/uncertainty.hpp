#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/campaign/campaign.hpp"
#include "model/core/ids.hpp"
#include "model/core/text.hpp"
#include "model/funding/funding.hpp"
#include "scenarios/correlation.hpp"
#include "scenarios/three_point.hpp"

namespace liandong {

// What is uncertain about a campaign, as values (docs/maths/simulation.md). Filters that are empty let everything pass; where several rows
// of a kind are about the same thing, the last one holds.

/// A common cause, such as the price index: a standard normal.
struct Driver {
  std::string key;
  Text name;
};

/// How far a quantity follows a driver: the correlation of its normal score with the driver's. The square is the share of its variance.
struct Loading {
  int driver = -1;  ///< -1 = none.
  double value = 0;
};

struct RiskNote {
  SourceMark mark = SourceMark::illustrative;
  std::string note;
  int row = 0;
};

struct ProjectFilter {
  std::vector<ProjectId> projects;
  std::vector<UnitId> units;
  std::vector<std::string> sectors;
  std::optional<ProjectKind> kind;

  [[nodiscard]] bool admits(const Campaign& campaign, ProjectId project) const;
};

/// As in a scenario: a source is of a unit if the unit owns it or, where nobody does, if it may pay for projects of that unit alone.
struct SourceFilter {
  std::vector<SourceId> sources;
  std::vector<UnitId> units;
  std::optional<Channel> channel;
  std::optional<FundLevel> level;

  [[nodiscard]] bool admits(const Funding& funding, SourceId source) const;
};

/// Chances of 0, 1, 2, ... periods; they sum to 1.
using DelayChances = std::vector<double>;

/// [[costs]]: a project's cost over what it is planned to cost.
struct CostRisk {
  ProjectFilter which;
  ThreePoint factor;
  Loading loading;
  RiskNote from;
};

/// [[durations]], [[approvals]]: periods that the works take longer, or that their start waits for its approval.
struct DelayRisk {
  ProjectFilter which;
  DelayChances delay;
  Loading loading;
  RiskNote from;
};

/// [[arrivals]]: what one source receives on one rung of the ladder in one year comes or does not, in part, late. A high driver is good.
struct ArrivalRisk {
  SourceFilter which;
  std::optional<Certainty> certainty;
  double drop = 0;   ///< Chance that nothing comes.
  ThreePoint share;  ///< What of it comes if it does.
  DelayChances delay{1.0};
  Loading loading;
  RiskNote from;
};

/// [[incomes]]: all that a source receives is multiplied by a lognormal factor with mean 1, over all periods the same.
struct IncomeRisk {
  SourceFilter which;
  double volatility = 0;  ///< Standard deviation of the factor's logarithm.
  Loading loading;
  RiskNote from;
};

/// [[interest]]: added to the annual rate of BT terms, which stays at least 0.
struct InterestRisk {
  std::vector<ContractId> contracts;
  ThreePoint add{0.0};
  Loading loading;
  RiskNote from;
};

/// [[partners]]: the builder, concessionaire or investor of one project quits before its first payment.
struct PartnerRisk {
  SourceFilter which;
  double quit = 0;  ///< Chance.
  Loading loading;
  RiskNote from;
};

struct Uncertainty {
  std::vector<Driver> drivers;
  SquareMatrix correlation;  ///< Of the drivers, as used: without negative eigenvalues.
  CorrelationRepair repair;
  std::vector<CostRisk> costs;
  std::vector<DelayRisk> durations, approvals;
  std::vector<ArrivalRisk> arrivals;
  std::vector<IncomeRisk> incomes;
  std::vector<InterestRisk> interest;
  std::vector<PartnerRisk> partners;
  bool defaults = false;  ///< The campaign says nothing: what is built in.
  std::string hash{};     ///< SHA-256 of the text, hexadecimal.
  RiskNote from;          ///< Of the file as a whole.
};

}  // namespace liandong
