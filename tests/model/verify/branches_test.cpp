#include "model/verify/branches.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <limits>
#include <random>

#include "tests/model/verify/made_plan.hpp"
#include "tests/support/gallery_builder.hpp"

namespace liandong::verify {
namespace {

using test::expect_found;
using test::Made;
using test::of_gallery;
using test::sentences;

Period year(int number) { return {PeriodUnit::year, number, 0}; }

BranchFile branch(std::vector<BranchAnswerFile> path, double bound, std::vector<double> own = {}) {
  BranchFile made{.path = std::move(path), .bound = bound, .cash = {}, .affordability = {}};
  if (!own.empty()) made.cash["own"] = {.from = year(2012), .values = std::move(own)};
  return made;
}

/// The plan of a case with these branches, and the least of their bounds as that of its certificate.
Made branched(const std::string& name, std::vector<BranchFile> branches) {
  Made made = of_gallery(name);
  CertificateFile& certificate = made.plan.certificate;
  certificate.bound = std::numeric_limits<double>::infinity();
  for (const BranchFile& b : branches) certificate.bound = std::min(certificate.bound, b.bound);
  certificate.branches = std::move(branches);
  made.plan.summary.bound = certificate.bound;
  certificate.relative_gap = (certificate.objective - certificate.bound) / certificate.objective;
  return made;
}

/// `waiting` of the gallery: 100 to be spent at once, 40 there in 2012 and 60 more in 2013, a gap at 3, 50 for each late year. By
/// multipliers alone no more than 130 can be proven, for they sell 40 % of the title in 2012: with κ = (κ0, κ1, 0, 0) building in 2012
/// costs 100 (1 + min(κ0, 2)), in 2013 100 (1 + κ1) + 50, less 40 κ0 + 60 κ1, and the lower of the two is highest, 130, where they are
/// equal. One question does it. Reached by 2012: κ = (2, 0, 0, 0) proves 300 - 80 = 220. Not: nothing need be priced, and 100 + 50 = 150.
std::vector<BranchFile> one_question() {
  return {branch({{"first", year(2012), true}}, 220, {2}), branch({{"first", year(2012), false}}, 150)};
}

/// The same and more: a stage reached by 2012 that is not reached by 2013 cannot be, and one not reached by 2013 costs 100 + 2 x 50.
std::vector<BranchFile> three_questions() {
  const BranchAnswerFile yes{"first", year(2012), true}, no{"first", year(2012), false}, later_yes{"first", year(2013), true},
      later_no{"first", year(2013), false};
  return {branch({no, later_yes}, 150), branch({yes, later_no}, std::numeric_limits<double>::infinity()), branch({no, later_no}, 200),
          branch({yes, later_yes}, 220, {2})};
}

TEST(Branches, OneQuestionClosesTheGap) {
  const Made made = branched("waiting", one_question());
  const VerifyReport report = verify_plan(made.input, made.plan);
  EXPECT_TRUE(report.holds()) << sentences(report);
  EXPECT_NEAR(report.proven_bound, 150, 1e-9);
  EXPECT_NEAR(report.objective, 150, 1e-9);
}

TEST(Branches, WithoutItTheBoundIs130) {
  const gallery::Case& problem = gallery::find("waiting");
  const Campaign campaign = gallery::campaign_of(problem);
  const Funding funding = gallery::funding_of(problem);
  const Facts facts(campaign, funding, problem.settings);
  double best = 0;
  for (int a = 0; a <= 40; ++a)
    for (int b = 0; b <= a; ++b)
      best = std::max(best, static_cast<double>(prove_bound(facts, {.cash = {{a / 20.0, b / 20.0, 0, 0}}, .affordability = {}}).value));
  EXPECT_NEAR(best, 130, 1e-9);
}

TEST(Branches, TreesHoldInAnyOrderAndWithBranchesThatCannotBe) {
  std::vector<BranchFile> branches = three_questions();
  for (int turn = 0; turn < 4; ++turn) {
    const Made made = branched("waiting", branches);
    const VerifyReport report = verify_plan(made.input, made.plan);
    EXPECT_TRUE(report.holds()) << sentences(report);
    EXPECT_NEAR(report.proven_bound, 150, 1e-9);
    std::rotate(branches.begin(), branches.begin() + 1, branches.end());
  }
}

/// `stage-after-stage`: money is plenty, so that without any multiplier each branch costs what its best plan costs. The later title waits
/// for the earlier one (2014 at best): with both by 2014 55, the later one after 2014 40 more.
TEST(Branches, LinksDecideWhatCannotBe) {
  constexpr double never = std::numeric_limits<double>::infinity();
  const auto with = [&](double impossible_by_link, double impossible_by_start) {
    const BranchAnswerFile later{"ministry", year(2014), true}, not_later{"ministry", year(2014), false};
    return branched("stage-after-stage",
                    {branch({later, {"province", year(2014), false}}, impossible_by_link),
                     branch({later, {"province", year(2014), true}, {"province", year(2013), true}}, impossible_by_start),
                     branch({later, {"province", year(2014), true}, {"province", year(2013), false}}, 55), branch({not_later}, 95)});
  };
  for (const double any : {never, 60.0, 1e9}) {
    const Made made = with(any, any);
    const VerifyReport report = verify_plan(made.input, made.plan);
    EXPECT_TRUE(report.holds()) << sentences(report);
    EXPECT_NEAR(report.proven_bound, 55, 1e-9);
  }
  expect_found(
      with(never, never), [](PlanFiles& plan) { plan.certificate.branches[3].bound = 95.000001; }, 13, "certificate.json",
      "Branch 4 claims that no plan with its answers costs less than 95.000001 万元; its multipliers prove only 95 万元.");
  expect_found(
      with(never, never), [&](PlanFiles& plan) { plan.certificate.branches[2].bound = never; }, 13, "certificate.json", "Branch 3 claims");
}

/// A plan must cost what the branch that its dates agree with proves, not only the least of all.
TEST(Branches, AnswersOfThePlanItselfCount) {
  // Built in 2012, with a gap of 60: the plan of another campaign, where waiting is dear.
  const Made other = of_gallery("not-waiting");
  Made made = branched("waiting", one_question());
  made.plan.schedule = other.plan.schedule;
  made.plan.allocation = other.plan.allocation;
  made.plan.gap = other.plan.gap;
  for (const Finding& finding : verify_plan(made.input, made.plan).findings)
    EXPECT_EQ(finding.sentence.en.find("one of the two is wrong"), std::string::npos);
  made.plan.gap.front().amount = Money{};  // 160 too cheap: 60 paid by nobody.
  made.plan.allocation.front().amount = Money{};
  const VerifyReport report = verify_plan(made.input, made.plan);
  EXPECT_NE(sentences(report).find("less than the 220 万元 that its own multipliers prove"), std::string::npos) << sentences(report);
}

/// The project of `waiting` decides the stage, so the same question about it does the same.
TEST(Branches, ProjectsCanBeAskedFor) {
  std::vector<BranchFile> branches = one_question();
  for (BranchFile& b : branches) b.path = {{.stage = "", .by = year(2012), .reached = b.path[0].reached, .project = "a"}};
  const Made made = branched("waiting", branches);
  const VerifyReport report = verify_plan(made.input, made.plan);
  EXPECT_TRUE(report.holds()) << sentences(report);
  EXPECT_NEAR(report.proven_bound, 150, 1e-9);
  expect_found(
      made, [](PlanFiles& plan) { plan.certificate.branches[1].path[0] = {.stage = "first", .by = year(2012), .reached = false}; }, 13,
      "certificate.json", "Branches 1 and 2 belong to no tree: one asks for project a by 2012, the other for stage first by 2012.");
  expect_found(
      made, [](PlanFiles& plan) { plan.certificate.branches.pop_back(); }, 13, "certificate.json",
      "No branch is about the plans in which project a is not complete by 2012.");
  expect_found(
      made, [](PlanFiles& plan) { plan.certificate.branches[1].path[0].project = "b"; }, 13, "certificate.json",
      "Branch 2 asks for project \"b\", which the campaign does not have.");
}

TEST(BranchesTampered, BoundOfABranch) {
  const Made made = branched("waiting", one_question());
  expect_found(
      made, [](PlanFiles& plan) { plan.certificate.branches[0].bound = 220.000001; }, 13, "certificate.json",
      "Branch 1 claims that no plan with its answers costs less than 220.000001 万元; its multipliers prove only 220 万元.");
  expect_found(
      made, [](PlanFiles& plan) { plan.certificate.branches[0].cash.at("own").values[0] = 1; }, 13, "certificate.json",
      "prove only 160 万元");
  expect_found(
      made, [](PlanFiles& plan) { plan.certificate.branches[0].cash.clear(); }, 13, "certificate.json", "prove only 100 万元");
  Made less = made;
  less.plan.certificate.branches[0].bound = 200;  // May claim less than it proves: the least does not change.
  EXPECT_TRUE(verify_plan(less.input, less.plan).holds());
}

TEST(BranchesTampered, BoundOfTheCertificate) {
  const auto claim = [](double bound) { return [bound](PlanFiles& plan) { plan.certificate.bound = plan.summary.bound = bound; }; };
  const Made made = branched("waiting", one_question());
  expect_found(made, claim(150.000001), 13, "certificate.json", "the least of its branches' bounds is only 150 万元");
  expect_found(made, claim(149.99), 13, "certificate.json", "the least of its branches' bounds is more: 150 万元");
}

TEST(BranchesTampered, AnswerTurned) {
  const Made made = branched("waiting", one_question());
  expect_found(
      made, [](PlanFiles& plan) { plan.certificate.branches[0].path[0].reached = false; }, 13, "certificate.json",
      "Branches 1 and 2 are about the same plans");
  // Either way the certificate falls back on the multipliers beside the branches, which prove 130 at most.
  expect_found(
      made, [](PlanFiles& plan) { plan.certificate.branches[1].path[0].reached = true; }, 13, "certificate.json",
      "No branch is about the plans in which stage first is not reached by 2012.");
  expect_found(
      made, [](PlanFiles& plan) { plan.certificate.branches[1].path[0].reached = true; }, 13, "certificate.json",
      "its multipliers prove only");
}

TEST(BranchesTampered, BranchLeftOut) {
  const Made small = branched("waiting", one_question());
  for (const int left_out : {0, 1}) {
    const auto erase = [&](PlanFiles& plan) { plan.certificate.branches.erase(plan.certificate.branches.begin() + left_out); };
    expect_found(small, erase, 13, "certificate.json",
                 left_out == 0 ? "No branch is about the plans in which stage first is reached by 2012."
                               : "No branch is about the plans in which stage first is not reached by 2012.");
  }
  const Made large = branched("waiting", three_questions());
  const auto without = [&](int left_out) {
    return [=](PlanFiles& plan) { plan.certificate.branches.erase(plan.certificate.branches.begin() + left_out); };
  };
  expect_found(large, without(0), 13, "certificate.json",
               "share the first 1 answers of branch 2 and in which stage first is reached by 2013.");
  expect_found(large, without(1), 13, "certificate.json",
               "share the first 1 answers of branch 3 and in which stage first is not reached by 2013.");
}

TEST(BranchesTampered, BranchTwice) {
  const Made made = branched("waiting", three_questions());
  expect_found(
      made, [](PlanFiles& plan) { plan.certificate.branches.push_back(plan.certificate.branches[2]); }, 13, "certificate.json",
      "Branches 3 and 5 are about the same plans");
  // A branch that another one's answers begin with.
  expect_found(
      made, [](PlanFiles& plan) { plan.certificate.branches[3].path.pop_back(); }, 13, "certificate.json",
      "Branches 2 and 4 are about the same plans: the answers of branch 4 are among those of the other.");
  expect_found(
      made, [](PlanFiles& plan) { plan.certificate.branches[0].path.clear(); }, 13, "certificate.json",
      "Branches 1 and 2 are about the same plans: the answers of branch 1");
}

TEST(BranchesTampered, OtherQuestion) {
  const Made made = branched("waiting", three_questions());
  expect_found(
      made, [](PlanFiles& plan) { plan.certificate.branches[2].path[1].by = year(2014); }, 13, "certificate.json",
      "Branches 1 and 3 belong to no tree: after 1 equal answers one asks for stage first by 2013, the other for stage first by 2014.");
  expect_found(
      made, [](PlanFiles& plan) { plan.certificate.branches[2].path[0].by = year(2014); }, 13, "certificate.json",
      "Branches 1 and 3 belong to no tree: one asks for stage first by 2012, the other for stage first by 2014.");
}

TEST(BranchesTampered, KeysAndPeriods) {
  const Made made = branched("waiting", one_question());
  expect_found(
      made, [](PlanFiles& plan) { plan.certificate.branches[1].path[0].stage = "a"; }, 13, "certificate.json",
      "Branch 2 asks for stage \"a\", which the campaign does not have.");
  for (const Period by : {year(2011), year(2016), Period(PeriodUnit::quarter, 2012, 0)})
    expect_found(
        made, [&](PlanFiles& plan) { plan.certificate.branches[1].path[0].by = by; }, 13, "certificate.json",
        "which lies outside the horizon");
  expect_found(
      made, [](PlanFiles& plan) { plan.certificate.branches[0].cash["lottery"] = {.from = year(2012), .values = {1}}; }, 0,
      "certificate.json", "no source \"lottery\"");
  expect_found(
      made,
      [](PlanFiles& plan) {
        plan.certificate.branches[0].affordability[{"atlantis", 2013}] = 1;
      },
      0, "certificate.json", "no unit \"atlantis\"");
  expect_found(
      made,
      [](PlanFiles& plan) {
        plan.certificate.branches[0].cash.at("own").values = {2, -1};
      },
      11, "certificate.json", "The multiplier of source own in 2013 in branch 1 is -1");
  for (const BranchFile::Cash& cash :
       {BranchFile::Cash{year(2011), {2}}, BranchFile::Cash{year(2015), {2, 2}}, BranchFile::Cash{year(2016), {}}})
    expect_found(
        made, [&](PlanFiles& plan) { plan.certificate.branches[0].cash.at("own") = cash; }, 11, "certificate.json",
        "do not lie within the horizon");
}

/// Any character of the file replaced by any other: it is refused, or found out, or what it claims is still true.
TEST(BranchesTampered, AnyCharacter) {
  const gallery::Case& problem = gallery::find("waiting");
  const CampaignFile input{.campaign = gallery::campaign_of(problem),
                           .funding = gallery::funding_of(problem),
                           .settings = problem.settings,
                           .input_hash = "waiting",
                           .scenario = {}};
  const PlanningProblem planning(input.campaign, input.funding, input.settings);
  PlanResult result = make_plan(planning);
  if (result.plan.compliance.empty()) result.plan.compliance = report_compliance(planning, result.plan);
  result.plan.certificate.bound = 150;
  result.plan.certificate.branches = {
      {.path = {{.stage = {0}, .t = 0, .reached = true}}, .bound = 220, .cash = {{2, 0, 0, 0}}, .affordability = {}},
      {.path = {{.stage = {0}, .t = 0, .reached = false}}, .bound = 150, .cash = {}, .affordability = {}}};
  const auto folder = std::filesystem::path(testing::TempDir()) / ("liandong_branches_" + std::to_string(::getpid()));
  ASSERT_FALSE(has_errors(
      write_plan(folder, planning, result, {.input_hash = "waiting", .scenario = "", .seed = {}, .version = "test", .options = {}})));
  std::string text;
  std::getline(std::ifstream(folder / "certificate.json"), text, '\0');
  const VerifyReport good = verify_plan(input, *read_plan_folder(folder));
  ASSERT_TRUE(good.holds()) << sentences(good);
  std::mt19937 random(5);
  const std::string characters = "0123456789.-+eE,:[]{}\"truefalsn x\n";
  int refused = 0, found_out = 0;
  for (int round = 0; round < 1500; ++round) {
    std::string changed = text;
    changed[random() % changed.size()] = characters[random() % characters.size()];
    std::ofstream(folder / "certificate.json") << changed;
    const Checked<PlanFiles> plan = read_plan_folder(folder);
    if (!plan) {
      ++refused;
      continue;
    }
    const VerifyReport report = verify_plan(input, *plan);
    found_out += report.holds() ? 0 : 1;
    if (report.holds()) {
      EXPECT_LE(plan->certificate.bound, 150 + 1e-6) << changed;
    }
  }
  std::filesystem::remove_all(folder);
  EXPECT_GT(refused, 300);
  EXPECT_GT(found_out, 50);
}

class BranchBound : public testing::TestWithParam<std::string> {};

/// The two answers to a question part the plans in two. So with the same multipliers the lower of their bounds is that without the
/// question, whatever was answered before; and the branch of the best plan never proves more than it costs.
TEST_P(BranchBound, AnswersPartThePlans) {
  const gallery::Case& problem = gallery::find(GetParam());
  const Campaign campaign = gallery::campaign_of(problem);
  const Funding funding = gallery::funding_of(problem);
  const Facts facts(campaign, funding, problem.settings);
  const Prover prover(facts);
  std::mt19937 random(11);
  const auto below = [&](int top) { return static_cast<int>(random() % static_cast<unsigned>(top)); };
  for (int round = 0; round < 200; ++round) {
    Multipliers multipliers;
    for (int k = 0; k < facts.source_count(); ++k) {
      multipliers.cash.emplace_back();
      for (int t = 0; t < facts.periods(); ++t) multipliers.cash.back().push_back(below(3) == 0 ? 0.0 : below(2000) / 1000.0);
    }
    std::vector<Answer> path;
    bool of_the_best = true;
    for (int depth = 0; depth < 4; ++depth) {
      const long double before = prover.prove(multipliers, path).value;
      Answer answer{.stage = {below(facts.stage_count())}, .t = below(facts.periods()), .reached = true};
      if (below(2) == 0) answer = {.stage = {}, .t = answer.t, .reached = true, .project = {below(facts.project_count())}};
      path.push_back(answer);
      const long double yes = prover.prove(multipliers, path).value;
      path.back().reached = false;
      const long double no = prover.prove(multipliers, path).value;
      EXPECT_GE(std::min(yes, no), before - 1e-9L);
      EXPECT_TRUE(std::min(yes, no) <= before + 1e-9L) << "round " << round << ": " << static_cast<double>(before);
      path.back().reached = below(2) == 0;
      auto reached = answer.project.known() ? problem.start[answer.project.index()] : problem.stage[answer.stage.index()];
      if (answer.project.known() && reached) *reached += campaign[answer.project].duration - 1;
      of_the_best = of_the_best && path.back().reached == (reached && *reached <= path.back().t);
      if (!of_the_best) continue;
      const ProvenBound bound = prover.prove(multipliers, path);
      EXPECT_LE(static_cast<double>(bound.value), problem.objective + static_cast<double>(bound.rounding) + 1e-9);
    }
  }
}

std::vector<std::string> names() {
  std::vector<std::string> found;
  for (const gallery::Case& problem : gallery::cases()) found.push_back(problem.name);
  return found;
}

INSTANTIATE_TEST_SUITE_P(Gallery, BranchBound, testing::ValuesIn(names()), [](const auto& test) {
  std::string name = test.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace liandong::verify
