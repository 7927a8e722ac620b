#include "model/io/read_campaign.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <system_error>

#include "model/io/cross_checks.hpp"
#include "model/io/encoding.hpp"
#include "model/io/folder_tables.hpp"
#include "model/io/settings_reader.hpp"
#include "model/io/sha256.hpp"
#include "model/io/text_file.hpp"
#include "model/io/toml_document.hpp"
#include "model/io/words.hpp"
#include "model/planning/modes.hpp"

namespace liandong {
namespace {

/// Reads the files of one folder one after another, and hashes what it reads.
class FolderReader {
 public:
  FolderReader(const std::filesystem::path& folder, IssueLog& log) : folder_(folder), log_(log) {}

  [[nodiscard]] bool has(std::string_view name) const {
    std::error_code none;
    return std::filesystem::exists(std::filesystem::symlink_status(folder_ / name, none));
  }

  /// The decoded text, or nothing once its issue is in the log.
  std::optional<std::string> read(const std::string& name) {
    auto bytes = read_bytes(folder_ / name, name);
    log_.add(bytes.issues());
    if (!bytes) return std::nullopt;
    hash_.add(name);
    hash_.add(fmt::format("\n{}\n", bytes->size()));
    hash_.add(*bytes);
    auto decoded = decode(std::move(*bytes), name);
    log_.add(decoded.issues());
    if (!decoded) return std::nullopt;
    return std::move(decoded->text);
  }

  [[nodiscard]] std::string hash() const { return hash_.hex(); }

 private:
  std::filesystem::path folder_;
  IssueLog& log_;
  Sha256 hash_;
};

/// Tables under a name that is nearly right are not read; say so.
void check_file_names(const std::filesystem::path& folder, IssueLog& log) {
  std::vector<std::string> known;
  for (const TableName& table : table_names()) known.push_back(std::string(table.name) + ".csv");
  std::vector<std::string> others;
  std::error_code none;
  for (std::filesystem::directory_iterator entry(folder, none), end; !none && entry != end; entry.increment(none)) {
    const std::string name = entry->path().filename().string();
    if (entry->path().extension() == ".csv" && std::find(known.begin(), known.end(), name) == known.end()) others.push_back(name);
  }
  std::sort(others.begin(), others.end());
  for (const std::string& name : others) {
    const std::string near = nearest(name, known);
    log.add(make_issue(Severity::warning, "unknown-file", name, 0, 0, "", {fmt::format("{} is not a table of a campaign and is not read", name), fmt::format("{} 不是数据表，未读取", name)},
                       near.empty() ? Text{"Move it elsewhere", "请移到别处"} : Text{fmt::format("Did you mean {}?", near), fmt::format("是否应为 {}？", near)}));
  }
}

/// What Campaign::build and Funding::build found, less what only repeats a mistake that is already reported, with column numbers.
void add_build_issues(const Issues& issues, const FolderTables& tables, const CampaignHead& head, IssueLog& log) {
  constexpr std::array<std::string_view, 4> about_completeness = {"declared-count", "stage-without-project", "task-without-project", "project-without-task"};
  Issues kept;
  for (Issue issue : issues) {
    if (issue.file == "campaign.toml" && issue.row == 0) {
      const auto place = head.places.find(issue.field);
      if (place != head.places.end()) std::tie(issue.row, issue.column) = place->second;
    }
    if (issue.row > 0 && log.row_has_error(issue.file, issue.row)) continue;
    if (tables.rows_lost && std::find(about_completeness.begin(), about_completeness.end(), issue.code) != about_completeness.end()) continue;
    if (issue.column == 0 && issue.row > 0) {
      const auto columns = tables.columns.find(issue.file);
      if (columns != tables.columns.end())
        if (const auto column = columns->second.find(issue.field); column != columns->second.end()) issue.column = column->second;
    }
    kept.push_back(std::move(issue));
  }
  for (Issue& issue : kept) log.add(std::move(issue));
}

std::optional<TomlDocument> read_toml(FolderReader& folder, const std::string& name, IssueLog& log) {
  const auto text = folder.read(name);
  if (!text) return std::nullopt;
  auto document = parse_toml(*text, name);
  log.add(document.issues());
  if (!document) return std::nullopt;
  return std::move(*document);
}

/// A scenario's name becomes part of a path, so only what its folder lists is opened.
std::optional<Scenario> read_and_apply(const std::filesystem::path& path, FolderReader& folder, const std::string& name, std::optional<PeriodUnit> unit,
                                       FolderTables& tables, CampaignHead& head, IssueLog& log) {
  const std::vector<std::string> known = scenario_names(path);
  const std::string file = "scenarios/" + name + ".toml";
  if (std::find(known.begin(), known.end(), name) == known.end()) {
    std::string all;
    for (const std::string& other : known) all += (all.empty() ? "" : ", ") + other;
    log.add(make_issue(Severity::error, "unknown-scenario", file, 0, 0, "", {fmt::format("There is no scenario \"{}\"", name), fmt::format("没有名为“{}”的情景", name)},
                       all.empty() ? Text{"This campaign has no scenarios; put one into its folder scenarios/", "本数据没有情景；请放入 scenarios/ 文件夹"}
                                   : Text{fmt::format("The scenarios are {}", all), fmt::format("现有情景：{}", all)}));
    return std::nullopt;
  }
  const auto document = read_toml(folder, file, log);
  if (!document) return std::nullopt;
  Scenario scenario = read_scenario(*document, name, file, tables.sources, unit, log);
  read_settings(*document, file, head.settings, head.places, log);
  apply_scenario(scenario, file, tables.funding, log);
  return scenario;
}

}  // namespace

Checked<CampaignFile> read_campaign(const std::filesystem::path& path, const std::optional<std::string>& scenario_name) {
  IssueLog log;
  std::error_code none;
  if (!std::filesystem::is_directory(path, none)) {
    log.add(make_issue(Severity::error, "folder-missing", path.string(), 0, 0, "",
                       {fmt::format("There is no campaign folder at {}", path.string()), fmt::format("{} 不是数据文件夹", path.string())},
                       {"Name the folder that holds campaign.toml", "请指定含有 campaign.toml 的文件夹"}));
    return log.take();
  }
  FolderReader folder(path, log);
  CampaignHead head;
  const auto document = read_toml(folder, "campaign.toml", log);
  if (document) head = read_head(*document, log);
  const std::optional<PeriodUnit> unit = head.first ? std::optional(head.first->unit()) : std::nullopt;

  FolderTables tables;
  for (const TableName& table : table_names()) {
    const std::string file = std::string(table.name) + ".csv";
    if (!table.required && !folder.has(file)) continue;
    if (const auto text = folder.read(file)) read_table(table.name, *text, unit, tables, log);
    else lose_table(table.name, tables);
  }
  check_file_names(path, log);
  tables.campaign.key = head.key;
  tables.campaign.name = head.name;
  tables.campaign.declared = head.declared;
  tables.campaign.horizon = {head.first.value_or(Period{}), head.periods};

  // The data are checked as they stand: what a scenario takes away is meant.
  const bool horizon_known = document && head.first && head.periods > 0;
  if (horizon_known && tables.campaign_complete && tables.funding_complete) check_reach(tables, head, log);
  if (horizon_known) check_plausible(tables, head, log);

  std::optional<Scenario> scenario;
  if (scenario_name) scenario = read_and_apply(path, folder, *scenario_name, unit, tables, head, log);

  if (horizon_known) {
    if (tables.funding_complete) check_prices(tables, head, log);
    const Horizon horizon = tables.campaign.horizon;
    std::optional<Campaign> campaign;
    std::optional<Funding> funding;
    if (tables.campaign_complete) {
      auto built = Campaign::build(std::move(tables.campaign));
      add_build_issues(built.issues(), tables, head, log);
      if (built) campaign = std::move(*built);
    }
    if (tables.funding_complete) {
      auto built = Funding::build(std::move(tables.funding), horizon);
      add_build_issues(built.issues(), tables, head, log);
      if (built) funding = std::move(*built);
    }
    if (campaign && funding) {
      const Modes modes(tables.modes, campaign->projects().size());  // With modes, some of them must fit the locks.
      check_locks(tables, campaign->revised(modes.deliver(campaign->projects(), modes.shortest()), campaign->links()), *funding, head.settings, log);
    }
    if (campaign && funding) check_modes(tables, *campaign, *funding, head.settings, log);
    if (!log.has_errors() && campaign && funding)
      return {CampaignFile{std::move(*campaign), std::move(*funding), std::move(head.settings), folder.hash(), std::move(scenario), std::move(tables.locks), std::move(tables.modes)},
              log.take()};
  }
  return log.take();
}

}  // namespace liandong
