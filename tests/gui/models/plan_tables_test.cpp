// Every table and chart of a plan against the plan folder that the command line would write of it.

#include "gui/models/plan_tables.hpp"

#include <QAbstractItemModelTester>
#include <QTemporaryDir>
#include <QTest>
#include <map>

#include "gui/models/campaign_tables.hpp"
#include "gui/models/gantt.hpp"
#include "gui/models/plan_charts.hpp"
#include "gui/models/table_filter.hpp"
#include "model/io/csv.hpp"
#include "model/io/plan_folder.hpp"
#include "model/io/text_file.hpp"

using namespace liandong;
using namespace liandong::gui;

namespace {

const std::filesystem::path campaign_folder = std::filesystem::path(LIANDONG_SOURCE_DIR) / "data/wuchuang";

}  // namespace

class PlanTablesTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  RunPtr run_;
  PlanFiles files_;
  gui::Display display_;

  std::vector<std::vector<std::string>> cells_of(const char* name) {
    const auto text = read_bytes(std::filesystem::path(folder_.path().toStdString()) / "plan" / name, name);
    std::vector<std::vector<std::string>> rows;
    CsvReader reader(*text, ',');
    for (CsvRecord record; reader.next(record);) rows.push_back(record.fields);
    return rows;
  }

  /// Holds a table against the rows of a file that pass `keep`.
  void hold_against(const Records& records, const char* name, const std::function<bool(const std::vector<std::string>&)>& keep = {}) {
    auto cells = cells_of(name);
    const std::vector<std::string> head = cells.front();
    cells.erase(cells.begin());
    if (keep) std::erase_if(cells, [&](const auto& row) { return !keep(row); });
    QCOMPARE(records.rows, static_cast<int>(cells.size()));
    int fields = 0;
    for (const Column& column : records.columns) {
      const auto at = std::find(head.begin(), head.end(), column.field);
      if (column.field.empty()) continue;
      QVERIFY2(at != head.end(), column.field.c_str());
      ++fields;
      for (int row = 0; row < records.rows; ++row) {
        const std::string& text = cells[static_cast<std::size_t>(row)][static_cast<std::size_t>(at - head.begin())];
        const Value value = column.value(row);
        const QString place =
            QStringLiteral("%1 row %2, %3: %4").arg(QString::fromLatin1(name)).arg(row).arg(to_qt(column.field), to_qt(text));
        if (const auto* amount = std::get_if<Money>(&value)) {
          QVERIFY2(amount->wan_text() == text, qPrintable(place));
        } else if (const auto* number = std::get_if<double>(&value)) {
          QVERIFY2(std::stod(text) == *number, qPrintable(place));
        } else if (std::holds_alternative<std::monostate>(value)) {
          QVERIFY2(text.empty(), qPrintable(place));
        } else {
          QVERIFY2(pasted(value, display_) == to_qt(text).simplified(), qPrintable(place));
        }
      }
    }
    QVERIFY(fields > 0);
  }

 private slots:
  void initTestCase() {
    const auto file = read_campaign(campaign_folder);
    QVERIFY(file.ok());
    ScenarioPlanner planner;
    run_ = std::make_shared<const ScenarioRun>(planner.first({.key = "baseline", .file = *file}, {.gap = 0.05, .threads = 2}));
    const Issues issues = write_plan(std::filesystem::path(folder_.path().toStdString()) / "plan", run_->problem, run_->result,
                                     {.input_hash = run_->input_hash, .scenario = {}, .seed = {}, .version = "test", .options = {}});
    QVERIFY(!has_errors(issues));
    const auto files = read_plan_folder(std::filesystem::path(folder_.path().toStdString()) / "plan");
    QVERIFY(files.ok());
    files_ = *files;
  }

  void tables_are_the_files() {
    hold_against(schedule_rows(run_), "schedule.csv", [](const auto& row) { return row[1] == "project"; });
    hold_against(stage_rows(run_), "schedule.csv", [](const auto& row) { return row[1] == "stage"; });
    hold_against(allocation_rows(run_), "allocation.csv");
    hold_against(gap_rows(run_), "gap.csv");
    hold_against(balance_rows(run_), "balances.csv");
    hold_against(debt_service_rows(run_), "debt_service.csv");
    hold_against(affordability_rows(run_), "affordability.csv");
    hold_against(price_rows(run_), "prices.csv");
    hold_against(compliance_rows(run_), "compliance.csv");
  }

  void models_keep_the_contract_of_item_models() {
    for (const auto rows : {schedule_rows, stage_rows, allocation_rows, gap_rows, balance_rows, debt_service_rows, affordability_rows,
                            price_rows, compliance_rows, source_rows, allocation_grid, price_grid}) {
      RecordTable model(display_);
      QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
      model.show(rows(run_));
      QVERIFY(model.rowCount() > 0);
    }
  }

  void the_gap_chart_has_the_gap_of_the_file_at_its_foot() {
    std::map<std::string, Money> gap;
    for (const GapRow& row : files_.gap) gap[row.period.text()] += row.amount;
    const ChartData chart = gap_by_period(*run_, display_);
    QCOMPARE(chart.columns.size(), std::size_t{3});
    Money hand;
    for (qsizetype t = 0; t < chart.categories.size(); ++t) {
      const auto at = static_cast<std::size_t>(t);
      QCOMPARE(chart.columns[0].values[at]->fen(), gap[chart.categories[t].toStdString()].fen());
      for (const ChartSeries& layer : chart.columns) {
        QVERIFY(*layer.values[at] >= Money{});  // Less certain money never lessens the gap of a period.
        hand += *layer.values[at];
      }
    }
    for (const GapByCertainty& level : run_->metrics.gap_by_certainty)
      if (level.level <= Certainty::issued) QCOMPARE(hand.fen(), level.total.fen());
  }

  void the_channels_add_up_to_the_allocation_file() {
    std::map<std::string, Channel> channel_of;
    for (const Source& source : run_->problem.funding().sources()) channel_of[source.key] = source.channel;
    std::map<std::pair<int, std::string>, Money> paid;
    for (const AllocationRow& row : files_.allocation) paid[{static_cast<int>(channel_of[row.source]), row.period.text()}] += row.amount;
    const ChartData chart = money_by_channel(*run_, display_);
    QCOMPARE(chart.columns.size(), std::size_t{6});
    Money all;
    for (int channel = 0; channel < 5; ++channel)
      for (qsizetype t = 0; t < chart.categories.size(); ++t) {
        const Money amount = *chart.columns[static_cast<std::size_t>(channel)].values[static_cast<std::size_t>(t)];
        QCOMPARE(amount.fen(), (paid[{channel, chart.categories[t].toStdString()}].fen()));
        all += amount;
      }
    QCOMPARE(all.fen(), run_->metrics.paid.fen());
  }

  void balances_and_debts_are_those_of_the_files() {
    std::size_t row = 0;
    for (std::size_t source = 0; source < run_->problem.funding().sources().size(); ++source) {
      const ChartData chart = balance_of(*run_, SourceId{static_cast<int>(source)}, display_);
      for (std::size_t t = 0; t < static_cast<std::size_t>(chart.categories.size()); ++t, ++row) {
        QCOMPARE(chart.columns[0].values[t]->fen(), files_.balances[row].balance.fen());
        QCOMPARE(chart.lines[0].values[t]->fen(), files_.balances[row].inflow.fen());
        QCOMPARE(chart.lines[1].values[t]->fen(), files_.balances[row].drawn.fen());
        QCOMPARE(chart.lines[2].values[t]->fen(), files_.balances[row].debt_service.fen());
      }
    }
    QCOMPARE(row, files_.balances.size());

    std::map<std::string, std::string> owner_of;
    for (const Source& source : run_->problem.funding().sources())
      if (source.owner.known()) owner_of[source.key] = run_->problem.campaign()[source.owner].key;
    std::map<std::pair<std::string, int>, Money> service;
    Money all, drawn;
    for (const DebtServiceRow& entry : files_.debt_service) {
      service[{owner_of[entry.payer], entry.period.year()}] += entry.amount;
      all += entry.amount;
    }
    for (const UnitId unit : debtors(*run_)) {
      const ChartData chart = debt_of(*run_, unit, display_);
      for (qsizetype i = 0; i < chart.categories.size(); ++i) {
        const Money amount = *chart.columns[1].values[static_cast<std::size_t>(i)];
        QCOMPARE(amount.fen(), (service[{run_->problem.campaign()[unit].key, chart.categories[i].toInt()}].fen()));
        drawn += amount;
      }
    }
    QCOMPARE(drawn.fen(), all.fen());  // To the last instalment.
  }

  void the_grid_sums_to_the_files() {
    RecordTable grid(display_);
    grid.show(allocation_grid(run_));
    Money paid, gap;
    for (const AllocationRow& row : files_.allocation) paid += row.amount;
    for (const GapRow& row : files_.gap) gap += row.amount;
    QCOMPARE(std::get<Money>(grid.value(0, 1)).fen(), paid.fen());
    QCOMPARE(std::get<Money>(grid.value(0, 2)).fen(), gap.fen());
    for (int column = 1; column < grid.columnCount(); ++column) {
      Money sum;
      for (int row = 1; row < grid.rowCount(); ++row)
        if (const Value value = grid.value(row, column); std::holds_alternative<Money>(value)) sum += std::get<Money>(value);
      if (const Value all = grid.value(0, column); std::holds_alternative<Money>(all)) QCOMPARE(sum.fen(), std::get<Money>(all).fen());
    }
  }

  void bars_of_the_gantt_are_the_schedule() {
    std::map<std::string, ScheduleRow> rows;
    for (const ScheduleRow& row : files_.schedule) rows[row.kind + row.node] = row;
    const GanttData gantt = gantt_of(*run_, display_);
    QCOMPARE(gantt.bars.size(), run_->problem.campaign().projects().size());
    for (const GanttBar& bar : gantt.bars) {
      const ScheduleRow& row = rows["project" + run_->problem.campaign()[bar.project].key];
      QCOMPARE(bar.start.has_value(), row.start.has_value());
      if (bar.start) QCOMPARE(gantt.periods[*bar.start], to_qt(row.start->text()));
    }
    for (const GanttStage& stage : gantt.stages) {
      const ScheduleRow& row = rows["stage" + run_->problem.campaign()[stage.stage].key];
      QCOMPARE(stage.late, row.late.value_or(-1));
      if (stage.forecast) QCOMPARE(gantt.periods[*stage.forecast], to_qt(row.finish->text()));
    }
  }
};

QTEST_GUILESS_MAIN(PlanTablesTest)
#include "plan_tables_test.moc"
