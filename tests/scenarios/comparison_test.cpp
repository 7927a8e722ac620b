#include "scenarios/comparison.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "model/io/plan_folder.hpp"
#include "model/io/read_campaign.hpp"
#include "model/verify/verify.hpp"
#include "scenarios/comparison_table.hpp"

namespace liandong {
namespace {

namespace fs = std::filesystem;

const fs::path small = fs::path(LIANDONG_SOURCE_DIR) / "tests/support/campaigns/small";

std::vector<NamedInput> inputs_of(const std::vector<std::string>& names) {
  const CampaignFolder folder(small);
  std::vector<NamedInput> inputs;
  for (const std::string& name : names) inputs.push_back({.key = name, .file = *folder.file(name)});
  return inputs;
}

const std::vector<ScenarioRun>& runs() {
  static const std::vector<ScenarioRun> all =
      plan_scenarios(inputs_of({"baseline", "province_cut_30", "bt_barred", "approved_only"}), {.gap = 0.002});
  return all;
}

/// A CSV file of a plan folder, read by the simplest means: its plain cells by header.
std::vector<std::map<std::string, std::string>> rows(const std::string& text) {
  std::istringstream lines(text);
  std::string line, cell;
  std::vector<std::string> head;
  std::vector<std::map<std::string, std::string>> all;
  while (std::getline(lines, line)) {
    std::vector<std::string> cells;
    std::istringstream parts(line);
    while (std::getline(parts, cell, ',')) cells.push_back(cell);
    cells.resize(std::max(cells.size(), head.size()));
    if (head.empty()) {
      head = cells;
      continue;
    }
    auto& row = all.emplace_back();
    for (std::size_t i = 0; i < head.size(); ++i) row[head[i]] = cells[i];
  }
  return all;
}

std::string read(const fs::path& file) {
  std::ifstream in(file);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::int64_t fen(const std::string& wan) {  // "12.345678" without a double in between.
  const std::size_t dot = wan.find('.');
  return std::stoll(wan.substr(0, dot) + wan.substr(dot + 1));
}
std::string wan(std::int64_t fen) { return Money::from_fen(fen).wan_text(); }

class PlanFolders : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("liandong-comparison-" + std::to_string(::getpid()));
    for (const ScenarioRun& run : runs())
      ASSERT_TRUE(write_plan(folder_ / run.key, run.problem, run.result,
                             {.input_hash = run.input_hash,
                              .scenario = run.scenario ? run.key : "",
                              .seed = {},
                              .version = "test",
                              .options = {{"gap", "0.002"}}})
                      .empty());
    for (const auto& row : rows(comparison_csv(compare(runs()))))
      for (const ScenarioRun& run : runs()) {
        said_[{run.key, row.at("measure") + " " + row.at("item")}] = row.at(run.key);
        if (run.key != "baseline") change_[{run.key, row.at("measure") + " " + row.at("item")}] = row.at(run.key + " - baseline");
      }
  }
  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] std::vector<std::map<std::string, std::string>> table(const ScenarioRun& run, const char* file) const {
    return rows(read(folder_ / run.key / file));
  }
  [[nodiscard]] std::string said(const ScenarioRun& run, const std::string& measure) const { return said_.at({run.key, measure}); }

  fs::path folder_;
  std::map<std::pair<std::string, std::string>, std::string> said_, change_;  // By plan and "measure item".
};

TEST_F(PlanFolders, EveryTotalAgreesToTheFen) {
  ASSERT_EQ(runs().size(), 4u);
  std::map<std::string, std::pair<std::string, std::string>> sources;  // Channel and level.
  for (const auto& row : rows(read(small / "sources.csv"))) sources[row.at("id")] = {row.at("channel"), row.at("level")};
  for (const ScenarioRun& run : runs()) {
    SCOPED_TRACE(run.key);
    std::map<std::string, std::int64_t> sum;
    std::map<std::string, std::int64_t> least;
    std::map<std::string, int> stages;
    std::string last;
    double present = 0;
    const double beta = std::pow(1.06, -0.25);
    const auto t_of = [](const std::string& period) { return 4 * (std::stoi(period) - 2012) + period[5] - '1'; };
    for (const auto& row : table(run, "gap.csv")) {
      sum["gap "] += fen(row.at("amount_wan"));
      sum["gap " + row.at("period").substr(0, 4)] += fen(row.at("amount_wan"));
    }
    for (const auto& row : table(run, "allocation.csv")) {
      const auto& [channel, level] = sources.at(row.at("source"));
      const std::int64_t amount = fen(row.at("amount_wan"));
      for (const std::string& measure : {std::string("paid_by_channel "), "paid_by_channel " + channel, std::string("paid_by_level "),
                                         "paid_by_level " + level, std::string("paid_by_source "), "paid_by_source " + row.at("source")})
        sum[measure] += amount;
      if (channel == "fiscal") present += std::pow(beta, t_of(row.at("period"))) * static_cast<double>(amount) / 1e6;
    }
    for (const auto& row : table(run, "debt_service.csv")) {
      const std::string year = row.at("period").substr(0, 4);
      for (const std::string& measure : {std::string("debt_service "), "debt_service " + (year > "2014" ? "later" : year),
                                         std::string("service_by_year "), "service_by_year " + year})
        sum[measure] += fen(row.at("amount_wan"));
      last = std::max(last, row.at("period"));
      present += std::pow(beta, t_of(row.at("period"))) * static_cast<double>(fen(row.at("amount_wan"))) / 1e6;
    }
    for (const auto& row : table(run, "affordability.csv")) {
      const std::int64_t room = fen(row.at("ceiling_wan")) - fen(row.at("service_wan"));
      EXPECT_EQ(said(run, "head_room " + row.at("region") + " " + row.at("year")), wan(room));
      const auto [least_room, fresh] = least.emplace(row.at("region"), room);
      if (!fresh) least_room->second = std::min(least_room->second, room);
    }
    int late = 0, never = 0, on_time = 0, late_periods = 0, built = 0;
    std::int64_t spent = sum["gap "] + sum["paid_by_channel "];
    for (const auto& row : table(run, "schedule.csv")) {
      if (row.at("kind") == "project" && !row.at("start").empty()) ++built;
      if (row.at("kind") != "stage") continue;
      EXPECT_EQ(said(run, "stage_forecast " + row.at("node")), row.at("finish"));
      const int by =
          row.at("finish").empty() ? 12 : t_of(row.at("finish"));  // (10): a stage never reached is late to the end of the horizon.
      const int periods = std::max(0, by - t_of(row.at("deadline")));
      late_periods += periods;
      ++(row.at("finish").empty() ? never : periods > 0 ? late : on_time);
      EXPECT_EQ(said(run, "stage_late " + row.at("node")), std::to_string(periods));
    }
    // Every figure that the folder gives, and none of a kind that it does not.
    int figures = 0;
    for (const auto& [key, text] : said_) {
      const std::string& measure = key.second;
      if (key.first != run.key) continue;
      for (const char* of_sums : {"gap ", "paid_by_channel", "paid_by_level", "paid_by_source", "debt_service", "service_by_year"})
        if (measure.starts_with(of_sums)) {
          EXPECT_EQ(text, wan(sum[measure])) << measure;
          ++figures;
        }
    }
    EXPECT_GT(figures, 40);
    for (const auto& [unit, room] : least) EXPECT_EQ(said(run, "least_head_room " + unit), wan(room));
    EXPECT_EQ(said(run, "last_instalment "), last);
    EXPECT_EQ(said(run, "cost built"), wan(spent));
    EXPECT_EQ(said(run, "projects_built "), std::to_string(built));
    EXPECT_EQ(said(run, "stages_on_time "), std::to_string(on_time));
    EXPECT_EQ(said(run, "stages_late "), std::to_string(late));
    EXPECT_EQ(said(run, "stages_never "), std::to_string(never));
    EXPECT_EQ(said(run, "late_periods "), std::to_string(late_periods));
    EXPECT_NEAR(std::stod(said(run, "coverage ")), static_cast<double>(sum["paid_by_channel "]) / static_cast<double>(spent), 1e-12);
    EXPECT_NEAR(std::stod(said(run, "present_value ")), present, 1e-6);
    EXPECT_EQ(fen(said(run, "gap_kind structural")) + fen(said(run, "gap_kind timing")) + fen(said(run, "gap_kind tied")), sum["gap "]);
  }
}

TEST_F(PlanFolders, WhatMovesAndWhatIsShiftedAgreesToo) {
  const ScenarioRun& first = runs().front();
  for (const ScenarioRun& run : runs()) {
    SCOPED_TRACE(run.key);
    std::map<std::string, std::string> starts;
    for (const auto& row : table(first, "schedule.csv"))
      if (row.at("kind") == "project") starts[row.at("node")] = row.at("start");
    int moved = 0;
    for (const auto& row : table(run, "schedule.csv"))
      moved += row.at("kind") == "project" && starts.at(row.at("node")) != row.at("start") ? 1 : 0;
    std::map<std::string, std::int64_t> difference;
    for (const auto& row : table(first, "allocation.csv"))
      difference[row.at("project") + row.at("source") + row.at("period")] -= fen(row.at("amount_wan"));
    for (const auto& row : table(run, "allocation.csv"))
      difference[row.at("project") + row.at("source") + row.at("period")] += fen(row.at("amount_wan"));
    std::int64_t sum = 0;
    for (const auto& [cell, amount] : difference) sum += std::abs(amount);
    EXPECT_EQ(said(run, "projects_moved "), std::to_string(moved));
    EXPECT_NEAR(static_cast<double>(fen(said(run, "funds_shifted "))), static_cast<double>(sum) / 2, 0.5);
    if (&run == &first) continue;
    EXPECT_EQ(change_.at({run.key, "gap "}), wan(fen(said(run, "gap ")) - fen(said(first, "gap "))));
  }
}

TEST_F(PlanFolders, Hold) {
  for (const ScenarioRun& run : runs()) {
    const auto input = read_campaign(small, run.key);
    const auto plan = read_plan_folder(folder_ / run.key);
    ASSERT_TRUE(input && plan);
    EXPECT_TRUE(verify_plan(*input, *plan).holds()) << run.key;
  }
}

TEST(PlanScenarios, DependOnTheFirstAndOnThemselvesAlone) {
  const auto fewer = plan_scenarios(inputs_of({"baseline", "approved_only"}), {.gap = 0.002});
  ASSERT_EQ(fewer.size(), 2u);
  EXPECT_EQ(fewer[1].result.plan.start, runs()[3].result.plan.start);
  EXPECT_EQ(fewer[1].result.plan.payments, runs()[3].result.plan.payments);
  EXPECT_EQ(fewer[1].result.plan.certificate.bound, runs()[3].result.plan.certificate.bound);
}

TEST(PlanScenarios, StopKeepsWhatIsDone) {
  std::stop_source stop;
  const auto inputs = inputs_of({"baseline", "bt_barred", "province_cut_30"});
  const auto one = plan_scenarios(inputs, {.gap = 0.002, .stop = stop.get_token(), .on_planned = [&](const ScenarioRun&) {
                                             stop.request_stop();
                                             return true;
                                           }});
  EXPECT_EQ(one.size(), 1u);
  EXPECT_TRUE(plan_scenarios(inputs, {.gap = 0.002, .stop = stop.get_token()}).empty());
  EXPECT_EQ(plan_scenarios(inputs, {.gap = 0.002, .on_planned = [](const ScenarioRun& run) { return run.key != "bt_barred"; }}).size(), 2u);
}

// (7) by hand: 50 from one source, then 30 from it and 20 from another: 20 are shifted. A start that differs moves the project.
TEST(PlanDistance, ByHand) {
  ScenarioRun first = runs().front();
  ScenarioRun other = first;
  const auto payment = [](int source, int t, int amount) {
    return Payment{.project = ProjectId{1}, .source = SourceId{source}, .t = t, .amount = Money::from_fen(amount)};
  };
  first.result.plan.payments = {payment(0, 2, 50)};
  other.result.plan.payments = {payment(0, 2, 30), payment(2, 2, 20)};
  EXPECT_EQ(distance(first, other).shifted, Money::from_fen(20));
  EXPECT_EQ(distance(other, first).shifted, Money::from_fen(20));
  EXPECT_EQ(distance(first, other).moved, 0);
  first.result.plan.start[1] = 3;
  other.result.plan.start = first.result.plan.start;
  other.result.plan.start[1] = std::nullopt;
  other.result.plan.start[4] = *first.result.plan.start[4] + 1;
  EXPECT_EQ(distance(first, other).moved, 2);
  EXPECT_EQ(distance(first, other).moved_cost, Money::from_fen(3'900'500'000));
}

TEST(ComparisonTables, AddUpAsShownAndMarkWhatDiffers) {
  const Comparison comparison = compare(runs());
  const auto number = [](std::string text) {
    std::erase(text, ',');
    return text == "–" || text == "=" || text.empty() ? 0.0 : std::stod(text);
  };
  for (const Language language : {Language::english, Language::chinese}) {
    int totals = 0;
    for (const Table& table : comparison_tables(comparison, {.language = language})) {
      for (std::size_t column = 1; column < table.head.size(); ++column) {
        double parts = 0, changes = 0;
        bool inside = false;
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
          const auto& row = table.rows[i];
          const bool change = row[0].starts_with("    "), part = !change && row[0].starts_with("  ");
          const bool changed = !change && i + 1 < table.rows.size() && table.rows[i + 1][0].starts_with("    ");
          if (change) continue;
          if (part) {
            inside = true;
            parts += number(row[column]);
            changes += changed ? number(table.rows[i + 1][column]) : 0;
          } else if (inside) {  // The total behind its parts.
            if (row[column].find('%') == std::string::npos && row[0].find("tied") == std::string::npos) {
              EXPECT_NEAR(parts, number(row[column]), 1e-6) << table.title << " " << row[0] << " " << column;
              EXPECT_NEAR(changes, changed ? number(table.rows[i + 1][column]) : 0, 1e-6) << table.title << " " << row[0] << " " << column;
              ++totals;
            }
            inside = false;
            parts = changes = 0;
          }
          if (changed && column > 1) {
            EXPECT_FALSE(table.rows[i + 1][column].empty() && !row[column].empty() && row[column] != "–" && row[1] != "–")
                << table.title << row[0];
          }
        }
      }
    }
    EXPECT_GT(totals, 20);
  }
  const auto narrow = comparison_tables(comparison, {.columns = 3});
  EXPECT_EQ(narrow.front().head, (std::vector<std::string>{"", "baseline", "province_cut_30", "bt_barred"}));
  EXPECT_EQ(narrow[1].head, (std::vector<std::string>{"", "baseline", "approved_only"}));
}

}  // namespace
}  // namespace liandong
