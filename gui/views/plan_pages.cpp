#include "gui/views/plan_pages.hpp"

#include <QScrollArea>
#include <QTableView>
#include <QVBoxLayout>

namespace liandong::gui {

SchedulePage::SchedulePage(Workspace& workspace, const Display& display, QWidget* parent) : Page(workspace, display, parent) {
  gantt_ = new GanttView;
  auto* card = new Card;
  card->body().setContentsMargins(2, 2, 2, 2);
  card->body().addWidget(gantt_);
  body().addWidget(card, 1);
  connect(gantt_, &GanttView::project_clicked, this, [this](ProjectId project) {
    emit asks_why(QStringLiteral("project"), to_qt(this->workspace().run()->problem.campaign()[project].key));
  });
  connect(gantt_, &GanttView::stage_clicked, this,
          [this](StageId stage) { emit asks_why(QStringLiteral("stage"), to_qt(this->workspace().run()->problem.campaign()[stage].key)); });
}

QString SchedulePage::title() const { return translate("Pages", "Schedule"); }

QString SchedulePage::subtitle() const {
  return translate(
      "Pages",
      "Stages (diamond: deadline; circle, triangle or cross: forecast) and projects, filled by who pays each period. A click says why.");
}

void SchedulePage::refresh() {
  if (const RunPtr& run = workspace().run()) gantt_->show_data(gantt_of(*run, display()), display());
}

TablePage::TablePage(Form form, Workspace& workspace, const Display& display, QWidget* parent)
    : Page(workspace, display, parent), form_(std::move(form)) {
  table_ = new TablePanel(display);
  auto* card = new Card;
  card->body().addWidget(table_);
  body().addWidget(card, 1);
  connect(table_, &TablePanel::opened, this, [this](const QString& key) {
    if (!key.isEmpty()) emit asks_why(QString::fromLatin1(form_.row_kind), key);
  });
}

void TablePage::refresh() {
  const RunPtr& run = workspace().run();
  if (!run) return;
  table_->show_records(form_.rows(run));
  const auto& columns = table_->table().records().columns;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i == 0 && form_.name_width > 0) table_->view().setColumnWidth(0, form_.name_width);
    if (!columns[i].literal.empty() && form_.cell_width > 0 && display().unit() != MoneyUnit::yuan)
      table_->view().setColumnWidth(static_cast<int>(i), form_.cell_width);
  }
}

Page* make_allocation_page(Workspace& workspace, const Display& display) {
  return new TablePage({.title = [] { return translate("Pages", "Allocation"); },
                        .subtitle =
                            [&display] {
                              return display.in_unit(translate("Pages",
                                                               "What is paid for each project in each period; a cell is tinted by how much "
                                                               "of its spend nobody pays. Hover for the sources' shares."));
                            },
                        .rows = allocation_grid,
                        .row_kind = "project",
                        .name_width = 250,
                        .cell_width = 74},
                       workspace, display);
}

Page* make_prices_page(Workspace& workspace, const Display& display) {
  return new TablePage({.title = [] { return translate("Pages", "Price of money"); },
                        .subtitle =
                            [] {
                              return translate("Pages",
                                               "What one more 万元 of a fund in a period would save, in 万元 of weighed cost, with the "
                                               "schedule held. Nothing where money is left over.");
                            },
                        .rows = price_grid,
                        .row_kind = "source",
                        .name_width = 250,
                        .cell_width = 64},
                       workspace, display);
}

}  // namespace liandong::gui
