// Bytes as a table of a campaign: first the form, then each table's cells. Whatever the bytes are, reading must end with issues, not otherwise.
#include <cstdint>
#include <cstdlib>

#include "model/io/csv.hpp"
#include "model/io/encoding.hpp"
#include "model/io/folder_tables.hpp"

using namespace liandong;

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

/// What was read, written and read again is the same.
void check_round_trip(std::string_view text) {
  CsvReader reader(text, detect_separator(text));
  CsvRecord record, again;
  int line = 0;
  while (reader.next(record)) {
    demand(record.line > line);
    line = record.line;
    if (record.problem || record.fields.size() < 2) continue;
    std::string written;
    for (const std::string& field : record.fields) written += (written.empty() && &field == &record.fields.front() ? "" : ",") + csv_field(field);
    if (written.find_first_not_of("\r\n") == std::string::npos || written.front() == '\r' || written.front() == '\n') continue;
    CsvReader second(written, ',');
    demand(second.next(again) && !again.problem && again.fields == record.fields);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 1) return 0;
  const auto decoded = decode(std::string(reinterpret_cast<const char*>(data) + 1, size - 1), "t.csv");
  if (!decoded) return 0;
  demand(find_invalid_utf8(decoded->text) == std::string::npos);
  check_round_trip(decoded->text);

  IssueLog log;
  FolderTables tables;
  for (const char* key : {"a", "city", "plant"}) {
    tables.units.add(key, 2);
    tables.projects.add(key, 2);
    tables.tasks.add(key, 2);
    tables.sources.add(key, 2);
  }
  const auto& names = table_names();
  read_table(names[data[0] % names.size()].name, decoded->text, PeriodUnit::quarter, tables, log);
  for (const Issue& issue : log.take()) demand(!issue.sentence.en.empty() && !issue.sentence.zh.empty() && find_invalid_utf8(issue.sentence.zh) == std::string::npos);
  return 0;
}
