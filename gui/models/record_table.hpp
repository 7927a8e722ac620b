#pragma once

#include <QAbstractTableModel>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "gui/models/display.hpp"
#include "gui/models/value.hpp"

namespace liandong::gui {

/// One column of a table: where its values come from.
struct Column {
  const char* title = "";  ///< In English, marked for translation in the context "Columns".
  std::string field{};     ///< Of the file that has it, such as "cost_wan"; empty if no file has it.
  bool figures = false;    ///< Set to the right.
  bool money = false;      ///< Its head names the unit.
  std::function<Value(int)> value{};
  std::function<double(int)> weight{};  ///< 0 to 1: how strongly a cell of a grid is tinted. Empty: not at all.
  std::function<QString(int)> tip{};    ///< What stands behind a cell, shown where the pointer rests.
  std::string literal{};                ///< Instead of `title`, the same in both languages, such as "2013Q2".
};

/// Rows of one kind, and what keeps their values alive.
struct Records {
  std::shared_ptr<const void> owner{};
  int rows = 0;
  std::vector<Column> columns{};
  std::function<std::string(int)> key{};  ///< Of a row, such as a project's; what a click elsewhere leads to.
  int pinned = 0;                         ///< So many rows at the top, such as totals, are neither sorted nor filtered away.
};

enum Role : int {
  weight_role = Qt::UserRole + 1,  ///< double, 0 to 1; invalid where a cell is not tinted.
  paste_role,                      ///< QString as a spreadsheet takes it.
  key_role,                        ///< QString.
  blank_role,                      ///< bool: unknown.
};

/// A read-only table over `Records`; sorting and filtering stand before it (TableFilter).
class RecordTable : public QAbstractTableModel {
  Q_OBJECT
 public:
  explicit RecordTable(const Display& display, QObject* parent = nullptr);

  void show(Records records);
  [[nodiscard]] const Records& records() const { return records_; }
  [[nodiscard]] Value value(int row, int column) const;
  [[nodiscard]] const Display& display() const { return display_; }
  [[nodiscard]] int row_of(const std::string& key) const;  ///< -1 if there is none.

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

 private:
  void retranslate();

  const Display& display_;
  Records records_;
};

}  // namespace liandong::gui
