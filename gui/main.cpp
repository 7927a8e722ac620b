#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
#include <QSettings>

#include "gui/views/main_window.hpp"
#include "gui/views/theme.hpp"

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  QApplication::setApplicationName(QStringLiteral("liandong-desktop"));
  QApplication::setOrganizationName(QStringLiteral("liandong"));
  QApplication::setApplicationVersion(QStringLiteral(LIANDONG_VERSION));
  QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/liandong.svg")));
  QApplication::setDesktopFileName(QStringLiteral("io.github.liandong"));
  QCommandLineParser parser;
  parser.setApplicationDescription(QStringLiteral("Liandong 联动: plan a city's creation campaigns, see the gap, compare scenarios."));
  parser.addHelpOption();
  parser.addVersionOption();
  parser.addPositionalArgument(QStringLiteral("CAMPAIGN"), QStringLiteral("Campaign folder to open / 要打开的创建数据文件夹"),
                               QStringLiteral("[CAMPAIGN]"));
  parser.process(application);

  QSettings settings;
  liandong::gui::use_theme(application, settings.value(QStringLiteral("dark"), false).toBool());
  liandong::gui::MainWindow window(settings);
  window.set_dark(settings.value(QStringLiteral("dark"), false).toBool());
  if (!parser.positionalArguments().isEmpty()) window.open(parser.positionalArguments().first());
  window.show();
  return QApplication::exec();
}
