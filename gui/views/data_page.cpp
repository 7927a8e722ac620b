#include "gui/views/data_page.hpp"

#include <QTabBar>
#include <QTableView>
#include <QVBoxLayout>

namespace liandong::gui {

DataPage::DataPage(Workspace& workspace, const Display& display, QWidget* parent) : Page(workspace, display, parent) {
  tabs_ = new QTabBar;
  tabs_->setExpanding(false);
  tabs_->setDrawBase(false);
  tabs_->setUsesScrollButtons(true);
  panel_ = new TablePanel(display);
  auto* card = new Card;
  card->body().addWidget(panel_);
  body().setSpacing(6);
  body().addWidget(tabs_);
  body().addWidget(card, 1);
  connect(tabs_, &QTabBar::currentChanged, this, [this] { show_current(); });
}

QString DataPage::title() const { return translate("Pages", "Campaign data"); }

QString DataPage::subtitle() const {
  return workspace().campaign()
             ? translate(
                   "Pages",
                   "The tables of the folder as they were read. What is blank is unknown, not zero. Ctrl+C copies cells for a spreadsheet.")
             : QString();
}

void DataPage::refresh() {
  const int before = std::max(0, tabs_->currentIndex());
  tables_ = workspace().campaign() ? campaign_tables(workspace().campaign()) : std::vector<CampaignTable>{};
  {
    const QSignalBlocker quiet(tabs_);
    while (tabs_->count() > 0) tabs_->removeTab(0);
    for (const CampaignTable& table : tables_) {
      const int at = tabs_->addTab(translate("Tables", table.title));
      tabs_->setTabData(at, QString::fromLatin1(table.name));
    }
    tabs_->setCurrentIndex(std::min(before, tabs_->count() - 1));
  }
  show_current();
}

void DataPage::show_current() {
  const int at = tabs_->currentIndex();
  panel_->set_empty_text(translate("Pages", "This table has no rows."));
  panel_->widen();
  panel_->show_records(at < 0 || at >= static_cast<int>(tables_.size()) ? Records{} : tables_[static_cast<std::size_t>(at)].records);
}

void DataPage::show_table(const QString& name) {
  for (int at = 0; at < tabs_->count(); ++at)
    if (tabs_->tabData(at).toString() == name) tabs_->setCurrentIndex(at);
}

void DataPage::select_row(int file_row) {
  const QModelIndex at = panel_->filter().mapFromSource(panel_->table().index(file_row - 2, 0));  // The head is row 1.
  if (!at.isValid()) return;
  panel_->view().selectRow(at.row());
  panel_->view().scrollTo(at);
}

}  // namespace liandong::gui
