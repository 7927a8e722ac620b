#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/core/text.hpp"

namespace liandong {

/// What is wrong with the form of a record.
struct CsvProblem {
  std::string code;    ///< "csv-unterminated-quote", "csv-stray-quote" or "csv-nul".
  int line = 0;
  std::size_t field = 0;  ///< From 0.
  Text sentence, mend;
};

struct CsvRecord {
  int line = 0;                     ///< Where the record starts, from 1.
  std::vector<std::string> fields;  ///< At most `max_fields`.
  std::size_t field_count = 0;      ///< As in the file.
  std::optional<CsvProblem> problem;

  [[nodiscard]] bool blank() const;  ///< Nothing but white space in any field.
};

/// Reads RFC 4180 one record at a time: quoted fields with line breaks and doubled quotes in them; CR LF, LF or CR ends a record. Lines
/// that are empty are skipped. A stray quote spoils its record only; an unterminated one ends the file.
class CsvReader {
 public:
  CsvReader(std::string_view text, char separator, std::size_t max_fields = 1000)
      : text_(text), separator_(separator), max_fields_(max_fields) {}
  /// False at the end. `record` is reused.
  bool next(CsvRecord& record);

 private:
  void end_line();
  void skip_line();

  std::string_view text_;
  char separator_;
  std::size_t max_fields_;
  std::size_t place_ = 0;
  int line_ = 1;
};

/// Comma, tab or semicolon, whichever the first record has most of outside quotes; comma if none.
[[nodiscard]] char detect_separator(std::string_view text);

/// A field as a file carries it: quoted only where it must be.
[[nodiscard]] std::string csv_field(std::string_view value);

}  // namespace liandong
