#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "model/io/csv.hpp"
#include "model/io/encoding.hpp"
#include "model/io/issue_log.hpp"
#include "model/io/scenario_file.hpp"
#include "model/io/text_file.hpp"
#include "scenarios/batch.hpp"

namespace liandong {
namespace {

namespace fs = std::filesystem;

bool is_campaign(const fs::path& folder) { return fs::exists(folder / "campaign.toml"); }

/// The last part of a path, also of one that ends in a slash.
std::string name_of(const fs::path& folder) {
  const fs::path path = fs::weakly_canonical(folder);
  return path.filename().string();
}

std::vector<std::string> with_baseline(const fs::path& campaign) {
  std::vector<std::string> names = scenario_names(campaign);
  names.insert(names.begin(), std::string(baseline));
  return names;
}

std::vector<BatchPiece> of_campaigns(const fs::path& folder, const std::vector<std::string>& scenarios) {
  std::vector<BatchPiece> pieces;
  std::vector<fs::path> campaigns;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder))
    if (entry.is_directory() && is_campaign(entry.path())) campaigns.push_back(entry.path());
  std::sort(campaigns.begin(), campaigns.end());
  for (const fs::path& campaign : campaigns) {
    const std::string name = campaign.filename().string();
    if (scenarios.empty()) pieces.push_back({.name = name, .campaign = campaign.string(), .scenario = std::string(baseline)});
    for (const std::string& scenario : scenarios)
      pieces.push_back({.name = name + "." + scenario, .campaign = campaign.string(), .scenario = scenario});
  }
  return pieces;
}

/// The table of a batch.
class JobTable {
 public:
  JobTable(const fs::path& path, std::string_view text) : path_(path), text_(text) {}

  std::vector<BatchPiece> read(IssueLog& log) {
    CsvReader csv(text_, detect_separator(text_));
    CsvRecord record;
    if (!csv.next(record)) return {};
    for (std::size_t i = 0; i < record.fields.size(); ++i) {
      const std::string& head = record.fields[i];
      std::optional<std::size_t>* column = head == "campaign" || head == "数据"   ? &campaign_
                                           : head == "scenario" || head == "情景" ? &scenario_
                                           : head == "name" || head == "名称"     ? &name_
                                                                                  : nullptr;
      if (column)
        *column = i;
      else
        add(log, record.line, static_cast<int>(i) + 1, "batch-column", {"There is no column " + head, "没有 " + head + " 列"},
            {"Columns are campaign, scenario and name", "可用的列为 campaign（数据）、scenario（情景）、name（名称）"});
    }
    if (!campaign_)
      add(log, record.line, 0, "batch-column", {"The column campaign is missing", "缺少 campaign（数据）列"},
          {"Name the campaign folder of each row in it", "请在该列填写各行的数据文件夹"});
    std::vector<BatchPiece> pieces;
    while (!log.has_errors() && csv.next(record)) {
      if (record.problem)
        add(log, record.problem->line, 0, record.problem->code, record.problem->sentence, record.problem->mend);
      else if (!record.blank())
        add_row(record, pieces, log);
    }
    return pieces;
  }

 private:
  void add(IssueLog& log, int row, int column, std::string_view code, Text sentence, Text mend) const {
    log.add(make_issue(Severity::error, code, path_.string(), row, column, "", std::move(sentence), std::move(mend)));
  }

  static std::string field(const CsvRecord& record, const std::optional<std::size_t>& column) {
    return column && *column < record.fields.size() ? record.fields[*column] : std::string();
  }

  void add_row(const CsvRecord& record, std::vector<BatchPiece>& pieces, IssueLog& log) const {
    const std::string campaign = field(record, campaign_), scenario = field(record, scenario_), name = field(record, name_);
    if (campaign.empty())
      return add(log, record.line, static_cast<int>(*campaign_) + 1, "batch-campaign", {"No campaign is named", "未填写数据文件夹"},
                 {"Name its folder, from where this file lies", "请填写其文件夹（相对本文件所在位置）"});
    const fs::path folder = (path_.parent_path() / campaign).lexically_normal();
    const std::string stem = name.empty() ? name_of(folder) : name;
    if (scenario == "*")
      for (const std::string& each : with_baseline(folder))
        pieces.push_back({.name = stem + "." + each, .campaign = folder.string(), .scenario = each});
    else
      pieces.push_back({.name = scenario.empty() || !name.empty() ? stem : stem + "." + scenario,
                        .campaign = folder.string(),
                        .scenario = scenario.empty() ? std::string(baseline) : scenario});
  }

  const fs::path& path_;
  std::string_view text_;
  std::optional<std::size_t> campaign_{}, scenario_{}, name_{};
};

/// Plan folders stand side by side, each with a name of its own.
void check_names(const std::vector<BatchPiece>& pieces, const std::string& what, IssueLog& log) {
  std::set<std::string> names;
  const auto add = [&](std::string_view code, Text sentence, Text mend) {
    log.add(make_issue(Severity::error, code, what, 0, 0, "", std::move(sentence), std::move(mend)));
  };
  for (const BatchPiece& piece : pieces) {
    if (piece.name.empty() || piece.name.front() == '.' || piece.name.find('/') != std::string::npos || piece.name.starts_with("batch."))
      add("batch-name", {"A plan folder cannot be called " + piece.name, "计划文件夹不能命名为 " + piece.name},
          {"Choose a name without a slash that does not begin with a point or batch.", "名称不得含斜杠，且不得以点号或 batch. 开头"});
    else if (!names.insert(piece.name).second)
      add("batch-name", {"Two pieces are called " + piece.name, "有两项同名：" + piece.name},
          {"Give them names in a column name", "请在 name（名称）列中分别命名"});
  }
}

std::vector<BatchPiece> pieces_of(const fs::path& what, const std::vector<std::string>& scenarios, IssueLog& log) {
  if (fs::is_directory(what) && is_campaign(what)) {
    std::vector<BatchPiece> pieces;
    for (const std::string& scenario : scenarios.empty() ? with_baseline(what) : scenarios)
      pieces.push_back({.name = scenario, .campaign = what.string(), .scenario = scenario});
    return pieces;
  }
  if (fs::is_directory(what)) return of_campaigns(what, scenarios);
  Checked<std::string> bytes = read_bytes(what, what.string());
  if (!bytes) {
    log.add(bytes.issues());
    return {};
  }
  const Checked<DecodedText> text = decode(*std::move(bytes), what.string());
  log.add(text.issues());
  return text ? JobTable(what, text->text).read(log) : std::vector<BatchPiece>{};
}

}  // namespace

Checked<std::vector<BatchPiece>> list_pieces(const fs::path& what, const std::vector<std::string>& scenarios) {
  IssueLog log;
  std::vector<BatchPiece> pieces;
  try {
    pieces = pieces_of(what, scenarios, log);
  } catch (const fs::filesystem_error& error) {
    log.add(make_issue(Severity::error, "batch-unreadable", what.string(), 0, 0, "",
                       {fmt::format("{} cannot be read: {}", what.string(), error.code().message()),
                        fmt::format("无法读取 {}：{}", what.string(), error.code().message())},
                       {"Check the folder's permissions", "请检查文件夹权限"}));
  }
  if (!log.has_errors() && pieces.empty())
    log.add(make_issue(Severity::error, "batch-empty", what.string(), 0, 0, "",
                       {"There is nothing to plan in " + what.string(), what.string() + " 中没有可编制的内容"},
                       {"Name a campaign folder, a folder of them, or a table with a column campaign",
                        "请指定数据文件夹、存放多个数据文件夹的文件夹，或含 campaign（数据）列的表"}));
  check_names(pieces, what.string(), log);
  if (log.has_errors()) return log.take();
  return pieces;
}

}  // namespace liandong
