#include "gui/views/overview_page.hpp"

#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <algorithm>
#include <map>

#include "gui/models/plan_charts.hpp"
#include "gui/models/stage_status.hpp"
#include "gui/views/theme.hpp"
#include "model/planning/wording.hpp"

namespace liandong::gui {
namespace {

constexpr std::size_t most_stages = 11, most_prices = 5;

/// A scroll area gives a widget whose height follows from its width the height it would like, not the one it needs; this one it squeezes.
class Sheet : public QWidget {
 public:
  [[nodiscard]] bool hasHeightForWidth() const override { return false; }
};

/// A layout, too, takes the height that such a widget would like for the least it needs, and squeezes the rows beside it: a legend that
/// wraps must not cost the stages their letters.
class ChartCard : public Card {
 public:
  explicit ChartCard(Chart* chart) { body().addWidget(chart); }
  [[nodiscard]] bool hasHeightForWidth() const override { return false; }
};

QLabel* label(const QString& text, const char* name = nullptr) {
  auto* made = new QLabel(text);
  made->setTextFormat(Qt::PlainText);
  if (name) made->setObjectName(QString::fromLatin1(name));
  return made;
}

void clear(QLayout& layout) {
  while (QLayoutItem* item = layout.takeAt(0)) {
    delete item->widget();
    delete item;
  }
}

/// Rows of a card anew, close together.
QGridLayout* fresh_rows(Card& card) {
  QGridLayout* grid = card.fresh_rows();
  grid->setHorizontalSpacing(14);
  grid->setVerticalSpacing(2);
  return grid;
}

}  // namespace

OverviewPage::OverviewPage(Workspace& workspace, const Display& display, QWidget* parent) : Page(workspace, display, parent) {
  leadership_.set_unit(MoneyUnit::yi);
  scroll_ = new QScrollArea;
  scroll_->setWidgetResizable(true);
  scroll_->setFrameShape(QFrame::NoFrame);
  sheet_ = new Sheet;
  sheet_->setObjectName(QStringLiteral("plain"));
  auto* layout = new QVBoxLayout(sheet_);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(12);
  figures_ = new QHBoxLayout;
  figures_->setSpacing(12);
  layout->addLayout(figures_);
  auto* grid = new QGridLayout;
  grid->setSpacing(12);
  stages_ = new Card;
  prices_ = new Card;
  gap_ = make_stacked_columns().release();
  money_ = make_stacked_columns().release();
  grid->addWidget(stages_, 0, 0);
  grid->addWidget(new ChartCard(gap_), 0, 1);
  grid->addWidget(prices_, 1, 0);
  grid->addWidget(new ChartCard(money_), 1, 1);
  grid->setColumnStretch(0, 1);
  grid->setColumnStretch(1, 1);
  grid->setRowStretch(0, 3);
  grid->setRowStretch(1, 2);
  layout->addLayout(grid, 1);
  auto* around = new QWidget;
  around->setObjectName(QStringLiteral("plain"));
  auto* whole = new QVBoxLayout(around);
  whole->setContentsMargins(0, 0, 0, 0);
  whole->addWidget(sheet_);
  scroll_->setWidget(around);
  body().addWidget(scroll_, 1);
  connect(gap_, &Chart::clicked, this, [this](const QString&, int year) {
    if (const RunPtr& run = this->workspace().run()) {
      const Horizon& horizon = run->problem.campaign().horizon();
      for (int t = 0; t < horizon.count; ++t)
        if (horizon.at(t).year() == run->metrics.first_year + year) {
          emit leads_to(QStringLiteral("gap"), t);
          return;
        }
    }
  });
  connect(money_, &Chart::clicked, this, [this](const QString&, int t) { emit leads_to(QStringLiteral("funding"), t); });
}

void OverviewPage::lay_out_for_paper() {
  scroll_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setStyleSheet(QStringLiteral("QWidget#page, QWidget#plain, QScrollArea { background: white }"));
  resize(1240, 860);
}

QString OverviewPage::title() const { return translate("Pages", "Overview for leadership"); }

QString OverviewPage::subtitle() const {
  const RunPtr& run = workspace().run();
  if (!run) return {};
  const Campaign& campaign = run->problem.campaign();
  const Horizon& horizon = campaign.horizon();
  return display().say(campaign.name()) + QStringLiteral(" · ") + name_of_run(*run, display()) + QStringLiteral(" · ") +
         to_qt(horizon.at(0).text()) + QStringLiteral("–") + to_qt(horizon.at(horizon.count - 1).text()) + QStringLiteral(" · ") +
         translate("Pages", "amounts in 亿元");
}

void OverviewPage::refresh() {
  leadership_.set_language(display().language());
  const RunPtr& run = workspace().run();
  if (!run) return;
  fill_figures(*run);
  fill_stages(*run);
  fill_prices(*run);
  gap_->show_data(gap_by_year(*run, leadership_), leadership_);
  money_->show_data(money_by_channel(*run, leadership_), leadership_);
}

void OverviewPage::fill_figures(const ScenarioRun& run) {
  clear(*figures_);
  const PlanMetrics& m = run.metrics;
  const auto add = [&](const QString& caption, const QString& figure, const QString& note) {
    auto* card = new Card;
    card->body().setSpacing(0);
    card->body().setContentsMargins(12, 8, 8, 8);
    QLabel* over = label(caption, "muted");
    over->setMinimumWidth(40);
    card->body().addWidget(over);
    card->body().addWidget(label(figure, "figure"));
    QLabel* small = label(note, "muted");
    small->setFont(interface_font(8));
    small->setWordWrap(true);
    small->setMinimumHeight(QFontMetrics(small->font()).lineSpacing() * 2 + 2);
    small->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    card->body().addWidget(small);
    figures_->addWidget(card, 1);
  };
  add(translate("Overview", "Investment"), leadership_.money(m.cost_built),
      translate("Overview", "%1 of %2 projects").arg(m.projects_built).arg(m.projects));
  const Money kinds[] = {m.gap_kinds.structural + m.gap_kinds.timing, m.gap_kinds.tied};
  const std::vector<std::string> shown = figures(kinds, MoneyUnit::yi);
  add(translate("Overview", "Funding gap"), leadership_.money(m.gap),
      translate("Overview", "%1 late or lacking, %2 tied by rules").arg(to_qt(shown[0]), to_qt(shown[1])));
  add(translate("Overview", "Funding coverage"), to_qt(percent(m.coverage)), translate("Overview", "of the spend is paid"));
  add(translate("Overview", "Stages on time"), QStringLiteral("%1 / %2").arg(m.stages_on_time).arg(m.stages.size()),
      translate("Overview", "%1 late, %2 not reached").arg(m.stages_late).arg(m.stages_never));
  if (m.peak_load)
    add(translate("Overview", "Peak-year load"), to_qt(percent(m.peak_load->share)),
        translate("Overview", "of expenditure, %1 %2")
            .arg(leadership_.say(run.problem.campaign()[m.peak_load->unit].name))
            .arg(m.peak_load->year));
  else
    add(translate("Overview", "Peak-year load"), QStringLiteral("–"), translate("Overview", "no budget is known"));
  add(translate("Overview", "Debt service"), leadership_.money(m.debt_service),
      translate("Overview", "of BT and BOT, to the last instalment"));
  add(translate("Overview", "Proven distance"), to_qt(percent(run.result.plan.certificate.relative_gap())),
      translate("Overview", "no plan can cost less than %1").arg(to_qt(figure(run.result.plan.certificate.bound, MoneyUnit::yi))));
}

void OverviewPage::fill_stages(const ScenarioRun& run) {
  const Campaign& campaign = run.problem.campaign();
  stages_->set_title(translate("Overview", "Award stages"));
  QGridLayout* grid = fresh_rows(*stages_);
  const Theme& theme = Theme::current();
  std::vector<const StageMetrics*> order;
  for (const StageMetrics& stage : run.metrics.stages) order.push_back(&stage);
  const auto danger = [](const StageMetrics& stage) { return stage.forecast ? stage.late : 1'000'000; };
  if (order.size() > most_stages)
    std::stable_sort(order.begin(), order.end(), [&](const auto* a, const auto* b) { return danger(*a) > danger(*b); });
  int row = 0;
  for (const char* head : {QT_TRANSLATE_NOOP("Overview", "Stage"), QT_TRANSLATE_NOOP("Overview", "Deadline"),
                           QT_TRANSLATE_NOOP("Overview", "Forecast"), QT_TRANSLATE_NOOP("Overview", "Result")})
    grid->addWidget(label(translate("Overview", head), "muted"), 0, row++);
  row = 1;
  for (const StageMetrics* stage : order) {
    if (row > static_cast<int>(most_stages)) break;
    const StageStatus status = status_of(*stage, run.problem, leadership_);
    const Stage& of = campaign[stage->stage];
    QLabel* name = label(leadership_.say(of.name));
    name->setToolTip(name->text());
    name->setMinimumWidth(60);
    QLabel* result = label(status.shape + QStringLiteral(" ") + status.words);
    QPalette palette = result->palette();
    palette.setColor(QPalette::WindowText, status.state == StageState::on_time ? theme.good
                                           : status.state == StageState::late  ? theme.warn
                                                                               : theme.bad);
    result->setPalette(palette);
    result->setStyleSheet(QStringLiteral("color: %1").arg(palette.color(QPalette::WindowText).name()));
    grid->addWidget(name, row, 0);
    grid->addWidget(label(to_qt(of.deadline.text())), row, 1);
    grid->addWidget(label(stage->forecast ? to_qt(campaign.horizon().at(*stage->forecast).text()) : QStringLiteral("–")), row, 2);
    grid->addWidget(result, row, 3);
    ++row;
  }
  if (order.size() > most_stages)
    grid->addWidget(label(translate("Overview", "and %1 of less danger").arg(order.size() - most_stages), "muted"), row++, 0, 1, 4);
  grid->setColumnStretch(0, 1);
  grid->setRowStretch(row, 1);
}

void OverviewPage::fill_prices(const ScenarioRun& run) {
  prices_->set_title(translate("Overview", "Where further money is worth most"));
  QGridLayout* grid = fresh_rows(*prices_);
  std::map<SourceId, PriceEntry> best;
  for (const PriceEntry& price : run.result.plan.prices)
    if (price.value > 0 && (!best.contains(price.source) || price.value > best[price.source].value)) best[price.source] = price;
  std::vector<PriceEntry> order;
  for (const auto& [source, price] : best) order.push_back(price);
  std::stable_sort(order.begin(), order.end(), [](const PriceEntry& a, const PriceEntry& b) { return a.value > b.value; });
  grid->addWidget(label(translate("Overview", "Fund"), "muted"), 0, 0);
  grid->addWidget(label(translate("Overview", "In"), "muted"), 0, 1);
  QLabel* head = label(translate("Overview", "One more 万元 saves"), "muted");
  head->setAlignment(Qt::AlignRight);
  grid->addWidget(head, 0, 2);
  int row = 1;
  for (const PriceEntry& price : order) {
    if (row > static_cast<int>(most_prices)) break;
    QLabel* name = label(leadership_.say(run.problem.funding()[price.source].name));
    name->setMinimumWidth(60);
    name->setToolTip(name->text());
    QLabel* worth = label(QString::number(price.value, 'f', 2) + QStringLiteral(" 万元"));
    worth->setAlignment(Qt::AlignRight);
    grid->addWidget(name, row, 0);
    grid->addWidget(label(to_qt(run.problem.campaign().horizon().at(price.t).text())), row, 1);
    grid->addWidget(worth, row, 2);
    ++row;
  }
  if (order.empty())
    grid->addWidget(label(translate("Overview", "No fund is short: further money saves nothing."), "muted"), row++, 0, 1, 3);
  grid->setColumnStretch(0, 1);
  grid->setRowStretch(row, 1);
}

}  // namespace liandong::gui
