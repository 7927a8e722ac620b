#include "scenarios/cli/progress.hpp"

#include <iostream>

#include "scenarios/cli/terminal.hpp"

namespace liandong::cli {

ProgressLine::ProgressLine() : terminal_(error_is_terminal()) {}

void ProgressLine::show(const std::string& text) {
  if (!terminal_) return;
  const auto now = std::chrono::steady_clock::now();
  if (shown_ && now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  shown_ = true;
  std::cerr << "\r\033[K" << fit(text, 78) << std::flush;
}

void ProgressLine::clear() {
  if (shown_) std::cerr << "\r\033[K" << std::flush;
  shown_ = false;
}

}  // namespace liandong::cli
