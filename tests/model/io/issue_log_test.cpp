#include "model/io/issue_log.hpp"

#include <gtest/gtest.h>

using namespace liandong;

namespace {
Issue issue(Severity severity, const char* code, const char* file, int row, int column = 0, const char* field = "") {
  return make_issue(severity, code, file, row, column, field, {"x", "x"}, {"y", "y"});
}
}  // namespace

TEST(IssueLog, SortsErrorsFirstThenByReadingOrder) {
  IssueLog log;
  log.add(issue(Severity::warning, "w", "units.csv", 1));
  log.add(issue(Severity::error, "b", "sources.csv", 2, 3));
  log.add(issue(Severity::error, "a", "projects.csv", 9));
  log.add(issue(Severity::error, "c", "sources.csv", 2, 1));
  std::string order;
  for (const Issue& i : log.take()) order += i.code;
  EXPECT_EQ(order, "acbw");
}
TEST(IssueLog, KeepsErrorsApartFromWarnings) {
  IssueLog log;
  for (std::size_t i = 0; i < 3 * IssueLog::most_per_file; ++i) log.add(issue(Severity::warning, "w", "units.csv", static_cast<int>(i) + 2));
  log.add(issue(Severity::error, "e", "units.csv", 9999));
  EXPECT_TRUE(log.row_has_error("units.csv", 9999));
  EXPECT_FALSE(log.row_has_error("units.csv", 3));
  const Issues all = log.take();
  EXPECT_EQ(all.front().code, "e");
  EXPECT_EQ(all.size(), IssueLog::most_per_file + 2);  // The error, the warnings kept, and the count of the rest.
}
TEST(IssueLog, FitsThousandsOnOnePage) {
  Issues issues;
  for (int row = 2; row < 5000; ++row) issues.push_back(issue(Severity::error, "blank-required", "projects.csv", row, 8, "cost_wan"));
  for (int row = 2; row < 500; ++row) issues.push_back(issue(Severity::warning, "unit-slip", "projects.csv", row, 8, "cost_wan"));
  issues.push_back(issue(Severity::error, "cycle", "links.csv", 40));
  issues.push_back(issue(Severity::error, "out-of-range", "sources.csv", 4, 10, "max_share"));
  const Issues page = most_important(issues, 30);
  ASSERT_EQ(page.size(), 31u);
  const auto holds = [&](const char* code) { return std::any_of(page.begin(), page.end(), [&](const Issue& i) { return i.code == code; }); };
  EXPECT_TRUE(holds("cycle"));
  EXPECT_TRUE(holds("out-of-range"));
  EXPECT_FALSE(holds("unit-slip"));
  EXPECT_EQ(page.back().code, "more-issues");
  EXPECT_NE(page.back().sentence.en.find("4970 more errors and 498 more warnings"), std::string::npos) << page.back().sentence.en;
  EXPECT_EQ(most_important(issues, 9999).size(), issues.size());
}
