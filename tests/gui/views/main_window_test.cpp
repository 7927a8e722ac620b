// Drives the real window, without a screen.

#include "gui/views/main_window.hpp"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QDropEvent>
#include <QGraphicsItem>
#include <QLabel>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSlider>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>
#include <filesystem>
#include <fstream>

#include "gui/views/chart_page.hpp"
#include "gui/views/compare_page.hpp"
#include "gui/views/data_page.hpp"
#include "gui/views/graph_page.hpp"
#include "gui/views/theme.hpp"
#include "gui/views/what_if_page.hpp"

using namespace liandong;
using namespace liandong::gui;

namespace {

const QString example = QStringLiteral(LIANDONG_SOURCE_DIR "/data/wuchuang");

bool wait_for(JobLine& line) {
  return QTest::qWaitFor([&line] { return !line.running(); }, 300'000);
}

/// The texts of all labels and buttons that are to be seen.
QString texts_of(const QWidget& widget) {
  QString all;
  for (const QLabel* label : widget.findChildren<QLabel*>())
    if (label->isVisibleTo(&widget)) all += label->text() + QLatin1Char('\n');
  for (const QPushButton* button : widget.findChildren<QPushButton*>())
    if (button->isVisibleTo(&widget)) all += button->text() + QLatin1Char('\n');
  return all;
}

}  // namespace

class MainWindowTest : public QObject {
  Q_OBJECT

  QTemporaryDir place_;
  std::unique_ptr<QSettings> settings_;
  std::unique_ptr<MainWindow> window_;

  void open_example() {
    window_->open(example);
    QVERIFY(wait_for(window_->workspace().reading()));
    QVERIFY(window_->workspace().campaign());
  }
  void plan_example() {
    open_example();
    window_->workspace().set_gap(0.05);
    QTest::mouseClick(&window_->plan_button(), Qt::LeftButton);
    QVERIFY(wait_for(window_->workspace().planning()));
    QVERIFY(window_->workspace().run());
  }

 private slots:
  void initTestCase() { use_theme(*qApp, false); }

  void init() {
    settings_ = std::make_unique<QSettings>(place_.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    settings_->clear();
    settings_->setValue(QStringLiteral("language"), QStringLiteral("en"));
    window_ = std::make_unique<MainWindow>(*settings_);
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
  }
  void cleanup() { window_.reset(); }

  void without_a_campaign_there_is_nothing_to_plan() {
    QCOMPARE(window_->current_page(), QStringLiteral("start"));
    QVERIFY(!window_->plan_button().isEnabled());
    QVERIFY(!window_->stop_button().isVisible());
    for (const QString& key : window_->page_keys()) window_->show_page(key);  // None minds.
    window_->show_page(QStringLiteral("overview"));
    QVERIFY(texts_of(*window_).contains(QStringLiteral("Open a campaign first.")));
  }

  void the_example_opens_on_its_tables() {
    open_example();
    QCOMPARE(window_->current_page(), QStringLiteral("data"));
    auto* page = static_cast<DataPage*>(window_->page(QStringLiteral("data")));
    QCOMPARE(page->table().table().rowCount(), 259);
    page->show_table(QStringLiteral("inflows"));
    QCOMPARE(page->table().table().rowCount(), 2086);
    QVERIFY(settings_->value(QStringLiteral("recent")).toStringList().contains(example));
    QVERIFY(window_->plan_button().isEnabled());
    QVERIFY(window_->windowTitle().contains(QStringLiteral("Bazhong")));
  }

  void a_folder_that_is_dropped_opens() {
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(example + QStringLiteral("/projects.csv"))});
    QDragEnterEvent enter(QPoint(100, 100), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window_.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(100, 100), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window_.get(), &drop);
    QVERIFY(wait_for(window_->workspace().reading()));
    QVERIFY(window_->workspace().campaign());
  }

  void a_broken_campaign_lists_its_issues_as_the_check_does() {
    const std::filesystem::path copy = std::filesystem::path(place_.path().toStdString()) / "broken";
    std::filesystem::remove_all(copy);
    std::filesystem::copy(example.toStdString(), copy, std::filesystem::copy_options::recursive);
    std::ofstream(copy / "inflows.csv", std::ios::app) << "no-such-source,2013Q1,issued,abc,illustrative,\n";
    window_->open(QString::fromStdString(copy.string()));
    QVERIFY(wait_for(window_->workspace().reading()));
    QVERIFY(!window_->workspace().campaign());
    QVERIFY(window_->issues().isVisible());
    QVERIFY(window_->issues().table().rowCount() >= 2);
    QVERIFY(!window_->plan_button().isEnabled());
    QString all;
    for (int row = 0; row < window_->issues().table().rowCount(); ++row) all += window_->issues().table().index(row, 4).data().toString();
    QVERIFY(all.contains(QStringLiteral("no-such-source")));
    // Mended and read again, it opens.
    std::filesystem::copy(std::filesystem::path(example.toStdString()) / "inflows.csv", copy / "inflows.csv",
                          std::filesystem::copy_options::overwrite_existing);
    window_->open(QString::fromStdString(copy.string()));
    QVERIFY(wait_for(window_->workspace().reading()));
    QVERIFY(window_->workspace().campaign());
  }

  void a_folder_that_vanishes_while_open_loses_nothing() {
    const std::filesystem::path copy = std::filesystem::path(place_.path().toStdString()) / "vanishing";
    std::filesystem::remove_all(copy);
    std::filesystem::copy(example.toStdString(), copy, std::filesystem::copy_options::recursive);
    window_->open(QString::fromStdString(copy.string()));
    QVERIFY(wait_for(window_->workspace().reading()));
    window_->workspace().set_gap(0.05);
    window_->workspace().plan();
    QVERIFY(wait_for(window_->workspace().planning()));
    std::filesystem::remove_all(copy);
    window_->workspace().compare({"baseline", "bot_drive"});
    QVERIFY(wait_for(window_->workspace().comparing()));
    QVERIFY(!window_->workspace().compared());
    QVERIFY(window_->issues().isVisible());  // It says what is wrong,
    QVERIFY(window_->workspace().run());     // and what was there is still there.
    QVERIFY(window_->workspace().campaign());
    QVERIFY(window_->workspace().save_plan(place_.filePath(QStringLiteral("rescued"))).empty());
  }

  void a_folder_that_is_not_there_gives_a_message() {
    window_->open(place_.filePath(QStringLiteral("nowhere")));
    QVERIFY(wait_for(window_->workspace().reading()));
    QVERIFY(!window_->workspace().campaign());
    QVERIFY(window_->issues().table().rowCount() >= 1);
  }

  void planning_fills_every_page() {
    plan_example();
    QCOMPARE(window_->current_page(), QStringLiteral("overview"));
    for (const QString& key : window_->page_keys()) {
      window_->show_page(key);
      QVERIFY(window_->page(key)->isVisible());
      for (Chart* chart : window_->page(key)->charts())
        if (key != QLatin1String("compare")) QVERIFY2(!chart->shown_data().categories.isEmpty(), qPrintable(key));
    }
  }

  void a_click_on_a_column_lists_its_rows() {
    plan_example();
    window_->show_page(QStringLiteral("gap"));
    auto* page = static_cast<ChartPage*>(window_->page(QStringLiteral("gap")));
    QTest::qWait(100);
    Chart* chart = page->charts().front();
    // The column with the largest gap.
    const auto& gap = chart->shown_data().columns[0].values;
    const int most = static_cast<int>(std::max_element(gap.begin(), gap.end()) - gap.begin());
    const QPoint at = chart->place_of(0, most);
    QVERIFY(chart->rect().contains(at));
    QTest::mouseClick(chart->childAt(at), Qt::LeftButton, Qt::NoModifier, chart->childAt(at)->mapFrom(chart, at));
    int expected = 0;
    for (const GapEntry& entry : window_->workspace().run()->result.plan.gaps) expected += entry.t == most ? 1 : 0;
    QVERIFY(expected > 0);
    QCOMPARE(page->table().filter().rowCount(), expected);
    page->table().widen();
    QCOMPARE(page->table().filter().rowCount(), static_cast<int>(window_->workspace().run()->result.plan.gaps.size()));
  }

  void a_stop_keeps_the_best_plan_so_far() {
    open_example();
    window_->workspace().set_gap(0);  // It would go on for long.
    QTest::mouseClick(&window_->plan_button(), Qt::LeftButton);
    QVERIFY(window_->workspace().planning().running());
    QVERIFY(window_->stop_button().isVisible());
    QTest::qWait(300);
    QTest::mouseClick(&window_->stop_button(), Qt::LeftButton);
    QVERIFY(wait_for(window_->workspace().planning()));
    QVERIFY(window_->workspace().run());
    QCOMPARE(window_->workspace().run()->result.outcome, Outcome::cancelled);
    QVERIFY(!window_->stop_button().isVisible());
  }

  void opening_another_campaign_drops_the_plan_being_made() {
    open_example();
    window_->workspace().set_gap(0);
    QTest::mouseClick(&window_->plan_button(), Qt::LeftButton);
    window_->open(QStringLiteral(LIANDONG_SOURCE_DIR "/tests/support/campaigns/small"));
    QVERIFY(wait_for(window_->workspace().reading()));
    QVERIFY(!window_->workspace().planning().running());
    QVERIFY(!window_->workspace().run());
    QCOMPARE(window_->workspace().campaign()->campaign.projects().size(), std::size_t{6});
  }

  void language_and_unit_switch_everything_at_once() {
    plan_example();
    window_->show_page(QStringLiteral("gap"));
    auto* page = static_cast<ChartPage*>(window_->page(QStringLiteral("gap")));
    const Chart* chart = page->charts().front();
    QCOMPARE(page->table().table().headerData(4, Qt::Horizontal).toString(), QStringLiteral("Gap (万元)"));
    window_->set_unit(MoneyUnit::yi);
    QCOMPARE(page->table().table().headerData(4, Qt::Horizontal).toString(), QStringLiteral("Gap (亿元)"));
    QVERIFY(chart->shown_data().title.contains(QStringLiteral("亿元")));
    window_->set_language(Language::chinese);
    QCOMPARE(page->table().table().headerData(4, Qt::Horizontal).toString(), QStringLiteral("缺口（亿元）"));
    QCOMPARE(chart->shown_data().title, QStringLiteral("分期、分确定性的资金缺口（亿元）"));
    QCOMPARE(window_->plan_button().text(), QStringLiteral("编制计划"));
    window_->set_language(Language::english);
    QCOMPARE(window_->plan_button().text(), QStringLiteral("Plan"));
    window_->set_unit(MoneyUnit::yuan);
    QVERIFY(chart->shown_data().title.contains(QStringLiteral("(元)")));
    QCOMPARE(settings_->value(QStringLiteral("unit")).toString(), QStringLiteral("yuan"));
  }

  void three_scenarios_are_compared_and_a_bar_leads_to_its_rows() {
    open_example();
    window_->workspace().set_gap(0.05);
    window_->show_page(QStringLiteral("compare"));
    auto* page = static_cast<ComparePage*>(window_->page(QStringLiteral("compare")));
    QVERIFY(!page->button().isEnabled());  // One is not enough.
    page->scenarios().item(1)->setCheckState(Qt::Checked);
    page->scenarios().item(2)->setCheckState(Qt::Checked);
    QVERIFY(page->button().isEnabled());
    QTest::mouseClick(&page->button(), Qt::LeftButton);
    QVERIFY(wait_for(window_->workspace().comparing()));
    const auto& compared = window_->workspace().compared();
    QVERIFY(compared);
    QCOMPARE(compared->runs.size(), std::size_t{3});
    QVERIFY(page->headline().table().rowCount() > 30);
    for (std::size_t plan = 0; plan < 3; ++plan)
      for (std::size_t channel = 0; channel < 5; ++channel)
        QCOMPARE(page->channels().shown_data().columns[channel].values[plan]->fen(),
                 compared->runs[plan]->metrics.paid_by_channel[channel].fen());
    QTest::qWait(100);
    const QPoint at = page->channels().place_of(0, 1);  // Fiscal money of the second plan.
    QVERIFY(page->channels().rect().contains(at));
    QWidget* under = page->channels().childAt(at);
    QTest::mouseClick(under, Qt::LeftButton, Qt::NoModifier, under->mapFrom(&page->channels(), at));
    QVERIFY(page->rows().isVisible());
    Money sum;
    for (int row = 0; row < page->rows().filter().rowCount(); ++row) {
      const int source = page->rows().filter().mapToSource(page->rows().filter().index(row, 0)).row();
      sum += std::get<Money>(page->rows().table().value(source, 6));
    }
    QCOMPARE(sum.fen(), compared->runs[1]->metrics.paid_by_channel[0].fen());
  }

  void a_click_on_a_node_leaves_what_belongs_to_it() {
    open_example();
    window_->show_page(QStringLiteral("graph"));
    auto* page = static_cast<GraphPage*>(window_->page(QStringLiteral("graph")));
    QVERIFY(wait_for(page->laying_out()));
    QTest::qWait(100);
    QCOMPARE(page->view().node_count(), page->graph()->node_count());
    const int node = page->graph()->node(StageId{0});
    QTest::mouseClick(page->view().viewport(), Qt::LeftButton, Qt::NoModifier, page->view().place_of(node));
    const std::vector<bool> related = related_to(*page->graph(), node);
    int seen = 0;
    for (const QGraphicsItem* item : page->view().scene()->items())
      if (item->isVisible()) ++seen;
    QCOMPARE(seen, static_cast<int>(std::count(related.begin(), related.end(), true)) + 1);  // And the arcs.
    QTest::keyClick(&page->view(), Qt::Key_Plus);
    QTest::keyClick(&page->view(), Qt::Key_0);
  }

  void a_slider_moves_the_plan() {
    plan_example();
    window_->show_page(QStringLiteral("what_if"));
    auto* page = static_cast<WhatIfPage*>(window_->page(QStringLiteral("what_if")));
    const Money before = window_->workspace().run()->metrics.gap;
    page->slider(0).setValue(page->slider(0).value() - 6);  // 30 % less fiscal money.
    page->slider(0).setValue(page->slider(0).value() + 1);  // And the last word counts.
    QVERIFY(wait_for(window_->workspace().asking()));
    QVERIFY(window_->workspace().what_if());
    QVERIFY(window_->workspace().what_if()->metrics.gap > before);
    QCOMPARE(window_->workspace().run()->metrics.gap.fen(), before.fen());  // The plan itself stays.
    Money total, drawn;
    for (const GapEntry& entry : window_->workspace().what_if()->result.plan.gaps) total += entry.amount;
    for (const auto& value : page->charts().front()->shown_data().lines[1].values) drawn += *value;
    QCOMPARE(drawn.fen(), total.fen());
    QTest::mouseClick(&page->reset(), Qt::LeftButton);
    QVERIFY(wait_for(window_->workspace().asking()));
    QCOMPARE(page->slider(0).value() * 5, 100);
    QVERIFY(!page->reset().isEnabled());
  }

  void reasons_are_given_in_the_language_of_the_window() {
    plan_example();
    window_->workspace().explain(QStringLiteral("stage"), "HC-min");
    QVERIFY(wait_for(window_->workspace().explaining()));
    QVERIFY(window_->reasons().isVisible());
    QVERIFY(window_->reasons().toPlainText().contains(QStringLiteral("Ministerial hygienic city")));
    window_->set_language(Language::chinese);
    QVERIFY(window_->reasons().toPlainText().contains(QStringLiteral("卫生城市")));
  }

  void cells_are_copied_for_a_spreadsheet() {
    open_example();
    auto* page = static_cast<DataPage*>(window_->page(QStringLiteral("data")));
    page->table().view().selectRow(0);
    page->table().copy();
    const QStringList lines = QApplication::clipboard()->text().split(QLatin1Char('\n'));
    QVERIFY(lines[0].startsWith(QStringLiteral("Key\tName\t")));
    QVERIFY(lines[1].startsWith(QStringLiteral("city-plan-ep\t")));
    QVERIFY(lines[1].contains(QStringLiteral("\t180.0\t")));
  }

  void the_plan_is_saved_as_the_command_line_writes_it() {
    plan_example();
    const QString folder = place_.filePath(QStringLiteral("plan"));
    QVERIFY(window_->workspace().save_plan(folder).empty());
    for (const char* file : {"plan.json", "schedule.csv", "allocation.csv", "certificate.json"})
      QVERIFY(QFile::exists(folder + QLatin1Char('/') + QLatin1String(file)));
    std::ofstream(place_.filePath(QStringLiteral("other")).toStdString()) << "not a folder";
    QVERIFY(has_errors(window_->workspace().save_plan(place_.filePath(QStringLiteral("other")))));
  }

  void pages_and_charts_are_exported() {
    plan_example();
    const QString sheet = place_.filePath(QStringLiteral("sheet.pdf"));
    window_->set_dark(true);
    QVERIFY(window_->export_leadership(sheet));
    QVERIFY(Theme::current().dark);  // Paper is light, the window stays as it was.
    window_->set_dark(false);
    QFile file(sheet);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.startsWith("%PDF"));
    QCOMPARE(bytes.count("/Type /Page\n"), 1);
    window_->show_page(QStringLiteral("gap"));
    for (const char* name : {"chart.png", "chart.svg", "chart.pdf"}) {
      const QString target = place_.filePath(QString::fromLatin1(name));
      QVERIFY(window_->export_chart(target));
      QVERIFY(QFileInfo(target).size() > 3'000);
    }
    QVERIFY(window_->copy_chart());
    QVERIFY(QApplication::clipboard()->image().width() > 500);
    QVERIFY(!window_->export_chart(place_.filePath(QStringLiteral("nowhere/chart.png"))));
    window_->show_page(QStringLiteral("data"));
    QVERIFY(!window_->export_chart(place_.filePath(QStringLiteral("none.png"))));
  }
};

QTEST_MAIN(MainWindowTest)
#include "main_window_test.moc"
