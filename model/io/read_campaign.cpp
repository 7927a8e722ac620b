#include "model/io/read_campaign.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <system_error>
#include <tuple>
#include <utility>

#include "model/io/apply_differences.hpp"
#include "model/io/cross_checks.hpp"
#include "model/io/encoding.hpp"
#include "model/io/read_differences.hpp"
#include "model/io/text_file.hpp"
#include "model/io/toml_document.hpp"
#include "model/io/words.hpp"
#include "model/planning/modes.hpp"

namespace liandong {
namespace {

/// Reads the files of one folder one after another, and hashes what it reads.
class FolderReader {
 public:
  FolderReader(const std::filesystem::path& folder, Sha256& hash, IssueLog& log) : folder_(folder), log_(log), hash_(hash) {}

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

 private:
  std::filesystem::path folder_;
  IssueLog& log_;
  Sha256& hash_;
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

/// What Campaign::build and Funding::build say of the data as they stand; empty where there is nothing to compare with.
struct AsItStands {
  std::set<std::tuple<std::string, std::string, int>> issues;  ///< Code, file, row.
  bool counts = false;

  [[nodiscard]] bool has(const Issue& issue) const { return issues.contains({issue.code, issue.file, issue.row}); }
};

/// What Campaign::build and Funding::build found, less what only repeats a mistake that is already reported, with column numbers. Under a
/// scenario, warnings about rows that it did not change are what it means: a delay puts a deadline out of reach.
void add_build_issues(const Issues& issues, const FolderTables& tables, const CampaignHead& head, const AsItStands& before, IssueLog& log) {
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
    const auto revised = tables.revised.find({issue.file, issue.row});
    if (before.counts && issue.severity == Severity::warning && revised == tables.revised.end() && !before.has(issue)) continue;
    if (revised != tables.revised.end()) {
      issue.mend.en += " " + revised->second + " has changed this row.";
      issue.mend.zh += revised->second + " 改动了该行。";
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

std::string listed(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
  return all;
}

/// A scenario's name becomes part of a path, so only what its folder lists is opened.
bool check_name(const std::string& name, const std::vector<std::string>& known, const std::string& file, std::pair<int, int> place, IssueLog& log) {
  if (std::find(known.begin(), known.end(), name) != known.end()) return true;
  const std::string near = nearest(name, known);
  Text mend{"This campaign has no scenarios; put one into its folder scenarios/", "本数据没有情景；请放入 scenarios/ 文件夹"};
  if (!known.empty()) mend = {fmt::format("The scenarios are {}", listed(known)), fmt::format("现有情景：{}", listed(known))};
  if (!near.empty()) mend = {fmt::format("Did you mean {}? {}", near, mend.en), fmt::format("是否应为“{}”？{}", near, mend.zh)};
  log.add(make_issue(Severity::error, "unknown-scenario", file, place.first, place.second, place.first > 0 ? "scenario.based_on" : "",
                     {fmt::format("There is no scenario \"{}\"", name), fmt::format("没有名为“{}”的情景", name)}, std::move(mend)));
  return false;
}

}  // namespace

CampaignFolder::CampaignFolder(std::filesystem::path folder) : path_(std::move(folder)) {
  std::error_code none;
  there_ = std::filesystem::is_directory(path_, none);
  if (!there_) {
    log_.add(make_issue(Severity::error, "folder-missing", path_.string(), 0, 0, "",
                        {fmt::format("There is no campaign folder at {}", path_.string()), fmt::format("{} 不是数据文件夹", path_.string())},
                        {"Name the folder that holds campaign.toml", "请指定含有 campaign.toml 的文件夹"}));
    return;
  }
  FolderReader reader(path_, hash_, log_);
  const auto document = read_toml(reader, "campaign.toml", log_);
  if (document) head_ = read_head(*document, log_);
  if (head_.first) unit_ = head_.first->unit();
  for (const TableName& table : table_names()) {
    const std::string file = std::string(table.name) + ".csv";
    if (!table.required && !reader.has(file)) continue;
    if (const auto text = reader.read(file)) read_table(table.name, *text, unit_, tables_, log_);
    else lose_table(table.name, tables_);
  }
  check_file_names(path_, log_);
  tables_.campaign.key = head_.key;
  tables_.campaign.name = head_.name;
  tables_.campaign.declared = head_.declared;
  tables_.campaign.horizon = {head_.first.value_or(Period{}), head_.periods};

  // The data are checked as they stand: what a scenario takes away is meant.
  horizon_known_ = document && head_.first && head_.periods > 0;
  if (horizon_known_ && tables_.campaign_complete && tables_.funding_complete) check_reach(tables_, head_, log_);
  if (horizon_known_) check_plausible(tables_, head_, log_);
}

/// A scenario with the differences of all that it is based on, flat.
struct CampaignFolder::Resolved {
  Scenario scenario;
  std::vector<Difference> differences;
};

std::optional<CampaignFolder::Resolved> CampaignFolder::resolve(const std::string& name, Sha256& hash, IssueLog& log) const {
  const std::vector<std::string> known = scenarios();
  if (!check_name(name, known, "scenarios/" + name + ".toml", {0, 0}, log)) return std::nullopt;
  FolderReader reader(path_, hash, log);
  Resolved resolved;
  std::vector<std::string> chain;
  std::vector<std::vector<Difference>> differences;  // The scenario's own first.
  for (std::string key = name; !key.empty();) {
    chain.push_back(key);
    const std::string file = "scenarios/" + key + ".toml";
    const auto document = read_toml(reader, file, log);
    if (!document) return std::nullopt;
    Scenario scenario = read_scenario(*document, key, log);
    differences.push_back(read_differences(*document, key, tables_, unit_, log));
    const std::string parent = scenario.based_on;
    const auto place = scenario.based_on_place;
    if (differences.size() == 1) resolved.scenario = std::move(scenario);
    if (!parent.empty() && !check_name(parent, known, file, place, log)) return std::nullopt;
    if (const auto seen = std::find(chain.begin(), chain.end(), parent); seen != chain.end()) {
      std::string circle;
      for (auto link = seen; link != chain.end(); ++link) circle += *link + " → ";
      log.add(make_issue(Severity::error, "scenario-cycle", file, place.first, place.second, "scenario.based_on",
                         {fmt::format("Scenarios are based on each other in a circle: {}{}", circle, parent), fmt::format("情景互为依据，形成循环：{}{}", circle, parent)},
                         {"Base one of them on another scenario, or on none", "请将其中之一改为依据其他情景，或不填依据"}));
      return std::nullopt;
    }
    key = parent;
  }
  for (auto own = differences.rbegin(); own != differences.rend(); ++own)
    resolved.differences.insert(resolved.differences.end(), own->begin(), own->end());
  return resolved;
}

Checked<CampaignFile> CampaignFolder::file(const std::optional<std::string>& name) const {
  IssueLog log = log_;
  if (!there_) return log.take();
  Sha256 hash = hash_;
  if (!name || (*name == baseline && !std::filesystem::exists(path_ / "scenarios" / "baseline.toml"))) return build({}, std::nullopt, hash, std::move(log));
  std::optional<Resolved> resolved;
  if (*name == baseline)
    log.add(make_issue(Severity::error, "reserved-name", "scenarios/baseline.toml", 0, 0, "", {"\"baseline\" is the campaign itself", "“baseline”指原数据本身"},
                       {"Give the scenario's file another name", "请为该情景文件另取名称"}));
  else
    resolved = resolve(*name, hash, log);
  if (!resolved) return build({}, std::nullopt, hash, std::move(log));
  return build(resolved->differences, std::move(resolved->scenario), hash, std::move(log));
}

Checked<CampaignFile> CampaignFolder::file(std::span<const Difference> differences) const {
  IssueLog log = log_;
  if (!there_) return log.take();
  return build(differences, std::nullopt, hash_, std::move(log));
}

Checked<CampaignFile> CampaignFolder::build(std::span<const Difference> differences, std::optional<Scenario> scenario, const Sha256& hash,
                                            IssueLog log) const {
  FolderTables tables = tables_;
  CampaignHead head = head_;
  if (horizon_known_) {
    apply_differences(differences, tables, head, log);
    if (tables.funding_complete) check_prices(tables, head, log);
    const Horizon horizon = tables.campaign.horizon;
    AsItStands before{.issues = {}, .counts = !differences.empty()};
    const auto note = [&](const Issues& issues) {
      for (const Issue& issue : issues) before.issues.emplace(issue.code, issue.file, issue.row);
    };
    if (before.counts && tables.campaign_complete) note(Campaign::build(tables_.campaign).issues());
    if (before.counts && tables.funding_complete) note(Funding::build(tables_.funding, horizon).issues());
    std::optional<Campaign> campaign;
    std::optional<Funding> funding;
    if (tables.campaign_complete) {
      auto built = Campaign::build(std::move(tables.campaign));
      add_build_issues(built.issues(), tables, head, before, log);
      if (built) campaign = std::move(*built);
    }
    if (tables.funding_complete) {
      auto built = Funding::build(std::move(tables.funding), horizon);
      add_build_issues(built.issues(), tables, head, before, log);
      if (built) funding = std::move(*built);
    }
    if (campaign && funding) {
      const Modes modes(tables.modes, campaign->projects().size());  // With modes, some of them must fit the locks.
      check_locks(tables, campaign->revised(modes.deliver(campaign->projects(), modes.shortest()), campaign->links()), *funding, head.settings, log);
    }
    if (campaign && funding) check_modes(tables, *campaign, *funding, head.settings, log);
    if (!log.has_errors() && campaign && funding)
      return {CampaignFile{std::move(*campaign), std::move(*funding), std::move(head.settings), hash.hex(), std::move(scenario), std::move(tables.locks),
                           std::move(tables.modes), {differences.begin(), differences.end()}},
              log.take()};
  }
  return log.take();
}

Checked<CampaignFile> read_campaign(const std::filesystem::path& path, const std::optional<std::string>& scenario) {
  return CampaignFolder(path).file(scenario);
}

}  // namespace liandong
