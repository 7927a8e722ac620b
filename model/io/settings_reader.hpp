#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/campaign/campaign.hpp"
#include "model/io/cell.hpp"
#include "model/io/issue_log.hpp"
#include "model/io/key_index.hpp"
#include "model/io/schema.hpp"
#include "model/io/toml_document.hpp"
#include "model/planning/settings.hpp"

namespace liandong {

/// One section of a TOML file, read as the schema describes it. Keys may be the Chinese headers.
class SectionReader {
 public:
  /// `section` may be null: then every field is blank. Reports unknown and repeated keys.
  SectionReader(const TomlSection* section, std::span<const Field> fields, std::string_view file, IssueLog& log);

  [[nodiscard]] bool has(std::string_view field) const { return find(field) != nullptr; }
  std::string text(std::string_view field);
  std::optional<Money> money(std::string_view field);
  std::optional<Rate> rate(std::string_view field);
  std::optional<int> integer(std::string_view field);
  std::optional<Period> period(std::string_view field, std::optional<PeriodUnit> unit);
  std::optional<int> word(std::string_view field);
  template <class Enum>
  std::optional<Enum> word_as(std::string_view field) {
    const auto value = word(field);
    return value ? std::optional(static_cast<Enum>(*value)) : std::nullopt;
  }
  std::vector<std::string> word_list(std::string_view field);
  std::vector<std::string> text_list(std::string_view field);
  std::vector<Rate> rate_list(std::string_view field);
  std::optional<std::string> date(std::string_view field);  ///< 2012-12-24, in quotation marks or not.
  /// Ids of the keys; each that the table does not have becomes an issue.
  std::vector<std::int32_t> reference_list(std::string_view field, const KeyIndex& index);
  template <class Id>
  std::vector<Id> ids(std::string_view field, const KeyIndex& index) {
    std::vector<Id> found;
    for (const std::int32_t id : reference_list(field, index)) found.push_back(Id{id});
    return found;
  }
  /// The name, which the table does not have, with the nearest that it has.
  void unknown_reference(std::string_view field, const std::string& name, std::string_view table, std::span<const std::string> known);
  void error(std::string_view field, std::string_view code, Text sentence, Text mend);
  /// Line and column of a value; of the section where the field is not given.
  [[nodiscard]] std::pair<int, int> place(std::string_view field) const;

 private:
  [[nodiscard]] const TomlEntry* find(std::string_view field) const;
  [[nodiscard]] const Field& field_of(std::string_view field) const;
  std::optional<std::string> cell(std::string_view field);
  template <class Result>
  auto take(std::string_view field, Result result) -> decltype(result.value);

  const TomlSection* section_;
  std::span<const Field> fields_;
  std::string file_;
  IssueLog& log_;
  std::map<std::string, const TomlEntry*, std::less<>> entries_;  // By canonical name.
};

/// What campaign.toml says.
struct CampaignHead {
  std::string key;
  Text name;
  std::optional<Period> first;  ///< Unknown if it could not be read.
  int periods = 0;
  Declared declared;
  Settings settings;
  std::map<std::string, std::pair<int, int>> places;  ///< Line and column by "section.key".
};

/// Finds a section; null if there is none.
[[nodiscard]] const TomlSection* find_section(const TomlDocument& document, std::string_view name);
/// Reports sections that are neither in `known` nor written as they should be ([[x]] for those in `listed`, else [x]), and keys outside sections.
void check_sections(const TomlDocument& document, std::string_view file, std::span<const std::string_view> known,
                    std::span<const std::string_view> listed, IssueLog& log);

[[nodiscard]] CampaignHead read_head(const TomlDocument& document, IssueLog& log);
/// Sections prices, settings and rules of `document` over what `settings` holds: defaults first, then campaign.toml, then a scenario.
void read_settings(const TomlDocument& document, std::string_view file, Settings& settings, std::map<std::string, std::pair<int, int>>& places, IssueLog& log);

}  // namespace liandong
