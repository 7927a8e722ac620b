#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace liandong {

/// The keys of one table that other tables refer to.
class KeyIndex {
 public:
  /// False if the key was there already; `first_row` then says where.
  bool add(const std::string& key, int row, int* first_row = nullptr);
  [[nodiscard]] std::optional<std::int32_t> find(const std::string& key) const;
  [[nodiscard]] const std::vector<std::string>& keys() const { return keys_; }
  /// Unknown keys are not reported if the table itself could not be read: that is the mistake to mend first.
  bool complete = true;
  std::string file;

 private:
  std::unordered_map<std::string, std::pair<std::int32_t, int>> place_;  // Looked up only, never walked.
  std::vector<std::string> keys_;
};

}  // namespace liandong
