#include "gui/models/text_records.hpp"

namespace liandong::gui {

Records table_rows(const Table& table) {
  const auto kept = std::make_shared<const Table>(table);
  Records records{.owner = kept, .rows = static_cast<int>(table.rows.size())};
  for (std::size_t column = 0; column < table.head.size(); ++column)
    records.columns.push_back({.figures = table.figures[column],
                               .value = [kept, column](int row) { return Value(kept->rows[static_cast<std::size_t>(row)][column]); },
                               .literal = table.head[column].empty() ? std::string(" ") : table.head[column]});
  return records;
}

Records issue_rows(const Issues& issues) {
  const auto kept = std::make_shared<const Issues>(issues);
  const auto at = [kept](int row) -> const Issue& { return (*kept)[static_cast<std::size_t>(row)]; };
  Records records{.owner = kept, .rows = static_cast<int>(issues.size())};
  records.columns = {{.title = QT_TRANSLATE_NOOP("Columns", "Severity"),
                      .value =
                          [at](int row) {
                            return Value(at(row).severity == Severity::error ? Text{"error", "错误"} : Text{"warning", "警告"});
                          }},
                     {.title = QT_TRANSLATE_NOOP("Columns", "File"), .value = [at](int row) { return word_or_blank(at(row).file); }},
                     {.title = QT_TRANSLATE_NOOP("Columns", "Row"),
                      .figures = true,
                      .value = [at](int row) { return at(row).row > 0 ? Value(at(row).row) : Value(); }},
                     {.title = QT_TRANSLATE_NOOP("Columns", "Field"), .value = [at](int row) { return word_or_blank(at(row).field); }},
                     {.title = QT_TRANSLATE_NOOP("Columns", "What is wrong"), .value = [at](int row) { return Value(at(row).sentence); }},
                     {.title = QT_TRANSLATE_NOOP("Columns", "How to mend it"), .value = [at](int row) { return Value(at(row).mend); }}};
  return records;
}

}  // namespace liandong::gui
