#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "model/core/issue.hpp"

namespace liandong {

/// Adds issues about one row of one file; the reader fills in the column.
class RowIssues {
 public:
  RowIssues(std::string_view file, int row, Issues& issues) : file_(file), row_(row), issues_(issues) {}

  void error(std::string_view code, std::string_view field, Text sentence, Text mend) const {
    add(Severity::error, code, field, std::move(sentence), std::move(mend));
  }
  void warning(std::string_view code, std::string_view field, Text sentence, Text mend) const {
    add(Severity::warning, code, field, std::move(sentence), std::move(mend));
  }

 private:
  void add(Severity severity, std::string_view code, std::string_view field, Text sentence, Text mend) const {
    issues_.push_back({.severity = severity,
                       .code = std::string(code),
                       .file = std::string(file_),
                       .row = row_,
                       .column = 0,
                       .field = std::string(field),
                       .sentence = std::move(sentence),
                       .mend = std::move(mend)});
  }

  std::string_view file_;
  int row_;
  Issues& issues_;
};

}  // namespace liandong
