#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "model/core/issue.hpp"

namespace liandong {

/// No table of a campaign may be larger: at 64 MB a table has about a million rows, far beyond any campaign.
inline constexpr std::uintmax_t largest_file_bytes = std::uintmax_t{64} << 20;

/// The bytes of a regular file. `name` is what issues call it. Fails, with one issue, on a file that is missing, a folder, a device,
/// unreadable, empty or larger than `limit`; never reads more than `limit` bytes.
[[nodiscard]] Checked<std::string> read_bytes(const std::filesystem::path& path, std::string_view name,
                                              std::uintmax_t limit = largest_file_bytes);

}  // namespace liandong
