#include "gui/views/main_window.hpp"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QComboBox>
#include <QDir>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLibraryInfo>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTextBrowser>
#include <QUrl>

#include "gui/models/text_records.hpp"
#include "gui/views/start_page.hpp"
#include "gui/views/table_panel.hpp"
#include "gui/views/theme.hpp"

namespace liandong::gui {
namespace {

constexpr qsizetype most_recent = 8;

}  // namespace

QString example_folder() {
  const QDir program(QCoreApplication::applicationDirPath());
  for (const char* place : {"../share/liandong/wuchuang", "../data/wuchuang", "../../data/wuchuang"})
    if (QFileInfo::exists(program.filePath(QString::fromLatin1(place) + QStringLiteral("/campaign.toml"))))
      return QDir::cleanPath(program.absoluteFilePath(QString::fromLatin1(place)));
  return {};
}

MainWindow::MainWindow(QSettings& settings, QWidget* parent) : QMainWindow(parent), settings_(settings) {
  setObjectName(QStringLiteral("window"));
  setAcceptDrops(true);
  resize(1280, 800);
  build_pages();
  build_top();
  build_docks();
  build_menus();
  connect_workspace();
  start_->set_recent(settings_.value(QStringLiteral("recent")).toStringList());
  start_->set_example(example_folder());
  const QString unit = settings_.value(QStringLiteral("unit"), QStringLiteral("wan")).toString();
  set_unit(unit == QLatin1String("yi") ? MoneyUnit::yi : unit == QLatin1String("yuan") ? MoneyUnit::yuan : MoneyUnit::wan);
  const bool chinese =
      settings_.value(QStringLiteral("language"), QLocale().language() == QLocale::Chinese ? QStringLiteral("zh") : QStringLiteral("en"))
          .toString() == QLatin1String("zh");
  set_language(chinese ? Language::chinese : Language::english);
  restoreGeometry(settings_.value(QStringLiteral("geometry")).toByteArray());
  show_page(QStringLiteral("start"));
  navigation_->setFocus();
}

void MainWindow::show_reasons() {
  QString html;
  if (!reason_statements_.empty()) html = QStringLiteral("<h3>") + display_.say(reason_heading_).toHtmlEscaped() + QStringLiteral("</h3>");
  for (const Statement& statement : reason_statements_)
    html += QStringLiteral("<p style=\"margin-left:%1px\">").arg(statement.depth * 16) +
            (statement.depth > 0 ? QStringLiteral("– ") : QString()) + display_.say(statement.text).toHtmlEscaped() +
            QStringLiteral("</p>");
  if (html.isEmpty())
    html = translate("Window", "A click on a stage, a bar of the schedule, or a double click on a row says why it is so.");
  reasons_->setHtml(html);
}

void MainWindow::show_busy() {
  const bool reading = workspace_.reading().running(), planning = workspace_.planning().running() || workspace_.comparing().running(),
             busy = reading || planning;
  plan_->setEnabled(workspace_.campaign() != nullptr && !reading);
  plan_->setText(workspace_.planning().running() ? translate("Window", "Plan anew") : translate("Window", "Plan"));
  stop_->setVisible(planning);
  progress_->setVisible(busy);
  progress_text_->setText(!busy ? QString() : reading ? translate("Window", "Reading …") : translate("Window", "Planning …"));
}

void MainWindow::show_progress(const JobProgress& at) {
  QString text = QString::number(at.seconds, 'f', 1) + QStringLiteral(" s  ") + display_.say(at.step);
  if (at.distance()) text += QStringLiteral("  ") + translate("Window", "%1 from the bound").arg(to_qt(percent(*at.distance())));
  progress_text_->setText(text);
  progress_text_->setToolTip(display_.say(at.what));
}

void MainWindow::open(const QString& folder) {
  if (!folder.isEmpty()) workspace_.open(QDir(folder).absolutePath());
}

void MainWindow::remember(const QString& folder) {
  QStringList recent = settings_.value(QStringLiteral("recent")).toStringList();
  recent.removeAll(folder);
  recent.prepend(folder);
  settings_.setValue(QStringLiteral("recent"), QStringList(recent.mid(0, most_recent)));
  start_->set_recent(recent.mid(0, most_recent));
}

void MainWindow::choose_folder() {
  const QString folder = QFileDialog::getExistingDirectory(this, translate("Window", "Open a campaign folder"), workspace_.folder());
  if (!folder.isEmpty()) open(folder);
}

void MainWindow::save_plan() {
  if (!workspace_.run()) {
    say(translate("Window", "There is no plan yet."));
    return;
  }
  const QString folder = QFileDialog::getSaveFileName(this, translate("Window", "Folder for the plan"), QStringLiteral("plan"));
  if (folder.isEmpty()) return;
  const Issues issues = workspace_.save_plan(folder);
  if (has_errors(issues))
    QMessageBox::warning(this, translate("Window", "The plan was not saved"),
                         display_.say(issues.front().sentence) + QStringLiteral("\n") + display_.say(issues.front().mend));
  else
    say(translate("Window", "Saved in %1; liandong verify checks it.").arg(folder));
}

void MainWindow::show_page(const QString& key) {
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const Entry& entry = entries_[i];
    if (!entry.page || entry.key != key) continue;
    const QSignalBlocker quiet(navigation_);
    navigation_->setCurrentRow(static_cast<int>(i));
    pages_->setCurrentWidget(entry.needs_plan && !workspace_.run() ? static_cast<QWidget*>(empty_plan_) : entry.page);
  }
}

QString MainWindow::current_page() const {
  return navigation_->currentItem() ? navigation_->currentItem()->data(Qt::UserRole).toString() : QString();
}

QStringList MainWindow::page_keys() const {
  QStringList keys;
  for (const Entry& entry : entries_)
    if (entry.page) keys.push_back(entry.key);
  return keys;
}

Page* MainWindow::page(const QString& key) const {
  for (const Entry& entry : entries_)
    if (entry.page && entry.key == key) return entry.page;
  return nullptr;
}

void MainWindow::refresh_pages() {
  for (const Entry& entry : entries_)
    if (entry.page) entry.page->mark_changed();
}

void MainWindow::set_language(Language language) {
  QCoreApplication::removeTranslator(&translator_);
  QCoreApplication::removeTranslator(&qt_translator_);
  if (language == Language::chinese) {
    if (qt_translator_.load(QStringLiteral("qtbase_zh_CN"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
      QCoreApplication::installTranslator(&qt_translator_);
    if (translator_.load(QStringLiteral(":/i18n/translations/liandong_zh_CN.qm"))) QCoreApplication::installTranslator(&translator_);
  }
  display_.set_language(language);
  settings_.setValue(QStringLiteral("language"), language == Language::chinese ? QStringLiteral("zh") : QStringLiteral("en"));
  retranslate();
}

void MainWindow::set_unit(MoneyUnit unit) {
  display_.set_unit(unit);
  unit_->setCurrentIndex(unit_->findData(static_cast<int>(unit)));
  settings_.setValue(QStringLiteral("unit"), unit == MoneyUnit::yi     ? QStringLiteral("yi")
                                             : unit == MoneyUnit::yuan ? QStringLiteral("yuan")
                                                                       : QStringLiteral("wan"));
  refresh_pages();
}

void MainWindow::set_dark(bool dark) {
  use_theme(*static_cast<QApplication*>(QCoreApplication::instance()), dark);
  const QSignalBlocker quiet(theme_);
  theme_->setChecked(dark);
  settings_.setValue(QStringLiteral("dark"), dark);
  refresh_pages();
}

void MainWindow::fill_navigation() {
  for (std::size_t i = 0; i < entries_.size(); ++i)
    navigation_->item(static_cast<int>(i))->setText(translate("Navigation", entries_[i].name));
}

void MainWindow::fill_scenarios() {
  scenario_->clear();
  scenario_->addItem(translate("Charts", "Campaign as it is"), QString());
  for (const ScenarioName& scenario : workspace_.scenarios()) {
    scenario_->addItem(display_.say(scenario.name), to_qt(scenario.key));
    scenario_->setItemData(scenario_->count() - 1, display_.say(scenario.reason), Qt::ToolTipRole);
  }
  scenario_->setCurrentIndex(std::max(0, scenario_->findData(to_qt(workspace_.scenario()))));
  scenario_->setVisible(!workspace_.folder().isEmpty());
}

void MainWindow::retranslate() {
  const CampaignPtr& campaign = workspace_.campaign();
  setWindowTitle(campaign ? display_.say(campaign->campaign.name()) + QStringLiteral(" – ") + translate("Window", "Liandong")
                          : translate("Window", "Liandong"));
  campaign_->setText(campaign ? display_.say(campaign->campaign.name()) : translate("Window", "No campaign is open"));
  fill_navigation();
  fill_scenarios();
  for (const auto& [act, text] : actions_) act->setText(translate("Menu", text));
  for (const auto& [menu, text] : menus_) menu->setTitle(translate("Menu", text));
  stop_->setText(translate("Window", "Stop"));
  theme_->setText(translate("Window", "Dark"));
  language_->setCurrentIndex(language_->findData(static_cast<int>(display_.language())));
  plan_->setToolTip(translate("Window", "Decide start dates and who pays each period (F9)"));
  stop_->setToolTip(translate("Window", "Stop and keep the best plan so far (Esc)"));
  scenario_->setToolTip(translate("Window", "Scenario to plan"));
  unit_->setToolTip(translate("Window", "Unit of money (Ctrl+U)"));
  language_->setToolTip(translate("Window", "Language (Ctrl+L)"));
  theme_->setToolTip(translate("Window", "Dark colours (Ctrl+D)"));
  for (QWidget* widget : std::initializer_list<QWidget*>{scenario_, unit_, language_}) widget->setAccessibleName(widget->toolTip());
  navigation_->setAccessibleName(translate("Window", "Pages"));
  issues_dock_->setWindowTitle(translate("Window", "Issues in the folder"));
  issues_->set_empty_text(translate("Window", "Nothing is wrong with the folder."));
  issues_->retranslate();
  reasons_dock_->setWindowTitle(translate("Window", "Reasons"));
  empty_plan_->setText(campaign ? translate("Window", "There is no plan yet.\nPress Plan (F9): the example takes some seconds.")
                                : translate("Window", "Open a campaign first."));
  const auto warnings = static_cast<int>(workspace_.issues().size());
  if (campaign)
    statusBar()->showMessage(warnings == 0 ? workspace_.folder()
                                           : workspace_.folder() + QStringLiteral("  ·  ") +
                                                 translate("Window", "%1 warnings (Ctrl+I)").arg(warnings));
  show_reasons();
  show_busy();
  refresh_pages();
  show_page(current_page());
}

void MainWindow::say(const QString& message) { statusBar()->showMessage(message); }

void MainWindow::closeEvent(QCloseEvent* event) {
  settings_.setValue(QStringLiteral("geometry"), saveGeometry());
  event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  for (const QUrl& url : event->mimeData()->urls()) {
    const QFileInfo file(url.toLocalFile());
    if (!file.exists()) continue;
    open(file.isDir() ? file.absoluteFilePath() : file.absolutePath());  // One of its files will do.
    event->acceptProposedAction();
    return;
  }
}

}  // namespace liandong::gui
