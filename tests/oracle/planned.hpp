#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>

#include "model/optimise/mps.hpp"
#include "model/planning/make_plan.hpp"
#include "model/planning/planning_program.hpp"
#include "model/verify/verify.hpp"
#include "tests/support/gallery.hpp"

namespace liandong::oracle {

[[nodiscard]] inline std::filesystem::path place(const std::string& name) {
  return std::filesystem::path(testing::TempDir()) / ("liandong_oracle_" + std::to_string(::getpid()) + "_" + name);
}

/// A case as if it had been read from a folder.
[[nodiscard]] inline CampaignFile input_of(const gallery::Case& problem) {
  return {.campaign = gallery::campaign_of(problem),
          .funding = gallery::funding_of(problem),
          .settings = problem.settings,
          .input_hash = "",
          .scenario = {}};
}

[[nodiscard]] inline PlanningProblem problem_of(const CampaignFile& input) {
  return PlanningProblem(input.campaign, input.funding, input.settings);
}

/// The whole problem as other solvers are given it.
[[nodiscard]] inline std::filesystem::path written(const PlanningProblem& problem, const std::string& name) {
  const auto file = place(name + ".mps");
  std::ofstream stream(file);
  optimise::write_mps(stream, planning_program(problem));
  return file;
}

/// Writes the plan, reads it back and has it checked by model/verify; what does not hold is a failure of the test.
inline VerifyReport verified(const CampaignFile& input, const PlanningProblem& problem, const PlanResult& result, const std::string& name) {
  const auto folder = place(name + "_plan");
  std::filesystem::remove_all(folder);
  EXPECT_FALSE(has_errors(
      write_plan(folder, problem, result, {.input_hash = input.input_hash, .scenario = "", .seed = {}, .version = "test", .options = {}})));
  const Checked<PlanFiles> plan = read_plan_folder(folder);
  std::filesystem::remove_all(folder);
  if (!plan) {
    ADD_FAILURE() << name << ": " << plan.issues().front().sentence.en;
    return {};
  }
  VerifyReport report = verify_plan(input, *plan);
  for (const Finding& finding : report.findings) ADD_FAILURE() << name << ", " << finding.file << ": " << finding.sentence.en;
  return report;
}

/// 万元: relative for amounts above 1 万元, as in model/verify.
[[nodiscard]] inline double tolerance(double value, double relative = 1e-6) { return relative * std::max(1.0, std::abs(value)); }

}  // namespace liandong::oracle
