#include "gui/views/compare_page.hpp"

#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include "gui/models/comparison_rows.hpp"
#include "gui/models/plan_charts.hpp"
#include "model/planning/wording.hpp"

namespace liandong::gui {
namespace {

constexpr int fewest = 2, most = 6;

}  // namespace

ComparePage::ComparePage(Workspace& workspace, const Display& display, QWidget* parent) : Page(workspace, display, parent) {
  list_ = new QListWidget;
  list_->setObjectName(QStringLiteral("scenarios"));
  list_->setFrameShape(QFrame::NoFrame);
  list_->setWordWrap(true);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  compare_ = new QPushButton;
  compare_->setObjectName(QStringLiteral("primary"));
  auto* side = new Card;
  side->setFixedWidth(236);
  side->body().addWidget(list_, 1);
  side->body().addWidget(compare_);

  gaps_ = make_line_chart().release();
  channels_ = make_stacked_bars().release();
  auto *left = new Card, *right = new Card;
  left->body().addWidget(channels_);
  right->body().addWidget(gaps_);
  auto* charts = new QWidget;
  charts->setObjectName(QStringLiteral("plain"));
  auto* row = new QHBoxLayout(charts);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(12);
  row->addWidget(left, 1);
  row->addWidget(right, 1);

  tabs_ = new QTabBar;
  tabs_->setDrawBase(false);
  tabs_->setExpanding(false);
  tabs_->addTab({});
  tabs_->addTab({});
  tables_ = new QStackedWidget;
  headline_ = new TablePanel(display);
  rows_ = new TablePanel(display);
  tables_->addWidget(headline_);
  tables_->addWidget(rows_);
  auto* lower = new Card;
  lower->body().addWidget(tabs_);
  lower->body().addWidget(tables_, 1);
  auto* split = new QSplitter(Qt::Vertical);
  split->setHandleWidth(10);
  split->setChildrenCollapsible(false);
  split->addWidget(charts);
  split->addWidget(lower);
  split->setSizes({300, 300});

  empty_ = new QLabel;
  empty_->setObjectName(QStringLiteral("empty"));
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setWordWrap(true);
  stack_ = new QStackedWidget;
  stack_->addWidget(empty_);
  stack_->addWidget(split);
  auto* all = new QHBoxLayout;
  all->setSpacing(12);
  all->addWidget(side);
  all->addWidget(stack_, 1);
  body().addLayout(all, 1);

  connect(tabs_, &QTabBar::currentChanged, tables_, &QStackedWidget::setCurrentIndex);
  connect(list_, &QListWidget::itemChanged, this, &ComparePage::count_chosen);
  connect(compare_, &QPushButton::clicked, this, [this] { this->workspace().compare(chosen()); });
  connect(&workspace.comparing(), &JobLine::started, this, &ComparePage::count_chosen);
  connect(&workspace.comparing(), &JobLine::ended, this, &ComparePage::count_chosen);
  connect(channels_, &Chart::clicked, this, [this](const QString& series, int plan) { show_rows_behind(series, plan, -1); });
  connect(gaps_, &Chart::clicked, this, [this](const QString& key, int period) {
    const auto& runs = this->workspace().compared()->runs;
    for (std::size_t i = 0; i < runs.size(); ++i)
      if (to_qt(runs[i]->key) == key) show_rows_behind(QStringLiteral("gap"), static_cast<int>(i), period);
  });
}

QString ComparePage::title() const { return translate("Pages", "Compare scenarios"); }

QString ComparePage::subtitle() const {
  return translate(
      "Pages", "Choose two to six; the first one chosen is what the others are compared with. A click on a bar or line shows its rows.");
}

void ComparePage::fill_list() {
  const std::vector<std::string> before = chosen();
  const bool same_folder = listed_folder_ == workspace().folder();
  listed_folder_ = workspace().folder();
  const QSignalBlocker quiet(list_);
  list_->clear();
  std::vector<ScenarioName> all = workspace().scenarios();
  if (workspace().campaign()) {
    const std::string itself = translate("Charts", "Campaign as it is").toStdString();
    all.insert(all.begin(), {std::string(baseline), {itself, itself}, {}});
  }
  for (const ScenarioName& scenario : all) {
    auto* item = new QListWidgetItem(display().say(scenario.name), list_);
    item->setData(Qt::UserRole, to_qt(scenario.key));
    item->setToolTip(display().say(scenario.reason));
    item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
    const bool was = std::find(before.begin(), before.end(), scenario.key) != before.end();
    item->setCheckState((same_folder ? was : scenario.key == baseline) ? Qt::Checked : Qt::Unchecked);
  }
}

std::vector<std::string> ComparePage::chosen() const {
  std::vector<std::string> keys;
  for (int i = 0; i < list_->count(); ++i)
    if (list_->item(i)->checkState() == Qt::Checked) keys.push_back(list_->item(i)->data(Qt::UserRole).toString().toStdString());
  return keys;
}

void ComparePage::count_chosen() {
  const int count = static_cast<int>(chosen().size());
  const bool busy = workspace().comparing().running();
  compare_->setEnabled(!busy && count >= fewest && count <= most);
  compare_->setText(busy ? translate("Compare", "Planning …") : translate("Compare", "Compare %1 scenarios").arg(count));
  compare_->setToolTip(count < fewest ? translate("Compare", "Choose at least two")
                       : count > most ? translate("Compare", "Choose at most six")
                                      : QString());
}

void ComparePage::refresh() {
  fill_list();
  count_chosen();
  tabs_->setTabText(0, translate("Compare", "Headline figures"));
  tabs_->setTabText(1, translate("Compare", "Rows behind a bar"));
  const auto& compared = workspace().compared();
  empty_->setText(workspace().campaign() ? translate("Compare", "Nothing is compared yet.\nTick scenarios at the left, then press Compare.")
                                         : translate("Compare", "Open a campaign first."));
  stack_->setCurrentIndex(compared ? 1 : 0);
  if (!compared) return;
  gaps_->show_data(gap_over_time(compared->runs, display()), display());
  channels_->show_data(channels_of(compared->runs, display()), display());
  headline_->show_records(comparison_rows(compared->comparison, display()));
  rows_->set_empty_text(translate("Compare", "A click on a bar or line shows its rows here."));
  rows_->show_records({});
  rows_->widen();
  tabs_->setCurrentIndex(0);
}

void ComparePage::show_rows_behind(const QString& series, int plan, int period) {
  const auto& compared = workspace().compared();
  if (!compared || plan < 0 || plan >= static_cast<int>(compared->runs.size())) return;
  const RunPtr run = compared->runs[static_cast<std::size_t>(plan)];
  QString label = name_of_run(*run, display());
  if (series == QStringLiteral("gap")) {
    rows_->show_records(gap_rows(run));
    label += QStringLiteral(" · ") + translate("Charts", "Gap");
    if (period >= 0) label += QStringLiteral(" · ") + to_qt(run->problem.campaign().horizon().at(period).text());
    rows_->narrow([run, period](const RecordTable&,
                                int row) { return period < 0 || run->result.plan.gaps[static_cast<std::size_t>(row)].t == period; },
                  label);
  } else {
    static const QStringList channels{QStringLiteral("fiscal"), QStringLiteral("bundled"), QStringLiteral("bt"), QStringLiteral("bot"),
                                      QStringLiteral("investment")};
    const auto channel = static_cast<Channel>(channels.indexOf(series));
    rows_->show_records(allocation_rows(run));
    rows_->narrow(
        [run, channel](const RecordTable&, int row) {
          return run->problem.funding()[run->result.plan.payments[static_cast<std::size_t>(row)].source].channel == channel;
        },
        label + QStringLiteral(" · ") + display().say(name_of(channel)));
  }
  tabs_->setCurrentIndex(1);
}

}  // namespace liandong::gui
