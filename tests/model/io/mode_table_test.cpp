#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/io/read_campaign.hpp"
#include "tests/model/io/campaign_copy.hpp"

using namespace liandong;
using test::CampaignCopy;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

namespace {

constexpr const char* header = "project,mode,cost_wan,duration,profile,least,most,channels,shares,mark\n";

Checked<CampaignFile> read(const std::string& rows) {
  const CampaignCopy copy;
  copy.put("modes.csv", header + rows);
  return read_campaign(copy.path());
}

/// Issues about modes.csv as "code row:column".
std::vector<std::string> about_modes(const std::string& rows) {
  const auto file = read(rows);
  std::vector<std::string> found;
  for (const Issue& issue : file.issues())
    if (issue.file == "modes.csv") {
      EXPECT_FALSE(issue.sentence.zh.empty());
      EXPECT_NE(issue.sentence.en, issue.sentence.zh);
      found.push_back(issue.code + " " + std::to_string(issue.row) + ":" + std::to_string(issue.column));
    }
  return found;
}

std::vector<Money> fen(std::initializer_list<std::int64_t> amounts) {
  std::vector<Money> list;
  for (const std::int64_t amount : amounts) list.push_back(Money::from_fen(amount));
  return list;
}

}  // namespace

// The plant costs 2,400 万元 in four quarters: 600, 900, 900 and nothing... whatever projects.csv says, blank cells repeat it.
TEST(ModeTable, BlankCellsAreTheProjects) {
  const auto file = read("plant,own,,,,,,fiscal|bundled,,illustrative\nplant,bt,2600,,,,,bt,0.7,illustrative\n");
  ASSERT_TRUE(file) << file.issues().front().sentence.en;
  ASSERT_EQ(file->modes.size(), 2u);
  const Mode &own = file->modes[0], &bt = file->modes[1];
  const Project& plant = file->campaign[own.project];
  EXPECT_EQ(plant.key, "plant");
  EXPECT_EQ(own.cost, plant.cost);
  EXPECT_EQ(own.duration, plant.duration);
  EXPECT_EQ(own.profile, plant.profile);
  EXPECT_EQ(own.channels, (std::vector{Channel::fiscal, Channel::bundled}));
  EXPECT_EQ(own.share(Channel::fiscal), Rate::one());
  EXPECT_FALSE(own.admits(Channel::bt));
  EXPECT_EQ(bt.cost, *Money::parse_wan("2600"));
  EXPECT_EQ(bt.share(Channel::bt), *Rate::parse("0.7"));
  Money sum;
  for (std::size_t u = 0; u < bt.profile.size(); ++u) {  // In the project's proportions, to the fen.
    sum += bt.profile[u];
    EXPECT_NEAR(bt.profile[u].wan() * plant.cost.wan(), plant.profile[u].wan() * bt.cost.wan(), 1e-2);
  }
  EXPECT_EQ(sum, bt.cost);
}

TEST(ModeTable, AnotherDurationIsEvenUnlessSaid) {
  const auto file = read("plant,fast,0.000011,2,,,,,,illustrative\nplant,slow,0.000011,3,0.5|0.2|0.3,,,,,illustrative\n");
  ASSERT_TRUE(file) << file.issues().front().sentence.en;
  EXPECT_EQ(file->modes[0].profile, fen({6, 5}));
  EXPECT_EQ(file->modes[1].profile, fen({6, 2, 3}));  // 5.5, 2.2, 3.3: the fen left over to the largest remainder.
}

TEST(ModeTable, LimitsAreRoundedOutwards) {
  const auto file = read("plant,elastic,0.000010,3,,0.25,0.333333333,,,illustrative\nplant,one,0.000010,2,,0|0.5,1|0.6,,,illustrative\n");
  ASSERT_FALSE(file) << "three times 0.333333333 are less than 1";
  const auto wide = read("plant,elastic,0.000010,3,,0.25,0.35,,,illustrative\nplant,one,0.000010,2,,0|0.5,1|0.6,,,illustrative\n");
  ASSERT_TRUE(wide) << wide.issues().front().sentence.en;
  EXPECT_EQ(wide->modes[0].least, fen({2, 2, 2}));
  EXPECT_EQ(wide->modes[0].most, fen({4, 4, 4}));
  EXPECT_EQ(wide->modes[0].profile, fen({4, 3, 3}));
  EXPECT_EQ(wide->modes[1].least, fen({0, 5}));
  EXPECT_EQ(wide->modes[1].most, fen({10, 6}));
}

TEST(ModeTable, MistakesAreToldWithTheirPlace) {
  EXPECT_THAT(about_modes("plant,own,,,,,,,,illustrative\nplant,own,9,,,,,,,illustrative\n"), ElementsAre("mode-twice 3:2"));
  EXPECT_THAT(about_modes("plant,own,,3,0.5|0.5,,,,,illustrative\n"), ElementsAre("mode-length 2:5"));
  EXPECT_THAT(about_modes("plant,own,,2,0.5|0.4,,,,,illustrative\n"), ElementsAre("mode-sum 2:5"));
  EXPECT_THAT(about_modes("plant,own,,2,0.5|0.5,0.1,,,,illustrative\n"), ElementsAre("mode-profile 2:5"));
  EXPECT_THAT(about_modes("plant,own,,2,,0.6,,,,illustrative\n"), ElementsAre("mode-limits 2:6"));
  EXPECT_THAT(about_modes("plant,own,,2,,,0.4,,,illustrative\n"), ElementsAre("mode-limits 2:7"));
  EXPECT_THAT(about_modes("plant,own,,2,,0.6|0,0.5|1,,,illustrative\n"), ElementsAre("mode-limits 2:7"));
  EXPECT_THAT(about_modes("plant,own,,,,,,fiscal|bundled,0.5,illustrative\n"), ElementsAre("mode-shares 2:9"));
  EXPECT_THAT(about_modes("plnt,own,,,,,,,,illustrative\n"), ElementsAre(StartsWith("unknown-reference 2:1")));
  EXPECT_THAT(about_modes("plant,own,,1000,,,,,,illustrative\n"), ElementsAre("mode-too-long 2:4"));
  EXPECT_THAT(about_modes("plant,bt,,,,,,bt,,illustrative\n"), ElementsAre("mode-without-money 2:8")) << "the plant is not fit for BT";
  EXPECT_THAT(about_modes("plant,own,,,,,,,,illustrative\n"), IsEmpty());
}
