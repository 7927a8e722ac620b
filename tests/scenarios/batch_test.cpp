#include "scenarios/batch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "scenarios/run.hpp"
#include "tests/model/io/campaign_copy.hpp"
#include "tests/support/campaign_folders.hpp"

namespace liandong {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

std::vector<std::string> names(const std::vector<BatchPiece>& pieces) {
  std::vector<std::string> list;
  for (const BatchPiece& piece : pieces) list.push_back(piece.name);
  return list;
}

/// Bytes of every file below a folder.
std::map<std::string, std::string> contents(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files[fs::relative(entry.path(), folder).string()] = test::read_text(entry.path());
  return files;
}

TEST(BatchPieces, OfACampaignAreItsScenarios) {
  const std::string small = campaign_folder("small").string();
  EXPECT_THAT(names(*list_pieces(small, {})), ElementsAre("baseline", "approved_only", "bt_barred", "province_cut_30"));
  EXPECT_THAT(names(*list_pieces(small, {"bt_barred"})), ElementsAre("bt_barred"));
}

TEST(BatchPieces, OfAFolderAreItsCampaigns) {
  const std::string folder = campaign_folder("small").parent_path().string();
  EXPECT_THAT(names(*list_pieces(folder, {})), ElementsAre("small", "steps"));
  EXPECT_THAT(names(*list_pieces(folder, {"baseline", "harder"})),
              ElementsAre("small.baseline", "small.harder", "steps.baseline", "steps.harder"));
}

class JobTables : public testing::Test {
 protected:
  Checked<std::vector<BatchPiece>> list(const std::string& text) {
    test::write_text(campaigns_.path() / "job.csv", text);
    return list_pieces(campaigns_.path() / "job.csv", {});
  }
  test::CampaignCopy campaigns_;
};

TEST_F(JobTables, NameCampaignsFromWhereTheyLie) {
  const auto pieces = list("scenario,campaign,name\n,.,\n*,../c,all\nbt_barred,.,\nbt_barred,.,once more\n");
  ASSERT_TRUE(pieces);
  EXPECT_THAT(names(*pieces),
              ElementsAre("c", "all.baseline", "all.approved_only", "all.bt_barred", "all.province_cut_30", "c.bt_barred", "once more"));
  EXPECT_EQ((*pieces)[0].scenario, "baseline");
  EXPECT_TRUE(fs::equivalent((*pieces)[1].campaign, campaigns_.path()));
  EXPECT_THAT(names(*list("数据,名称\n.,县\n")), ElementsAre("县"));
}

TEST_F(JobTables, SayWhatIsWrongWithThem) {
  const auto issue = [&](const std::string& text) {
    const auto pieces = list(text);
    return pieces ? std::string("none") : pieces.issues().front().code + ":" + std::to_string(pieces.issues().front().row);
  };
  EXPECT_EQ(issue("campaign,scenario\n.,\n"), "none");
  EXPECT_EQ(issue("folder\n.\n"), "batch-column:1");
  EXPECT_EQ(issue("scenario\nx\n"), "batch-column:1");
  EXPECT_EQ(issue("campaign,scenario\n.,\n,x\n"), "batch-campaign:3");
  EXPECT_EQ(issue("campaign,name\n.,a/b\n"), "batch-name:0");
  EXPECT_EQ(issue("campaign,name\n.,..\n"), "batch-name:0");
  EXPECT_EQ(issue("campaign,name\n.,batch.csv\n"), "batch-name:0");
  EXPECT_EQ(issue("campaign,name\n.,a\n.,a\n"), "batch-name:0");
  EXPECT_EQ(issue("campaign\n"), "batch-empty:0");
  EXPECT_EQ(issue("campaign\n\"x\n"), "csv-unterminated-quote:2");
}

TEST_F(JobTables, ThatAreNotThereAreSaid) {
  EXPECT_EQ(list_pieces(campaigns_.path() / "nowhere.csv", {}).issues().front().code, "file-missing");
  EXPECT_EQ(list_pieces(campaigns_.path() / "scenarios", {}).issues().front().code, "batch-empty");
}

/// Two campaigns to plan; the second has a mistake in it.
class Batches : public testing::Test {
 protected:
  Batches() {
    fs::create_directories(scratch_.path() / "in");
    for (const char* name : {"good", "bad", "other"})
      fs::copy(campaign_folder(name == std::string("other") ? "steps" : "small"), in(name), fs::copy_options::recursive);
    test::write_text(in("bad") / "projects.csv", "nonsense\n");
  }
  [[nodiscard]] fs::path in(const std::string& name) const { return scratch_.path() / "in" / name; }
  [[nodiscard]] fs::path out(const std::string& name = "out") const { return scratch_.path() / name; }

  std::vector<BatchRow> run(BatchOptions options, const std::string& to = "out") const {
    fs::create_directories(out(to));
    options.version = "test";
    return plan_batch(*list_pieces(scratch_.path() / "in", {}), out(to), options);
  }
  static std::vector<std::string> states(const std::vector<BatchRow>& rows) {
    std::vector<std::string> list;
    for (const BatchRow& row : rows) list.push_back(row.piece.name + (row.known ? " known" : "") + ": " + row.state);
    return list;
  }
  test::ScratchFolder scratch_;
};

TEST_F(Batches, OnePieceThatFailsDoesNotStopTheOthers) {
  const std::vector<BatchRow> rows = run({});
  EXPECT_THAT(states(rows), ElementsAre("bad: failed", "good: proven", "other: proven"));
  ASSERT_FALSE(rows[0].issues.empty());
  EXPECT_EQ(rows[0].issues.front().file, "projects.csv");
  EXPECT_FALSE(fs::exists(out() / "bad"));
}

TEST_F(Batches, ARowHasTheMeasuresOfAPlanMadeAlone) {
  const BatchRow row = run({})[1];
  const ScenarioRun alone = ScenarioPlanner().first({.key = "", .file = *read_campaign(in("good"))}, {});
  EXPECT_EQ(row.gap, alone.metrics.gap);
  EXPECT_EQ(row.cost_built, alone.metrics.cost_built);
  EXPECT_EQ(row.debt_service, alone.metrics.debt_service);
  EXPECT_EQ(row.late_periods, late_periods(alone.metrics));
  EXPECT_EQ(row.stages_on_time, alone.metrics.stages_on_time);
  EXPECT_EQ(row.objective, alone.result.plan.certificate.objective);
  EXPECT_EQ(row.public_money, Money::nearest_wan(alone.metrics.present_value));
}

TEST_F(Batches, FilesAreTheSameOnOneThreadAndOnThree) {
  const auto one = run({.threads = 1}, "one"), three = run({.threads = 3}, "three");
  EXPECT_EQ(contents(out("one")), contents(out("three")));
  EXPECT_EQ(batch_csv(one), batch_csv(three));
  EXPECT_EQ(batch_json(one), batch_json(three));
}

TEST_F(Batches, FinishedPiecesAreTakenUpIfNothingHasChanged) {
  const std::vector<BatchRow> before = run({});
  const auto files = contents(out());
  fs::remove_all(out() / "other");
  const std::vector<BatchRow> again = run({});
  EXPECT_THAT(states(again), ElementsAre("bad: failed", "good known: proven", "other: proven"));
  EXPECT_EQ(contents(out()), files);
  EXPECT_EQ(batch_csv(again), batch_csv(before));
  EXPECT_EQ(batch_json(again), batch_json(before));
}

TEST_F(Batches, WhatHasChangedIsPlannedAgain) {
  static_cast<void>(run({}));
  EXPECT_THAT(states(run({.gap = 0.001})), ElementsAre("bad: failed", "good: proven", "other: proven")) << "other options";
  fs::copy(campaign_folder("small") / "projects.csv", in("bad") / "projects.csv", fs::copy_options::overwrite_existing);
  test::write_text(in("good") / "units.csv", test::read_text(in("good") / "units.csv") + "\n");
  EXPECT_THAT(states(run({.gap = 0.001})), ElementsAre("bad: proven", "good: proven", "other known: proven")) << "other input";
  test::write_text(out() / "good" / "allocation.csv", "cut");
  EXPECT_THAT(states(run({.gap = 0.001})), ElementsAre("bad known: proven", "good: proven", "other known: proven")) << "a damaged plan";
}

TEST_F(Batches, AfterAStopNothingIsBegun) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THAT(states(run({.stop = stop.get_token()})), ElementsAre("bad: not_done", "good: not_done", "other: not_done"));
}

TEST_F(Batches, ARowComesBackFromItsBytes) {
  std::vector<BatchRow> rows = run({}), back;
  for (const BatchRow& row : rows) back.push_back(batch_row(bytes_of(row)));
  EXPECT_EQ(batch_csv(back), batch_csv(rows));
  EXPECT_EQ(batch_json(back), batch_json(rows));
  EXPECT_EQ(back[1].seconds, rows[1].seconds);
}

TEST_F(Batches, TheTableAddsUpCampaignsButNotScenariosOfOne) {
  EXPECT_EQ(batch_table(run({})).rows.back().front(), "all planned") << "one is not";
  std::vector<BatchRow> rows = run({});
  rows[1].piece.campaign = rows[2].piece.campaign;
  EXPECT_EQ(batch_table(rows).rows.back().front(), "other");
}

}  // namespace
}  // namespace liandong
