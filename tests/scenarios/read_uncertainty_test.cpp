#include "scenarios/read_uncertainty.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "model/io/read_campaign.hpp"
#include "model/io/schema_data.hpp"
#include "scenarios/random_stream.hpp"

namespace liandong {
namespace {

const CampaignFile& small() {
  static const CampaignFile file = *read_campaign(std::string(LIANDONG_SOURCE_DIR) + "/tests/support/campaigns/small");
  return file;
}

Checked<Uncertainty> read(std::string_view text) { return read_uncertainty(text, small().campaign, small().funding); }

TEST(ReadUncertainty, ReadsEverySection) {
  const auto known = read(R"(
[uncertainty]
mark = "recalled"
note = "trial"
[[correlations]]
a = "price"
b = "land"
value = -0.25
[[drivers]]
id = "price"
name_en = "Prices"
[[drivers]]
id = "land"
[[costs]]
kind = "hardware"
low = 0.9
mode = 1
high = "140%"
shape = "triangular"
driver = "price"
loading = 0.6
mark = "page"
[[durations]]
project = "plant"
delay = [0.5, 0.25, 0.25]
[[approvals]]
sector = "roads"
delay = "0.9|0.1"
[[arrivals]]
certainty = "hoped"
drop = 0.4
[[incomes]]
source = ["fiscal-city", "fiscal-ridge"]
volatility = 0.2
[[interest]]
contract = "bt-433"
low = -0.01
mode = 0
high = 0.02
[[partners]]
channel = "bot"
quit = 0.1
)");
  for (const Issue& issue : known.issues()) ADD_FAILURE() << issue.row << ": " << issue.sentence.en;
  ASSERT_TRUE(known);
  EXPECT_FALSE(known->defaults);
  EXPECT_EQ(known->from.mark, SourceMark::recalled);
  ASSERT_EQ(known->drivers.size(), 2U);
  EXPECT_EQ(known->correlation(0, 1), -0.25);
  ASSERT_EQ(known->costs.size(), 1U);
  EXPECT_EQ(known->costs[0].factor.high(), 1.4);
  EXPECT_EQ(known->costs[0].factor.shape(), SpreadShape::triangular);
  EXPECT_EQ(known->costs[0].loading.driver, 0);
  EXPECT_EQ(known->costs[0].from.mark, SourceMark::page);
  EXPECT_EQ(known->durations.at(0).from.mark, SourceMark::recalled) << "that of the file";
  EXPECT_EQ(known->durations.at(0).delay, (DelayChances{0.5, 0.25, 0.25}));
  EXPECT_EQ(known->approvals.at(0).delay, (DelayChances{0.9, 0.1}));
  EXPECT_EQ(known->arrivals.at(0).drop, 0.4);
  EXPECT_TRUE(known->arrivals.at(0).share.certain());
  EXPECT_EQ(known->incomes.at(0).which.sources.size(), 2U);
  EXPECT_EQ(known->interest.at(0).contracts.size(), 1U);
  EXPECT_EQ(known->partners.at(0).quit, 0.1);
}

struct Broken {
  std::string text, code;
  int row;
};

TEST(ReadUncertainty, SaysWhereAndWhat) {
  const Broken cases[] = {
      {"[[costs]]\nlow = 1.2\nmode = 1\nhigh = 1.4\n", "three-point-order", 3},
      {"[[costs]]\nlow = 1\nmode = 1\n", "missing-setting", 1},
      {"[[costs]]\nlow = 1\nmode = 1\nhigh = 99\n", "out-of-range", 4},
      {"[[costs]]\nlow = 1\nmode = 1\nhigh = 1.1\ndriver = \"price\"\nloading = 0.5\n", "unknown-reference", 5},
      {"[[drivers]]\nid = \"price\"\n[[costs]]\nlow = 1\nmode = 1\nhigh = 1.1\ndriver = \"price\"\n", "loading-incomplete", 7},
      {"[[durations]]\ndelay = [0.5, 0.4]\n", "chances-sum", 2},
      {"[[durations]]\ndelay = [1.5, -0.5]\n", "out-of-range", 2},
      {"[[durations]]\nproject = \"plnt\"\ndelay = [1]\n", "unknown-reference", 2},
      {"[[drivers]]\nid = \"a\"\n[[drivers]]\nid = \"a\"\n", "duplicate-key", 4},
      {"[[drivers]]\nid = \"a\"\n[[correlations]]\na = \"a\"\nb = \"a\"\nvalue = 1\n", "correlation-with-itself", 5},
      {"[[incomes]]\nvolatility = \"much\"\n", "number", 2},
      {"[costs]\nlow = 1\n", "unknown-section", 1},
      {"[[risks]]\nlow = 1\n", "unknown-section", 1},
      {"[[costs]]\nlow = 1\nlow = 2\n", "", 3},
      {"[[costs\n", "", 1},
  };
  for (const Broken& broken : cases) {
    const auto known = read(broken.text);
    EXPECT_FALSE(known) << broken.text;
    ASSERT_FALSE(known.issues().empty());
    bool found = false;
    std::string all;
    for (const Issue& issue : known.issues()) {
      found = found || ((broken.code.empty() || issue.code == broken.code) && issue.row == broken.row);
      all += issue.code + ":" + std::to_string(issue.row) + " ";
      EXPECT_EQ(issue.file, "uncertainty.toml");
      EXPECT_FALSE(issue.sentence.en.empty() || issue.sentence.zh.empty() || issue.mend.en.empty() || issue.mend.zh.empty()) << broken.text;
    }
    EXPECT_TRUE(found) << broken.text << all;
  }
}

TEST(ReadUncertainty, WarnsOfWhatIsAboutNothingAndOfImpossibleCorrelations) {
  const auto known = read(R"(
[[drivers]]
id = "a"
[[drivers]]
id = "b"
[[drivers]]
id = "c"
[[correlations]]
a = "a"
b = "b"
value = 1
[[correlations]]
a = "b"
b = "c"
value = 1
[[correlations]]
a = "a"
b = "c"
value = 0
[[costs]]
kind = "management"
low = 1
mode = 1
high = 2
)");
  ASSERT_TRUE(known);
  EXPECT_TRUE(known->repair.needed);
  EXPECT_NEAR(known->correlation(0, 1), 0.7607, 1e-4);
  std::vector<std::string> codes;
  for (const Issue& issue : known.issues()) codes.push_back(issue.code);
  EXPECT_THAT(codes, ::testing::UnorderedElementsAre("correlation-impossible", "about-nothing"));
}

TEST(ReadUncertainty, BuiltInDefaultsAndTheExampleAreGood) {
  const auto built_in =
      load_uncertainty(std::string(LIANDONG_SOURCE_DIR) + "/tests/support/campaigns/small", small().campaign, small().funding);
  ASSERT_TRUE(built_in);
  EXPECT_TRUE(built_in->defaults);
  EXPECT_FALSE(built_in->repair.needed);
  EXPECT_TRUE(built_in.issues().empty());
  const std::string example = std::string(LIANDONG_SOURCE_DIR) + "/data/wuchuang";
  const auto file = read_campaign(example);
  ASSERT_TRUE(file);
  const auto own = load_uncertainty(example, file->campaign, file->funding);
  ASSERT_TRUE(own);
  EXPECT_FALSE(own->defaults);
  EXPECT_TRUE(own.issues().empty());
}

/// Lines and characters of the defaults are cut, exchanged and replaced: there is always a value, or a reason that can be shown.
TEST(ReadUncertainty, AnyTextGivesAValueOrAReason) {
  const std::string whole(default_uncertainty_toml);
  RandomStream random(11, 0);
  int good = 0;
  for (int trial = 0; trial < 200; ++trial) {
    std::string text = whole;
    const auto edits = random.between(1, 2);
    for (std::int64_t e = 0; e < edits && !text.empty(); ++e) {
      const auto at = static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(text.size()) - 1));
      switch (random.between(0, 3)) {
        case 0: text.erase(at, static_cast<std::size_t>(random.between(1, 40))); break;
        case 1: text[at] = static_cast<char>(random.between(9, 126)); break;
        case 2:
          text.insert(at, text.substr(static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(text.size()) - 1)), 25));
          break;
        default: text.insert(at, random.percent(50) ? "9e99" : "-1"); break;
      }
    }
    const auto known = read(text);
    if (known) ++good;
    EXPECT_TRUE(known.ok() || has_errors(known.issues())) << text;
    for (const Issue& issue : known.issues())
      EXPECT_FALSE(issue.sentence.en.empty() || issue.sentence.zh.empty() || issue.row < 0 || issue.column < 0) << text;
    if (!known) continue;
    for (const CostRisk& risk : known->costs) EXPECT_LE(risk.factor.low(), risk.factor.high());
    for (const DelayRisk& risk : known->durations) EXPECT_FALSE(risk.delay.empty());
  }
  EXPECT_GT(good, 5);
  EXPECT_LT(good, 195);
}

}  // namespace
}  // namespace liandong
