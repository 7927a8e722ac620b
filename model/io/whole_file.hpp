#pragma once

#include <filesystem>
#include <string_view>

#include "model/core/issue.hpp"

namespace liandong {

/// Writes a file whole or not at all: aside and synced, then put in its place by one rename. Empty if all went well.
[[nodiscard]] Issues write_whole(const std::filesystem::path& path, std::string_view bytes);

/// Writes and syncs to an open file: 0, or the error that stopped it.
[[nodiscard]] int write_and_sync(int file, std::string_view bytes);

}  // namespace liandong
