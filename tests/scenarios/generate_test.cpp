#include "scenarios/generate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "model/core/money.hpp"
#include "scenarios/random_stream.hpp"

namespace liandong {
namespace {

using Row = std::map<std::string, std::string>;

std::vector<std::string> split(const std::string& line, char mark) {
  std::vector<std::string> cells{""};
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    else if (c == mark && !quoted) cells.emplace_back();
    else cells.back() += c;
  }
  return cells;
}

std::vector<Row> table(const std::string& text) {
  std::istringstream lines(text);
  std::string line;
  std::getline(lines, line);
  const std::vector<std::string> header = split(line, ',');
  std::vector<Row> rows;
  while (std::getline(lines, line)) {
    const std::vector<std::string> cells = split(line, ',');
    EXPECT_EQ(cells.size(), header.size()) << line;
    Row row;
    for (std::size_t i = 0; i < header.size() && i < cells.size(); ++i) row[header[i]] = cells[i];
    rows.push_back(row);
  }
  return rows;
}

std::set<std::string> keys(const std::vector<Row>& rows) {
  std::set<std::string> found;
  for (const Row& row : rows) EXPECT_TRUE(found.insert(row.at("id")).second) << row.at("id") << " twice";
  return found;
}

Money sum(const std::vector<Row>& rows, const std::string& field) {
  Money total;
  for (const Row& row : rows) total += Money::parse_wan(row.at(field)).value();
  return total;
}

TEST(RandomStream, StaysInRangeAndReachesBothEnds) {
  RandomStream random(1, 2);
  std::map<std::int64_t, int> seen;
  for (int i = 0; i < 6000; ++i) ++seen[random.between(-1, 4)];
  ASSERT_EQ(seen.size(), 6U);
  EXPECT_EQ(seen.begin()->first, -1);
  EXPECT_EQ(seen.rbegin()->first, 4);
  for (const auto& [value, count] : seen) EXPECT_NEAR(count, 1000, 150) << value;
}

TEST(RandomStream, StreamsDiffer) {
  RandomStream a(1, 1), b(1, 2), c(2, 1);
  const auto first = a.bits();
  EXPECT_NE(first, b.bits());
  EXPECT_NE(first, c.bits());
}

struct Size {
  int cities, projects, periods;
};
class Generated : public testing::TestWithParam<Size> {
 protected:
  std::map<std::string, std::string> files(std::uint64_t seed) const {
    return synthetic_campaign({.cities = GetParam().cities, .projects = GetParam().projects, .periods = GetParam().periods, .seed = seed});
  }
};

TEST_P(Generated, HasTheSizeAskedForAndEveryReferenceHolds) {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const auto f = files(seed);
    const auto projects = table(f.at("projects.csv")), stages = table(f.at("stages.csv")), sources = table(f.at("sources.csv"));
    const auto units = keys(table(f.at("units.csv"))), tasks = keys(table(f.at("tasks.csv"))),
               categories = keys(table(f.at("categories.csv"))), programmes = keys(table(f.at("programmes.csv"))),
               contracts = keys(table(f.at("contracts.csv")));
    const auto project_keys = keys(projects), stage_keys = keys(stages), source_keys = keys(sources);
    EXPECT_EQ(projects.size(), static_cast<std::size_t>(GetParam().cities * GetParam().projects));
    std::set<std::string> ends = project_keys;
    ends.insert(stage_keys.begin(), stage_keys.end());
    for (const Row& link : table(f.at("links.csv"))) {
      EXPECT_TRUE(ends.count(link.at("from"))) << link.at("from");
      EXPECT_TRUE(ends.count(link.at("to"))) << link.at("to");
      EXPECT_NE(link.at("from"), link.at("to"));
    }
    std::set<std::string> serving;
    for (const Row& service : table(f.at("serves.csv"))) {
      EXPECT_TRUE(project_keys.count(service.at("project")));
      EXPECT_TRUE(tasks.count(service.at("task"))) << service.at("task");
      if (!service.at("stages").empty()) {
        EXPECT_TRUE(stage_keys.count(service.at("stages")));
      }
      serving.insert(service.at("project"));
    }
    for (const Row& project : projects) {
      EXPECT_TRUE(units.count(project.at("unit")));
      EXPECT_GT(Money::parse_wan(project.at("cost_wan")).value().fen(), 0);
      if (project.at("kind") == "hardware") {
        EXPECT_TRUE(serving.count(project.at("id"))) << project.at("id") << " serves nothing";
      }
      if (!project.at("profile").empty()) {
        const auto shares = split(project.at("profile"), '|');
        EXPECT_EQ(std::to_string(shares.size()), project.at("duration"));
        Money total;
        for (const std::string& share : shares) total += Money::parse_wan(share).value();
        EXPECT_EQ(total, Money::from_fen(Money::fen_per_wan)) << project.at("profile");
      }
    }
    for (const Row& stage : stages) {
      EXPECT_TRUE(programmes.count(stage.at("programme")));
      for (const std::string& unit : split(stage.at("units"), '|')) EXPECT_TRUE(units.count(unit)) << unit;
    }
    for (const Row& task : table(f.at("tasks.csv"))) EXPECT_TRUE(categories.count(task.at("category")));
    for (const Row& source : sources) {
      if (!source.at("owner").empty()) {
        EXPECT_TRUE(units.count(source.at("owner")));
      }
      if (!source.at("repaid_by").empty()) {
        EXPECT_TRUE(source_keys.count(source.at("repaid_by")));
        EXPECT_TRUE(contracts.count(source.at("contract")));
      }
    }
    for (const Row& inflow : table(f.at("inflows.csv"))) EXPECT_TRUE(source_keys.count(inflow.at("source")));
  }
}

TEST_P(Generated, MoneyIsScarce) {
  for (const std::uint64_t seed : {1U, 4U}) {
    const auto f = files(seed);
    const auto inflows = table(f.at("inflows.csv"));
    std::vector<Row> held;
    for (const Row& row : inflows)
      if (row.at("certainty") == "in_account" || row.at("certainty") == "issued") held.push_back(row);
    const double cost = sum(table(f.at("projects.csv")), "cost_wan").wan();
    EXPECT_NEAR(sum(inflows, "amount_wan").wan() / cost, 0.95, 0.03);
    EXPECT_NEAR(sum(held, "amount_wan").wan() / cost, 0.60, 0.09);
  }
}

TEST_P(Generated, TheSeedDecidesEverything) {
  EXPECT_EQ(files(7), files(7));
  EXPECT_NE(files(7).at("projects.csv"), files(8).at("projects.csv"));
}

INSTANTIATE_TEST_SUITE_P(Sizes, Generated,
                         testing::Values(Size{1, 6, 6}, Size{1, 12, 9}, Size{1, 60, 20}, Size{3, 30, 16}, Size{21, 40, 24}, Size{43, 12, 24}));

TEST(Generate, AnotherCityLeavesTheOthersAsTheyWere) {
  const auto one = synthetic_campaign({.cities = 1, .projects = 40, .seed = 5}),
             two = synthetic_campaign({.cities = 2, .projects = 40, .seed = 5});
  EXPECT_TRUE(two.at("projects.csv").starts_with(one.at("projects.csv")));
  EXPECT_TRUE(two.at("links.csv").starts_with(one.at("links.csv")));
}

/// All that the fiscal sources of `level` receive.
Money of_level(const std::map<std::string, std::string>& files, const std::string& level) {
  std::set<std::string> of;
  for (const Row& source : table(files.at("sources.csv")))
    if (source.at("level") == level && source.at("channel") == "fiscal") of.insert(source.at("id"));
  std::vector<Row> rows;
  for (const Row& inflow : table(files.at("inflows.csv")))
    if (of.contains(inflow.at("source"))) rows.push_back(inflow);
  return sum(rows, "amount_wan");
}

int count_of(const std::map<std::string, std::string>& files, const std::string& level) {
  int count = 0;
  for (const Row& source : table(files.at("sources.csv"))) count += source.at("level") == level && source.at("channel") == "fiscal";
  return count;
}

TEST(Generate, AProvinceIsOneAndANationHasThreeLevelsOfCommonMoney) {
  const auto province = synthetic_campaign({.cities = 21, .projects = 12, .seed = 2});
  EXPECT_EQ(count_of(province, "province"), 1);
  EXPECT_EQ(count_of(province, "central"), 0);
  EXPECT_NEAR(of_level(province, "province").wan() / sum(table(province.at("projects.csv")), "cost_wan").wan(), 0.10, 1e-6);

  const auto two = synthetic_campaign({.cities = 22, .projects = 12, .seed = 2});
  EXPECT_EQ(count_of(two, "province"), 2);
  EXPECT_EQ(count_of(two, "central"), 1);
  const double cost = sum(table(two.at("projects.csv")), "cost_wan").wan();
  EXPECT_NEAR(of_level(two, "province").wan() / cost, 0.07, 1e-6);
  EXPECT_NEAR(of_level(two, "central").wan() / cost, 0.03, 1e-6);
  EXPECT_TRUE(two.at("projects.csv").starts_with(province.at("projects.csv")));

  const auto nation = synthetic_campaign({.cities = 333, .projects = 6, .periods = 6});
  EXPECT_EQ(count_of(nation, "province"), 16);
  std::map<std::string, int> provinces_of;  // Every unit has one province.
  for (const Row& source : table(nation.at("sources.csv"))) {
    if (source.at("level") == "central") {
      EXPECT_EQ(source.at("units"), "");
    }
    if (source.at("level") != "province" || source.at("channel") != "fiscal") continue;
    for (const std::string& unit : split(source.at("units"), '|')) ++provinces_of[unit];
  }
  for (const Row& unit : table(nation.at("units.csv"))) EXPECT_EQ(provinces_of[unit.at("id")], 1) << unit.at("id");
}

TEST(Generate, WritesTheFolderWhole) {
  const auto folder = std::filesystem::path(testing::TempDir()) / ("liandong_generate_test_" + std::to_string(::getpid()));
  std::filesystem::remove_all(folder);
  const GenerateOptions options{.cities = 1, .projects = 20, .periods = 12, .seed = 3, .out = folder};
  EXPECT_TRUE(generate_campaign(options).empty());
  std::map<std::string, std::string> found;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream stream(entry.path(), std::ios::binary);
    found[entry.path().filename().string()] = std::string(std::istreambuf_iterator<char>(stream), {});
  }
  EXPECT_EQ(found, synthetic_campaign(options));
  std::filesystem::remove_all(folder);
}

TEST(Generate, RefusesSizesThatMakeNoSense) {
  const auto codes = [](const GenerateOptions& options) {
    std::vector<std::string> found;
    for (const Issue& issue : generate_campaign(options)) {
      EXPECT_FALSE(issue.sentence.en.empty());
      EXPECT_FALSE(issue.sentence.zh.empty());
      found.push_back(issue.code);
    }
    return found;
  };
  EXPECT_THAT(codes({.cities = 0, .out = "/tmp"}), testing::ElementsAre("size"));
  EXPECT_THAT(codes({.projects = 5, .out = "/tmp"}), testing::ElementsAre("size"));
  EXPECT_THAT(codes({.periods = 0, .out = "/tmp"}), testing::ElementsAre("size"));
  EXPECT_THAT(codes({}), testing::ElementsAre("folder"));
  EXPECT_THAT(codes({.out = "/proc/nowhere"}), testing::ElementsAre("write-failed"));
}

}  // namespace
}  // namespace liandong
