#pragma once

#include <string>
#include <string_view>

#include "model/core/issue.hpp"
#include "model/optimise/mps_lines.hpp"

namespace liandong::optimise {

/// Collects what is wrong with an MPS file. Keeps the first hundred of each severity, and says how many more there were.
class MpsIssues {
 public:
  explicit MpsIssues(std::string file) : file_(std::move(file)) {}

  void error(std::string code, int row, int column, std::string field, Text sentence, Text mend);
  void warning(std::string code, int row, int column, std::string field, Text sentence, Text mend);
  [[nodiscard]] bool has_errors() const { return errors_ > 0; }
  /// All issues in the order found; the collector is empty afterwards.
  [[nodiscard]] Issues take();

 private:
  void add(Severity severity, int& count, std::string code, int row, int column, std::string field, Text sentence, Text mend);

  std::string file_;
  Issues issues_;
  int errors_ = 0, warnings_ = 0;
};

/// A name as it may be shown in a message: shortened, and without control characters or broken UTF-8.
[[nodiscard]] std::string shown(std::string_view name);

}  // namespace liandong::optimise
