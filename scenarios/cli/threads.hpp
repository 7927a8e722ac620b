#pragma once

#include <algorithm>
#include <thread>

#include "scenarios/cli/mpirun.hpp"

namespace liandong::cli {

/// As many as the machine has; under mpirun this process's part of them.
[[nodiscard]] inline int all_threads() {
  return std::clamp(static_cast<int>(std::thread::hardware_concurrency()) / ranks_on_this_machine(), 1, 1024);
}

}  // namespace liandong::cli
