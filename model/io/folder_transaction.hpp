#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "model/core/issue.hpp"

namespace liandong {

/// Writes a folder whole or not at all: into a hidden folder beside the target, which takes the target's place by one rename when it is
/// complete. Without `commit()`, or after any failure, nothing is left. The hidden folder is locked while its writer lives, so that
/// what a killed writer left is told from another writer's work, and removed.
class FolderTransaction {
 public:
  /// `own_mark` is the file by which a folder of this kind is known: a non-empty target without it is refused.
  FolderTransaction(const std::filesystem::path& target, std::string_view own_mark);
  ~FolderTransaction();
  FolderTransaction(const FolderTransaction&) = delete;
  FolderTransaction& operator=(const FolderTransaction&) = delete;

  [[nodiscard]] bool ok() const { return issues_.empty(); }
  [[nodiscard]] const Issues& issues() const { return issues_; }
  /// Writes and syncs one file. Does nothing once something has failed.
  void write(std::string_view name, std::string_view bytes);
  /// A file of the old folder that is not kept although it is not written anew.
  void drop(std::string name) { dropped_.insert(std::move(name)); }
  /// Puts the folder in its place. Files of the old folder that were not written anew are kept.
  void commit();

 private:
  void begin(const std::filesystem::path& target, std::string_view own_mark);
  void fail(std::string_view code, std::string_view file, int error, std::string_view what_en, std::string_view what_zh);
  void remove_leftovers() const;
  void keep_other_files();
  void swap_in();

  std::filesystem::path target_, parent_, work_;
  std::string prefix_;
  int lock_ = -1;
  bool replaces_ = false;
  std::set<std::string> dropped_;
  Issues issues_;
};

}  // namespace liandong
