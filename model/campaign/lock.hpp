#pragma once

#include <optional>

#include "model/core/ids.hpp"
#include "model/core/period.hpp"

namespace liandong {

enum class LockKind {
  start,    ///< The project is built and starts within the two periods.
  build,    ///< The project is built within the horizon.
  drop,     ///< The project is not built within the horizon.
  reserve,  ///< The source pays for this project, and for others that it is reserved for, alone.
  bar,      ///< The source does not pay for this project.
};

/// Something that has been decided and that no plan may change (15): one row of locks.csv.
struct Lock {
  ProjectId project;
  LockKind kind = LockKind::start;
  std::optional<Period> from, to;  ///< `start`: first and last start; empty = no limit on that side.
  SourceId source;                 ///< `reserve` and `bar`.
  int row = 0;
  friend bool operator==(const Lock&, const Lock&) = default;
};

}  // namespace liandong
