#include "gui/models/campaign_tables.hpp"

#include <QAbstractItemModelTester>
#include <QTest>

#include "gui/models/table_filter.hpp"
#include "model/io/csv.hpp"
#include "model/io/text_file.hpp"

using namespace liandong;
using namespace liandong::gui;

namespace {

const std::filesystem::path example = std::filesystem::path(LIANDONG_SOURCE_DIR) / "data/wuchuang";

/// A file of the example as it is written: the head, then the records.
std::vector<std::vector<std::string>> cells_of(const std::string& name) {
  const auto text = read_bytes(example / name, name);
  std::vector<std::vector<std::string>> rows;
  CsvReader reader(*text, ',');
  for (CsvRecord record; reader.next(record);) rows.push_back(record.fields);
  return rows;
}

}  // namespace

class CampaignTablesTest : public QObject {
  Q_OBJECT

  CampaignPtr campaign_;
  gui::Display display_;

 private slots:
  void initTestCase() {
    auto file = std::make_shared<Checked<CampaignFile>>(read_campaign(example));
    QVERIFY(file->ok());
    campaign_ = CampaignPtr(file, &**file);
  }

  void every_cell_is_what_the_file_has() {
    int compared = 0;
    for (const CampaignTable& table : campaign_tables(campaign_)) {
      const auto cells = cells_of(std::string(table.name) + ".csv");
      QCOMPARE(table.records.rows, static_cast<int>(cells.size()) - 1);
      for (const Column& column : table.records.columns) {
        const auto at = std::find(cells[0].begin(), cells[0].end(), column.field);
        if (column.field.empty() || at == cells[0].end()) continue;
        const auto field = static_cast<std::size_t>(at - cells[0].begin());
        for (int row = 0; row < table.records.rows; ++row) {
          const std::string& text = cells[static_cast<std::size_t>(row) + 1][field];
          const Value value = column.value(row);
          const QString place =
              QStringLiteral("%1.csv row %2, %3").arg(QString::fromLatin1(table.name)).arg(row + 2).arg(to_qt(column.field));
          if (const auto* amount = std::get_if<Money>(&value)) {
            QVERIFY2(Money::parse_wan(text.empty() ? "0" : text) == *amount, qPrintable(place));
          } else if (std::holds_alternative<std::monostate>(value)) {
            QVERIFY2(text.empty(), qPrintable(place));
          } else if (const auto* word = std::get_if<std::string>(&value)) {
            QVERIFY2(*word == text, qPrintable(place));
          } else if (const auto* period = std::get_if<Period>(&value)) {
            QVERIFY2(period->text() == text, qPrintable(place));
          } else if (const auto* count = std::get_if<int>(&value)) {
            QVERIFY2(std::to_string(*count) == (text.empty() ? "0" : text), qPrintable(place));
          } else if (const auto* yes = std::get_if<bool>(&value)) {
            QVERIFY2(text.empty() || (text == "yes") == *yes, qPrintable(place));
          } else if (const auto* share = std::get_if<Share>(&value)) {
            QVERIFY2(text.empty() || Rate::parse(text)->value() == share->of_one, qPrintable(place));
          } else {
            continue;  // A word of an enumeration: its own tests are those of the reader.
          }
          ++compared;
        }
      }
    }
    QVERIFY(compared > 10'000);
  }

  void models_keep_the_contract_of_item_models() {
    for (const CampaignTable& table : campaign_tables(campaign_)) {
      RecordTable model(display_);
      QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
      TableFilter filter(model);
      QAbstractItemModelTester filtered(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
      model.show(table.records);
      filter.sort(0, Qt::DescendingOrder);
      filter.set_search(QStringLiteral("city"));
      display_.set_unit(MoneyUnit::yuan);
      display_.set_language(Language::chinese);
      filter.set_search({});
      QCOMPARE(filter.rowCount(), table.records.rows);
      model.show({});
      display_.set_unit(MoneyUnit::wan);
      display_.set_language(Language::english);
    }
  }

  void sorting_goes_by_value_and_not_by_text() {
    RecordTable model(display_);
    model.show(campaign_tables(campaign_).front().records);
    TableFilter filter(model);
    int cost = -1;
    for (int column = 0; column < model.columnCount(); ++column)
      if (model.records().columns[static_cast<std::size_t>(column)].field == "cost_wan") cost = column;
    filter.sort(cost, Qt::AscendingOrder);
    Money last = Money::from_fen(-1);
    for (int row = 0; row < filter.rowCount(); ++row) {
      const Money amount = std::get<Money>(model.value(filter.mapToSource(filter.index(row, 0)).row(), cost));
      QVERIFY(amount >= last);
      last = amount;
    }
    QCOMPARE(filter.rowCount(), 259);
  }

  void what_is_unknown_comes_last_and_is_no_zero() {
    QVERIFY(less(Money{}, Value(), display_));
    QVERIFY(!less(Value(), Money{}, display_));
    QCOMPARE(shown(Value(), display_), QStringLiteral("–"));
    QCOMPARE(shown(Money{}, display_), QStringLiteral("0.0"));
    QCOMPARE(pasted(Value(), display_), QString());
  }

  void every_word_of_the_search_must_be_in_the_row() {
    RecordTable model(display_);
    model.show(campaign_tables(campaign_).front().records);
    TableFilter filter(model);
    filter.set_search(QStringLiteral("SEWAGE nanjiang"));
    QVERIFY(filter.rowCount() > 0);
    QVERIFY(filter.rowCount() < 30);
    for (int row = 0; row < filter.rowCount(); ++row) {
      QString all;
      for (int column = 0; column < filter.columnCount(); ++column) all += filter.index(row, column).data().toString() + QLatin1Char(' ');
      QVERIFY(all.contains(QLatin1String("sewage"), Qt::CaseInsensitive));
      QVERIFY(all.contains(QLatin1String("nanjiang"), Qt::CaseInsensitive));
    }
    filter.set_search(QStringLiteral("no such word anywhere"));
    QCOMPARE(filter.rowCount(), 0);
  }

  void a_switch_of_unit_reaches_heads_and_cells() {
    RecordTable model(display_);
    model.show({.rows = 1, .columns = {{.title = "Cost", .figures = true, .money = true, .value = [](int) {
                                          return Value(*Money::parse_wan("12345.678912"));
                                        }}}});
    const auto both = [&] {
      return model.headerData(0, Qt::Horizontal).toString() + QLatin1Char('=') + model.index(0, 0).data().toString();
    };
    QCOMPARE(both(), QStringLiteral("Cost (万元)=12,345.7"));
    display_.set_unit(MoneyUnit::yi);
    QCOMPARE(both(), QStringLiteral("Cost (亿元)=1.23"));
    display_.set_unit(MoneyUnit::yuan);
    QCOMPARE(both(), QStringLiteral("Cost (元)=123,456,789.12"));
    display_.set_unit(MoneyUnit::wan);
  }

  void cells_are_pasted_as_numbers_under_their_heads() {
    RecordTable model(display_);
    model.show(
        {.rows = 2,
         .columns = {
             {.title = "Name", .value = [](int row) { return row == 0 ? Value(std::string("a\tb\nc")) : Value(); }},
             {.title = "Cost", .money = true, .value = [](int row) { return Value(*Money::parse_wan(row == 0 ? "12345.6" : "-1")); }},
             {.title = "Local match", .value = [](int) { return Value(Share{0.25}); }}}});
    QModelIndexList cells;
    for (int row = 1; row >= 0; --row)
      for (int column = 2; column >= 0; --column) cells.push_back(model.index(row, column));
    QCOMPARE(to_tsv(model, cells), QStringLiteral("Name\tCost (万元)\tLocal match\na b c\t12345.6\t0.25\n\t-1.0\t0.25\n"));
    cells = {model.index(0, 0), model.index(1, 1)};
    QCOMPARE(to_tsv(model, cells, false), QStringLiteral("a b c\t\n\t-1.0\n"));
    QCOMPARE(to_tsv(model, {}), QString());
  }

  void pinned_rows_stay_on_top() {
    RecordTable model(display_);
    model.show({.rows = 4, .columns = {{.title = "Cost", .value = [](int row) { return Value(row == 0 ? 100 : row); }}}, .pinned = 1});
    TableFilter filter(model);
    for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
      filter.sort(0, order);
      QCOMPARE(filter.index(0, 0).data().toString(), QStringLiteral("100"));
      QCOMPARE(filter.index(1, 0).data().toString(), order == Qt::AscendingOrder ? QStringLiteral("1") : QStringLiteral("3"));
    }
    filter.set_search(QStringLiteral("2"));
    QCOMPARE(filter.rowCount(), 2);
  }
};

QTEST_GUILESS_MAIN(CampaignTablesTest)
#include "campaign_tables_test.moc"
