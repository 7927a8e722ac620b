#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace liandong::cli {

/// Columns that UTF-8 `text` takes on a terminal: a Chinese character takes two.
[[nodiscard]] std::size_t display_width(std::string_view text);
[[nodiscard]] std::string pad_right(std::string_view text, std::size_t width);
[[nodiscard]] std::string pad_left(std::string_view text, std::size_t width);
/// Cut to `width` columns with "…" at the end where something is lost.
[[nodiscard]] std::string fit(std::string_view text, std::size_t width);
/// Lines of at most `width` columns; breaks at blanks, and anywhere between Chinese characters. Later lines are indented by `indent`.
[[nodiscard]] std::string wrap(std::string_view text, std::size_t width, std::size_t indent);

enum class Colour { none, bold, red, yellow, green, dim };

/// `text` in a colour if standard output (or error) is a terminal and NO_COLOR is not set; otherwise as it is.
[[nodiscard]] std::string paint(std::string_view text, Colour colour);
[[nodiscard]] std::string paint_error(std::string_view text, Colour colour);
[[nodiscard]] bool error_is_terminal();

}  // namespace liandong::cli
