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
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTableView>
#include <QTextBrowser>
#include <QUrl>
#include <QVBoxLayout>

#include "gui/models/text_records.hpp"
#include "gui/views/chart_page.hpp"
#include "gui/views/compare_page.hpp"
#include "gui/views/data_page.hpp"
#include "gui/views/graph_page.hpp"
#include "gui/views/overview_page.hpp"
#include "gui/views/plan_pages.hpp"
#include "gui/views/start_page.hpp"
#include "gui/views/theme.hpp"
#include "gui/views/what_if_page.hpp"

namespace liandong::gui {
namespace {

constexpr qsizetype most_recent = 8;

}  // namespace

QString example_folder() {
  const QDir program(QCoreApplication::applicationDirPath());
  for (const char* place : {"../share/liandong/wuchuang", "../data/wuchuang", "../../data/wuchuang", "../../wt/data/wuchuang"})
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
  retranslate();
  restoreGeometry(settings_.value(QStringLiteral("geometry")).toByteArray());
  show_page(QStringLiteral("start"));
  navigation_->setFocus();
}

void MainWindow::build_pages() {
  start_ = new StartPage(workspace_, display_);
  overview_ = new OverviewPage(workspace_, display_);
  data_ = new DataPage(workspace_, display_);
  entries_ = {
      {QStringLiteral("start"), QT_TRANSLATE_NOOP("Navigation", "Start"), start_},
      {{}, QT_TRANSLATE_NOOP("Navigation", "Plan")},
      {QStringLiteral("overview"), QT_TRANSLATE_NOOP("Navigation", "Overview"), overview_, true},
      {QStringLiteral("gap"), QT_TRANSLATE_NOOP("Navigation", "Funding gap"), make_gap_page(workspace_, display_), true},
      {QStringLiteral("funding"), QT_TRANSLATE_NOOP("Navigation", "Who pays"), make_funding_page(workspace_, display_), true},
      {QStringLiteral("schedule"), QT_TRANSLATE_NOOP("Navigation", "Schedule"), new SchedulePage(workspace_, display_), true},
      {QStringLiteral("allocation"), QT_TRANSLATE_NOOP("Navigation", "Allocation"), make_allocation_page(workspace_, display_), true},
      {QStringLiteral("stages"), QT_TRANSLATE_NOOP("Navigation", "Award stages"), new StagesPage(workspace_, display_), true},
      {QStringLiteral("balances"), QT_TRANSLATE_NOOP("Navigation", "Balances"), make_balances_page(workspace_, display_), true},
      {QStringLiteral("debt"), QT_TRANSLATE_NOOP("Navigation", "Debt service"), make_debt_page(workspace_, display_), true},
      {QStringLiteral("prices"), QT_TRANSLATE_NOOP("Navigation", "Price of money"), make_prices_page(workspace_, display_), true},
      {QStringLiteral("compliance"), QT_TRANSLATE_NOOP("Navigation", "Proof and rules"), new CompliancePage(workspace_, display_), true},
      {{}, QT_TRANSLATE_NOOP("Navigation", "Scenarios")},
      {QStringLiteral("what_if"), QT_TRANSLATE_NOOP("Navigation", "What if"), new WhatIfPage(workspace_, display_), true},
      {QStringLiteral("compare"), QT_TRANSLATE_NOOP("Navigation", "Compare"), new ComparePage(workspace_, display_)},
      {{}, QT_TRANSLATE_NOOP("Navigation", "Campaign")},
      {QStringLiteral("graph"), QT_TRANSLATE_NOOP("Navigation", "Dependencies"), new GraphPage(workspace_, display_)},
      {QStringLiteral("data"), QT_TRANSLATE_NOOP("Navigation", "Tables"), data_}};

  auto* side = new QWidget;
  side->setObjectName(QStringLiteral("navigation"));
  side->setAttribute(Qt::WA_StyledBackground);
  side->setFixedWidth(184);
  auto* column = new QVBoxLayout(side);
  column->setContentsMargins(0, 10, 0, 8);
  navigation_ = new QListWidget;
  navigation_->setObjectName(QStringLiteral("pages_list"));
  navigation_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  column->addWidget(navigation_, 1);

  pages_ = new QStackedWidget;
  pages_->setObjectName(QStringLiteral("pages"));
  for (Entry& entry : entries_) {
    auto* item = new QListWidgetItem(navigation_);
    if (!entry.page) {
      item->setFlags(Qt::NoItemFlags);
      continue;
    }
    item->setData(Qt::UserRole, entry.key);
    pages_->addWidget(entry.page);
    connect(entry.page, &Page::leads_to, this, [this](const QString& key, int period) {
      show_page(key);
      if (Page* there = page(key)) there->narrow_to(period);
    });
    connect(entry.page, &Page::asks_why, this, [this](const QString& kind, const QString& key) {
      if (kind == QLatin1String("source")) return;
      workspace_.explain(kind, key.toStdString());
    });
  }
  empty_plan_ = new QLabel;
  empty_plan_->setObjectName(QStringLiteral("empty"));
  empty_plan_->setAlignment(Qt::AlignCenter);
  empty_plan_->setWordWrap(true);
  pages_->addWidget(empty_plan_);
  connect(navigation_, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* now) {
    if (now) show_page(now->data(Qt::UserRole).toString());
  });
  connect(start_, &StartPage::wants_folder, this, &MainWindow::choose_folder);
  connect(start_, &StartPage::wants, this, &MainWindow::open);

  top_ = new QWidget;
  auto* right = new QVBoxLayout;
  right->setContentsMargins(0, 0, 0, 0);
  right->setSpacing(0);
  right->addWidget(top_);
  right->addWidget(pages_, 1);
  auto* central = new QWidget;
  auto* row = new QHBoxLayout(central);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  row->addWidget(side);
  row->addLayout(right, 1);
  setCentralWidget(central);
}

void MainWindow::build_top() {
  top_->setObjectName(QStringLiteral("top"));
  top_->setAttribute(Qt::WA_StyledBackground);
  auto* row = new QHBoxLayout(top_);
  row->setContentsMargins(22, 8, 16, 8);
  row->setSpacing(8);
  campaign_ = new QLabel;
  campaign_->setObjectName(QStringLiteral("card_title"));
  scenario_ = new QComboBox;
  scenario_->setMinimumWidth(210);
  scenario_->setMaximumWidth(300);
  plan_ = new QPushButton;
  plan_->setObjectName(QStringLiteral("primary"));
  stop_ = new QPushButton;
  progress_ = new QProgressBar;
  progress_->setFixedWidth(90);
  progress_->setTextVisible(false);
  progress_text_ = new QLabel;
  progress_text_->setObjectName(QStringLiteral("muted"));
  unit_ = new QComboBox;
  unit_->addItem(QStringLiteral("元"), static_cast<int>(MoneyUnit::yuan));
  unit_->addItem(QStringLiteral("万元"), static_cast<int>(MoneyUnit::wan));
  unit_->addItem(QStringLiteral("亿元"), static_cast<int>(MoneyUnit::yi));
  language_ = new QComboBox;
  language_->addItem(QStringLiteral("English"), static_cast<int>(Language::english));
  language_->addItem(QStringLiteral("中文"), static_cast<int>(Language::chinese));
  theme_ = new QPushButton;
  theme_->setCheckable(true);
  for (QWidget* widget : std::initializer_list<QWidget*>{campaign_, scenario_, plan_, stop_, progress_, progress_text_})
    row->addWidget(widget);
  progress_text_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);  // A long step must not widen the window.
  row->setStretchFactor(progress_text_, 1);
  row->addStretch(0);
  for (QWidget* widget : std::initializer_list<QWidget*>{unit_, language_, theme_}) row->addWidget(widget);

  connect(scenario_, &QComboBox::activated, this,
          [this] { workspace_.choose_scenario(scenario_->currentData().toString().toStdString()); });
  connect(plan_, &QPushButton::clicked, &workspace_, &Workspace::plan);
  connect(stop_, &QPushButton::clicked, this, [this] {
    workspace_.planning().stop();
    workspace_.comparing().stop();
  });
  connect(unit_, &QComboBox::activated, this, [this] { set_unit(static_cast<MoneyUnit>(unit_->currentData().toInt())); });
  connect(language_, &QComboBox::activated, this, [this] { set_language(static_cast<Language>(language_->currentData().toInt())); });
  connect(theme_, &QPushButton::toggled, this, &MainWindow::set_dark);
}

void MainWindow::build_docks() {
  issues_ = new TablePanel(display_);
  issues_dock_ = new QDockWidget(this);
  issues_dock_->setObjectName(QStringLiteral("issues"));
  issues_dock_->setWidget(issues_);
  issues_->layout()->setContentsMargins(12, 6, 12, 6);
  addDockWidget(Qt::BottomDockWidgetArea, issues_dock_);
  issues_dock_->hide();
  reasons_ = new QTextBrowser;
  reasons_->setFrameShape(QFrame::NoFrame);
  reasons_->document()->setDocumentMargin(14);
  reasons_dock_ = new QDockWidget(this);
  reasons_dock_->setObjectName(QStringLiteral("reasons"));
  reasons_dock_->setWidget(reasons_);
  addDockWidget(Qt::RightDockWidgetArea, reasons_dock_);
  reasons_dock_->hide();
  connect(&issues_->view(), &QTableView::activated, this, [this](const QModelIndex& index) {
    const int row = issues_->filter().mapToSource(index).row();
    const Issue& issue = workspace_.issues()[static_cast<std::size_t>(row)];
    if (!workspace_.campaign() || !QString::fromStdString(issue.file).endsWith(QLatin1String(".csv"))) return;
    show_page(QStringLiteral("data"));
    data_->show_table(to_qt(issue.file.substr(0, issue.file.size() - 4)));
    data_->select_row(issue.row);
  });
}

QAction* MainWindow::action(const char* text, const QKeySequence& keys, std::function<void()> run) {
  auto* made = new QAction(this);
  made->setShortcut(keys);
  connect(made, &QAction::triggered, this, std::move(run));
  actions_.emplace_back(made, text);
  return made;
}

void MainWindow::build_menus() {
  const auto menu = [this](const char* text) {
    QMenu* made = menuBar()->addMenu(QString());
    menus_.emplace_back(made, text);
    return made;
  };
  QMenu* file = menu(QT_TRANSLATE_NOOP("Menu", "&File"));
  file->addAction(action(QT_TRANSLATE_NOOP("Menu", "&Open folder …"), QKeySequence::Open, [this] { choose_folder(); }));
  file->addAction(action(QT_TRANSLATE_NOOP("Menu", "Open the &example"), {}, [this] { open(example_folder()); }));
  recent_ = file->addMenu(QString());
  menus_.emplace_back(recent_, QT_TRANSLATE_NOOP("Menu", "&Recent"));
  connect(recent_, &QMenu::aboutToShow, this, [this] {
    recent_->clear();
    for (const QString& folder : settings_.value(QStringLiteral("recent")).toStringList())
      recent_->addAction(folder, this, [this, folder] { open(folder); });
  });
  file->addAction(action(QT_TRANSLATE_NOOP("Menu", "Read the folder &again"), QKeySequence::Refresh, [this] {
    if (!workspace_.folder().isEmpty()) workspace_.open(workspace_.folder(), workspace_.scenario());
  }));
  file->addSeparator();
  file->addAction(action(QT_TRANSLATE_NOOP("Menu", "&Save the plan as a folder …"), QKeySequence::Save, [this] { save_plan(); }));
  file->addAction(
      action(QT_TRANSLATE_NOOP("Menu", "Export the page for &leadership …"), QKeySequence::Print, [this] { choose_export(true); }));
  file->addAction(
      action(QT_TRANSLATE_NOOP("Menu", "Export the &chart …"), QKeySequence(Qt::CTRL | Qt::Key_E), [this] { choose_export(false); }));
  file->addAction(
      action(QT_TRANSLATE_NOOP("Menu", "Cop&y the chart"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), [this] { copy_chart(); }));
  file->addSeparator();
  file->addAction(action(QT_TRANSLATE_NOOP("Menu", "&Quit"), QKeySequence::Quit, [this] { close(); }));
  QMenu* planning = menu(QT_TRANSLATE_NOOP("Menu", "&Plan"));
  planning->addAction(action(QT_TRANSLATE_NOOP("Menu", "&Plan"), QKeySequence(Qt::Key_F9), [this] { workspace_.plan(); }));
  planning->addAction(action(QT_TRANSLATE_NOOP("Menu", "&Stop, keeping the best plan so far"), QKeySequence(Qt::Key_Escape), [this] {
    workspace_.planning().stop();
    workspace_.comparing().stop();
  }));
  planning->addAction(action(QT_TRANSLATE_NOOP("Menu", "&Why is there a gap?"), QKeySequence(Qt::CTRL | Qt::Key_G),
                             [this] { workspace_.explain(QStringLiteral("gap"), {}); }));
  QMenu* view = menu(QT_TRANSLATE_NOOP("Menu", "&View"));
  view->addAction(action(QT_TRANSLATE_NOOP("Menu", "&Next page"), QKeySequence(Qt::CTRL | Qt::Key_PageDown), [this] {
    const QStringList keys = page_keys();
    show_page(keys[(keys.indexOf(current_page()) + 1) % keys.size()]);
  }));
  view->addAction(action(QT_TRANSLATE_NOOP("Menu", "&Previous page"), QKeySequence(Qt::CTRL | Qt::Key_PageUp), [this] {
    const QStringList keys = page_keys();
    show_page(keys[(keys.indexOf(current_page()) + keys.size() - 1) % keys.size()]);
  }));
  view->addSeparator();
  view->addAction(action(QT_TRANSLATE_NOOP("Menu", "Other &language"), QKeySequence(Qt::CTRL | Qt::Key_L),
                         [this] { set_language(display_.language() == Language::chinese ? Language::english : Language::chinese); }));
  view->addAction(action(QT_TRANSLATE_NOOP("Menu", "Other &unit"), QKeySequence(Qt::CTRL | Qt::Key_U), [this] {
    set_unit(display_.unit() == MoneyUnit::wan ? MoneyUnit::yi : display_.unit() == MoneyUnit::yi ? MoneyUnit::yuan : MoneyUnit::wan);
  }));
  view->addAction(action(QT_TRANSLATE_NOOP("Menu", "&Dark"), QKeySequence(Qt::CTRL | Qt::Key_D), [this] { theme_->toggle(); }));
  view->addSeparator();
  view->addAction(action(QT_TRANSLATE_NOOP("Menu", "&Issues"), QKeySequence(Qt::CTRL | Qt::Key_I),
                         [this] { issues_dock_->setVisible(!issues_dock_->isVisible()); }));
  view->addAction(action(QT_TRANSLATE_NOOP("Menu", "&Reasons"), QKeySequence(Qt::CTRL | Qt::Key_R),
                         [this] { reasons_dock_->setVisible(!reasons_dock_->isVisible()); }));
  QMenu* help = menu(QT_TRANSLATE_NOOP("Menu", "&Help"));
  help->addAction(action(QT_TRANSLATE_NOOP("Menu", "&About Liandong"), {}, [this] {
    QMessageBox::about(
        this, translate("Menu", "About Liandong"),
        translate("Menu",
                  "Liandong %1\nA budget and financing simulator for a city's creation campaigns.\n\nThis program is free software under "
                  "the GNU General Public License, version 3 or later; its library is under the Apache License 2.0.")
            .arg(QStringLiteral(LIANDONG_VERSION)));
  }));
}

void MainWindow::connect_workspace() {
  connect(&workspace_, &Workspace::campaign_changed, this, [this] {
    fill_scenarios();
    issues_->show_records(issue_rows(workspace_.issues()));
    issues_->widen();
    const bool broken = !workspace_.campaign(), wrong = has_errors(workspace_.issues());
    issues_dock_->setVisible(wrong);
    if (workspace_.campaign()) remember(workspace_.folder());
    if (current_page() == QLatin1String("start")) show_page(broken ? QStringLiteral("start") : QStringLiteral("data"));
    retranslate();
    if (wrong) say(translate("Window", "The folder has errors; nothing can be planned before they are mended."));
  });
  connect(&workspace_, &Workspace::run_changed, this, [this] {
    if (workspace_.run() && (current_page() == QLatin1String("data") || current_page() == QLatin1String("start")))
      show_page(QStringLiteral("overview"));
    refresh_pages();
    show_page(current_page());
  });
  connect(&workspace_, &Workspace::compared_changed, this, &MainWindow::refresh_pages);
  connect(&workspace_, &Workspace::explained, this, [this](const Text& heading, const std::vector<Statement>& statements) {
    reason_heading_ = heading;
    reason_statements_ = statements;
    show_reasons();
    reasons_dock_->show();
    resizeDocks({reasons_dock_}, {340}, Qt::Horizontal);
  });
  for (JobLine* line : {&workspace_.reading(), &workspace_.planning(), &workspace_.comparing()}) {
    connect(line, &JobLine::started, this, &MainWindow::show_busy);
    connect(line, &JobLine::ended, this, &MainWindow::show_busy);
    connect(line, &JobLine::progressed, this, &MainWindow::show_progress);
    connect(line, &JobLine::failed, this,
            [this](const QString& trouble) { say(translate("Window", "That did not work: %1").arg(trouble)); });
  }
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
  const bool planning = workspace_.planning().running() || workspace_.comparing().running(), reading = workspace_.reading().running();
  plan_->setEnabled(workspace_.campaign() != nullptr && !reading);
  plan_->setText(workspace_.planning().running() ? translate("Window", "Plan anew") : translate("Window", "Plan"));
  stop_->setVisible(planning);
  progress_->setVisible(planning || reading);
  if (!planning && !reading) progress_text_->clear();
  if (planning || reading) {
    progress_->setRange(0, 0);
    progress_text_->setText(reading ? translate("Window", "Reading …") : translate("Window", "Planning …"));
  }
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

void MainWindow::changeEvent(QEvent* event) { QMainWindow::changeEvent(event); }

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
