#include "model/campaign/campaign.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <limits>

#include "model/campaign/dependency_graph.hpp"
#include "tests/model/campaign/small_campaign.hpp"

namespace liandong {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

LinkEnd project(int j) { return {.project = ProjectId{j}, .stage = {}}; }
LinkEnd stage(int s) { return {.project = {}, .stage = StageId{s}}; }
Link link(LinkEnd from, LinkEnd to, int row, LinkKind kind = LinkKind::finish_to_start, int lag = 0) {
  return {.from = from, .to = to, .kind = kind, .lag = lag, .row = row};
}
Period quarter(int year, int number) { return {PeriodUnit::quarter, year, number - 1}; }

TEST(Campaign, SoundTablesRaiseNothing) {
  const Checked<Campaign> campaign = Campaign::build(small_campaign());
  ASSERT_TRUE(campaign.ok());
  EXPECT_THAT(campaign.issues(), IsEmpty());
  EXPECT_EQ(campaign->total_cost(), Money::from_fen(440 * Money::fen_per_wan));
}

TEST(Campaign, AStageWaitsForProjectsOfItsUnitsThatServeAClosableTask) {
  CampaignTables tables = small_campaign();
  const Checked<Campaign> campaign = Campaign::build(tables);
  EXPECT_THAT(campaign->required_projects(StageId{0}), ElementsAre(ProjectId{2})) << "the plant lies in the city";
  EXPECT_THAT(campaign->required_projects(StageId{1}), ElementsAre(ProjectId{1}, ProjectId{2}));
  EXPECT_THAT(campaign->required_projects(StageId{2}), ElementsAre(ProjectId{3}));
  tables.services[1].stages = {StageId{0}};
  EXPECT_THAT(Campaign::build(tables)->required_projects(StageId{1}), ElementsAre(ProjectId{1})) << "the row is limited to another stage";
}

struct Expected {
  const char* what;
  std::function<void(CampaignTables&)> spoil;
  Severity severity;
  const char* code;
  const char* file;
  int row;
  const char* field;
};

class OneMistake : public testing::TestWithParam<Expected> {};

TEST_P(OneMistake, IsFoundAtItsPlace) {
  const Expected& expected = GetParam();
  CampaignTables tables = small_campaign();
  expected.spoil(tables);
  const Checked<Campaign> campaign = Campaign::build(tables);
  EXPECT_EQ(campaign.ok(), expected.severity == Severity::warning);
  ASSERT_EQ(campaign.issues().size(), 1U) << expected.what;
  const Issue& issue = campaign.issues().front();
  EXPECT_EQ(issue.code, expected.code) << expected.what;
  EXPECT_EQ(issue.severity, expected.severity) << expected.what;
  EXPECT_EQ(issue.file, expected.file) << expected.what;
  EXPECT_EQ(issue.row, expected.row) << expected.what;
  EXPECT_EQ(issue.field, expected.field) << expected.what;
  for (const Text& text : {issue.sentence, issue.mend}) {
    EXPECT_FALSE(text.en.empty());
    EXPECT_FALSE(text.zh.empty());
  }
}

constexpr Severity error = Severity::error;
constexpr Severity warning = Severity::warning;
const Money one_fen = Money::from_fen(1);

INSTANTIATE_TEST_SUITE_P(Counts, OneMistake,
                         testing::Values(Expected{"programmes", [](auto& all) { all.declared.programmes = 5; }, error, "declared-count",
                                                  "campaign.toml", 0, "declared.programmes"},
                                         Expected{"categories", [](auto& all) { all.declared.categories = 1; }, error, "declared-count",
                                                  "campaign.toml", 0, "declared.categories"},
                                         Expected{"tasks", [](auto& all) { all.declared.tasks = 302; }, error, "declared-count",
                                                  "campaign.toml", 0, "declared.tasks"},
                                         Expected{"stages", [](auto& all) { all.declared.stages = 11; }, error, "declared-count",
                                                  "campaign.toml", 0, "declared.stages"},
                                         Expected{"of a programme", [](auto& all) { all.programmes[0].declared_categories = 2; }, error,
                                                  "declared-count", "programmes.csv", 0, "declared_categories"},
                                         Expected{"tasks of a programme", [](auto& all) { all.programmes[0].declared_tasks = 3; }, error,
                                                  "declared-count", "programmes.csv", 0, "declared_tasks"},
                                         Expected{"tasks of a category", [](auto& all) { all.categories[0].declared_tasks = 1; }, error,
                                                  "declared-count", "categories.csv", 2, "declared_tasks"},
                                         Expected{"no horizon",
                                                  [](auto& all) {
                                                    all.horizon.count = 0;
                                                    all.stages.clear();
                                                    all.links.pop_back();
                                                  },
                                                  error, "horizon-length", "campaign.toml", 0, "campaign.periods"}));

INSTANTIATE_TEST_SUITE_P(
    Keys, OneMistake,
    testing::Values(
        Expected{"unit", [](auto& all) { all.units[1].key = "city"; }, error, "duplicate-key", "units.csv", 0, "id"},
        Expected{"task", [](auto& all) { all.tasks[1].key = "sewage"; }, error, "duplicate-key", "tasks.csv", 3, "id"},
        Expected{"project", [](auto& all) { all.projects[3].key = "plan"; }, error, "duplicate-key", "projects.csv", 5, "id"},
        Expected{"project and stage", [](auto& all) { all.projects[3].key = "health"; }, error, "duplicate-key", "projects.csv", 5, "id"},
        Expected{"a unit that is not there", [](auto& all) { all.projects[3].unit = UnitId{2}; }, error, "unknown-reference",
                 "projects.csv", 5, "unit"},
        Expected{"an end that is neither", [](auto& all) { all.links[0].to = {}; }, error, "unknown-reference", "links.csv", 2, "to"}));

INSTANTIATE_TEST_SUITE_P(
    Projects, OneMistake,
    testing::Values(Expected{"no duration", [](auto& all) { all.projects[3].duration = 0; }, error, "duration", "projects.csv", 5,
                             "duration"},
                    Expected{"cost 0",
                             [](auto& all) {
                               all.projects[3].cost = {};
                               all.projects[3].profile = {Money{}};
                             },
                             warning, "zero-cost", "projects.csv", 5, "cost_wan"},
                    Expected{"cost below 0",
                             [](auto& all) {
                               all.projects[3].cost = -one_fen;
                               all.projects[3].profile = {-one_fen};
                             },
                             error, "negative-amount", "projects.csv", 5, "cost_wan"},
                    Expected{"too few shares", [](auto& all) { all.projects[1].profile.pop_back(); }, error, "profile-length",
                             "projects.csv", 3, "profile"},
                    Expected{"a fen too much", [](auto& all) { all.projects[1].profile[0] += one_fen; }, error, "profile-sum",
                             "projects.csv", 3, "profile"},
                    Expected{"a share below 0",
                             [](auto& all) {
                               all.projects[1].profile = {all.projects[1].cost + one_fen, -one_fen, Money{}};
                             },
                             error, "negative-amount", "projects.csv", 3, "profile"},
                    Expected{"fees below 0", [](auto& all) { all.projects[1].user_fees = -one_fen; }, error, "negative-amount",
                             "projects.csv", 3, "user_fees_wan"},
                    Expected{"operation below 0", [](auto& all) { all.projects[1].operating_cost = -one_fen; }, error, "negative-amount",
                             "projects.csv", 3, "operating_wan"},
                    Expected{"starts after the end", [](auto& all) { all.projects[3].earliest_start = quarter(2014, 1); }, error,
                             "start-after-horizon", "projects.csv", 5, "earliest_start"},
                    Expected{"start in months", [](auto& all) { all.projects[3].earliest_start = Period(PeriodUnit::month, 2012, 4); },
                             error, "period-unit", "projects.csv", 5, "earliest_start"},
                    Expected{"serves nothing", [](auto& all) { all.links.erase(all.links.begin(), all.links.begin() + 2); }, warning,
                             "project-without-task", "projects.csv", 2, ""},
                    Expected{"beyond counting",
                             [](auto& all) {
                               all.projects[3].cost = Money::from_fen(std::numeric_limits<std::int64_t>::max());
                               all.projects[3].profile = {all.projects[3].cost};
                             },
                             error, "amount-too-large", "projects.csv", 5, "cost_wan"}));

INSTANTIATE_TEST_SUITE_P(
    StagesAndTasks, OneMistake,
    testing::Values(
        Expected{"deadline after", [](auto& all) { all.stages[2].deadline = quarter(2014, 1); }, warning, "deadline-outside-horizon",
                 "stages.csv", 4, "deadline"},
        Expected{"deadline before", [](auto& all) { all.stages[2].deadline = quarter(2011, 4); }, warning, "deadline-outside-horizon",
                 "stages.csv", 4, "deadline"},
        Expected{"lag below 0", [](auto& all) { all.stages[2].assessment_lag = -1; }, error, "assessment-lag", "stages.csv", 4,
                 "assessment_lag"},
        Expected{"price below 0", [](auto& all) { all.stages[2].late_price = -one_fen; }, error, "negative-amount", "stages.csv", 4,
                 "late_price_wan"},
        Expected{"requires nothing", [](auto& all) { all.stages[2].units = {UnitId{1}}; }, warning, "stage-without-project", "stages.csv",
                 4, ""},
        Expected{"served, but not closable",
                 [](auto& all) { all.services.push_back({.project = ProjectId{1}, .task = TaskId{1}, .stages = {}, .row = 5}); }, warning,
                 "serves-unclosable-task", "serves.csv", 5, "task"},
        Expected{"closable, but not served", [](auto& all) { all.tasks[1].closable = true; }, warning, "task-without-project", "tasks.csv",
                 3, ""},
        Expected{"the same service twice",
                 [](auto& all) { all.services.push_back({.project = ProjectId{1}, .task = TaskId{0}, .stages = {}, .row = 5}); }, error,
                 "duplicate-service", "serves.csv", 5, "task"},
        Expected{"a stage of another programme",
                 [](auto& all) {
                   all.services[0].stages = {StageId{1}, StageId{2}};
                 },
                 warning, "stage-without-effect", "serves.csv", 2, "stages"},
        Expected{"one quarter short",
                 [](auto& all) {
                   all.stages[0].deadline = quarter(2012, 4);
                   all.stages[0].assessment_lag = 1;
                   all.projects[2].earliest_start = quarter(2012, 4);
                 },
                 warning, "deadline-out-of-reach", "stages.csv", 2, "deadline"}));

INSTANTIATE_TEST_SUITE_P(
    Links, OneMistake,
    testing::Values(Expected{"to itself", [](auto& all) { all.links.push_back(link(project(1), project(1), 5)); }, error, "self-link",
                             "links.csv", 5, "to"},
                    Expected{"twice", [](auto& all) { all.links.push_back(link(project(0), project(1), 5, LinkKind::finish_to_start, 1)); },
                             error, "duplicate-link", "links.csv", 5, ""},
                    Expected{"absurd lag", [](auto& all) { all.links[0].lag = std::numeric_limits<int>::max(); }, error, "lag", "links.csv",
                             2, "lag"},
                    Expected{"lead of six", [](auto& all) { all.links[0].lag = -6; }, warning, "lag-too-negative", "links.csv", 2, "lag"},
                    Expected{"cycle of projects", [](auto& all) { all.links.push_back(link(project(1), project(0), 5)); }, error, "cycle",
                             "links.csv", 2, ""},
                    Expected{"cycle through a requirement", [](auto& all) { all.links.push_back(link(stage(0), project(2), 5)); }, error,
                             "cycle", "links.csv", 5, ""}));

TEST(Campaign, TheOtherSideOfEachLimitIsSilent) {
  CampaignTables tables = small_campaign();
  tables.declared = {.programmes = 2, .categories = 2, .tasks = 3, .stages = 3};
  tables.projects[3].earliest_start = quarter(2012, 2);  // one quarter, just in time
  tables.links[0].lag = -5;                              // may start with the plan, not be complete before it
  tables.links.push_back(link(project(0), project(1), 5, LinkKind::start_to_start));
  tables.services[1].stages = {StageId{0}};
  tables.services.push_back({.project = ProjectId{2}, .task = TaskId{0}, .stages = {StageId{1}}, .row = 5});
  const Checked<Campaign> campaign = Campaign::build(tables);
  ASSERT_TRUE(campaign.ok());
  EXPECT_THAT(campaign.issues(), IsEmpty());
}

TEST(Campaign, AProjectThatEndsWithTheHorizonFits) {
  CampaignTables tables = small_campaign();
  tables.stages[2].deadline = quarter(2013, 4);
  tables.projects[3].earliest_start = quarter(2013, 4);
  EXPECT_THAT(Campaign::build(tables).issues(), IsEmpty());
  tables.projects[3].duration = 2;
  tables.projects[3].profile = {tables.projects[3].cost, Money{}};
  const Checked<Campaign> longer = Campaign::build(tables);
  ASSERT_EQ(longer.issues().size(), 2U);
  EXPECT_EQ(longer.issues()[0].code, "too-long-for-horizon");
  EXPECT_EQ(longer.issues()[1].code, "deadline-out-of-reach");
}

TEST(Campaign, ACycleIsASentence) {
  CampaignTables tables = small_campaign();
  tables.links.push_back(link(stage(0), project(0), 5));
  const Checked<Campaign> campaign = Campaign::build(tables);
  ASSERT_EQ(campaign.issues().size(), 1U);
  EXPECT_THAT(campaign.issues()[0].sentence.en, HasSubstr("plan → sewers → eco-county → plan"));
  EXPECT_THAT(find_cycle(tables), ElementsAre("plan", "sewers", "eco-county", "plan"));
  EXPECT_THAT(find_cycle(small_campaign()), IsEmpty());
}

TEST(Campaign, ALateStageNamesItsChainAndTheQuartersShort) {
  CampaignTables tables = small_campaign();
  tables.stages[1].deadline = quarter(2012, 4);  // plan 2, plant 3, assessment 2: index 6, that is 2013Q3
  const Checked<Campaign> campaign = Campaign::build(tables);
  ASSERT_EQ(campaign.issues().size(), 1U);
  EXPECT_THAT(campaign.issues()[0].sentence.en, HasSubstr("2013Q3 at the earliest, 3 quarters short. Chain: plan → plant → eco-city."));
  EXPECT_THAT(campaign.issues()[0].sentence.zh, HasSubstr("差 3 个季度"));
}

TEST(Campaign, CollectsEveryIssue) {
  CampaignTables tables = small_campaign();
  tables.declared.tasks = 302;
  tables.projects[0].cost = -one_fen;
  tables.projects[1].duration = 0;
  tables.stages[2].assessment_lag = -1;
  tables.links.push_back(link(project(2), project(0), 5));
  tables.links.push_back(link(stage(1), stage(1), 6));
  std::vector<std::string> codes;
  const Checked<Campaign> campaign = Campaign::build(tables);
  for (const Issue& issue : campaign.issues()) codes.push_back(issue.code);
  EXPECT_THAT(codes, testing::IsSupersetOf({"declared-count", "negative-amount", "duration", "assessment-lag", "cycle", "self-link"}));
}

}  // namespace
}  // namespace liandong
