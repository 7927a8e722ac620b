#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/cli/closest.hpp"
#include "scenarios/cli/session.hpp"

namespace liandong::cli {

/// The id of the row of `rows` whose key is `key`; if there is none, says so on standard error with the nearest key.
template <class IdType, class Row>
[[nodiscard]] std::optional<IdType> find_row(const Session& session, const std::vector<Row>& rows, const std::string& key, const Text& what) {
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].key == key) return IdType{static_cast<int>(i)};
    keys.push_back(rows[i].key);
  }
  const std::string guess = closest(key, keys);
  Text sentence{"there is no " + what.en + " " + key, "没有" + what.zh + " " + key};
  if (!guess.empty()) {
    sentence.en += "; did you mean " + guess + "?";
    sentence.zh += "；是否要用 " + guess + "？";
  }
  report_misuse(session, sentence);
  return {};
}

}  // namespace liandong::cli
