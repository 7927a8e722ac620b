#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "model/io/plan_folder.hpp"
#include "model/io/read_campaign.hpp"
#include "tests/support/gallery.hpp"

namespace liandong {

/// A case of the gallery as if it had been read from a folder.
[[nodiscard]] inline CampaignFile input_of(const gallery::Case& c, std::vector<Lock> locks = {}) {
  return {.campaign = gallery::campaign_of(c),
          .funding = gallery::funding_of(c),
          .settings = c.settings,
          .input_hash = "",
          .scenario = {},
          .locks = std::move(locks)};
}

/// The plan as its folder says, written for this and gone afterwards.
[[nodiscard]] inline Checked<PlanFiles> read_back(const PlanningProblem& problem, const PlanResult& result) {
  const auto folder = std::filesystem::path(testing::TempDir()) / ("liandong_read_back_" + std::to_string(::getpid()));
  std::filesystem::remove_all(folder);
  EXPECT_FALSE(
      has_errors(write_plan(folder, problem, result, {.input_hash = "", .scenario = "", .seed = {}, .version = "test", .options = {}})));
  Checked<PlanFiles> plan = read_plan_folder(folder);
  std::filesystem::remove_all(folder);
  EXPECT_TRUE(plan) << plan.issues().front().sentence.en;
  return plan;
}

}  // namespace liandong
