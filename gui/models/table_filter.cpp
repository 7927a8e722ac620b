#include "gui/models/table_filter.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace liandong::gui {

TableFilter::TableFilter(RecordTable& table, QObject* parent) : QSortFilterProxyModel(parent), table_(table) {
  setSourceModel(&table);
  setDynamicSortFilter(true);
}

void TableFilter::set_search(const QString& words) {
  words_ = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
  invalidateFilter();
}

void TableFilter::set_keep(Keep keep) {
  keep_ = std::move(keep);
  invalidateFilter();
}

bool TableFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
  if (parent.isValid() || row < table_.records().pinned) return true;
  if (keep_ && !keep_(table_, row)) return false;
  if (words_.isEmpty()) return true;
  QStringList cells;
  for (int column = 0; column < table_.columnCount(); ++column) cells.push_back(shown(table_.value(row, column), table_.display()));
  return std::all_of(words_.begin(), words_.end(), [&](const QString& word) {
    return std::any_of(cells.begin(), cells.end(), [&](const QString& cell) { return cell.contains(word, Qt::CaseInsensitive); });
  });
}

bool TableFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const {
  const int pinned = table_.records().pinned;
  if (left.row() < pinned || right.row() < pinned) {  // They stay on top whichever way the rest is sorted.
    const bool before = left.row() < right.row();
    return sortOrder() == Qt::AscendingOrder ? before : !before;
  }
  return less(table_.value(left.row(), left.column()), table_.value(right.row(), right.column()), table_.display());
}

QString to_tsv(const QAbstractItemModel& model, QModelIndexList cells, bool with_heads) {
  if (cells.isEmpty()) return {};
  std::set<int> columns;
  for (const QModelIndex& cell : cells) columns.insert(cell.column());
  std::sort(cells.begin(), cells.end(),
            [](const QModelIndex& a, const QModelIndex& b) { return std::pair(a.row(), a.column()) < std::pair(b.row(), b.column()); });
  QStringList lines;
  if (with_heads) {
    QStringList heads;
    for (const int column : columns) heads.push_back(model.headerData(column, Qt::Horizontal).toString());
    lines.push_back(heads.join(QLatin1Char('\t')));
  }
  for (qsizetype at = 0; at < cells.size();) {
    QStringList line;
    const int row = cells[at].row();
    for (const int column : columns) {
      const bool there = at < cells.size() && cells[at].row() == row && cells[at].column() == column;
      line.push_back(there ? cells[at].data(paste_role).toString() : QString());
      if (there) ++at;
    }
    lines.push_back(line.join(QLatin1Char('\t')));
  }
  return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

}  // namespace liandong::gui
