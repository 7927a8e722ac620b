#include "model/io/plan_folder.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <limits>

#include "model/io/folder_transaction.hpp"
#include "model/io/read_campaign.hpp"
#include "tests/model/io/campaign_copy.hpp"

using namespace liandong;
namespace fs = std::filesystem;

namespace {

const PlanningProblem& small_problem() {
  static const PlanningProblem problem = [] {
    auto file = read_campaign(fs::path(LIANDONG_SOURCE_DIR) / "tests/support/campaigns/small");
    return PlanningProblem(file->campaign, file->funding, file->settings);
  }();
  return problem;
}
const PlanResult& small_plan() {
  static const PlanResult result = make_plan(small_problem());
  return result;
}
const Provenance provenance{.input_hash = "abc", .scenario = "", .seed = 7, .version = "0.1", .options = {{"gap", "0.005"}}};

std::map<std::string, std::string> contents(const fs::path& folder) {
  std::map<std::string, std::string> all;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) all[fs::relative(entry.path(), folder).string()] = test::read_text(entry.path());
  return all;
}
std::size_t entries(const fs::path& folder) { return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator())); }

/// Runs `work` in a child process and gives what waitpid() says.
template <class Work>
int in_child(Work work) {
  const pid_t child = ::fork();
  if (child == 0) {
    work();
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

}  // namespace

TEST(PlanFolder, ReadsBackWhatItWrote) {
  const test::ScratchFolder folder;
  const fs::path out = folder.path() / "deep" / "plan";
  ASSERT_TRUE(write_plan(out, small_problem(), small_plan(), provenance).empty());
  EXPECT_EQ(entries(out), 10u);
  const auto files = read_plan_folder(out);
  ASSERT_TRUE(files) << files.issues().at(0).sentence.en;
  const Plan& plan = small_plan().plan;
  const Campaign& campaign = small_problem().campaign();
  const Funding& funding = small_problem().funding();

  ASSERT_EQ(files->allocation.size(), plan.payments.size());
  for (std::size_t i = 0; i < plan.payments.size(); ++i) {
    EXPECT_EQ(files->allocation[i].project, campaign[plan.payments[i].project].key);
    EXPECT_EQ(files->allocation[i].source, funding[plan.payments[i].source].key);
    EXPECT_EQ(files->allocation[i].period, campaign.horizon().at(plan.payments[i].t));
    EXPECT_EQ(files->allocation[i].amount, plan.payments[i].amount);
  }
  ASSERT_EQ(files->gap.size(), plan.gaps.size());
  Money spend;
  for (const AllocationRow& row : files->allocation) spend += row.amount;
  for (const GapRow& row : files->gap) spend += row.amount;
  Money built;
  for (std::size_t j = 0; j < plan.start.size(); ++j)
    if (plan.start[j]) built += campaign.projects()[j].cost;
  EXPECT_EQ(spend, built);

  ASSERT_EQ(files->schedule.size(), 6u + 5u + 2u);
  for (std::size_t j = 0; j < 6; ++j) {
    const ScheduleRow& row = files->schedule[j];
    EXPECT_EQ(row.kind, "project");
    ASSERT_EQ(row.start.has_value(), plan.start[j].has_value());
    if (row.start) {
      EXPECT_EQ(row.finish->since(*row.start), campaign.projects()[j].duration - 1);
    }
  }
  // Task HC-2-1 is served by the plan and the dossier, so it begins with the one and ends with the other.
  EXPECT_EQ(files->schedule[6 + 2].node, "HC-2-1");
  EXPECT_EQ(files->schedule[6 + 2].start, files->schedule[0].start);
  EXPECT_EQ(files->schedule[6 + 2].finish, files->schedule[3].finish);
  EXPECT_FALSE(files->schedule[6 + 4].start) << "no project can close it";
  for (std::size_t s = 0; s < 2; ++s) {
    const ScheduleRow& row = files->schedule[11 + s];
    EXPECT_EQ(row.kind, "stage");
    EXPECT_EQ(row.deadline, campaign.stages()[s].deadline);
    ASSERT_TRUE(row.late);
    if (row.finish) {
      EXPECT_EQ(*row.late, std::max(0, row.finish->since(*row.deadline)));
    }
  }

  ASSERT_EQ(files->balances.size(), 5u * 12u);
  EXPECT_EQ(files->balances[3].balance, plan.balances[0][3].balance);
  ASSERT_EQ(files->debt_service.size(), plan.service.size());
  ASSERT_EQ(files->affordability.size(), plan.affordability.size());
  ASSERT_EQ(files->prices.size(), plan.prices.size());
  for (std::size_t i = 0; i < plan.prices.size(); ++i) {
    EXPECT_EQ(files->prices[i].value, plan.prices[i].value);
    EXPECT_EQ(files->prices[i].range_low, plan.prices[i].range_low);
    EXPECT_EQ(files->prices[i].range_high, plan.prices[i].range_high);
  }
  EXPECT_EQ(files->certificate.objective, plan.certificate.objective);
  EXPECT_EQ(files->certificate.bound, plan.certificate.bound);
  for (std::size_t k = 0; k < plan.certificate.cash.size(); ++k) EXPECT_EQ(files->certificate.cash.at(funding.sources()[k].key), plan.certificate.cash[k]);
  EXPECT_EQ(files->certificate.affordability.size(), plan.certificate.affordability.size());
  EXPECT_EQ(files->summary.provenance.input_hash, "abc");
  EXPECT_EQ(files->summary.provenance.seed, 7u);
  EXPECT_EQ(files->summary.provenance.options.at("gap"), "0.005");
  EXPECT_EQ(files->summary.parts.at("gap"), plan.parts.gap);
}

namespace {

PlanResult plan_without_branches() {
  PlanResult result = small_plan();
  result.plan.certificate.branches.clear();
  return result;
}

/// The plan with a certificate of three branches, of which the last cannot be.
PlanResult branched_plan() {
  PlanResult result = plan_without_branches();
  const std::size_t sources = small_problem().funding().sources().size();
  CertificateBranch branch{.path = {{.stage = StageId{0}, .t = 6, .reached = true}}, .bound = 1.0 / 3, .cash = std::vector<std::vector<double>>(sources, std::vector<double>(12)), .affordability = {}};
  branch.cash[1][2] = 0.1;
  branch.cash[1][4] = 0.30000000000000004;
  branch.affordability = {{{UnitId{0}, 2013}, 0.25}, {{UnitId{0}, 2014}, 0}};
  result.plan.certificate.branches.push_back(branch);
  branch.path = {{.stage = StageId{0}, .t = 6, .reached = false}, {.stage = {}, .project = ProjectId{2}, .t = 0, .reached = false}};
  branch.cash = {};
  result.plan.certificate.branches.push_back(branch);
  branch.path.back().reached = true;
  branch.bound = std::numeric_limits<double>::infinity();
  result.plan.certificate.branches.push_back(branch);
  return result;
}

}  // namespace

TEST(PlanFolder, ReadsBranchesBack) {
  const test::ScratchFolder folder;
  ASSERT_TRUE(write_plan(folder.path() / "plan", small_problem(), branched_plan(), provenance).empty());
  const auto files = read_plan_folder(folder.path() / "plan");
  ASSERT_TRUE(files) << files.issues().at(0).sentence.en;
  const Campaign& campaign = small_problem().campaign();
  const auto& branches = files->certificate.branches;
  ASSERT_EQ(branches.size(), 3u);
  ASSERT_EQ(branches[0].path.size(), 1u);
  EXPECT_EQ(branches[0].path[0].stage, campaign.stages()[0].key);
  EXPECT_EQ(branches[0].path[0].by, campaign.horizon().at(6));
  EXPECT_TRUE(branches[0].path[0].reached);
  EXPECT_EQ(branches[0].bound, 1.0 / 3);
  ASSERT_EQ(branches[0].cash.size(), 1u) << "sources without a multiplier are left out";
  const BranchFile::Cash& cash = branches[0].cash.at(small_problem().funding().sources()[1].key);
  EXPECT_EQ(cash.from, campaign.horizon().at(2));
  EXPECT_EQ(cash.values, (std::vector<double>{0.1, 0, 0.30000000000000004}));
  EXPECT_EQ(branches[0].affordability, (std::map<std::pair<std::string, int>, double>{{{campaign.units()[0].key, 2013}, 0.25}}));
  ASSERT_EQ(branches[1].path.size(), 2u);
  EXPECT_FALSE(branches[1].path[1].reached);
  EXPECT_EQ(branches[0].path[0].project, "");
  EXPECT_EQ(branches[1].path[1].stage, "");
  EXPECT_EQ(branches[1].path[1].project, campaign.projects()[2].key);
  EXPECT_TRUE(branches[1].cash.empty());
  EXPECT_TRUE(branches[2].path[1].reached);
  EXPECT_EQ(branches[2].bound, std::numeric_limits<double>::infinity());
  EXPECT_EQ(files->certificate.bound, small_plan().plan.certificate.bound);

  // Each on a line of its own, between two more; no trace of them where there are none.
  ASSERT_TRUE(write_plan(folder.path() / "plain", small_problem(), plan_without_branches(), provenance).empty());
  const std::string text = test::read_text(folder.path() / "plan" / "certificate.json"), plain = test::read_text(folder.path() / "plain" / "certificate.json");
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), std::count(plain.begin(), plain.end(), '\n') + 3 + 2);
  EXPECT_EQ(plain.find("branches"), std::string::npos);
}

TEST(PlanFolder, SaysWhereACertificateCannotBeRead) {
  const test::ScratchFolder folder;
  const fs::path out = folder.path() / "plan", file = out / "certificate.json";
  ASSERT_TRUE(write_plan(out, small_problem(), branched_plan(), provenance).empty());
  const std::string good = test::read_text(file);
  const auto places_with = [&](std::initializer_list<std::pair<std::string, std::string>> changes) {
    std::string text = good;
    for (const auto& [from, to] : changes) {
      const std::size_t at = text.find(from);
      EXPECT_NE(at, std::string::npos) << from;
      text.replace(at, from.size(), to);
    }
    test::write_text(file, text);
    const auto read = read_plan_folder(out);
    std::vector<std::string> places;
    for (const Issue& issue : read.issues()) {
      EXPECT_EQ(issue.code, "plan-json");
      EXPECT_EQ(issue.file, "certificate.json");
      EXPECT_TRUE(issue.sentence.en.starts_with(issue.field)) << issue.sentence.en;
      EXPECT_NE(issue.sentence.en, issue.sentence.zh);
      places.push_back(issue.field);
    }
    return places;
  };
  using Places = std::vector<std::string>;
  EXPECT_EQ(places_with({}), Places{});
  EXPECT_EQ(places_with({{"\"stage\"", "\"title\""}}), Places{"branches[0].path[0].stage"});
  EXPECT_EQ(places_with({{"\"reached\":true", "\"reached\":1"}}), Places{"branches[0].path[0].reached"});
  EXPECT_EQ(places_with({{"\"by\":\"", "\"by\":\"in "}}), Places{"branches[0].path[0].by"});
  EXPECT_EQ(places_with({{"\"bound_wan\":0.", "\"bound\":0."}}), Places{"branches[0].bound_wan"});
  EXPECT_EQ(places_with({{"\"from\":\"", "\"from\":\"x"}}), Places{"branches[0].multipliers.cash[0].from"});
  EXPECT_EQ(places_with({{"[0.1,0.0", "[0.1,null"}}), Places{"branches[0].multipliers.cash[0].values[1]"});
  EXPECT_EQ(places_with({{"\"year\":2013,\"value\"", "\"year\":\"2013\",\"value\""}}), Places{"branches[0].multipliers.affordability[0].year"});
  EXPECT_EQ(places_with({{"\"branches\": [", "\"branches\": [7, "}}), Places{"branches[0].path"});
  EXPECT_EQ(places_with({{"\"reached\":true", "\"reached\":1"}, {"\"reached\":true", "\"reached\":1"}}),
            (Places{"branches[0].path[0].reached", "branches[2].path[1].reached"}));
  EXPECT_EQ(places_with({{"\"relative_gap\"", "\"gap\""}}), Places{"relative_gap"});
  test::write_text(file, "[]");
  EXPECT_EQ(read_plan_folder(out).issues().at(0).sentence.en, "certificate.json is not a JSON object.");
}

TEST(PlanFolder, WritesTheSameBytesEachTime) {
  const test::ScratchFolder folder;
  ASSERT_TRUE(write_plan(folder.path() / "a", small_problem(), small_plan(), provenance).empty());
  ASSERT_TRUE(write_plan(folder.path() / "b", small_problem(), small_plan(), provenance).empty());
  EXPECT_EQ(contents(folder.path() / "a"), contents(folder.path() / "b"));
}

TEST(PlanFolder, ReplacesAPlanAndKeepsOtherFiles) {
  const test::ScratchFolder folder;
  const fs::path out = folder.path() / "plan";
  fs::create_directory(out);  // An empty folder is as good as none.
  ASSERT_TRUE(write_plan(out, small_problem(), small_plan(), provenance).empty());
  test::write_text(out / "notes.txt", "mine");
  fs::create_directory(out / "charts");
  test::write_text(out / "charts" / "a.svg", "<svg/>");
  Provenance other = provenance;
  other.scenario = "cut";
  ASSERT_TRUE(write_plan(out, small_problem(), small_plan(), other).empty());
  EXPECT_EQ(read_plan_folder(out)->summary.provenance.scenario, "cut");
  EXPECT_EQ(test::read_text(out / "notes.txt"), "mine");
  EXPECT_EQ(test::read_text(out / "charts" / "a.svg"), "<svg/>");
  EXPECT_EQ(entries(folder.path()), 1u) << "nothing is left beside it";
}

TEST(PlanFolder, RefusesAFolderThatIsNotItsOwn) {
  const test::ScratchFolder folder;
  test::write_text(folder.path() / "thesis.txt", "precious");
  const Issues issues = write_plan(folder.path(), small_problem(), small_plan(), provenance);
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].code, "write-target");
  EXPECT_EQ(entries(folder.path()), 1u);
  EXPECT_EQ(write_plan(folder.path() / "thesis.txt", small_problem(), small_plan(), provenance).at(0).code, "write-target");
  EXPECT_EQ(write_plan(folder.path() / "thesis.txt" / "x", small_problem(), small_plan(), provenance).size(), 1u);
  EXPECT_EQ(write_plan("/", small_problem(), small_plan(), provenance).at(0).code, "write-target");
}

TEST(PlanFolder, LeavesNothingWhenTheDiskIsFull) {
  const test::ScratchFolder folder;
  const fs::path out = folder.path() / "plan";
  small_plan();
  const int status = in_child([&] {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{1500, 1500};  // No file may grow beyond this: writing fails half-way with an error, as on a full disk.
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const Issues issues = write_plan(out, small_problem(), small_plan(), provenance);
    ::_exit(issues.size() == 1 && issues[0].code == "write-failed" ? 42 : 1);
  });
  EXPECT_EQ(WEXITSTATUS(status), 42);
  EXPECT_EQ(entries(folder.path()), 0u);

  ASSERT_TRUE(write_plan(out, small_problem(), small_plan(), provenance).empty());
  const auto before = contents(out);
  const int again = in_child([&] {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{1500, 1500};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    Provenance other = provenance;
    other.version = "2";
    ::_exit(write_plan(out, small_problem(), small_plan(), other).empty() ? 1 : 42);
  });
  EXPECT_EQ(WEXITSTATUS(again), 42);
  EXPECT_EQ(contents(out), before) << "the old plan is untouched";
  EXPECT_EQ(entries(folder.path()), 1u);
}

TEST(PlanFolder, RecoversFromAKilledWriter) {
  const test::ScratchFolder folder;
  const fs::path out = folder.path() / "plan";
  const int status = in_child([&] {
    FolderTransaction transaction(out, "plan.json");
    transaction.write("schedule.csv", "half");
    ::raise(SIGKILL);
  });
  EXPECT_TRUE(WIFSIGNALED(status));
  EXPECT_FALSE(fs::exists(out));
  EXPECT_EQ(entries(folder.path()), 1u) << "what it had begun lies beside";
  ASSERT_TRUE(write_plan(out, small_problem(), small_plan(), provenance).empty());
  EXPECT_EQ(entries(folder.path()), 1u) << "and is gone now";
}

TEST(PlanFolder, LeavesALivingWriterAlone) {
  const test::ScratchFolder folder;
  const fs::path out = folder.path() / "plan";
  FolderTransaction slow(out, "plan.json");
  slow.write("plan.json", "{}");
  ASSERT_TRUE(write_plan(out, small_problem(), small_plan(), provenance).empty());
  EXPECT_EQ(entries(folder.path()), 2u);
  slow.commit();  // The target has come into being meanwhile and is not empty.
  EXPECT_FALSE(slow.ok());
  EXPECT_TRUE(read_plan_folder(out));
}

TEST(PlanFolder, SaysWhatItCannotReadBack) {
  const test::ScratchFolder folder;
  const fs::path out = folder.path() / "plan";
  ASSERT_TRUE(write_plan(out, small_problem(), small_plan(), provenance).empty());
  const auto code_with = [&](const std::string& file, const std::string& text) {
    const std::string before = test::read_text(out / file);
    test::write_text(out / file, text);
    const auto read = read_plan_folder(out);
    test::write_text(out / file, before);
    return read ? std::string("read") : read.issues().at(0).code;
  };
  EXPECT_EQ(code_with("allocation.csv", "project,source,period\n"), "plan-column");
  EXPECT_EQ(code_with("allocation.csv", "project,source,period,amount_wan\nplant,f,2013Q1,many\n"), "plan-value");
  EXPECT_EQ(code_with("allocation.csv", "project,source,period,amount_wan\nplant,f,2013Q1\n"), "plan-row");
  EXPECT_EQ(code_with("gap.csv", "project,period,amount_wan\nplant,2013Q7,1\n"), "plan-value");
  EXPECT_EQ(code_with("prices.csv", "source,period,value,range_low_wan,range_high_wan\nx,2013Q1,,0,1\n"), "plan-value");
  EXPECT_EQ(code_with("certificate.json", "{}"), "plan-json");
  EXPECT_EQ(code_with("certificate.json", "[1"), "plan-json");
  EXPECT_EQ(code_with("plan.json", "{\"provenance\": 3}"), "plan-json");
  EXPECT_EQ(code_with("gap.csv", "project,period,amount_wan\n\xFF,2013Q1,1\n"), "encoding");
  fs::remove(out / "prices.csv");
  EXPECT_EQ(read_plan_folder(out).issues().at(0).code, "file-missing");
}
