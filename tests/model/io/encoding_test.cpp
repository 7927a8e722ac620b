#include "model/io/encoding.hpp"

#include <gtest/gtest.h>

using namespace liandong;
using namespace std::string_literals;

namespace {

std::string text_of(std::string bytes) {
  const auto decoded = decode(std::move(bytes), "t.csv");
  return decoded ? decoded->text : "issue: " + decoded.issues().at(0).code;
}

}  // namespace

TEST(Encoding, ReadsTheSameWordInEveryEncoding) {
  EXPECT_EQ(text_of("联通"), "联通");
  EXPECT_EQ(text_of("\xEF\xBB\xBF联通"), "联通");
  EXPECT_EQ(text_of("\xC1\xAA\xCD\xA8"), "联通");  // GBK; detectors are known to take it for UTF-8.
  EXPECT_EQ(text_of("\xFF\xFE\x54\x80\x1A\x90"), "联通");
  EXPECT_EQ(text_of("\xFE\xFF\x80\x54\x90\x1A"), "联通");
}
TEST(Encoding, ReadsFourByteGb18030) { EXPECT_EQ(text_of("\x95\x32\x82\x36\xC1\xAA"), "𠀀联"); }
TEST(Encoding, ReadsSurrogatePairs) { EXPECT_EQ(text_of("\xFF\xFE\x40\xD8\x00\xDC"s), "𠀀"); }
TEST(Encoding, RefusesHalfASurrogatePair) {
  EXPECT_EQ(text_of("\xFF\xFE\x40\xD8"), "issue: encoding");
  EXPECT_EQ(text_of("\xFF\xFE\x00\xDC"s), "issue: encoding");
  EXPECT_EQ(text_of("\xFF\xFE\x41"), "issue: encoding");
}
TEST(Encoding, NamesThePlaceOfABadByte) {
  const auto decoded = decode("a,b\n1,\xFF\xFF\n", "t.csv");
  ASSERT_FALSE(decoded);
  EXPECT_EQ(decoded.issues().at(0).row, 2);
  EXPECT_NE(decoded.issues().at(0).sentence.en.find("byte 7, 0xFF"), std::string::npos) << decoded.issues().at(0).sentence.en;
}
TEST(Encoding, TrustsTheMark) { EXPECT_EQ(text_of("\xEF\xBB\xBF\xC1\xAA\xCD\xA8"), "issue: encoding"); }
TEST(Encoding, KnowsWorkbooksAndUtf32) {
  EXPECT_EQ(text_of("PK\x03\x04rest"), "issue: file-is-workbook");
  EXPECT_EQ(text_of("\xD0\xCF\x11\xE0\xA1\xB1"), "issue: file-is-workbook");
  EXPECT_EQ(text_of("\xFF\xFE\0\0a\0\0\0"s), "issue: encoding");
}
TEST(Encoding, IsStrictAboutUtf8) {
  EXPECT_EQ(find_invalid_utf8("a\u00e9\u4e2d\U00020000"), std::string::npos);
  for (const auto& bad : {"\xC0\x80"s, "\xE0\x80\x80"s, "\xED\xA0\x80"s, "\xF4\x90\x80\x80"s, "\xF0\x80\x80\x80"s, "\x80"s, "\xE4\xB8"s, "\xFE"s})
    EXPECT_EQ(find_invalid_utf8("x" + bad), 1u);
}
