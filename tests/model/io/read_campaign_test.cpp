#include "model/io/read_campaign.hpp"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <functional>
#include <map>

#include "model/io/folder_tables.hpp"
#include "model/io/schema.hpp"
#include "tests/model/io/campaign_copy.hpp"

using namespace liandong;
using test::CampaignCopy;
using test::listing;
using test::places;

namespace {

/// Everything that a campaign says, as text, to compare two readings.
std::string describe(const CampaignFile& file) {
  std::string all = file.campaign.key() + file.campaign.name().zh + file.campaign.horizon().first.text();
  for (const Unit& u : file.campaign.units()) all += u.key + u.name.zh + u.name.en + (u.poor_area ? "p" : "-");
  for (const Task& t : file.campaign.tasks()) all += t.key + t.name.zh + t.responsible + t.target + (t.closable ? "c" : "-");
  for (const Stage& s : file.campaign.stages()) all += s.key + s.deadline.text() + s.title_level + (s.late_price ? s.late_price->wan_text() : "?");
  for (const Project& p : file.campaign.projects()) {
    all += p.key + p.name.zh + p.sector + p.cost.wan_text() + p.basis.en + (p.bt ? "bt" : "") + (p.user_fees ? p.user_fees->wan_text() : "?");
    for (const Money m : p.profile) all += m.wan_text() + ",";
  }
  for (const Source& s : file.funding.sources()) all += s.key + s.name.zh + s.max_share.text() + std::to_string(s.contract.value) + std::to_string(s.repaid_by.value);
  for (const Inflow& i : file.funding.inflows()) all += i.period.text() + i.amount.wan_text() + std::to_string(static_cast<int>(i.certainty));
  for (const Contract& c : file.funding.contracts()) all += c.key + c.annual_rate.text() + std::to_string(c.shares.size()) + c.profit_rate.text();
  for (const Budget& b : file.funding.budgets()) all += std::to_string(b.year) + b.general_expenditure.wan_text() + b.committed_service.wan_text();
  return all;
}

std::string convert(const std::string& text, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out(text.size() * 4 + 16, '\0');
  const int length = ucnv_convert(encoding, "UTF-8", out.data(), static_cast<int>(out.size()), text.data(), static_cast<int>(text.size()), &status);
  EXPECT_TRUE(U_SUCCESS(status));
  out.resize(static_cast<std::size_t>(length));
  return out;
}

/// Rewrites every table and the settings.
void rewrite(const CampaignCopy& copy, const std::function<std::string(const std::string&, const std::string&)>& change) {
  for (const auto& entry : std::filesystem::directory_iterator(copy.path()))
    if (entry.is_regular_file()) {
      const std::string name = entry.path().filename().string();
      copy.put(name, change(name, copy.text(name)));
    }
}

std::string chinese_headers(const std::string& name, const std::string& text) {
  if (!name.ends_with(".csv")) return text;
  std::map<std::string, std::string> zh;
  for (const Field& field : Schema::tables().fields(name.substr(0, name.size() - 4))) zh[field.name] = field.header_zh;
  const std::size_t end = text.find('\n');
  std::string header, cell;
  for (const char c : text.substr(0, end) + ",") {
    if (c != ',') {
      cell += c;
      continue;
    }
    header += (header.empty() ? "" : ",") + zh.at(cell);
    cell.clear();
  }
  return header + text.substr(end);
}

}  // namespace

TEST(ReadCampaign, ReadsTheSmallCampaign) {
  const CampaignCopy copy;
  const auto file = read_campaign(copy.path());
  ASSERT_TRUE(file) << listing(file.issues());
  EXPECT_TRUE(file.issues().empty()) << listing(file.issues());
  EXPECT_EQ(file->campaign.projects().size(), 6u);
  EXPECT_EQ(file->campaign.total_cost(), Money::from_fen(5'825'500'000));
  const Project& plant = file->campaign.projects()[1];
  EXPECT_EQ(plant.profile, (std::vector{Money::from_fen(600'000'000), Money::from_fen(900'000'000), Money::from_fen(900'000'000), Money::from_fen(600'000'000)}));
  EXPECT_EQ(plant.row, 3);
  EXPECT_EQ(plant.earliest_start, Period(PeriodUnit::quarter, 2012, 1));
  const Project& sewers = file->campaign.projects()[4];
  EXPECT_EQ(sewers.operating_cost, Money::from_fen(30'000'000));
  EXPECT_FALSE(sewers.user_fees) << "blank is unknown, not zero";
  EXPECT_EQ(file->funding.sources()[3].repaid_by, SourceId{0});
  EXPECT_EQ(file->funding.contracts()[1].subsidy_years, 25);
  EXPECT_EQ(file->settings.prices.gap, Rate::from_billionths(3'000'000'000));
  EXPECT_EQ(file->settings.affordability_limit, Rate::percent(10));
  EXPECT_EQ(file->campaign.stages()[1].never_price, Money::from_fen(8'000'000'000));
}

TEST(ReadCampaign, ReadsTheMinimumOfAContract) {
  const CampaignCopy copy;
  const auto without = read_campaign(copy.path());
  ASSERT_TRUE(without);
  EXPECT_EQ(without->funding.contracts()[0].min_size, Money{}) << "no column, no minimum";
  copy.edit("contracts.csv", "first_exponent,mark", "first_exponent,min_size_wan,mark");
  copy.edit("contracts.csv", "middle,,,,,illustrative", "middle,,,,,1200.5,illustrative");
  copy.edit("contracts.csv", "25,1,illustrative", "25,1,,illustrative");
  const auto file = read_campaign(copy.path());
  ASSERT_TRUE(file) << listing(file.issues());
  EXPECT_EQ(file->funding.contracts()[0].min_size, Money::from_fen(1'200'500'000));
  EXPECT_EQ(file->funding.contracts()[1].min_size, Money{}) << "blank is no minimum";
}

TEST(ReadCampaign, ReadsTheSameInEveryForm) {
  const CampaignCopy plain;
  const auto reference = read_campaign(plain.path());
  ASSERT_TRUE(reference) << listing(reference.issues());
  const std::map<std::string, std::function<std::string(const std::string&, const std::string&)>> forms = {
      {"BOM", [](const std::string&, const std::string& text) { return "\xEF\xBB\xBF" + text; }},
      {"GB18030", [](const std::string&, const std::string& text) { return convert(text, "gb18030"); }},
      {"UTF-16LE", [](const std::string&, const std::string& text) { return "\xFF\xFE" + convert(text, "UTF-16LE"); }},
      {"UTF-16BE", [](const std::string&, const std::string& text) { return "\xFE\xFF" + convert(text, "UTF-16BE"); }},
      {"CRLF",
       [](const std::string&, const std::string& text) {
         std::string out;
         for (const char c : text) out += c == '\n' ? std::string("\r\n") : std::string(1, c);
         return out;
       }},
      {"Chinese headers", chinese_headers},
      {"trailing blank rows", [](const std::string& name, const std::string& text) { return name.ends_with(".csv") ? text + ",,,\n\n \n" : text; }},
  };
  for (const auto& [form, change] : forms) {
    const CampaignCopy copy;
    rewrite(copy, change);
    const auto file = read_campaign(copy.path());
    ASSERT_TRUE(file) << form << "\n" << listing(file.issues());
    EXPECT_TRUE(file.issues().empty()) << form << "\n" << listing(file.issues());
    EXPECT_EQ(describe(*file), describe(*reference)) << form;
    EXPECT_NE(file->input_hash, reference->input_hash) << form << ": other bytes, other hash";
  }
}

TEST(ReadCampaign, TakesColumnsInAnyOrder) {
  const CampaignCopy copy;
  copy.put("links.csv", "mark,to,from,lag\nillustrative,plant,plan-city,2\n");
  const auto file = read_campaign(copy.path());
  ASSERT_TRUE(file) << listing(file.issues());
  EXPECT_EQ(file->campaign.links().size(), 1u);
  EXPECT_EQ(file->campaign.links()[0].lag, 2);
  EXPECT_EQ(file->campaign.links()[0].kind, LinkKind::finish_to_start);
}

TEST(ReadCampaign, HashesTheSameBytesAlike) {
  const CampaignCopy a, b;
  EXPECT_EQ(read_campaign(a.path())->input_hash, read_campaign(b.path())->input_hash);
  b.edit("tasks.csv", "80", "81");
  EXPECT_NE(read_campaign(a.path())->input_hash, read_campaign(b.path())->input_hash);
}

TEST(ReadCampaign, AnswersTwentyFiveMistakesWithThoseTwentyFive) {
  const CampaignCopy copy;
  copy.edit("campaign.toml", "discount_rate = 0.06", "discount_rate = 6");
  copy.append("campaign.toml", "\n[rules]\nBT9 = \"hard\"\n");
  copy.edit("campaign.toml", "tasks = 5", "tasks = 6");
  copy.edit("units.csv", "Ridge county,county", "Ridge county,countty");
  copy.append("units.csv", "city,另一城市,Another city,city,no,illustrative,\n");
  copy.edit("programmes.csv", "2,3,illustrative", "2,3,");
  copy.edit("categories.csv", "EC-1,EC,", "EC-1,EX,");
  copy.edit("stages.csv", "2013Q4", "2013Q5");
  copy.edit("stages.csv", "2014Q2", "2014");
  copy.edit("projects.csv", ",60,1,", ",,1,");
  copy.edit("projects.csv", ",3000,4,2012Q2,0.2|0.3|0.3|0.2", ",3000元,4,2012Q2,0.2|0.3|0.3|0.3");
  copy.edit("projects.csv", ",1800,", ",\"1,80\",");
  copy.edit("projects.csv", ",40,1,", ",-40,1,");
  copy.edit("projects.csv", "900.5", "900.1234567");
  copy.edit("projects.csv", ",25,1,", ",25,0,");
  copy.edit("serves.csv", "plant,", "plnt,");
  copy.edit("links.csv", "plant,dossier,FS", "plant,dossier,FX");
  copy.append("links.csv", "dossier,plan-city,FS,0,illustrative,\n");
  copy.edit("sources.csv", "0.6,0.25", "60,0.25");
  copy.edit("sources.csv", "bt-433", "bt-343");
  copy.edit("contracts.csv", "0.4|0.3|0.3", "4:3:3");
  copy.edit("inflows.csv", "in_account,220", "in_account,—");
  copy.append("inflows.csv", "fiscal-city,2012Q2,approved,1,illustrative,\n");
  copy.edit("budgets.csv", "city,2014,48500,900,illustrative,", "city,2014,48500");

  const auto file = read_campaign(copy.path());
  EXPECT_FALSE(file);
  std::vector<std::string> expected = {
      "out-of-range campaign.toml:23:17",      "unknown-rule campaign.toml:28:1",       "declared-count campaign.toml:12:9",
      "unknown-word units.csv:3:4",            "duplicate-key units.csv:4:1",           "blank-required programmes.csv:2:10",
      "unknown-reference categories.csv:4:2",  "period stages.csv:2:7",                 "period-unit stages.csv:3:7",
      "blank-required projects.csv:2:8",       "money-unit projects.csv:3:8",           "profile-sum projects.csv:3:11",
      "number projects.csv:4:8",               "negative projects.csv:5:8",             "money-precision projects.csv:6:8",
      "out-of-range projects.csv:7:9",         "unknown-reference serves.csv:3:1",      "unknown-word links.csv:4:3",
      "cycle links.csv:2:0",                   "out-of-range sources.csv:4:10",         "unknown-reference sources.csv:5:14",
      "ratio-list contracts.csv:2:4",          "placeholder inflows.csv:2:4",           "duplicate-inflow inflows.csv:25:2",
      "too-few-fields budgets.csv:6:4"};
  ASSERT_EQ(expected.size(), 25u);
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(places(file.issues()), expected) << listing(file.issues());
  for (const Issue& issue : file.issues()) {
    EXPECT_FALSE(issue.sentence.en.empty() || issue.sentence.zh.empty() || issue.mend.en.empty() || issue.mend.zh.empty()) << issue.code;
    EXPECT_EQ(issue.severity, Severity::error);
  }
}

TEST(ReadCampaign, NamesTroubleWithFilesAndHeaders) {
  using Spoil = std::function<void(const CampaignCopy&)>;
  const std::vector<std::pair<std::string, Spoil>> cases = {
      {"file-missing projects.csv:0:0", [](const CampaignCopy& c) { std::filesystem::remove(c.path() / "projects.csv"); }},
      {"file-is-folder units.csv:0:0",
       [](const CampaignCopy& c) {
         std::filesystem::remove(c.path() / "units.csv");
         std::filesystem::create_directory(c.path() / "units.csv");
       }},
      {"file-empty stages.csv:0:0", [](const CampaignCopy& c) { c.put("stages.csv", ""); }},
      {"file-empty serves.csv:0:0", [](const CampaignCopy& c) { c.put("serves.csv", "\n\n"); }},
      {"empty-table tasks.csv:0:0", [](const CampaignCopy& c) { c.put("tasks.csv", c.text("tasks.csv").substr(0, c.text("tasks.csv").find('\n') + 1)); }},
      {"missing-column projects.csv:1:0", [](const CampaignCopy& c) { c.edit("projects.csv", "cost_wan", "cost"); }},
      {"duplicate-column units.csv:1:7", [](const CampaignCopy& c) { c.edit("units.csv", "mark,note", "mark,名称"); }},
      {"full-width-comma budgets.csv:1:1", [](const CampaignCopy& c) { c.put("budgets.csv", "单位，年度，一般公共预算支出\n"); }},
      {"csv-unterminated-quote links.csv:3:7", [](const CampaignCopy& c) { c.edit("links.csv", "streets,FS,0,illustrative,规", "streets,FS,0,illustrative,\"规"); }},
      {"csv-stray-quote serves.csv:2:4", [](const CampaignCopy& c) { c.edit("serves.csv", "illustrative", "illus\"trative"); }},
      {"file-is-workbook sources.csv:0:0", [](const CampaignCopy& c) { c.put("sources.csv", "PK\x03\x04 and so on"); }},
      {"encoding inflows.csv:2:0", [](const CampaignCopy& c) { c.edit("inflows.csv", "220", "\xFF\xFF"); }},
      {"toml-syntax campaign.toml:10:0", [](const CampaignCopy& c) { c.edit("campaign.toml", "programmes = 2", "programmes 2"); }},
      {"missing-setting campaign.toml:2:2", [](const CampaignCopy& c) { c.edit("campaign.toml", "periods = 12", ""); }},
      {"unknown-section campaign.toml:9:2", [](const CampaignCopy& c) { c.edit("campaign.toml", "[declared]", "[declare]"); }},
      {"unknown-setting campaign.toml:16:1", [](const CampaignCopy& c) { c.edit("campaign.toml", "gap = 3", "gaps = 3"); }},
      {"too-many-fields units.csv:2:8", [](const CampaignCopy& c) { c.edit("units.csv", "市本级", "市本级,又"); }},
  };
  for (const auto& [expected, spoil] : cases) {
    const CampaignCopy copy;
    spoil(copy);
    const auto file = read_campaign(copy.path());
    EXPECT_FALSE(file) << expected;
    std::vector<std::string> found;
    for (const Issue& issue : file.issues())
      if (issue.severity == Severity::error) found.push_back(issue.code + " " + issue.file + ":" + std::to_string(issue.row) + ":" + std::to_string(issue.column));
    if (expected.starts_with("toml-syntax")) {
      ASSERT_EQ(found.size(), 1u) << listing(file.issues());
      EXPECT_TRUE(found[0].starts_with("toml-syntax campaign.toml:10:")) << found[0];
    } else if (expected.starts_with("csv-unterminated")) {
      ASSERT_EQ(found.size(), 1u) << listing(file.issues());
      EXPECT_TRUE(found[0].starts_with("csv-unterminated-quote links.csv:3:")) << found[0];
    } else {
      EXPECT_EQ(found, std::vector<std::string>{expected}) << listing(file.issues());
    }
  }
}

TEST(ReadCampaign, WarnsOfColumnsAndFilesItDoesNotRead) {
  const CampaignCopy copy;
  copy.edit("projects.csv", "earliest_start", "earliest_stat");
  copy.put("inflow.csv", "x\n");
  const auto file = read_campaign(copy.path());
  ASSERT_TRUE(file) << listing(file.issues());
  EXPECT_EQ(places(file.issues()), (std::vector<std::string>{"unknown-column projects.csv:1:10", "unknown-file inflow.csv:0:0"}));
  EXPECT_EQ(file.issues()[0].mend.en, "Did you mean earliest_start?");
}

TEST(ReadCampaign, RefusesWhatIsNoFolder) {
  EXPECT_EQ(read_campaign("/nowhere/at/all").issues().at(0).code, "folder-missing");
  const CampaignCopy copy;
  EXPECT_EQ(read_campaign(copy.path() / "units.csv").issues().at(0).code, "folder-missing");
}

TEST(ReadCampaign, CutsThousandsOfErrorsToOnePage) {
  const CampaignCopy copy;
  std::string rows = copy.text("inflows.csv");
  for (int i = 0; i < 20'000; ++i) rows += "fiscal-city,2012Q9,approvd,x,illustrative,\n";
  copy.put("inflows.csv", rows);
  const auto file = read_campaign(copy.path());
  EXPECT_FALSE(file);
  EXPECT_LT(file.issues().size(), 5000u);
  const Issues page = most_important(file.issues(), 40);
  EXPECT_EQ(page.size(), 41u);
}

TEST(ReadCampaign, SpreadsToTheFen) {
  const std::vector<Rate> thirds(3, Rate::one());
  EXPECT_EQ(spread(Money::from_fen(100), thirds), (std::vector{Money::from_fen(34), Money::from_fen(33), Money::from_fen(33)}));
  const std::vector<Rate> shares = {Rate::percent(10), Rate::percent(45), Rate::percent(45)};
  EXPECT_EQ(spread(Money::from_fen(5), shares), (std::vector{Money::from_fen(1), Money::from_fen(2), Money::from_fen(2)}));
  for (std::int64_t cost : {std::int64_t{1}, std::int64_t{999'999'999'999'937}, std::int64_t{8'999'999'999'999'999}}) {
    std::int64_t sum = 0;
    for (const Money part : spread(Money::from_fen(cost), std::vector<Rate>(7, Rate::from_billionths(142'857'143)))) sum += part.fen();
    EXPECT_EQ(sum, cost);
  }
}
