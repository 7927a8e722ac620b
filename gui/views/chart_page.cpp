#include "gui/views/chart_page.hpp"

#include <QComboBox>
#include <QSplitter>
#include <QVBoxLayout>

namespace liandong::gui {

ChartPage::ChartPage(ChartPageForm form, Workspace& workspace, const Display& display, QWidget* parent)
    : Page(workspace, display, parent), form_(std::move(form)) {
  chart_ = form_.chart.release();
  table_ = new TablePanel(display);
  choice_ = new QComboBox;
  choice_->setMinimumWidth(300);
  choice_->setVisible(static_cast<bool>(form_.choices));
  tools().addWidget(choice_);
  auto* upper = new Card;
  upper->body().addWidget(chart_);
  auto* lower = new Card;
  lower->body().addWidget(table_);
  auto* split = new QSplitter(Qt::Vertical);
  split->addWidget(upper);
  split->addWidget(lower);
  split->setStretchFactor(0, 3);
  split->setStretchFactor(1, 2);
  split->setSizes({340, 240});
  split->setHandleWidth(10);
  split->setChildrenCollapsible(false);
  body().addWidget(split, 1);

  connect(choice_, &QComboBox::activated, this, [this] { show_choice(); });
  connect(chart_, &Chart::clicked, this, [this](const QString& series, int category) {
    if (const RunPtr& run = this->workspace().run()) {
      QString label = chart_->shown_data().categories.value(category);
      for (const auto* group : {&chart_->shown_data().columns, &chart_->shown_data().lines})
        for (const ChartSeries& one : *group)
          if (to_qt(one.key) == series) label += QStringLiteral(" · ") + one.name;
      table_->narrow(form_.rows_of_click(run, choice_->currentData().toInt(), series, category), label);
    }
  });
  connect(table_, &TablePanel::opened, this, [this](const QString& key) { emit asks_why(QString::fromLatin1(form_.row_kind), key); });
}

void ChartPage::narrow_to(int period) {
  if (const RunPtr& run = workspace().run()) {
    table_->narrow(form_.rows_of_click(run, choice_->currentData().toInt(), {}, period),
                   to_qt(run->problem.campaign().horizon().at(period).text()));
  }
}

void ChartPage::refresh() {
  const RunPtr& run = workspace().run();
  if (!run) return;
  if (form_.choices) {
    const QVariant before = choice_->currentData();
    choice_->clear();
    for (const auto& [name, id] : form_.choices(*run, display())) choice_->addItem(name, id);
    choice_->setCurrentIndex(std::max(0, choice_->findData(before)));
  }
  table_->set_empty_text(form_.empty_rows());
  table_->show_records(form_.rows(run));
  table_->widen();
  show_choice();
}

void ChartPage::show_choice() {
  const RunPtr& run = workspace().run();
  const int choice = choice_->currentData().toInt();
  chart_->show_data(form_.data(*run, choice, display()), display());
  if (!form_.rows_of_choice) return;
  table_->narrow(form_.rows_of_choice(run, choice), choice_->currentText());
}

}  // namespace liandong::gui
