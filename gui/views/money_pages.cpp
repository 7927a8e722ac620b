#include "gui/views/chart_page.hpp"

namespace liandong::gui {
namespace {

/// Rows of `entries` whose table row is at the same place.
template <class Entry, class Test>
TableFilter::Keep keep_if(const RunPtr& run, const std::vector<Entry>& entries, Test test) {
  return [run, entries = &entries, test](const RecordTable&, int row) { return test((*entries)[static_cast<std::size_t>(row)]); };
}

}  // namespace

Page* make_gap_page(Workspace& workspace, const Display& display) {
  ChartPageForm form{
      .title = [] { return translate("Pages", "Funding gap"); },
      .subtitle =
          [] {
            return translate("Pages",
                             "What is missing in each period if all money comes, if only what is approved comes, or only what is in hand. "
                             "A click on a column lists its projects; a double click on a row says why.");
          },
      .empty_rows = [] { return translate("Pages", "Nothing is left unpaid."); },
      .chart = make_stacked_columns(),
      .data = [](const ScenarioRun& run, int, const Display& shown) { return gap_by_period(run, shown); },
      .rows = gap_rows,
      .rows_of_click = [](const RunPtr& run, int, const QString&,
                          int t) { return keep_if(run, run->result.plan.gaps, [t](const GapEntry& g) { return g.t == t; }); }};
  return new ChartPage(std::move(form), workspace, display);
}

Page* make_funding_page(Workspace& workspace, const Display& display) {
  ChartPageForm form{
      .title = [] { return translate("Pages", "Who pays"); },
      .subtitle =
          [] {
            return translate("Pages",
                             "Each period's spend by channel of the money, and what nobody pays. A click on a column lists its payments.");
          },
      .empty_rows = [] { return translate("Pages", "Nothing is paid."); },
      .chart = make_stacked_columns(),
      .data = [](const ScenarioRun& run, int, const Display& shown) { return money_by_channel(run, shown); },
      .rows = allocation_rows,
      .rows_of_click =
          [](const RunPtr& run, int, const QString& series, int t) {
            static const QStringList channels{QStringLiteral("fiscal"), QStringLiteral("bundled"), QStringLiteral("bt"),
                                              QStringLiteral("bot"), QStringLiteral("investment")};
            const auto channel = channels.indexOf(series);
            return keep_if(run, run->result.plan.payments, [run, channel, t](const Payment& p) {
              return p.t == t && (channel < 0 || run->problem.funding()[p.source].channel == static_cast<Channel>(channel));
            });
          }};
  return new ChartPage(std::move(form), workspace, display);
}

Page* make_balances_page(Workspace& workspace, const Display& display) {
  const auto of_source = [](const RunPtr& run, int source, int t) -> TableFilter::Keep {
    const int periods = run->problem.periods();
    return [source, periods, t](const RecordTable&, int row) { return row / periods == source && (t < 0 || row % periods == t); };
  };
  ChartPageForm form{
      .title = [] { return translate("Pages", "Balances of the funds"); },
      .subtitle =
          [] { return translate("Pages", "What each fund receives, pays for projects and debts, and holds at the end of each period."); },
      .empty_rows = [] { return translate("Pages", "There are no funds."); },
      .chart = make_stacked_columns(),
      .choices =
          [](const ScenarioRun& run, const Display& shown) {
            std::vector<std::pair<QString, int>> all;
            const auto& sources = run.problem.funding().sources();
            for (std::size_t i = 0; i < sources.size(); ++i) all.emplace_back(shown.say(sources[i].name), static_cast<int>(i));
            return all;
          },
      .data = [](const ScenarioRun& run, int choice, const Display& shown) { return balance_of(run, SourceId{choice}, shown); },
      .rows = balance_rows,
      .rows_of_choice = [of_source](const RunPtr& run, int choice) { return of_source(run, choice, -1); },
      .rows_of_click = [of_source](const RunPtr& run, int choice, const QString&, int t) { return of_source(run, choice, t); },
      .row_kind = "source"};
  return new ChartPage(std::move(form), workspace, display);
}

Page* make_debt_page(Workspace& workspace, const Display& display) {
  const auto payer_is = [](const RunPtr& run, const ServiceEntry& entry, int unit) {
    return run->problem.funding()[entry.payer].owner == UnitId{unit};
  };
  ChartPageForm form{
      .title = [] { return translate("Pages", "Debt service"); },
      .subtitle =
          [] {
            return translate(
                "Pages", "What BT and BOT contracts claim of each year's budget until the last instalment, and how much the limit allows.");
          },
      .empty_rows = [] { return translate("Pages", "No contract is to be paid for."); },
      .chart = make_stacked_columns(),
      .choices =
          [](const ScenarioRun& run, const Display& shown) {
            std::vector<std::pair<QString, int>> all;
            for (const UnitId unit : debtors(run)) all.emplace_back(shown.say(run.problem.campaign()[unit].name), unit.value);
            return all;
          },
      .data = [](const ScenarioRun& run, int choice, const Display& shown) { return debt_of(run, UnitId{choice}, shown); },
      .rows = debt_service_rows,
      .rows_of_choice =
          [payer_is](const RunPtr& run, int choice) {
            return keep_if(run, run->result.plan.service,
                           [run, payer_is, choice](const ServiceEntry& s) { return payer_is(run, s, choice); });
          },
      .rows_of_click =
          [payer_is](const RunPtr& run, int choice, const QString&, int category) {
            const int year = run->metrics.first_year + category;
            return keep_if(run, run->result.plan.service, [run, payer_is, choice, year](const ServiceEntry& s) {
              return payer_is(run, s, choice) && run->problem.year_of(s.t) == year;
            });
          }};
  return new ChartPage(std::move(form), workspace, display);
}

}  // namespace liandong::gui
