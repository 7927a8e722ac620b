#pragma once

#include <QWidget>

#include "gui/models/record_table.hpp"
#include "gui/models/table_filter.hpp"

class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace liandong::gui {

/// A table with its search field, a count of its rows, and the filter that a click elsewhere has set. Ctrl+C copies the selected cells for
/// a spreadsheet; a double click asks for the reason behind the row.
class TablePanel : public QWidget {
  Q_OBJECT
 public:
  explicit TablePanel(const Display& display, QWidget* parent = nullptr);

  /// Keeps search, sorting and widths if the columns are those that were shown before.
  void show_records(Records records);
  /// Only these rows, under a label that can be closed.
  void narrow(TableFilter::Keep keep, const QString& label);
  void widen();
  void set_empty_text(const QString& text) { empty_text_ = text; }
  void set_tools_visible(bool visible);
  void retranslate();
  void fit_columns();  ///< As wide as heads and cells need, within reason.

  [[nodiscard]] QTableView& view() const { return *view_; }
  [[nodiscard]] RecordTable& table() const { return *table_; }
  [[nodiscard]] TableFilter& filter() const { return *filter_; }
  [[nodiscard]] QLineEdit& search() const { return *search_; }
  void copy() const;

 signals:
  void opened(const QString& key);  ///< Double click or Enter on a row.

 private:
  void count();

  RecordTable* table_;
  TableFilter* filter_;
  QTableView* view_;
  QLineEdit* search_;
  QLabel *count_, *empty_;
  QPushButton* narrowed_;
  QString empty_text_;
  Language fitted_for_ = Language::english;
};

/// Fits heights to the content: for small tables inside cards.
void show_whole(QTableView& view);

}  // namespace liandong::gui
