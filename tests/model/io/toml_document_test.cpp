#include "model/io/toml_document.hpp"

#include <gtest/gtest.h>

using namespace liandong;

namespace {
Issue issue_of(std::string_view text) {
  const auto parsed = parse_toml(text, "campaign.toml");
  return parsed ? Issue{} : parsed.issues().at(0);
}
}  // namespace

TEST(TomlDocument, KnowsWhereEverythingStands) {
  const auto parsed = parse_toml("[campaign]\nid = \"x\"\n名称 = '巴中'\n[prices]\ngap = 0.06\n[[inflows]]\nscale = 1\n[[inflows]]\nscale = 2\n", "f");
  ASSERT_TRUE(parsed);
  ASSERT_EQ(parsed->sections.size(), 4u);
  EXPECT_EQ(parsed->sections[0].entries[1].key, "名称");
  EXPECT_EQ(parsed->sections[0].entries[1].value.line, 3);
  EXPECT_EQ(parsed->sections[0].entries[1].value.column, 6);
  EXPECT_EQ(parsed->sections[1].entries[0].value.text, "0.06");
  EXPECT_TRUE(parsed->sections[2].listed);
  EXPECT_EQ(parsed->sections[3].entries[0].value.text, "2");
}
TEST(TomlDocument, NamesFullWidthSigns) {
  const Issue issue = issue_of("[campaign]\nid ＝ \"x\"\n");
  EXPECT_EQ(issue.code, "toml-character");
  EXPECT_EQ(issue.row, 2);
  EXPECT_EQ(issue.column, 4);
  for (const char* text : {"a = 1、2", "a = 。", "《a》 = 1", "a = “x”", "a = [1，2]", "· = 1", "a = 1 # 注释、\nb = 2、"})
    EXPECT_EQ(issue_of(text).code, "toml-character") << text;
  EXPECT_TRUE(parse_toml("a = \"、。《·\" # 、。《·\nb = '''\n、'''\nc = \"\"\"x\"、\"\"\"\n", "f"));
}
TEST(TomlDocument, ReportsSyntaxWithItsPlace) {
  const Issue issue = issue_of("[campaign]\nid = \n");
  EXPECT_EQ(issue.code, "toml-syntax");
  EXPECT_EQ(issue.row, 2);
  EXPECT_EQ(issue_of("a = 1\na = 2\n").code, "toml-syntax");
  EXPECT_EQ(issue_of("[a\n").code, "toml-syntax");
  EXPECT_EQ(issue_of("a = " + std::string(5000, '[')).code, "toml-syntax");
}
