#include "gui/models/record_table.hpp"

#include <utility>

namespace liandong::gui {

RecordTable::RecordTable(const Display& display, QObject* parent) : QAbstractTableModel(parent), display_(display) {
  connect(&display, &Display::changed, this, &RecordTable::retranslate);
}

void RecordTable::show(Records records) {
  beginResetModel();
  records_ = std::move(records);
  endResetModel();
}

Value RecordTable::value(int row, int column) const { return records_.columns[static_cast<std::size_t>(column)].value(row); }

int RecordTable::row_of(const std::string& key) const {
  if (records_.key)
    for (int row = 0; row < records_.rows; ++row)
      if (records_.key(row) == key) return row;
  return -1;
}

int RecordTable::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : records_.rows; }

int RecordTable::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(records_.columns.size()); }

QVariant RecordTable::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Column& column = records_.columns[static_cast<std::size_t>(index.column())];
  const int row = index.row();
  switch (role) {
    case Qt::DisplayRole: return shown(column.value(row), display_);
    case Qt::TextAlignmentRole:
      return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | (column.figures ? Qt::AlignRight : Qt::AlignLeft)));
    case Qt::ToolTipRole: {
      if (column.tip) return column.tip(row);
      const Value value = column.value(row);
      if (std::holds_alternative<std::monostate>(value)) return translate("Value", "unknown");
      return shown(value, display_);
    }
    case weight_role: return column.weight ? QVariant(column.weight(row)) : QVariant();
    case paste_role: return pasted(column.value(row), display_);
    case key_role: return records_.key ? QVariant(to_qt(records_.key(row))) : QVariant();
    case blank_role: return std::holds_alternative<std::monostate>(column.value(row));
    default: return {};
  }
}

QVariant RecordTable::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation == Qt::Vertical) return role == Qt::DisplayRole ? QVariant(section + 1) : QVariant();
  if (section < 0 || section >= columnCount()) return {};
  const Column& column = records_.columns[static_cast<std::size_t>(section)];
  if (role == Qt::TextAlignmentRole)
    return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | (column.figures ? Qt::AlignRight : Qt::AlignLeft)));
  if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
  if (!column.literal.empty()) return to_qt(column.literal);
  const QString title = translate("Columns", column.title);
  return column.money ? display_.in_unit(title) : title;
}

void RecordTable::retranslate() {
  if (columnCount() > 0) emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
  if (rowCount() > 0 && columnCount() > 0) emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

}  // namespace liandong::gui
