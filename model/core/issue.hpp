#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "model/core/text.hpp"

namespace liandong {

enum class Severity { error, warning };

/// One thing wrong with the input: where it is, what is wrong, and how to mend it.
struct Issue {
  Severity severity = Severity::error;
  std::string code;   ///< Stable short name of the check, such as "unknown-reference".
  std::string file;   ///< File name inside the campaign folder.
  int row = 0;        ///< Line number in the file, 1 = header; 0 = the whole file.
  int column = 0;     ///< Column number from 1; 0 = the whole row. Filled by the reader where only `field` is known.
  std::string field;  ///< Canonical field name, such as "cost_wan"; empty = the whole row.
  Text sentence;
  Text mend;
};

using Issues = std::vector<Issue>;

[[nodiscard]] inline bool has_errors(const Issues& issues) {
  for (const Issue& issue : issues)
    if (issue.severity == Severity::error) return true;
  return false;
}

/// A value, or the reasons why there is none; warnings may accompany a value.
template <class T>
class Checked {
 public:
  Checked(T value, Issues warnings = {}) : value_(std::move(value)), issues_(std::move(warnings)) {}
  Checked(Issues issues) : value_(std::monostate{}), issues_(std::move(issues)) {}

  [[nodiscard]] bool ok() const { return std::holds_alternative<T>(value_); }
  explicit operator bool() const { return ok(); }
  [[nodiscard]] const T& operator*() const { return std::get<T>(value_); }
  [[nodiscard]] T& operator*() { return std::get<T>(value_); }
  [[nodiscard]] const T* operator->() const { return &std::get<T>(value_); }
  [[nodiscard]] const Issues& issues() const { return issues_; }

 private:
  std::variant<std::monostate, T> value_;
  Issues issues_;
};

}  // namespace liandong
