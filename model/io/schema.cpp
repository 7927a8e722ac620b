#include "model/io/schema.hpp"

#include <algorithm>
#include <cassert>
#include <map>

#include "model/io/csv.hpp"
#include "model/io/schema_data.hpp"

namespace liandong {
namespace {

Range parse_range(const std::string& text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string::npos) return {};
  return {.low = Rate::parse(text.substr(0, dots)), .high = Rate::parse(text.substr(dots + 2))};
}

}  // namespace

Schema::Schema(std::string_view csv) {
  CsvReader reader(csv, ',');
  CsvRecord record;
  std::map<std::string, std::size_t> column;
  if (reader.next(record))
    for (std::size_t i = 0; i < record.fields.size(); ++i) column[record.fields[i]] = i;
  while (reader.next(record)) {
    assert(!record.problem && record.field_count == column.size());
    const auto cell = [&](const char* name) { return record.fields.at(column.at(name)); };
    const std::string type = cell("type");
    const std::size_t colon = type.find(':');
    fields_.push_back({.table = cell("table"),
                       .name = cell("field"),
                       .header_zh = cell("header_zh"),
                       .type = type.substr(0, colon),
                       .target = colon == std::string::npos ? "" : type.substr(colon + 1),
                       .unit = cell("unit"),
                       .required = cell("required") == "yes",
                       .fallback = cell("default"),
                       .range = parse_range(cell("range")),
                       .meaning = {cell("meaning_en"), cell("meaning_zh")}});
  }
  assert(!fields_.empty());
}

const Schema& Schema::tables() {
  static const Schema schema(schema_fields_csv);
  return schema;
}

const Schema& Schema::settings() {
  static const Schema schema(schema_settings_csv);
  return schema;
}

const Schema& Schema::scenarios() {
  static const Schema schema(schema_scenarios_csv);
  return schema;
}

const Schema& Schema::uncertainty() {
  static const Schema schema(schema_uncertainty_csv);
  return schema;
}

std::span<const Field> Schema::fields(std::string_view table) const {
  const auto first = std::find_if(fields_.begin(), fields_.end(), [&](const Field& field) { return field.table == table; });
  const auto last = std::find_if(first, fields_.end(), [&](const Field& field) { return field.table != table; });
  return {first, last};
}

std::vector<std::string> Schema::table_names() const {
  std::vector<std::string> names;
  for (const Field& field : fields_)
    if (names.empty() || names.back() != field.table) names.push_back(field.table);
  return names;
}

}  // namespace liandong
