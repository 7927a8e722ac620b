#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "model/io/plan_folder.hpp"
#include "model/verify/facts.hpp"
#include "model/verify/verify.hpp"

namespace liandong::verify {

/// Collects findings.
class Findings {
 public:
  void add(int constraint, std::string file, int row, Text sentence) {
    found_.push_back({std::move(sentence), std::move(file), row, constraint});
  }
  [[nodiscard]] bool any_of(int constraint) const;
  [[nodiscard]] std::vector<Finding> take() { return std::move(found_); }

 private:
  std::vector<Finding> found_;
};

/// An amount and the line that states it.
struct Stated {
  Money amount;
  int row = 0;
};

/// The plan as the folder states it, keys resolved. What cannot be resolved is a finding and is left out.
struct Claims {
  std::vector<std::optional<int>> start;  ///< By project.
  std::vector<std::optional<int>> stage;  ///< By stage.
  std::vector<int> row;                   ///< In schedule.csv, by node; 0 = missing.
  std::map<std::tuple<ProjectId, SourceId, int>, Stated> payments;
  std::map<std::pair<ProjectId, int>, Stated> gaps;

  [[nodiscard]] std::optional<int> completion(const Facts& facts, int node) const;
};

/// Finds keys; each table once.
class Keys {
 public:
  explicit Keys(const Facts& facts);
  [[nodiscard]] std::optional<ProjectId> project(const std::string& key) const { return find<ProjectId>(projects_, key); }
  [[nodiscard]] std::optional<StageId> stage(const std::string& key) const { return find<StageId>(stages_, key); }
  [[nodiscard]] std::optional<TaskId> task(const std::string& key) const { return find<TaskId>(tasks_, key); }
  [[nodiscard]] std::optional<SourceId> source(const std::string& key) const { return find<SourceId>(sources_, key); }
  [[nodiscard]] std::optional<UnitId> unit(const std::string& key) const { return find<UnitId>(units_, key); }

 private:
  template <class Id>
  [[nodiscard]] static std::optional<Id> find(const std::map<std::string, int>& table, const std::string& key) {
    const auto found = table.find(key);
    return found == table.end() ? std::nullopt : std::optional(Id{found->second});
  }
  std::map<std::string, int> projects_, stages_, tasks_, sources_, units_;
};

[[nodiscard]] Claims read_claims(const Facts& facts, const Keys& keys, const PlanFiles& plan, Findings& findings);

/// Sentences that several checks need.
[[nodiscard]] Text unknown_key(const char* en, const char* zh, const std::string& key);
[[nodiscard]] Text stated_twice(const std::string& en, const std::string& zh);

}  // namespace liandong::verify
