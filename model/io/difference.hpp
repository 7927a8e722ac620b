#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/campaign/campaign.hpp"
#include "model/core/ids.hpp"
#include "model/core/money.hpp"
#include "model/core/period.hpp"
#include "model/core/rate.hpp"
#include "model/core/text.hpp"
#include "model/funding/contract.hpp"
#include "model/funding/funding.hpp"
#include "model/io/toml_document.hpp"

namespace liandong {

// What a scenario changes, as values. Filters that are not given let every row pass; a list passes what is in it.

/// Which money. A source is of a unit if the unit owns it or, where nobody does, if it may pay for projects of that unit alone.
struct MoneyFilter {
  std::vector<SourceId> sources;
  std::vector<UnitId> units;
  std::optional<Channel> channel;
  std::optional<FundLevel> level;
};

/// [[inflows]]: the money that passes, times `scale`, or `amount` in all, then `shift` periods later.
struct InflowDifference {
  MoneyFilter money;
  std::optional<Certainty> certainty;
  std::optional<Period> from, to;  ///< Both inclusive.
  std::optional<Rate> scale;       ///< Each amount is rounded half to even to the fen.
  std::optional<Money> amount;     ///< Divided in proportion to what was there. If nothing passes and the filters name one cell, it is new.
  int shift = 0;                   ///< What comes to lie after the horizon is lost; what comes before it is there in the first period.
};

/// [[sources]]: what a source may pay for.
struct SourceDifference {
  MoneyFilter money;
  std::optional<Rate> max_share, match_rate, carry_over, cost_weight;
};

/// [[contracts]]: terms; those that are not given stay.
struct ContractDifference {
  std::vector<ContractId> contracts;
  std::optional<ContractKind> kind;
  std::optional<Repayment> repayment;
  std::vector<Rate> shares;
  std::optional<int> instalments, interval, first_after, subsidy_years;
  std::optional<Rate> annual_rate, add_rate, construction_return, profit_rate, discount_rate;  ///< `add_rate` is added to the annual rate.
  std::optional<Money> min_size;
};

/// [[projects]]: cost, duration, earliest start, or not built at all. Modes of a project change with it.
struct ProjectDifference {
  std::vector<ProjectId> projects;
  std::vector<ProgrammeId> programmes;  ///< Projects that serve a task of one of them.
  std::vector<UnitId> units;
  std::vector<std::string> sectors;
  std::optional<ProjectKind> kind;
  std::optional<bool> shared;  ///< Only projects that serve several programmes, or only those that serve no more than one.

  std::optional<Rate> cost_scale;
  std::optional<Money> cost;  ///< Of each project that passes. The profile keeps its shape.
  std::optional<int> duration;
  int longer = 0;  ///< Periods; the profile is stretched.
  std::optional<Period> earliest_start;
  int delay = 0;  ///< Periods that the earliest start moves, of a project without one from the first period on.
  bool drop = false;
};

/// [[stages]]: deadlines and prices of goals.
struct StageDifference {
  std::vector<StageId> stages;
  std::vector<ProgrammeId> programmes;
  std::optional<Firmness> firmness;
  std::optional<Period> deadline;
  int shift = 0;  ///< Periods.
  std::optional<Money> late_price, never_price;
};

/// [switch]: the inflows of a channel count as 0 while it is off.
struct ChannelSwitch {
  Channel channel = Channel::fiscal;
  bool on = false;
};

/// [switch]: off, every rule is reported only; on, each is what the rule pack says.
struct RulesSwitch {
  bool on = false;
};

/// One key of [prices], [settings] or [rules], as in campaign.toml.
struct SettingDifference {
  TomlSection entry;
};

/// One difference of a scenario, and where it stands.
struct Difference {
  /// A key as it is written, for people.
  struct Said {
    Text key, value;
  };

  std::string scenario;  ///< The one that it comes from.
  std::string section;   ///< "inflows", "switch", "settings" ...
  int row = 0, column = 0;
  std::vector<Said> said;
  SourceMark mark = SourceMark::illustrative;
  std::string note;  ///< Where the figure comes from.
  std::variant<InflowDifference, SourceDifference, ContractDifference, ProjectDifference, StageDifference, ChannelSwitch, RulesSwitch,
               SettingDifference>
      what;

  [[nodiscard]] std::string file() const { return "scenarios/" + scenario + ".toml"; }
};

/// "inflows", "contracts" ..., for people.
[[nodiscard]] Text section_name(const Difference& difference);

/// A difference in one line: "inflows: level province, from 2013Q1, scale 0.7".
[[nodiscard]] Text text_of(const Difference& difference);

}  // namespace liandong
