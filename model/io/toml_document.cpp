#include "model/io/toml_document.hpp"

// The library's own assertions would end the program on some malformed files; what they guard is refused by check_outside_quotes() below
// or comes back as a parse error.
#undef NDEBUG
#define TOML_ASSERT(expr) static_cast<void>(0)
#define TOML_UNRELEASED_FEATURES 1  // Bare keys in Chinese.
#define TOML_EXCEPTIONS 1
#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <optional>

#include "model/io/issue_log.hpp"

namespace liandong {
namespace {

Issue issue_at(std::string_view file, int line, int column, std::string_view code, Text sentence, Text mend) {
  return make_issue(Severity::error, code, file, line, column, "", std::move(sentence), std::move(mend));
}

bool is_key_character(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}

/// Finds characters that no TOML file has outside quotes and comments, above all full-width punctuation typed with a Chinese
/// keyboard. The library is not robust against them, and people need to be told what they are.
std::optional<Issue> check_outside_quotes(std::string_view text, std::string_view file) {
  enum class In { plain, comment, basic, literal, long_basic, long_literal } in = In::plain;
  int line = 1, column = 1;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    const auto here = [&](std::string_view mark) { return text.compare(i, mark.size(), mark) == 0; };
    std::size_t step = length;
    switch (in) {
      case In::plain:
        if (here("#")) in = In::comment;
        else if (here("\"\"\"")) in = In::long_basic, step = 3;
        else if (here("'''")) in = In::long_literal, step = 3;
        else if (here("\"")) in = In::basic;
        else if (here("'")) in = In::literal;
        else if (lead >= 0x80) {
          char32_t c = lead & (0xFFu >> (length + 1));
          for (std::size_t k = 1; k < length && i + k < text.size(); ++k) c = (c << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3F);
          if (!is_key_character(c)) {
            const std::string sign(text.substr(i, length));
            return issue_at(file, line, column, "toml-character",
                            {fmt::format("\"{}\" stands outside quotation marks", sign), fmt::format("引号外出现“{}”", sign)},
                            {"Use the half-width signs = , \" [ ] # of the English keyboard, and put text into quotation marks",
                             "请用英文半角符号 = , \" [ ] #，文字放在引号内"});
          }
        } else if ((lead < 0x20 && lead != '\t' && lead != '\n' && lead != '\r') || lead == 0x7F) {
          return issue_at(file, line, column, "toml-character", {"A control character stands here", "此处有控制字符"},
                          {"Remove it, or save the file as UTF-8 text", "请删除，或另存为 UTF-8 文本"});
        }
        break;
      case In::comment:
        if (here("\n")) in = In::plain;
        break;
      case In::basic:
        if (here("\\") && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0x80 && text[i + 1] != '\n') step = 2;
        else if (here("\"") || here("\n")) in = In::plain;
        break;
      case In::literal:
        if (here("'") || here("\n")) in = In::plain;
        break;
      case In::long_basic:
        if (here("\\") && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0x80 && text[i + 1] != '\n') step = 2;
        else if (here("\"\"\"")) {
          in = In::plain, step = 3;
          while (i + step < text.size() && text[i + step] == '"' && step < 5) ++step;
        }
        break;
      case In::long_literal:
        if (here("'''")) {
          in = In::plain, step = 3;
          while (i + step < text.size() && text[i + step] == '\'' && step < 5) ++step;
        }
        break;
    }
    if (text[i] == '\n') ++line, column = 1;
    else column += static_cast<int>(step == length ? 1 : step);
    i += step;
  }
  return std::nullopt;
}

int as_int(toml::source_index index) { return static_cast<int>(std::min<toml::source_index>(index, 1'000'000'000)); }

TomlValue convert(const toml::node& node) {
  TomlValue value;
  value.line = as_int(node.source().begin.line);
  value.column = as_int(node.source().begin.column);
  if (const auto* text = node.as_string()) {
    value.kind = TomlValue::Kind::text;
    value.text = text->get();
  } else if (const auto* whole = node.as_integer()) {
    value.kind = TomlValue::Kind::number;
    value.text = fmt::format("{}", whole->get());
  } else if (const auto* decimal = node.as_floating_point()) {
    value.kind = TomlValue::Kind::number;
    value.text = fmt::format("{}", decimal->get());  // The shortest text that reads back the same: the digits of the file.
  } else if (const auto* flag = node.as_boolean()) {
    value.kind = TomlValue::Kind::boolean;
    value.text = flag->get() ? "true" : "false";
  } else if (const auto* list = node.as_array()) {
    value.kind = TomlValue::Kind::list;
    for (const toml::node& item : *list) value.items.push_back(convert(item));
  } else if (const auto* date = node.as_date()) {  // 2013-05 is no TOML, but 2013-05-01 is.
    value.text = fmt::format("{:04}-{:02}-{:02}", date->get().year, date->get().month, date->get().day);
  }
  return value;
}

TomlSection convert_section(std::string_view name, const toml::table& table, bool listed) {
  TomlSection section;
  section.name = name;
  section.listed = listed;
  section.line = as_int(table.source().begin.line);
  section.column = as_int(table.source().begin.column);
  for (const auto& [key, node] : table)
    section.entries.push_back({.key = std::string(key.str()),
                               .line = as_int(key.source().begin.line),
                               .column = as_int(key.source().begin.column),
                               .value = convert(node)});
  std::stable_sort(section.entries.begin(), section.entries.end(),
                   [](const TomlEntry& a, const TomlEntry& b) { return std::pair(a.line, a.column) < std::pair(b.line, b.column); });
  return section;
}

TomlDocument convert_document(const toml::table& root) {
  TomlDocument document;
  TomlSection loose;
  for (const auto& [key, node] : root) {
    const auto* list = node.as_array();
    const bool tables = list && !list->empty() && std::all_of(list->begin(), list->end(), [](const toml::node& item) { return item.is_table(); });
    if (const auto* table = node.as_table()) {
      document.sections.push_back(convert_section(key.str(), *table, false));
      document.sections.back().line = as_int(key.source().begin.line);
      document.sections.back().column = as_int(key.source().begin.column);
    } else if (tables) {
      for (const toml::node& item : *list) document.sections.push_back(convert_section(key.str(), *item.as_table(), true));
    } else {
      loose.entries.push_back({.key = std::string(key.str()),
                               .line = as_int(key.source().begin.line),
                               .column = as_int(key.source().begin.column),
                               .value = convert(node)});
    }
  }
  std::stable_sort(document.sections.begin(), document.sections.end(),
                   [](const TomlSection& a, const TomlSection& b) { return std::pair(a.line, a.column) < std::pair(b.line, b.column); });
  if (!loose.entries.empty()) document.sections.insert(document.sections.begin(), std::move(loose));
  return document;
}

}  // namespace

Checked<TomlDocument> parse_toml(std::string_view text, std::string_view file) {
  if (auto issue = check_outside_quotes(text, file)) return Issues{std::move(*issue)};
  try {
    return convert_document(toml::parse(text));
  } catch (const toml::parse_error& error) {
    const std::string what(error.description());
    return Issues{issue_at(file, as_int(error.source().begin.line), as_int(error.source().begin.column), "toml-syntax",
                           {fmt::format("This is not TOML: {}", what), fmt::format("不符合 TOML 格式：{}", what)},
                           {"Write lines such as key = value under a [section]; text in quotation marks", "请在 [节] 之下写“键 = 值”，文字加引号"})};
  } catch (const std::exception& error) {
    return Issues{issue_at(file, 0, 0, "toml-syntax", {fmt::format("This is not TOML: {}", error.what()), fmt::format("不符合 TOML 格式：{}", error.what())},
                           {"Compare it with the example campaign's file", "请对照示例数据的同名文件"})};
  }
}

}  // namespace liandong
