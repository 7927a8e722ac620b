#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "tests/model/io/campaign_copy.hpp"

namespace {

namespace fs = std::filesystem;

/// First cells of the tables' rows that are check codes, below the heading that begins the checks.
std::set<std::string> documented(const char* page, const std::string& heading) {
  const std::string text = liandong::test::read_text(fs::path(LIANDONG_SOURCE_DIR) / page);
  const std::string checks = text.substr(std::min(text.find(heading), text.size()));
  std::set<std::string> codes;
  const std::regex row("\n\\| ([a-z]+(-[a-z]+)+) \\|");
  for (std::sregex_iterator match(checks.begin(), checks.end(), row), end; match != end; ++match) codes.insert((*match)[1]);
  return codes;
}

}  // namespace

TEST(Checks, AreListedAlikeInBothLanguagesAndExist) {
  const auto english = documented("docs/guide/campaign-folder.md", "## The checks");
  EXPECT_EQ(english, documented("docs/zh/campaign-folder.md", "## 核对清单"));
  EXPECT_GE(english.size(), 100u);
  std::string sources;
  for (const char* room : {"model/io", "model/campaign", "model/funding", "scenarios"})
    for (const auto& entry : fs::directory_iterator(fs::path(LIANDONG_SOURCE_DIR) / room))
      if (entry.path().extension() == ".cpp") sources += liandong::test::read_text(entry.path());
  for (const std::string& code : english) EXPECT_NE(sources.find("\"" + code + "\""), std::string::npos) << code;
}
