#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/campaign/campaign.hpp"
#include "model/campaign/lock.hpp"
#include "model/core/issue.hpp"
#include "model/funding/funding.hpp"
#include "model/funding/mode.hpp"
#include "model/io/difference.hpp"
#include "model/io/folder_tables.hpp"
#include "model/io/issue_log.hpp"
#include "model/io/scenario_file.hpp"
#include "model/io/settings_reader.hpp"
#include "model/io/sha256.hpp"
#include "model/planning/settings.hpp"

namespace liandong {

/// A campaign folder as read: everything that a plan is made from.
struct CampaignFile {
  Campaign campaign;
  Funding funding;
  Settings settings;
  std::string input_hash;            ///< SHA-256, hexadecimal, of every file read: for each its name, size and bytes, in reading order.
  std::optional<Scenario> scenario;  ///< The one that was applied.
  std::vector<Lock> locks{};         ///< They leave at least one schedule.
  std::vector<Mode> modes{};
  std::vector<Difference> differences{};  ///< Of the scenario, flat: as they were applied, those of the scenario it is based on first.
};

/// The folder that docs/guide/campaign-folder.md describes, its tables read once for any number of its scenarios.
///
/// All mistakes of all files come back in one run, sorted; warnings also with a value. The result depends on the files' bytes alone.
class CampaignFolder {
 public:
  explicit CampaignFolder(std::filesystem::path folder);

  /// The campaign, or under the scenario of that name, with those that it is based on. "baseline" is the campaign itself.
  [[nodiscard]] Checked<CampaignFile> file(const std::optional<std::string>& scenario = {}) const;
  /// Under these differences, such as some of a scenario's. The hash says nothing about them.
  [[nodiscard]] Checked<CampaignFile> file(std::span<const Difference> differences) const;
  /// Names of its scenarios, sorted.
  [[nodiscard]] std::vector<std::string> scenarios() const { return scenario_names(path_); }

 private:
  struct Resolved;
  [[nodiscard]] std::optional<Resolved> resolve(const std::string& name, Sha256& hash, IssueLog& log) const;
  [[nodiscard]] Checked<CampaignFile> build(std::span<const Difference> differences, std::optional<Scenario> scenario, const Sha256& hash,
                                            IssueLog log) const;

  std::filesystem::path path_;
  IssueLog log_;  ///< Of reading the tables.
  Sha256 hash_;
  CampaignHead head_;
  FolderTables tables_;
  std::optional<PeriodUnit> unit_;
  bool there_ = false, horizon_known_ = false;
};

/// `CampaignFolder(folder).file(scenario)`.
[[nodiscard]] Checked<CampaignFile> read_campaign(const std::filesystem::path& folder, const std::optional<std::string>& scenario = {});

}  // namespace liandong
