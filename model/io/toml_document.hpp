#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/core/issue.hpp"

namespace liandong {

/// A value of a TOML file as the settings reader needs it: its text and where it stands.
struct TomlValue {
  enum class Kind { text, number, boolean, list, other };
  Kind kind = Kind::other;
  std::string text;              ///< Of a number its shortest decimal, of a boolean true or false.
  std::vector<TomlValue> items;  ///< Of a list.
  int line = 0, column = 0;
};

struct TomlEntry {
  std::string key;
  int line = 0, column = 0;
  TomlValue value;
};

/// [name] or one [[name]]; entries in the order of the file.
struct TomlSection {
  std::string name;
  bool listed = false;  ///< One of [[name]].
  int line = 0, column = 0;
  std::vector<TomlEntry> entries;
};

/// Sections in the order of the file; keys before the first section stand in one with an empty name.
struct TomlDocument {
  std::vector<TomlSection> sections;
};

/// Parses TOML 1.0; keys may be Chinese without quotes. The only user of the TOML library.
[[nodiscard]] Checked<TomlDocument> parse_toml(std::string_view text, std::string_view file);

}  // namespace liandong
