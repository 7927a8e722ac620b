#include "model/planning/locks.hpp"

#include <algorithm>

namespace liandong {

Locks::Locks(std::vector<Lock> rows, const Horizon& horizon) : rows_(std::move(rows)) {
  for (const Lock& lock : rows_) {
    switch (lock.kind) {
      case LockKind::start: {
        Dates& dates = dates_[lock.project];
        dates.must = true;
        if (lock.from) dates.first = std::max(dates.first, horizon.index_of(*lock.from));
        if (lock.to) dates.last = std::min(dates.last, horizon.index_of(*lock.to));
        break;
      }
      case LockKind::build: dates_[lock.project].must = true; break;
      case LockKind::drop: dates_[lock.project].never = true; break;
      case LockKind::reserve: reserved_[lock.source].insert(lock.project); break;
      case LockKind::bar: barred_.insert({lock.project, lock.source}); break;
    }
  }
}

const Locks::Dates* Locks::dates(ProjectId project) const {
  const auto found = dates_.find(project);
  return found == dates_.end() ? nullptr : &found->second;
}

bool Locks::bars(ProjectId project, SourceId source) const { return !barred_.empty() && barred_.contains({project, source}); }

bool Locks::reserved_for_others(ProjectId project, SourceId source) const {
  if (reserved_.empty()) return false;
  const auto found = reserved_.find(source);
  return found != reserved_.end() && !found->second.contains(project);
}

}  // namespace liandong
