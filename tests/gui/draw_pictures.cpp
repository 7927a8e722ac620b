// Renders every page of the window with the example campaign: in both languages, light and dark. To be looked at, not compared.

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QElapsedTimer>
#include <QListWidget>
#include <QPixmap>
#include <QPushButton>
#include <QSettings>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>
#include <cstdio>

#include "gui/views/compare_page.hpp"
#include "gui/views/graph_page.hpp"
#include "gui/views/main_window.hpp"
#include "gui/views/theme.hpp"
#include "gui/views/what_if_page.hpp"

using namespace liandong;
using namespace liandong::gui;

namespace {

bool wait_for(JobLine& line) {
  return QTest::qWaitFor([&line] { return !line.running(); }, 300'000);
}

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  if (argc < 2) {
    std::fprintf(stderr, "draw_gui_pictures FOLDER [CAMPAIGN] [WIDTH HEIGHT [GAP]]\n");
    return 2;
  }
  const QDir out(QString::fromLocal8Bit(argv[1]));
  out.mkpath(QStringLiteral("."));
  const QString campaign = argc > 2 ? QString::fromLocal8Bit(argv[2]) : QStringLiteral(LIANDONG_SOURCE_DIR "/data/wuchuang");
  QTemporaryDir place;
  QSettings settings(place.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
  use_theme(application, false);
  MainWindow window(settings);
  window.resize(argc > 4 ? std::atoi(argv[3]) : 1280, argc > 4 ? std::atoi(argv[4]) : 800);
  window.show();
  const auto take = [&](const QString& name) {
    QTest::qWait(60);
    const QString file = out.filePath(name + QStringLiteral(".png"));
    window.grab().save(file);
    std::printf("%s\n", qPrintable(file));
  };
  const auto both = [&](const QString& name) {
    for (const bool dark : {false, true})
      for (const Language language : {Language::english, Language::chinese}) {
        window.set_dark(dark);
        window.set_language(language);
        take(name + (language == Language::chinese ? QStringLiteral("_zh") : QStringLiteral("_en")) +
             (dark ? QStringLiteral("_dark") : QString()));
      }
  };
  both(QStringLiteral("start"));
  window.workspace().set_gap(argc > 5 ? std::atof(argv[5]) : 0.05);
  window.open(campaign);
  if (!wait_for(window.workspace().reading()) || !window.workspace().campaign()) return 1;
  window.show_page(QStringLiteral("gap"));
  both(QStringLiteral("no_plan"));
  window.workspace().plan();
  if (!wait_for(window.workspace().planning()) || !window.workspace().run()) return 1;
  auto* compare = static_cast<ComparePage*>(window.page(QStringLiteral("compare")));
  window.show_page(QStringLiteral("compare"));
  both(QStringLiteral("compare_empty"));
  for (int i = 0; i < std::min(4, compare->scenarios().count()); ++i) compare->scenarios().item(i)->setCheckState(Qt::Checked);
  if (compare->scenarios().count() > 1) {
    QTest::mouseClick(&compare->button(), Qt::LeftButton);
    if (!wait_for(window.workspace().comparing())) return 1;
  }
  // From the move of a slider to the chart drawn anew.
  window.show_page(QStringLiteral("what_if"));
  auto* what_if = static_cast<WhatIfPage*>(window.page(QStringLiteral("what_if")));
  for (int i = 1; i <= 10; ++i) {
    QElapsedTimer timer;
    timer.start();
    what_if->slider(static_cast<std::size_t>(i % 5)).setValue(20 - i);
    if (!wait_for(window.workspace().asking())) return 1;
    what_if->grab();
    std::printf("slider to picture: %lld ms\n", static_cast<long long>(timer.elapsed()));
  }
  for (const QString& key : window.page_keys()) {
    if (key == QLatin1String("start")) continue;
    window.show_page(key);
    if (auto* graph = qobject_cast<GraphPage*>(window.page(key)); graph && !wait_for(graph->laying_out())) return 1;
    both(key);
    if (auto* graph = qobject_cast<GraphPage*>(window.page(key))) {
      graph->chain().setCurrentIndex(6);
      emit graph->chain().activated(6);
      both(QStringLiteral("chain"));
      emit graph->view().node_clicked(graph->graph()->node(StageId{0}));
      both(QStringLiteral("related"));
    }
  }
  window.set_dark(false);
  window.show_page(QStringLiteral("stages"));
  window.workspace().explain(QStringLiteral("stage"), window.workspace().campaign()->campaign.stages().front().key);
  if (!wait_for(window.workspace().explaining())) return 1;
  both(QStringLiteral("reasons"));
  window.set_dark(false);
  window.show_page(QStringLiteral("gap"));
  window.export_chart(out.filePath(QStringLiteral("gap.svg")));
  window.export_chart(out.filePath(QStringLiteral("gap.pdf")));
  window.export_chart(out.filePath(QStringLiteral("gap.png")));
  window.export_leadership(out.filePath(QStringLiteral("leadership.pdf")));
  return 0;
}
