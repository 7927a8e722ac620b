#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "model/core/issue.hpp"

namespace liandong::test {

/// A folder of the running test's own, removed with it.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "liandong-test-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::runtime_error("no scratch folder");
    path_ = name;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline std::string read_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

inline void write_text(const std::filesystem::path& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

/// A copy of the small campaign to spoil.
class CampaignCopy {
 public:
  CampaignCopy() {
    std::filesystem::copy(std::filesystem::path(LIANDONG_SOURCE_DIR) / "tests/support/campaigns/small", scratch_.path() / "c",
                          std::filesystem::copy_options::recursive);
  }
  [[nodiscard]] std::filesystem::path path() const { return scratch_.path() / "c"; }
  [[nodiscard]] std::string text(const std::string& file) const { return read_text(path() / file); }
  void put(const std::string& file, const std::string& text) const { write_text(path() / file, text); }
  void append(const std::string& file, const std::string& more) const { put(file, text(file) + more); }
  /// Replaces the first occurrence; the test fails if there is none.
  void edit(const std::string& file, const std::string& from, const std::string& to) const {
    std::string all = text(file);
    const std::size_t at = all.find(from);
    ASSERT_NE(at, std::string::npos) << file << " has no " << from;
    put(file, all.replace(at, from.size(), to));
  }

 private:
  ScratchFolder scratch_;
};

inline std::string listing(const Issues& issues) {
  std::string all;
  for (const Issue& i : issues)
    all += i.file + ":" + std::to_string(i.row) + ":" + std::to_string(i.column) + " " + i.code + " " + i.sentence.en + "\n";
  return all;
}

/// Codes with places, of errors and warnings alike.
inline std::vector<std::string> places(const Issues& issues) {
  std::vector<std::string> all;
  for (const Issue& i : issues) all.push_back(i.code + " " + i.file + ":" + std::to_string(i.row) + ":" + std::to_string(i.column));
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace liandong::test
