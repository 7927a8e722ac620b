#include "model/io/issue_log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <vector>

namespace liandong {
namespace {

constexpr std::array<std::string_view, 15> reading_order = {
    "campaign.toml", "units.csv", "programmes.csv", "categories.csv", "tasks.csv",   "stages.csv",  "projects.csv",
    "serves.csv",    "links.csv", "contracts.csv",  "sources.csv",    "inflows.csv", "budgets.csv", "locks.csv",
    "modes.csv"};

Issue count_of_rest(std::string_view file, Severity severity, std::size_t errors, std::size_t warnings) {
  return make_issue(severity, "more-issues", file, 0, 0, "",
                    {fmt::format("{} more errors and {} more warnings are not listed", errors, warnings),
                     fmt::format("另有 {} 个错误、{} 个提示未列出", errors, warnings)},
                    {"Mend those above and check again", "请先改正以上各项，再重新检查"});
}

/// Sentences end with a full stop, whoever wrote them.
void close(Text& text) {
  constexpr std::string_view marks[] = {".", "?", "。", "？", "！", "…"};
  const auto ends = [&](const std::string& sentence) {
    return std::any_of(std::begin(marks), std::end(marks), [&](std::string_view mark) { return std::string_view(sentence).ends_with(mark); });
  };
  if (!text.en.empty() && !ends(text.en)) text.en += ".";
  if (!text.zh.empty() && !ends(text.zh)) text.zh += "。";
}

}  // namespace

Issue make_issue(Severity severity, std::string_view code, std::string_view file, int row, int column, std::string_view field, Text sentence,
                 Text mend) {
  close(sentence);
  close(mend);
  return {severity, std::string(code), std::string(file), row, column, std::string(field), std::move(sentence), std::move(mend)};
}

int file_rank(std::string_view file) {
  const auto place = std::find(reading_order.begin(), reading_order.end(), file);
  return static_cast<int>(place - reading_order.begin());
}

void sort_issues(Issues& issues) {
  const auto key = [](const Issue& issue) {
    return std::tuple(issue.severity == Severity::error ? 0 : 1, file_rank(issue.file), std::string_view(issue.file), issue.row, issue.column,
                      std::string_view(issue.code), std::string_view(issue.sentence.en));
  };
  std::stable_sort(issues.begin(), issues.end(), [&](const Issue& a, const Issue& b) { return key(a) < key(b); });
}

void IssueLog::add(Issue issue) {
  if (issue.severity == Severity::error) {
    ++errors_;
    if (issue.row > 0) wrong_rows_.emplace(issue.file, issue.row);
  }
  auto& [kept, dropped] = count_[{issue.file, issue.severity}];
  if (kept >= most_per_file) {
    ++dropped;
    return;
  }
  ++kept;
  issues_.push_back(std::move(issue));
}

bool IssueLog::row_has_error(std::string_view file, int row) const { return wrong_rows_.contains({std::string(file), row}); }

Issues IssueLog::take() {
  for (const auto& [key, count] : count_)
    if (count.second > 0)
      issues_.push_back(key.second == Severity::error ? count_of_rest(key.first, key.second, count.second, 0)
                                                      : count_of_rest(key.first, key.second, 0, count.second));
  sort_issues(issues_);
  return std::move(issues_);
}

Issues most_important(Issues issues, std::size_t limit) {
  sort_issues(issues);
  if (issues.size() <= limit) return issues;
  std::set<std::tuple<std::string, std::string, std::string>> seen;
  std::vector<std::size_t> first, repeated;
  for (std::size_t i = 0; i < issues.size(); ++i) {
    const Issue& issue = issues[i];
    (seen.emplace(issue.file, issue.code, issue.field).second ? first : repeated).push_back(i);
  }
  // An error of any kind still comes before a warning of a new kind.
  std::vector<std::size_t> order;
  for (const Severity severity : {Severity::error, Severity::warning})
    for (const auto* group : {&first, &repeated})
      for (const std::size_t i : *group)
        if (issues[i].severity == severity) order.push_back(i);
  std::sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(limit));
  Issues page;
  for (std::size_t i = 0; i < limit; ++i) page.push_back(issues[order[i]]);
  std::size_t errors = 0, warnings = 0;
  for (std::size_t i = limit; i < order.size(); ++i) ++(issues[order[i]].severity == Severity::error ? errors : warnings);
  page.push_back(count_of_rest("", errors > 0 ? Severity::error : Severity::warning, errors, warnings));
  return page;
}

}  // namespace liandong
