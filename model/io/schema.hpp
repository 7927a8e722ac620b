#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/core/rate.hpp"
#include "model/core/text.hpp"

namespace liandong {

/// Bounds of a number, both inclusive, in the field's own unit.
struct Range {
  std::optional<Rate> low, high;
};

/// One input field, as data/schema describes it once for the reader, the defaults, the templates and the docs.
struct Field {
  std::string table;
  std::string name;
  std::string header_zh;
  std::string type;        ///< "money", "rate_list", "reference", ...; without what it refers to.
  std::string target;      ///< Of a reference: the table, such as "units" or "projects_stages".
  std::string unit;
  bool required = false;
  std::string fallback;    ///< Default, as text; empty = stays unknown.
  Range range;
  Text meaning;
};

/// The fields of all tables (fields.csv), of campaign.toml (settings.csv, where a "table" is a section), of scenario files, or of
/// uncertainty.toml.
class Schema {
 public:
  [[nodiscard]] static const Schema& tables();
  [[nodiscard]] static const Schema& settings();
  [[nodiscard]] static const Schema& scenarios();
  [[nodiscard]] static const Schema& uncertainty();
  /// Reads a schema table; the program's own are known to be good, so anything wrong with one is an assertion.
  explicit Schema(std::string_view csv);

  [[nodiscard]] std::span<const Field> fields(std::string_view table) const;
  [[nodiscard]] std::vector<std::string> table_names() const;

 private:
  std::vector<Field> fields_;  // Fields of one table stand together.
};

}  // namespace liandong
