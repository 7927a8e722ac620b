#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "model/core/issue.hpp"

namespace liandong {

/// An issue at a place of a file, row and column from 1, 0 where unknown.
[[nodiscard]] Issue make_issue(Severity severity, std::string_view code, std::string_view file, int row, int column, std::string_view field,
                               Text sentence, Text mend);

/// Collects issues while a folder is read. Keeps at most `most_per_file` errors and as many warnings of each
/// file (the rest are counted), and knows which rows
/// are already known to be wrong, so that later checks do not repeat the same mistake in other words.
class IssueLog {
 public:
  static constexpr std::size_t most_per_file = 2000;

  void add(Issue issue);
  void add(const Issues& issues) {
    for (const Issue& issue : issues) add(issue);
  }
  [[nodiscard]] bool row_has_error(std::string_view file, int row) const;
  [[nodiscard]] bool has_errors() const { return errors_ > 0; }
  /// Everything collected, sorted; a file that had too many issues ends with one that counts the rest.
  [[nodiscard]] Issues take();

 private:
  Issues issues_;
  std::size_t errors_ = 0;
  std::map<std::pair<std::string, Severity>, std::pair<std::size_t, std::size_t>> count_;  // Kept and dropped.
  std::set<std::pair<std::string, int>> wrong_rows_;
};

/// The files of a campaign folder in reading order.
[[nodiscard]] int file_rank(std::string_view file);

/// Errors first, then by file (in reading order), row, column, code.
void sort_issues(Issues& issues);

/// At most `limit` issues for one page: the first of each kind (file, code, field) before repetitions, sorted; if any are left out, a last
/// one with code "more-issues" counts them.
[[nodiscard]] Issues most_important(Issues issues, std::size_t limit);

}  // namespace liandong
