#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/core/money.hpp"
#include "model/core/text.hpp"
#include "scenarios/bridge.hpp"
#include "scenarios/plan_distance.hpp"
#include "scenarios/run.hpp"

namespace liandong {

enum class MeasureUnit {
  money,  ///< Whole fen.
  value,  ///< 万元 as a double: discounted or weighted.
  share,  ///< Of one.
  count,
  periods,
  period,  ///< A date: 2013Q2.
  word,
};

/// One figure of one plan; empty where the plan does not have it.
struct Figure {
  std::optional<Money> money{};
  std::optional<double> number{};
  std::string text{};

  [[nodiscard]] bool empty() const { return !money && !number && text.empty(); }
  friend bool operator==(const Figure&, const Figure&) = default;
};

/// One measure of every plan.
struct Measure {
  std::string group;    ///< "gap", "funds", "stages" ...: measures that are shown together.
  std::string measure;  ///< "gap_by_year" ...
  std::string item;     ///< Year, channel, level, stage, source or unit; empty if it is one figure.
  MeasureUnit unit = MeasureUnit::money;
  Text label;
  bool part = false;            ///< It and its neighbours of the same measure add up to the `total` after them.
  std::vector<Figure> figures;  ///< By plan.

  [[nodiscard]] bool differs() const;
  /// Figure of plan `i` less that of the first; empty for words, and where one of them is not there. Dates: in periods, as a number.
  [[nodiscard]] Figure change(std::size_t i) const;
};

/// From the first plan to another.
[[nodiscard]] PlanDistance distance(const ScenarioRun& first, const ScenarioRun& other);

struct Comparison {
  std::vector<std::string> keys;  ///< Of the plans.
  std::vector<Text> names;
  std::vector<Measure> measures;  ///< Groups stand together.
};

/// Lays the measures of plans of one campaign side by side, the first being what the others are compared with. All come from `measure()`
/// and the plans themselves; amounts agree with the plan folders to the fen.
[[nodiscard]] Comparison compare(std::span<const ScenarioRun> runs);

/// comparison.csv: group, measure, item, unit, a column for each plan, then for each other plan what it has more than the first. Money in
/// 万元 with six decimals.
[[nodiscard]] std::string comparison_csv(const Comparison& comparison);
/// The same as JSON, with where each plan comes from, and bridges if there are any.
[[nodiscard]] std::string comparison_json(const Comparison& comparison, std::span<const ScenarioRun> runs,
                                          std::span<const Bridge> bridges = {});

}  // namespace liandong
