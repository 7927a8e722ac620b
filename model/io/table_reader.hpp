#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/core/ids.hpp"
#include "model/core/money.hpp"
#include "model/core/period.hpp"
#include "model/core/rate.hpp"
#include "model/io/csv.hpp"
#include "model/io/issue_log.hpp"
#include "model/io/key_index.hpp"
#include "model/io/schema.hpp"

namespace liandong {

/// Walks the rows of one table of a campaign as data/schema describes it. Every cell that cannot be read becomes one issue in the log; the
/// accessor then gives nothing, and the caller goes on with a harmless value so that one pass finds all mistakes.
class TableReader {
 public:
  /// `text` must outlive the reader. Reads the header; `ok()` is false if the table cannot be read at all.
  TableReader(std::string table, std::string_view text, IssueLog& log);

  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] int rows_read() const { return rows_; }
  /// Column numbers from 1 by canonical field name, for issues that know only the field.
  [[nodiscard]] const std::map<std::string, int>& columns() const { return columns_; }
  bool next();
  [[nodiscard]] int row() const { return record_.line; }
  /// The row's form is so wrong that its cells cannot be told apart.
  [[nodiscard]] bool broken() const { return record_.problem.has_value(); }

  // Cells of the current row, by canonical field name. Blank means: the default if there is one, else unknown; an error if required.
  [[nodiscard]] bool blank(std::string_view field) const;
  std::string text(std::string_view field);
  std::optional<std::string> key(std::string_view field);  ///< Types key and word.
  std::optional<Money> money(std::string_view field);
  std::optional<Rate> rate(std::string_view field);
  std::vector<Rate> rate_list(std::string_view field);
  std::optional<int> integer(std::string_view field);
  std::optional<Period> period(std::string_view field, std::optional<PeriodUnit> unit);
  std::optional<int> word(std::string_view field);  ///< Enumerations and yes_no.
  std::vector<std::string> word_list(std::string_view field);
  std::optional<std::int32_t> reference(std::string_view field, const KeyIndex& index);
  std::vector<std::int32_t> reference_list(std::string_view field, const KeyIndex& index);
  /// Looks a key up in several tables: (which, id).
  std::optional<std::pair<std::size_t, std::int32_t>> reference_any(std::string_view field, std::span<const KeyIndex* const> indices);

  template <class Enum>
  Enum word_or(std::string_view field, Enum otherwise) {
    const auto value = word(field);
    return value ? static_cast<Enum>(*value) : otherwise;
  }

  /// An issue about a cell of the current row.
  void add(Severity severity, std::string_view code, std::string_view field, Text sentence, Text mend);

 private:
  struct Column {
    const Field* field = nullptr;
    int place = 0;  ///< From 1; 0 = the table has no such column.
  };

  void read_header();
  void read_header_cell(std::size_t place);
  [[nodiscard]] const Column& column(std::string_view field) const;
  [[nodiscard]] std::string_view raw(const Column& column) const;
  /// The cell's text or the default; nothing (with an issue if required) where both are blank.
  std::optional<std::string> filled(const Column& column);
  template <class Result>
  auto take(const Column& column, Result result) -> decltype(result.value);
  /// Reports an unknown key; gives the one that was probably meant, for the later checks to go on with.
  std::optional<std::pair<std::size_t, std::int32_t>> unknown_reference(const Column& column, const std::string& key,
                                                                        std::span<const KeyIndex* const> indices);

  std::string table_, file_;
  IssueLog& log_;
  CsvReader csv_;
  CsvRecord record_;
  std::vector<std::string> header_;
  std::vector<Column> fields_;
  std::map<std::string, int> columns_;
  mutable std::size_t cursor_ = 0;  ///< Fields are asked for in schema order, so the next one is usually right here.
  int rows_ = 0;
  int searches_ = 0;
  bool ok_ = true;
  bool muted_ = false;  ///< The row's form is wrong: its cells are read without further issues.
};

}  // namespace liandong
