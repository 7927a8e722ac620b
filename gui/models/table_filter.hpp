#pragma once

#include <QModelIndexList>
#include <QSortFilterProxyModel>
#include <functional>

#include "gui/models/record_table.hpp"

namespace liandong::gui {

/// Sorts by value (not by text), and keeps the rows that have every word of the search in some cell and pass the filter.
class TableFilter : public QSortFilterProxyModel {
  Q_OBJECT
 public:
  using Keep = std::function<bool(const RecordTable&, int row)>;

  explicit TableFilter(RecordTable& table, QObject* parent = nullptr);

  void set_search(const QString& words);
  void set_keep(Keep keep);  ///< Empty: every row.

 protected:
  [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
  [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

 private:
  const RecordTable& table_;
  QStringList words_;
  Keep keep_;
};

/// The cells, which need not be a rectangle, as tab-separated rows with the heads of their columns above: what spreadsheets paste.
[[nodiscard]] QString to_tsv(const QAbstractItemModel& model, QModelIndexList cells, bool with_heads = true);

}  // namespace liandong::gui
