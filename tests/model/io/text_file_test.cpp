#include "model/io/text_file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/model/io/campaign_copy.hpp"

using namespace liandong;

namespace {

std::string code_of(const Checked<std::string>& read) { return read ? "read" : read.issues().at(0).code; }

}  // namespace

TEST(TextFile, NamesEveryWayNotToRead) {
  const test::ScratchFolder folder;
  test::write_text(folder.path() / "ok", "abc");
  test::write_text(folder.path() / "empty", "");
  test::write_text(folder.path() / "large", std::string(1001, 'x'));
  test::write_text(folder.path() / "exact", std::string(1000, 'x'));
  std::filesystem::create_directory(folder.path() / "folder");
  ASSERT_EQ(::mkfifo((folder.path() / "pipe").c_str(), 0600), 0);

  EXPECT_EQ(*read_bytes(folder.path() / "ok", "ok"), "abc");
  EXPECT_EQ(code_of(read_bytes(folder.path() / "none", "none")), "file-missing");
  EXPECT_EQ(code_of(read_bytes(folder.path() / "ok" / "x", "x")), "file-missing");
  EXPECT_EQ(code_of(read_bytes(folder.path() / "folder", "folder")), "file-is-folder");
  EXPECT_EQ(code_of(read_bytes(folder.path() / "pipe", "pipe")), "file-is-device");
  EXPECT_EQ(code_of(read_bytes(folder.path() / "empty", "empty")), "file-empty");
  EXPECT_EQ(code_of(read_bytes(folder.path() / "large", "large", 1000)), "file-too-large");
  EXPECT_EQ(code_of(read_bytes(folder.path() / "exact", "exact", 1000)), "read");
}
TEST(TextFile, RefusesAHugeFileWithoutReadingIt) {
  const test::ScratchFolder folder;
  test::write_text(folder.path() / "huge", "");
  ASSERT_EQ(::truncate((folder.path() / "huge").c_str(), off_t{200} << 20), 0);  // Sparse: takes no room.
  const auto read = read_bytes(folder.path() / "huge", "huge");
  EXPECT_EQ(code_of(read), "file-too-large");
  EXPECT_NE(read.issues().at(0).sentence.en.find("64 MB"), std::string::npos);
}
TEST(TextFile, SaysWhenItMayNot) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const test::ScratchFolder folder;
  test::write_text(folder.path() / "secret", "abc");
  ::chmod((folder.path() / "secret").c_str(), 0);
  EXPECT_EQ(code_of(read_bytes(folder.path() / "secret", "secret")), "file-unreadable");
}
