#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "tests/support/gallery.hpp"

namespace liandong::gallery {

[[nodiscard]] inline Money wan(double amount) { return Money::nearest_wan(amount); }
[[nodiscard]] constexpr Rate tenths(int value) { return Rate::from_billionths(value * (Rate::one_unit / 10)); }

struct ProjectTerms {
  std::vector<double> spend;  ///< 万元 per period of execution.
  UnitId unit{0};
  std::string sector = "roads";
  int earliest = -1;  ///< Period index; -1 = any.
  bool commercial = false;
  bool bt = false;
  std::optional<double> operating{}, fees{};
};

struct StageTerms {
  std::vector<ProjectId> needs;
  int deadline = 0;  ///< Period index.
  double late = 50;  ///< 万元.
  double never = 1000;
  Firmness firmness = Firmness::firm;
  int lag = 0;
  std::vector<UnitId> units{};  ///< Empty = all so far.
};

struct SourceTerms {
  std::vector<double> inflow;  ///< 万元 by period, from the first.
  Channel channel = Channel::fiscal;
  FundLevel level = FundLevel::city;
  UnitId owner{0};
  std::vector<std::string> sectors{};
  Rate max_share = Rate::one();
  Rate match_rate{};
  Rate carry_over = Rate::one();
  Certainty certainty = Certainty::issued;
  std::vector<UnitId> units{};
  std::optional<Rate> cost_weight{};
};

/// Writes a case down: one city as unit 0, one programme, a task for each stage; prices as the case states them.
class Builder {
 public:
  /// `discount`: for cases by hand 0, or 1 with years as periods, so that money halves every period.
  Builder(std::string name, PeriodUnit unit, int periods, Rate discount, int first_year = 2012);

  UnitId city(const std::string& key);
  UnitId county(const std::string& key, bool poor);
  ProjectId project(const std::string& key, ProjectTerms terms);
  StageId stage(const std::string& key, StageTerms terms);
  void link(LinkEnd from, LinkEnd to, LinkKind kind, int lag = 0);
  SourceId source(const std::string& key, SourceTerms terms);
  /// Of `limits` only sectors, units and the largest share count.
  SourceId contract(const std::string& key, double capacity, SourceId repaid_by, Contract terms, const SourceTerms& limits = {});
  void more_inflow(SourceId source, int t, double amount, Certainty certainty);
  void budget(UnitId unit, int year, double expenditure, double committed = 0);
  Settings& settings() { return case_.settings; }
  /// Without an answer.
  [[nodiscard]] const Case& unsolved() const { return case_; }
  /// The answer. Schedules are given by project and by stage; -1 = never.
  [[nodiscard]] Case solved(double objective, std::initializer_list<int> start, std::initializer_list<int> stage, double gap);

 private:
  Case case_;
};

[[nodiscard]] std::vector<Case> money_cases();     ///< Shares, match, carry-over, certainty.
[[nodiscard]] std::vector<Case> contract_cases();  ///< BT, BOT, affordability.
[[nodiscard]] std::vector<Case> schedule_cases();  ///< Waiting, dropping, links.

}  // namespace liandong::gallery
