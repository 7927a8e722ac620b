// Seeded random actions on the real window: nothing crashes, and what is shown still belongs together. LIANDONG_MONKEY=1000 does more of
// them.

#include <QApplication>
#include <QComboBox>
#include <QListWidget>
#include <QPushButton>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QSettings>
#include <QSlider>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include "gui/views/chart_page.hpp"
#include "gui/views/compare_page.hpp"
#include "gui/views/data_page.hpp"
#include "gui/views/main_window.hpp"
#include "gui/views/theme.hpp"
#include "gui/views/what_if_page.hpp"

using namespace liandong;
using namespace liandong::gui;

class MonkeyTest : public QObject {
  Q_OBJECT

  /// A click where the pointer happens to be; not on the start page, whose buttons ask for a folder and wait.
  static void click(MainWindow& window, QRandomGenerator& random) {
    QWidget* page = window.page(window.current_page());
    if (!page || window.current_page() == QLatin1String("start") || !page->isVisible()) return;
    const QPoint at(random.bounded(std::max(1, page->width())), random.bounded(std::max(1, page->height())));
    QWidget* under = page->childAt(at);
    if (!under || qobject_cast<QComboBox*>(under)) return;  // Its list would wait for a choice.
    if (random.bounded(4) == 0)
      QTest::mouseDClick(under, Qt::LeftButton, Qt::NoModifier, under->mapFrom(page, at));
    else
      QTest::mouseClick(under, Qt::LeftButton, Qt::NoModifier, under->mapFrom(page, at));
  }

  static void act(MainWindow& window, QRandomGenerator& random) {
    const QStringList keys = window.page_keys();
    switch (random.bounded(16)) {
      case 0:
      case 1:
      case 2: window.show_page(keys[random.bounded(keys.size())]); break;
      case 3: window.set_language(random.bounded(2) == 0 ? Language::english : Language::chinese); break;
      case 4: window.set_unit(static_cast<MoneyUnit>(random.bounded(3))); break;
      case 5: window.set_dark(random.bounded(2) == 0); break;
      case 6: window.workspace().plan(); break;
      case 7: window.workspace().planning().stop(); break;
      case 8: {
        auto* page = static_cast<WhatIfPage*>(window.page(QStringLiteral("what_if")));
        QSlider& slider = page->slider(static_cast<std::size_t>(random.bounded(static_cast<int>(levers().size()))));
        slider.setValue(random.bounded(slider.minimum(), slider.maximum() + 1));
        break;
      }
      case 9: {
        auto* page = static_cast<ComparePage*>(window.page(QStringLiteral("compare")));
        for (int i = 0; i < page->scenarios().count(); ++i)
          page->scenarios().item(i)->setCheckState(random.bounded(6) == 0 ? Qt::Checked : Qt::Unchecked);
        page->button().click();
        break;
      }
      case 10: window.workspace().explain(random.bounded(2) == 0 ? QStringLiteral("gap") : QStringLiteral("stage"), "HC-min"); break;
      case 11: {
        static const char* const folders[] = {LIANDONG_SOURCE_DIR "/data/wuchuang", LIANDONG_SOURCE_DIR "/tests/support/campaigns/small",
                                              "/no/such/folder"};
        if (random.bounded(4) == 0) window.open(QString::fromLatin1(folders[random.bounded(3)]));
        break;
      }
      case 12: {
        auto* page = static_cast<DataPage*>(window.page(QStringLiteral("data")));
        page->table().filter().sort(random.bounded(6), random.bounded(2) == 0 ? Qt::AscendingOrder : Qt::DescendingOrder);
        page->table().filter().set_search(random.bounded(2) == 0 ? QString() : QStringLiteral("city"));
        page->table().view().selectAll();
        page->table().copy();
        break;
      }
      case 13: QTest::qWait(random.bounded(120)); break;
      default: click(window, random);
    }
    QCoreApplication::processEvents();
  }

 private slots:
  void random_actions_break_nothing() {
    const int actions = qEnvironmentVariableIntValue("LIANDONG_MONKEY") > 0 ? qEnvironmentVariableIntValue("LIANDONG_MONKEY") : 200;
    use_theme(*qApp, false);
    QTemporaryDir place;
    QSettings settings(place.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    QRandomGenerator random(20121224);
    MainWindow window(settings);
    window.show();
    window.workspace().set_gap(0.05);
    window.open(QStringLiteral(LIANDONG_SOURCE_DIR "/data/wuchuang"));
    QVERIFY(QTest::qWaitFor([&] { return !window.workspace().reading().running(); }, 60'000));
    for (int i = 0; i < actions; ++i) {
      act(window, random);
      // A plan and what is shown of it are of the campaign that is open.
      if (const RunPtr& run = window.workspace().run()) {
        QVERIFY(window.workspace().campaign());
        QCOMPARE(run->input_hash, window.workspace().campaign()->input_hash);
      }
    }
    for (JobLine* line : {&window.workspace().planning(), &window.workspace().comparing()}) line->stop();
    QVERIFY(
        QTest::qWaitFor([&] { return !window.workspace().planning().running() && !window.workspace().comparing().running(); }, 120'000));
  }
};

QTEST_MAIN(MonkeyTest)
#include "monkey_test.moc"
