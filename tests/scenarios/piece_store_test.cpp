#include "scenarios/piece_store.hpp"

#include <gtest/gtest.h>

#include "tests/model/io/campaign_copy.hpp"

namespace liandong {
namespace {

const std::string this_job(64, 'a'), almost_this_job = std::string(63, 'a') + "b";

class Pieces : public testing::Test {
 protected:
  [[nodiscard]] std::filesystem::path file() const {
    for (const auto& entry : std::filesystem::directory_iterator(scratch_.path() / "p"))
      if (entry.path().extension() == ".piece") return entry.path();
    return {};
  }
  test::ScratchFolder scratch_;
  PieceStore store_{scratch_.path() / "p", this_job};
};

TEST_F(Pieces, ComeBackAsTheyWere) {
  ASSERT_TRUE(store_.open().empty());
  EXPECT_FALSE(store_.find(3));
  const std::string bytes("a\nb\0c", 5);
  ASSERT_TRUE(store_.keep(3, bytes).empty());
  EXPECT_EQ(store_.find(3), bytes);
  EXPECT_FALSE(store_.find(2));
  EXPECT_EQ(store_.count(), 1U);
}

TEST_F(Pieces, OfAnotherJobAreNotTaken) {
  ASSERT_TRUE(store_.open().empty());
  ASSERT_TRUE(store_.keep(0, "x").empty());
  EXPECT_FALSE(PieceStore(scratch_.path() / "p", almost_this_job).find(0)) << "its file has the same name";
  EXPECT_EQ(PieceStore(scratch_.path() / "p", std::string(64, 'c')).count(), 0U);
}

TEST_F(Pieces, ThatAreDamagedAreNotTaken) {
  ASSERT_TRUE(store_.open().empty());
  ASSERT_TRUE(store_.keep(0, "0123456789").empty());
  const std::string whole = test::read_text(file());
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string spoilt = whole;
    spoilt[i] ^= 1;
    test::write_text(file(), spoilt);
    EXPECT_FALSE(store_.find(0)) << i;
    test::write_text(file(), whole.substr(0, i));
    EXPECT_FALSE(store_.find(0)) << i;
  }
  test::write_text(file(), whole);
  EXPECT_TRUE(store_.find(0));
}

TEST_F(Pieces, AFolderThatCannotBeWrittenIsSaid) {
  EXPECT_EQ(PieceStore("/proc/nowhere", this_job).open().size(), 1U);
  EXPECT_EQ(PieceStore("/proc/nowhere", this_job).keep(0, "x").size(), 1U);
}

}  // namespace
}  // namespace liandong
