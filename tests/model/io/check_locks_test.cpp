#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/io/read_campaign.hpp"
#include "tests/model/io/campaign_copy.hpp"

using namespace liandong;
using test::CampaignCopy;

namespace {

/// Issues about locks.csv as "code row:column sentence", errors and warnings.
std::vector<std::string> about_locks(const std::string& rows) {
  const CampaignCopy copy;
  copy.put("locks.csv", "project,lock,from,to,source,mark,note\n" + rows);
  const auto file = read_campaign(copy.path());
  std::vector<std::string> found;
  for (const Issue& issue : file.issues())
    if (issue.file == "locks.csv") {
      EXPECT_FALSE(issue.sentence.zh.empty());
      found.push_back(issue.code + " " + std::to_string(issue.row) + ":" + std::to_string(issue.column) + " " + issue.sentence.en);
    }
  return found;
}

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

}  // namespace

TEST(CheckLocks, ReadInBothLanguages) {
  const CampaignCopy copy;
  copy.put("locks.csv",
           "项目,锁定,自,至,资金来源,来源标记\n"
           "plant,开工,2012Q3,2012Q4,,示意\n"
           "streets,必建,,,,示意\n"
           "streets,禁用,,,bt-roads,示意\n");
  const auto file = read_campaign(copy.path());
  ASSERT_TRUE(file) << file.issues().front().sentence.en;
  ASSERT_EQ(file->locks.size(), 3u);
  const Lock& plant = file->locks[0];
  EXPECT_EQ(plant.kind, LockKind::start);
  EXPECT_EQ(file->campaign[plant.project].key, "plant");
  EXPECT_EQ(plant.from, Period(PeriodUnit::quarter, 2012, 2));
  EXPECT_EQ(plant.to, Period(PeriodUnit::quarter, 2012, 3));
  EXPECT_EQ(plant.row, 2);
  EXPECT_EQ(file->locks[1].kind, LockKind::build);
  EXPECT_EQ(file->locks[2].kind, LockKind::bar);
  EXPECT_EQ(file->funding[file->locks[2].source].key, "bt-roads");
  EXPECT_NE(file->input_hash, read_campaign(CampaignCopy().path())->input_hash) << "locks are input";
}

TEST(CheckLocks, NoFileAndNoRowsAreNoLocks) {
  EXPECT_THAT(about_locks(""), IsEmpty());
  EXPECT_TRUE(read_campaign(CampaignCopy().path())->locks.empty());
}

TEST(CheckLocks, CellsThatTheKindNeedsOrDoesNotHave) {
  EXPECT_THAT(about_locks("plant,start,,,,illustrative,\n"), ElementsAre(StartsWith("lock-field 2:3")));
  EXPECT_THAT(about_locks("plant,build,2012Q2,,,illustrative,\n"), ElementsAre(StartsWith("lock-field 2:3")));
  EXPECT_THAT(about_locks("plant,drop,,2012Q2,,illustrative,\n"), ElementsAre(StartsWith("lock-field 2:4")));
  EXPECT_THAT(about_locks("plant,bar,,,,illustrative,\n"), ElementsAre(StartsWith("lock-field 2:5")));
  EXPECT_THAT(about_locks("plant,start,2012Q3,,bt-roads,illustrative,\n"), ElementsAre(StartsWith("lock-field 2:5")));
  EXPECT_THAT(about_locks("plnt,start,2012Q3,,,illustrative,\n"), ElementsAre(StartsWith("unknown-reference 2:1")));
  EXPECT_THAT(about_locks("plant,fix,2012Q3,,,illustrative,\n"), ElementsAre(StartsWith("unknown-word 2:2")));
}

TEST(CheckLocks, PeriodsThatCannotBe) {
  EXPECT_THAT(about_locks("plant,start,2013Q1,2012Q4,,illustrative,\n"), ElementsAre(StartsWith("lock-order 2:4")));
  EXPECT_THAT(about_locks("plant,start,2014Q2,,,illustrative,\n"), ElementsAre(StartsWith("lock-outside-horizon 2:3")));
  EXPECT_THAT(about_locks("plan-city,start,,2011Q4,,illustrative,\n"), ElementsAre(StartsWith("lock-outside-horizon 2:4")));
  EXPECT_THAT(about_locks("plan-city,start,2011Q1,2012Q1,,illustrative,\n"), IsEmpty());
}

TEST(CheckLocks, RowsThatContradictEachOther) {
  EXPECT_THAT(about_locks("plant,drop,,,,illustrative,\nplant,build,,,,illustrative,\n"), ElementsAre(StartsWith("lock-conflict 3:2")));
  EXPECT_THAT(about_locks("streets,start,2013Q1,,,illustrative,\nstreets,start,,2012Q4,,illustrative,\n"),
              ElementsAre(StartsWith("lock-conflict 3:2")));
  EXPECT_THAT(about_locks("streets,bar,,,bt-roads,illustrative,\nstreets,reserve,,,bt-roads,illustrative,\n"),
              ElementsAre(StartsWith("lock-conflict 3:2")));
}

// plan-city takes one quarter, the plant four and starts in 2012Q2 at the earliest: complete in 2013Q1, then the dossier of one quarter.
TEST(CheckLocks, LinksInTheWayAreToldAsAChain) {
  EXPECT_THAT(about_locks("dossier,start,,2013Q1,,illustrative,\n"),
              ElementsAre(testing::AllOf(StartsWith("lock-impossible 2:2"), HasSubstr("plant → dossier"), HasSubstr("2013Q2"))));
  EXPECT_THAT(about_locks("dossier,start,,2013Q2,,illustrative,\n"), IsEmpty());
  EXPECT_THAT(
      about_locks("plan-city,start,2013Q1,,,illustrative,\ndossier,start,,2013Q4,,illustrative,\n"),
      ElementsAre(testing::AllOf(StartsWith("lock-impossible 3:2"), HasSubstr("plan-city → plant → dossier"), HasSubstr("(row 2)"))));
  EXPECT_THAT(
      about_locks("plan-city,drop,,,,illustrative,\ndossier,build,,,,illustrative,\n"),
      ElementsAre(testing::AllOf(StartsWith("lock-impossible 3:2"), HasSubstr("plan-city → plant → dossier"), HasSubstr("must not be"))));
}

TEST(CheckLocks, MoneyThatCouldNotFlowAnyway) {
  EXPECT_THAT(about_locks("plant,bar,,,bt-roads,illustrative,\n"), ElementsAre(StartsWith("lock-without-effect 2:5")));
  EXPECT_THAT(about_locks("plant,reserve,,,bt-roads,illustrative,\n"),
              ElementsAre(testing::AllOf(StartsWith("lock-without-effect 2:5"), HasSubstr("nothing"))));
  EXPECT_THAT(about_locks("streets,reserve,,,bt-roads,illustrative,\n"), IsEmpty());
}
