#include "scenarios/cli/terminal.hpp"

#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdlib>

#include "scenarios/cli/mpirun.hpp"

namespace liandong::cli {
namespace {

/// mpirun shows each rank a terminal, wherever it sends what is written there.
bool is_terminal(int file) { return ::isatty(file) == 1 && !under_mpirun(); }

struct Glyph {
  char32_t code = 0;
  std::size_t bytes = 1;
};

// Bytes that are not UTF-8 count as one column each, so that a broken name still prints.
Glyph glyph_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at);
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
  if (length == 1 || at + length > text.size()) return {first, 1};
  char32_t code = first & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0u) != 0x80u) return {first, 1};
    code = (code << 6) | (byte(at + i) & 0x3Fu);
  }
  return {code, length};
}

// East Asian Width W and F (Unicode annex 11), in the blocks that a campaign's names and our own texts can use.
std::size_t columns(char32_t code) {
  struct Range {
    char32_t first, last;
  };
  static constexpr std::array wide = {Range{0x1100, 0x115F}, Range{0x2E80, 0x303E}, Range{0x3041, 0x33FF},   Range{0x3400, 0x4DBF},
                                      Range{0x4E00, 0x9FFF}, Range{0xA000, 0xA4CF}, Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},
                                      Range{0xFE30, 0xFE6F}, Range{0xFF01, 0xFF60}, Range{0xFFE0, 0xFFE6},   Range{0x1F300, 0x1FAFF},
                                      Range{0x20000, 0x3FFFD}};
  if (code < 0x20 || (code >= 0x300 && code <= 0x36F) || code == 0x200B) return 0;
  for (const Range& range : wide)
    if (code >= range.first && code <= range.last) return 2;
  return 1;
}

std::string paint_if(bool terminal, std::string_view text, Colour colour) {
  const char* no_color = std::getenv("NO_COLOR");
  if (!terminal || colour == Colour::none || (no_color != nullptr && *no_color != '\0')) return std::string(text);
  const char* code = "0";
  switch (colour) {
    case Colour::none: break;
    case Colour::bold: code = "1"; break;
    case Colour::red: code = "31"; break;
    case Colour::yellow: code = "33"; break;
    case Colour::green: code = "32"; break;
    case Colour::dim: code = "2"; break;
  }
  return "\033[" + std::string(code) + "m" + std::string(text) + "\033[0m";
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Glyph glyph = glyph_at(text, at);
    width += columns(glyph.code);
    at += glyph.bytes;
  }
  return width;
}

std::string pad_right(std::string_view text, std::size_t width) {
  const std::size_t own = display_width(text);
  return std::string(text) + std::string(own < width ? width - own : 0, ' ');
}

std::string pad_left(std::string_view text, std::size_t width) {
  const std::size_t own = display_width(text);
  return std::string(own < width ? width - own : 0, ' ') + std::string(text);
}

std::string fit(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string(text);
  std::string kept;
  std::size_t used = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Glyph glyph = glyph_at(text, at);
    if (used + columns(glyph.code) + 1 > width) break;
    used += columns(glyph.code);
    kept.append(text.substr(at, glyph.bytes));
    at += glyph.bytes;
  }
  return kept + "…";
}

std::string wrap(std::string_view text, std::size_t width, std::size_t indent) {
  std::string lines, word;
  std::size_t used = 0;
  const std::string margin(indent, ' ');
  const auto flush = [&] {
    const std::size_t own = display_width(word);
    if (used + own > width && used > indent) {
      while (!lines.empty() && lines.back() == ' ') lines.pop_back();
      lines += "\n" + margin;
      used = indent;
    }
    lines += word;
    used += own;
    word.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const Glyph glyph = glyph_at(text, at);
    const std::string_view bytes = text.substr(at, glyph.bytes);
    at += glyph.bytes;
    if (glyph.code == ' ') {
      flush();
      if (used < width) {
        lines += ' ';
        ++used;
      }
      continue;
    }
    // Closing punctuation stays with the word before it.
    const bool closes = glyph.code == U'，' || glyph.code == U'。' || glyph.code == U'；' || glyph.code == U'：' || glyph.code == U'）' ||
                        glyph.code == U'、' || glyph.code == U'”' || glyph.code == U'》' || glyph.code == U'」';
    if (columns(glyph.code) == 2 && !closes) flush();
    word += bytes;
  }
  flush();
  return lines;
}

std::string paint(std::string_view text, Colour colour) { return paint_if(is_terminal(STDOUT_FILENO), text, colour); }

std::string paint_error(std::string_view text, Colour colour) { return paint_if(error_is_terminal(), text, colour); }

bool error_is_terminal() { return is_terminal(STDERR_FILENO); }

}  // namespace liandong::cli
