#include "gui/views/theme.hpp"

#include <QApplication>
#include <QStyleFactory>

namespace liandong::gui {
namespace {

bool dark_now = false;

const char* const sheet = R"(
  * { outline: none; }
  QMainWindow, QWidget#page, QWidget#pages, QScrollArea, QWidget#plain { background: @window; }
  QWidget#navigation { background: @surface; border-right: 1px solid @line; }
  QListWidget#pages_list { background: transparent; border: none; padding: 4px 8px; }
  QListWidget#pages_list::item { padding: 7px 10px; border-radius: 6px; color: @text; }
  QListWidget#pages_list::item:hover { background: @hover; }
  QListWidget#pages_list::item:selected { background: @accent; color: @accent_text; }
  QListWidget#pages_list::item:disabled { color: @muted; padding-top: 12px; background: transparent; }
  QFrame#card { background: @surface; border: 1px solid @line; border-radius: 8px; }
  QLabel#title { font-size: 17pt; font-weight: 600; color: @text; }
  QLabel#subtitle { color: @muted; }
  QLabel#card_title { font-weight: 600; color: @text; }
  QLabel#figure { font-size: 19pt; font-weight: 600; color: @text; }
  QLabel#muted { color: @muted; }
  QLabel#empty { color: @muted; font-size: 12pt; }
  QTableView { background: @surface; alternate-background-color: @alternate; border: none; gridline-color: @line;
               selection-background-color: @select; selection-color: @text; }
  QListView::indicator, QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid @muted; border-radius: 3px; background: @surface; }
  QListView::indicator:checked, QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(:/icons/check.svg); }
  QTextBrowser { background: @surface; color: @text; }
  QListWidget#scenarios { background: transparent; }
  QListWidget#scenarios::item { padding: 3px 0; color: @text; }
  QListWidget#scenarios::item:selected, QListWidget#scenarios::item:hover { background: @hover; color: @text; }
  QDockWidget { color: @text; font-weight: 600; }
  QDockWidget::title { background: @surface; padding: 7px 12px; border-top: 1px solid @line; }
  QHeaderView { background: @surface; }
  QHeaderView::section { background: @surface; color: @muted; border: none; border-bottom: 1px solid @line; padding: 5px 8px; font-weight: 600; }
  QTableCornerButton::section { background: @surface; border: none; }
  QPushButton { background: @surface; border: 1px solid @line; border-radius: 6px; padding: 5px 14px; color: @text; }
  QPushButton:hover { background: @hover; }
  QPushButton:focus { border-color: @accent; }
  QPushButton:disabled { color: @muted; }
  QPushButton#primary { background: @accent; color: @accent_text; border-color: @accent; font-weight: 600; }
  QPushButton#primary:disabled { background: @line; color: @muted; border-color: @line; }
  QPushButton#link { border: none; background: transparent; color: @accent; text-align: left; padding: 3px 0; }
  QLineEdit, QComboBox { background: @surface; border: 1px solid @line; border-radius: 6px; padding: 4px 8px; color: @text; min-height: 20px; }
  QLineEdit:focus, QComboBox:focus { border-color: @accent; }
  QComboBox::drop-down { border: none; width: 22px; }
  QComboBox::down-arrow { image: url(:/icons/down.svg); width: 10px; height: 10px; }
  QComboBox QAbstractItemView { background: @surface; border: 1px solid @line; selection-background-color: @select; selection-color: @text; }
  QWidget#top { background: @surface; border-bottom: 1px solid @line; }
  QStatusBar { background: @surface; border-top: 1px solid @line; color: @muted; }
  QStatusBar::item { border: none; }
  QTabBar { background: transparent; }
  QTabBar::tab { background: transparent; color: @muted; padding: 6px 11px; border: none; border-bottom: 2px solid transparent; }
  QTabBar::tab:selected { color: @text; border-bottom-color: @accent; font-weight: 600; }
  QTabWidget::pane { border: none; }
  QProgressBar { background: @line; border: none; border-radius: 3px; max-height: 6px; }
  QProgressBar::chunk { background: @accent; border-radius: 3px; }
  QToolTip { background: @surface; color: @text; border: 1px solid @line; padding: 4px; }
  QSplitter::handle { background: transparent; }
  QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
  QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
  QScrollBar::handle { background: @scroll; border-radius: 4px; min-height: 28px; min-width: 28px; margin: 1px; }
  QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
  QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
  QMenu { background: @surface; border: 1px solid @line; padding: 4px; }
  QMenu::item { padding: 5px 26px 5px 14px; border-radius: 4px; }
  QMenu::item:selected { background: @select; }
  QMenuBar { background: @surface; }
  QMenuBar::item { padding: 5px 10px; background: transparent; }
  QMenuBar::item:selected { background: @hover; border-radius: 4px; }
)";

QString mixed(const QColor& a, const QColor& b, double share) {
  const auto part = [&](int x, int y) { return static_cast<int>(x + (y - x) * share); };
  return QColor(part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue())).name();
}

QPalette palette_of(const Theme& theme) {
  QPalette palette;
  palette.setColor(QPalette::Window, theme.window);
  palette.setColor(QPalette::WindowText, theme.text);
  palette.setColor(QPalette::Base, theme.surface);
  palette.setColor(QPalette::AlternateBase, theme.window);
  palette.setColor(QPalette::Text, theme.text);
  palette.setColor(QPalette::Button, theme.surface);
  palette.setColor(QPalette::ButtonText, theme.text);
  palette.setColor(QPalette::ToolTipBase, theme.surface);
  palette.setColor(QPalette::ToolTipText, theme.text);
  palette.setColor(QPalette::PlaceholderText, theme.muted);
  palette.setColor(QPalette::Highlight, theme.accent);
  palette.setColor(QPalette::HighlightedText, theme.accent_text);
  palette.setColor(QPalette::Link, theme.accent);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    palette.setColor(QPalette::Disabled, role, theme.muted);
  return palette;
}

}  // namespace

const Theme& Theme::light() {
  static const Theme theme{.dark = false,
                           .window = QColor("#f5f6f8"),
                           .surface = QColor("#ffffff"),
                           .line = QColor("#e1e5ea"),
                           .text = QColor("#1d2733"),
                           .muted = QColor("#687585"),
                           .accent = QColor("#255f85"),
                           .accent_text = QColor("#ffffff"),
                           .good = QColor("#1b7f79"),
                           .warn = QColor("#b26a00"),
                           .bad = QColor("#b3402a")};
  return theme;
}

const Theme& Theme::night() {
  static const Theme theme{.dark = true,
                           .window = QColor("#161b22"),
                           .surface = QColor("#1e252e"),
                           .line = QColor("#323c48"),
                           .text = QColor("#e4e9ef"),
                           .muted = QColor("#93a0ae"),
                           .accent = QColor("#5aa2cf"),
                           .accent_text = QColor("#0e151c"),
                           .good = QColor("#4fc0b5"),
                           .warn = QColor("#e0a447"),
                           .bad = QColor("#e8826a")};
  return theme;
}

const Theme& Theme::current() { return dark_now ? night() : light(); }

QColor Theme::of(Hue hue) const {
  switch (hue) {
    case Hue::fiscal: return dark ? QColor("#5b93c7") : QColor("#2a5f8f");
    case Hue::bundled: return dark ? QColor("#8fc3e0") : QColor("#7fb2d3");
    case Hue::bt: return dark ? QColor("#dcb54e") : QColor("#c9992b");
    case Hue::bot: return dark ? QColor("#b39ac6") : QColor("#8a6fa0");
    case Hue::investment: return dark ? QColor("#5fbfa0") : QColor("#3f957a");
    case Hue::gap: return dark ? QColor("#e8826a") : QColor("#c4533a");
    case Hue::gap_milder: return dark ? QColor("#c98a77") : QColor("#e29a83");
    case Hue::gap_mildest: return dark ? QColor("#8d7069") : QColor("#f2cfc3");
    case Hue::ceiling: return dark ? QColor("#e4e9ef") : QColor("#1d2733");
    case Hue::neutral: return dark ? QColor("#5d6976") : QColor("#b4bdc7");
    case Hue::balance: return dark ? QColor("#39485a") : QColor("#d5e2ec");
    case Hue::plan_1: return dark ? QColor("#5b93c7") : QColor("#2a5f8f");
    case Hue::plan_2: return dark ? QColor("#e8826a") : QColor("#c4533a");
    case Hue::plan_3: return dark ? QColor("#5fbfa0") : QColor("#3f957a");
    case Hue::plan_4: return dark ? QColor("#dcb54e") : QColor("#c9992b");
    case Hue::plan_5: return dark ? QColor("#b39ac6") : QColor("#8a6fa0");
    case Hue::plan_6: return dark ? QColor("#93a0ae") : QColor("#687585");
  }
  return muted;
}

QFont interface_font(int points) {
  QFont font(QStringList{QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Noto Sans SC"), QStringLiteral("Microsoft YaHei"),
                         QStringLiteral("PingFang SC"), QStringLiteral("sans-serif")});
  font.setPointSize(points);
  // Shaping would take digits beside Latin letters from glyphs without a code, which text copied out of a PDF then lacks.
  font.setStyleStrategy(QFont::PreferNoShaping);
  return font;
}

void use_theme(QApplication& application, bool dark) {
  dark_now = dark;
  const Theme& theme = Theme::current();
  QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
  QApplication::setFont(interface_font());
  QApplication::setPalette(palette_of(theme));
  QString text = QString::fromLatin1(sheet);
  const auto put = [&](const char* name, const QString& colour) { text.replace(QLatin1String(name), colour); };
  put("@accent_text", theme.accent_text.name());
  put("@accent", theme.accent.name());
  put("@alternate", mixed(theme.surface, theme.window, 0.6));
  put("@window", theme.window.name());
  put("@surface", theme.surface.name());
  put("@line", theme.line.name());
  put("@text", theme.text.name());
  put("@muted", theme.muted.name());
  put("@hover", mixed(theme.surface, theme.accent, 0.10));
  put("@select", mixed(theme.surface, theme.accent, theme.dark ? 0.35 : 0.18));
  put("@scroll", mixed(theme.line, theme.muted, 0.35));
  application.setStyleSheet(text);
}

}  // namespace liandong::gui
