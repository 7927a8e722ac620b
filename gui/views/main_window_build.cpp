// What the window is made of: pages, the bar above them, docks, menus, and what they do to one another.

#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QListWidget>
#include <QMenuBar>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QTableView>
#include <QTextBrowser>
#include <QVBoxLayout>

#include "gui/models/text_records.hpp"
#include "gui/views/chart_page.hpp"
#include "gui/views/compare_page.hpp"
#include "gui/views/data_page.hpp"
#include "gui/views/graph_page.hpp"
#include "gui/views/main_window.hpp"
#include "gui/views/overview_page.hpp"
#include "gui/views/plan_pages.hpp"
#include "gui/views/start_page.hpp"
#include "gui/views/what_if_page.hpp"

namespace liandong::gui {

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
  progress_->setRange(0, 0);  // How far it is nobody knows: the distance stands beside it.
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
  connect(stop_, &QPushButton::clicked, &workspace_, &Workspace::stop);
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
  planning->addAction(action(QT_TRANSLATE_NOOP("Menu", "&Stop, keeping the best plan so far"), QKeySequence(Qt::Key_Escape),
                             [this] { workspace_.stop(); }));
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

}  // namespace liandong::gui
