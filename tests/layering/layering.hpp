#pragma once

#include <compare>
#include <filesystem>
#include <string>
#include <vector>

namespace liandong::layering {

/// A rule of the house that a file breaks. `rule` is one of: arrow, heavy, root, guard.
struct Breach {
  std::string file;  ///< Relative to the root of the repository.
  int line = 0;
  std::string rule;
  std::string detail;
  friend auto operator<=>(const Breach&, const Breach&) = default;
};

/// Reads every .hpp and .cpp under model/, scenarios/ and gui/ of `root`:
/// - arrow: a room includes a room that it may not see;
/// - heavy: a library outside the rooms, or the header-free .cpp files, that it belongs to;
/// - root:  an include of ours that does not start at the root of the repository, or names no file;
/// - guard: a header without #pragma once.
[[nodiscard]] std::vector<Breach> find_breaches(const std::filesystem::path& root);

}  // namespace liandong::layering
