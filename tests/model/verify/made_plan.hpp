#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <stdexcept>
#include <string>

#include "model/planning/compliance.hpp"
#include "model/planning/make_plan.hpp"
#include "model/verify/verify.hpp"
#include "tests/support/gallery.hpp"

namespace liandong::test {

/// A campaign and the plan folder made for it, read back.
struct Made {
  CampaignFile input;
  PlanFiles plan;
};

inline Made make(CampaignFile input, const std::string& name) {
  const PlanningProblem open(input.campaign, input.funding, input.settings, input.locks, input.modes);
  PlanResult result = make_plan(open);
  const PlanningProblem problem = open.modes().empty() ? open : open.delivered(result.plan.deliveries);
  if (result.plan.compliance.empty()) result.plan.compliance = report_compliance(problem, result.plan);
  const auto folder = std::filesystem::path(testing::TempDir()) / ("liandong_verify_" + std::to_string(::getpid()) + "_" + name);
  std::filesystem::remove_all(folder);
  const Issues written =
      write_plan(folder, problem, result, {.input_hash = input.input_hash, .scenario = "", .seed = {}, .version = "test", .options = {}});
  if (has_errors(written)) throw std::runtime_error(written.front().sentence.en);
  Checked<PlanFiles> plan = read_plan_folder(folder);
  std::filesystem::remove_all(folder);
  if (!plan) throw std::runtime_error(plan.issues().front().sentence.en);
  return {std::move(input), *std::move(plan)};
}

inline Made of_gallery(const std::string& name) {
  const gallery::Case& problem = gallery::find(name);
  return make({.campaign = gallery::campaign_of(problem),
               .funding = gallery::funding_of(problem),
               .settings = problem.settings,
               .input_hash = name,
               .scenario = {}},
              name);
}

inline std::string sentences(const VerifyReport& report) {
  std::string text;
  for (const Finding& finding : report.findings)
    text +=
        finding.file + ":" + std::to_string(finding.row) + " (" + std::to_string(finding.constraint) + ") " + finding.sentence.en + "\n";
  return text;
}

/// What `tamper` does to a good plan must be found: a sentence that contains `words`, about `constraint`, in `file`.
template <class Tamper>
void expect_found(const Made& made, Tamper tamper, int constraint, const std::string& file, const std::string& words) {
  PlanFiles plan = made.plan;
  tamper(plan);
  const VerifyReport report = verify_plan(made.input, plan);
  EXPECT_FALSE(report.holds());
  EXPECT_THAT(report.findings,
              testing::Contains(testing::AllOf(testing::Field(&Finding::constraint, constraint), testing::Field(&Finding::file, file),
                                               testing::Field(&Finding::sentence, testing::Field(&Text::en, testing::HasSubstr(words))))))
      << sentences(report);
  for (const Finding& finding : report.findings) {
    EXPECT_FALSE(finding.sentence.zh.empty());
    EXPECT_NE(finding.sentence.en, finding.sentence.zh);
  }
}

inline const Money fen = Money::from_fen(1);

}  // namespace liandong::test
