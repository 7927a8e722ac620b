#include "model/campaign/dependency_graph.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <map>
#include <random>

#include "tests/model/campaign/small_campaign.hpp"

namespace liandong {
namespace {

using testing::ElementsAre;

constexpr std::optional<int> none{};

Campaign built(CampaignTables tables) { return *Campaign::build(std::move(tables)); }

TEST(CompletionDelta, EveryKindOfLink) {
  EXPECT_EQ(completion_delta(LinkKind::finish_to_start, 1, 5, 3), 4);
  EXPECT_EQ(completion_delta(LinkKind::start_to_start, 1, 5, 3), -1);
  EXPECT_EQ(completion_delta(LinkKind::finish_to_finish, 1, 5, 3), 1);
  EXPECT_EQ(completion_delta(LinkKind::start_to_finish, 1, 5, 3), -4);
}

// Nodes: plan 0, plant 1, sewers 2, clinic 3; eco-county 4, eco-city 5, health 6.
TEST(DependencyGraph, SmallCampaignByHand) {
  const DependencyGraph graph(built(small_campaign()));
  EXPECT_EQ(graph.project_count(), 4);
  EXPECT_EQ(graph.node_count(), 7);
  EXPECT_EQ(graph.node(StageId{1}), 5);
  EXPECT_THAT(graph.arcs(), ElementsAre(CompletionArc{0, 1, 3}, CompletionArc{0, 2, 2}, CompletionArc{1, 5, 2}, CompletionArc{2, 4, 1},
                                        CompletionArc{2, 5, 2}, CompletionArc{3, 6, 0}, CompletionArc{4, 5, 0}));
  EXPECT_THAT(graph.earliest_completion(), ElementsAre(1, 4, 3, 0, 4, 6, 0));
  EXPECT_THAT(graph.critical_chain(StageId{1}), ElementsAre(0, 1, 5));
  EXPECT_THAT(graph.critical_chain(StageId{0}), ElementsAre(0, 2, 4));
  EXPECT_THAT(graph.latest_completion(StageId{1}, 7), ElementsAre(2, 5, 5, none, 7, 7, none));
  EXPECT_THAT(graph.components(), ElementsAre(0, 0, 0, 1, 0, 0, 1));
  EXPECT_EQ(graph.transitive_reduction().size(), 7U) << "sewers to eco-city by eco-county is shorter than the lag of 2";
}

TEST(DependencyGraph, ReductionDropsAnArcOnceADetourIsAsLong) {
  CampaignTables tables = small_campaign();
  tables.links[2].lag = 1;  // sewers, eco-county, eco-city: 1 + 1 = 2
  const std::vector<CompletionArc> kept = DependencyGraph(built(tables)).transitive_reduction();
  EXPECT_EQ(kept.size(), 6U);
  EXPECT_EQ(std::find(kept.begin(), kept.end(), CompletionArc{2, 5, 2}), kept.end());
}

TEST(DependencyGraph, EarliestStartsCountFromTheHorizon) {
  CampaignTables tables = small_campaign();
  tables.projects[2].earliest_start = Period(PeriodUnit::quarter, 2012, 3);
  tables.projects[3].earliest_start = Period(PeriodUnit::quarter, 2010, 3);
  const DependencyGraph graph(built(tables));
  EXPECT_THAT(graph.earliest_completion(), ElementsAre(1, 4, 4, 0, 5, 6, 0));
  EXPECT_THAT(graph.critical_chain(StageId{0}), ElementsAre(2, 4)) << "its own start decides, not the plan";
}

TEST(DependencyGraph, DecidingChainFollowsTightArcs) {
  const DependencyGraph graph(built(small_campaign()));
  // The plant waits for money until 5; the stage follows it.
  EXPECT_THAT(graph.deciding_chain(5, {1, 5, 3, 0, 4, 7, 0}), ElementsAre(1, 5));
  EXPECT_THAT(graph.deciding_chain(5, {1, 4, 3, 0, 4, 6, 0}), ElementsAre(0, 1, 5));
  // Sewers are never built, so neither stage is reached.
  EXPECT_THAT(graph.deciding_chain(5, {1, 4, none, 0, none, none, 0}), ElementsAre(2, 5));
}

TEST(DependencyGraph, ParallelArcsKeepTheLargestDelta) {
  CampaignTables tables = small_campaign();
  tables.links.push_back({.from = {.project = ProjectId{0}, .stage = {}},
                          .to = {.project = ProjectId{1}, .stage = {}},
                          .kind = LinkKind::finish_to_finish,
                          .lag = 5,
                          .row = 5});
  EXPECT_EQ(DependencyGraph(built(tables)).arcs().front(), (CompletionArc{0, 1, 5}));
}

/// Projects 0..n-1 in one unit with random links, forwards only; one stage that waits for all.
CampaignTables random_campaign(std::mt19937_64& random) {
  CampaignTables tables = small_campaign();
  tables.links.clear();
  const Project pattern = tables.projects[0];
  tables.projects.clear();
  tables.services.clear();
  const int count = 2 + static_cast<int>(random() % 9);
  for (int j = 0; j < count; ++j) {
    Project row = pattern;
    row.key = "p" + std::to_string(j);
    row.duration = 1 + static_cast<int>(random() % 3);
    row.profile.assign(static_cast<std::size_t>(row.duration), Money::from_fen(10));
    row.cost = Money::from_fen(10 * row.duration);
    tables.projects.push_back(row);
    if (j == count - 1 || random() % 2) tables.services.push_back({.project = ProjectId{j}, .task = TaskId{0}, .stages = {}});
    for (int i = 0; i < j; ++i)
      if (random() % 3 == 0)
        tables.links.push_back({.from = {.project = ProjectId{i}, .stage = {}},
                                .to = {.project = ProjectId{j}, .stage = {}},
                                .kind = static_cast<LinkKind>(random() % 4),
                                .lag = static_cast<int>(random() % 3) - 1});
  }
  return tables;
}

constexpr int unreachable = std::numeric_limits<int>::min() / 2;

/// Longest paths between all pairs, by relaxing every arc until nothing changes.
std::map<std::pair<int, int>, int> longest_paths(int nodes, const std::vector<CompletionArc>& arcs) {
  std::map<std::pair<int, int>, int> longest;
  for (int from = 0; from < nodes; ++from) {
    std::vector<int> length(static_cast<std::size_t>(nodes), unreachable);
    length[static_cast<std::size_t>(from)] = 0;
    for (int round = 0; round < nodes; ++round)
      for (const CompletionArc& arc : arcs) {
        const int way = length[static_cast<std::size_t>(arc.from)];
        if (way > unreachable)
          length[static_cast<std::size_t>(arc.to)] = std::max(length[static_cast<std::size_t>(arc.to)], way + arc.delta);
      }
    for (int to = 0; to < nodes; ++to) longest[{from, to}] = length[static_cast<std::size_t>(to)];
  }
  return longest;
}

TEST(DependencyGraph, RandomGraphsAgreeWithRelaxation) {
  std::mt19937_64 random(8);
  for (int i = 0; i < 300; ++i) {
    const Campaign campaign = built(random_campaign(random));
    const DependencyGraph graph(campaign);
    const int nodes = graph.node_count();
    const auto longest = longest_paths(nodes, graph.arcs());

    for (int v = 0; v < nodes; ++v) {
      int earliest = std::max(0, graph.duration(v) - 1);
      for (int u = 0; u < nodes; ++u)
        if (longest.at({u, v}) > unreachable) earliest = std::max(earliest, std::max(0, graph.duration(u) - 1) + longest.at({u, v}));
      EXPECT_EQ(graph.earliest_completion()[static_cast<std::size_t>(v)], earliest);
      const std::optional<int> latest = graph.latest_completion(StageId{1}, 9)[static_cast<std::size_t>(v)];
      const int way = longest.at({v, graph.node(StageId{1})});
      EXPECT_EQ(latest, way > unreachable ? std::optional(9 - way) : none);
    }

    const std::vector<CompletionArc> kept = graph.transitive_reduction();
    EXPECT_EQ(longest_paths(nodes, kept), longest) << "the reduction says the same";
    for (std::size_t k = 0; k < kept.size(); ++k) {
      std::vector<CompletionArc> fewer = kept;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(k));
      EXPECT_NE(longest_paths(nodes, fewer), longest) << "and says nothing twice";
    }

    const std::vector<int>& order = graph.topological_order();
    for (const CompletionArc& arc : graph.arcs())
      EXPECT_LT(std::find(order.begin(), order.end(), arc.from), std::find(order.begin(), order.end(), arc.to));
  }
}

}  // namespace
}  // namespace liandong
