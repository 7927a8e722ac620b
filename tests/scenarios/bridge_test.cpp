#include "scenarios/bridge.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "scenarios/run.hpp"
#include "tests/support/campaign_folders.hpp"

namespace liandong {
namespace {

Bridge bridge_of(const char* campaign, const char* from, const char* to, const BridgeOptions& options = {}) {
  const CampaignFolder folder(campaign_folder(campaign));
  auto made = make_bridge(folder, from, to, options);
  EXPECT_TRUE(made) << (made.issues().empty() ? "" : made.issues().front().sentence.en);
  return **made;
}

const BridgeMeasure& measure(const Bridge& bridge, const std::string& key) {
  for (const BridgeMeasure& m : bridge.measures)
    if (m.key == key) return m;
  throw std::logic_error("no measure " + key);
}

std::vector<double> wan(const std::vector<Money>& amounts) {
  std::vector<double> values;
  for (const Money amount : amounts) values.push_back(amount.wan());
  return values;
}

// One work of 100, 60 of own money at weight 1, gap price 3. The scenario halves the money (m), doubles the cost (c), asks 4 for the gap
// (p). Objective min(money, cost) + price x gap of each coalition: none 180, m 240, c 480, p 220, mc 540, mp 310, cp 620, mcp 710. Shares:
// m (2 x 60 + 60 + 90 + 2 x 90) / 6 = 75, c (2 x 300 + 300 + 400 + 2 x 400) / 6 = 350, p (2 x 40 + 70 + 140 + 2 x 170) / 6 = 105.
TEST(Bridge, ThreeDifferencesByHand) {
  const Bridge bridge = bridge_of("steps", "baseline", "harder");
  const BridgeMeasure& objective = measure(bridge, "objective");
  EXPECT_EQ(objective.from.wan(), 180);
  EXPECT_EQ(objective.to.wan(), 710);
  EXPECT_EQ(wan(objective.shares), (std::vector<double>{75, 350, 105}));
  EXPECT_EQ(wan(objective.alone), (std::vector<double>{60, 300, 40}));
  EXPECT_EQ(wan(objective.last), (std::vector<double>{90, 400, 170}));
  EXPECT_EQ(wan(measure(bridge, "gap").shares), (std::vector<double>{30, 100, 0}));
  EXPECT_EQ(wan(measure(bridge, "cost_built").shares), (std::vector<double>{0, 100, 0}));
  EXPECT_EQ(bridge.plans, 8U);
  EXPECT_TRUE(bridge.exact);
}

void expect_opposite(const Bridge& there, const Bridge& back) {
  ASSERT_EQ(there.groups.size(), back.groups.size());
  for (std::size_t m = 0; m < there.measures.size(); ++m) {
    const BridgeMeasure &one = there.measures[m], &other = back.measures[m];
    EXPECT_EQ(one.from, other.to);
    EXPECT_EQ(std::accumulate(one.shares.begin(), one.shares.end(), one.from), one.to);
    EXPECT_EQ(std::accumulate(other.shares.begin(), other.shares.end(), other.from), other.to);
    for (std::size_t g = 0; g < there.groups.size(); ++g) {
      EXPECT_EQ(there.groups[g].key, back.groups[g].key);
      EXPECT_EQ(one.shares[g], -other.shares[g]);
      EXPECT_EQ(one.alone[g], -other.last[g]);
    }
  }
}

TEST(Bridge, TheWayBackHasTheOppositeSign) {
  expect_opposite(bridge_of("small", "bt_barred", "approved_only"), bridge_of("small", "approved_only", "bt_barred"));
  expect_opposite(bridge_of("small", "baseline", "province_cut_30"), bridge_of("small", "province_cut_30", "baseline"));
}

// Its ends are what compare plans to the same gap prove, and the folder's figures.
TEST(Bridge, EndsAreThePlansOfTheScenarios) {
  const Bridge bridge = bridge_of("small", "baseline", "bt_barred", {.gap = 1e-6});
  const CampaignFolder folder(campaign_folder("small"));
  for (const auto& [name, last] : {std::pair("baseline", false), std::pair("bt_barred", true)}) {
    ScenarioPlanner planner;
    const ScenarioRun run = planner.first({.key = name, .file = *folder.file(std::string(name))}, {.gap = 1e-6});
    const BridgeMeasure& objective = measure(bridge, "objective");
    EXPECT_NEAR((last ? objective.to : objective.from).wan(), run.result.plan.certificate.objective, 2e-6 * objective.from.wan());
  }
}

TEST(Bridge, ThreadsDoNotMatter) {
  const Bridge one = bridge_of("small", "bt_barred", "approved_only"),
               two = bridge_of("small", "bt_barred", "approved_only", {.threads = 2});
  EXPECT_EQ(bridge_csv(one), bridge_csv(two));
  EXPECT_EQ(bridge_json(one), bridge_json(two));
}

TEST(Bridge, SectionsOfBothScenariosGoTogether) {
  const Bridge bridge = bridge_of("small", "bt_barred", "approved_only", {.grouping = BridgeGrouping::section});
  ASSERT_EQ(bridge.groups.size(), 2U);
  EXPECT_EQ(bridge.groups[0].key, "settings");
  EXPECT_EQ(bridge.groups[0].come.size(), 1U);
  EXPECT_EQ(bridge.groups[1].key, "switch");
  EXPECT_EQ(bridge.groups[1].gone.size(), 1U);
}

TEST(Bridge, SaysWhatCannotBeBridged) {
  const CampaignFolder folder(campaign_folder("small"));
  EXPECT_EQ(make_bridge(folder, "baseline", "baseline", {}).issues().front().code, "nothing-between");
  EXPECT_FALSE(make_bridge(folder, "baseline", "no_such", {}));
}

// A stop before the first plan leaves nothing, and says so by an empty value.
TEST(Bridge, StoppedAtOnceThereIsNothing) {
  const CampaignFolder folder(campaign_folder("small"));
  std::stop_source stop;
  stop.request_stop();
  const auto made = make_bridge(folder, "baseline", "bt_barred", {.stop = stop.get_token()});
  ASSERT_TRUE(made);
  EXPECT_FALSE(*made);
}

}  // namespace
}  // namespace liandong
