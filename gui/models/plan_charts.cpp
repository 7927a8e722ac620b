#include "gui/models/plan_charts.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "model/planning/wording.hpp"

namespace liandong::gui {
namespace {

constexpr std::array<Hue, 5> channel_hues{Hue::fiscal, Hue::bundled, Hue::bt, Hue::bot, Hue::investment};
constexpr std::array<const char*, 5> channel_keys{"fiscal", "bundled", "bt", "bot", "investment"};

QStringList periods_of(const ScenarioRun& run) {
  QStringList names;
  for (int t = 0; t < run.problem.periods(); ++t) names.push_back(to_qt(run.problem.campaign().horizon().at(t).text()));
  return names;
}

std::vector<std::optional<Money>> amounts(const std::vector<Money>& values) { return {values.begin(), values.end()}; }

std::vector<Money> gap_by_period_of(const ScenarioRun& run) {
  std::vector<Money> gap(static_cast<std::size_t>(run.problem.periods()));
  for (const GapEntry& entry : run.result.plan.gaps) gap[static_cast<std::size_t>(entry.t)] += entry.amount;
  return gap;
}

/// Each level of certainty takes away some money; the layers are what that adds to the gap.
ChartData gap_layers(const QString& title, const QStringList& categories, std::vector<std::pair<Certainty, std::vector<Money>>> levels) {
  ChartData data{.title = title, .categories = categories, .empty = translate("Charts", "Every period's spend is covered.")};
  std::sort(levels.begin(), levels.end(), [](const auto& a, const auto& b) { return a.first > b.first; });  // All money first.
  const std::array<Hue, 3> hues{Hue::gap, Hue::gap_milder, Hue::gap_mildest};
  std::vector<Money> below(static_cast<std::size_t>(categories.size()));
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const auto& [level, gap] = levels[i];
    const bool all = level == Certainty::hoped, hand = level <= Certainty::issued;
    ChartSeries layer{.key = all    ? "all"
                             : hand ? "hand"
                                    : "approved",
                      .name = all    ? translate("Charts", "even with all money")
                              : hand ? translate("Charts", "more, if only money in hand counts")
                                     : translate("Charts", "more, if only approved money counts"),
                      .hue = hues[std::min<std::size_t>(i, 2)]};
    for (std::size_t t = 0; t < below.size(); ++t) layer.values.push_back(gap[t] - below[t]);
    below = gap;
    data.columns.push_back(std::move(layer));
  }
  return data;
}

}  // namespace

ChartData gap_by_period(const ScenarioRun& run, const Display& display) {
  std::vector<std::pair<Certainty, std::vector<Money>>> levels;
  for (const GapAtCertainty& level : run.result.plan.gap_at_certainty) levels.emplace_back(level.level, level.by_period);
  return gap_layers(display.in_unit(translate("Charts", "Gap by period and certainty of the money")), periods_of(run), std::move(levels));
}

ChartData gap_by_year(const ScenarioRun& run, const Display& display) {
  std::vector<std::pair<Certainty, std::vector<Money>>> levels;
  for (const GapByCertainty& level : run.metrics.gap_by_certainty) levels.emplace_back(level.level, level.by_year);
  QStringList years;
  for (int year = 0; year < run.metrics.years; ++year) years.push_back(QString::number(run.metrics.first_year + year));
  return gap_layers(display.in_unit(translate("Charts", "Gap by year and certainty of the money")), years, std::move(levels));
}

ChartData money_by_channel(const ScenarioRun& run, const Display& display) {
  ChartData data{.title = display.in_unit(translate("Charts", "Who pays each period's spend")),
                 .categories = periods_of(run),
                 .empty = translate("Charts", "Nothing is spent.")};
  std::array<std::vector<Money>, 5> paid;
  paid.fill(std::vector<Money>(static_cast<std::size_t>(run.problem.periods())));
  for (const Payment& p : run.result.plan.payments)
    paid[static_cast<std::size_t>(run.problem.funding()[p.source].channel)][static_cast<std::size_t>(p.t)] += p.amount;
  for (std::size_t i = 0; i < paid.size(); ++i)
    data.columns.push_back({channel_keys[i], display.say(name_of(static_cast<Channel>(i))), channel_hues[i], amounts(paid[i])});
  data.columns.push_back({"gap", translate("Charts", "Gap"), Hue::gap, amounts(gap_by_period_of(run))});
  return data;
}

ChartData balance_of(const ScenarioRun& run, SourceId source, const Display& display) {
  ChartData data{.title = display.in_unit(display.say(run.problem.funding()[source].name)),
                 .categories = periods_of(run),
                 .empty = translate("Charts", "This fund receives and pays nothing.")};
  ChartSeries inflow{"inflow", translate("Charts", "Inflow"), Hue::bundled, {}},
      drawn{"drawn", translate("Charts", "Drawn for projects"), Hue::gap, {}},
      service{"debt_service", translate("Charts", "Debt service"), Hue::bt, {}},
      balance{"balance", translate("Charts", "Balance"), Hue::balance, {}};
  for (const BalanceEntry& entry : run.result.plan.balances[source.index()]) {
    inflow.values.push_back(entry.inflow);
    drawn.values.push_back(entry.drawn);
    service.values.push_back(entry.debt_service);
    balance.values.push_back(entry.balance);
  }
  data.columns = {std::move(balance)};
  data.lines = {std::move(inflow), std::move(drawn), std::move(service)};
  return data;
}

std::vector<UnitId> debtors(const ScenarioRun& run) {
  std::map<UnitId, Money> owed;
  for (const DebtYear& year : run.metrics.debt) owed[year.unit] += year.service;
  std::vector<UnitId> units;
  for (const auto& [unit, amount] : owed)
    if (!amount.is_zero()) units.push_back(unit);
  return units;
}

ChartData debt_of(const ScenarioRun& run, UnitId unit, const Display& display) {
  ChartData data{.title = display.in_unit(
                     translate("Charts", "Debt service and what the limit allows: %1").arg(display.say(run.problem.campaign()[unit].name))),
                 .empty = translate("Charts", "No contract is to be paid for.")};
  ChartSeries committed{"committed", translate("Charts", "Earlier contracts"), Hue::neutral, {}},
      service{"service", translate("Charts", "Contracts of this plan"), Hue::bt, {}},
      allowed{"ceiling", translate("Charts", "Ceiling"), Hue::ceiling, {}};
  int last = 0;
  for (const DebtYear& year : run.metrics.debt)
    if (year.unit == unit && (!year.service.is_zero() || year.year < run.metrics.first_year + run.metrics.years)) last = year.year;
  for (const DebtYear& year : run.metrics.debt) {
    if (year.unit != unit || year.year > last) continue;
    data.categories.push_back(QString::number(year.year));
    committed.values.push_back(year.committed);
    service.values.push_back(year.service);
    // What is left for this plan, above what earlier contracts take.
    allowed.values.push_back(year.expenditure ? std::optional(year.ceiling + year.committed) : std::nullopt);
  }
  data.columns = {std::move(committed), std::move(service)};
  data.lines = {std::move(allowed)};
  return data;
}

QString name_of_run(const ScenarioRun& run, const Display& display) {
  return run.scenario ? display.say(run.scenario->name) : translate("Charts", "Campaign as it is");
}

ChartData gap_over_time(const std::vector<RunPtr>& runs, const Display& display) {
  ChartData data{.title = display.in_unit(translate("Charts", "Gap by period")),
                 .empty = translate("Charts", "No plan leaves anything unpaid.")};
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (i == 0) data.categories = periods_of(*runs[i]);
    data.lines.push_back({runs[i]->key, name_of_run(*runs[i], display),
                          static_cast<Hue>(static_cast<int>(Hue::plan_1) + static_cast<int>(i % 6)), amounts(gap_by_period_of(*runs[i]))});
  }
  return data;
}

ChartData channels_of(const std::vector<RunPtr>& runs, const Display& display) {
  ChartData data{.title = display.in_unit(translate("Charts", "Who pays, in all")), .empty = translate("Charts", "Nothing is spent.")};
  for (std::size_t i = 0; i < 5; ++i) {
    ChartSeries layer{channel_keys[i], display.say(name_of(static_cast<Channel>(i))), channel_hues[i], {}};
    for (const RunPtr& run : runs) layer.values.push_back(run->metrics.paid_by_channel[i]);
    data.columns.push_back(std::move(layer));
  }
  ChartSeries gap{"gap", translate("Charts", "Gap"), Hue::gap, {}};
  for (const RunPtr& run : runs) {
    gap.values.push_back(run->metrics.gap);
    data.categories.push_back(name_of_run(*run, display));
  }
  data.columns.push_back(std::move(gap));
  return data;
}

}  // namespace liandong::gui
