#include "gui/views/table_panel.hpp"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>
#include <utility>

#include "gui/views/theme.hpp"

namespace liandong::gui {
namespace {

/// Tints a cell by its weight; what is unknown is pale.
class CellDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
    QStyledItemDelegate::initStyleOption(option, index);
    if (index.data(blank_role).toBool()) option->palette.setColor(QPalette::Text, Theme::current().muted);
  }
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const QVariant weight = index.data(weight_role);
    if (weight.isValid() && weight.toDouble() > 0) {
      QColor tint = Theme::current().of(Hue::gap);
      tint.setAlphaF(static_cast<float>(0.15 + 0.55 * std::min(1.0, weight.toDouble())));
      painter->fillRect(option.rect, tint);
    }
    if (option.state.testFlag(QStyle::State_Selected)) painter->fillRect(option.rect, selection());
    QStyleOptionViewItem inner = option;  // As much room at both sides as the heads have.
    inner.rect.adjust(5, 0, -5, 0);
    QStyledItemDelegate::paint(painter, inner, index);
  }

 private:
  static QColor selection() {
    QColor colour = Theme::current().accent;
    colour.setAlphaF(Theme::current().dark ? 0.35F : 0.18F);
    return colour;
  }
};

}  // namespace

TablePanel::TablePanel(const Display& display, QWidget* parent) : QWidget(parent) {
  table_ = new RecordTable(display, this);
  filter_ = new TableFilter(*table_, this);
  search_ = new QLineEdit(this);
  search_->setClearButtonEnabled(true);
  search_->setMaximumWidth(300);
  count_ = new QLabel(this);
  count_->setObjectName(QStringLiteral("muted"));
  narrowed_ = new QPushButton(this);
  narrowed_->setVisible(false);
  view_ = new QTableView(this);
  view_->setModel(filter_);
  view_->setSortingEnabled(true);
  view_->sortByColumn(-1, Qt::AscendingOrder);
  view_->setAlternatingRowColors(true);
  view_->setShowGrid(false);
  view_->setWordWrap(false);
  view_->setItemDelegate(new CellDelegate(view_));
  view_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  view_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  view_->verticalHeader()->setVisible(false);
  view_->verticalHeader()->setDefaultSectionSize(26);
  view_->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  view_->horizontalHeader()->setHighlightSections(false);
  view_->setTabKeyNavigation(false);
  empty_ = new QLabel(view_);
  empty_->setObjectName(QStringLiteral("empty"));
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setVisible(false);

  auto* tools = new QHBoxLayout;
  tools->addWidget(search_, 1);
  tools->addWidget(narrowed_);
  tools->addStretch(1);
  tools->addWidget(count_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(6);
  layout->addLayout(tools);
  layout->addWidget(view_, 1);

  connect(search_, &QLineEdit::textChanged, this, [this](const QString& words) {
    filter_->set_search(words);
    count();
  });
  connect(narrowed_, &QPushButton::clicked, this, &TablePanel::widen);
  connect(view_, &QTableView::activated, this, [this](const QModelIndex& index) { emit opened(index.data(key_role).toString()); });
  auto* copying = new QShortcut(QKeySequence::Copy, view_);
  copying->setContext(Qt::WidgetWithChildrenShortcut);
  connect(copying, &QShortcut::activated, this, &TablePanel::copy);
  auto* finding = new QShortcut(QKeySequence::Find, this);
  finding->setContext(Qt::WidgetWithChildrenShortcut);
  connect(finding, &QShortcut::activated, search_, qOverload<>(&QWidget::setFocus));
  retranslate();
}

void TablePanel::retranslate() {
  search_->setPlaceholderText(translate("Table", "Search in all columns"));
  search_->setAccessibleName(search_->placeholderText());
  search_->setToolTip(translate("Table", "Rows that have every word. Ctrl+F"));
  view_->setToolTip({});
  count();
}

void TablePanel::show_records(Records records) {
  const auto titles = [](const Records& of) {
    std::string all;
    for (const Column& column : of.columns) all += column.title + column.literal + "\n";
    return all;
  };
  const bool same = titles(records) == titles(table_->records());
  table_->show(std::move(records));
  if (!same || fitted_for_ != table_->display().language()) fit_columns();
  fitted_for_ = table_->display().language();
  retranslate();
}

void TablePanel::fit_columns() {
  const QFont font = interface_font();
  const QFontMetrics metrics(font);
  QFont bold = font;
  bold.setWeight(QFont::DemiBold);
  const QFontMetrics heads(bold);
  for (int column = 0; column < table_->columnCount(); ++column) {
    int width = heads.horizontalAdvance(table_->headerData(column, Qt::Horizontal).toString()) + 28;
    for (int row = 0; row < std::min(60, table_->rowCount()); ++row)
      width = std::max(width, metrics.horizontalAdvance(table_->data(table_->index(row, column)).toString()) + 34);
    view_->setColumnWidth(column, std::min(width, 330));
  }
}

void TablePanel::narrow(TableFilter::Keep keep, const QString& label) {
  filter_->set_keep(std::move(keep));
  narrowed_->setText(label + QStringLiteral("  ✕"));
  narrowed_->setToolTip(translate("Table", "Show all rows again"));
  narrowed_->setVisible(true);
  count();
}

void TablePanel::widen() {
  filter_->set_keep({});
  narrowed_->setVisible(false);
  count();
}

void TablePanel::set_tools_visible(bool visible) {
  search_->setVisible(visible);
  count_->setVisible(visible);
}

void TablePanel::count() {
  const int all = table_->rowCount() - table_->records().pinned, shown = filter_->rowCount() - table_->records().pinned;
  count_->setText(shown == all ? translate("Table", "%1 rows").arg(all) : translate("Table", "%1 of %2 rows").arg(shown).arg(all));
  const QString text = all <= 0 ? empty_text_ : translate("Table", "No row has these words.");
  empty_->setVisible(shown <= 0 && !text.isEmpty());
  empty_->setText(text);
  empty_->setGeometry(0, 40, std::max(200, view_->width()), 60);
}

void TablePanel::copy() const { QApplication::clipboard()->setText(to_tsv(*filter_, view_->selectionModel()->selectedIndexes())); }

void show_whole(QTableView& view) {
  int height = view.horizontalHeader()->isVisible() ? view.horizontalHeader()->sizeHint().height() : 0;
  for (int row = 0; row < view.model()->rowCount(); ++row) height += view.rowHeight(row);
  view.setFixedHeight(height + 4);
  view.setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

}  // namespace liandong::gui
