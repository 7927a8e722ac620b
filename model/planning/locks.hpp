#pragma once

#include <limits>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "model/campaign/lock.hpp"

namespace liandong {

/// The locks of a campaign by what they lock. Immutable.
class Locks {
 public:
  /// What is left of a project's dates, in period indices of its start.
  struct Dates {
    int first = 0;
    int last = std::numeric_limits<int>::max();
    bool must = false;   ///< It is built.
    bool never = false;  ///< It is not built.
  };

  Locks() = default;
  Locks(std::vector<Lock> rows, const Horizon& horizon);

  [[nodiscard]] const std::vector<Lock>& rows() const { return rows_; }
  /// By project; null where nothing is locked.
  [[nodiscard]] const Dates* dates(ProjectId project) const;
  [[nodiscard]] bool any_dates() const { return !dates_.empty(); }
  [[nodiscard]] bool bars(ProjectId project, SourceId source) const;
  /// Is `source` reserved, and not for `project`?
  [[nodiscard]] bool reserved_for_others(ProjectId project, SourceId source) const;

 private:
  std::vector<Lock> rows_;
  std::map<ProjectId, Dates> dates_;
  std::set<std::pair<ProjectId, SourceId>> barred_;
  std::map<SourceId, std::set<ProjectId>> reserved_;
};

}  // namespace liandong
