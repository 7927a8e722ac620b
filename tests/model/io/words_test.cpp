#include "model/io/words.hpp"

#include <gtest/gtest.h>

using namespace liandong;

TEST(Words, FindsTheNearestName) {
  const std::vector<std::string> keys = {"plan-city", "plant", "streets", "污水处理厂"};
  EXPECT_EQ(nearest("plnt", keys), "plant");
  EXPECT_EQ(nearest("stretes", keys), "streets");
  EXPECT_EQ(nearest("污水处厂", keys), "污水处理厂");
  EXPECT_EQ(nearest("library", keys), "");
  EXPECT_EQ(nearest("", keys), "");
  EXPECT_EQ(nearest("x", std::vector<std::string>{"y"}), "");  // Everything is one step from a single letter.
}
TEST(Words, EveryWordComesBack) {
  for (const Word& word : known_words()) {
    EXPECT_EQ(find_word(word.type, word.en), word.value) << word.type << " " << word.en;
    for (const auto zh : word.zh) EXPECT_EQ(find_word(word.type, zh), word.value) << word.type << " " << zh;
  }
}
TEST(Words, WidensNothingButNarrows) {
  EXPECT_EQ(to_half_width("　ＨＣ－１％　"), "HC-1%");
  EXPECT_EQ(to_half_width("资料、收集。"), "资料、收集。");
  EXPECT_EQ(to_half_width("a\xC2\xA0"), "a");
}
