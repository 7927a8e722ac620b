#pragma once

#include <algorithm>
#include <thread>

namespace liandong::cli {

/// As many as the machine has.
[[nodiscard]] inline int all_threads() { return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, 1024); }

}  // namespace liandong::cli
