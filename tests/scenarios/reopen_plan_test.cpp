#include "scenarios/reopen_plan.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "model/io/plan_folder.hpp"
#include "model/io/read_campaign.hpp"
#include "model/planning/make_plan.hpp"
#include "model/planning/metrics.hpp"

namespace liandong {
namespace {

class ReopenPlan : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("liandong-reopen-" + std::to_string(::getpid()));
    Checked<CampaignFile> file = read_campaign(std::string(LIANDONG_SOURCE_DIR) + "/tests/support/campaigns/small");
    ASSERT_TRUE(file);
    problem_.emplace((*file).campaign, (*file).funding, (*file).settings);
    plan_ = make_plan(*problem_).plan;
    PlanResult result;
    result.plan = plan_;
    ASSERT_TRUE(write_plan(folder_, *problem_, result, {.input_hash = file->input_hash, .scenario = {}, .seed = {}, .version = "test", .options = {}}).empty());
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path folder_;
  std::optional<PlanningProblem> problem_;
  Plan plan_;
};

TEST_F(ReopenPlan, GivesBackWhatWasWritten) {
  const Checked<PlanFiles> files = read_plan_folder(folder_);
  ASSERT_TRUE(files);
  const Checked<Plan> plan = reopen_plan(*problem_, *files);
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->start, plan_.start);
  EXPECT_EQ(plan->stage, plan_.stage);
  EXPECT_EQ(plan->payments, plan_.payments);
  EXPECT_EQ(plan->gaps, plan_.gaps);
  ASSERT_EQ(plan->service.size(), plan_.service.size());
  for (std::size_t i = 0; i < plan_.service.size(); ++i) {
    EXPECT_EQ(plan->service[i].t, plan_.service[i].t);
    EXPECT_EQ(plan->service[i].amount, plan_.service[i].amount);
    EXPECT_EQ(plan->service[i].payer, plan_.service[i].payer);
  }
  for (std::size_t k = 0; k < plan_.balances.size(); ++k)
    for (std::size_t t = 0; t < plan_.balances[k].size(); ++t) EXPECT_EQ(plan->balances[k][t].balance, plan_.balances[k][t].balance);
  EXPECT_EQ(plan->certificate.cash, plan_.certificate.cash);
  EXPECT_EQ(plan->certificate.bound, plan_.certificate.bound);
  // What is measured on it is the same.
  const PlanMetrics before = measure(*problem_, plan_), after = measure(*problem_, *plan);
  EXPECT_EQ(after.gap, before.gap);
  EXPECT_EQ(after.gap_kinds.tied, before.gap_kinds.tied);
  EXPECT_EQ(after.debt_service, before.debt_service);
  EXPECT_EQ(after.present_value, before.present_value);
}

TEST_F(ReopenPlan, NamesTheRowOfAnUnknownProject) {
  Checked<PlanFiles> files = read_plan_folder(folder_);
  ASSERT_TRUE(files);
  (*files).allocation.at(0).project = "elsewhere";
  const Checked<Plan> plan = reopen_plan(*problem_, *files);
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.issues().at(0).file, "allocation.csv");
  EXPECT_EQ(plan.issues().at(0).row, files->allocation[0].row);
  EXPECT_NE(plan.issues()[0].sentence.en.find("elsewhere"), std::string::npos);
}

TEST_F(ReopenPlan, RefusesMoneyOutsideTheWorks) {
  Checked<PlanFiles> files = read_plan_folder(folder_);
  ASSERT_TRUE(files);
  auto& row = (*files).allocation.at(0);
  row.period = problem_->campaign().horizon().at(problem_->periods());
  EXPECT_FALSE(reopen_plan(*problem_, *files)) << "a period after the horizon";
  row.period = problem_->campaign().horizon().at(problem_->periods() - 1);
  EXPECT_FALSE(reopen_plan(*problem_, *files)) << "a period in which nothing is built";
}

}  // namespace
}  // namespace liandong
